"""附件: what a document links to, and what it names without a link."""

from __future__ import annotations

import pytest
from told import TEXT, lines, page

from cleaners.report import as_markdown

ASK = "关于拨付护林经费的请示"


@pytest.mark.parametrize(
    "named",
    [
        ("附件：1.经费测算表", "2.护林员名单"),
        ("附件：1.经费测算表", "　　　2.护林员名单"),
        ("附件：", "1.经费测算表", "2.护林员名单"),
        ("附件：1．经费测算表；2．护林员名单",),
        ("附 件：1、经费测算表 2、护林员名单",),
    ],
)
def test_named_annexes(named: tuple[str, ...]) -> None:
    document = lines(ASK, "县政府：", TEXT, "妥否，请批示。", *named, "县林业局", "2022年5月9日")
    assert [(x.title, x.url) for x in document.attachments] == [
        ("经费测算表", ""),
        ("护林员名单", ""),
    ]
    assert document.outline == ()
    assert document.closing == "妥否，请批示。"
    assert "](" not in as_markdown(document)


def test_one_annex_keeps_the_digits_of_its_name() -> None:
    document = lines(ASK, "县政府：", TEXT, "附件：2022年1.5万亩造林图", "县林业局")
    assert [x.title for x in document.attachments] == ["2022年1.5万亩造林图"]


@pytest.mark.parametrize(
    "line", ["附件：略", "附件：请到网站下载", "附件1", "附件：", "附件所列经费由县财政安排。"]
)
def test_no_annex(line: str) -> None:
    assert lines(ASK, "县政府：", TEXT, line, "县林业局").attachments == ()


def test_headings_behind_a_label_of_annexes_stay_headings() -> None:
    document = lines(ASK, "县政府：", TEXT, "附件：经费测算表", "2.护林员名单", TEXT, "3.管护")
    assert [heading.text for heading in document.outline] == ["2.护林员名单", "3.管护"]
    assert [x.title for x in document.attachments] == ["经费测算表"]


def test_a_link_stands_for_the_annex_it_names() -> None:
    named = "<p>附件：1.经费测算表</p><p>2.护林员名单</p>"
    files = "<p><a href=/f?id=1>附件1：经费测算表.xls</a></p>"
    found = page(f"<p>县政府：</p><p>{TEXT}</p>{named}{files}", title=ASK).attachments
    assert [(x.title, x.url) for x in found] == [
        ("附件1：经费测算表.xls", "https://www.andu.example/f?id=1"),
        ("护林员名单", ""),
    ]
    both = files + "<p><a href=/f?id=2>附件2.doc</a></p>"
    found = page(f"<p>县政府：</p><p>{TEXT}</p>{named}{both}", title=ASK).attachments
    assert all(x.url for x in found)


@pytest.mark.parametrize("href", ["/download.do?fid=88", "/file/88.html"])
def test_the_words_of_a_link_are_the_annex(href: str) -> None:
    named = (
        f"<p>附件：1.<a href={href}>经费测算表</a></p><p>2.<a href=javascript:;>护林员名单</a></p>"
    )
    found = page(f"<p>县政府：</p><p>{TEXT}</p>{named}", title=ASK).attachments
    assert [(x.title, x.url) for x in found] == [
        ("经费测算表", f"https://www.andu.example{href}"),
        ("护林员名单", ""),
    ]


def test_a_file_in_a_box_below_the_text_is_an_annex_though_called_as_its_title() -> None:
    box = "<div>分享到：</div><div><p>相关附件：</p><a href=/1.pdf>护林规定.pdf</a></div>"
    found = page(f"<p>第一条　{TEXT}</p><p>第二条　{TEXT}</p>{box}", title="护林规定").attachments
    assert [(x.title, x.url) for x in found] == [("护林规定.pdf", "https://www.andu.example/1.pdf")]
