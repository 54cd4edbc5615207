"""A label of the information box that one rule or field knows is known to all; prose beside them stays."""

from __future__ import annotations

from datetime import date

import pytest
from cleaned import text_page

from cleaners import Page, clean
from cleaners.words.box import LABELS

TITLE = "云岭县关于做好春耕工作的通知"
BELOW = (
    "各乡镇人民政府：",
    "今年以来，全县上下认真落实各项部署，取得了较好的成绩，群众是满意的。",
    "特此通知。",
)
VALUES = {
    "issuer": "云岭县财政局",
    "doc_number": "云财〔2020〕3号",
    "written": "2020-01-02",
    "published": "2020-01-02",
    "index_number": "014009/2023-0012",
}


@pytest.mark.parametrize("form", ["{}：{}", "【{}】{}"])
@pytest.mark.parametrize("field", LABELS)
def test_a_label_is_cut_and_gives_its_field(form: str, field: str) -> None:
    for label in LABELS[field].split("|"):
        line = form.format(label, VALUES.get(field, "规范性文件"))
        page = text_page(TITLE, line, *BELOW)
        document = clean(page).document
        assert document.paragraphs == BELOW, label
        if field in VALUES:
            assert str(getattr(document, field)) == VALUES[field], label


def test_two_labels_without_colons_are_cut_too() -> None:
    row = "公布机关 云岭县财政局 施行日期 2020-01-02"
    page = text_page(TITLE, row, *BELOW)
    document = clean(page).document
    assert (document.paragraphs, document.issuer) == (BELOW, "云岭县财政局")


def test_a_box_of_labels_and_values_side_by_side_gives_its_fields() -> None:
    """As elements of their own, without a colon or a gap: <li><b>索引号</b><i>QS010-2021-118</i>."""
    box = (
        ("索引号", "QS010-2021-118"),
        ("标题", TITLE),
        ("发文机关", "云岭县财政局"),
        ("成文日期", "2021年3月1日"),
        ("发布日期", "2021年3月2日"),
        ("主题分类", "财政/预算"),
        ("发文字号", "无"),
    )
    rows = "".join(f"<li><b>{label}</b><i>{value}</i></li>" for label, value in box)
    text = "".join(f"<p>{line}</p>" for line in BELOW)
    html = f"<title>{TITLE}</title><ul>{rows}</ul><div>{TITLE}</div><div>{text}</div>"
    document = clean(Page("", html.encode(), "text/html; charset=utf-8")).document
    assert document.paragraphs == BELOW
    assert (document.index_number, document.source) == ("QS010-2021-118", "云岭县财政局")
    assert (document.written, document.published) == (date(2021, 3, 1), date(2021, 3, 2))
    numbered = html.replace("<i>无</i>", "<i>云财发〔2021〕9号</i>")
    page = Page("", numbered.encode(), "text/html; charset=utf-8")
    assert clean(page).document.doc_number == "云财发〔2021〕9号"


@pytest.mark.parametrize(
    "line",
    [
        "公开单位要对公开内容负责。",
        "发文单位：要严格把关，不得多头发文。",
        "主办单位：云岭县农业农村局",
        "实施日期：2021年3月1日",
        "批准日期：2022年5月6日",
        "服务对象：全县种粮大户",
        "公布部门要统一口径，公开时限不得超过二十日。",
    ],
)
def test_what_a_document_says_of_them_stays(line: str) -> None:
    page = text_page(TITLE, line, *BELOW)
    assert clean(page).document.paragraphs == (line, *BELOW)


