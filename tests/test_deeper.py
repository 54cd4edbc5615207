"""What a site puts on the later pages of its lists, where the first ones say nothing of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from crawling import asked, configured, crawl, opened
from served import HTML, article, serve, texts
from werkzeug import Request, Response

from scraper import deeper, frontier, linked
from scraper.frontier import Kind
from scraper.linked import NEXT_PAGE, Lead

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

_LISTS = ("ldjh", "tzgg", "zcwj")
_SIZE, _PAGES = 6, 5


def _put(server: HTTPServer, folder: str, paths: list[str]) -> None:
    """Serve a list page by page, each naming the next one."""
    pages = [paths[at : at + _SIZE] for at in range(0, len(paths), _SIZE)]
    for n, page in enumerate(pages, 1):
        name = f"/{folder}/" if n == 1 else f"/{folder}/index_{n}.html"
        more = f"<a href='/{folder}/index_{n + 1}.html'>下一页</a>" if n < len(pages) else ""
        items = (f"<li><a href='{path}'>关于做好{path[1:-5]}工作的通知</a></li>" for path in page)
        serve(server, name, f"<ul>{''.join(items)}</ul>{more}")


def _build(server: HTTPServer) -> dict[str, list[str]]:
    lists = {
        folder: [f"/{folder}/{100 + n}.html" for n in range(_SIZE * _PAGES)] for folder in _LISTS
    }
    for folder, paths in lists.items():
        for path in paths:
            serve(server, path, article(path))
        _put(server, folder, paths)
    serve(server, "/", "".join(f"<a href='/{one}/'>栏目列表</a>" for one in _LISTS))
    return lists


def test_what_is_put_on_a_later_page_is_found_within_a_few_cheap_runs(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    lists = _build(httpserver)
    crawl(tmp_path, config)
    first = len(httpserver.log)
    put = {"ldjh": 7, "tzgg": 16, "zcwj": 28}  # on the second, the third, the last page
    for folder, at in put.items():
        new = f"/{folder}/900.html"
        serve(httpserver, new, article(f"新{folder}"))
        _put(httpserver, folder, [*lists[folder][:at], new, *lists[folder][at:]])
    found = []
    for _ in range(2):
        httpserver.clear_log()
        crawl(tmp_path, config)
        assert len(httpserver.log) <= (first + len(_LISTS)) * 0.35  # a walk over what is there now
        found.append({one for one in put if f"/{one}/900.html" in texts(tmp_path)})
    assert found == [{"ldjh", "tzgg"}, set(put)]


def test_all_lists_with_news_are_walked_in_a_third_of_the_requests(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    lists = _build(httpserver)
    crawl(tmp_path, config)
    first = len(httpserver.log)
    for folder, paths in lists.items():
        serve(httpserver, f"/{folder}/900.html", article(f"新{folder}"))
        _put(httpserver, folder, [f"/{folder}/900.html", *paths])
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert len(httpserver.log) <= (first + len(_LISTS)) * 0.35  # a walk over what is there now
    assert {f"/{one}/900.html" for one in _LISTS} <= set(texts(tmp_path))


def test_what_is_pushed_to_a_page_that_is_not_asked_is_in_no_doubt(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    lists = _build(httpserver)
    for _ in range(9):  # stored, and looked at again
        crawl(tmp_path, config)
    paths = lists["ldjh"]
    serve(httpserver, "/ldjh/900.html", article("新"))
    _put(httpserver, "ldjh", ["/ldjh/900.html", *paths])
    httpserver.clear_log()
    crawl(tmp_path, config)
    articles = {
        path for path in asked(httpserver) if path.startswith("/ldjh/") and "index" not in path
    }
    assert articles - {"/ldjh/"} == {"/ldjh/900.html"}


def test_a_list_whose_pages_never_end_is_asked_for_a_few_of_them_in_each_run(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/z/{n}.html" for n in range(100, 120)]
    for path in paths:
        serve(httpserver, path, article(path))

    def answer(request: Request) -> Response:
        n = int(request.args.get("page", "1"))
        page = paths[(n - 1) * 5 : n * 5] or paths[-5:]
        items = "".join(
            f"<li><a href='{path}'>关于做好{path[3:6]}项工作的通知</a></li>" for path in page
        )
        return Response(f"{items}<a href='/list?page={n + 1}'>下一页</a>{n}", content_type=HTML)

    for path in ("/", "/list"):
        httpserver.expect_request(path).respond_with_handler(answer)
    for _ in range(4):
        httpserver.clear_log()
        crawl(tmp_path, config)
        assert asked(httpserver).count("/list") <= 8
    assert len(texts(tmp_path)) == len(paths)


@pytest.mark.parametrize("form", ["/zw/index_{}.html", "/zw/?page={}"])
def test_news_of_many_pages_is_found_at_once_where_number_1_is_the_first_page_again(
    tmp_path: Path, httpserver: HTTPServer, form: str
) -> None:
    pages = [form.format(n) for n in range(1, 10)]
    bar = "".join(f"<a href='{page}'>{n}</a>" for n, page in enumerate(pages, 1))
    paths = [f"/z/{n}00.html" for n in range(15, 33)]
    news = [f"/z/{n}00.html" for n in range(10, 15)]
    for path in (*paths, *news):
        serve(httpserver, path, article(path))

    def answer(request: Request) -> Response:
        path = request.full_path.strip("?")
        at = pages.index(path) if path in pages else 0
        items = "".join(
            f"<li><a href='{one}'>关于做好{one[3:-5]}工作的通知</a></li>"
            for one in paths[2 * at : 2 * at + 2]
        )
        return Response(f"<ul>{items}</ul>{bar}", content_type=HTML)

    config = configured(httpserver, "/")
    serve(httpserver, "/", "<a href='/zw/'>政务文件</a>")
    httpserver.expect_request(re.compile("/zw/.*")).respond_with_handler(answer)
    for _ in range(3):
        crawl(tmp_path, config)
    paths[:0] = news
    crawl(tmp_path, config)
    assert set(news) <= set(texts(tmp_path))


def test_a_list_is_torn_where_this_run_does_not_ask_for_its_next_page(tmp_path: Path) -> None:
    first, second = "http://a.example/zw/", "http://a.example/zw/index_2.html"
    with opened(tmp_path) as desk:
        library = desk.library
        frontier.add(library, [first, second], Kind.LISTING, "甲")
        linked.note(library, first, [Lead(second, Kind.LISTING, NEXT_PAGE)], 1)
        assert deeper.torn(library, [first], 2) == {first}
        assert deeper.torn(library, [first, second], 2) == set()
        with library.transaction() as connection:
            connection.execute("UPDATE frontier SET asked_in = 2 WHERE url = ?", (second,))
        assert deeper.torn(library, [first], 2) == set()  # it came with news


def test_lists_that_robots_txt_forbade_for_a_day_are_asked_when_it_lets(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    lists = _build(httpserver)
    crawl(tmp_path, config)
    for body, status in (("User-agent: *\nDisallow: /", 200), ("", 404)):
        with opened(tmp_path) as desk, desk.library.transaction() as connection:
            connection.execute("UPDATE hosts SET robots_fetched_at = '2020-01-01T00:00:00Z'")
        serve(httpserver, "/robots.txt", body, status)
        httpserver.clear_log()
        if status == 200:
            crawl(tmp_path, config)
            assert asked(httpserver) == ["/robots.txt"]
    for folder in _LISTS:
        serve(httpserver, f"/{folder}/900.html", article(f"新{folder}"))
        _put(httpserver, folder, [f"/{folder}/900.html", *lists[folder]])
    assert crawl(tmp_path, config).new == len(_LISTS)
