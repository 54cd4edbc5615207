"""What the library knows of one address: the few things a crawl asks for again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.rows import stamp
from scraper.urls import host, without

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from scraper.store import Library

_OFTEN = 3  # pages of a part of a site that tell what it is


def has(library: Library, url: str) -> bool:
    """Whether a document is stored under this address."""
    return library.row("SELECT 1 FROM documents WHERE url = ?", (url,)) is not None


def has_failed(library: Library, url: str) -> bool:
    """Whether it is on record why this address gave no document."""
    return library.row("SELECT 1 FROM failures WHERE url = ?", (url,)) is not None


def was_absent(library: Library, url: str) -> bool:
    """Whether an address that never gave a document said last that there is no such page."""
    sql = (
        "SELECT 1 FROM failures WHERE url = :url AND code IN ('gone', 'http-404', 'http-410')"
        " AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.url = :url)"
    )
    return library.row(sql, {"url": url}) is not None


def comes(library: Library, url: str, run: int) -> bool:
    """Whether a run asks for an article on its own account: it is due, or its document has come."""
    sql = (
        "SELECT 1 FROM frontier WHERE url = :url AND kind = 'article' AND (state = 'due' OR"
        " asked_in = :run AND EXISTS (SELECT 1 FROM documents WHERE documents.url = :url))"
    )
    return library.row(sql, {"url": url, "run": run}) is not None


def is_new(library: Library, url: str, run: int, since: datetime) -> bool:
    """Say whether a URL was met for the first time by this run, which began then."""
    sql = (
        "SELECT 1 FROM frontier WHERE url = :url AND ifnull(asked_in, :run) = :run AND NOT EXISTS"
        " (SELECT 1 FROM documents WHERE url = :url AND first_seen_at < :since)"
    )
    return library.row(sql, {"url": url, "run": run, "since": stamp(since)}) is not None


def is_barren(library: Library, url: str, before: datetime) -> bool:
    """Whether pages beside an address have failed time and again before, and none is a document.

    Pages of one folder or script are beside each other; a site without any document has no such.
    """
    folder, mark = (url.partition("?")[0], "?") if "?" in url else (url.rpartition("/")[0], "/")
    sql = (
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM documents WHERE host = :host)"
        " AND NOT EXISTS (SELECT 1 FROM documents WHERE url > :low AND url < :high)"
        " AND (SELECT count(*) FROM failures WHERE url > :low AND url < :high"
        " AND first_at < :before) >= :often"
    )
    values = {"host": host(url), "low": folder + mark, "high": folder + chr(ord(mark) + 1)}
    return library.row(sql, {**values, "before": stamp(before), "often": _OFTEN}) is not None


def is_missed(library: Library, url: str) -> bool:
    """Say whether a URL was asked for in vain, and given up."""
    return _stands(library, url, "state = 'failed'")


def title(library: Library, url: str) -> str:
    """Title of a stored document, or ""."""
    row = library.row("SELECT title FROM documents WHERE url = ?", (url,))
    return row["title"] if row else ""


def text(library: Library, url: str) -> str:
    """Return the text of a document, "" where there is none."""
    row = library.row("SELECT text FROM documents WHERE url = ?", (url,))
    return "" if row is None else str(row["text"])


def chars(library: Library, url: str) -> int:
    """Characters of a stored document, or 0."""
    row = library.row("SELECT chars FROM documents WHERE url = ?", (url,))
    return row["chars"] if row else 0


def fetched_at(library: Library, url: str) -> str:
    """When a stored document's page was last received, or ""."""
    row = library.row("SELECT fetched_at FROM documents WHERE url = ?", (url,))
    return (row["fetched_at"] or "") if row else ""


def rules_version(library: Library, url: str) -> str:
    """Which rules cleaned a stored document, or ""."""
    row = library.row("SELECT rules_version FROM documents WHERE url = ?", (url,))
    return row["rules_version"] if row else ""


def parts(library: Library, url: str) -> list[tuple[str, str]]:
    """(URL, hash of the body) of pages 2 to n of a document; empty for most."""
    rows = library.rows(
        "SELECT document_pages.url, hash FROM document_pages"
        " JOIN documents ON documents.id = document_id WHERE documents.url = ? ORDER BY number",
        (url,),
    )
    return [(row["url"], row["hash"]) for row in rows]


def page_hash(library: Library, url: str) -> str:
    """Which body in the archive an address gave last, or ""."""
    row = library.row("SELECT hash FROM pages WHERE url = ?", (url,))
    return row["hash"] if row else ""


def content_type(library: Library, url: str) -> str:
    """Content-Type of the last full response, or ""."""
    row = library.row("SELECT content_type FROM pages WHERE url = ?", (url,))
    return row["content_type"] if row else ""


def is_gone(library: Library, url: str) -> bool:
    """Whether a stored document is held to be gone from its site."""
    sql = "SELECT 1 FROM documents WHERE url = ? AND gone_at IS NOT NULL"
    return library.row(sql, (url,)) is not None


def with_more(library: Library, url: str, names: Collection[str]) -> list[str]:
    """Return an address with a document that is this one with a parameter of one of these names, too."""
    address, _, query = url.partition("?")
    if not names or not query:
        return []
    sql = (
        "SELECT url FROM documents WHERE url > :address || '?' AND url < :address || '@'"
        " AND instr(url, :part)"
    )
    rows = library.rows(sql, {"address": address, "part": max(query.split("&"), key=len)})
    return [row["url"] for row in rows if without(row["url"], names) == url][:1]


def in_other_letters(library: Library, url: str) -> list[str]:
    """Return an address with a document that is this one in capitals or in small letters, too."""
    sql = "SELECT url FROM documents WHERE host = ? AND url <> ? AND lower(url) = ? LIMIT 1"
    return [row["url"] for row in library.rows(sql, (host(url), url, url.lower()))]


def validators(library: Library, url: str) -> tuple[str, str]:
    """(ETag, Last-Modified) of the last full response; empty where there is none."""
    row = library.row("SELECT etag, last_modified FROM pages WHERE url = ?", (url,))
    return (row["etag"], row["last_modified"]) if row else ("", "")


def is_left(library: Library, url: str) -> bool:
    """Say whether an address was left for good: in a trap, or for another one that gives the same."""
    return _stands(library, url, "state = 'left'")


def is_unasked(library: Library, url: str) -> bool:
    """Say whether an address is known and no run has asked for it."""
    return _stands(library, url, "asked_in IS NULL")


def was_asked(library: Library, url: str, run: int) -> bool:
    """Say whether a run has asked for an address."""
    sql = "SELECT 1 FROM frontier WHERE url = ? AND asked_in = ?"
    return library.row(sql, (url, run)) is not None


def _stands(library: Library, url: str, how: str) -> bool:
    sql = f"SELECT 1 FROM frontier WHERE url = ? AND {how}"  # noqa: S608 - our own words
    return library.row(sql, (url,)) is not None
