"""Requests that bring nothing: what a crawl need not ask for, and what it must although it looks alike; real HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, item, listing, opened
from served import HTML, article, serve, texts
from werkzeug import Request, Response

from scraper.walk import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def _articles(server: HTTPServer, *numbers: int) -> list[str]:
    paths = [f"/z/{n}00.html" for n in numbers]
    for path in paths:
        serve(server, path, article(path))
    return paths


def _queries(server: HTTPServer, path: str) -> list[str]:
    return [request.query_string.decode() for request, _ in server.log if request.path == path]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("shown", [3, 1])
def test_a_list_is_not_asked_for_its_first_page_by_its_number_unless_that_shows_more(
    tmp_path: Path, httpserver: HTTPServer, first: int, shown: int
) -> None:
    paths = _articles(httpserver, *range(11, 18))

    def answer(request: Request) -> Response:
        at = int(request.args.get("page", first)) - first
        items = paths[3 * at : 3 * at + (3 if "page" in request.args else shown)]
        turn = f"<a href='?page={at + 1 + first}'>下一页</a>" if at < 2 else ""
        back = f"<a href='?page={first}'>首页</a><a href='?page={first}'>1</a>"
        return Response(f"{''.join(map(item, items))}{back}{turn}", content_type=HTML)

    serve(httpserver, "/", "<a href='/zw/list'>政务文件</a>")
    httpserver.expect_request(re.compile("/zw/.*")).respond_with_handler(answer)
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert (f"page={first}" in _queries(httpserver, "/zw/list")) is (shown < 3)


def test_what_a_box_beside_every_list_shows_turns_no_page_of_a_list(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    lists = {f"/lm{n}/": _articles(httpserver, *range(10 * n, 10 * n + 6)) for n in range(1, 9)}
    newest = list(lists["/lm1/"])

    def answer(request: Request) -> Response:
        folder, at = request.path.rpartition("/")[0] + "/", request.path.endswith("index_2.html")
        items = map(item, lists[folder][3:] if at else lists[folder][:3])
        turn = "" if at else "<a href='index_2.html'>下一页</a>"
        box = f"<div>最新文件<ul>{''.join(map(item, newest[:2]))}</ul></div>"
        return Response(f"<ul>{''.join(items)}</ul>{turn}{box}", content_type=HTML)

    serve(httpserver, "/", "".join(f"<a href='{one}'>政务文件</a>" for one in lists))
    httpserver.expect_request(re.compile("/lm./.*")).respond_with_handler(answer)
    config = configured(httpserver, "/")
    crawl(tmp_path, config)
    crawl(tmp_path, config)
    fresh = _articles(httpserver, 98, 99)
    newest[:0] = lists["/lm1/"][:0] = fresh
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert set(fresh) <= set(texts(tmp_path))
    turned = [request.path for request, _ in httpserver.log if "index_2" in request.path]
    assert len(turned) <= 6  # the first lists, whose own it may be, and three at their turn


def test_a_calendar_with_a_box_of_news_does_not_go_on_where_the_last_run_left_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    newest = _articles(httpserver, *range(11, 17))
    config = configured(httpserver, "/")
    box = f"<ul>{''.join(map(item, newest[3:]))}</ul>"

    def answer(request: Request) -> Response:
        month = int(request.path.split("-")[1] if "-" in request.path else 1)
        days = "".join(f"<a href='/rili/2026-{month:02}-{day:02}'>{day}</a>" for day in range(1, 9))
        following = f"<a href='/rili/2026-{month + 1:02}'>下一页</a>"
        return Response(f"{month}月{following}{days}{box}", content_type=HTML)

    serve(httpserver, "/", "<a href='/rili/'>办公日历</a><a href='/zw/'>政务文件</a>")
    serve(httpserver, "/zw/", "".join(map(item, newest)))
    httpserver.expect_request(re.compile("/rili/.*")).respond_with_handler(answer)
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == set(newest)
    for _ in range(2):
        httpserver.clear_log()
        crawl(tmp_path, config)
        asked = [request.path for request, _ in httpserver.log if "/rili/" in request.path]
        assert len(asked) <= 1


@pytest.mark.parametrize("name", ["讨论", "所属栏目"])
def test_what_each_article_has_beside_it_under_one_name_is_left_where_it_brings_nothing(
    tmp_path: Path, httpserver: HTTPServer, name: str
) -> None:
    words = [chr(ord("a") + n) * 3 for n in range(12)]
    for n, word in enumerate(words):
        beside = f"<nav><a href='/hua/{word}/{word}x'>{name}</a></nav>"
        serve(httpserver, f"/z/{n + 10}.html", article(word, beside))
        serve(httpserver, f"/hua/{word}/{word}x", "", 404)
    serve(httpserver, "/", "".join(item(f"/z/{n + 10}.html") for n in range(12)))
    crawl(tmp_path, configured(httpserver, "/"))
    assert len(texts(tmp_path)) == 12
    asked = [request.path for request, _ in httpserver.log if request.path.startswith("/hua/")]
    assert len(asked) == (4 if name == "讨论" else 12)


def test_tags_are_asked_when_the_lists_have_been_and_bring_what_those_lack(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = _articles(httpserver, *range(20, 60))
    listed, tagged = paths[:20], paths[20:]
    tags = "".join(f"<a href='/tags/{n}/'>标签</a>" for n in range(20))
    for n, path in enumerate(tagged):
        serve(httpserver, f"/tags/{n}/", f"<ul>{item(listed[n])}{item(path)}</ul>")
    turn = "<a href='/zw/index_2.html'>下一页</a>"
    serve(httpserver, "/zw/", f"<ul>{''.join(map(item, listed[:10]))}</ul>{turn}")
    serve(httpserver, "/zw/index_2.html", f"<ul>{''.join(map(item, listed[10:]))}</ul>")
    serve(httpserver, "/", f"{tags}<a href='/zw/'>政务文件</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    asked = [request.path for request, _ in httpserver.log]
    assert asked.index("/zw/index_2.html") < asked.index("/tags/0/")


def test_pages_of_an_article_that_only_count_end_and_those_that_say_more_do_not(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    def answer(request: Request) -> Response:
        kind, _, at = request.path.removesuffix(".html").rpartition("/")[2].partition("_")
        page = int(at or 1)
        turn = f"<a href='{kind}_{page + 1}.html'>下一页</a>" if page < 9 or kind == "1001" else ""
        topic = "跟帖" if kind == "1001" and page > 1 else kind * page
        return Response(article(topic, f"<p>第{page}楼</p>{turn}"), content_type=HTML)

    httpserver.expect_request(re.compile("/z/.*")).respond_with_handler(answer)
    serve(httpserver, "/", item("/z/1001.html") + item("/z/1002.html"))
    crawl(tmp_path, configured(httpserver, "/"))
    asked = [request.path for request, _ in httpserver.log]
    assert sum("/z/1001" in path for path in asked) <= 4
    assert sum("/z/1002" in path for path in asked) == 9


def test_months_that_alone_lead_to_what_is_older_are_walked_behind_tags_that_bring_nothing(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    newest, older = _articles(httpserver, *range(20, 26)), _articles(httpserver, *range(40, 52))
    tags = [f"/archives/tag/{word * 3}" for word in "abcdefghijklmn"]
    months = [f"/archives/2025/{n:02}/" for n in range(1, 13)]
    for n, tag in enumerate(tags):
        serve(httpserver, tag, f"<ul>{item(newest[n % 6])}{item(newest[(n + 1) % 6])}</ul>")
    for month, path in zip(months, older, strict=True):
        serve(httpserver, month, f"<ul>{item(path)}</ul>")
    lists = "".join(f"<a href='{one}'>归档</a>" for one in (*tags, *months))
    serve(httpserver, "/zw/", f"<ul>{''.join(map(item, newest))}</ul>")
    serve(httpserver, "/", f"{lists}<a href='/zw/'>政务文件</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == {*newest, *older}


def test_the_pages_of_an_article_may_spell_its_address_in_other_letters(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    turn = '<a href="/Z/Show_1001_2.html">[2]</a>'
    serve(httpserver, "/", listing("/z/show_1001.html"))
    serve(httpserver, "/z/show_1001.html", article("上篇", turn))
    serve(httpserver, "/Z/Show_1001_2.html", article("下篇"))
    config = configured(httpserver, "/")
    assert crawl(tmp_path, config).new == 1
    for line in ("", "<p>本页点击三百次</p>"):  # looked at again, its page has changed
        serve(httpserver, "/z/show_1001.html", article("上篇", line + turn))
        crawl(tmp_path, config, Limits(full=bool(line)))
        with opened(tmp_path) as desk:
            (row,) = desk.library.rows("SELECT text FROM documents")
        assert "上篇" in row["text"]
        assert "下篇" in row["text"]
