"""What a run asks again and what it does not: lists that bring something, not what was a trap; real HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import asked, configured, crawl, listing
from served import article, serve, texts

from cleaners import Page
from scraper.groups import form
from scraper.links import LinkSeen, links
from scraper.pagers import turns
from scraper.traps import Traps
from scraper.urls import canonical

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

A = "http://a.example"
TITLE = "在全县重点项目建设推进会上的讲话"


def found(html: str, url: str = f"{A}/zw/") -> list[LinkSeen]:
    return list(links(Page(url, html.encode(), "text/html; charset=utf-8")))


def test_a_list_is_walked_on_where_its_newest_stood_on_the_home_page_first(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")

    def publish(order: list[str]) -> None:
        more = "<a href='/zw/'>更多</a>"
        serve(httpserver, "/", listing(order[0]) + more)
        for at in range(0, len(order), 3):
            after = f"<a href='/zw/index_{at // 3 + 2}.html'>下一页</a>"
            page = listing(*order[at : at + 3]) + (after if at + 3 < len(order) else "")
            serve(httpserver, f"/zw/index_{at // 3 + 1}.html" if at else "/zw/", page)

    paths = [f"/z/{n}00.html" for n in range(10, 19)]
    for path in (*paths, "/z/900.html", "/z/901.html"):
        serve(httpserver, path, article(path))
    publish(paths)
    crawl(tmp_path, config)
    publish(["/z/900.html", *paths[:7], "/z/901.html", *paths[7:]])
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {*paths, "/z/900.html", "/z/901.html"}


@pytest.mark.parametrize("status", [503, 404])
def test_a_start_page_that_gives_none_does_not_keep_its_lists_from_being_asked(
    tmp_path: Path, httpserver: HTTPServer, status: int
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/z/1000.html") + "<a href='/zw/'>更多</a>")
    serve(httpserver, "/zw/", listing("/z/1000.html"))
    serve(httpserver, "/z/1000.html", article("防汛"))
    crawl(tmp_path, config)
    serve(httpserver, "/", "busy", status)
    serve(httpserver, "/zw/", listing("/z/1001.html", "/z/1000.html"))
    serve(httpserver, "/z/1001.html", article("招商"))
    assert crawl(tmp_path, config).new == 1


def test_a_list_that_alone_names_an_article_is_asked_again_though_it_was_not_the_first(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    beside = "<p>推荐阅读</p>" + listing("/z/20.html")
    serve(httpserver, "/", listing("/z/10.html") + "<a href='/lanmu/'>栏目导航</a>")
    serve(httpserver, "/lanmu/", "<h3>公示</h3><a href='/gs/'>更多</a>" + listing("/z/10.html"))
    serve(httpserver, "/gs/", listing("/z/10.html", "/z/20.html"))
    serve(httpserver, "/z/10.html", article("防汛", beside))
    serve(httpserver, "/z/20.html", article("招商"))
    crawl(tmp_path, config)
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert "/gs/" in asked(httpserver)


def test_tags_that_were_a_trap_are_not_asked_again_in_every_run(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    cloud = "".join(f"<a href='/tag/{n}/'>防汛{n}</a>" for n in range(60))
    serve(httpserver, "/", listing("/z/10.html", "/z/20.html") + cloud)
    for n in range(60):
        serve(httpserver, f"/tag/{n}/", listing(f"/z/{1 + n % 2}0.html") + f"<p>{n}</p>")
    for path in ("/z/10.html", "/z/20.html"):
        serve(httpserver, path, article(path))
    crawl(tmp_path, config)
    assert 0 < sum(path.startswith("/tag/") for path in asked(httpserver)) < 20
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert not [path for path in asked(httpserver) if path.startswith("/tag/")]


def test_forms_of_addresses() -> None:
    assert form(f"{A}/tag/12/") == form(f"{A}/tag/7/")
    assert form(f"{A}/list.php?tag=a") == form(f"{A}/list.php?tag=b")
    assert form(f"{A}/list.php?tag=a") != form(f"{A}/list.php?cid=1")


def test_one_page_under_the_name_of_a_relative_link_is_met_a_few_times_only() -> None:
    traps = Traps()
    first = f"{A}/huodong/"
    pages = [f"{A}/zw/{n}/" for n in range(9)]
    for at in pages[:4]:
        assert not traps.closed(f"{at}huodong/")
        traps.copy(f"{at}huodong/", first, at)
    assert traps.closed(f"{pages[8]}huodong/")
    assert not traps.closed(f"{A}/zw/5/")
    for at in pages[:4]:  # a link may name a folder of a folder
        assert not traps.closed(f"{at}gk/zhinan/")
        traps.copy(f"{at}gk/zhinan/", f"{A}/tz/1/gk/zhinan/", f"{at}7.html")
    assert traps.closed(f"{pages[8]}gk/zhinan/")
    assert not traps.closed(f"{A}/fw/zhinan/")
    for n in range(9):  # sections that are all empty, named by the home page
        traps.copy(f"{A}/lm{n}/list/", f"{A}/lm0/list/", f"{A}/")
        traps.copy(f"{A}/zw/{n}/", f"{A}/zw/0/", f"{A}/zw/")
        traps.copy(f"{A}/list.php?cid=1&px={n}", f"{A}/list.php?cid=1", f"{A}/list.php?cid=1")
    assert not traps.closed(f"{A}/lm9/list/")
    assert not traps.closed(f"{A}/list.php?cid=2")
    assert not traps.closed(f"{A}/zw/9/")


def test_an_offset_turns_the_page_and_none_at_all_is_the_first() -> None:
    board = f"{A}/viewforum.php?f=3"
    assert turns(f"{board}&start=25", "2", board)
    assert turns(f"{A}/news?offset=20", "3", f"{A}/news")
    assert canonical(f"{board}&start=0") == board


def test_a_button_that_asks_for_the_next_page_is_a_link_if_nothing_is_to_be_filled_in() -> None:
    form = "<form action='/zw/?x=1' {}><input type=hidden name=lm value='a b'>{}<input type=submit value=下一页></form>"
    page = "<input type=hidden name=p value=2>"
    (link,) = found(form.format("", page))
    assert (link.url, link.turns) == (f"{A}/zw/?lm=a+b&p=2", True)
    (link,) = found(form.format("method=GET", "<input name=p value=2>"))
    assert link.turns
    for how, fields in (
        ("method=post", page),
        ("", "<input name=q>"),
        ("", f"{page}<select name=y><option>1</option></select>"),
        ("", f"{page}<input type=password name=w>"),
    ):
        assert not found(form.format(how, fields))
    assert not found(form.format("", page).replace("下一页", "查询"))


def test_the_date_of_a_title_may_stand_some_cells_behind_it() -> None:
    row = f"<tr><td><a href='/1.html'>{TITLE}</a></td>\n<td>云溪县</td>\n<td>2 回复</td>\n<td>2026-03-05</td></tr>"
    (link,) = found(f"<table>{row}</table>")
    assert link.day == "2026-03-05"
    far = row.replace("<td>2 回复</td>", "<td>一</td>" * 9)
    (link,) = found(f"<table>{far}</table>")
    assert link.day == ""


def test_of_lists_that_have_brought_nothing_each_run_asks_a_few_in_turn(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    tags = [f"/tag/{name}/" for name in ("jihua", "zongjie", "jianghua", "tongzhi", "gonggao")]
    cloud = "".join(f"<a href='{tag}'>{tag[5:-1]}</a>" for tag in tags)
    serve(httpserver, "/", listing("/z/1000.html", "/z/1001.html") + cloud)
    for at, tag in enumerate(tags):
        serve(httpserver, tag, listing("/z/1000.html", "/z/1001.html") + f"<p>{at}</p>")
    for path in ("/z/1000.html", "/z/1001.html"):
        serve(httpserver, path, article(path))
    crawl(tmp_path, config)
    seen = []
    for _ in range(3):
        httpserver.clear_log()
        crawl(tmp_path, config)
        seen.append([path for path in asked(httpserver) if path in tags])
    assert [len(one) for one in seen] == [2, 2, 2]  # of a site so small
    assert {path for one in seen for path in one} == set(tags)


def test_a_sitemap_within_a_sitemap_that_names_no_article_is_asked_in_whole_walks_alone(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(
        f"Sitemap: {httpserver.url_for('/sitemap.xml')}"
    )
    config = configured(httpserver, "/")

    def served(path: str, root: str, item: str, *paths: str) -> None:
        items = "".join(f"<{item}><loc>{httpserver.url_for(p)}</loc></{item}>" for p in paths)
        serve(httpserver, path, f"<{root}>{items}</{root}>", **{"Content-Type": "text/xml"})

    served("/sitemap.xml", "sitemapindex", "sitemap", "/sitemap-posts.xml", "/sitemap-tags.xml")
    served("/sitemap-posts.xml", "urlset", "url", "/z/1000.html")
    served("/sitemap-tags.xml", "urlset", "url", "/tag/jihua/")
    serve(httpserver, "/tag/jihua/", listing("/z/1000.html"))
    serve(httpserver, "/z/1000.html", article("防汛"))
    serve(httpserver, "/", listing("/z/1000.html"))
    found = []
    for _ in range(2):
        httpserver.clear_log()
        crawl(tmp_path, config)
        paths = {request.path for request, _ in httpserver.log}
        found.append({"/sitemap-posts.xml", "/sitemap-tags.xml"} & paths)
    assert found == [{"/sitemap-posts.xml", "/sitemap-tags.xml"}, {"/sitemap-posts.xml"}]
