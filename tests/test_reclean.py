"""Cleaning again: what moves and how, pages that were refused, damage, and a stop in the middle."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from command import environment, gongwen
from yearly import SHELL, article, crawl, opened, serve

from cleaners import Page, bundled
from scraper import search
from scraper.apart import read
from scraper.reclean import reclean
from scraper.report import Miss
from scraper.rows import Record
from scraper.store import Visited
from scraper.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from scraper.report import Report

pytestmark = pytest.mark.slow


def page(number: int, body: bytes | None = None) -> Page:
    url = f"https://www.danqing.example/jh/{number}.html"
    return Page(url, article(number) if body is None else body, "text/html")


def fill(folder: Path, count: int) -> None:
    """Store documents as if older rules had cleaned them."""
    with opened(folder) as desk:
        for number in range(1, count + 1):
            desk.keep(desk.read(page(number)), Visited())
        with desk.library.transaction() as connection:
            connection.execute("UPDATE documents SET rules_version = 'old'")


def cleaned_again(folder: Path, *, dry_run: bool = False) -> Report:
    with opened(folder) as desk:
        return asyncio.run(reclean(desk, dry_run=dry_run))


def execute(file: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(sql, values)


def test_a_report_says_how_documents_moved_and_a_dry_run_the_same(tmp_path: Path) -> None:
    fill(tmp_path, 70)
    library = tmp_path / "lib.db"
    execute(library, "UPDATE documents SET text = text || char(10) || '会员专享' WHERE id <= 3")
    execute(library, "UPDATE documents SET text = '短', title = '旧题' WHERE id = 4")
    execute(library, "UPDATE documents SET source = '别处' WHERE id = 5")
    dry = cleaned_again(tmp_path, dry_run=True)
    done = cleaned_again(tmp_path)
    for report in (dry, done):
        assert (report.new, report.changed, report.unchanged, report.failed) == (0, 5, 65, ())
        assert report.moves.fields == {"text": 4, "title": 1, "source": 1}
        assert (report.moves.shorter, report.moves.longer, report.moves.halved) == (3, 1, 0)
        first = report.moves.samples[0]
        assert first.lines[0] == "-短"
        assert len(report.moves.samples) == 3
    assert done.moves.samples[1].lines == ("-会员专享",)
    assert cleaned_again(tmp_path).stored == 0
    with opened(tmp_path) as desk:
        assert search.status(desk.library).versions == 4
        assert len(search.search(desk.library, "会员专享")) == 0


def test_the_command_prints_fields_lengths_and_an_example(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    execute(tmp_path / "lib.db", "UPDATE documents SET text = text || '会员专享' WHERE id = 1")
    dry = gongwen("reclean", "--dry-run", "--db", "lib.db", cwd=tmp_path)
    assert dry.code == 0
    assert dry.out.startswith("0 new, 1 changed, 1 unchanged, 0 failed")
    assert "fields  text 1\n" in dry.out
    assert "1 shorter, 0 longer; -4 characters in all; 0 lost more than half" in dry.out
    assert re.search(r"^    - .*会员专享$", dry.out, re.MULTILINE)
    assert "nothing was changed" in dry.err
    whole = gongwen("reclean", "--json", "--db", "lib.db", cwd=tmp_path).json()
    assert whole["moves"]["fields"] == {"text": 1}


def test_a_page_that_older_rules_refused_becomes_a_document(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {1: article(1), 2: SHELL})
    crawl(tmp_path, httpserver)
    with opened(tmp_path) as desk:  # as if the rules had not known how to read the second
        digest = desk.archive.put(article(2))
        with desk.library.transaction() as connection:
            connection.execute(
                "UPDATE pages SET hash = ?, refused_by = 'old' WHERE refused_by <> ''", (digest,)
            )
    assert cleaned_again(tmp_path, dry_run=True).new == 1
    report = cleaned_again(tmp_path)
    assert (report.new, report.failed) == (1, ())
    with opened(tmp_path) as desk:
        assert search.status(desk.library).failures == 0
        assert (
            desk.library.row("SELECT 1 FROM frontier WHERE state = 'failed' AND kind <> 'feed'")
            is None
        )
    assert cleaned_again(tmp_path).new == 0


def test_a_page_that_is_still_refused_is_looked_at_once_a_version(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {1: article(1), 2: SHELL})
    crawl(tmp_path, httpserver)
    execute(tmp_path / "lib.db", "UPDATE pages SET refused_by = 'old' WHERE refused_by <> ''")
    report = cleaned_again(tmp_path)
    assert (report.new, report.exit_code) == (0, 0)
    with opened(tmp_path) as desk:
        version = desk.rulebook.version
        assert list(search.refused(desk.library, version)) == []
        assert len(list(search.refused(desk.library, "newer"))) == 1
        assert search.status(desk.library).failures == 1  # it still gave no document


def test_a_damaged_or_lost_raw_page_costs_its_document_only(tmp_path: Path) -> None:
    fill(tmp_path, 4)
    execute(tmp_path / "lib.db-raw", "UPDATE bodies SET body = x'00' WHERE id = 1")
    execute(tmp_path / "lib.db-raw", "DELETE FROM bodies WHERE id = 2")
    report = cleaned_again(tmp_path)
    assert (report.unchanged, report.exit_code) == (2, 1)
    assert sorted(miss.code for miss in report.failed) == ["damaged-raw-page", "no-raw-page"]


def test_cleaning_again_is_no_visit(tmp_path: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, {1: article(1)})
    crawl(tmp_path, httpserver)
    url = httpserver.url_for("/jh/1.html")
    execute(tmp_path / "lib.db", "UPDATE documents SET rules_version = 'old', gone_at = 'g'")
    execute(tmp_path / "lib.db", "UPDATE pages SET fetched_at = 'later', hash = 'h'")
    with opened(tmp_path) as desk:
        desk.miss(Miss(url, "timeout", "no answer"))
    assert cleaned_again(tmp_path).unchanged == 1
    with opened(tmp_path) as desk:
        row = desk.library.row("SELECT * FROM pages WHERE url = ?", (url,))
        assert row is not None
        assert (row["fetched_at"], row["hash"]) == ("later", "h")
        assert search.status(desk.library).failures == 1
        assert desk.library.row("SELECT 1 FROM documents WHERE gone_at = 'g'") is not None


class Deadly(tuple[str, ...]):
    """Phrases of a host that end the process which reads them."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().__iter__()


