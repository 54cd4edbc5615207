"""The library: one SQLite file with the documents and all that is known about them; every write."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from scraper import rows
from scraper.database import Database, Row, connect
from scraper.errors import BusyError, StoreError
from scraper.rows import stamp
from scraper.schema import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from sqlite3 import Connection

    from cleaners.model import Cleaned

INDEX_BATCH = 50  # documents in one transaction, about half a second: others may write between


class Saved(StrEnum):
    """What `Library.save` did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Visited:
    """What is kept of a response beside its body; `status` 0 is a page not from the network."""

    status: int = 200
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run did: pages by outcome, requests, bytes received."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    requests: int = 0
    bytes: int = 0
    gone: int = 0
    found: str = "{}"  # JSON


class Library(Database):
    """An open library. Use as a context manager; from one thread."""

    def save(
        self,
        cleaned: Cleaned,
        page_hash: str,
        rules_version: str,
        at: datetime,
        visited: Visited | None = None,
    ) -> Saved:
        """Store a document and its trail in one transaction; clears the failure of its URL.

        `at`: when the page was fetched. `visited=None` keeps what is known of the response (a
        re-clean). CHANGED: any field differs; an earlier title or text goes to `versions`.
        """
        row = rows.from_document(cleaned.document)
        origin = {"page_hash": page_hash, "rules_version": rules_version}
        with self.transaction() as connection:
            old = connection.execute(
                "SELECT * FROM documents WHERE url = ?", (row["url"],)
            ).fetchone()
            if old is None:
                times = dict.fromkeys(("first_seen_at", "fetched_at", "changed_at"), stamp(at))
                id_, saved = _insert(connection, "documents", {**row, **origin, **times}), Saved.NEW
            else:
                id_, saved = old["id"], _update(connection, old, row, origin, stamp(at))
            if saved is not Saved.UNCHANGED or any(old[key] != origin[key] for key in origin):
                _write_details(connection, id_, cleaned, replace=old is not None)
            _record_page(connection, cleaned.document.url, page_hash, at, visited)
        return saved

    def record_parts(self, url: str, parts: Sequence[tuple[str, str]]) -> None:
        """Remember pages 2 to n of a document: (URL, hash of the body) each, in order."""
        with self.transaction() as connection:
            (id_,) = connection.execute("SELECT id FROM documents WHERE url = ?", (url,)).fetchone()
            connection.execute("DELETE FROM document_pages WHERE document_id = ?", (id_,))
            connection.executemany(
                "INSERT INTO document_pages (document_id, number, url, hash) VALUES (?, ?, ?, ?)",
                [(id_, number, *part) for number, part in enumerate(parts, 2)],
            )

    def record_visit(self, url: str, page_hash: str, at: datetime, visited: Visited) -> None:
        """Remember a response that held no new document; clears the failure of its URL.

        After a 304 the hash and the validators of the last full response stay.
        """
        with self.transaction() as connection:
            _record_page(connection, url, page_hash, at, None if visited.status == 304 else visited)

    def record_failure(self, url: str, code: str, reason: str, at: datetime) -> None:
        """Remember why a URL gave no document: one row a URL, counting its tries."""
        reason = reason.encode(errors="replace").decode()  # may quote bytes of the network
        row = (url, rows.host(url), code, reason, stamp(at), stamp(at))
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO failures (url, host, code, reason, first_at, last_at)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET tries = tries + 1,"
                " code = excluded.code, reason = excluded.reason, last_at = excluded.last_at",
                row,
            )

    def start_run(self, command: str, at: datetime) -> int:
        """Open a row in `runs` and return its id."""
        with self.transaction() as connection:
            return _insert(connection, "runs", {"command": command, "started_at": stamp(at)})

    def finish_run(self, run: int, counts: Counts, exit_code: int, at: datetime) -> None:
        """Close a row in `runs`."""
        values = asdict(counts) | {"exit_code": exit_code, "finished_at": stamp(at), "id": run}
        with self.transaction() as connection:
            connection.execute(
                "UPDATE runs SET finished_at = :finished_at, new = :new, changed = :changed,"
                " unchanged = :unchanged, failed = :failed, requests = :requests, bytes = :bytes,"
                " gone = :gone, found = :found,"
                " exit_code = :exit_code WHERE id = :id",
                values,
            )

    @contextmanager
    def crawl_lock(self) -> Iterator[None]:
        """Hold the library for one crawl; raises BusyError while another process holds it.

        The lock dies with its process; the file `….lock` stays, and means nothing by itself.
        """
        path = Path(f"{self.path.resolve()}.lock")
        try:
            file = path.open("a+", encoding="ascii")
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}") from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.seek(0)
                holder = file.read(20).strip() or "?"
                raise BusyError(
                    f"{self.path}: another crawl (process {holder}) is working on this library"
                ) from error
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield

    def catch_up(self) -> int:
        """Bring the full-text index up to date; return how many documents it took.

        Works in short transactions, so that it may be interrupted and others may write.
        """
        taken = 0
        while batch := self._index_batch():
            taken += batch
        return taken

    def _index_batch(self) -> int:
        row = self.row(
            "SELECT count(*), max(id) FROM (SELECT id FROM index_queue ORDER BY id LIMIT ?)",
            (INDEX_BATCH,),
        )
        if row is None or row[0] == 0:
            return 0
        count, last = row
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO documents_fts (documents_fts, rowid, title, text)"
                " SELECT 'delete', id, old_title, old_text FROM index_queue"
                " WHERE id <= ? AND old_text IS NOT NULL",
                (last,),
            )
            connection.execute(
                "INSERT INTO documents_fts (rowid, title, text)"
                " SELECT id, title, text FROM documents"
                " WHERE id IN (SELECT id FROM index_queue WHERE id <= ?)",
                (last,),
            )
            connection.execute("DELETE FROM index_queue WHERE id <= ?", (last,))
        return int(count)


