"""Finding documents: words and filters in, hits and counts out; exact at any moment.

What the index has not caught up with is read itself. Words that stand in most documents are not
looked up at all: reading documents, the newest first, gives a page of them sooner.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from scraper.filters import ANY, DAY, Filter, condition_of
from scraper.query import Query, Term, read
from scraper.snippets import snippet_of, spans
from scraper.terms import having, in_title, occurrences, scored, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.database import Row
    from scraper.store import Library
    from scraper.terms import Sql

MOST = 1_000_000_000
READ = 50  # documents read at once to be looked into
# a word is common that stands in the index oftener than this, and once for so many documents
FEW, COMMON = 500, 4
TITLES = 500  # so many titles with a word are listed; where there are more, titles are read
FACETS = ("site", "category", "kind", "speaker", "issuer", "year")
# values that a slip is held against, those that are named, and how alike they must be
VALUES, NEAR, ALIKE = 2000, 3, 0.5
_LISTED = f"id, {DAY} AS day, site, category, kind, speaker, issuer"
_NEWEST = f"{DAY} DESC, id DESC"


class Order(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"  # the title counts most; equal ones and common words: newest first
    DATE = "date"  # newest first


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result; matches are (start, end) offsets in `snippet` and in `title`."""

    id: int
    title: str
    url: str
    published: str  # ISO date or ""
    day: str  # the day it is filed under: published, else spoken, else written
    site: str
    category: str
    kind: str
    speaker: str
    issuer: str
    chars: int
    duplicate_of: int | None  # the document that said nearly the same first
    snippet: str
    matches: tuple[tuple[int, int], ...]
    title_matches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A value and how many of the documents found have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What was found, counted: in all, and by value; documents without one are only in `count`."""

    count: int
    site: tuple[Facet, ...]
    category: tuple[Facet, ...]
    kind: tuple[Facet, ...]
    speaker: tuple[Facet, ...]
    issuer: tuple[Facet, ...]
    year: tuple[Facet, ...]


def search(  # noqa: PLR0913 - one search box, its order and its page
    library: Library,
    words: str,
    where: Filter = ANY,
    *,
    order: Order = Order.RELEVANCE,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """Documents that fit a query (see `scraper.query`), best first; no words: the newest.

    Raises UsageError for a query that is too long to be one.
    """
    query = read(words)
    first, count = (min(max(number, 0), MOST) for number in (offset, limit))
    ids = list(islice(_ordered(library, query, where, order), first, first + count))
    sql = f"SELECT documents.*, {DAY} AS day FROM json_each(?) JOIN documents ON documents.id = value ORDER BY key"  # noqa: S608 - our own names
    return [_hit(row, query) for row in library.rows(sql, (json.dumps(ids),))]


def count(library: Library, words: str, where: Filter = ANY) -> int:
    """How many documents fit a query."""
    sql, params = matching(library, words, where)
    row = library.row(f"SELECT count(*) FROM ({sql})", params)  # noqa: S608 - conditions are built here
    assert row is not None
    return int(row[0])


def facets(library: Library, words: str, where: Filter = ANY, *, limit: int = 10) -> Facets:
    """Count what fits a query: the `limit` most frequent values of each, and all years from new."""
    sql, params = matching(library, words, where)
    parts = ["SELECT 'count' AS facet, '' AS value, count(*) AS count FROM chosen"]
    for name in FACETS:
        order = "2 DESC LIMIT -1" if name == "year" else f"3 DESC, 2 LIMIT {int(limit)}"
        parts.append(
            f"SELECT * FROM (SELECT '{name}', {name}, count(*) FROM chosen"  # noqa: S608 - our own names
            f" WHERE {name} <> '' GROUP BY 2 ORDER BY {order})"
        )
    rows = library.rows(
        f"WITH chosen AS MATERIALIZED (SELECT *, substr(day, 1, 4) AS year"  # noqa: S608 - as above
        f" FROM (SELECT {_LISTED} FROM documents) WHERE id IN ({sql})) {' UNION ALL '.join(parts)}",
        params,
    )
    found: dict[str, list[Facet]] = {name: [] for name in FACETS}
    for row in rows[1:]:
        found[row["facet"]].append(Facet(row["value"], row["count"]))
    return Facets(rows[0]["count"], **{name: tuple(values) for name, values in found.items()})


def matching(library: Library, words: str, where: Filter = ANY) -> Sql:
    """Select the ids of all documents that fit a query, for a larger statement to use."""
    query = read(words)
    condition, params = condition_of(where)
    if query == Query():
        return f"SELECT id FROM documents WHERE {condition}", params  # noqa: S608 - conditions are built here
    fits = ["id NOT IN (SELECT id FROM index_queue)"]
    for word, terms in (("IN", query.wanted), ("NOT IN", query.unwanted)):
        for term in terms:
            sql, values = having(term)
            fits.append(f"id {word} ({sql})")
            params += values
    sql = (
        f"SELECT id FROM documents WHERE {condition} AND"  # noqa: S608 - as above
        f" ({' AND '.join(fits)} OR id IN (SELECT value FROM json_each(?)))"
    )
    return sql, [*params, json.dumps(list(_queued(library, query)))]


def nearest(library: Library, where: Filter) -> dict[str, list[str]]:
    """Return, for each value of a filter that no document has, those most like it."""
    found: dict[str, list[str]] = {}
    for name in FACETS[:-1]:
        value = getattr(where, name)
        if value and not count(library, "", Filter(**{name: value})):
            facet = getattr(facets(library, "", limit=VALUES), name)
            known = [one.value for one in facet]
            holding = [one for one in known if value in one or one in value]
            found[name] = list(
                dict.fromkeys([*holding, *get_close_matches(value, known, NEAR, ALIKE)])
            )[:NEAR]
    return found


def _ordered(library: Library, query: Query, where: Filter, order: Order) -> Iterator[int]:
    """Give the ids of what fits, best first; what is not asked for is not looked for."""
    rare = [term for term in query.wanted if not _is_common(library, term)]
    if rare:
        ids = _looked_up(library, query, rare, where, order)
    else:
        ids = _walked(library, query, where, order)
    exact = len(rare) == len(query.wanted + query.unwanted)
    return ids if exact else _fitting(library, ids, query)


def _is_common(library: Library, term: Term) -> bool:
    if term.title:
        return False
    (newest,) = library.row("SELECT ifnull(max(id), 0) FROM documents") or (0,)
    most = FEW + newest // COMMON
    row = library.row(*occurrences(term, most))
    return row is not None and row[0] >= most


def _looked_up(
    library: Library, query: Query, rare: list[Term], where: Filter, order: Order
) -> Iterator[int]:
    """Documents with the rare terms, by the index; the others are for the caller to look into."""
    indexed, params = scored(rare)
    condition, values = condition_of(where)
    best = "score DESC, " if order is Order.RELEVANCE else ""
    sql = f"""
        WITH hits AS (
          SELECT id, score FROM ({indexed}) WHERE id NOT IN (SELECT id FROM index_queue)
          UNION ALL SELECT value, 0.0 FROM json_each(?)
        )
        SELECT id FROM hits CROSS JOIN documents USING (id) WHERE {condition} ORDER BY {best}{_NEWEST}
    """  # noqa: S608 - conditions are built here, every value is bound
    queued = json.dumps(list(_queued(library, query)))
    for row in library.stream(sql, [*params, queued, *values]):
        yield row["id"]


def _walked(library: Library, query: Query, where: Filter, order: Order) -> Iterator[int]:
    """All documents, newest first; by relevance first those with all, then some words in the title.

    The index on titles gives each of the three lazily and in order: a page is had without sorting all.
    """
    condition, params = condition_of(where)
    titles = [_titled(library, term) for term in query.wanted] if order is Order.RELEVANCE else []
    for title, values in _levels(titles):
        sql = f"SELECT id FROM documents WHERE {condition} AND {title} ORDER BY {_NEWEST}"  # noqa: S608 - as above
        yield from (row["id"] for row in library.stream(sql, [*params, *values]))


def _titled(library: Library, term: Term) -> Sql:
    """Tell whether a title has a term: as a list where it is short, else by reading titles."""
    sql, params = titled(term)
    rows = library.rows(f"SELECT id FROM ({sql}) LIMIT ?", [*params, TITLES])  # noqa: S608 - as above
    if len(rows) == TITLES:
        return in_title(term)
    return "id IN (SELECT value FROM json_each(?))", [json.dumps([row["id"] for row in rows])]


def _levels(titles: list[Sql]) -> Iterator[Sql]:
    """Say which titles come first; a condition stops at the first test that decides it."""
    if not titles:
        yield "1", []
        return
    tests, values = [sql for sql, _ in titles], [value for _, more in titles for value in more]
    every, some = f"({' AND '.join(tests)})", f"({' OR '.join(tests)})"
    yield every, values
    if len(titles) > 1:
        yield f"{some} AND NOT {every}", values * 2
    yield f"NOT {some}", values


def _fitting(library: Library, ids: Iterator[int], query: Query) -> Iterator[int]:
    """Keep the documents that fit, by reading them."""
    sql = "SELECT documents.id, title, text FROM json_each(?) JOIN documents ON documents.id = value ORDER BY key"
    while batch := list(islice(ids, READ)):
        for row in library.rows(sql, (json.dumps(batch),)):
            if query.fits(row["title"], row["text"]):
                yield row["id"]


def _queued(library: Library, query: Query) -> Iterator[int]:
    """Documents that fit, of those the index has not caught up with."""
    sql = "SELECT id, title, text FROM index_queue JOIN documents USING (id)"
    for row in library.stream(sql):
        if query.fits(row["title"], row["text"]):
            yield row["id"]


def _hit(row: Row, query: Query) -> Hit:
    """Show the text where most of the terms stand together, or its beginning."""
    terms = [term for term in query.wanted if not term.title]
    snippet = snippet_of(row["text"], terms)
    names = (
        "id",
        "title",
        "url",
        "site",
        "category",
        "kind",
        "speaker",
        "issuer",
        "chars",
        "duplicate_of",
    )
    return Hit(
        **{name: row[name] for name in names},
        published=row["published"] or "",
        day=row["day"] or "",
        snippet=snippet,
        matches=spans(snippet, terms),
        title_matches=spans(row["title"], query.wanted),
    )
