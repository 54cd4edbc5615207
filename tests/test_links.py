"""Links: what is found in a page, and what it is taken for."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Page, Site
from scraper.config import SiteConfig
from scraper.links import LinkSeen, links
from scraper.shapes import Shape, classify

SITE = SiteConfig("甲", ("http://a.example/",))
UNKNOWN = Site()
LIST = "http://a.example/jianghua/index.html"
TITLE = "在全县重点项目建设推进会上的讲话"


def found(html: str, url: str = LIST) -> list[LinkSeen]:
    return list(links(Page(url, html.encode(), "text/html; charset=utf-8")))


def shape(path: str, text: str = "", *, in_frame: bool = False, turns: bool = False) -> Shape:
    link = LinkSeen(f"http://a.example{path}", text, LIST, in_frame, turns)
    return classify(link, SITE, UNKNOWN)


@pytest.mark.parametrize(
    "path",
    [
        "/gongwu/zhici/1234.html",
        "/202601/t20260112_5345293.html",
        "/zwgk/2026-01/12/content_5345293.htm",
        "/info/1021/3345.htm",
        "/art/2026/1/12/art_12_345.html",
        "/n1/2026/0112/c1001-40123456.html",
        "/c/2026-01/12/content.html",
        "/c100001/202601/abc123/content.shtml",
        "/thread-1234-1-1.html",
        "/archives/123",
        "/article/1234.html",
        "/article-123.html",
        "/show_12.html",
        "/show-12-345-1.html",
        "/a/b/20240305/abc.html",
        "/2024/0305/c9778a133427/page.htm",
        "/news/show.php?id=12",
        "/view.asp?classid=3&id=9",
        "/viewthread.php?tid=99",
        "/p/12",
        "/a/8f14e45fceea167a5a36dedd4bea2543.html",
        "/news/5345293",
    ],
)
def test_article_shapes(path: str) -> None:
    assert shape(path) is Shape.ARTICLE
    assert shape(path, TITLE) is Shape.ARTICLE


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/jianghua/",
        "/gongwu/zhici/",
        "/index.html",
        "/jianghua/index_2.html",
        "/index_3.shtml",
        "/list_12_3.html",
        "/list/12.html",
        "/list-4-2.html",
        "/category/5",
        "/col/col1234/index.html",
        "/node_1234.html",
        "/class/1234.html",
        "/tags/jianghua",
        "/jianghua/index.jhtml",
        "/tzgg/index_2.action",
        "/forum-12-1.html",
        "/news/?page=2",
        "/list.php?catid=3",
        "/index.asp?classid=3",
        "/news.asp?lm=%CD%A8",
    ],
)
def test_listing_shapes(path: str) -> None:
    assert shape(path, "讲话致辞") is Shape.LISTING


@pytest.mark.parametrize(
    "path",
    [
        "/about.html",
        "/huiyuan/login.html",
        "/user/register.php",
        "/search?q=讲话",
        "/so/1234.html",
        "/files/2026/1234.pdf",
        "/files/1234.docx",
        "/share/1234.html",
        "/static/1234.html",
        "/wp-login.php",
    ],
)
def test_what_is_neither(path: str) -> None:
    assert shape(path, "关于我们") is Shape.OTHER


@pytest.mark.parametrize(
    "path", ["/rss.xml", "/feed/", "/news/atom.xml", "/sitemap.xml", "/sitemap_2.xml.gz", "/rss"]
)
def test_feed_shapes(path: str) -> None:
    assert shape(path, "RSS订阅") is Shape.FEED


def test_words_and_place_decide_where_the_shape_does_not() -> None:
    assert shape("/gw/wenzhang.html", TITLE) is Shape.ARTICLE
    assert shape("/gw/wenzhang.html", "联系我们") is Shape.OTHER
    assert shape("/gw/wenzhang.html", TITLE, in_frame=True) is Shape.OTHER
    assert shape("/html/12345.html", "政策文件", in_frame=True) is Shape.LISTING
    assert shape("/html/12345.html", "政策文件") is Shape.ARTICLE
    assert shape("/2026/abc-1/", TITLE) is Shape.ARTICLE
    assert shape("/xwgg/tzgg.htm", "通知公告") is Shape.LISTING
    assert shape("/xwgg/tzgg.htm", "领导讲话专栏") is Shape.LISTING
    assert shape("/news.asp?bm=3", "通知公告") is Shape.LISTING
    assert shape("/index.php?a=show&catid=8&id=12", TITLE) is Shape.ARTICLE
    assert shape("/index.php?a=lists&catid=8", TITLE) is Shape.LISTING
    assert shape("/?p=338", TITLE) is Shape.ARTICLE
    assert shape("/?p=3", "下页") is Shape.LISTING
    assert shape("/news.asp?a=1&b=2&bm=3", "通知公告") is Shape.OTHER
    assert shape("/xwgg/zhou.htm", "周先生") is Shape.OTHER
    assert shape("/plus/feedback.php", "投稿") is Shape.OTHER


@pytest.mark.parametrize("text", ["更多", "更多>>", "[查看更多]", "MORE +", "全部文章"])
def test_more_leads_to_a_list(text: str) -> None:
    assert shape("/zbfc.htm", text) is Shape.LISTING
    assert shape("/zbfc.htm", "更多精彩") is Shape.OTHER


def test_a_title_cut_short_is_one_and_so_is_what_a_picture_says() -> None:
    assert shape("/zw/xx.html", "在全县…") is Shape.ARTICLE
    assert shape("/zw/xx.html", "在全县") is Shape.OTHER
    picture = f"<a href='/zw/xx.html'><img alt='{TITLE}'></a><a href='/2.html'><img alt='图'>甲</a>"
    assert [link.text for link in found(picture)] == [TITLE, "甲"]


@pytest.mark.parametrize(
    "text", ["打印版", "纯文本阅读", "大字版", "阅读模式", "手机版", "打印本文", "最后发表"]
)
def test_another_view_of_a_page_is_none_of_its_own(text: str) -> None:
    assert shape("/txt/101.html", text) is Shape.OTHER


@pytest.mark.parametrize("text", ["查看全文", "[阅读全文]", "继续阅读 →", "详细>>", "查看详情"])
def test_a_button_below_a_title_leads_to_its_text(text: str) -> None:
    assert shape("/smlnqd.html", text) is Shape.ARTICLE
    assert shape("/node/71", text) is Shape.ARTICLE
    assert shape("/smlnqd.html", text, in_frame=True) is not Shape.ARTICLE
    assert shape("/smlnqd.html", "全文检索") is Shape.OTHER


@pytest.mark.parametrize("text", ["任免", "支部风采", "主持词"])
def test_a_short_name_in_the_navigation_is_a_section(text: str) -> None:
    assert shape("/90.html", text, in_frame=True) is Shape.LISTING
    assert shape("/90.html", text) is Shape.OTHER


@pytest.mark.parametrize("text", ["关于", "学校简介", "机构概况", "后台管理", "联系方式", "EN"])
def test_what_a_site_says_of_itself_in_the_navigation_is_none(text: str) -> None:
    assert shape("/90.html", text, in_frame=True) is Shape.OTHER


def test_a_short_title_with_its_date_is_an_article() -> None:
    seen = found('<ul><li><a href="/gw/zhujiuci.html">祝酒词</a><span>2026-03-01</span></li></ul>')
    undated = found('<ul><li><a href="/gw/zhujiuci.html">祝酒词</a></li></ul>')
    assert [classify(link, SITE, UNKNOWN) for link in (*seen, *undated)] == [
        Shape.ARTICLE,
        Shape.OTHER,
    ]


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


def test_links_off_the_site_are_never_followed() -> None:
    for url in ("http://b.example/1234.html", "http://m.a.example/1234.html"):
        assert classify(LinkSeen(url, TITLE, LIST), SITE, UNKNOWN) is Shape.OTHER
    two = SiteConfig("甲", (*SITE.start, "http://b.example/"))
    assert (
        classify(LinkSeen("http://b.example/1234.html", TITLE, LIST), two, UNKNOWN) is Shape.ARTICLE
    )


def test_patterns_of_the_config_decide_before_the_site_file_and_the_shape() -> None:
    known = Site(article=(re.compile(r"/zw/\d+\.html$"),), listing=(re.compile("/lm/"),))
    own = SiteConfig("甲", SITE.start, article=(re.compile(r"/wz\?n=\d+$"),))

    def of(site: SiteConfig, path: str, known: Site) -> Shape:
        return classify(LinkSeen(f"http://a.example{path}", TITLE, LIST), site, known)

    assert of(own, "/wz?n=1", known) is Shape.ARTICLE
    assert of(own, "/zw/1234.html", known) is Shape.OTHER
    assert of(SITE, "/zw/1234.html", known) is Shape.ARTICLE
    assert of(SITE, "/other/1234.html", known) is Shape.OTHER
    assert of(SITE, "/lm/x", known) is Shape.LISTING
    assert of(SITE, "/jianghua/", known) is Shape.OTHER  # listings are given too
    assert of(own, "/jianghua/", UNKNOWN) is Shape.LISTING  # here they are not


def test_the_bundled_site_file_is_used_by_default() -> None:
    link = LinkSeen("https://www.gaozihui.com/gongwu/zhici/1234.html", "")
    assert classify(link, SITE) is Shape.ARTICLE
    assert classify(LinkSeen("https://www.gaozihui.com/1234.html", TITLE), SITE) is Shape.OTHER


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


def test_the_list_in_hand_in_another_order_is_not_followed() -> None:
    assert shape("/jianghua/index.html?orderby=click&orderway=asc", "按点击") is Shape.OTHER
    assert shape("/tongzhi/index.html?orderby=click&orderway=asc", "通知公告") is Shape.LISTING
