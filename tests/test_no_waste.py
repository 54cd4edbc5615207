"""Requests that look like waste and alone lead to documents, or to the rest of one; real HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl
from served import HTML, article, serve, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def _items(paths: Iterable[str]) -> str:
    items = (
        f"<li><a href='{one}'>关于做好第{n}项工作的通知</a></li>" for n, one in enumerate(paths)
    )
    return f"<ul>{''.join(items)}</ul>"


def _articles(server: HTTPServer, count: int, tail: str = "") -> list[str]:
    paths = [f"/z/{number}.html" for number in range(1001, 1001 + count)]
    for path in paths:
        serve(server, path, article(path, tail))
    return paths


@pytest.mark.parametrize("pages", [3, 4])
def test_a_list_whose_pages_are_numbered_backwards_is_walked_to_its_oldest(
    tmp_path: Path, httpserver: HTTPServer, pages: int
) -> None:
    paths = _articles(httpserver, 6 * pages)
    names = ["/zx/", *(f"/zx/index_{number}.html" for number in range(pages - 1, 0, -1))]
    for at, name in enumerate(names):
        turn = f"<a href='{names[at + 1]}'>下一页</a>" if at + 1 < pages else ""
        ends = f"<a href='/zx/'>首页</a><a href='{names[-1]}'>尾页</a>"
        serve(httpserver, name, _items(paths[6 * at : 6 * at + 6]) + turn + ends)
    serve(httpserver, "/", "<a href='/zx/'>政务文件</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)


@pytest.mark.parametrize("ends", [True, False])
def test_the_first_page_of_a_list_is_asked_for_where_only_a_short_last_one_follows_its_entrance(
    tmp_path: Path, httpserver: HTTPServer, *, ends: bool
) -> None:
    paths = _articles(httpserver, 23)
    numbers = "".join(f"<a href='/zx/index_{n}.html'>{n}</a>" for n in (1, 2))
    turn = "<a href='/zx/index_2.html'>下一页</a>"
    shown = {"": paths[:5], "index_1.html": paths[:20], "index_2.html": paths[20:]}
    for name, own in shown.items():
        after = "" if ends else "<a href='/zx/index_3.html'>下一页</a>"
        serve(httpserver, f"/zx/{name}", _items(own) + numbers + (after if "2" in name else turn))
    serve(httpserver, "/zx/index_3.html", numbers)
    serve(httpserver, "/", "<a href='/zx/'>政务文件</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)


@pytest.mark.parametrize(
    "line",
    ["考号{page}{row}7，成绩{score}分", "{row}号企业完成产值{score}万元，增长{page}.{row}个百分点"],
)
def test_the_pages_of_a_table_that_differ_in_their_numbers_alone_are_all_asked_for(
    tmp_path: Path, httpserver: HTTPServer, line: str
) -> None:
    def answer(request: Request) -> Response:
        page = int(request.path.partition("_")[2].removesuffix(".html") or 1)
        rows = (line.format(page=page, row=row, score=page * 37 + row * row) for row in range(30))
        turn = f"<a href='1001_{page + 1}.html'>下一页</a>" if page < 8 else ""
        title = "关于公布年度统计结果的通知"
        body = "".join(f"<p>{row}</p>" for row in rows)
        text = f"<title>{title}</title><h1>{title}</h1>{body}{turn}"
        return Response(text, content_type=HTML)

    httpserver.expect_request(re.compile("/z/.*")).respond_with_handler(answer)
    serve(httpserver, "/", _items(["/z/1001.html"]))
    crawl(tmp_path, configured(httpserver, "/"))
    assert any("1001_8" in request.path for request, _ in httpserver.log)


@pytest.mark.parametrize("form", ["/view.php?sid={}", "/index.php?a=show&lm=3&sid={}"])
def test_a_number_in_letters_and_digits_is_a_documents_own_where_no_board_is(
    tmp_path: Path, httpserver: HTTPServer, form: str
) -> None:
    paths = [form.format(f"{n}k{chr(97 + n)}X{n}z") for n in range(9)]

    def answer(request: Request) -> Response:
        return Response(article(request.args.get("sid", "没有")), content_type=HTML)

    httpserver.expect_request(form.partition("?")[0]).respond_with_handler(answer)
    serve(httpserver, "/", _items(paths))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)


@pytest.mark.parametrize(
    ("section", "form"),
    [
        ("/comment/", "/comment/2026/{}.html"),
        ("/comments/", "/comments/c_{}.htm"),
        ("/", "/show?id={}&m=history"),
        ("/", "/show?id={}&mod=comment"),
    ],
)
def test_a_section_may_be_called_as_a_service_is_and_what_readers_say_is_not_asked_for(
    tmp_path: Path, httpserver: HTTPServer, section: str, form: str
) -> None:
    paths = [form.format(number) for number in range(1001, 1021)]

    def answer(request: Request) -> Response:
        number = re.search(r"10\d\d", request.full_path)
        page = request.args.get("page", "1")
        own = paths[:10] if page == "1" else paths[10:]
        turn = f"<a href='{section}?page=2'>下一页</a>" if page == "1" else ""
        beside = f"<a href='/comment/a{number[0]}.html'>我来评论(3)</a>" if number else ""
        text = article(number[0], beside) if number else _items(own) + turn
        return Response(text, content_type=HTML)

    if section != "/":
        serve(httpserver, "/", f"<nav><a href='{section}'>时评</a></nav>")
    httpserver.expect_request(re.compile("/(comment|show|$).*")).respond_with_handler(answer)
    crawl(tmp_path, configured(httpserver, "/"))
    assert not any("/comment/a" in request.path for request, _ in httpserver.log)
    assert set(texts(tmp_path)) == set(paths)


@pytest.mark.parametrize("form", ["/archives/{}/{:02}/", "/{}/{}/", "/date/{}-{:02}.html"])
def test_months_that_nothing_else_shows_are_asked_for_behind_those_known_from_the_lists(
    tmp_path: Path, httpserver: HTTPServer, form: str
) -> None:
    months = [form.format(year, month) for year in (2026, 2025) for month in range(12, 0, -1)]
    box = "".join(f"<a href='{month}'>{n}月归档</a>" for n, month in enumerate(months))
    paths = _articles(httpserver, 2 * len(months), f"<div>{box}</div>")
    for n, month in enumerate(months):
        turn = f"<a href='{month}page/2/'>下一页</a>" if month.endswith("/") else ""
        own = paths[2 * n : 2 * n + 1 + (not turn)]
        serve(httpserver, month, _items(own) + box + turn)
        serve(httpserver, f"{month}page/2/", _items(paths[2 * n + 1 : 2 * n + 2]) + box)
    serve(httpserver, "/", f"<a href='/lm/'>政务文件</a>{box}")
    serve(httpserver, "/lm/", _items(paths[:30]))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)


def test_feeds_at_addresses_of_lists_are_all_asked_for_while_they_bring_articles(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = _articles(httpserver, 48)

    def answer(request: Request) -> Response:
        at = 3 * int(request.args["cat"])
        links = (httpserver.url_for(one) for one in paths[at : at + 3])
        items = "".join(f"<item><title>通知</title><link>{one}</link></item>" for one in links)
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>"
        return Response(feed, content_type="text/xml")

    httpserver.expect_request("/out.php").respond_with_handler(answer)
    serve(httpserver, "/", "".join(f"<a href='/out.php?cat={n}'>政务文件</a>" for n in range(15)))
    config = configured(httpserver, "/")
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == set(paths[:45])
    serve(httpserver, "/", "".join(f"<a href='/out.php?cat={n}'>政务文件</a>" for n in range(16)))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == set(paths)


def test_the_issues_that_each_article_leads_to_are_asked_for_although_the_newest_are_known(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = [f"/z/{number}.html" for number in range(1000, 1060)]
    issues = {f"/ben/list_{n}.html": paths[5 * n : 5 * n + 5] for n in range(12)}
    for issue, own in issues.items():
        serve(httpserver, issue, _items(own))
        for path in own:
            serve(httpserver, path, article(path, f"<div><a href='{issue}'>查看本期</a></div>"))
    serve(httpserver, "/", "<a href='/lm/'>政务文件</a>")
    serve(httpserver, "/lm/", _items(paths[:25] + paths[25::5]))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)


def test_a_section_of_what_readers_wrote_is_walked_and_each_articles_own_page_of_it_is_not(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = _articles(httpserver, 12, "<a href='/wp/12/'>网友评论</a>")
    serve(httpserver, "/", f"<nav><a href='/wp/'>网友评论</a></nav>{_items(paths[:3])}")
    serve(httpserver, "/wp/", _items(paths))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert not any(request.path == "/wp/12/" for request, _ in httpserver.log)
