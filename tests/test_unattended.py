"""A job nobody watches: killed, stopped, doubled, too early; and what it says about itself."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from command import config, environment, gongwen
from plain_sql import table
from werkzeug import Request, Response
from yearly import NAME, article, configured, crawl, opened, path, serve

from scraper import plan, search
from scraper.cli.reading import _ended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "scraper", "crawl"]


def started(folder: Path, *more: str, **env: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *more],
        cwd=folder,
        env=environment(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    return table(folder / "lib.db", sql)


def until(what: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not what():
        assert time.monotonic() < ends
        time.sleep(0.02)


def asked(server: HTTPServer) -> list[str]:
    return [request.path for request, _ in server.log]


def stored(folder: Path) -> int:
    if not (folder / "lib.db").exists():
        return 0
    try:
        (row,) = rows(folder, "SELECT count(*) FROM documents")
    except sqlite3.OperationalError:  # its tables are just being made
        return 0
    return int(str(row[0]))


def test_a_killed_run_is_closed_by_the_next_with_the_counts_it_had(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 25)})
    config(tmp_path, httpserver.url_for("/"), delay=0.05)
    with started(tmp_path) as process:
        until(lambda: stored(tmp_path) >= 5)
        process.kill()
    documents = stored(tmp_path)
    runs = "SELECT new, listings, finished_at, ended FROM runs ORDER BY id"
    assert rows(tmp_path, runs) == [(documents, 1, None, "")]
    assert gongwen("crawl", cwd=tmp_path).code == 0
    assert rows(tmp_path, "SELECT count(*) FROM frontier WHERE state = 'leased'") == [(0,)]
    (killed, last) = rows(tmp_path, runs)
    assert killed[0] == documents
    assert killed[2]
    assert killed[3] == "interrupted"
    assert last[0] == 24 - documents
    assert "interrupted" in gongwen("status", cwd=tmp_path).out
    twice = {p for p in asked(httpserver) if asked(httpserver).count(p) > 1}
    assert len(twice - {"/", "/robots.txt"}) <= 1  # what was on its way


def test_a_stop_during_a_slow_answer_keeps_all_that_came(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    over = threading.Event()

    def slow(_request: Request) -> Response:
        over.wait(30)
        return Response(b"late", content_type="text/html")

    serve(httpserver, {n: article(n) for n in range(1, 6)})
    httpserver.expect_oneshot_request(path(4)).respond_with_handler(slow)
    config(tmp_path, httpserver.url_for("/"), timeout=20.0)
    metrics = tmp_path / "gongwen.prom"
    try:
        with started(tmp_path, "--metrics", str(metrics)) as process:
            until(lambda: stored(tmp_path) == 3)
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=20)
    finally:
        over.set()
    assert time.monotonic() - began < 10
    assert process.returncode == 128 + signal.SIGTERM
    assert b"Traceback" not in err
    runs = "SELECT new, exit_code, ended FROM runs"
    assert rows(tmp_path, runs) == [(3, 143, "stopped")]
    assert "gongwen_crawl_exit_code 143\n" in metrics.read_text("utf-8")
    serve(httpserver, {n: article(n) for n in range(1, 6)})
    assert gongwen("crawl", cwd=tmp_path).code == 0
    assert stored(tmp_path) == 5


def test_a_stop_does_not_wait_for_a_name_to_be_looked_up(tmp_path: Path) -> None:
    slow = (
        "import socket, time\n"
        "def wait(*_args, **_more):\n"
        "    open('asked', 'w').close()\n"
        "    time.sleep(30)\n"
        "socket.getaddrinfo = wait\n"
    )
    (tmp_path / "sitecustomize.py").write_text(slow, "utf-8")
    config(tmp_path, "http://slow.example:8000/", timeout=60.0)
    where = f"{tmp_path}:{environment()['PYTHONPATH']}"
    with started(tmp_path, PYTHONPATH=where) as process:
        until((tmp_path / "asked").exists)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)
    assert time.monotonic() - began < 10
    assert process.returncode == 128 + signal.SIGTERM


def test_a_second_crawl_says_who_is_at_work(tmp_path: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 99)})
    config(tmp_path, httpserver.url_for("/"), delay=0.6)
    with started(tmp_path) as process:
        until(lambda: stored(tmp_path) >= 1)
        assert gongwen("status", cwd=tmp_path).out.count("at work") == 1
        second = gongwen("crawl", cwd=tmp_path)
        assert (second.code, str(process.pid) in second.err) == (75, True)
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM
    assert rows(tmp_path, "SELECT count(*) FROM runs") == [(1,)]


def test_a_bound_of_time_ends_a_run_and_the_next_goes_on(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 9)})
    config(tmp_path, httpserver.url_for("/"), delay=0.5)
    first = gongwen("crawl", "--max-seconds", "2", cwd=tmp_path)
    assert (first.code, "the time is over" in first.out) == (0, True)
    assert 0 < stored(tmp_path) < 8
    assert rows(tmp_path, "SELECT stopped FROM site_runs WHERE pages = 'all'") == [("time",)]


def test_a_plan_lists_what_is_then_asked_in_order_with_reasons(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 7)})
    config(tmp_path, httpserver.url_for("/"))
    assert gongwen("crawl", "--max-pages", "4", cwd=tmp_path).code == 0
    before = (tmp_path / "lib.db").read_bytes(), rows(tmp_path, "SELECT * FROM frontier")
    httpserver.clear_log()
    planned = gongwen("crawl", "--dry-run", "--json", cwd=tmp_path).json()
    assert asked(httpserver) == []
    assert (before[1], stored(tmp_path)) == (rows(tmp_path, "SELECT * FROM frontier"), 2)
    assert gongwen("crawl", cwd=tmp_path).code == 0
    urls = [one["url"] for one in planned]
    then = [url for p in asked(httpserver) if (url := httpserver.url_for(p)) in urls]
    assert then == urls
    assert planned[0]["why"] == "every run begins here"
    why = {one["why"] for one in planned if one["kind"] == "article"}
    assert why == {f"not stored yet, found on {httpserver.url_for('/')}"}


def test_a_plan_lists_the_stored_pages_that_are_looked_at_again(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 16)})
    config(tmp_path, httpserver.url_for("/"))
    assert gongwen("crawl", cwd=tmp_path).code == 0
    httpserver.clear_log()
    planned = gongwen("crawl", "--dry-run", "--json", cwd=tmp_path).json()
    again = [one["url"] for one in planned if one["kind"] == "again"]
    assert len(again) >= 3
    assert {one["why"] for one in planned if one["kind"] == "again"} == {
        "stored, and not looked at again yet"
    }
    assert gongwen("crawl", cwd=tmp_path).code == 0
    then = [httpserver.url_for(p) for p in asked(httpserver) if p.startswith("/jh/")]
    assert then == again
    with opened(tmp_path) as desk, desk.library.transaction() as connection:
        connection.execute("UPDATE pages SET next_at = '2026-01-01T00:00:00Z' WHERE interval > 0")
    planned = gongwen("crawl", "--dry-run", "--json", cwd=tmp_path).json()
    (why,) = {one["why"] for one in planned if one["url"] in then}
    assert why == "stored; by its own pace due since 2026-01-01T00:00:00Z, every 24 h"


def test_a_site_is_left_out_until_it_is_due(tmp_path: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, {1: article(1)})
    day = timedelta(days=1)
    assert crawl(tmp_path, httpserver, day, scheduled=True).new == 1
    httpserver.clear_log()
    early = crawl(tmp_path, httpserver, day, scheduled=True)
    assert (early.exit_code, early.requests, asked(httpserver)) == (0, 0, [])
    assert [note for note in early.notes if NAME in note and "not due" in note]
    assert crawl(tmp_path, httpserver, day).requests > 0  # asked for by name
    assert crawl(tmp_path, httpserver, None, scheduled=True).requests > 0  # in every run


@pytest.mark.parametrize(("hours", "due"), [(20, False), (23, True), (30, True), (-9999, True)])
def test_a_timer_that_fires_a_little_early_or_whose_clock_was_wrong_finds_its_site_due(
    tmp_path: Path, httpserver: HTTPServer, hours: int, *, due: bool
) -> None:
    serve(httpserver, {1: article(1)})
    crawl(tmp_path, httpserver)
    sites = configured(httpserver, timedelta(days=1)).sites
    with opened(tmp_path) as desk:
        with desk.library.transaction() as connection:
            connection.execute(
                "UPDATE site_runs SET started_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?)",
                (f"{-hours} hours",),
            )
        assert (plan.too_early(desk.library, sites) == {}) == due


def test_a_run_that_could_not_ask_is_no_run_for_the_period(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 9)})
    httpserver.clear()
    httpserver.expect_request("/robots.txt").respond_with_data("", status=503)
    assert crawl(tmp_path, httpserver, timedelta(days=1), scheduled=True).exit_code == 69
    serve(httpserver, {1: article(1)})
    with opened(tmp_path) as desk, desk.library.transaction() as connection:
        connection.execute("UPDATE frontier SET next_at = ''")
    assert crawl(tmp_path, httpserver, timedelta(days=1), scheduled=True).new == 1


def test_a_run_without_a_sign_of_life_looks_killed() -> None:
    run = search.Run(
        *(1, "crawl", "2026-05-09T12:00:00Z", "", 0, 0, 0, 0, 0, 0, 0, 0, 60.0, "", None)
    )
    assert _ended(run) == "killed? no sign since 2026-05-09 12:01"


def test_accept_wants_a_name(tmp_path: Path, httpserver: HTTPServer) -> None:
    config(tmp_path, httpserver.url_for("/"))
    result = gongwen("crawl", "--accept", cwd=tmp_path)
    assert (result.code, asked(httpserver)) == (2, [])
    assert "--accept" in result.err


def test_a_site_whose_only_start_page_is_not_there_is_due_again(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    day = timedelta(days=1)
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/").respond_with_data("", status=404)
    for _ in range(2):
        report = crawl(tmp_path, httpserver, day, scheduled=True)
        assert (report.exit_code, [miss.code for miss in report.failed]) == (1, ["http-404"])
