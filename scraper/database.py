"""One SQLite file of ours: looked at before it is touched, written in short transactions.

A file that is not ours, newer than we are, damaged or read-only is refused as it is.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeAlias

from scraper.errors import BusyError, StoreError

if TYPE_CHECKING:
    from scraper.migrations import Schema

BUSY_SECONDS = 30.0
CHECKED_BYTES = 32_000_000  # a file up to this size is read whole when it is opened
# 16 MB of log before it is folded into the file: what is written again and again goes there once
_CHECKPOINT_PAGES = 4000
# SQLite's own messages quote a damaged file, and Python cannot always read them
_ERRORS = (sqlite3.Error, UnicodeDecodeError)
Row = sqlite3.Row
Params: TypeAlias = Sequence[object] | Mapping[str, object]


class Database:
    """An open file. Use as a context manager; from one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, readonly: bool) -> None:
        self.path = path
        self.readonly = readonly
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; SQLite then folds its write-ahead log into it."""
        self._connection.close()

    @property
    def writing(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Group writes: all or nothing, durable at the end; inside another one, part of that.

        What is caught between the two is not undone: raise before the first write, or raise through.
        """
        connection = self._connection
        if connection.in_transaction:
            yield connection
            return
        with naming(self.path):
            # a lock that is asked for only at the first write is not waited for
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite itself rolls back when the disk is full
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def attached(self, other: Path) -> Iterator[None]:
        """Let statements read another file of this schema as `other`; outside of transactions."""
        with naming(other):
            self._connection.execute("ATTACH ? AS other", (reading(other),))
        try:
            yield
        finally:
            self._connection.execute("DETACH other")

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Give the connection with one moment of the file held fast, whoever writes meanwhile."""
        with naming(self.path):
            self._connection.execute("BEGIN")
            try:
                self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a SELECT."""
        try:
            rows: list[Row] = self._connection.execute(sql, params).fetchall()
        except _ERRORS as error:
            raise _named(self.path, error) from error
        return rows

    def stream(self, sql: str, params: Params = ()) -> Iterator[Row]:
        """Rows of a SELECT as they are asked for, all of one moment; nothing is kept."""
        with naming(self.path):
            for row in self._connection.execute(sql, params):  # noqa: UP028 - else it closes what may be closed
                yield row

    def row(self, sql: str, params: Params = ()) -> Row | None:
        """Return the first row of a SELECT, or None."""
        try:
            row: Row | None = self._connection.execute(sql, params).fetchone()
        except _ERRORS as error:
            raise _named(self.path, error) from error
        return row


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours: one line that names the file."""
    try:
        yield
    except _ERRORS as error:
        raise _named(path, error) from error


def _named(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> BusyError | StoreError:
    if isinstance(error, UnicodeDecodeError):
        return StoreError(f"{path}: is damaged: even SQLite's message about it is unreadable")
    if _is_locked(error):
        waited = f"another program has been writing to it for {BUSY_SECONDS:.0f} seconds"
        return BusyError(f"{path}: {waited}")
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_IOERR and _is_full(path):
        return StoreError(f"{path}: the disk is full")  # even reading takes 32 kB beside the file
    return StoreError(f"{path}: {error}")


def _is_full(path: Path) -> bool:
    try:
        return os.statvfs(path.parent).f_bavail == 0
    except OSError:
        return False


def _is_locked(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of the bits say where
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def connect(path: Path, schema: Schema, *, create: bool, readonly: bool) -> sqlite3.Connection:
    """Open a file of this schema; make it, or bring it up to date, where that is asked for.

    Raises StoreError, and leaves the file as it is, where it is missing, not a file, damaged, not
    ours, newer than we are or not writable; BusyError where it stays locked.
    """
    try:
        exists = _look(path, schema)
        if not exists and (readonly or not create):
            raise StoreError(f"{path}: there is no such file yet")
        if exists and not readonly and not may_write(path):
            raise StoreError(f"{path}: this user may not write to it or to its folder")
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
    with naming(path):
        connection = _open(path, readonly=readonly)
        try:
            _inspect(path, schema, connection, readonly=readonly)
            if not readonly:
                _prepare(schema, connection)
        except BaseException:
            connection.close()
            raise
    connection.row_factory = sqlite3.Row
    return connection


def _look(path: Path, schema: Schema) -> bool:
    """Refuse what is not ours without locking it or making a file beside it; False: nothing there.

    Reading the header ourselves would be simpler, and wrong: closing a file drops every lock that
    this process holds on it, those of an open library included.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(found.st_mode):
        problem = "is a folder" if stat.S_ISDIR(found.st_mode) else "is not a regular file"
        raise StoreError(f"{path}: {problem}")
    if found.st_size == 0:
        return False
    with naming(path), closing(sqlite3.connect(_uri(path, "immutable=1"), uri=True)) as header:
        # a killed writer may leave a file shorter than it says it is, and the rest in its log
        header.execute("PRAGMA writable_schema = ON")
        (mark,) = header.execute("PRAGMA application_id").fetchone()
    if mark != schema.application_id:
        raise StoreError(f"{path}: is not {schema.name}")
    return True


