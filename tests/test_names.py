"""A site by whatever name it is met: with www. or without, http or https, its old host, its mobile one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from crawling import asked, configured, crawl, listing, opened
from documents import NOON, cleaned
from pytest_httpserver import HTTPServer
from served import article, serve, texts
from test_identity import A, keep, page
from werkzeug import Response

from cleaners import Page
from scraper.config import Config, CrawlSettings, LibraryConfig, SiteConfig
from scraper.jobs import site_of
from scraper.links import links
from scraper.report import Outcome
from scraper.traps import PATIENCE
from scraper.trip import Trip
from scraper.urls import at_home, names, same_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def other() -> Iterator[HTTPServer]:
    """A second host: the same machine, another port."""
    with HTTPServer() as server:
        yield server


def test_a_site_is_one_with_www_and_without_by_http_and_https() -> None:
    assert set(names("https://www.a.example")) == {
        f"{scheme}://{host}"
        for scheme in ("http", "https")
        for host in ("a.example", "www.a.example")
    }
    assert names("http://www.a.example:8080") == (
        "http://www.a.example:8080",
        "http://a.example:8080",
    )
    assert names("http://127.0.0.1:80") == ("http://127.0.0.1:80",)
    assert same_site("https://a.example/1.html", "http://www.a.example/")
    assert not same_site("http://m.a.example/1.html", "http://www.a.example/")


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://a.example/z/1.html?b=2", "https://www.a.example/z/1.html?b=2"),
        ("https://www.a.example/z/1.html", "https://www.a.example/z/1.html"),
        ("https://a.example.org/", "https://a.example.org/"),
        ("https://bbs.a.example/1", "https://bbs.a.example/1"),
    ],
)
def test_a_link_names_the_site_as_its_page_does(url: str, home: str) -> None:
    on = "https://www.a.example/z/"
    assert at_home(url, on) == home
    (link,) = links(Page(on, f"<a href='{url}'>标题</a>".encode(), "text/html"))
    assert link.url == home


def test_a_trip_goes_to_all_names_of_its_start_pages(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        trip = Trip(desk, SiteConfig("甲", ("http://a.example/",)), 1)
        assert trip.in_scope("https://www.a.example/1.html")
        assert not trip.in_scope("https://m.a.example/1.html")


def _both(first: HTTPServer, second: HTTPServer, tmp_path: Path) -> set[str]:
    config = configured(first, "/")
    configured(second, "/")
    ports = tuple(f"{one.host}:{one.port}" for one in (first, second))
    how = replace(config.crawl, allow_private=ports)
    starts = tuple(one.url_for("/") for one in (first, second))
    site = replace(config.sites[0], settings=how, start=starts)
    crawl(tmp_path, replace(config, crawl=how, sites=(site,)))
    return set(texts(tmp_path))


def test_links_lead_from_one_start_pages_host_to_the_others(
    tmp_path: Path, httpserver: HTTPServer, other: HTTPServer
) -> None:
    serve(httpserver, "/", listing(other.url_for("/zw/10.html")))
    serve(other, "/", "<p>正在建设</p>")
    serve(other, "/zw/10.html", article("防汛"))
    assert _both(httpserver, other, tmp_path) == {"/zw/10.html"}


def test_what_an_old_host_is_said_to_have_is_asked_of_the_new_one(
    tmp_path: Path, httpserver: HTTPServer, other: HTTPServer
) -> None:
    paths = [f"/zw/{n}0.html" for n in range(1, 7)]
    old = [other.url_for(path) for path in paths]
    for path in ("/", *paths):
        moved = Response(status=301, headers={"Location": httpserver.url_for(path)})
        other.expect_request(path).respond_with_response(moved)
    serve(httpserver, "/", listing(*old[:3], *paths[3:]))
    for path in paths:
        serve(httpserver, path, article(path))
    assert _both(httpserver, other, tmp_path) == set(paths)
    assert asked(other) == ["/robots.txt", "/"]


def test_what_the_new_host_lacks_is_asked_of_the_old_one(
    tmp_path: Path, httpserver: HTTPServer, other: HTTPServer
) -> None:
    moved = Response(status=301, headers={"Location": httpserver.url_for("/")})
    other.expect_request("/").respond_with_response(moved)
    serve(
        httpserver, "/", listing("/zw/10.html", *map(other.url_for, ("/zw/20.html", "/zw/30.html")))
    )
    serve(httpserver, "/zw/10.html", article("防汛"))
    serve(httpserver, "/zw/20.html", article("植树"))
    serve(httpserver, "/zw/30.html", "", 404)
    serve(other, "/zw/30.html", article("招商"))
    assert _both(httpserver, other, tmp_path) == {"/zw/10.html", "/zw/20.html", "/zw/30.html"}
    assert asked(other) == ["/robots.txt", "/", "/zw/30.html"]


def test_an_old_host_that_kept_nothing_is_not_asked_for_all_that_the_new_one_lacks(
    tmp_path: Path, httpserver: HTTPServer, other: HTTPServer
) -> None:
    moved = Response(status=301, headers={"Location": httpserver.url_for("/")})
    other.expect_request("/").respond_with_response(moved)
    paths = [f"/zw/{n}0.html" for n in range(1, 3 * PATIENCE)]
    serve(httpserver, "/", listing(*paths))
    for path in paths:
        serve(httpserver, path, "", 404)
        serve(other, path, "", 404)
    assert _both(httpserver, other, tmp_path) == set()
    assert len(asked(other)) == 2 + PATIENCE


def test_twins_of_one_path_are_learnt_whatever_the_path_is_called(tmp_path: Path) -> None:
    www, mobile = "https://www.a.example", "https://m.a.example"
    with opened(tmp_path) as desk:
        trip = Trip(desk, SiteConfig("甲", (f"{www}/", f"{mobile}/")), 1)
        for name in ("zw", "xw", "gg", "jh"):
            path = f"/{name}/10.html"
            desk.library.save(cleaned(f"{mobile}{path}"), "h", "v", NOON)
            assert trip.kept_as(f"{www}{path}") == (f"{mobile}{path}" if name == "jh" else "")
            trip.learn(f"{www}{path}", f"{mobile}{path}")
        assert trip.kept_as(f"{www}/jh/20.html") == ""  # nothing of the kind is stored


def test_a_mobile_form_with_paths_of_its_own_is_one_document_with_its_desktop_form(
    tmp_path: Path,
) -> None:
    mobile, desktop = "https://m.a.example/a/2480.html", f"{A}/zw/202610/t20261028_2480.shtml"
    assert keep(
        tmp_path, page(mobile), page(desktop), page(f"{A}/zw/202610/t20261028_2481.shtml")
    ) == [
        (mobile, Outcome.NEW),
        (mobile, Outcome.ALIAS),
        ("/zw/202610/t20261028_2481.shtml", Outcome.NEW),
    ]


def test_an_address_belongs_to_the_site_of_its_name_before_that_of_its_other_name() -> None:
    www, bare, other = (
        SiteConfig(one, (f"https://{one}/",)) for one in ("www.a.example", "a.example", "b.example")
    )
    config = Config(LibraryConfig(), CrawlSettings(), (other, www))
    assert site_of(config, "http://a.example/1.html") is www
    assert site_of(config, "http://m.a.example/1.html") is None
    assert site_of(replace(config, sites=(www, bare)), "https://a.example/1.html") is bare


def test_a_slash_at_the_end_that_makes_no_odds_is_learnt(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    names = [
        f"/p/{one}-{two}" for one in ("chun", "xia", "qiu") for two in ("geng", "zhong", "guan")
    ]
    serve(httpserver, "/", listing(*names, *(f"{name}/" for name in names)))
    for name in names:
        own = f'<link rel="canonical" href="{httpserver.url_for(name)}">'
        for path in (name, f"{name}/"):
            serve(httpserver, path, article(name).replace("<head>", f"<head>{own}"))
    crawl(tmp_path, config)
    assert len(set(texts(tmp_path))) == len(names)
    assert sum(path.startswith("/p/") for path in asked(httpserver)) == len(names) + 3
