"""A document whose address leads to another one is one document still, under the new address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, listing, opened
from served import article, serve, texts
from test_identity import A, keep, page

from scraper import identity
from scraper.rows import Record
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
        found = desk.read(page("/z/b.html", "植树")).found
        assert isinstance(found, Record)
        identity.move(desk.library, f"{A}/jiu/1.html", f"{A}/z/b.html", found)
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


@pytest.mark.parametrize("known", [True, False])
def test_last_years_notice_that_leads_to_this_years_stays_a_document(
    tmp_path: Path, httpserver: HTTPServer, *, known: bool
) -> None:
    config = configured(httpserver, "/")
    old, new = (_holiday(year) for year in (2024, 2025))
    serve(httpserver, "/", listing("/n/24.html", *(["/n/25.html"] if known else [])))
    serve(httpserver, "/n/24.html", old)
    serve(httpserver, "/n/25.html", new)
    crawl(tmp_path, config)
    serve(httpserver, "/", listing("/n/24.html", "/n/25.html"))
    serve(httpserver, "/n/24.html", "", 301, Location="/n/25.html")
    crawl(tmp_path, config, Limits(full=known))
    with opened(tmp_path) as desk:
        rows = desk.library.rows("SELECT url, title FROM documents ORDER BY url")
    assert [(row["url"][-10:], row["title"]) for row in rows] == [
        (f"/n/{year - 2000}.html", f"{year}年春节值班通知") for year in (2024, 2025)
    ]


def _holiday(year: int) -> str:
    """Return a notice that says each year the same, but for the year."""
    said = "".join(
        f"<p>{n}、值班人员要守好电话，遇到第{n}类急事先报告带班领导，再逐项记入值班簿。</p>"
        for n in range(1, 30)
    )
    title = f"{year}年春节值班通知"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{said}<p>{year}年值班表另发。</p></body></html>"
