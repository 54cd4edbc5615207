"""Numbered notices that only some pages name, and lists that stand under more than one address; real HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from crawling import asked, configured, crawl, listing
from served import article, serve, texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


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
    # two for the news, and a few of those never asked, as any run looks at
    assert sum(path.startswith("/zw/") for path in asked(httpserver)) <= 6


def test_what_its_list_no_longer_names_is_looked_at_first_though_another_page_may_name_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/z/{n}00.html" for n in range(10, 50)]
    for path in paths:
        serve(httpserver, path, article(path))
    days = [f"/rili{n}/" for n in range(1, 7)]
    serve(httpserver, "/", listing(*paths) + "".join(f"<a href='{x}'>日程{x[5]}</a>" for x in days))
    for n, day in enumerate(days):
        own = f"/z/9{n}00.html"
        serve(httpserver, own, article(own))
        serve(httpserver, day, listing(own, *paths[n * 5 : n * 5 + 6]) + f"<p>日程{day}</p>")
    crawl(tmp_path, config)
    httpserver.clear_log()
    gone = paths[30]
    serve(httpserver, "/", listing(*(path for path in paths if path != gone)))
    httpserver.expect_request(gone).respond_with_data("", status=404)
    crawl(tmp_path, config)
    assert days[-1] not in asked(httpserver)  # which may name it still
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


def test_one_title_that_stands_on_every_page_tells_no_short_one(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    top = "<p><a href='/gk/k7.html'>关于进一步优化营商环境的意见</a></p>"
    serve(httpserver, "/gk/k7.html", article("招商"))
    for n in range(5):
        after = f"<a href='/zw{n + 1}/'>政务文件</a><a href='/gk/k8.html'>领导班子</a>"
        serve(httpserver, f"/zw{n}/" if n else "/", top + after)
    crawl(tmp_path, config)
    assert "/zw4/" in asked(httpserver)
    assert "/gk/k8.html" not in asked(httpserver)


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
