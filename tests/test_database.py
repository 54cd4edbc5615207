"""The file of a library: what is refused, what opening it changes, who else may read it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents import NOON, cleaned
from plain_sql import table

from scraper import database, fulltext, search
from scraper.errors import StoreError
from scraper.schema import ARCHIVE, LIBRARY
from scraper.store import open_library

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "gongwen.db"


# files that are refused


def refused(path: Path, *, says: str, readonly: bool = False) -> None:
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    with pytest.raises(StoreError) as caught:
        open_library(path, readonly=readonly)
    assert caught.value.exit_code == 74
    assert str(path) in str(caught.value)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert before is None or path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside


@pytest.fixture
def closed(path: Path) -> Path:
    """A library with some documents, closed."""
    with open_library(path) as library:
        for n in range(20):
            library.save(cleaned(f"https://a.example/{n}.html", f"第{n}篇" * 2000), "h", "v", NOON)
        fulltext.catch_up(library)
    return path


def test_a_folder_a_pipe_and_a_text_are_refused(tmp_path: Path) -> None:
    refused(tmp_path, says="is a folder")
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", says="is not a regular file")
    for body in (b"x", b"SQLite format 3\0", "同志们".encode() * 100, os.urandom(9000)):
        (tmp_path / "text.db").write_bytes(body)
        refused(tmp_path / "text.db", says="is not a")


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_the_database_of_another_program_is_refused(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("CREATE TABLE documents (id INTEGER PRIMARY KEY, url TEXT)")
    refused(path, says="is not a Gongwen library")
    refused(path, says="is not a Gongwen library", readonly=True)


def test_an_archive_is_not_a_library(tmp_path: Path) -> None:
    path = tmp_path / "raw.db"
    database.connect(path, ARCHIVE, create=True, readonly=False).close()
    refused(path, says="is not a Gongwen library")


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA user_version = 999",
        "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('gongwen', 'of_tomorrow')",
    ],
)
def test_a_library_of_a_newer_version_is_refused(closed: Path, sql: str) -> None:
    with closing(sqlite3.connect(closed)) as plain:
        plain.execute("PRAGMA journal_mode = delete")
        plain.execute(sql)
        plain.commit()
    refused(closed, says="newer version")


@pytest.mark.parametrize("readonly", [False, True])
def test_a_damaged_library_is_refused(closed: Path, readonly: bool) -> None:  # noqa: FBT001
    whole = closed.read_bytes()
    for damaged in (
        whole[: len(whole) // 2],
        whole[:-4096],
        whole[:100] + b"\0" * 4000 + whole[4100:],
        whole[:40960] + os.urandom(40960) + whole[81920:],
    ):
        closed.write_bytes(damaged)
        with pytest.raises(StoreError) as caught:
            open_library(closed, readonly=readonly)
        assert "\n" not in str(caught.value)
        assert closed.read_bytes() == damaged


def test_damage_that_sqlite_cannot_name_is_damage(closed: Path) -> None:
    body = closed.read_bytes()
    assert body.count(b"CREATE TABLE") > 2
    closed.write_bytes(body.replace(b"CREATE TABLE", b"CREATE \xc5ABLE"))
    refused(closed, says="is damaged")


def test_damage_that_opening_does_not_meet_is_looked_for(closed: Path) -> None:
    ((page,),) = table(closed, "SELECT rootpage FROM sqlite_schema WHERE name = 'documents'")
    whole = closed.read_bytes()
    end = int(str(page)) * 4096
    closed.write_bytes(whole[: end - 4096] + b"\0" * 4096 + whole[end:])
    refused(closed, says="is damaged")


def test_a_large_file_that_lost_its_end_is_refused(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "CHECKED_BYTES", 0)
    closed.write_bytes(closed.read_bytes()[:-4096])
    refused(closed, says="malformed")


def test_opening_alone_changes_no_byte(closed: Path) -> None:
    before = closed.read_bytes()
    for readonly in (False, True):
        open_library(closed, readonly=readonly).close()
    assert closed.read_bytes() == before


def test_a_missing_library_is_not_made_by_reading(tmp_path: Path) -> None:
    refused(tmp_path / "none.db", says="no such file", readonly=True)
    with pytest.raises(StoreError, match="no such file"):
        open_library(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with open_library(tmp_path / "empty.db") as library:
        assert search.status(library).documents == 0


def test_a_path_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "公文 100%?#&.db"
    with open_library(path) as library:
        library.save(cleaned(), "h", "v", NOON)
    assert path.exists()
    with open_library(path, readonly=True) as library:
        assert search.status(library).documents == 1


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: try file permissions as somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("folder_mode", [0o777, 0o555])
def test_a_library_without_write_permission(folder_mode: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "gongwen.db")
        with open_library(path) as library:
            library.save(cleaned(), "h", "v", NOON)
        path.chmod(0o444)
        Path(folder).chmod(folder_mode)
        before = path.read_bytes()
        with as_nobody():
            with pytest.raises(StoreError, match=r"gongwen\.db"):
                open_library(path)
            with open_library(path, readonly=True) as library:
                assert search.status(library).documents == 1
                with pytest.raises(StoreError):
                    library.save(cleaned("https://a.example/2"), "h", "v", NOON)
        assert path.read_bytes() == before
        # what a reader left beside the file would be its own, and shut the writer out
        assert [one.name for one in Path(folder).iterdir()] == [path.name]
        Path(folder).chmod(0o755)


# how the file is


def test_the_file_is_written_safely(path: Path) -> None:
    with open_library(path) as library:
        assert library.rows("PRAGMA journal_mode")[0][0] == "wal"
        assert library.rows("PRAGMA synchronous")[0][0] == 2
        assert library.rows("PRAGMA foreign_keys")[0][0] == 1
        assert library.rows("PRAGMA secure_delete")[0][0] == 2  # or merges write all pages twice
        assert library.rows("PRAGMA user_version")[0][0] == len(LIBRARY.migrations.names)


def test_other_tools_read_the_file_as_it_is(closed: Path) -> None:
    def run(*command: str) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    utils = [sys.executable, "-m", "sqlite_utils"]
    assert '"table": "documents", "count": 20' in run(*utils, "tables", str(closed), "--counts")
    assert "documents_fts_terms" in run(*utils, "tables", str(closed))
    assert '"n": 20' in run(*utils, "query", str(closed), "SELECT count(*) AS n FROM documents")
    found = run(*utils, "search", str(closed), "documents", "第19篇", "-c", "url", "--nl")
    assert found == '{"url": "https://a.example/19.html"}\n'
    assert table(
        closed, "SELECT count(*) FROM documents_fts WHERE documents_fts MATCH '第19篇'"
    ) == [(1,)]


def test_other_tools_may_write_to_it(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as plain, plain:
        plain.execute("UPDATE documents SET text = '改成五水共治' WHERE id = 3")
        plain.execute("UPDATE documents SET text = text, source = '改' WHERE id = 5")  # the same
        plain.execute("DELETE FROM documents WHERE id = 4")
        plain.execute(
            "INSERT OR REPLACE INTO documents (url, title, text) VALUES ('x', '新', '五水')"
        )
    with open_library(closed) as library:
        assert {hit.id for hit in search.search(library, "五水")} == {3, 21}
        assert fulltext.catch_up(library) == 3
        assert {hit.id for hit in search.search(library, "五水")} == {3, 21}
        assert search.search(library, "第3篇") == []  # document 4
        assert fulltext.catch_up(library) == 0
        table(closed, "INSERT INTO documents_fts (documents_fts) VALUES ('integrity-check')")
