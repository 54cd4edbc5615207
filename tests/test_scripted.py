"""Links without an anchor that is followed by itself: what is taken, and what is left alone."""

from __future__ import annotations

import time

import pytest

from cleaners import Page, Site
from scraper.config import SiteConfig
from scraper.links import links
from scraper.shapes import Shape, classify

ON = "http://a.example/zw/index.html"
SITE = SiteConfig("甲", ("http://a.example/",))
TITLE = "在全县河长制工作会议上的讲话"


def addresses(html: str) -> list[str]:
    page = Page(ON, html.encode(), "text/html; charset=utf-8")
    return [one.url.removeprefix("http://a.example") for one in links(page)]


@pytest.mark.parametrize(
    ("element", "path"),
    [
        (f"<li onclick=\"location.href='/zw/12.html'\">{TITLE}</li>", "/zw/12.html"),
        (
            f"<div onclick='window.location = \"./12.html\"; return false'>{TITLE}</div>",
            "/zw/12.html",
        ),
        (f"<a href=\"javascript:window.open('../12.html');void(0)\">{TITLE}</a>", "/12.html"),
        (f"<a href='#' onclick=\"location.assign('/zw/12.html')\">{TITLE}</a>", "/zw/12.html"),
        (f'<p data-href="/zw/12.html?from=list">{TITLE}</p>', "/zw/12.html"),
        (f'<tr data-url="12.html"><td>{TITLE}</td><td>2026-03-01</td></tr>', "/zw/12.html"),
    ],
)
def test_a_whole_address_in_a_script_is_a_link_with_the_words_of_its_element(
    element: str, path: str
) -> None:
    html = f"<table>{element}</table>" if element.startswith("<tr") else element
    (link,) = links(Page(ON, html.encode(), "text/html; charset=utf-8"))
    assert link.url == f"http://a.example{path}"
    assert classify(link, SITE, Site()) is Shape.ARTICLE
    assert link.text.startswith(TITLE)


@pytest.mark.parametrize(
    "element",
    [
        "<li onclick=\"location.href='/zw/' + this.id\">甲</li>",  # put together by the script
        "<li onclick=\"show('/zw/12.html')\">甲</li>",
        "<li onclick=\"location.href='#top'\">甲</li>",
        "<li onclick=\"location.href='javascript:void(0)'\">甲</li>",
        "<script>function go() { location.href = '/so/' + q; }</script>",
        f'<div data-url="/api/list">{"很长的一段正文，" * 40}</div>',
    ],
)
def test_what_is_no_whole_address_is_left(element: str) -> None:
    assert addresses(element) == []


def test_the_one_thing_chosen_is_put_where_the_script_puts_it() -> None:
    goes = "<script>function goPage(n) { if (!n) return; window.location.href = 'list-14-' + n + \".html\"; }</script>"
    shows = "<script>function show(id){window.open('/View.asp?ID='+id)}</script>"
    pages = (
        "<a href='javascript:goPage(2)'>2</a> <a href='#' onclick=\"return goPage('3')\">下一页</a>"
    )
    assert addresses(goes + pages) == ["/zw/list-14-2.html", "/zw/list-14-3.html"]
    assert addresses(f"{shows}<li onclick='show(77)'>{TITLE}</li>") == ["/View.asp?ID=77"]
    assert addresses(f"{shows}<li onclick='hide(77)'>{TITLE}</li>") == []
    assert addresses(f"{shows}<li onclick='show(this)'>{TITLE}</li>") == []


@pytest.mark.parametrize(
    ("does", "values", "path"),
    [
        ("location.href=this.value", "index_2.html", "/zw/index_2.html"),
        ("window.location = this.options[this.selectedIndex].value;", "?page=2", "?page=2"),
        ("MM_jumpMenu('parent',this,0)", "/zw/index_2.html", "/zw/index_2.html"),
        ("self.location='index_'+options[selectedIndex].value+'.html'", "2", "/zw/index_2.html"),
        ("turn(this.value)", "2", "/zw/index_2.html"),
    ],
)
def test_a_select_of_pages_turns_the_page(does: str, values: str, path: str) -> None:
    script = "<script>function turn(p){location.href='index_'+p+'.html'}</script>"
    select = f'<select onchange="{does}"><option value="">第1页</option><option value="{values}">第2页</option></select>'
    (link,) = links(Page(ON, (script + select).encode(), "text/html; charset=utf-8"))
    assert link.url.endswith(path)
    assert classify(link, SITE, Site()) is Shape.PAGER


@pytest.mark.parametrize("does", ["resize(this.value)", "location.href=this.value", "color=value"])
def test_a_select_of_anything_else_leads_nowhere(does: str) -> None:
    assert addresses(f'<select onchange="{does}"><option value="2">大</option></select>') == []


def test_an_anchor_inside_or_a_real_address_is_what_counts() -> None:
    assert addresses("<li onclick=\"open('/2.html')\"><a href='/1.html'>甲</a></li>") == ["/1.html"]
    assert addresses("<a href='/1.html' onclick=\"location.href='/ad.html'\">甲</a>") == ["/1.html"]