def may_be(path: Path, schema: Schema) -> bool:
    """Say whether a file is of this schema, or cannot be asked."""
    try:
        return _look(path, schema)
    except StoreError as error:
        code = getattr(error.__cause__, "sqlite_errorcode", sqlite3.SQLITE_NOTADB)
        return bool(code != sqlite3.SQLITE_NOTADB)


def _open(path: Path, *, readonly: bool) -> sqlite3.Connection:
    uri = reading(path) if readonly else _uri(path, "mode=rwc")
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)


def _mode(path: Path) -> str:
    """Say how a file is opened that is only read."""
    if Path(f"{path}-wal").exists() or may_write(path):
        return "mode=ro"
    # nobody writes at this moment, and what SQLite would make beside the file as its shared memory
    # cannot be made, or would be ours and shut out those who may write
    return "immutable=1"


def may_write(path: Path) -> bool:
    """Say whether this user may write a file and beside it."""
    ours = os.access in os.supports_effective_ids
    return all(os.access(one, os.W_OK, effective_ids=ours) for one in (path, path.parent))


def reading(path: Path) -> str:
    """Return the SQLite URI that reads a file and leaves nothing beside it that is in the way."""
    return _uri(path, _mode(path))


def _uri(path: Path, query: str) -> str:
    return f"{path.absolute().as_uri()}?{query}"


def _inspect(path: Path, schema: Schema, connection: sqlite3.Connection, *, readonly: bool) -> None:
    """Refuse what is damaged, newer, or too old to be only read; changes nothing."""
    if path.stat().st_size <= CHECKED_BYTES:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            what = " ".join(str(verdict).split())
            raise StoreError(f"{path}: is damaged: {what}; put a backup in its place")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    applied, steps = schema.migrations.applied(connection), schema.migrations.names
    if version > len(steps) or applied - steps:
        raise StoreError(f"{path}: was written by a newer version of gongwen; use that version")
    if readonly and steps - applied:
        raise StoreError(
            f"{path}: was written by an older version; the next crawl or import upgrades it"
        )


def _prepare(schema: Schema, connection: sqlite3.Connection) -> None:
    """Bring the tables up to date in one transaction, then set how the file is written."""
    connection.execute("BEGIN IMMEDIATE")
    steps = schema.migrations
    pending = steps.names - steps.applied(connection)
    if pending:
        connection.execute(f"PRAGMA application_id = {schema.application_id}")
        steps.apply(connection)
    # tried even when it is right, and then undone: it tells a file that cannot be written
    connection.execute(f"PRAGMA user_version = {len(steps.names)}")
    connection.execute("COMMIT" if pending else "ROLLBACK")
    write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    # where SQLite is built to overwrite what is deleted, each page the full-text index merges is
    # read and written once more to be blank: what is to be gone goes by VACUUM (docs/ethics.md)
    connection.execute("PRAGMA secure_delete = FAST")


def write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; needs the file alone, and SQLite does not wait for that itself."""
    from tenacity import (  # noqa: PLC0415 - nobody waits who only reads
        Retrying,
        retry_if_exception,
        stop_after_delay,
        wait_random,
    )

    for attempt in Retrying(
        retry=retry_if_exception(_is_locked),
        wait=wait_random(0.01, 0.05),
        stop=stop_after_delay(BUSY_SECONDS),
        reraise=True,
    ):
        with attempt:
            connection.execute("PRAGMA journal_mode = WAL")