def test_a_list_of_definitions_that_states_the_facts_of_a_page_is_no_text() -> None:
    """Not even where the document is a list of names, without a sentence."""
    facts = (("发布日期", "2024-05-06"), ("信息来源", "云岭县文联"), ("点击量", "33"))
    pairs = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in facts)
    names = (
        "经各地推荐，现将拟推荐名单公示如下：",
        "陶夏家庭（东城区）",
        "孟林家庭（沙河县）",
        "田禾家庭（西岭镇）",
    )
    listed = "".join(f"<div>{name}</div>" for name in names)
    html = (
        f"<title>文明家庭名单公示_云岭</title><ul><li><a href=/>首页</a></li><li><a href=/g>公示</a></li></ul><h1>文明家庭名单公示</h1>"
        f"<dl>{pairs}</dl>{listed}<p>信息录入：周禾　信息审核：吴川</p>"
    )
    document = clean(Page("", html.encode(), "text/html; charset=utf-8")).document
    assert document.paragraphs == names
    assert (document.published, document.source) == (date(2024, 5, 6), "云岭县文联")


def test_a_list_of_definitions_of_a_document_stays() -> None:
    terms = (("时间", "5月6日上午9时。"), ("地点", "县文化馆二楼，请从东门进。"))
    pairs = "".join(f"<dt>{term}</dt><dd>{said}</dd>" for term, said in terms)
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><div><p>{BELOW[1]}</p><dl>{pairs}</dl></div>"
    document = clean(Page("", html.encode(), "text/html; charset=utf-8")).document
    assert document.paragraphs == (BELOW[1], *(word for pair in terms for word in pair))


@pytest.mark.parametrize(
    "first", ["云政办发〔2018〕12号", "云政办发〔2018〕12"]
)  # some pages leave 号 out
def test_a_documents_number_below_a_row_that_ends_in_an_empty_date_stays(first: str) -> None:
    row = "索引号：001/2018-1 公文目录：应急管理 发文日期：2018年06月28日 主题词： 成文日期："
    page = text_page(TITLE, row, first, *BELOW)
    document = clean(page).document
    assert document.paragraphs == (first, *BELOW)
    assert document.written == date(2018, 6, 28)


@pytest.mark.parametrize("colon", ["", "："])
def test_a_list_of_definitions_is_a_box_in_the_texts_own_element_too(colon: str) -> None:
    facts = (
        ("名　　称", TITLE),
        ("文　　号", "云财〔2020〕3号"),
        ("发布机构", "云岭县财政局"),
        ("成文日期", "2020-01-02"),
        ("体裁", "通知"),
    )
    pairs = "".join(f"<dt>{label}{colon}</dt><dd>{value}</dd>" for label, value in facts)
    text = "".join(f"<p>{line}</p>" for line in BELOW)
    for inside in (f"<dl>{pairs}</dl>{text}", f"{text}<dl>{pairs}</dl>"):
        html = f"<title>{TITLE}</title><h1>{TITLE}</h1><div class=content>{inside}</div>"
        document = clean(Page("", html.encode(), "text/html; charset=utf-8")).document
        assert document.paragraphs == BELOW
        assert (document.issuer, document.doc_number) == ("云岭县财政局", "云财〔2020〕3号")
        assert document.written == date(2020, 1, 2)


def test_papers_that_a_document_lists_by_number_and_day_stay() -> None:
    papers = (
        ("名称", "供水办法"),
        ("文号", "云政〔2019〕3号"),
        ("名称", "护林办法"),
        ("文号", "云政〔2020〕4号"),
    )
    pairs = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in papers)
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><div class=content><p>{BELOW[1]}</p><dl>{pairs}</dl></div>"
    document = clean(Page("", html.encode(), "text/html; charset=utf-8")).document
    assert [line.split("\t")[1] for line in document.paragraphs[1:]] == [
        value for _, value in papers
    ]


@pytest.mark.parametrize(
    "row",
    [
        "【文号】云政办发〔2019〕3号 【信息来源】县政府办",
        "【文号】云政办发〔2019〕3号【信息来源】县政府办【发文日期】2020-01-02",
        "【索引号】云政办发〔2019〕3号 【发布机构】县政府办 【发布日期】2020-01-02",
    ],
)
def test_a_row_of_labels_in_brackets_goes_whole(row: str) -> None:
    page = text_page(TITLE, row, *BELOW)
    assert clean(page).document.paragraphs == BELOW
