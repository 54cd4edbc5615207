"""Whether the library and its raw pages are whole, and the repair of what can be repaired.

| looked at | repaired by |
| --- | --- |
| SQLite's own structure of both files | making its indexes anew; a torn page only by a backup |
| rows of no document, leases of dead runs | deleting them, giving them back |
| the search index against the texts | building it anew |
| each text against its hash | having `gongwen reclean` clean its raw page again |
| each raw page: it unpacks and matches its hash | dropping it |
| each document: its raw page is there | having it asked for whole at its next visit |
| raw pages that no library of the folder refers to (harmless) | deleting them |
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper import frontier, fulltext, locks
from scraper.archive import sharing
from scraper.errors import ScraperError, StoreError
from scraper.rows import text_hash
from scraper.store import open_library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.archive import Archive
    from scraper.database import Database
    from scraper.store import Library

_DETAILS = ("versions", "parts", "document_pages", "attachments", "cuts", "found")
_DROP = "DELETE FROM bodies WHERE hash = ?"
_BATCH = 500  # texts read at once


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of damage: how often, an example, and what its repair did ("" where none was)."""

    what: str
    count: int
    example: str
    repaired: str = ""
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class _Stock:
    """What is looked at, and whether to repair it."""

    library: Library
    archive: Archive
    repair: bool

    def found(
        self, what: str, which: Sequence[str], repair: Callable[[], str], *, harmless: bool = False
    ) -> list[Finding]:
        """Return what was found, after its repair if that is wanted."""
        if not which:
            return []
        done = repair() if self.repair else ""
        return [Finding(what, len(which), which[0], done, harmless)]


def check(library: Library, archive: Archive, *, repair: bool) -> list[Finding]:
    """Look at everything, and repair it if that is wanted; nobody else may write meanwhile.

    What is open for reading alone is looked at as it is, but for the search index: to compare that,
    SQLite must write. Raises BusyError while a crawl or an import is at work, StoreError for what
    cannot be read.
    """
    stock = _Stock(library, archive, repair)
    looks = (_structure, _orphans, _leases, _index, _texts, _bodies, _missing, _unused)
    if library.readonly:
        return [finding for look in looks if look is not _index for finding in look(stock)]
    with locks.alone(library.path), locks.alone(library.path, "import.lock", "import"):
        library.close_dead_runs("crawl", "reclean", "import", "merge")
        fulltext.catch_up(library)
        return [finding for look in looks for finding in look(stock)]


def _structure(stock: _Stock) -> list[Finding]:
    findings = []
    for file in (stock.library, stock.archive):
        if wrong := _integrity(file):
            what = f"damage in {file.path.name}"
            findings += stock.found(what, wrong, lambda file=file: _reindexed(file))  # type: ignore[misc]  # the default binds it
    return findings


def _integrity(file: Database) -> list[str]:
    return [row[0] for row in file.rows("PRAGMA integrity_check") if row[0] != "ok"]


def _reindexed(file: Database) -> str:
    with file.transaction() as connection:
        connection.execute("REINDEX")
    return "" if _integrity(file) else "its indexes were made anew"


def _orphans(stock: _Stock) -> list[Finding]:
    findings = []
    for table in _DETAILS:
        lost = f"FROM {table} WHERE document_id NOT IN (SELECT id FROM documents)"  # noqa: S608 - our own names
        which = [str(row["id"]) for row in stock.library.rows(f"SELECT id {lost}")]
        findings += stock.found(
            f"rows of {table} without a document",
            which,
            lambda lost=lost: _executed(stock.library, f"DELETE {lost}", "deleted"),  # type: ignore[misc]  # as above
        )
    return findings


def _leases(stock: _Stock) -> list[Finding]:
    rows = stock.library.rows("SELECT url FROM frontier WHERE state = 'leased'")

    def given_back() -> str:
        frontier.recover(stock.library, 0)
        return "given back"

    what = "addresses leased by a dead run"
    return stock.found(what, [row["url"] for row in rows], given_back, harmless=True)


