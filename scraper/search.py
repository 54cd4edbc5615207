"""Every read of the library: search, one document, the state of things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cleaners.model import Document, Found
from scraper.store import Library


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents; empty means any. `site` is a site's name or host; dates are inclusive."""

    site: str = ""
    category: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


ANY = Filter()


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; `matches` are (start, end) offsets in `snippet`."""

    id: int
    title: str
    url: str
    published: str  # ISO date or ""
    site: str
    snippet: str
    matches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class StoredCut:
    """A cut as stored: its rule, place (block and character offsets) and text."""

    rule: str
    block: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A document of the library with its trail; times are ISO 8601 UTC."""

    id: int
    document: Document
    cuts: tuple[StoredCut, ...]
    found: tuple[Found, ...]
    page_hash: str
    rules_version: str
    first_seen_at: str
    fetched_at: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page whose raw bytes lie in the archive under `hash`."""

    url: str
    hash: str
    content_type: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One host of the library."""

    host: str
    documents: int
    due: int
    failures: int
    last_fetched_at: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run; `finished_at` is empty while it runs, or if it was killed."""

    id: int
    command: str
    started_at: str
    finished_at: str
    new: int
    changed: int
    unchanged: int
    failed: int
    requests: int
    bytes: int
    exit_code: int | None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a URL gave no document."""

    url: str
    code: str
    reason: str
    tries: int
    first_at: str
    last_at: str


@dataclass(frozen=True, slots=True)
class Status:
    """The library at a glance; `runs` newest first."""

    documents: int
    versions: int
    pages: int
    failures: int
    bytes: int
    sites: tuple[SiteStatus, ...]
    runs: tuple[Run, ...]


def search(
    library: Library, words: str, where: Filter = ANY, *, limit: int = 20, offset: int = 0
) -> list[Hit]:
    """Documents that contain every word, best first; no words: the newest."""
    raise NotImplementedError


def matches(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a query stand in a text: (start, end) offsets, for highlighting."""
    raise NotImplementedError


def get(library: Library, key: int | str) -> Stored | None:
    """One document by id (or its digits) or URL; None if there is none."""
    raise NotImplementedError


def status(library: Library) -> Status:
    """Counts, sites, the last ten runs."""
    raise NotImplementedError


def failures(library: Library, *, limit: int = 100) -> list[Failure]:
    """Failures, newest first."""
    raise NotImplementedError


def validators(library: Library, url: str) -> tuple[str, str]:
    """(ETag, Last-Modified) of the last visit; empty where unknown."""
    raise NotImplementedError


def stale(library: Library, rules_version: str) -> Iterator[StoredPage]:
    """Pages whose document was cleaned by other rules than these."""
    raise NotImplementedError
