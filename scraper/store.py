"""The library: one SQLite file with the documents and all that is known about them; every write."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cleaners.model import Cleaned


class Saved(StrEnum):
    """What `Library.save` did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Visited:
    """What the store keeps of a response beside its body: what a conditional request needs."""

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


class Library:
    """An open library. Use as a context manager; from one thread."""

    path: Path
    readonly: bool

    def __enter__(self) -> Library: ...
    def __exit__(self, *exc: object) -> None: ...
    def close(self) -> None: ...

    def transaction(self) -> AbstractContextManager[object]:
        """Group writes: all or nothing, durable at the end; nesting joins the outer one."""
        raise NotImplementedError

    def save(
        self,
        cleaned: Cleaned,
        page_hash: str,
        rules_version: str,
        at: datetime,
        visited: Visited | None = None,
    ) -> Saved:
        """Store a document, in one transaction; clears the failure of its URL.

        `at`: when the page was fetched. `visited=None` leaves the page row's validators alone
        (a re-clean, a file).
        """
        raise NotImplementedError

    def record_visit(self, url: str, page_hash: str, at: datetime, visited: Visited) -> None:
        """Remember a response that is no document, or a 304; clears the failure of its URL."""

    def record_failure(self, url: str, code: str, reason: str, at: datetime) -> None:
        """Remember why a URL gave no document: one row a URL, counting its tries."""

    def start_run(self, command: str, at: datetime) -> int:
        """Open a row in `runs` and return its id."""
        raise NotImplementedError

    def finish_run(self, run: int, counts: Counts, exit_code: int, at: datetime) -> None:
        """Close a row in `runs`."""

    def crawl_lock(self) -> AbstractContextManager[None]:
        """Hold this library for one crawl; raises BusyError while another process holds it."""
        raise NotImplementedError

    def catch_up(self) -> int:
        """Bring the full-text index up to date in batches; return how many documents it took."""
        raise NotImplementedError


def open_library(path: Path, *, create: bool = True, readonly: bool = False) -> Library:
    """Open the library at `path`; `create` makes it (and its folder) if there is none.

    Raises StoreError, and leaves the file as it is, where it is damaged, another program's,
    written by a newer version, not writable, not a file, or missing.
    """
    raise NotImplementedError
