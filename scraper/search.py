"""Every read of the library: search (see `hits`), one document, the state of things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cleaners.model import Attachment, Document, Found, Part
from scraper.filters import ANY, DAY, Filter
from scraper.hits import FACETS, Facet, Facets, Hit, Order, count, facets, nearest, search
from scraper.rows import stamp, to_document
from scraper.snippets import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.database import Row
    from scraper.store import Library

__all__ = [
    "ANY",
    "FACETS",
    "Facet",
    "Facets",
    "Failure",
    "Filter",
    "Hit",
    "Order",
    "Run",
    "SiteStatus",
    "Status",
    "Stored",
    "StoredCut",
    "StoredPage",
    "count",
    "facets",
    "failures",
    "get",
    "matches",
    "nearest",
    "refused",
    "search",
    "stale",
    "status",
]
WEEKS = 8  # of the trend in `status`
BATCH = 500  # rows read at once where all are wanted
STORED = ("page_hash", "rules_version", "first_seen_at", "fetched_at", "changed_at", "gone_at")


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
    day: str  # the day it is filed under: published, else spoken, else written
    cuts: tuple[StoredCut, ...]
    found: tuple[Found, ...]
    page_hash: str
    rules_version: str
    first_seen_at: str
    fetched_at: str
    changed_at: str
    gone_at: str  # empty while the page is there


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
    new_by_week: tuple[int, ...]  # documents first seen in each of the last weeks, oldest first


@dataclass(frozen=True, slots=True)
class Run:
    """One run; `finished_at` and `ended` are empty while it runs, or if it was killed just now.

    `ended` is done, stopped (by a signal), error or interrupted (killed; closed by the next run).
    """

    id: int
    command: str
    started_at: str
    finished_at: str
    new: int
    changed: int
    unchanged: int
    listings: int
    skipped: int
    failed: int
    requests: int
    bytes: int
    seconds: float
    ended: str
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


_NOT_ASKED = ("robots", "crawl-delay")  # robots.txt says no: a run calls it skipped, not failed


def get(library: Library, key: int | str) -> Stored | None:
    """One document by id (or its digits) or URL; None if there is none."""
    key = str(key).strip()
    id_ = int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0
    url = key.encode(errors="replace").decode()  # an argument that was no text
    sql = f"SELECT *, {DAY} AS day FROM documents WHERE id = ? OR url = ?"  # noqa: S608 - our own names
    row = library.row(sql, (id_, url))
    if row is None:
        return None
    tables = ("parts", "attachments", "cuts", "found")
    parts, attachments, cuts, found = (_details(library, table, row["id"]) for table in tables)
    return Stored(
        id=row["id"],
        document=to_document(
            dict(row),
            (Part(p["title"], p["first_paragraph"], p["last_paragraph"]) for p in parts),
            (Attachment(file["title"], file["url"]) for file in attachments),
        ),
        day=row["day"] or "",
        cuts=tuple(
            StoredCut(c["rule"], c["block"], c["start_char"], c["end_char"], c["text"])
            for c in cuts
        ),
        found=tuple(Found(f["field"], f["value"], f["rule"]) for f in found),
        **{name: row[name] or "" for name in STORED},
    )


def status(library: Library) -> Status:
    """Count everything; list the sites and the last ten runs."""
    counts = library.row(
        "SELECT (SELECT count(*) FROM documents) AS documents,"
        " (SELECT count(*) FROM versions) AS versions, (SELECT count(*) FROM pages) AS pages,"
        " (SELECT count(*) FROM failures) AS failures,"
        " (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS bytes"
    )
    sites = library.rows(
        "SELECT host, sum(documents) AS documents, sum(due) AS due, sum(failures) AS failures,"
        " ifnull(max(fetched_at), '') AS last_fetched_at FROM ("
        " SELECT host, 1 AS documents, 0 AS due, 0 AS failures, fetched_at FROM documents"
        " UNION ALL SELECT host, 0, state = 'due', 0, NULL FROM frontier"
        " UNION ALL SELECT host, 0, 0, code NOT IN (?, ?), NULL FROM failures)"
        " GROUP BY host ORDER BY host",
        _NOT_ASKED,
    )
    runs = library.rows(
        "SELECT id, command, started_at, ifnull(finished_at, '') AS finished_at, new, changed,"
        " unchanged, listings, skipped, failed, requests, bytes, seconds, ended, exit_code"
        " FROM runs ORDER BY id DESC LIMIT 10"
    )
    assert counts is not None
    return Status(
        **dict(counts),
        sites=tuple(
            SiteStatus(**dict(site), new_by_week=_by_week(library, site["host"])) for site in sites
        ),
        runs=tuple(Run(**dict(run)) for run in runs),
    )


def _by_week(library: Library, host: str) -> tuple[int, ...]:
    """Count a host's new documents in each of the last weeks, oldest first."""
    rows = library.rows(
        "SELECT CAST((julianday('now') - julianday(first_seen_at)) / 7 AS INTEGER) AS week,"
        " count(*) AS documents FROM documents WHERE host = ? AND first_seen_at > ? GROUP BY week",
        (host, stamp(datetime.now(UTC) - WEEKS * timedelta(weeks=1))),
    )
    found = {row["week"]: row["documents"] for row in rows}
    return tuple(found.get(week, 0) for week in reversed(range(WEEKS)))


def failures(library: Library, *, limit: int = 100) -> list[Failure]:
    """Failures, newest first."""
    rows = library.rows(
        "SELECT url, code, reason, tries, first_at, last_at FROM failures"
        " ORDER BY last_at DESC, id DESC LIMIT ?",
        (limit,),
    )
    return [Failure(**dict(row)) for row in rows]


def stale(library: Library, rules_version: str) -> Iterator[StoredPage]:
    """Pages whose document was cleaned by other rules than these; may be saved while reading."""
    return _pages(
        library,
        "SELECT documents.id, url, page_hash AS hash, ifnull(content_type, '') AS content_type,"
        " ifnull(documents.fetched_at, '') AS fetched_at"
        " FROM documents LEFT JOIN pages USING (url)"
        " WHERE documents.id > :last AND rules_version <> :version"
        " ORDER BY documents.id LIMIT :most",
        rules_version,
    )


def refused(library: Library, rules_version: str) -> Iterator[StoredPage]:
    """Pages that older rules found no document in; may be saved while reading."""
    return _pages(
        library,
        "SELECT id, url, hash, content_type, ifnull(fetched_at, '') AS fetched_at FROM pages"
        " WHERE id > :last AND refused_by <> '' AND refused_by <> :version AND hash <> ''"
        " AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.url = pages.url)"
        " ORDER BY id LIMIT :most",
        rules_version,
    )


def _pages(library: Library, sql: str, rules_version: str) -> Iterator[StoredPage]:
    """Read page by page, behind the `last` id, so that what was read may be written meanwhile."""
    last = 0
    while batch := library.rows(sql, {"last": last, "version": rules_version, "most": BATCH}):
        last = batch[-1]["id"]
        for row in batch:
            yield StoredPage(row["url"], row["hash"], row["content_type"], row["fetched_at"])


def _details(library: Library, table: str, document: int) -> list[Row]:
    sql = f"SELECT * FROM {table} WHERE document_id = ? ORDER BY id"  # noqa: S608 - our own name
    return library.rows(sql, (document,))
