"""Copies of a library, made while it is written; damage of every kind, found and repaired."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from command import gongwen
from documents import NOON, cleaned
from test_reclean import execute, fill, page

from cleaners import NoDocument
from scraper import locks
from scraper.archive import open_archive
from scraper.backup import backup
from scraper.cli import upkeep
from scraper.errors import BusyError, StoreError, UsageError
from scraper.integrity import check
from scraper.store import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.integrity import Finding

pytestmark = pytest.mark.slow


def one(file: Path, sql: str) -> object:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchone()[0]


# backup


def test_a_copy_is_one_moment_of_a_library_that_is_being_written(tmp_path: Path) -> None:
    source, target = tmp_path / "lib.db", tmp_path / "copy" / "lib.db"
    fill(tmp_path, 3)
    stop, written = threading.Event(), []

    def write() -> None:  # two documents a transaction, each with its raw page before it
        with open_library(source) as library, open_archive(source) as archive:
            number = 100
            while not stop.is_set():
                with library.transaction():
                    for _ in range(2):
                        digest = archive.put(page(number).body)
                        url = f"https://a.example/{number}.html"
                        library.save(cleaned(url, "同志们：" * 900, "好。"), digest, "v", NOON)
                        number += 1
                written.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 5:
            assert writer.is_alive()
            time.sleep(0.01)
        before = len(written)
        for _ in range(5):
            backup(source, target)
        assert len(written) > before  # it was not kept waiting
    finally:
        stop.set()
        writer.join()
    count = one(target, "SELECT count(*) - 3 FROM documents")
    assert isinstance(count, int)
    assert count % 2 == 0
    assert 2 * before <= count <= 2 * len(written)
    assert one(target, "PRAGMA integrity_check") == "ok"
    with open_library(target) as library, open_archive(target) as archive:
        hashes = [row[0] for row in library.rows("SELECT page_hash FROM documents")]
        assert all(archive.get(digest) for digest in hashes)
    assert {file.name for file in target.parent.iterdir()} == {"lib.db", "raw.db"}


def test_raw_pages_of_an_earlier_copy_stay(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    target = tmp_path / "copy" / "lib.db"
    backup(tmp_path / "lib.db", target)
    execute(tmp_path / "lib.db-raw", "DELETE FROM bodies WHERE id = 1")
    with open_archive(tmp_path / "lib.db") as archive:
        archive.put(b"a third")
    backup(tmp_path / "lib.db", target)
    assert one(target.with_name("raw.db"), "SELECT count(*) FROM bodies") == 3


def test_a_fault_in_what_is_to_be_crawled_does_not_keep_a_library_from_being_copied(
    tmp_path: Path,
) -> None:
    fill(tmp_path, 1)
    (tmp_path / "config.toml").write_text(
        '[library]\ndatabase = "lib.db"\n\n[crawl]\ndelay = "long"\n', "utf-8"
    )
    assert gongwen("crawl", cwd=tmp_path).code == 2
    assert gongwen("backup", "copy/lib.db", cwd=tmp_path).code == 0
    assert (tmp_path / "copy" / "lib.db").exists()


def test_nothing_foreign_and_not_the_library_itself_is_replaced(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    foreign = tmp_path / "else" / "letters.db"
    foreign.parent.mkdir()
    foreign.write_bytes(b"somebody's letters" * 100)
    for target, code in (
        ("else/letters.db", 74),
        ("lib.db", 2),
        ("x.db", 2),
        ("else/raw.db", 2),
        (".", 2),
        ("else", 2),
    ):
        result = gongwen("backup", target, "--db", "lib.db", cwd=tmp_path)
        assert (result.code, len(result.err.splitlines())) == (code, 1), target
    assert foreign.read_bytes() == b"somebody's letters" * 100
    assert not (foreign.parent / "raw.db").exists()
    assert gongwen("backup", "/dev/null/x.db", "--db", "lib.db", cwd=tmp_path).code == 74
    assert gongwen("backup", "y.db", "--db", "no.db", cwd=tmp_path).code == 74
    with pytest.raises(UsageError):
        backup(tmp_path / "lib.db", tmp_path / "other.db")


def test_a_copy_that_is_in_use_is_not_pulled_away(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    target = tmp_path / "copy" / "lib.db"
    backup(tmp_path / "lib.db", target)
    with open_library(target) as library:
        library.record_failure("https://b.example/", "timeout", "no answer", NOON)
        with pytest.raises(BusyError):
            backup(tmp_path / "lib.db", target)
    backup(tmp_path / "lib.db", target)


# check


def checked(folder: Path, *, repair: bool = False) -> dict[str, Finding]:
    with open_library(folder / "lib.db") as library, open_archive(library.path) as archive:
        return {found.what: found for found in check(library, archive, repair=repair)}


def test_a_whole_library_has_nothing_to_say(tmp_path: Path) -> None:
    fill(tmp_path, 5)
    assert checked(tmp_path) == {}
    result = gongwen("check", "--db", "lib.db", cwd=tmp_path)
    assert (result.code, result.out) == (0, "all is well\n")
    quiet = gongwen("check", "--quiet", "--db", "lib.db", cwd=tmp_path)
    assert (quiet.code, quiet.out + quiet.err) == (0, "")


DAMAGE = {
    "rows of cuts without a document": (
        "lib.db",
        (
            "INSERT INTO cuts (document_id, rule, block, start_char, end_char, text)"
            " VALUES (99, 'a.b', 0, 0, 1, 'x')"
        ),
    ),
    "rows of versions without a document": (
        "lib.db",
        (
            "INSERT INTO versions (document_id, title, text_hash, page_hash, rules_version, text)"
            " VALUES (99, '', '', '', '', '')"
        ),
    ),
    "raw pages that cannot be read": ("lib.db-raw", "UPDATE bodies SET body = x'00' WHERE id = 2"),
    "documents without their raw page": ("lib.db-raw", "DELETE FROM bodies WHERE id = 3"),
    "texts that are not what was stored": (
        "lib.db",
        "UPDATE documents SET text = text || '。' WHERE id = 4",
    ),
    "addresses leased by a dead run": (
        "lib.db",
        (
            "INSERT INTO frontier (url, host, site, kind, state)"
            " VALUES ('https://a.example/', 'a.example', 'a', 'listing', 'leased')"
        ),
    ),
}


@pytest.mark.parametrize("what", list(DAMAGE))
def test_damage_is_named_and_repaired(tmp_path: Path, what: str) -> None:
    fill(tmp_path, 5)
    checked(tmp_path)
    name, sql = DAMAGE[what]
    execute(tmp_path / name, sql)
    found = checked(tmp_path)
    assert found[what].count == 1
    assert not found[what].repaired
    harmful = not found[what].harmless
    assert gongwen("check", "--db", "lib.db", cwd=tmp_path).code == (74 if harmful else 0)
    repaired = gongwen("check", "--repair", "--db", "lib.db", cwd=tmp_path)
    assert repaired.code == 0, repaired.out
    assert what in repaired.out
    if what.startswith("texts"):
        assert gongwen("reclean", "--db", "lib.db", cwd=tmp_path).code == 0
    assert checked(tmp_path).keys() <= {"raw pages that nothing refers to"}


def test_raw_pages_that_nothing_refers_to_are_harmless(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    with open_archive(tmp_path / "lib.db") as archive:
        archive.put(b"of a crash between two files")
    (found,) = checked(tmp_path).values()
    assert (found.what, found.harmless) == ("raw pages that nothing refers to", True)
    assert gongwen("check", "--db", "lib.db", cwd=tmp_path).code == 0
    checked(tmp_path, repair=True)
    assert one(tmp_path / "lib.db-raw", "SELECT count(*) FROM bodies") == 1


@pytest.mark.parametrize(
    "sql",
    [
        (
            "INSERT INTO documents_fts (documents_fts, rowid, title, text)"
            " SELECT 'delete', id, title, text FROM documents WHERE id = 2"
        ),
        "INSERT INTO documents_fts (rowid, title, text) VALUES (2, '又一次', '又一次')",
        "UPDATE documents_fts_data SET block = zeroblob(20) WHERE id > 10",
    ],
)
def test_an_index_that_differs_is_built_anew(tmp_path: Path, sql: str) -> None:
    fill(tmp_path, 3)
    checked(tmp_path)
    execute(tmp_path / "lib.db", sql)
    assert list(checked(tmp_path)) == ["the search index differs from the texts"]
    assert checked(tmp_path, repair=True)
    assert checked(tmp_path) == {}
    hits = gongwen("search", "第2次", "--json", "--db", "lib.db", cwd=tmp_path).json()
    assert [hit["id"] for hit in hits] == [2]


def test_indexes_of_sqlite_are_made_anew(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    with closing(sqlite3.connect(tmp_path / "lib.db")) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        sql = "UPDATE sqlite_master SET sql = replace(sql, '(site)', '(kind)') WHERE name = ?"
        connection.execute(sql, ("documents_site",))  # as if its entries were wrong
    assert "damage in lib.db" in checked(tmp_path)
    assert checked(tmp_path, repair=True)["damage in lib.db"].repaired
    assert checked(tmp_path) == {}


def test_a_text_whose_raw_page_is_gone_stays_and_is_asked_for_whole(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    execute(tmp_path / "lib.db", "UPDATE pages SET etag = 'e', last_modified = 'm'")
    execute(tmp_path / "lib.db-raw", "DELETE FROM bodies")
    text = one(tmp_path / "lib.db", "SELECT text FROM documents")
    checked(tmp_path, repair=True)
    assert one(tmp_path / "lib.db", "SELECT text FROM documents") == text
    assert one(tmp_path / "lib.db", "SELECT etag || last_modified FROM pages") == ""


def test_a_library_that_may_only_be_read_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, 3)
    execute(tmp_path / "lib.db", "UPDATE documents SET text = text || '。' WHERE id = 2")
    monkeypatch.setattr(upkeep, "may_write", lambda _path: False)
    done = CliRunner().invoke(upkeep.check_command, ["--db", str(tmp_path / "lib.db")])
    assert "may only be read; the search index is not compared" in done.output
    assert "1 × texts that are not what was stored: not repaired" in done.output
    assert not list(tmp_path.glob("*lock"))


def test_a_check_waits_for_nobody_and_disturbs_nobody(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    for name in ("lock", "import.lock"):
        with locks.alone(tmp_path / "lib.db", name):
            result = gongwen("check", "--db", "lib.db", cwd=tmp_path)
            assert (result.code, len(result.err.splitlines())) == (75, 1)


def test_a_torn_file_is_one_line(tmp_path: Path) -> None:
    fill(tmp_path, 30)
    file = tmp_path / "lib.db"
    size = file.stat().st_size
    with file.open("r+b") as torn:
        torn.seek(size // 2)
        torn.write(b"\xff" * 8192)
    result = gongwen("check", "--repair", "--db", "lib.db", cwd=tmp_path)
    assert result.code == 74
    assert "lib.db" in result.out + result.err
    with pytest.raises((StoreError, NoDocument)):
        backup(file, tmp_path / "copy" / "lib.db")
    assert not (tmp_path / "copy" / "lib.db").exists()
