"""Links: what is found in a page, in which order and where, and which of them turn the page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seen import LIST, SITE, TITLE, UNKNOWN, found

from cleaners import Page
from scraper.links import LinkSeen, links
from scraper.shapes import Shape, classify


def test_one_session_on_many_links_is_dropped_and_a_word_is_not() -> None:
    paths = [f"/z/{n}.html" for n in range(1001, 1005)]
    html = "".join(
        f'<a href="{path}?zz=4f9c2ab81d&amp;from=1&amp;lm=jianghua">t</a>' for path in paths
    )
    assert [link.url for link in found(html)] == [
        f"http://a.example{path}?from=1&lm=jianghua" for path in paths
    ]
    (alone,) = found('<a href="/z/1.html?zz=4f9c2ab81d">t</a>')
    assert alone.url.endswith("?zz=4f9c2ab81d")


def test_the_other_name_of_a_site_is_heard_where_a_link_stands_twice() -> None:
    once = '<a href="http://www.a.example/zw/">政务</a>'
    for html in (once, once + once, f'{once}<a href="/zw/">政务公开</a>'):
        (link,) = found(html)
        assert (link.url, link.called) == ("http://a.example/zw/", "http://www.a.example")


def test_links_are_canonical_single_and_in_order() -> None:
    html = (
        '<a href="1.html#top">详细</a><a href="../a.html?utm_source=x">甲</a><a href="#">顶</a>'
        f'<a href="/jianghua/1.html">{TITLE}</a><a href="javascript:void(0)">点</a>'
        '<a href="http://u:p@a.example/">x</a><a>y</a><a href="">z</a><a href="mailto:a@b.c">m</a>'
    )
    seen = found(html)
    assert [(link.url, link.text) for link in seen[:2]] == [
        ("http://a.example/jianghua/1.html", TITLE),
        ("http://a.example/a.html", "甲"),
    ]
    assert {link.url for link in seen[2:]} <= {LIST}


def test_a_base_on_the_same_origin_counts() -> None:
    assert found('<base href="/x/"><a href="1.html">a</a>')[0].url == "http://a.example/x/1.html"
    there = found('<base href="http://b.example/"><a href="1.html">a</a>')[0].url
    assert there == "http://a.example/jianghua/1.html"


def test_gbk_pages_and_titles_cut_short() -> None:
    html = f'<meta charset="gb2312"><a href="1.html" title="{TITLE}">在全县重点...</a>'
    (link,) = links(Page(LIST, html.encode("gb18030"), "text/html"))
    assert link.text == TITLE


@pytest.mark.parametrize(
    "before",
    ["<nav>", "<footer>", '<div class="main-nav">', '<div id="header"><ul>', '<div class="x top">'],
)
def test_links_of_the_frame(before: str) -> None:
    (link,) = found(f'<body>{before}<a href="1.html">a</a>')
    assert link.in_frame


def test_a_link_in_the_frame_and_in_the_list_is_of_the_list() -> None:
    for html in ("<nav>{}</nav><main>{}</main>", "<main>{}</main><nav>{}</nav>"):
        (link,) = found(html.format('<a href="1.html">a</a>', '<a href="1.html">a</a>'))
        assert not link.in_frame


@pytest.mark.parametrize("before", ['<div class="list-top10">', '<ul class="news-link">', "<main>"])
def test_links_of_the_list_itself(before: str) -> None:
    (link,) = found(f'<body class="nav">{before}<a href="1.html">a</a>')
    assert not link.in_frame


@pytest.mark.parametrize(
    ("on", "anchor"),
    [
        (LIST, '<a href="whatever.html">下一页</a>'),
        (LIST, '<a href="?p=3">下页 &gt;</a>'),
        (LIST, '<a href="/zw/older">较早的文章 →</a>'),
        (LIST, '<a href="javascript:;" data-url="p2.html">加载更多</a>'),
        (LIST, '<a href="x.html"><img alt="下一页"></a>'),
        (LIST, '<a href="?currentPage=2">2</a>'),
        ("http://a.example/jianghua/", '<a href="p2.html">&gt;</a>'),
        (LIST, '<a href="x.html" rel="next">2</a>'),
        (LIST, '<a href="index_2.html">2</a>'),
        (LIST, '<a href="index_9.html">尾页</a>'),
        ("http://a.example/jianghua/", '<a href="index_2.html">[2]</a>'),
        ("http://a.example/jianghua/", '<a href="page/2/">2</a>'),
        ("http://a.example/list_5.html", '<a href="list_5_2.html">2</a>'),
        ("http://a.example/list_5_2.html", '<a href="list_5_3.html">3</a>'),
        ("http://a.example/list.php?id=5", '<a href="list.php?id=5&amp;page=2">2</a>'),
        ("http://a.example/list.php?id=5&page=2", '<a href="list.php?id=5&amp;page=3">»</a>'),
    ],
)
def test_links_that_turn_the_page(on: str, anchor: str) -> None:
    (link,) = found(anchor, on)
    assert link.turns
    assert classify(link, SITE, UNKNOWN) is Shape.PAGER


@pytest.mark.parametrize(
    "anchor",
    [
        f'<a href="1002.html">下一篇:{TITLE}</a>',
        '<a href="1002.html" rel="next">下一篇</a>',
        f'<a href="1002.html" rel="next">{TITLE}</a>',
        '<a href="/tongzhi/index_2.html">2</a>',
        '<a href="/zongjie/">3</a>',
        '<a href="index.html">1</a>',
    ],
)
def test_links_that_do_not(anchor: str) -> None:
    assert not any(link.turns for link in found(anchor))


@pytest.mark.parametrize(
    ("script", "following"),
    [
        ('createPageHTML(25, 0, "index", "shtml");', "index_1.shtml"),
        ("createPageHTML(25,3,'index','html')", "index_4.html"),
        ('createPageHTML(25, 24, "index", "shtml");', None),
        ('createPageHTML(1, 0, "index", "shtml");', None),
        ('createPageHTML("page_div", 50, 1, "index", "shtml", 746);', "index_1.shtml"),
        ('createPageHTML("page_div", 50, 50, "index", "shtml", 746);', None),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sName, _sExt){}", None),
    ],
)
def test_pagers_written_by_a_script(script: str, following: str | None) -> None:
    seen = found(f"<body><script>{script}</script>")
    expected = [] if following is None else [f"http://a.example/jianghua/{following}"]
    assert [link.url for link in seen] == expected
    assert all(link.turns for link in seen)


@pytest.mark.parametrize("piece", ["/c1", "/2026/a1-", "/list", "/show", "/1-1", "_1", "1", "/"])
def test_hostile_urls_take_no_time(piece: str) -> None:
    url = ("http://a.example/" + piece * 2000)[:2040]
    began = time.process_time()
    for tail in ("", "!", ".html!", "?" + "a&" * 9):
        classify(LinkSeen(url + tail, TITLE, LIST), SITE, UNKNOWN)
        found(f'<a href="{url}{tail}">2</a>')
    assert time.process_time() - began < 0.3


@given(st.binary(max_size=300))
def test_any_bytes_have_links_or_none(body: bytes) -> None:
    for link in links(Page(LIST, body)):
        assert isinstance(classify(link, SITE, UNKNOWN), Shape)


@pytest.mark.parametrize(
    "line",
    [
        "<li><a href='/1.html'>{0}</a><span>2026-03-05</span></li>",
        "<li><a href='/1.html'>{0}</a>\n  <span>2026-03-05</span></li>",
        "<li><span>2026-03-05</span><a href='/1.html'>{0}</a></li>",
        "<li>\n  <span>2026-03-05</span>\n  <a href='/1.html'>{0}</a>\n</li>",
        "<li><i>2026-03-05</i>·<a href='/1.html'>{0}</a></li>",
        "<table><tr><td>2026-03-05</td>\n<td><a href='/1.html'>{0}</a></td></tr></table>",
        "<table><tr><th><a href='/1.html'>{0}</a></th><td><i>笔友7</i><em>2026-03-05</em></td></tr></table>",
    ],
)
def test_the_date_of_a_title_stands_before_or_behind_it(line: str) -> None:
    (link,) = found(line.format(TITLE))
    assert link.day == "2026-03-05"


def test_a_name_behind_a_date_is_not_dated() -> None:
    (link,) = found("<p><span>2026-03-05</span> <a href='/jianghua'>领导讲话</a></p>")
    assert link.day == ""
