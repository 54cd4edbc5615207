"""HTML and plain text to blocks."""

from __future__ import annotations

import pytest

from cleaners import Block, Draft, NoDocument, Page, clean
from cleaners.pipeline import segment

BODY = "今年以来，全县上下认真落实各项部署，取得了较好的成绩。"


def html(text: str) -> Draft:
    return segment(Page("https://a.example/1.html", text.encode(), "text/html; charset=utf-8"))


def texts(text: str) -> list[str]:
    return [block.text for block in html(text).blocks]


def plain(text: str) -> list[str]:
    page = Page("https://a.example/1.txt", text.encode(), "text/plain")
    return [block.text for block in segment(page).blocks]


def only(text: str) -> Block:
    (block,) = html(text).blocks
    return block


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("甲<br>乙<br/>丙<BR clear=all>丁", ["甲", "乙", "丙", "丁"]),
        ("<div>甲<br><br><br>乙</div>", ["甲", "乙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<b>乙</b><font>丙</font><a href=/1>丁</a>戊</p>", ["甲乙丙丁戊"]),
        ("<div>甲<hr>乙</div>", ["甲", "乙"]),
        (
            "<span style='display:block'>甲</span><b style='DISPLAY : block'>乙</b>丙",
            ["甲", "乙", "丙"],
        ),
        (
            "甲<span style='display:inline-block'>乙</span><i style='border:block'>丙</i>",
            ["甲乙丙"],
        ),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<p>甲\n  乙\t丙</p>", ["甲 乙 丙"]),
        ("<pre>甲\n乙\r\n丙</pre>", ["甲", "乙", "丙"]),
        ("<p></p><p> &nbsp;\u3000</p><p>甲</p>", ["甲"]),
        ("<p>甲<script>乙</script><style>丙</style><!--丁--><noscript>戊</noscript>己", ["甲己"]),
        ("<p>&ldquo;甲&rdquo;&#19968;&amp;</p>", ["“甲”一&"]),
        ("<p>甲&amp;ldquo;乙&amp;#12290;</p>", ["甲“乙。"]),
        ("<p>\u200b甲\u00ad乙\ufeff丙\x07</p>", ["甲乙丙"]),
        ("<p>⾏政⼯作</p>", ["行政工作"]),
        ("<p>ＡＢ１２：，（）“”　*××_</p>", ["ＡＢ１２：，（）“”　*××_"]),
    ],
)
def test_blocks_of_html(text: str, blocks: list[str]) -> None:
    assert texts(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("\u3000\u3000甲。\u3000\u3000乙。", ["甲。", "乙。"]),
        ("甲：\u3000\u3000乙”\u3000\u3000丙", ["甲：", "乙”", "丙"]),
        ("甲\n\u3000\u3000乙\n\u3000\u3000丙", ["甲", "乙", "丙"]),
        ("甲\u3000\u3000二、乙", ["甲", "二、乙"]),
        ("甲\u3000\u3000（三）乙", ["甲", "（三）乙"]),
        ("张\u3000\u3000三", ["张\u3000\u3000三"]),
        (
            "政\u3000府\u3000工\u3000作\u3000报\u3000告",
            ["政\u3000府\u3000工\u3000作\u3000报\u3000告"],
        ),
        ("甲。\u3000乙", ["甲。\u3000乙"]),
        (
            "甲方（章）：\u3000\u3000\u3000\u3000\u3000\u3000乙方（签字）：",
            ["甲方（章）：\u3000\u3000\u3000\u3000\u3000\u3000乙方（签字）："],
        ),
        (
            "制表：\u3000\u3000\u3000\u3000\u3000日期：",
            ["制表：\u3000\u3000\u3000\u3000\u3000日期："],
        ),
        (
            "人民币：\u3000\u3000仟\u3000\u3000佰\u3000\u3000元",
            ["人民币：\u3000\u3000仟\u3000\u3000佰\u3000\u3000元"],
        ),
        ("同志们：\u3000\u3000\u3000\u3000甲", ["同志们：", "甲"]),
        ("甲。\u3000\u3000\u3000\u3000\u3000\u3000乙", ["甲。", "乙"]),
    ],
)
def test_indents_split_running_text_and_spaced_words_stay(text: str, blocks: list[str]) -> None:
    assert texts(f"<div>{text}</div>") == blocks


