"""A host that says for how long it wants no requests: nothing more is asked of it until then; real HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from crawling import asked, configured, crawl, listing, opened
from served import article, serve, texts

from scraper import checkups, jobs
from scraper.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from scraper.config import Config
    from scraper.report import Report


def busy(server: HTTPServer, path: str) -> None:
    """Answer that the host wants no requests for an hour."""
    serve(server, path, "", 503, **{"Retry-After": "3600"})


def an_hour_later(folder: Path) -> None:
    with opened(folder) as desk, desk.library.transaction() as connection:
        connection.execute("UPDATE hosts SET hold_until = NULL")
        connection.execute("UPDATE frontier SET next_at = '' WHERE next_at <> ''")
        connection.execute("UPDATE pages SET next_at = '2020-01-01T00:00:00Z'")


def bring_in(folder: Path, config: Config, *urls: str) -> Report:
    with opened(folder) as desk:
        return asyncio.run(jobs.bring_in(config, desk, [Source(url) for url in urls]))


def everything(server: HTTPServer) -> list[str]:
    return [request.path for request, _ in server.log]


def publish(server: HTTPServer, *paths: str) -> None:
    for path in paths:
        serve(server, path, article(path))


def test_a_robots_txt_that_asks_for_a_wait_is_not_asked_again_before(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    busy(httpserver, "/robots.txt")
    for _ in range(2):
        crawl(tmp_path, config)
        assert everything(httpserver) == ["/robots.txt"]


def test_what_an_import_was_told_holds_for_what_comes_after_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    busy(httpserver, "/z/10.html")
    publish(httpserver, "/z/20.html")
    urls = [httpserver.url_for(f"/z/{n}.html") for n in (10, 20)]
    bring_in(tmp_path, config, *urls)
    bring_in(tmp_path, config, urls[1])
    crawl(tmp_path, config)
    assert everything(httpserver) == ["/robots.txt", "/z/10.html"]


def test_the_host_that_a_redirect_leads_to_is_the_one_that_is_held(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    other = f"http://127.0.0.1:{httpserver.port}"
    private = (f"localhost:{httpserver.port}", f"127.0.0.1:{httpserver.port}")
    how = replace(config.crawl, allow_private=private)
    starts = (httpserver.url_for("/"), f"{other}/b/")
    config = replace(config, sites=(replace(config.sites[0], start=starts, settings=how),))
    serve(httpserver, "/", listing("/z/10.html", "/z/20.html"))
    serve(httpserver, "/b/", "<p>暂无内容</p>")
    serve(httpserver, "/z/10.html", "", 302, Location=f"{other}/z/11.html")
    busy(httpserver, "/z/11.html")
    publish(httpserver, "/z/20.html")
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/z/20.html"}
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert set(asked(httpserver)) <= {"/", "/z/20.html"}


@pytest.mark.parametrize("path", ["/zw/", "/feed.xml"])
def test_a_list_or_feed_that_stops_its_host_each_time_is_asked_last(
    tmp_path: Path, httpserver: HTTPServer, path: str
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/z/{n}0.html" for n in range(1, 6)]
    publish(httpserver, *paths)
    named = f"Sitemap: {httpserver.url_for(path)}" if path == "/feed.xml" else ""
    serve(httpserver, "/robots.txt", named)
    busy(httpserver, path)
    more = "<a href='/zw/'>政务文件</a>" if not named else ""
    for shown in (paths[3:], paths, paths):
        serve(httpserver, "/", listing(*shown) + more)
        crawl(tmp_path, config)
        an_hour_later(tmp_path)
    assert asked(httpserver)[-1] == path
    assert set(texts(tmp_path)) == set(paths)


@pytest.mark.parametrize("stored", [True, False])
def test_an_article_that_stops_its_host_each_time_is_asked_after_what_is_looked_at_again(
    tmp_path: Path, httpserver: HTTPServer, *, stored: bool
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/z/{n}0.html" for n in range(1, 20)]
    serve(httpserver, "/", listing(*paths))
    publish(httpserver, *paths)
    if stored:
        crawl(tmp_path, config)
        an_hour_later(tmp_path)
    busy(httpserver, paths[0])
    for _ in range(3):
        httpserver.clear_log()
        crawl(tmp_path, config)
        an_hour_later(tmp_path)
    articles = [path for path in asked(httpserver) if path in paths]
    assert len(articles) > 3
    assert articles[-1] == paths[0]
    assert articles.count(paths[0]) == 1


def test_a_run_that_a_host_ends_or_does_not_let_begin_says_so(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/a/", "/b/")
    for site in "ab":
        paths = [f"/{site}/{n}0.html" for n in range(1, 6)]
        serve(httpserver, f"/{site}/", listing(*paths))
        publish(httpserver, *paths)
    busy(httpserver, "/a/20.html")
    told = [crawl(tmp_path, config) for _ in range(2)]
    assert [report.exit_code for report in told] == [1, 0]
    assert told[1].requests == 0
    for report in told:
        assert len(report.notes) == 2
        assert all("asks for no requests until" in note for note in report.notes)
    with opened(tmp_path) as desk:
        assert checkups.last_walk(desk.library, "/a/") is None  # so `every` does not count them
    assert asked(httpserver)[-1] == "/a/20.html"