def _index(stock: _Stock) -> list[Finding]:
    """Have FTS5 compare the index with every text; takes as long as indexing them."""
    try:
        with stock.library.transaction() as connection:
            connection.execute(
                "INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)"
            )
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.DatabaseError):
            raise
        rebuild = "INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')"
        return stock.found(
            "the search index differs from the texts",
            [str(error)],
            lambda: _executed(stock.library, rebuild, "built anew"),
        )
    return []


def _texts(stock: _Stock) -> list[Finding]:
    """Compare each text with its hash; a wrong one may be cleaned again from its raw page."""
    wrong: list[str] = []
    last = 0
    sql = "SELECT id, url, text, text_hash FROM documents WHERE id > ? ORDER BY id LIMIT ?"
    while batch := stock.library.rows(sql, (last, _BATCH)):
        last = batch[-1]["id"]
        wrong += [row["url"] for row in batch if text_hash(row["text"]) != row["text_hash"]]
    stale = "UPDATE documents SET rules_version = '' WHERE url = ?"
    return stock.found(
        "texts that are not what was stored",
        wrong,
        lambda: _for_each(stock.library, stale, wrong, "`gongwen reclean` will clean them again"),
    )


def _bodies(stock: _Stock) -> list[Finding]:
    wrong = []
    for row in stock.archive.rows("SELECT hash FROM bodies"):
        try:
            stock.archive.get(row["hash"])
        except StoreError:
            wrong.append(row["hash"])
    return stock.found(
        "raw pages that cannot be read",
        wrong,
        lambda: _for_each(stock.archive, _DROP, wrong, "dropped"),
    )


def _missing(stock: _Stock) -> list[Finding]:
    rows = stock.library.rows("SELECT url, page_hash FROM documents WHERE page_hash <> ''")
    there = _hashes(stock.archive)
    lost = [row["url"] for row in rows if row["page_hash"] not in there]

    def asked_whole() -> str:
        for sql in (
            "UPDATE pages SET etag = '', last_modified = '' WHERE url = ?",
            "UPDATE documents SET page_hash = '' WHERE url = ?",
        ):
            _for_each(stock.library, sql, lost, "")
        return "their text stays; asked for whole at the next visit"

    return stock.found("documents without their raw page", lost, asked_whole)


def _unused(stock: _Stock) -> list[Finding]:
    """Tell the raw pages that no library of the folder refers to; what one may own is kept."""
    what, used = "raw pages that nothing refers to", _used(stock.library)
    with ExitStack() as held:
        for other in sharing(stock.archive.path, stock.library.path):
            try:
                if stock.repair:  # what it archives at this moment is in none of its rows yet
                    held.enter_context(locks.alone(other))
                    held.enter_context(locks.alone(other, "import.lock", "import"))
                with open_library(other, create=False, readonly=True) as theirs:
                    used |= _used(theirs)
            except ScraperError as error:
                kept = [str(error)] * bool(_hashes(stock.archive) - used)
                return stock.found("raw pages kept for another library", kept, str, harmless=True)
        idle = sorted(_hashes(stock.archive) - used)
        return stock.found(
            what, idle, lambda: _for_each(stock.archive, _DROP, idle, "deleted"), harmless=True
        )


def _used(library: Library) -> set[str]:
    return {
        row[0]
        for row in library.rows(
            "SELECT page_hash FROM documents UNION SELECT page_hash FROM versions"
            " UNION SELECT hash FROM pages UNION SELECT hash FROM document_pages"
        )
    }


def _hashes(archive: Archive) -> set[str]:
    return {row["hash"] for row in archive.rows("SELECT hash FROM bodies")}


def _executed(file: Database, sql: str, done: str) -> str:
    with file.transaction() as connection:
        connection.execute(sql)
    return done


def _for_each(file: Database, sql: str, values: Sequence[str], done: str) -> str:
    with file.transaction() as connection:
        connection.executemany(sql, [(value,) for value in values])
    return done
