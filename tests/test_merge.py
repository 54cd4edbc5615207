"""One library taken into another: newest wins, nothing is lost, again changes nothing."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from command import environment, gongwen
from libraries import DAY, A, dump, keep, merged, opened_in, rows, titles
from yearly import article, opened

from cleaners import Page
from scraper import frontier, search
from scraper.errors import StoreError, UsageError
from scraper.frontier import Kind
from scraper.schema import LIBRARY
from scraper.store import Visited

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.slow

KEPT = "SELECT d.url, v.title, v.fetched_at FROM versions v JOIN documents d ON d.id = document_id"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two libraries with one page in common, which the second has seen later and changed."""
    one, other = tmp_path / "one", tmp_path / "other"
    keep(one, "/1.html", 1)
    keep(one, "/2.html", 2)
    keep(other, "/2.html", 3, day=1)
    second = Page(A + "/4_2.html", article(5), "text/html", DAY)
    keep(other, "/4.html", 4, rest=[second])
    return one, other


def test_the_newer_stays_and_the_older_becomes_a_version(two: tuple[Path, Path]) -> None:
    one, other = two
    report = merged(one, other)
    assert (report.new, report.changed, report.unchanged) == (1, 1, 0)
    assert titles(one) == {
        "/1.html": "在第1次工作会议上的讲话",
        "/2.html": "在第3次工作会议上的讲话",
        "/4.html": "在第4次工作会议上的讲话",
    }
    assert rows(one, KEPT) == [(A + "/2.html", "在第2次工作会议上的讲话", "2026-05-09T12:00:00Z")]
    details = (
        "SELECT count(*) FROM {} JOIN documents d ON d.id = document_id WHERE d.url LIKE '%/4.html'"
    )
    for table in ("cuts", "found", "document_pages"):
        (ours,), (theirs,) = (rows(folder, details.format(table))[0] for folder in two)
        assert ours == theirs > 0, table
    assert rows(one, "SELECT etag FROM pages WHERE url LIKE '%/2.html'") == [('"3"',)]
    with opened(one) as desk:
        for (digest,) in rows(
            one, "SELECT page_hash FROM documents UNION SELECT hash FROM document_pages"
        ):
            assert desk.archive.get(digest)
        assert len(search.search(desk.library, "第3次会上")) == 1


def test_the_other_way_round_gives_the_same_texts(two: tuple[Path, Path]) -> None:
    one, other = two
    report = merged(other, one)
    assert (report.new, report.changed, report.unchanged) == (1, 0, 1)
    assert titles(other) == {
        **titles(one),
        "/2.html": "在第3次工作会议上的讲话",
        "/4.html": "在第4次工作会议上的讲话",
    }
    assert [row[1] for row in rows(other, KEPT)] == ["在第2次工作会议上的讲话"]
    merged(one, other)
    assert titles(one) == titles(other)
    assert rows(one, KEPT) == rows(other, KEPT)


def test_again_changes_nothing(two: tuple[Path, Path]) -> None:
    one, other = two
    before = dump(other)
    merged(one, other)
    first = dump(one)
    assert merged(one, other).changed == 0
    assert dump(one) == first
    assert dump(other) == before
    merged(other, one)
    merged(one, other)
    assert {name: dump(one)[name] for name in ("documents", "versions", "cuts")} == {
        name: first[name] for name in ("documents", "versions", "cuts")
    }


