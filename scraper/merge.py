"""Another library taken into this one: its documents, their raw pages, what its crawls remember.

Of two rows for one address the newer stays, by `fetched_at`, or by the run that asked last; a text
that gives way goes to `versions`. Doing it twice changes nothing, so it may be stopped and begun
again, and either library may be in use meanwhile. SQLite does the work, some hundred rows in one
transaction: `merge.sql` says what becomes of each table.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from scraper.archive import beside, opened
from scraper.errors import UsageError
from scraper.report import Outcome
from scraper.store import open_library
from scraper.urls import host

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from scraper.archive import Archive
    from scraper.database import Database
    from scraper.report import Tally
    from scraper.store import Library

_STEP = 500  # rows of a table in one transaction
# in this order: what is referred to comes before what refers to it
_TABLES = "pages failures aliases frontier links hosts walks phrases site_runs".split()
_KEYS = {"links": "page"}  # the one table without ids
_OUTCOMES = {"new": Outcome.NEW, "changed": Outcome.CHANGED} | dict.fromkeys(
    ("again", "older"), Outcome.UNCHANGED
)


def merge(
    library: Library,
    archive: Archive,
    other: Path,
    tally: Tally,
    hosts: Collection[str] | None = None,
) -> None:
    """Take another library in, with its raw pages if they are there; counts documents.

    `hosts`: only what is of these. Indexes are left to catch up. Raises StoreError where the other
    cannot be read or was written by an older version, UsageError where it is this one.
    """
    with open_library(other, create=False, readonly=True) as theirs:
        if other.samefile(library.path):
            raise UsageError(f"{other}: is the library itself")
        _bodies(archive, theirs, hosts)
    chosen = {"all": hosts is None}
    with library.attached(other):
        with library.transaction() as connection:
            connection.create_function("host_of", 1, host, deterministic=True)
            for statement in _statements()["scratch"]:
                connection.execute(statement)
            names = [(name,) for name in hosts or ()]
            connection.executemany("INSERT INTO merge_hosts VALUES (?)", names)
        _take(library, "runs", chosen)
        _take(library, "documents", chosen, tally)
        for table in _TABLES:
            _take(library, table, chosen)


def _bodies(archive: Archive, other: Library, hosts: Collection[str] | None) -> None:
    """Copy the raw pages beside the other library, or of them those of some hosts."""
    raw = beside(other.path)
    if not raw.exists() or raw.samefile(archive.path):
        return
    opened(raw, create=False, readonly=True).close()
    hashes = {
        row[0]
        for name in hosts or ()
        for row in other.rows(
            "SELECT page_hash FROM documents WHERE host = :host UNION SELECT hash"
            " FROM document_pages JOIN documents AS d ON d.id = document_id WHERE host = :host",
            {"host": name},
        )
    }
    with archive.transaction() as connection:
        for statement in _statements()["archive"]:
            connection.execute(statement)
        connection.executemany("INSERT INTO merge_hashes VALUES (?)", [(one,) for one in hashes])
    with archive.attached(raw):
        _take(archive, "bodies", {"all": hosts is None})


def _take(
    database: Database, table: str, chosen: dict[str, bool], tally: Tally | None = None
) -> None:
    """Take the rows of one table, a step a transaction; the tally is for documents."""
    for first, last in _steps(database, table):
        with database.transaction() as connection:
            for statement in _statements()[table]:
                connection.execute(statement, {**chosen, "first": first, "last": last})
            if tally is not None:
                for (how,) in connection.execute("SELECT how FROM merge_taken").fetchall():
                    tally.counts[_OUTCOMES[how]] += 1


def _steps(database: Database, table: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the next rows of the other's table: behind the first, up to the last."""
    key, first = _KEYS.get(table, "id"), 0
    sql = (
        f"SELECT max({key}) FROM (SELECT {key} FROM other.{table} WHERE {key} > ?"  # noqa: S608 - our own names
        f" ORDER BY {key} LIMIT ?)"
    )
    while (row := database.row(sql, (first, _STEP))) is not None and row[0] is not None:
        yield first, int(row[0])
        first = int(row[0])


@cache
def _statements() -> dict[str, list[str]]:
    """Read `merge.sql`: the name of a part → its statements."""
    text = files("scraper").joinpath("merge.sql").read_text("utf-8")
    parts = re.split(r"^-- # (\w+).*\n", text, flags=re.MULTILINE)[1:]
    return {name: _split(sql) for name, sql in zip(parts[::2], parts[1::2], strict=True)}


def _split(sql: str) -> list[str]:
    found, statement = [], ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            found.append(statement)
            statement = ""
    return found
