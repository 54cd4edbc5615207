"""White letters on a ground that the page does not tell: a heading, a table's head and a paragraph stay; a site's words go."""

from __future__ import annotations

import pytest
from elements import SAID, TEXT, document

GOES_ON = "<p>船票两元一张，学生和老人不收钱，夜里有急事随叫随到，不另外加价。</p>"
LAST = GOES_ON.removeprefix("<p>").removesuffix("</p>")
PROSE = "摆渡的规矩是先老人后青壮，先空手后挑担，雨天船舱里不许站人。"


@pytest.mark.parametrize(
    ("sheet", "element", "told"),
    [
        ("", "<h3 class=bar style='color:#fff'>二、船工轮值</h3>", "二、船工轮值"),
        ("", "<h4><span style='color:white'>冬季停航</span></h4>", "冬季停航"),
        ("", "<div class=t><b><font color=#ffffff>（三）缆绳查验</font></b></div>", "（三）缆绳查验"),
        ("", "<p class=bar style='color:#fff'>四、夜渡</p>", "四、夜渡"),
        (".m{background:#fff}", "<div class=m><h3 style='color:#fff'>夜渡</h3></div>", "夜渡"),
        ("body{background:#111}", f"<p style='color:#fff'>{PROSE}</p>", PROSE),
        ("html, body {background:#0a0a0a}", "<p style='color:#fff'>照旧。</p>", "照旧。"),
        ("", f"<div><img src=a.jpg><p style='color:#fff'>{PROSE}</p></div>", PROSE),
        (".u{background:url(a.png)}", f"<p class=u style='color:#fff'>{PROSE}</p>", PROSE),
    ],
)  # fmt: skip
def test_what_reads_as_the_document_stays(sheet: str, element: str, told: str) -> None:
    body = f"<style>{sheet}</style><div>{TEXT}{element}{GOES_ON}</div>"
    assert document(body) == (*SAID, told, LAST)


@pytest.mark.parametrize(
    "head",
    [
        "<tr class=hd>{cell}</tr>".format(cell="<th style='color:#fff'>{}</th>" * 3),
        "<tr>{cell}</tr>".format(cell="<td><p><font color=white>{}</font></p></td>" * 3),
        "<tr style='color:#FFF'>{cell}</tr>".format(cell="<td>{}</td>" * 3),
        "<thead style='color:white'><tr>{cell}</tr></thead>".format(cell="<td>{}</td>" * 3),
        "<tr>{cell}</tr>".format(cell="<td style='color:#fff'><b>{}</b></td>" * 3),
    ],
)
def test_the_head_of_a_table_stays(head: str) -> None:
    rows = "<tr><td>一号船</td><td>王德顺</td><td>六</td></tr><tr><td>二号船</td><td>李长水</td><td>八</td></tr>"
    table = f"<table>{head.format('船号', '船工', '吨')}{rows}</table>"
    found = document(f"<div>{TEXT}{table}{GOES_ON}</div>")
    assert found[2:5] == ("船号\t船工\t吨", "一号船\t王德顺\t六", "二号船\t李长水\t八")


@pytest.mark.parametrize(
    "white",
    [
        "<p style='color:#fff'>柳溪文稿网整理，转载请注明出处。</p>",
        "<p><font color=#ffffff>本文由会员上传，未经许可不得复制。</font></p>",
        "<h3 style='color:#fff'>柳溪文稿网</h3>",
        "<h3 style='color:white'>范文大全下载</h3>",
        "<p style='color:#fff'>k8x2m9qz</p>",
        "<p style='color:#fff'>柳溪</p>",
        f"<p style='color:#fff;background:#fff'>{PROSE}</p>",
        f"<div style='background:#f5f5f5'><p style='color:#fff'>{PROSE}</p></div>",
        "<table><tr><td>一号船</td><td style='color:#fff'>k9z3</td></tr></table>",
    ],
)
def test_what_a_site_hides_in_white_goes(white: str) -> None:
    found = document(f"<div>{TEXT}{white}{GOES_ON}</div>")
    assert "".join(found).replace("一号船", "") == "".join((*SAID, LAST))


def test_white_letters_within_a_sentence_go() -> None:
    line = LAST.replace("不收钱", "不<span style='color:#fff'>一、文稿网</span>收钱")
    assert document(f"<div>{TEXT}<p>{line}</p></div>") == (*SAID, LAST)
