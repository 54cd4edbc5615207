"""Articles that a site has under several addresses: in two columns, and with a parameter that makes no odds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import asked, configured, crawl
from served import HTML, article, serve, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

NUMBERS = range(48001, 48013)


def _titles(addresses: list[str]) -> str:
    items = (
        f"<li><a href='{url}'>关于做好第{url[-9:-5]}项工作的通知</a></li>" for url in addresses
    )
    return f"<ul>{''.join(items)}</ul>"


def test_an_article_in_two_columns_is_one_document_and_soon_asked_for_once(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", "<a href='/col/col12/'>政策文件</a><a href='/col/col10/'>最新公开</a>")
    for column in (12, 10):
        urls = [f"/art/2026/3/5/art_{column}_{number}.html" for number in NUMBERS]
        serve(httpserver, f"/col/col{column}/", _titles(urls))
        for number, url in zip(NUMBERS, urls, strict=True):
            serve(httpserver, url, article(f"第{number}项"))
    crawl(tmp_path, config)
    assert sorted(texts(tmp_path)) == [f"/art/2026/3/5/art_12_{number}.html" for number in NUMBERS]
    assert sum("art_10_" in path for path in asked(httpserver)) == 3
    again = crawl(tmp_path, config)
    assert (again.new, again.gone) == (0, 0)


def test_an_article_that_leaves_one_of_its_columns_is_kept_under_the_other(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", "<a href='/col/col12/'>政策文件</a><a href='/col/col10/'>最新公开</a>")
    urls = {column: [f"/art_{column}_{number}.html" for number in NUMBERS] for column in (12, 10)}
    for column, own in urls.items():
        serve(httpserver, f"/col/col{column}/", _titles(own))
        for number, url in zip(NUMBERS, own, strict=True):
            serve(httpserver, url, article(f"第{number}项"))
    crawl(tmp_path, config)
    serve(httpserver, "/col/col12/", _titles(urls[12][1:]))
    serve(httpserver, urls[12][0], "", 404)
    for _ in range(3):
        crawl(tmp_path, config)
    kept = texts(tmp_path)
    assert sorted(kept) == sorted([urls[10][0], *urls[12][1:]])
    assert not any(gone for _, gone in kept.values())
    assert crawl(tmp_path, config).gone == 0


def test_articles_that_share_the_high_number_of_their_column_are_all_asked_for(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", "<a href='/list_1045.html'>政策文件</a>")
    urls = [f"/show_{number}_1045.html" for number in range(201, 221)]
    serve(httpserver, "/list_1045.html", _titles(urls))
    for at, url in enumerate(urls):
        twice = at in {1, 3, 5}
        serve(httpserver, url, article(f"第{at - twice}项"))
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == len(urls) - 3


def test_the_first_article_of_a_day_has_one_number_in_every_column(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", "<a href='/col/col12/'>政策文件</a><a href='/col/col10/'>最新公开</a>")
    for column in (12, 10):
        urls = [f"/art/art_{column}_202603{day:02}01.html" for day in range(1, 10)]
        serve(httpserver, f"/col/col{column}/", _titles(urls))
        for day, url in enumerate(urls):
            serve(httpserver, url, article(f"第{day}项" if day < 4 else f"第{column}类第{day}项"))
    crawl(tmp_path, config)
    assert sum(path.startswith("/art/") for path in asked(httpserver)) == 18


def _lists(server: HTTPServer) -> None:
    """Let two lists name articles with the number of their section."""
    serve(server, "/", "".join(f"<a href='/list{lm}.aspx'>政策文件</a>" for lm in (3, 4)))
    for lm in (3, 4):
        urls = [f"/show.aspx?lm={lm}&id={number}" for number in NUMBERS if number % 2 == lm % 2]
        serve(server, f"/list{lm}.aspx", _titles(urls))


def test_a_parameter_that_makes_no_odds_keeps_no_document_from_being_looked_at_again(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")

    def answer(request: Request) -> Response:
        number = int(request.args["id"])
        after = f"<p>下一篇：<a href='/show.aspx?id={number + 1}'>关于第{number + 1}项工作的通知</a></p>"
        return Response(
            article(f"第{number}项", after if number + 1 in NUMBERS else ""), content_type=HTML
        )

    httpserver.expect_request("/show.aspx").respond_with_handler(answer)
    _lists(httpserver)
    crawl(tmp_path, config)
    kept = set(texts(tmp_path))
    assert len(kept) == len(NUMBERS)
    asked_for = [request.query_string for request, _ in httpserver.log if request.args.get("id")]
    assert len(asked_for) == len(NUMBERS) + 3  # till it is learnt
    seen = 0
    for _ in range(3):
        report = crawl(tmp_path, config)
        assert report.gone == len(report.skipped) == 0
        seen += report.unchanged
    assert seen >= len(NUMBERS) / 2
    assert set(texts(tmp_path)) == kept


@pytest.mark.parametrize(("name", "leads"), [("wz", True), ("id", True), ("id", False)])
def test_a_category_that_gives_one_of_its_articles_has_others(
    tmp_path: Path, httpserver: HTTPServer, name: str, *, leads: bool
) -> None:
    config = configured(httpserver, "/")
    categories = (1, 2, 3, 4)

    def answer(request: Request) -> Response:
        category = request.args["cat"]
        number = request.args.get(name)
        if leads and number is None:
            return Response("", 302, headers={"Location": f"?cat={category}&{name}={category}00"})
        return Response(article(f"第{number or f'{category}00'}项"), content_type=HTML)

    httpserver.expect_request("/show.php").respond_with_handler(answer)
    newest = "".join(
        f"<li><a href='/show.php?cat={one}'>关于做好第{one}类工作的最新通知</a></li>"
        for one in categories
    )
    lists = "".join(f"<a href='/list{one}.html'>政策文件</a>" for one in categories)
    serve(httpserver, "/", f"<ul>{newest}</ul>{lists}")
    for one in categories:
        urls = [f"/show.php?cat={one}&{name}={one}0{number}" for number in range(6)]
        titles = "".join(f"<li><a href='{u}'>关于做好第{u[-3:]}项工作的通知</a></li>" for u in urls)
        serve(httpserver, f"/list{one}.html", f"<ul>{titles}</ul>")
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == 6 * len(categories)
