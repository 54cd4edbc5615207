"""The jobs themselves: what is asked, what is kept, what a report says; real HTTP, real files."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from crawling import ARTICLE, SHELL, asked, configured, crawl, listing, opened, serve

from cleaners import Page
from scraper import demo, frontier, jobs, search, sources
from scraper.errors import FetchError, StoreError, UsageError
from scraper.reclean import reclean
from scraper.report import Outcome
from scraper.urls import host
from scraper.walk import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def test_links_off_the_site_are_never_asked(tmp_path: Path, httpserver: HTTPServer) -> None:
    away = f"http://127.0.0.1:{httpserver.port}/zongjie/2002.html"  # another host name
    serve(httpserver, "/", listing("/zongjie/2002.html", away))
    serve(httpserver, "/zongjie/2002.html", ARTICLE)
    report = crawl(tmp_path, configured(httpserver, "/"))
    assert (report.new, report.failed) == (1, ())
    assert asked(httpserver).count("/zongjie/2002.html") == 1


def test_listings_that_link_in_a_circle_are_asked_once_a_run(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, "/", listing("/a/", "/zongjie/2002.html"))
    serve(httpserver, "/a/", listing("/", "/b/"))
    serve(httpserver, "/b/", listing("/a/", "/b/"))
    serve(httpserver, "/zongjie/2002.html", ARTICLE)
    crawl(tmp_path, configured(httpserver, "/"))
    assert sorted(asked(httpserver)) == ["/", "/a/", "/b/", "/robots.txt", "/zongjie/2002.html"]


def test_a_bad_answer_never_overwrites_and_a_304_never_vouches_for_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, "/", listing("/zongjie/2002.html"))
    serve(httpserver, "/zongjie/2002.html", ARTICLE, ETag='"good"')
    config = configured(httpserver, "/")
    assert crawl(tmp_path, config).new == 1
    httpserver.clear()
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    serve(httpserver, "/", listing("/zongjie/2002.html"))
    serve(httpserver, "/zongjie/2002.html", SHELL, ETag='"bad"')
    report = crawl(tmp_path, config, Limits(full=True))
    assert [miss.url for miss in report.failed] == [httpserver.url_for("/zongjie/2002.html")]
    assert report.exit_code == 1
    with opened(tmp_path) as desk:
        stored = search.get(desk.library, 1)
        assert stored is not None
        assert "油茶" in stored.document.text
        assert desk.validators(stored.document.url) == ("", "")
        assert desk.archive.get(stored.page_hash) == ARTICLE


def test_a_host_that_fails_is_left_and_its_pages_stay_due(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = [f"/zongjie/{n}.html" for n in range(3001, 3009)]
    config = configured(httpserver, "/")
    once = httpserver.expect_oneshot_request("/")
    once.respond_with_data(listing(*paths), content_type="text/html")
    for path in ("/", *paths):
        httpserver.expect_request(path).respond_with_data("", status=500)
    report = crawl(tmp_path, config)
    assert asked(httpserver)[-1] == "/"  # is it the host, or these pages only?
    assert len(report.failed) == 3
    assert any("next run" in note for note in report.notes)
    assert report.exit_code == 1
    with opened(tmp_path) as desk:
        due = frontier.due(desk.library, datetime.now(UTC) + timedelta(seconds=1))
        articles = {task.url for task in due if task.kind is frontier.Kind.ARTICLE}
        assert articles == {httpserver.url_for(path) for path in paths}


def test_pages_that_fail_on_a_host_that_answers_are_each_asked(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = [f"/zongjie/{n}.html" for n in range(3001, 3009)]
    serve(httpserver, "/", listing(*paths))
    for path in paths[:-1]:
        httpserver.expect_request(path).respond_with_data("", status=500)
    serve(httpserver, paths[-1], ARTICLE)
    report = crawl(tmp_path, configured(httpserver, "/"))
    assert (report.new, len(report.failed), report.notes) == (1, 7, ())
    assert asked(httpserver).count("/") == 3  # after every third failure


def test_a_host_that_fails_now_and_then_is_not_left(tmp_path: Path, httpserver: HTTPServer) -> None:
    paths = [f"/zongjie/{n}.html" for n in range(3001, 3006)]
    serve(httpserver, "/", listing(*paths))
    for path in paths:
        if path.endswith("3003.html"):
            serve(httpserver, path, ARTICLE)
        else:
            httpserver.expect_request(path).respond_with_data("", status=500)
    report = crawl(tmp_path, configured(httpserver, "/"))
    assert (report.new, len(report.failed), report.notes) == (1, 4, ())


@pytest.mark.slow
def test_one_host_in_two_sites_keeps_one_pace(tmp_path: Path, httpserver: HTTPServer) -> None:
    for path in ("/a/", "/b/"):
        serve(httpserver, path, listing())
    began = time.monotonic()
    crawl(tmp_path, configured(httpserver, "/a/", "/b/", delay=0.5))
    assert time.monotonic() - began >= 1.0  # robots.txt, /a/, /b/: two pauses at least


def test_an_interrupted_crawl_goes_on_where_it_was(tmp_path: Path, httpserver: HTTPServer) -> None:
    paths = ["/zongjie/2001.html", "/zongjie/2002.html", "/zongjie/2003.html"]
    serve(httpserver, "/", listing(*paths))
    for path in paths:
        serve(httpserver, path, demo.pages()[path])
    config = configured(httpserver, "/")
    with opened(tmp_path) as desk:  # a run that died: one article leased, nothing stored
        run = desk.library.start_run("crawl", datetime.now(UTC))
        url = httpserver.url_for(paths[0])
        frontier.add(desk.library, [url], frontier.Kind.ARTICLE, "/")
        assert frontier.lease(desk.library, run, host(url), datetime.now(UTC))
    assert crawl(tmp_path, config).new == 3
    assert asked(httpserver).count(paths[0]) == 1


def test_an_error_of_the_library_ends_the_crawl_as_itself(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, "/", listing("/zongjie/2002.html"))
    serve(httpserver, "/zongjie/2002.html", ARTICLE)
    with opened(tmp_path) as desk:
        desk.archive.close()
        with pytest.raises((StoreError, sqlite3.ProgrammingError)):
            asyncio.run(jobs.crawl(configured(httpserver, "/"), desk))
        assert search.status(desk.library).runs[0].exit_code in {1, 74}


def test_import_keeps_going_and_counts_each_source(tmp_path: Path, httpserver: HTTPServer) -> None:
    (tmp_path / "a.html").write_bytes(ARTICLE)
    serve(httpserver, "/zongjie/2001.html", demo.pages()["/zongjie/2001.html"])
    httpserver.expect_request("/gone.html").respond_with_data("", status=404)
    config = configured(httpserver)
    wanted = [
        *sources.named([str(tmp_path / "a.html")]),
        *sources.listed(
            [httpserver.url_for("/zongjie/2001.html"), "/no/such/file", "ftp://a.example/"]
        ),
        *sources.named([httpserver.url_for("/gone.html")]),
    ]
    with opened(tmp_path) as desk:
        report = asyncio.run(jobs.bring_in(config, desk, wanted))
        assert report.new == 2
        assert sorted(miss.code for miss in report.failed) == ["http-404", "source", "source"]
        assert {f.code for f in search.failures(desk.library)} == {"http-404", "source"}


@pytest.mark.slow
def test_reclean_moves_only_what_new_rules_change(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        for n in (1, 2):
            body = ARTICLE.replace("2025年".encode(), f"202{n}年".encode())
            page = Page(f"https://www.example.com/{n}.html", body, "text/html")
            desk.keep(desk.read(page), None)
        with desk.library.transaction() as connection:
            connection.execute("UPDATE documents SET rules_version = 'old'")
            connection.execute("UPDATE documents SET text = text || '会员专享' WHERE id = 2")
    with opened(tmp_path) as desk:
        dry = asyncio.run(reclean(desk, dry_run=True))
        assert (dry.changed, dry.unchanged) == (1, 1)
        assert search.get(desk.library, 2).document.text.endswith("会员专享")  # type: ignore[union-attr]
    with opened(tmp_path) as desk:
        done = asyncio.run(reclean(desk))
        assert (done.changed, done.unchanged) == (1, 1)
        assert not search.get(desk.library, 2).document.text.endswith("会员专享")  # type: ignore[union-attr]
        assert search.status(desk.library).versions == 1
    with opened(tmp_path) as desk:
        assert asyncio.run(reclean(desk)).stored == 0


def test_the_watch_is_told_of_every_page(tmp_path: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, "/", listing("/zongjie/2002.html", "/zongjie/404.html"))
    serve(httpserver, "/zongjie/2002.html", ARTICLE)
    httpserver.expect_request("/zongjie/404.html").respond_with_data("", status=404)
    told: list[tuple[str, Outcome]] = []
    with opened(tmp_path) as desk:
        desk.watch = lambda url, outcome, _note: told.append((url, outcome))
        asyncio.run(jobs.crawl(configured(httpserver, "/"), desk))
    assert [outcome for _, outcome in told] == [Outcome.LISTING, Outcome.NEW, Outcome.FAILED]


@pytest.mark.parametrize(
    "line", ["no/such", "mailto:a@b.example", "javascript:x()", "//a.example/"]
)
def test_a_line_that_is_no_source_is_an_error_of_its_own(line: str) -> None:
    (found,) = sources.listed([line])
    assert isinstance(found, FetchError)
    with pytest.raises(UsageError):
        sources.named([line])


def test_a_file_is_read_within_bounds(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"x" * 101)
    with pytest.raises(FetchError) as caught:
        sources.read(sources.Source("", file), 100)
    assert caught.value.code == "too-large"
    assert sources.read(sources.Source("", file), 101).content_type == "text/html"
