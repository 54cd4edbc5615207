"""The library: one SQLite file with the documents and all that is known about them; every write."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import uuid4

from scraper import locks, rows
from scraper.database import Database, Row, connect
from scraper.rows import stamp
from scraper.schema import LIBRARY
from scraper.urls import host

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path
    from sqlite3 import Connection

    from cleaners.model import Cleaned


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
    """What a run did: pages by outcome, requests, bytes received, seconds so far."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    listings: int = 0
    skipped: int = 0
    failed: int = 0
    requests: int = 0
    bytes: int = 0
    gone: int = 0
    found: str = "{}"  # JSON
    seconds: float = 0.0


COUNTED = tuple(field.name for field in fields(Counts))


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
        return self.put(rows.record(cleaned), page_hash, rules_version, at, visited)

    def put(
        self,
        record: rows.Record,
        page_hash: str,
        rules_version: str,
        at: datetime,
        visited: Visited | None = None,
    ) -> Saved:
        """Store a document that was taken apart; the rest is as in `save`."""
        row = record.row
        origin, now = {"page_hash": page_hash, "rules_version": rules_version}, stamp(at)
        with self.transaction() as connection:
            old = connection.execute(
                "SELECT * FROM documents WHERE url = ?", (row["url"],)
            ).fetchone()
            if old is None:
                new = {**row, **origin, "fetched_at": now, "first_seen_at": now, "changed_at": now}
                id_, saved = _insert(connection, "documents", new), Saved.NEW
            else:
                back: dict[str, str | None] = {} if visited is None else {"gone_at": None}
                id_, saved = (
                    old["id"],
                    _update(connection, old, row, origin, back | {"fetched_at": now}),
                )
            if saved is not Saved.UNCHANGED or any(old[key] != origin[key] for key in origin):
                _write_details(connection, id_, record.details, replace=old is not None)
            if visited is not None or saved is Saved.NEW:  # a re-clean is no visit
                _record_page(connection, str(row["url"]), page_hash, at, visited)
                connection.execute("DELETE FROM failures WHERE url = ?", (row["url"],))
        return saved

    def refuse(self, url: str, rules_version: str) -> None:
        """Remember that these rules find no document in the page either."""
        with self.transaction() as connection:
            connection.execute(
                "UPDATE pages SET refused_by = ? WHERE url = ?", (rules_version, url)
            )

    def record_parts(self, url: str, parts: Sequence[tuple[str, str]]) -> None:
        """Remember pages 2 to n of a document: (URL, hash of the body) each, in order."""
        with self.transaction() as connection:
            (id_,) = connection.execute("SELECT id FROM documents WHERE url = ?", (url,)).fetchone()
            connection.execute("DELETE FROM document_pages WHERE document_id = ?", (id_,))
            connection.executemany(
                "INSERT INTO document_pages (document_id, number, url, hash) VALUES (?, ?, ?, ?)",
                [(id_, number, *part) for number, part in enumerate(parts, 2)],
            )

    def record_visit(
        self,
        url: str,
        page_hash: str,
        at: datetime,
        visited: Visited,
        refused_by: str | None = None,
    ) -> None:
        """Remember a response that held no new document; after a 304 the last full one's data stay.

        `refused_by`: the rules that found no document in it, "" for what no rules can change; else
        the failure of its URL is over.
        """
        with self.transaction() as connection:
            _record_page(connection, url, page_hash, at, None if visited.status == 304 else visited)
            if refused_by is None:
                connection.execute("DELETE FROM failures WHERE url = ?", (url,))
            elif refused_by:
                self.refuse(url, refused_by)

    def record_failure(self, url: str, code: str, reason: str, at: datetime) -> None:
        """Remember why a URL gave no document: one row a URL, counting its tries."""
        reason = reason.encode(errors="replace").decode()  # may quote bytes of the network
        row = (url, host(url), code, reason, stamp(at), stamp(at))
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
            run = {"command": command, "started_at": stamp(at), "uid": uuid4().hex}
            return _insert(connection, "runs", run)

    def note_run(self, run: int, counts: Counts) -> None:
        """Keep a row in `runs` up to date: a run that is killed has said what it did."""
        assignments = ", ".join(f"{name} = :{name}" for name in COUNTED)
        with self.transaction() as connection:
            connection.execute(
                f"UPDATE runs SET {assignments} WHERE id = :id",  # noqa: S608 - our own names
                asdict(counts) | {"id": run},
            )

    def finish_run(
        self, run: int, counts: Counts, exit_code: int, at: datetime, ended: str = "done"
    ) -> None:
        """Close a row in `runs`; `ended` is done, stopped or error."""
        with self.transaction() as connection:
            self.note_run(run, counts)
            connection.execute(
                "UPDATE runs SET finished_at = ?, exit_code = ?, ended = ? WHERE id = ?",
                (stamp(at), exit_code, ended, run),
            )

    def close_dead_runs(self, *commands: str) -> int:
        """Close as interrupted what these commands left open; the caller knows that none lives."""
        with self.transaction() as connection:
            return connection.executemany(
                "UPDATE runs SET ended = 'interrupted', finished_at = strftime("
                "'%Y-%m-%dT%H:%M:%SZ', started_at, '+' || seconds || ' seconds')"
                " WHERE finished_at IS NULL AND command = ?",
                [(command,) for command in commands],
            ).rowcount

    def crawl_lock(self) -> AbstractContextManager[None]:
        """Hold the library for one crawl; raises BusyError while another process holds it."""
        return locks.alone(self.path)

    def import_lock(self) -> AbstractContextManager[None]:
        """Be one of the imports and merges at work; the first one closes the runs of dead ones."""
        return locks.among(self.path, lambda: self.close_dead_runs("import", "merge"))


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
    times: dict[str, str | None],
) -> Saved:
    """Write what differs, and keep what it replaces."""
    changes = {name: value for name, value in row.items() if old[name] != value}
    if changes.keys() & {"title", "text"}:
        kept = ("title", "text_hash", "page_hash", "rules_version", "fetched_at", "text")
        _insert(
            connection,
            "versions",
            {"document_id": old["id"]} | {name: old[name] for name in kept},
        )
        times["changed_at"] = times["fetched_at"]
    update = {**changes, **origin, **times}
    assignments = ", ".join(f"{name} = ?" for name in update)
    connection.execute(
        f"UPDATE documents SET {assignments} WHERE id = ?",  # noqa: S608 - names are our own
        (*update.values(), old["id"]),
    )
    return Saved.CHANGED if changes else Saved.UNCHANGED


