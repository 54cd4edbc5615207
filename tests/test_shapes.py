"""Shapes: what a link is taken for, by its address, its words and its place."""

from __future__ import annotations

import re

import pytest
from seen import LIST, SITE, TITLE, UNKNOWN, found, shape

from cleaners import Site
from scraper.config import SiteConfig
from scraper.links import LinkSeen
from scraper.shapes import Shape, classify, judged_together


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
        "/index.php?s=/article/detail/id/596.html",
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
        "/archives/date/2026/11",
        "/content/archive/2026/9?Itemid=101",
        "/2026/11/30",
        "/index.php?s=/article/lists/cid/2.html",
        "/index.php?s=/article/lists/cid/2/p/3.html",
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
        "/portal.php?mod=comment&id=12&idtype=aid",
        "/index.php/component/mailto/?tmpl=component&link=0f3a",
        "/w/index.php?title=%E5%86%9C&action=history",
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
    wrote, titled = found("<p><a href=/w/admin>admin</a> <time>2026-03-05</time></p>") + found(
        "<p><a href=/w/chunfen>春分帖</a> <time>2026-03-05</time></p>"
    )
    assert (wrote.day, classify(wrote, SITE, UNKNOWN)) == ("2026-03-05", Shape.OTHER)
    assert classify(titled, SITE, UNKNOWN) is Shape.ARTICLE


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


@pytest.mark.parametrize(
    "path",
    ["/system/_content/download.jsp?urltype=a&wbfileid=8", "/down.asp?id=3", "/downfile.do?f=1"],
)
def test_an_attachment_is_no_document(path: str) -> None:
    assert shape(path, f"{TITLE}.docx") is Shape.OTHER
    assert shape("/downtown/1234.html", TITLE) is Shape.ARTICLE


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


@pytest.mark.parametrize("text", ["查看全部评论(2)", "12条评论", "我要评论", "推荐给好友"])
def test_what_readers_do_with_a_page_is_no_document(text: str) -> None:
    assert shape("/z/1234.html?c=1", text) is Shape.OTHER


@pytest.mark.parametrize("text", ["时政评论", "本网评论员文章集", "查看回复"])
def test_comments_of_a_paper_are_a_section_or_documents(text: str) -> None:
    assert shape("/z/1234.html", text) is Shape.ARTICLE


def test_a_section_may_be_called_one() -> None:
    assert shape("/wiki/%E5%88%86%E7%B1%BB:1", "分类:讲话") is Shape.LISTING
    assert shape("/wiki/1024", "栏目：关于开展春季护林防火工作的通知") is Shape.ARTICLE


def test_a_short_title_with_its_date_is_an_article() -> None:
    seen = found('<ul><li><a href="/gw/zhujiuci.html">祝酒词</a><span>2026-03-01</span></li></ul>')
    undated = found('<ul><li><a href="/gw/zhujiuci.html">祝酒词</a></li></ul>')
    assert [classify(link, SITE, UNKNOWN) for link in (*seen, *undated)] == [
        Shape.ARTICLE,
        Shape.OTHER,
    ]


def test_a_short_title_is_told_by_the_titles_beside_it() -> None:
    def shapes(beside: str, site: SiteConfig = SITE) -> list[Shape]:
        titles = "".join(f'<p><a href="/p.php?mod=view&aid={n}">{TITLE}</a></p>' for n in range(3))
        seen = found(titles + beside)
        return [shape for _, shape, _ in judged_together(seen, site, UNKNOWN)][3:]

    assert shapes('<p><a href="/p.php?mod=view&aid=7">爱鸟倡议书</a></p>') == [Shape.ARTICLE]
    other = '<p><a href="/p.php?mod=space&uid=7">秋雨听松</a></p>'  # another form
    count = '<p><a href="/p.php?mod=view&aid=8">12</a></p>'
    menu = '<div class="nav"><a href="/p.php?mod=view&aid=9">本会章程简介</a></div>'
    assert Shape.ARTICLE not in shapes(other + count + menu)
    own = SiteConfig("甲", SITE.start, article=(re.compile(r"aid=[0-6]$"),))
    assert shapes('<p><a href="/p.php?mod=view&aid=7">爱鸟倡议书</a></p>', own) == [Shape.OTHER]


@pytest.mark.parametrize(
    "door",
    [
        "<a href='/web/main.htm'><img src='/enter.gif'></a>",
        "<a href='/web/main.htm'>进入网站</a><a href='http://b.example/'>English</a>",
    ],
)
def test_the_few_links_of_a_page_that_has_nothing_else_are_the_way_in(door: str) -> None:
    def lists(html: str, *, enter: bool = True) -> list[str]:
        told = judged_together(found(html), SITE, UNKNOWN, enter=enter)
        return [link.url for link, shape, _ in told if shape is Shape.LISTING]

    assert lists(door) == ["http://a.example/web/main.htm"]
    assert not lists(door, enter=False)
    assert lists(door + "<a href='/tz/'>通知公告</a>") == ["http://a.example/tz/"]
    assert not lists("".join(f"<a href='/x{n}.htm'>甲{n}</a>" for n in range(9)))


def test_where_a_page_sends_its_reader_may_be_linked_too() -> None:
    sent = '<meta http-equiv="refresh" content="3;url=/web/main.htm">'
    door = "<a href='/web/main.htm'>如果没有跳转，请点这里</a>"
    (link,) = found(f"<html><head>{sent}</head><body>{door}</body></html>")
    assert link.instead


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


def test_the_list_in_hand_in_another_order_is_not_followed() -> None:
    assert shape("/jianghua/index.html?orderby=click&orderway=asc", "按点击") is Shape.OTHER
    assert shape("/tongzhi/index.html?orderby=click&orderway=asc", "通知公告") is Shape.LISTING
