"""Fields with evidence: names, numbers, files from their own places, and from no other."""

from __future__ import annotations

from datetime import date

import pytest
from told import TEXT, URL, lines, page

from cleaners import Page, clean


def test_files_listed_below_the_body_are_attachments() -> None:
    html = (
        f"<html><title>通知</title><h1>关于申报的通知</h1><div class=content><p>各单位：</p><p>{TEXT}</p></div>"
        "<ul><li>附件【<a href='/download.jsp?id=8'>申报书.docx</a>】已下载<span>3</span>次</li></ul>"
        "<div class=foot><a href=/x.docx>使用手册</a></div></html>"
    )
    found = clean(Page(URL, html.encode(), "text/html")).document.attachments
    assert [x.title for x in found] == ["申报书.docx"]


def test_a_breadcrumb_of_links_and_blanks() -> None:
    html = (
        "<html><title>开学典礼举行</title><div class=col_path><span>当前位置：</span><a href=/>首页</a>"
        "<span>&nbsp;&nbsp;</span><a href=/1/>学校要闻</a></div><h1>开学典礼举行</h1>"
        f"<div class=content><p>{TEXT}</p></div></html>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert (document.breadcrumb, document.category) == (("首页", "学校要闻"), "学校要闻")


def test_a_day_and_a_count_behind_a_speaker_are_the_sites() -> None:
    document = page(f"<p>五(2)班 林鹿　　2024-03-05　　阅读(188)</p><p>同学们：</p><p>{TEXT}</p>")
    assert document.published == date(2024, 3, 5)
    assert document.paragraphs == ("五(2)班 林鹿", "同学们：", TEXT)


@pytest.mark.parametrize(
    "crumbs",
    [
        "当前位置：<a href=/>首页</a> &gt; <a href=/z/>工作总结</a> &gt; 正文",
        "您现在的位置: <a href=/>首页</a> >> <a href=/z/>工作总结</a> >>",
        "<a href=/>首页</a> » <a href=/z/>工作总结</a> » 在全县春耕现场会上的讲话",
    ],
)
def test_breadcrumb_and_category(crumbs: str) -> None:
    document = page(above=f"<div class=weizhi>{crumbs}</div>")
    assert document.breadcrumb == ("首页", "工作总结")
    assert document.category == "工作总结"


def test_own_number_not_a_cited_one() -> None:
    cited = f"<p>各乡镇人民政府：</p><p>根据《县政府通知》（云政发〔2020〕3号），{TEXT}</p>"
    assert page(cited, title="关于做好春耕的通知").doc_number == ""
    own = page(f"<p>云政办发〔2021〕12号</p>{cited}", title="关于做好春耕的通知")
    assert own.doc_number == "云政办发〔2021〕12号"
    assert own.paragraphs[0] == "云政办发〔2021〕12号"
    assert own.addressee == "各乡镇人民政府"


@pytest.mark.parametrize(
    ("under", "speaker", "post"),
    [
        ("<p>县长 柳青禾</p>", "柳青禾", "县长"),
        ("<p>中共云溪县委书记　柳青</p>", "柳青", "中共云溪县委书记"),
        ("<p>市长 ***</p>", "***", "市长"),
        ("<p>县委副书记</p><p>柳青禾</p>", "柳青禾", "县委副书记"),
        ("<p>主讲人：党总支书记 柳青禾</p>", "柳青禾", "党总支书记"),
        ("<p>主讲人：柳青禾</p>", "柳青禾", ""),
        ("<p>（县纪委书记　柳青）</p>", "柳青", "县纪委书记"),
        ("<p>党委书记致辞</p>", "", ""),
        ("<p>2022年5月9日</p>", "", ""),
    ],
)
def test_speaker_under_the_title(under: str, speaker: str, post: str) -> None:
    document = page(f"{under}<p>同志们：</p><p>{TEXT}</p><p>谢谢大家！</p>")
    assert (document.speaker, document.post) == (speaker, post)


@pytest.mark.parametrize(
    ("title", "kind", "occasion"),
    [
        ("會長致辭", "致辞讲话", ""),
        ("在全县春耕现场会上的讲话", "致辞讲话", "全县春耕现场会"),
        ("县委书记在换届大会上的主持词", "主持词", "换届大会"),
        ("关于报送工作总结的通知", "通知", ""),
        ("关于调整水价的请示的批复", "批复", ""),
        ("2023年述职述廉报告", "述职报告", ""),
        ("党支部书记讲党课", "党课", ""),
        ("专题党课讲稿", "党课", ""),
        ("云溪县财政局 云溪县教育局关于食堂账目的通知", "通知", ""),
        ("政 府 工 作 报 告", "政府工作报告", ""),
        ("写给种田的人 一些规划和想法", "", ""),
        ("全县护林防火会议主持词", "主持词", "全县护林防火会议"),
        ("关于2022年护林工作情况的报告", "工作汇报", ""),
        ("关于3篇论文获奖情况的通报", "通报", ""),
        ("县领导调研防汛工作", "", ""),
        ("关于养老服务的调研", "调研报告", ""),
        ("春天的故事", "", ""),
    ],
)
def test_kind_and_occasion(title: str, kind: str, occasion: str) -> None:
    document = page(title=title)
    assert (document.kind, document.occasion) == (kind, occasion)


def test_a_menu_row_is_no_breadcrumb_where_one_is_labelled() -> None:
    menu = "<center><a href=/>首页</a> | <a href=/n/>新闻</a> | <a href=/x/>下载</a></center>"
    trail = "<div>您现在的位置：<a href=/>首页</a> &gt; <a href=/z/>工作总结</a></div>"
    assert page(above=menu + trail).category == "工作总结"


def test_files_the_text_links_to_are_attached() -> None:
    files = (
        "<p>附件：<a href='files/a.docx'>1.报名表</a> <a href='https://b.example/b.PDF?x=1'>名单</a>"
        " <a href='files/a.docx'>再下载</a> <a href=/n/2.html>通知全文</a></p>"
    )
    found = page(f"<p>各单位：</p><p>{TEXT}</p>{files}", title="关于报名的通知").attachments
    assert [(file.title, file.url) for file in found] == [
        ("1.报名表", "https://www.andu.example/show/files/a.docx"),
        ("名单", "https://b.example/b.PDF?x=1"),
    ]


@pytest.mark.parametrize(
    ("note", "shown", "total"),
    [
        ("全文共2,010字，当前显示500字", 500, 2010),
        ("仅展示698字,全文共15119字", 698, 15119),
        ("（省略854字，正式会员可见全文）", None, None),
        ("试读结束", None, None),
    ],
)
def test_truncation_is_said(note: str, shown: int | None, total: int | None) -> None:
    document = lines("在全县春耕现场会上的讲话", "同志们：", TEXT, note)
    assert document.truncated
    assert (document.truncated.shown, document.truncated.total) == (shown, total)
    assert document.paragraphs == ("同志们：", TEXT)


def test_whole_text_is_not_truncated() -> None:
    assert (
        lines("在春耕现场会上的讲话", "同志们：", TEXT + "全文公开，共5000字。").truncated is None
    )


def test_placeholders_are_counted_and_kept() -> None:
    text = "对**镇的20xx年计划，×××同志已批示，☆市、某某乡照办；3×4米的棚子有__座。"
    document = lines("在全县春耕现场会上的讲话", "同志们：", text)
    assert document.paragraphs[1] == text
    assert document.placeholders >= 6
    assert lines("在春耕现场会上的讲话", "同志们：", TEXT).placeholders == 0


def test_every_found_value_says_where_from() -> None:
    cleaned = clean(Page(URL, f"在春耕现场会上的讲话\n同志们：\n{TEXT}".encode(), "text/plain"))
    assert cleaned.draft.found
    assert all(found.field and found.value and found.rule for found in cleaned.draft.found)


def test_the_pages_own_row_dates_it_before_a_line_of_the_text() -> None:
    signed = "<p>五(2)班 林鹿　　2015-11-09　　阅读(188)</p>"
    above = page(f"{signed}<p>同学们：</p><p>{TEXT}</p>", info="2024-03-05 10:20")
    below = page(f"<p>同学们：</p><p>{TEXT}</p>{signed}", info="2024-03-05 10:20")
    assert {above.published, below.published} == {date(2024, 3, 5)}
    assert page(f"<p>同学们：</p><p>{TEXT}</p>{signed}").published is None


@pytest.mark.parametrize(
    "form",
    [
        "<form action=/s.php><input name=q><select><option>标题</option></select></form>",
        "<div>标题</div>",  # what to search in, beside a field
    ],
)
def test_what_a_search_form_looks_into_is_no_label_of_the_breadcrumb_below(form: str) -> None:
    above = (
        f"{form}<div class=place>当前位置: <a href=/>主页</a> > <a href=/z/>讲话文稿</a> > </div>"
    )
    document = page(above=above, title="在全县春耕现场会上的讲话")
    assert document.title == "在全县春耕现场会上的讲话"
