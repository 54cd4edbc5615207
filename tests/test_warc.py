"""WARC in and out: the round trip, what is passed over, and what is broken."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from captured import written
from command import DEMO_SITE, ROOT, environment, gongwen
from yearly import article, opened

from cleaners import Page
from scraper import sources, twins, warc
from scraper.bulk import bring_in
from scraper.errors import FetchError
from scraper.export import Export
from scraper.store import Visited

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.report import Report

pytest.importorskip("warcio")
pytest.importorskip("fastwarc")

MOST = 1_000_000
NOON, LATER = datetime(2026, 5, 9, 12, tzinfo=UTC), datetime(2026, 5, 10, 12, tzinfo=UTC)
A = "https://www.danqing.example"
# what an empty library cannot know of the first one
OWN = frozenset({"id", "document_id", "first_seen_at", "changed_at", "next_at", "interval"})


def rows(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """All that is kept of documents, without what only their own library knows."""
    found = {}
    with closing(sqlite3.connect(folder / "lib.db")) as connection:
        connection.row_factory = sqlite3.Row
        for table in ("documents", "parts", "attachments", "cuts", "found", "document_pages"):
            url = "" if table == "documents" else "d.url AS of, "
            join = "d" if table == "documents" else "t JOIN documents d ON d.id = t.document_id"
            chosen = "*" if table == "documents" else f"{url} t.*"
            sql = f"SELECT {chosen} FROM {table} {join} ORDER BY d.url"
            if table != "documents":
                sql += ", t.id"
            found[table] = [
                {name: row[name] for name in row.keys() if name not in OWN}  # noqa: SIM118 - a row iterates values
                for row in connection.execute(sql)
            ]
    return found


def brought(folder: Path, *files: Path) -> Report:
    folder.mkdir(exist_ok=True)
    with opened(folder) as desk:
        wanted = [one for file in files for one in sources.named([str(file)])]
        asyncio.run(bring_in(desk, wanted, MOST))
        return desk.tally.report()


def pages(count: int) -> list[tuple[str, bytes, dict[str, str]]]:
    return [(f"{A}/jh/{n}.html", article(n), {}) for n in range(1, count + 1)]


def read(path: Path) -> tuple[list[str], list[str]]:
    """The addresses of the pages that a file gives, and the codes of its errors."""
    found = list(warc.read(path, MOST))
    good = [one.page.url for one in found if isinstance(one, warc.Capture)]
    return good, [one.code for one in found if isinstance(one, FetchError)]


def test_the_round_trip_gives_the_same_documents(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    (first / "saved.html").write_bytes(article(77))
    gongwen("import", DEMO_SITE, "saved.html", "--db", "lib.db", cwd=first)
    visited = Visited(200, "text/html; charset=utf-8", '"a1"', "Sat, 09 May 2026 12:00:00 GMT")
    with opened(first) as desk:
        several = [
            Page(f"{A}/jh/{name}.html", article(n), visited.content_type, NOON)
            for n, name in ((50, "50"), (51, "50_2"), (52, "50_3"))
        ]
        desk.keep(desk.read(several[0], several[1:]), visited)
        desk.keep(
            desk.read(Page(f"{A}/jh/60.html", article(60), visited.content_type, NOON)), visited
        )
        done = Export(desk.library, desk.archive).to(tmp_path / "pages.warc.gz")
    assert (done.documents, done.missing) == (14, 0)
    report = brought(second, tmp_path / "pages.warc.gz")
    assert (report.new, report.failed) == (14, ())
    ours, theirs = rows(first), rows(second)
    for table in ours:
        if table == "documents":  # of a file the day it was read is kept, not its own
            for row in (*ours[table], *theirs[table]):
                if row["url"].startswith("file:"):
                    row["fetched_at"] = None
        assert ours[table] == theirs[table], table
    assert len(ours["document_pages"]) == 2
    with opened(second) as desk:
        assert desk.validators(several[0].url) == ('"a1"', "Sat, 09 May 2026 12:00:00 GMT")
        assert desk.library.row("SELECT count(*) FROM pages WHERE etag <> ''")[0] == 2  # type: ignore[index]


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "all.warc.gz"
    page = article(1)
    written(
        file,
        [
            (f"{A}/robots.txt", b"User-agent: *", {"Content-Type": "text/plain"}),
            (f"{A}/a.png", b"\x89PNG\r\n" + bytes(100), {"Content-Type": "image/png"}),
            (f"{A}/b.html", b"\x89PNG\r\n" + bytes(100), {}),
            (f"{A}/gone.html", page, {":status": "404 Not Found"}),
            (f"{A}/moved.html", b"", {":status": "302 Found", "Location": "/jh/1.html"}),
            (f"{A}/rss.xml", b"<rss/>", {"Content-Type": "application/xml"}),
            ("dns:www.danqing.example", b"1.2.3.4", {":record": "resource"}),
            ("metadata://gnu.org/wget", b"log", {":record": "resource"}),
            (f"{A}/empty.html", b" ", {}),
            (f"{A}/jh/1.html?utm_source=x", page, {}),
        ],
    )
    assert read(file) == ([f"{A}/jh/1.html"], [])


def test_encodings_are_undone_within_bounds(tmp_path: Path) -> None:
    file, page = tmp_path / "packed.warc.gz", article(1)
    packed = gzip.compress(page)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    gz = {"Content-Encoding": "gzip"}
    written(
        file,
        [
            (f"{A}/1", packed, gz),
            (f"{A}/2", chunked, {**gz, "Transfer-Encoding": "chunked"}),
            (f"{A}/3", page, gz),  # undone by the archive, its header left
            (f"{A}/4", gzip.compress(bytes(50_000_000)), gz),
            (f"{A}/5", page, {"Content-Encoding": "compress"}),
            (f"{A}/6", b"<p>" + b"x" * MOST, {}),
            (f"{A}/7", packed[:-20], gz),
        ],
    )
    found = list(warc.read(file, MOST))
    bodies = [one.page.body for one in found if isinstance(one, warc.Capture)]
    errors = [(one.url, one.code) for one in found if isinstance(one, FetchError)]
    assert bodies == [page, page, page]
    assert errors == [
        (f"{A}/4", "too-large"),
        (f"{A}/5", "encoding"),
        (f"{A}/6", "too-large"),
        (f"{A}/7", "encoding"),
    ]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        *(("a.warc.gz", fault) for fault in ("zeros", "magic", "length", "end", "stub", "start")),
        *(("a.warc", fault) for fault in ("magic", "end", "start")),
    ],
)
def test_a_broken_record_costs_itself(tmp_path: Path, name: str, fault: str) -> None:
    file = tmp_path / name
    places = written(file, pages(6))
    body = bytearray(file.read_bytes())
    at = places[2]
    if fault == "zeros":
        body[at + 40 : at + 90] = bytes(50)
    elif fault == "magic":
        body[at : at + 4] = b"junk"
    elif fault == "length":
        del body[places[3] - 300 : places[3] - 100]
    elif fault == "end":
        del body[places[5] + 200 :]
    elif fault == "stub":
        del body[places[5] + 20 :]
    else:
        body[:0] = b"\x1f\x8b\x08 junk before the first record, WARC/1.x too"
    file.write_bytes(body)
    good, errors = read(file)
    lost = {"end": 6, "stub": 6, "start": 0}.get(fault, 3)
    assert good == [f"{A}/jh/{n}.html" for n in range(1, 7) if n != lost]
    assert errors == ["broken-record"]


def test_a_file_packed_as_one_is_read_too(tmp_path: Path) -> None:
    plain, whole = tmp_path / "a.warc", tmp_path / "b.warc.gz"
    written(plain, pages(3))
    whole.write_bytes(gzip.compress(plain.read_bytes()))
    assert read(whole) == read(plain) == ([f"{A}/jh/{n}.html" for n in (1, 2, 3)], [])


def test_an_older_capture_replaces_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        desk.keep(desk.read(Page(f"{A}/jh/1.html", article(9), "text/html", LATER)), Visited())
    file = tmp_path / "old.warc.gz"
    written(file, pages(2))  # of the day before
    report = brought(tmp_path, file)
    assert (report.new, report.changed, report.unchanged) == (1, 0, 1)
    (first, _) = rows(tmp_path)["documents"]
    assert "第9次" in first["title"]
    assert first["fetched_at"] == "2026-05-10T12:00:00Z"


@pytest.mark.slow
def test_many_pages_come_out_as_single_ones_do(tmp_path: Path) -> None:
    """Workers, batches and the index beside them change nothing but the time it takes."""
    file = tmp_path / "pages.warc.gz"
    listing = ("/", b"<html><body><ul><li><a href=/1>x</a></ul></body></html>", {})
    written(file, [*pages(75), (A + listing[0], *listing[1:]), *pages(75)[:5]])
    report = brought(tmp_path / "many", file)
    assert (report.new, report.unchanged, len(report.failed)) == (75, 5, 1)
    with opened(tmp_path) as desk:
        for capture in warc.read(file, MOST):
            assert isinstance(capture, warc.Capture)
            with desk.noting():
                desk.keep(desk.read(capture.page), capture.visited)
        twins.catch_up(desk.library)
    assert rows(tmp_path / "many") == rows(tmp_path)
    with opened(tmp_path / "many") as desk:
        assert desk.library.row("SELECT count(*) FROM index_queue")[0] == 0  # type: ignore[index]
        assert desk.library.row("SELECT count(*) FROM signatures")[0] == 75  # type: ignore[index]


def test_the_command_imports_folders_of_both_and_names_what_is_broken(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "one.html").write_bytes(article(90))
    places = written(folder / "two.warc.gz", pages(3))
    body = (folder / "two.warc.gz").read_bytes()
    (folder / "two.warc.gz").write_bytes(body[: places[2] + 50])
    done = gongwen("import", "saved", "--db", "lib.db", "--json", cwd=tmp_path)
    assert done.code == 1
    told = json.loads(done.out)
    assert told["new"] == 3
    (miss,) = told["failed"]
    assert miss["code"] == "broken-record"
    assert "two.warc.gz" in miss["reason"]
    wrong = gongwen("import", "saved/two.warc.gz", "--url", A, "--db", "lib.db", cwd=tmp_path)
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


def test_a_missing_package_is_one_clear_line(tmp_path: Path) -> None:
    written(tmp_path / "a.warc.gz", pages(1))
    code = (
        "import sys; sys.modules['fastwarc'] = None; sys.argv = ['gongwen', 'import', 'a.warc.gz']\n"
        "from scraper.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "gongwen: fastwarc is not installed: pip install 'gongwen[warc]'\n"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_whatever_stands_in_a_file_is_read_or_named(tmp_path: Path, name: str) -> None:
    """Bytes changed, cut out and put in: no other error, and an end."""
    chance, file = random.Random(name), tmp_path / name
    written(file, pages(4))
    whole = file.read_bytes()
    for _ in range(100):
        body = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(body))
            what = chance.randrange(3)
            if what == 0:
                body[at] = chance.randrange(256)
            elif what == 1:
                del body[at : at + chance.randrange(1, 300)]
            else:
                body[at:at] = whole[:20]
        file.write_bytes(body)
        assert len(list(warc.read(file, MOST))) < 50
