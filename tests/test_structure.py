"""How a document is built: its outline, whom it greets and addresses, how it closes."""

from __future__ import annotations

import pytest
from cleaned import text_page

from cleaners import Document, clean

TEXT = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，群众是满意的。"
URL = "https://www.andu.example/show/1.html"


def lines(*text: str) -> Document:
    return clean(text_page("在全县春耕现场会上的讲话", *text)).document


@pytest.mark.parametrize(
    ("line", "level", "heading"),
    [
        ("一、认清形势", 1, "一、认清形势"),
        ("十二、加强领导。各乡镇要抓落实。", 1, "十二、加强领导"),
        ("第二章 职责", 1, "第二章 职责"),
        ("一要压实责任。谁包片谁负责。", 1, "一要压实责任"),
        ("二是备足物资；三是值好班。", 1, "二是备足物资"),
        ("（三）分级负责", 2, "（三）分级负责"),
        ("(三)分级负责", 2, "(三)分级负责"),
        ("1.摸清底数", 3, "1.摸清底数"),
        ("12、摸清底数", 3, "12、摸清底数"),
        ("⒈摸清底数", 3, "⒈摸清底数"),
        ("（1）登记造册", 4, "（1）登记造册"),
        ("①登记造册", 4, "①登记造册"),
    ],
)
def test_outline(line: str, level: int, heading: str) -> None:
    (found,) = lines("同志们：", TEXT, line, TEXT).outline
    assert (found.paragraph, found.level, found.text) == (2, level, heading)


def test_a_series_stands_below_the_numbers_above_it() -> None:
    document = lines("一要快。", TEXT, "一、选苗", "一要近。", "二要好。", "（一）栽树", "一是深。")
    assert [heading.level for heading in document.outline] == [1, 1, 2, 2, 2, 3]


@pytest.mark.parametrize(
    "line",
    ["1.5亿元的投资已经到位。", "一些同志讲，条件不够。", "2023年是关键的一年。", "（此处略）"],
)
def test_no_outline(line: str) -> None:
    assert lines("同志们：", TEXT, line, TEXT).outline == ()


@pytest.mark.parametrize(
    "line",
    [
        "同志们：",
        "各位代表：",
        "尊敬的各位来宾，女士们、先生们：",
        "老师们、同学们!",
        "志们：",
        "全县广大教师：",
    ],
)
def test_salutation(line: str) -> None:
    assert lines(line, TEXT).salutation == line


@pytest.mark.parametrize(
    ("line", "offices"),
    [
        ("各乡镇人民政府，县直各单位：", "各乡镇人民政府，县直各单位"),
        ("市水利局：", "市水利局"),
        ("省应急管理委员会：", "省应急管理委员会"),
        ("现将有关情况报告如下：", ""),
        ("经学校推荐，拟评定下列20名教师为优秀班主任，现予公示：", ""),
        ("各部门要做到以下几点：", ""),
        ("各县区居民：", "各县区居民"),
        ("各水库管理所：", "各水库管理所"),
        ("各工务段：", "各工务段"),
        ("全县广大教师、教育工作者：", ""),
        ("同志们：", ""),
        ("市水利局局长　周明远：", ""),
        ("各县委书记　县长：", "各县委书记　县长"),
    ],
)
def test_addressee(line: str, offices: str) -> None:
    assert lines(line, TEXT).addressee == offices


MORE = ("此复。", "特此函达，盼复为荷。", "汇报完毕，请指正。", "今天的课就上到这里，谢谢大家！")


@pytest.mark.parametrize(
    "line",
    ["谢谢大家！", "我的讲话完了，谢谢。", "特此通知。", "妥否，请批示。", "散会。", "此致", *MORE],
)
def test_closing(line: str) -> None:
    assert lines("同志们：", TEXT, line).closing == line
    assert lines("同志们：", TEXT, line).paragraphs[-1] == line


def test_annexes_and_a_signature_stand_below_the_closing() -> None:
    below = ("附件：1.甲表", "2.乙表", "3.丙表", "4.丁表", "县林业局", "2022年5月9日", "（公开）")
    assert lines("各乡镇：", TEXT, "特此通知。", *below).closing == "特此通知。"


def test_no_closing() -> None:
    assert lines("同志们：", TEXT).closing == ""


@pytest.mark.parametrize(
    "named",
    [
        ("附件：1.任务分解表", "2.进度月报表"),
        ("附：1.任务分解表；", "2.进度月报表。"),
        ("附表1.任务分解表", "2.进度月报表"),
        ("附件 1、任务分解表", "2、进度月报表"),
        ("附录：", "1.任务分解表", "2.进度月报表"),
    ],
)
def test_the_annexes_a_document_names_are_no_headings(named: tuple[str, ...]) -> None:
    document = lines("各乡镇：", TEXT, "二、保障措施", "（二）保障资金", TEXT, *named, "县林业局")
    assert [heading.text for heading in document.outline] == ["二、保障措施", "（二）保障资金"]
    assert [x.title for x in document.attachments] == ["任务分解表", "进度月报表"]


def test_the_parts_of_an_annex_are_headings() -> None:
    document = lines("各乡镇：", TEXT, "附件1 任务分解表", "1.修渠", TEXT, "2.清淤", TEXT)
    assert [heading.text for heading in document.outline] == ["1.修渠", "2.清淤"]
