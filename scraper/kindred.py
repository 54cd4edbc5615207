"""What a document has beside it: its earlier texts, and documents that say nearly the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.filters import DAY

if TYPE_CHECKING:
    from scraper.store import Library


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a line of a list; `day`, under which it is filed, is an ISO date or ""."""

    id: int
    title: str
    day: str
    site: str
    host: str
    first_seen_at: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier text of a document, and when another took its place."""

    id: int
    title: str
    replaced_at: str


def copies(library: Library, document: int, *, limit: int = 20) -> tuple[Entry, ...]:
    """Return the documents that are near-duplicates of this one, or have the very same text."""
    sql = (
        "WITH this AS (SELECT id, ifnull(duplicate_of, id) AS first, text_hash"  # noqa: S608 - our own names
        " FROM documents WHERE id = ?)"
        f" SELECT documents.id, title, ifnull({DAY}, '') AS day, site, host"
        " FROM documents, this WHERE documents.id <> this.id AND (documents.id = this.first"
        " OR duplicate_of = this.first OR documents.text_hash = nullif(this.text_hash, ''))"
        " ORDER BY day, documents.id LIMIT ?"
    )
    rows = library.rows(sql, (document, limit))
    return tuple(Entry(**dict(row)) for row in rows)


def versions(library: Library, document: int) -> tuple[Version, ...]:
    """Return the earlier texts of a document, the last one first."""
    rows = library.rows(
        "SELECT id, title, replaced_at FROM versions WHERE document_id = ? ORDER BY id DESC",
        (document,),
    )
    return tuple(Version(**dict(row)) for row in rows)


def text_of_version(library: Library, document: int, version: int) -> str | None:
    """Return an earlier text of a document; None if there is none of that number."""
    row = library.row(
        "SELECT text FROM versions WHERE id = ? AND document_id = ?", (version, document)
    )
    return row["text"] if row else None