def test_text_after_the_first_end_of_the_page_counts() -> None:
    assert texts("<html><body><p>甲</body></html><div><p>乙</div></body></html>") == ["甲", "乙"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n\n", "\f", "\v", "\u2028", "\u2029"])
def test_plain_text_is_one_block_a_line(end: str) -> None:
    assert plain(f"　　甲 <b>{end}　乙　{end}") == ["甲 <b>", "乙"]


def test_plain_text_keeps_its_spaces_inside() -> None:
    assert plain("甲  乙\u3000\u3000丙") == ["甲  乙\u3000\u3000丙"]


@pytest.mark.parametrize("body", [b"", b" \n\t ", "<p>\u200b</p>".encode(), b"<script>1</script>"])
def test_page_without_text_is_no_document(body: bytes) -> None:
    with pytest.raises(NoDocument) as refusal:
        clean(Page("https://a.example/1.html", body))
    assert refusal.value.code in {"empty", "no-text"}


@pytest.mark.parametrize(
    "hiding",
    [
        "<span style='display:none'>乙</span>",
        "<span style='font-size: 0px'>乙</span>",
        "<span style='visibility:hidden'>乙</span>",
        "<span style='color:#FFF'>乙</span>",
        "<span style='color:#fff;background:#fff'>乙</span>",
        "<b style='background:rgba(0,0,0,0)'><i style='color:#fff'>乙</i></b>",
        "<font color=white>乙</font>",
        "<i class=x7>乙</i>",
        "<i id=y8>乙</i>",
        "<b hidden>乙</b>",
        "<i style='display:none'><b>乙</b></i>",
        "<i style='color:rgb(255, 255, 254)'>乙</i>",
        "<i style='text-indent:-999px;display:inline'>乙</i>",
        "<i style='font-size:0'><b style='color:red'>乙</b></i>",
        "<style>.z:hover{display:block}.z{display:none}</style><i class=z>乙</i>",
    ],
)
def test_hidden_spans_are_known_by_offset(hiding: str) -> None:
    style = "<style>.x7{display:none} .a{color:red} #y8 {font-size:0}</style>"
    block = only(f"{style}<p>甲{hiding}丙</p>")
    assert block.text == "甲乙丙"
    assert block.hidden == ((1, 2),)


@pytest.mark.parametrize(
    "shown",
    [
        "<span style='background:#c00;color:#fff'>乙</span>",
        "<font color=white style='background:#036'>乙</font>",
        "<font color='#ffffff' style='background-color: rgb(30, 80, 160)'>乙</font>",
        "<font color='#fff' style='padding:2px;background:steelblue'>乙</font>",
        "<span hidden='until-found'>乙</span>",
        "<style>.tag{background:#c00}</style><span class='tag' style='color:#fff'>乙</span>",
        "<style>#lead{background:navy}</style><b id='lead' style='color:white'>乙</b>",
        "<span style='font-size:10px'>乙</span>",
        "<span style='color:#fffff0'>乙</span>",
        "<i class=a>乙</i>",
        "<i style='display:inline'>乙</i>",
        "<i style='color: rgb(255, 0, 0)'>乙</i>",
        "<i style='color:rgba(255,192,0,1)'>乙</i>",
        "<i style='margin-left:112pt;text-indent:-112pt'>乙</i>",
        "<i style='font-size:0'><b style='font-size:16px'>乙</b></i>",
        "<style>@media print{.u{top:0}.z{display:none}}</style><i class=z>乙</i>",
        "<style>@media (max-width:640px){.u{top:0} .z , .v{display:none}}</style><i class=z>乙</i>",
        "<style>.z{display:none}.t .z.on{display:block}</style><i class=z>乙</i>",
        "<style>.z{display:none}.z:target{display:block}</style><i class=z>乙</i>",
        "<style>.z{display:none} .z{display:block}</style><i class=z>乙</i>",
        "<div class='tab-pane fade' style='display:none'>乙</div>",
        "<div class='panel-collapse collapse' style='display:none'>乙</div>",
        "<div style='background-image:url(a)'><b style='color:#fff'>乙</b></div>",
    ],
)
def test_what_readers_see_is_not_hidden(shown: str) -> None:
    page = html(f"<style>.a{{color:red}}</style><p>甲{shown}丙</p>")
    assert all(block.hidden == () for block in page.blocks)


@pytest.mark.parametrize(
    ("ground", "shown"),
    [
        ("style='background:#c00'", True),
        ("style='background-color: rgb(30, 80, 160)'", True),
        ("style='background:linear-gradient(90deg, red, #123456)'", True),
        ("style='background:url(a.png) no-repeat #036'", True),
        ("bgcolor=#006699", True),
        ("style='background-image:linear-gradient(#c00,#900)'", True),
        ("style='background:hsl(0,80%,40%)'", True),
        ("style='background:#c0392bff'", True),
        ("style='background:steelblue'", True),
        ("bgcolor=c00000", True),
        ("class=bar", True),
        ("id=top", True),
        ("class=card", False),
        ("style='background:whitesmoke'", False),
        ("style='background:#fff'", False),
        ("style='background:url(white.png)'", False),
        ("bgcolor=#f5f5f5", False),
        ("style='margin:0'", False),
    ],
)
@pytest.mark.parametrize(
    "white",
    [
        "<b style='color:#fff'>乙</b>",
        "<font color=white>乙</font>",
        "<i style='color:rgba(255,255,255,1)'>乙</i>",
    ],
)
def test_white_letters_are_shown_where_the_ground_is_dark(
    ground: str, white: str, *, shown: bool
) -> None:
    """A heading set white on a bar of red; the nearest ground decides, and one without a colour says nothing."""
    sheet = "<style>p .bar, #top{background:#c00} .card{background-color:#fff}</style>"
    inner = f"{sheet}<div {ground}><section><p>甲{white}丙</p></section></div>"
    page = f"<div style='background:#900'>{inner}</div>"
    assert (only(inner).hidden == ()) is shown
    assert (only(page).hidden == ()) is (shown or "margin" in ground or "url(w" in ground)


def test_wechat_body_hidden_until_its_script_runs_is_shown() -> None:
    assert only(f"<div id=js_content style='visibility:hidden'>{BODY}</div>").hidden == ()


def test_ruby_readings_are_hidden() -> None:
    block = only("<p><ruby>耆<rp>(</rp><rt>qí</rt><rp>)</rp></ruby>老</p>")
    assert block.text == "耆(qí)老"
    assert {i for a, b in block.hidden for i in range(a, b)} == {1, 2, 3, 4}


def test_links_are_known_by_offset() -> None:
    block = only("<p>见<a href=/1.html>附件</a>和<a href=b.doc>名单</a>。</p>")
    spans = [(block.text[link.start : link.end], link.href) for link in block.links]
    assert spans == [("附件", "/1.html"), ("名单", "b.doc")]
    assert block.link_chars == 4


def test_link_over_two_blocks_counts_in_both() -> None:
    first, second = html("<a href=/1>甲<p>乙丙</p></a>").blocks
    assert (first.link_chars, second.link_chars) == (1, 2)


ROWS = "<tr><td>甲</td><td>1.5</td></tr><tr><td>乙</td><td></td></tr><tr><td>丙</td><td>3</td></tr>"


def test_data_table_is_one_block_a_row() -> None:
    head = "<tr><th>乡镇</th><th>面积<br>（亩）</th></tr>"
    table = f"<p>前</p><table>{head}{ROWS}</table><p>后</p>"
    assert texts(table) == ["前", "乡镇\t面积\t（亩）", "甲\t1.5", "乙", "丙\t3", "后"]


def test_row_keeps_the_offsets_of_its_cells() -> None:
    rows = "<tr><td>甲</td><td>乙<a href=/f.doc>表</a></td></tr>" * 2
    first, _ = html(f"<table>{rows}<tr><td>丙丁戊己</td><td>庚辛</td></tr></table>").blocks[:2]
    (link,) = first.links
    assert first.text[link.start : link.end] == "表"


def test_layout_table_is_opened() -> None:
    left = "<td><p>首页</p><p>讲话</p></td>"
    table = f"<table><tr>{left}<td><p>{BODY * 6}</p><p>{BODY}</p></td></tr><tr>{left}{left}</tr></table>"
    assert texts(table)[:4] == ["首页", "讲话", BODY * 6, BODY]


def test_cells_set_in_paragraphs_are_paragraphs() -> None:
    told = "<td><p>算法：甲除以乙。</p><p>来源：医院填报。</p></td>"
    rows = f"<tr><td>一</td>{told}</tr><tr><td>二</td>{told}</tr>"
    assert texts(f"<table>{rows}</table>") == [
        "一",
        "算法：甲除以乙。",
        "来源：医院填报。",
        "二",
        "算法：甲除以乙。",
        "来源：医院填报。",
    ]


def test_data_table_inside_a_layout_table_is_kept() -> None:
    inner = f"<table>{ROWS}</table>"
    rows = f"<tr><td>左</td><td>{inner}</td></tr><tr><td>下</td><td>右</td></tr>"
    assert texts(f"<table>{rows}</table>") == ["左", "甲\t1.5", "乙", "丙\t3", "下", "右"]


def test_head_of_the_page_is_known() -> None:
    head = (
        "<title> 讲话_案牍集 </title><meta name=PubDate content='2024-03-01'>"
        "<meta property='og:title' content='讲话'><meta name=pubdate content='2025-01-01'>"
        "<link rel=canonical href='https://a.example/2.html'>"
    )
    meta = html(f"<html><head>{head}</head><body>{BODY}").meta
    assert meta["<title>"] == "讲话_案牍集"
    assert meta["pubdate"] == "2024-03-01"
    assert meta["og:title"] == "讲话"
    assert meta["canonical"] == "https://a.example/2.html"
