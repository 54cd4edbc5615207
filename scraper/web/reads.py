"""What only the page asks of the library: its sums, its years, earlier texts, copies."""

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
class Overview:
    """The library at a glance; `newest` are the documents that came last."""

    documents: int
    chars: int
    sites: int
    newest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier text of a document, and when another took its place."""

    id: int
    title: str
    replaced_at: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A cut and its place in the text, as in the table `cuts`; `paragraph` None: not recorded."""

    rule: str
    block: int
    start_char: int
    end_char: int
    text: str
    paragraph: int | None
    before_char: int | None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule cut in the whole library, on how many documents, and an example."""

    rule: str
    cuts: int
    documents: int
    example: str


def overview(library: Library, *, listed: int = 10) -> Overview:
    """Count documents, characters and sites; list the documents that came last."""
    total = library.row(
        "SELECT count(*) AS documents, ifnull(sum(chars), 0) AS chars,"
        " count(DISTINCT nullif(site, '')) + (SELECT count(*) FROM (SELECT 1 FROM documents"
        " WHERE host <> '' GROUP BY host HAVING max(site) = '')) AS sites FROM documents"
    )
    newest = library.rows(
        f"SELECT id, title, ifnull({DAY}, '') AS day, site, host, first_seen_at FROM documents"  # noqa: S608 - our own names
        " ORDER BY id DESC LIMIT ?",
        (listed,),
    )
    assert total is not None
    return Overview(**dict(total), newest=tuple(Entry(**dict(row)) for row in newest))


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


def placed_cuts(library: Library, document: int, *, limit: int) -> tuple[Placed, ...]:
    """Return the first cuts of a document in page order."""
    rows = library.rows(
        "SELECT rule, block, start_char, end_char, text, paragraph, before_char FROM cuts"
        " WHERE document_id = ? ORDER BY block, start_char, end_char DESC LIMIT ?",
        (document, limit),
    )
    return tuple(Placed(**dict(row)) for row in rows)


def rules(library: Library, *, limit: int = 30) -> tuple[RuleCount, ...]:
    """Return the rules that cut most, with an example of each."""
    rows = library.rows(
        "SELECT rule, count(*) AS cuts, count(DISTINCT document_id) AS documents,"
        " max(substr(text, 1, 80)) AS example FROM cuts GROUP BY rule ORDER BY 2 DESC LIMIT ?",
        (limit,),
    )
    return tuple(RuleCount(**dict(row)) for row in rows)