def test_a_worker_that_dies_costs_one_page() -> None:
    deadly = replace(page(2), url="https://deadly.example/jh/2.html")
    pages = [[page(1)], [deadly], [page(3)]]
    rules = replace(bundled(), phrases={"deadly.example": Deadly()})

    async def through() -> list[Record | Miss]:
        async with Worker(rules, read) as worker:
            return await worker.begin(pages)

    one, two, three = asyncio.run(through())
    assert isinstance(one, Record)
    assert isinstance(two, Miss)
    assert two.code == "crash"
    assert isinstance(three, Record)


def test_a_stop_in_the_middle_keeps_what_is_done(tmp_path: Path) -> None:
    fill(tmp_path, 400)
    command = [sys.executable, "-m", "scraper", "reclean", "--db", "lib.db"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        ends = time.monotonic() + 60
        while left(tmp_path) == 400 and time.monotonic() < ends:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the job
        _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGINT
    assert err.decode().startswith("gongwen: stopped by SIGINT")
    assert len(err.splitlines()) == 1
    rest = left(tmp_path)
    assert 0 < rest < 400
    with closing(sqlite3.connect(tmp_path / "lib.db")) as connection:
        (run,) = connection.execute("SELECT unchanged, ended, exit_code FROM runs").fetchall()
    assert run == (400 - rest, "stopped", 130)
    assert gongwen("reclean", "--db", "lib.db", cwd=tmp_path).out.startswith(
        f"0 new, 0 changed, {rest} unchanged"
    )


def left(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "lib.db")) as connection:
        sql = "SELECT count(*) FROM documents WHERE rules_version = 'old'"
        (found,) = connection.execute(sql).fetchone()
    return int(found)