def test_a_text_that_came_back_keeps_each_version_once(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    keep(one, "/1.html", 1)
    merged(other, one)
    for day, number in ((1, 2), (2, 1), (3, 2)):
        keep(other, "/1.html", number, day)
    merged(one, other)
    merged(one, other)
    assert [row[1:] for row in rows(one, KEPT)] == [row[1:] for row in rows(other, KEPT)]
    assert len(rows(one, KEPT)) == 3


def test_duplicates_are_found_across_libraries(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    keep(one, "/1.html", 1)
    keep(other, "/copy.html", 1)
    merged(one, other)
    assert rows(one, "SELECT id, duplicate_of FROM documents") == [(1, None), (2, 1)]


def test_only_some_hosts(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    with opened_in(other) as desk:
        for name in ("a.example", "b.example:81"):
            page = Page(f"https://{name}/1.html", article(len(name)), "text/html", DAY)
            desk.keep(desk.read(page), Visited(200))
            frontier.add(desk.library, [f"https://{name}/2.html"], Kind.ARTICLE, name)
    merged(one, other, hosts=["b.example:81"])
    for table in ("documents", "pages", "frontier"):
        found = {url.split("/")[2] for (url,) in rows(one, f"SELECT url FROM {table}")}
        assert found == {"b.example:81"}, table


def test_the_command_merges_while_both_are_in_use(tmp_path: Path, two: tuple[Path, Path]) -> None:
    one, other = two
    holder = (
        "import sys, time; from pathlib import Path; from scraper.store import open_library\n"
        "a, b = (open_library(Path(p)) for p in sys.argv[1:])\n"
        "with a.crawl_lock(), b.crawl_lock():\n    print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", holder, str(one / "lib.db"), str(other / "lib.db")]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        done = gongwen("merge", other / "lib.db", "--db", one / "lib.db", "--json", cwd=tmp_path)
        process.kill()
    assert done.code == 0, done.err
    assert (done.json()["new"], done.json()["changed"]) == (1, 1)
    assert rows(one, "SELECT command, new, changed, ended FROM runs") == [("merge", 1, 1, "done")]


def test_what_cannot_be_merged_is_one_line(tmp_path: Path, two: tuple[Path, Path]) -> None:
    one, other = two
    (tmp_path / "foreign.db").write_bytes(b"SQLite format 3\0" + bytes(200))
    with closing(sqlite3.connect(other / "lib.db")) as connection, connection:
        connection.execute("PRAGMA user_version = 99")
    before = dump(one)
    for name, code in (
        ("nothing.db", UsageError.exit_code),
        ("one/lib.db", UsageError.exit_code),
        ("foreign.db", StoreError.exit_code),
        ("other/lib.db", StoreError.exit_code),
    ):
        done = gongwen("merge", name, "--db", one / "lib.db", cwd=tmp_path)
        assert (done.code, done.err.count("\n")) == (code, 1), done.err
        assert name in done.err
    after = dump(one)
    assert {k: v for k, v in after.items() if k != "runs"} == {
        k: v for k, v in before.items() if k != "runs"
    }


def test_a_merge_that_is_killed_goes_on(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    with opened_in(other) as desk, desk.library.transaction(), desk.archive.transaction():
        for number in range(1, 700):
            page = Page(f"{A}/jh/{number}.html", article(number, 4), "text/html", DAY)
            desk.keep(desk.read(page), Visited(200))
    command = [sys.executable, "-m", "scraper", "merge", str(other / "lib.db"), "--db", "lib.db"]
    one.mkdir()
    with subprocess.Popen(command, cwd=one, env=environment(), stderr=subprocess.PIPE) as process:
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            try:
                if rows(one, "SELECT count(*) FROM documents") != [(0,)]:
                    break
            except sqlite3.OperationalError:
                pass
            time.sleep(0.005)
        process.kill()
    done = gongwen("merge", other / "lib.db", "--db", "lib.db", "--json", cwd=one)
    assert done.code == 0, done.err
    assert json.loads(done.out)["failed"] == []
    assert titles(one) == titles(other)
    assert rows(one, "SELECT count(*) FROM cuts") == rows(other, "SELECT count(*) FROM cuts")
    assert gongwen("check", "--db", "lib.db", cwd=one).out == "all is well\n"


def test_no_column_is_forgotten() -> None:
    """A migration that adds one must say in `merge.sql` what becomes of it."""
    sql = files("scraper").joinpath("merge.sql").read_text("utf-8")
    left = {"id", "document_id", "duplicate_of", "leased_by"}  # found anew in each library
    with closing(sqlite3.connect(":memory:")) as connection:
        LIBRARY.migrations.apply(connection)
        tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
        own = (
            "_",
            "sqlite",
            "documents_fts",
            "index_queue",
            "twins_queue",
            "signatures",
            "bands",
            "recent_bands",
        )
        for (table,) in connection.execute(tables).fetchall():
            if table.startswith(own):
                continue
            said = re.search(rf"INSERT INTO main\.{table}\s+\(([^)]*)\)", sql)
            assert said is not None, table
            columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            assert columns - left == set(re.split(r",\s*", said[1].strip())) - left, table
