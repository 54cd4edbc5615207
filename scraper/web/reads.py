"""What only the page asks of the library: its sums, its years, cuts in their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.filters import DAY
from scraper.kindred import Entry

if TYPE_CHECKING:
    from scraper.store import Library


@dataclass(frozen=True, slots=True)
class Overview:
    """The library at a glance; `newest` are the documents that came last."""

    documents: int
    chars: int
    sites: int
    newest: tuple[Entry, ...]


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
