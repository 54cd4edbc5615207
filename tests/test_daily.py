"""What a run asks again and what it does not: lists that bring something, not what was a trap; real HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from crawling import asked, configured, crawl, listing
from served import article, serve, texts

from cleaners import Page
from scraper.links import LinkSeen, links
from scraper.pagers import turns
from scraper.traps import Traps, form
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


def test_an_endless_number_whose_pages_say_the_same_is_left(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/show/1000.html", "/z/10.html"))
    serve(httpserver, "/z/10.html", article("招商"))
    for n in range(1000, 1040):
        beside = f"<p>第{n}号材料供各单位参考。</p><a href='/show/{n + 1}.html'>下一篇</a>"
        serve(httpserver, f"/show/{n}.html", article("防汛", beside).replace("讲话", f"讲话{n}"))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/show/1000.html", "/z/10.html"}
    assert sum(path.startswith("/show/") for path in asked(httpserver)) < 20


def test_notices_of_one_form_that_lead_to_each_other_are_documents(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/show/1000.html", "/z/10.html"))
    serve(httpserver, "/z/10.html", article("招商"))
    for n in range(1000, 1003):
        beside = (
            f"<p>定于{n - 995}月3日检修，请互相转告。</p><a href='/show/{n + 1}.html'>下一篇</a>"
        )
        serve(httpserver, f"/show/{n}.html", article("停水", beside))
    crawl(tmp_path, config)
    assert len(set(texts(tmp_path))) == 4


def test_numbered_notices_that_a_list_names_are_documents(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/show/11.html", "/z/10.html", "/list/"))
    serve(httpserver, "/z/10.html", article("招商"))
    serve(httpserver, "/list/", listing(*(f"/show/{n}.html" for n in (11, 12, 13))))
    for n in (11, 12, 13):
        beside = f"<p>第{n}号工程已经竣工。</p><a href='/show/{n + 1}.html'>下一篇</a>"
        serve(httpserver, f"/show/{n}.html", article("竣工", beside))
    crawl(tmp_path, config)
    assert len(set(texts(tmp_path))) == 4


def test_the_last_numbered_notice_is_a_document_though_no_list_names_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/show/12.html", "/show/22.html", "/show/24.html"))
    for n in (12, 13, 22, 23, 24):  # 13 ends its series; 24 is on the list
        beside = f"<p>第{n}号工程已经竣工。</p><a href='/show/{n - 1}.html'>上一篇</a>"
        more = f"<a href='/show/{n + 1}.html'>下一篇</a>" if n not in {13, 24} else "下一篇：没有了"
        first = beside if n in {13, 23, 24} else beside.partition("<a")[0]
        serve(httpserver, f"/show/{n}.html", article(f"竣工{n // 20}", first + more))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {f"/show/{n}.html" for n in (12, 13, 22, 23, 24)}


def test_articles_that_only_their_neighbours_name_are_found_whatever_their_number(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/zw/9.html"))
    for n in range(4, 10):
        before = f"<a href='/zw/{n - 1}.html'>上一篇</a><a href='/about.html'>下一篇</a>"
        serve(httpserver, f"/zw/{n}.html", article(f"第{n}", before if n > 4 else ""))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {f"/zw/{n}.html" for n in range(4, 10)}
    assert "/about.html" not in asked(httpserver)


def test_a_list_under_two_addresses_is_asked_under_one(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", "<a href='/zw/'>政务文件</a><a href='/zw/index.html'>更多</a>")
    for path in ("/zw/", "/zw/index.html"):
        serve(httpserver, path, listing("/z/10.html"))
    serve(httpserver, "/z/10.html", article("招商"))
    crawl(tmp_path, config)
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert len([path for path in asked(httpserver) if path.startswith("/zw/")]) == 1


def test_a_list_that_says_something_else_each_time_is_asked_under_one_address(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/p.php")
    more = "<a href='/p.php?mod=list&cid=3'>政务文件</a><a href='/p.php?mod=list&cid=3&page=1'>更多</a>"
    titles = listing("/z/10.html", "/z/20.html")
    serve_query(httpserver, "", more)
    serve_query(httpserver, "mod=list&cid=3", titles)
    serve_query(httpserver, "mod=list&cid=3&page=1", f"{titles}<p>第2位访客</p>")
    for path in ("/z/10.html", "/z/20.html"):
        serve(httpserver, path, article(path))
    crawl(tmp_path, config)
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert asked(httpserver).count("/p.php") == 2


def test_a_list_whose_last_page_is_given_for_every_later_number_ends(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")

    def publish(*paths: str) -> None:
        for n in range(1, 20):
            after = f"<a href='/zw/index_{n + 1}.html'>下一页</a>"
            page = listing(*paths) + after
            serve(httpserver, f"/zw/index_{n}.html" if n > 1 else "/zw/", page)

    paths = [f"/z/{n}00.html" for n in range(10, 13)]
    for path in (*paths, "/z/900.html"):
        serve(httpserver, path, article(path))
    serve(httpserver, "/", listing(paths[0]) + "<a href='/zw/'>更多</a>")
    publish(*paths)
    crawl(tmp_path, config)
    httpserver.clear_log()
    publish("/z/900.html", *paths)
    serve(httpserver, "/", listing("/z/900.html") + "<a href='/zw/'>更多</a>")
    crawl(tmp_path, config)
    assert sum(path.startswith("/zw/") for path in asked(httpserver)) <= 3


def test_what_its_list_no_longer_names_is_looked_at_first_though_another_page_may_name_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/z/{n}00.html" for n in range(10, 50)]
    for path in paths:
        serve(httpserver, path, article(path))
    days = "<a href='/rili/'>日程安排</a>"
    serve(httpserver, "/", listing(*paths) + days)
    serve(httpserver, "/rili/", listing(*paths[20:]) + "<p>本月日程</p>")
    crawl(tmp_path, config)
    httpserver.clear_log()
    gone = paths[30]
    serve(httpserver, "/", listing(*(path for path in paths if path != gone)))
    httpserver.expect_request(gone).respond_with_data("", status=404)
    crawl(tmp_path, config)
    assert "/rili/" not in asked(httpserver)
    assert gone in asked(httpserver)


def test_a_short_title_alone_on_its_page_is_told_by_those_of_the_page_before(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/p.php")
    urls = [f"/p.php?mod=view&aid={n}" for n in (11, 12, 13)]
    after = "<a href='/p.php?mod=list&page=2'>下一页</a>"
    serve_query(httpserver, "", listing(*urls) + after)
    serve_query(httpserver, "mod=list&page=2", "<a href='/p.php?mod=view&aid=14'>爱鸟倡议书</a>")
    for url in (*urls, "/p.php?mod=view&aid=14"):
        serve_query(httpserver, url.partition("?")[2], article(url))
    crawl(tmp_path, config)
    assert len(set(texts(tmp_path))) == 4


def serve_query(server: HTTPServer, query: str, body: str) -> None:
    """Serve one query of a script, its parameters in any order."""
    wanted = dict(parse_qsl(query))
    server.expect_request("/p.php", query_string=wanted).respond_with_data(
        body, content_type="text/html; charset=utf-8"
    )


def test_a_strange_address_that_leads_to_a_stored_document_is_not_followed(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/z/10.html"))
    serve(httpserver, "/z/10.html", article("招商"))
    crawl(tmp_path, config)
    httpserver.clear_log()
    serve(httpserver, "/", listing("/z/10.html", "/view/7.html"))
    there = {"Location": "/z/10.html"}
    httpserver.expect_request("/view/7.html").respond_with_data("", status=301, headers=there)
    crawl(tmp_path, config)
    assert asked(httpserver).count("/view/7.html") == 1
    told = [answer.status_code for request, answer in httpserver.log if "/z/" in request.path]
    assert told == [304]