def test_the_records_of_a_data_island_are_links_and_its_next_group_turns_the_page() -> None:
    records = "".join(
        f"<record><![CDATA[<li><a href='/art/2026/3/{n}/art_7_{n}.html'>{TITLE}</a></li>]]></record>"
        for n in (1, 2)
    )
    group = '<nextgroup><![CDATA[<a href="/data.jsp?page=2&amp;unitid=7"></a>]]></nextgroup>'
    store = f"<datastore>{group}<recordset>{records}</recordset></datastore>"
    page = f'<div><script type="text/xml">{store}</script></div>'
    expected = [
        "/art/2026/3/1/art_7_1.html",
        "/art/2026/3/2/art_7_2.html",
        "/data.jsp?page=2&unitid=7",
    ]
    assert addresses(page) == expected  # in the page, and as the answer to the next group
    assert addresses(store) == expected
    turning = links(Page(ON, page.encode()))[-1]
    assert classify(turning, SITE, Site()) is Shape.PAGER


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<frameset><frame src="left.htm"><frame src="list.htm"></frameset>', 2),
        ('<iframe src="/zw/neirong"></iframe><a href="/1.html">甲</a>', 1),
        ('<meta content="0; URL=/web/main" http-equiv="Refresh">', 1),
        ("<script>window.location.href='/portal/home';</script>", 1),
        ('<meta http-equiv="refresh" content="300">', 0),  # itself, again
        ("<script>window.location.href='/portal/home'</script><a href='/1.html'>甲</a>", 0),
        ('<iframe src="https://map.example/x"></iframe>', 0),
    ],
)
def test_what_is_shown_in_the_place_of_a_page_is_a_list(html: str, expected: int) -> None:
    seen = links(Page(ON, html.encode(), "text/html; charset=utf-8"))
    found = [one for one in seen if classify(one, SITE, Site()) is Shape.LISTING]
    assert len(found) == expected


@pytest.mark.parametrize(
    ("encoding", "query"), [("gbk", "%CD%A8%D6%AA"), ("utf-8", "%E9%80%9A%E7%9F%A5")]
)
def test_a_query_is_sent_in_the_bytes_of_its_page_and_a_path_is_not(
    encoding: str, query: str
) -> None:
    html = f'<meta charset={encoding}><a href="/讲话/l.asp?a=1&amp;lm=通知">通知公告</a>'
    (link,) = links(Page(ON, html.encode(encoding)))
    assert link.url == f"http://a.example/%E8%AE%B2%E8%AF%9D/l.asp?a=1&lm={query}"


@pytest.mark.parametrize(
    "piece",
    [
        "<record><![CDATA[",
        "<li onclick=\"location.href='/",
        "open(",
        "<nextgroup>",
        "function a(b){location=",
        "function a(b){open('x'+",
        "<select onchange='location=options[",
    ],
)
def test_hostile_pages_take_no_time(piece: str) -> None:
    began = time.process_time()
    addresses(piece * 20_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("html", "path"),
    [
        (
            (
                "<script>function go(n) { if (n < 1) { return; } location.href = 'index_' + n + '.html'; }</script>"
                "<a href='javascript:go(2)'>2</a>"
            ),
            "/zw/index_2.html",
        ),
        (
            (
                "<script>var go = function (id) { window.open('/detail/' + id + '.html'); };</script>"
                f"<li onclick='go(12)'>{TITLE}</li>"
            ),
            "/detail/12.html",
        ),
        (f"<a href='\\info\\12.htm?a=1'>{TITLE}</a>", "/info/12.htm?a=1"),
    ],
)
def test_what_a_browser_makes_of_it_is_the_address(html: str, path: str) -> None:
    assert addresses(html) == [path]


def test_a_button_turns_the_page_by_its_value() -> None:
    button = "<input type=button value=下一页 onclick=\"location.href='other.html'\">"
    (link,) = links(Page(ON, button.encode(), "text/html; charset=utf-8"))
    assert (link.text, link.turns) == ("下一页", True)


FILLS = (
    "document.pageForm.pageNo.value=n; document.pageForm.submit();",
    "if (n < 1) { n = 1; } document.getElementById('no').value = n; document.forms[0].submit();",
    "$('#no').val(n); $('#pages').submit();",
)
HIDDEN = "<input type=hidden name=channel value=11><input type=hidden name=pageNo id=no value=1>"


@pytest.mark.parametrize("does", FILLS)
def test_a_function_that_fills_in_the_page_and_sends_the_form_turns_the_page(does: str) -> None:
    script = f"<script>function goPage(n) {{ {does} }}</script>"
    pages = '<a href="javascript:goPage(2)">下一页</a><a href="#" onclick="goPage(9)">尾页</a>'
    html = f"<form name=pageForm id=pages action=/zw/list.do>{HIDDEN}{pages}</form>{script}"
    found = links(Page(ON, html.encode(), "text/html; charset=utf-8"))
    assert [one.url.partition("?")[2] for one in found] == [
        "channel=11&pageNo=2",
        "channel=11&pageNo=9",
    ]
    assert found[0].turns


@pytest.mark.parametrize(
    ("form", "does"),
    [
        (f"<form method=post>{HIDDEN}", FILLS[0]),  # what comes of it has no address
        (f"<form>{HIDDEN}<input name=word>", FILLS[0]),  # something is to be filled in
        (f"<form>{HIDDEN}", "document.f.pageNo.value = n; document.f.action = to; f.submit()"),
        (f"<form>{HIDDEN}", "document.f.other.value = n; document.f.submit()"),
        (f"<form>{HIDDEN}", "document.f.pageNo.value = n; reload()"),
        (f"<form>{HIDDEN}<input type=hidden name=vote>", "document.f.vote.value = n; f.submit()"),
    ],
)
def test_a_form_that_its_page_does_not_tell_leads_nowhere(form: str, does: str) -> None:
    turn = '<a href="javascript:goPage(2)">下一页</a>'
    assert addresses(f"{form}{turn}</form><script>function goPage(n) {{ {does} }}</script>") == []