def open_library(path: Path, *, create: bool = True, readonly: bool = False) -> Library:
    """Open the library at `path`; `create` makes it (and its folder) if there is none.

    Raises StoreError, and leaves the file as it is, where it is damaged, another program's,
    written by a newer version, not writable, not a file, or missing.
    """
    connection = connect(path, LIBRARY, create=create, readonly=readonly)
    return Library(path, connection, readonly=readonly)


def _insert(connection: Connection, table: str, row: Mapping[str, object]) -> int:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names are our own
    return connection.execute(sql, tuple(row.values())).lastrowid or 0


def _update(
    connection: Connection,
    old: Row,
    row: Mapping[str, object],
    origin: Mapping[str, object],
    now: str,
) -> Saved:
    """Write what differs, and keep what it replaces."""
    changes = {name: value for name, value in row.items() if old[name] != value}
    times: dict[str, object] = {"fetched_at": now, "gone_at": None}
    if changes.keys() & {"title", "text"}:
        kept = ("title", "text_hash", "page_hash", "rules_version", "fetched_at", "text")
        _insert(
            connection,
            "versions",
            {"document_id": old["id"]} | {name: old[name] for name in kept},
        )
        times["changed_at"] = now
    update = {**changes, **origin, **times}
    assignments = ", ".join(f"{name} = ?" for name in update)
    connection.execute(
        f"UPDATE documents SET {assignments} WHERE id = ?",  # noqa: S608 - names are our own
        (*update.values(), old["id"]),
    )
    return Saved.CHANGED if changes else Saved.UNCHANGED


def _write_details(
    connection: Connection, document: int, cleaned: Cleaned, *, replace: bool
) -> None:
    for table, entries in rows.details(cleaned).items():
        if replace:
            connection.execute(
                f"DELETE FROM {table} WHERE document_id = ?",  # noqa: S608 - names are our own
                (document,),
            )
        if entries:
            names = ", ".join(entries[0])
            marks = ", ".join("?" * len(entries[0]))
            connection.executemany(  # a page has dozens of cuts
                f"INSERT INTO {table} (document_id, {names}) VALUES (?, {marks})",  # noqa: S608
                [(document, *entry.values()) for entry in entries],
            )


def _record_page(
    connection: Connection, url: str, page_hash: str, at: datetime, visited: Visited | None
) -> None:
    """Remember the last response of a URL; it answered, so its failure is over."""
    row = asdict(visited or Visited(status=0)) | {"url": url, "hash": page_hash, "at": stamp(at)}
    connection.execute(
        "INSERT INTO pages (url, hash, status, content_type, etag, last_modified, fetched_at)"
        " VALUES (:url, :hash, :status, :content_type, :etag, :last_modified, :at)"
        " ON CONFLICT (url) DO UPDATE SET fetched_at = excluded.fetched_at,"
        " hash = iif(excluded.hash = '', hash, excluded.hash)",
        row,
    )
    if visited:
        connection.execute(
            "UPDATE pages SET status = :status, content_type = :content_type, etag = :etag,"
            " last_modified = :last_modified WHERE url = :url",
            row,
        )
    connection.execute("DELETE FROM failures WHERE url = ?", (url,))
