"""A site crawled again and again: what is asked, what is walked on, what is kept; real HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from command import config as configure
from command import gongwen
from crawling import SHELL, asked, configured, crawl, listing, opened
from served import article, serve, statuses, texts
from werkzeug import Request, Response

from scraper.walk import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def test_a_list_is_walked_on_while_it_brings(tmp_path: Path, httpserver: HTTPServer) -> None:
    config = configured(httpserver, "/")
    pages = {n: [f"/z/{n}{i}00.html" for i in range(3)] for n in range(1, 6)}
    for paths in pages.values():
        for path in paths:
            serve(httpserver, path, article(path[3:7]))

    def lay(newest: list[str]) -> None:
        serve(httpserver, "/", listing("/list_1.html"))
        for n, paths in pages.items():
            more = f'<a href="/list_1_{n + 1}.html">下一页</a>' if n < 5 else ""
            here = (newest if n == 1 else []) + paths
            serve(
                httpserver, "/list_1.html" if n == 1 else f"/list_1_{n}.html", listing(*here) + more
            )

    def lists() -> list[str]:
        httpserver.clear_log()
        crawl(tmp_path, config)
        return [path for path in asked(httpserver) if path.startswith("/list")]

    lay([])
    assert crawl(tmp_path, config).new == 15
    # beside the first page two of those asked longest ago, though nothing led to them
    assert lists() == ["/list_1.html", "/list_1_2.html", "/list_1_3.html"]
    assert statuses(httpserver)["/list_1.html"] == 304
    assert lists() == ["/list_1.html", "/list_1_4.html", "/list_1_5.html"]

    lay(["/z/9900.html"])
    serve(httpserver, "/z/9900.html", article("新"))
    assert lists() == ["/list_1.html", "/list_1_2.html", "/list_1_3.html", "/list_1_4.html"]
    assert "/z/9900.html" in texts(tmp_path)


def test_gone_is_said_by_two_runs_and_taken_back(tmp_path: Path, httpserver: HTTPServer) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/z/1001.html"))
    serve(httpserver, "/z/1001.html", article("防汛"))
    crawl(tmp_path, config)
    serve(httpserver, "/z/1001.html", "", 404)
    first = crawl(tmp_path, config)
    assert (first.gone, first.failed, first.exit_code) == (0, (), 0)
    assert texts(tmp_path)["/z/1001.html"] == ("防汛", False)
    assert crawl(tmp_path, config).gone == 1
    assert texts(tmp_path)["/z/1001.html"] == ("防汛", True)
    serve(httpserver, "/z/1001.html", article("防汛"))
    crawl(tmp_path, config, Limits(full=True))
    assert texts(tmp_path)["/z/1001.html"] == ("防汛", False)


@pytest.mark.slow
def test_nothing_but_404_and_410_marks_or_overwrites(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/z/1001.html", "/z/1002.html"))
    serve(httpserver, "/z/1001.html", article("防汛"))
    serve(httpserver, "/z/1002.html", article("招商"))
    crawl(tmp_path, config)
    wall = "<html><body><p>您访问的页面不存在或已被删除。</p></body></html>"
    bad: list[tuple[str | bytes, int]] = [
        (wall, 200),
        (SHELL, 200),
        (b"", 200),
        ("", 503),
        ("", 403),
        (article("招商"), 200),
    ]
    for body, status in bad:
        serve(httpserver, "/z/1001.html", body, status)
        for _ in range(2):
            crawl(tmp_path, config, Limits(full=True))
        assert texts(tmp_path)["/z/1001.html"] == ("防汛", False), (body, status)


def test_pages_of_an_article_are_one_document_and_asked_again_together(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/z/1001.html"))
    serve(httpserver, "/z/1001.html", article("上篇", '<a href="1001_2.html">下一页</a>'))
    serve(httpserver, "/z/1001_2.html", article("下篇", '<a href="1001.html">上一页</a>'))
    assert crawl(tmp_path, config).new == 1
    serve(httpserver, "/z/1001_2.html", article("末篇", '<a href="1001.html">上一页</a>'))
    report = crawl(tmp_path, config)
    assert (report.new, report.changed) == (0, 1)
    with opened(tmp_path) as desk:
        (row,) = desk.library.rows("SELECT text FROM documents")
        (old,) = desk.library.rows("SELECT text FROM versions")
    assert "上篇" in row["text"]
    assert "末篇" in row["text"]
    assert "下篇" in old["text"]
    told = gongwen("explain", "1", "--db", "lib.db", cwd=tmp_path).out
    assert "上篇" in told
    assert "末篇" in told


@pytest.mark.slow
def test_an_imported_address_brings_all_pages_of_its_article(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    configure(tmp_path, httpserver.url_for("/"))
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    turn = '<a href="1001_2.html">下一页</a>'
    serve(httpserver, "/z/1001.html", article("上篇", turn))
    serve(httpserver, "/z/1001_2.html", article("下篇", '<a href="1001.html">上一页</a>'))
    url = httpserver.url_for("/z/1001.html")
    for command in ("clean", "explain"):
        assert "下篇" in gongwen(command, url, cwd=tmp_path).out
    assert "1 new" in gongwen("import", url, cwd=tmp_path).out
    assert "下篇" in gongwen("show", "1", cwd=tmp_path).out
    serve(httpserver, "/z/1001_2.html", article("末篇", '<a href="1001.html">上一页</a>'))
    assert "1 changed" in gongwen("import", url, cwd=tmp_path).out
    for command in ("show", "clean"):
        assert "末篇" in gongwen(command, url, cwd=tmp_path).out
    serve(httpserver, "/z/1001_2.html", "", 503)
    assert gongwen("import", url, cwd=tmp_path).code == 69
    assert "末篇" in gongwen("show", "1", cwd=tmp_path).out


def test_half_of_an_article_is_not_stored(tmp_path: Path, httpserver: HTTPServer) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/z/1001.html"))
    serve(httpserver, "/z/1001.html", article("上篇", '<a href="1001_2.html">下一页</a>'))
    serve(httpserver, "/z/1001_2.html", "", 503)
    assert crawl(tmp_path, config).new == 0
    serve(httpserver, "/z/1001_2.html", article("下篇"))
    assert crawl(tmp_path, config).new == 1


def test_a_deleted_article_that_leads_home_stores_no_home_page(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", article("首页", listing("/z/1001.html", "/z/1002.html")))
    httpserver.expect_request("/z/1001.html").respond_with_data(
        "", status=302, headers={"Location": "/"}
    )
    serve(httpserver, "/z/1002.html", article("招商"))
    report = crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/z/1002.html"}
    assert [miss.code for miss in report.failed] == ["redirect"]


def test_a_feed_tells_of_a_change_where_the_schedule_would_not(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    feed = '<rss version="2.0"><item><link>/z/1001.html</link><pubDate>{}</pubDate></item></rss>'
    head = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    serve(httpserver, "/", f"<html><head>{head}</head><body></body></html>")
    serve(httpserver, "/rss.xml", feed.format("1"))
    serve(httpserver, "/z/1001.html", article("防汛"))
    first = crawl(tmp_path, config)
    assert (first.new, first.found) == (1, {"feed": 1})
    with opened(tmp_path) as desk, desk.library.transaction() as connection:
        connection.execute(
            "UPDATE pages SET next_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+20 days')"
        )
    serve(httpserver, "/z/1001.html", article("抗旱"))
    assert crawl(tmp_path, config).changed == 0
    serve(httpserver, "/rss.xml", feed.format("2"))
    assert crawl(tmp_path, config).changed == 1


def test_robots_is_asked_once_a_day(tmp_path: Path, httpserver: HTTPServer) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing())
    crawl(tmp_path, config)
    crawl(tmp_path, config)
    assert asked(httpserver).count("/robots.txt") == 1
    with opened(tmp_path) as desk, desk.library.transaction() as connection:
        connection.execute("UPDATE hosts SET robots_fetched_at = '2020-01-01T00:00:00Z'")
    crawl(tmp_path, config)
    assert asked(httpserver).count("/robots.txt") == 2


def test_a_parameter_that_makes_no_odds_is_left_out(tmp_path: Path, httpserver: HTTPServer) -> None:
    config = configured(httpserver, "/")

    def answer(request: Request) -> Response:
        number = request.args["id"]
        link = f'<link rel="canonical" href="/c.do?id={number}"/>'
        return Response(
            article(f"第{number}项").replace("</head>", f"{link}</head>"), mimetype="text/html"
        )

    httpserver.expect_request("/c.do").respond_with_handler(answer)
    for n in range(2):
        rows = listing(*(f"/c.do?cat={n}&id={one}" for one in range(8)))
        serve(httpserver, f"/list_{n}.html", rows)
    serve(httpserver, "/", '<a href="/list_0.html">文件</a><a href="/list_1.html">通知</a>')
    report = crawl(tmp_path, config)
    assert (report.new, report.aliases) == (8, 0)
    httpserver.clear_log()
    crawl(tmp_path, config, Limits(full=True))
    queries = [r.query_string.decode() for r, _ in httpserver.log if r.path == "/c.do"]
    assert sorted(queries) == [f"id={n}" for n in range(8)]


def test_entries_that_move_between_files_of_a_sitemap_are_no_news(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    root = httpserver.url_for("")

    def lay(*files: list[int]) -> None:
        names = [f"<sitemap><loc>{root}/sitemap_{n}.xml</loc></sitemap>" for n in range(len(files))]
        serve(httpserver, "/sitemap.xml", f"<sitemapindex>{''.join(names)}</sitemapindex>")
        for n, numbers in enumerate(files):
            urls = [
                f"<url><loc>{root}/z/{one}00.html</loc><lastmod>2026-01-0{one}</lastmod></url>"
                for one in numbers
            ]
            serve(httpserver, f"/sitemap_{n}.xml", f"<urlset>{''.join(urls)}</urlset>")

    serve(httpserver, "/", "<html><body>欢迎</body></html>")
    for one in range(1, 10):
        serve(httpserver, f"/z/{one}00.html", article(f"第{one}项"))
    lay([1, 3, 5, 7], [2, 4, 6, 8])
    assert crawl(tmp_path, config).new == 8
    crawl(tmp_path, config)  # looked at again once, as all new ones are
    httpserver.clear_log()
    lay([9, 2, 4, 6, 8], [1, 3, 5, 7])
    with opened(tmp_path) as desk, desk.library.transaction() as connection:
        connection.execute(
            "UPDATE pages SET next_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+20 days')"
        )
    assert crawl(tmp_path, config).new == 1
    assert [path for path in asked(httpserver) if path.startswith("/z/")] == ["/z/900.html"]


def test_robots_speaks_of_addresses_as_they_are_written(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    rules = "User-agent: *\nDisallow: /forum.php?mod=redirect\n"
    httpserver.expect_request("/robots.txt").respond_with_data(rules)
    config = configured(httpserver, "/")
    httpserver.expect_request("/forum.php").respond_with_data(
        article("第1项"), mimetype="text/html"
    )
    let, forbidden = (
        f"/forum.php?mod={one}&amp;goto=last&amp;tid=12" for one in ("viewthread", "redirect")
    )
    serve(httpserver, "/", listing(let, forbidden))
    crawl(tmp_path, config)
    queries = [r.query_string.decode() for r, _ in httpserver.log if r.path == "/forum.php"]
    assert queries == ["goto=last&mod=viewthread&tid=12"]


def test_two_forms_of_addresses_are_asked_once_and_either_tells_of_a_change(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    texts = {n: f"第{n}项" for n in range(20, 60)}

    def answer(request: Request) -> Response:
        number = int(request.args.get("id") or request.path.split("-")[1])
        return Response(article(texts[number]), mimetype="text/html")

    def serve_lists(day: str) -> None:
        rows = "".join(
            f'<li><a href="/show-{n}-1.html">关于第{n}号事项的通知</a><span>{day if n == 59 else "2026-03-01"}</span></li>'
            for n in texts
        )
        serve(httpserver, "/list_1.html", f"<ul>{rows}</ul>")

    for form in ("/show.php", re.compile(r"/show-\d+-1\.html")):
        httpserver.expect_request(form).respond_with_handler(answer)
    home = listing(*(f"/show.php?id={n}" for n in texts))
    serve(httpserver, "/", home + '<a href="/list_1.html">文件</a>')
    serve_lists("2026-03-01")
    report = crawl(tmp_path, config)
    assert (report.new, report.aliases) == (40, 3)
    texts[59] = "第五十九件"
    serve_lists("2026-03-02")
    assert crawl(tmp_path, config).changed == 1
