"""A copy of the library and of its raw pages, made while a crawl may be writing.

SQLite's own backup copies one moment of the library to a file beside the target, which is then put in
its place at once. Raw pages only ever grow, so an older copy of them is completed, not replaced:
one `raw.db` serves all copies in a folder, unless one has raw pages of its own beside it. They are copied after the library, as they are written
before it: a copy never misses the page of a document.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.archive import NAME, beside, opened, own
from scraper.atomic import replaced
from scraper.database import naming
from scraper.errors import BusyError, StoreError, UsageError
from scraper.store import open_library

if TYPE_CHECKING:
    from scraper.database import Database

_STEP = 1000  # pages (4 MB) between two looks whether somebody wants to stop us
_BATCH = 200  # raw pages in one transaction


def backup(database: Path, target: Path) -> tuple[Path, Path]:
    """Copy the library at `database` to `target`, and its raw pages beside that; give both paths.

    An earlier copy at `target` is replaced when the new one is whole. Raises StoreError where either
    cannot be used, UsageError for a target that is the library itself.
    """
    if target.is_dir():
        raise UsageError(f"{target}: a folder; name a file in it")
    common, apart, pages = target.with_name(NAME), own(target), beside(database)
    if common.absolute() == database.with_name(NAME).absolute() or _same(target, database):
        raise UsageError(f"{target}: is in the library's own folder; choose another")
    if target.exists():
        _let_go(target)
    with open_library(database, create=False, readonly=True) as library:
        _copy(library, target)
    raw = apart if apart.exists() else common
    if pages.exists():
        _complete(pages, raw)
    return target, raw


def _let_go(target: Path) -> None:
    """Refuse what is not ours or is in use: its write-ahead log would spoil what replaces it."""
    open_library(target, create=False).close()
    if Path(f"{target}-wal").exists():
        raise BusyError(f"{target}: another program has this copy open")


def _same(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _copy(source: Database, target: Path) -> None:
    """Put a copy of one moment of a file in the place of `target`, if all of it is sound.

    The reading transaction keeps that moment while others write.
    """
    try:
        with replaced(target) as part, naming(target):
            part.touch(0o644)  # SQLite would not say why it cannot make a file
            with closing(sqlite3.connect(part)) as copy, source.snapshot() as moment:
                _write(moment, copy, target)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, readable anywhere
                (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise StoreError(
                    f"{source.path}: its copy is damaged: {verdict}; try `gongwen check`"
                )
    except OSError as error:
        raise StoreError(f"{target}: {error.strerror or error}") from error


def _write(moment: sqlite3.Connection, copy: sqlite3.Connection, target: Path) -> None:
    try:
        moment.backup(copy, pages=_STEP)
    except sqlite3.OperationalError as error:  # another is the library's own fault
        raise StoreError(f"{target}: {error}") from error


def _complete(pages: Path, raw: Path) -> None:
    with opened(pages, create=False, readonly=True) as archive:
        if not raw.exists():
            _copy(archive, raw)
            return
        with opened(raw) as copy:
            known = {row["hash"] for row in copy.rows("SELECT hash FROM bodies")}
            ids = [
                row["id"]
                for row in archive.rows("SELECT id, hash FROM bodies ORDER BY id")
                if row["hash"] not in known
            ]
            for start in range(0, len(ids), _BATCH):
                with copy.transaction() as connection:
                    connection.executemany(
                        "INSERT INTO bodies (hash, size, body) VALUES (?, ?, ?)",
                        [_body(archive, number) for number in ids[start : start + _BATCH]],
                    )


def _body(archive: Database, number: int) -> tuple[object, ...]:
    row = archive.row("SELECT hash, size, body FROM bodies WHERE id = ?", (number,))
    assert row is not None
    return tuple(row)
