"""A document whose address leads to another one is one document still, under the new address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, listing, opened
from served import article, serve, texts
from test_identity import A, keep, page

from scraper import identity
from scraper.walk import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def kept(folder: Path) -> list[str]:
    with opened(folder) as desk:
        rows = desk.library.rows("SELECT url FROM documents ORDER BY id")
    return [row["url"].removeprefix(A) for row in rows]


def test_the_older_row_stays_and_takes_the_new_address(tmp_path: Path) -> None:
    keep(tmp_path, page("/jiu/1.html"), page("/z/a.html"))
    with opened(tmp_path) as desk:
        library = desk.library
        identity.alias(library, f"{A}/jiu/1.html?b=2", f"{A}/jiu/1.html")
        identity.move(library, f"{A}/jiu/1.html", f"{A}/z/a.html")
        (row,) = library.rows("SELECT id, url, host FROM documents")
        assert (row["id"], row["url"], row["host"]) == (1, f"{A}/z/a.html", "www.a.example")
        for other in ("/jiu/1.html", "/jiu/1.html?b=2"):
            assert identity.target(library, A + other) == f"{A}/z/a.html"


def test_what_says_something_else_is_not_the_same_document(tmp_path: Path) -> None:
    keep(tmp_path, page("/jiu/1.html"), page("/z/a.html", "招商"))
    with opened(tmp_path) as desk:
        identity.move(desk.library, f"{A}/jiu/1.html", f"{A}/z/a.html")
        identity.move(desk.library, f"{A}/jiu/1.html", f"{A}/z/b.html", "另一篇文章。")
        assert not identity.is_alias(desk.library, f"{A}/jiu/1.html")
    assert kept(tmp_path) == ["/jiu/1.html", "/z/a.html"]


@pytest.mark.parametrize("listed", ["old", "new"])
def test_an_article_that_moves_between_two_runs_is_one_row(
    tmp_path: Path, httpserver: HTTPServer, listed: str
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/jiu/x10.html"))
    serve(httpserver, "/jiu/x10.html", article("防汛"))
    crawl(tmp_path, config)
    serve(httpserver, "/", listing("/jiu/x10.html" if listed == "old" else "/xin/y77.html"))
    serve(httpserver, "/jiu/x10.html", "", 301, Location="/xin/y77.html")
    serve(httpserver, "/xin/y77.html", article("防汛"))
    crawl(tmp_path, config, Limits(full=listed == "old"))
    assert texts(tmp_path) == {"/xin/y77.html": ("防汛", False)}
    with opened(tmp_path) as desk:
        (row,) = desk.library.rows("SELECT id FROM documents")
        assert row["id"] == 1


def test_a_sitemap_that_names_the_old_address_for_ever_does_not_keep_the_old_row(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/", "/zt/")
    serve(httpserver, "/zt/", listing("/jiu/x10.html"))
    serve(httpserver, "/", listing("/jiu/x10.html"))
    serve(httpserver, "/jiu/x10.html", article("防汛"))
    crawl(tmp_path, config)
    serve(httpserver, "/", listing("/xin/y77.html"))  # the other page names it as before
    serve(httpserver, "/jiu/x10.html", "", 301, Location="/xin/y77.html")
    serve(httpserver, "/xin/y77.html", article("防汛"))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/xin/y77.html"}
