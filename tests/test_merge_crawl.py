"""What a crawl remembers, taken into another library: what is due, leased, linked, done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from libraries import DAY, A, keep, merged, opened_in, rows
from yearly import article, crawl, opened, serve

from scraper import frontier, linked, revisits
from scraper.frontier import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


pytestmark = pytest.mark.slow

_LINKS = (
    "SELECT f.url, t.url, said FROM links JOIN frontier f ON f.id = page"
    " JOIN frontier t ON t.id = target ORDER BY 1, 2"
)


def test_what_a_crawl_remembers_goes_along(tmp_path: Path, httpserver: HTTPServer) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    other.mkdir()
    serve(httpserver, {n: article(n) for n in (1, 2, 3)})
    httpserver.expect_request("/jh/4.html").respond_with_data("", status=500)
    crawl(other, httpserver)
    merged(one, other)
    with opened(other) as theirs, opened(one) as ours:
        for sql in (
            "SELECT url, state, kind, site FROM frontier ORDER BY url",
            _LINKS,
            "SELECT url, hash, etag, fetched_at, next_at, interval FROM pages ORDER BY url",
            "SELECT site, verdict, read, lengths FROM site_runs",
            "SELECT command, started_at, new, exit_code, uid FROM runs",
            "SELECT host, robots, robots_fetched_at FROM hosts",
            "SELECT site, full_at FROM walks",
        ):
            rows_of_both = [
                [tuple(row) for row in desk.library.rows(sql)] for desk in (theirs, ours)
            ]
            assert rows_of_both[0] == rows_of_both[1] != [], sql
        assert linked.is_linked(ours.library, httpserver.url_for("/jh/1.html"))
    httpserver.clear_log()
    report = crawl(one, httpserver)
    assert (report.new, report.changed, report.failed) == (0, 0, ())


def test_a_later_crawl_elsewhere_decides_what_is_done(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    url = f"{A}/1.html"
    for folder, hour in ((one, 0), (other, 1)):
        with opened_in(folder) as desk:
            run = desk.library.start_run("crawl", DAY + timedelta(hours=hour))
            frontier.add(desk.library, [url, f"{A}/{hour}"], Kind.ARTICLE, "案牍集")
            assert frontier.lease(desk.library, run, "www.danqing.example", DAY)
            if folder == other:
                frontier.done(desk.library, url)
                desk.library.record_failure(f"{A}/9", "http-500", "no", DAY)
            else:
                frontier.later(desk.library, url)
    merged(one, other)
    assert rows(one, "SELECT state FROM frontier WHERE url LIKE '%1.html'") == [("done",)]
    assert rows(one, "SELECT url FROM failures") == [(f"{A}/9",)]
    merged(other, one)
    assert rows(other, "SELECT state FROM frontier WHERE url LIKE '%1.html'") == [("done",)]


def test_what_a_dead_crawl_had_leased_is_due_or_done(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    keep(other, "/1.html", 1)
    with opened(other) as desk:
        run = desk.library.start_run("crawl", DAY)
        frontier.renew(desk.library, [f"{A}/1.html", f"{A}/2.html"], Kind.ARTICLE, "案牍集")
        for _ in range(2):
            assert frontier.lease(desk.library, run, "www.danqing.example", datetime.now(UTC))
    merged(one, other)
    assert rows(one, "SELECT url, state, leased_by FROM frontier ORDER BY url") == [
        (f"{A}/1.html", "done", None),
        (f"{A}/2.html", "due", None),
    ]


def test_whoever_heard_of_a_page_last_knows_whether_it_is_gone(tmp_path: Path) -> None:
    """No text tells that a page is gone, so its document is as old in the one library as in the other."""
    one, other = tmp_path / "one", tmp_path / "other"
    url, sql = f"{A}/1.html", "SELECT gone_at FROM documents"
    for folder in (one, other):
        keep(folder, "/1.html", 1)
    with opened_in(other) as desk:
        for hour in (1, 2):
            at = DAY + timedelta(hours=hour)
            run = desk.library.start_run("crawl", at)
            revisits.missing(desk.library, url, at, run)
            merged(one, other)
            due = "SELECT next_at FROM pages WHERE missing_in IS NOT NULL"
            assert rows(one, due) == rows(other, due) != []
    gone = rows(other, sql)
    assert rows(one, sql) == gone == [("2026-05-09T14:00:00Z",)]
    for _ in range(2):
        merged(other, one)
        merged(one, other)
        assert rows(one, sql) == rows(other, sql) == gone
    keep(one, "/1.html", 1, day=1)  # it is back
    for _ in range(2):
        merged(one, other)
        merged(other, one)
        assert rows(one, sql) == rows(other, sql) == [(None,)]