def _write_details(
    connection: Connection, document: int, details: rows.Details, *, replace: bool
) -> None:
    for table, entries in details.items():
        if replace:
            connection.execute(
                f"DELETE FROM {table} WHERE document_id = ?",  # noqa: S608 - names are our own
                (document,),
            )
        if entries:
            columns = rows.COLUMNS[table]
            names, marks = ", ".join(columns), ", ".join("?" * (len(columns) + 1))
            connection.executemany(  # a page has dozens of cuts
                f"INSERT INTO {table} (document_id, {names}) VALUES ({marks})",  # noqa: S608
                [(document, *entry) for entry in entries],
            )


def _record_page(
    connection: Connection, url: str, page_hash: str, at: datetime, visited: Visited | None
) -> None:
    """Remember the last response of a URL."""
    seen = visited or Visited(status=0)
    connection.execute(
        "INSERT INTO pages (url, hash, status, content_type, etag, last_modified, fetched_at)"
        " VALUES (:url, :hash, :status, :content_type, :etag, :last_modified, :at)"
        " ON CONFLICT (url) DO UPDATE SET fetched_at = excluded.fetched_at,"
        " hash = iif(excluded.hash = '', hash, excluded.hash),"
        " status = iif(:visited, excluded.status, status),"
        " content_type = iif(:visited, excluded.content_type, content_type),"
        " etag = iif(:visited, excluded.etag, etag),"
        " last_modified = iif(:visited, excluded.last_modified, last_modified),"
        " refused_by = iif(:visited, '', refused_by)",
        {  # by hand, since `asdict` copies every value
            "url": url,
            "hash": page_hash,
            "status": seen.status,
            "content_type": seen.content_type,
            "etag": seen.etag,
            "last_modified": seen.last_modified,
            "at": stamp(at),
            "visited": visited is not None,
        },
    )
