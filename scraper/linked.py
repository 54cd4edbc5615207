"""What every page of links led to when it was last read; so a 304 can be walked on from memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.frontier import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scraper.store import Library

OTHER_PAGE, NEXT_PAGE = 1, 2  # of the same list


@dataclass(frozen=True, slots=True)
class Lead:
    """A link of a page of links: what it leads to, and what stood there of it.

    `turns`: 0, or OTHER_PAGE or NEXT_PAGE of the same list.
    """

    url: str
    kind: Kind
    turns: int = 0
    said: str = ""


def of(library: Library, page: str) -> tuple[Lead, ...]:
    """Return what a page of links led to when it was last read."""
    sql = (
        "SELECT target.url, target.kind, turns, said FROM links"
        " JOIN frontier AS page ON page.id = links.page"
        " JOIN frontier AS target ON target.id = links.target"
        " WHERE page.url = ? ORDER BY target.id"
    )
    rows = library.rows(sql, (page,))
    return tuple(Lead(r["url"], Kind(r["kind"]), r["turns"], r["said"]) for r in rows)


def note(library: Library, page: str, leads: Iterable[Lead], run: int) -> tuple[str, ...]:
    """Remember queued links of a page; return those of which it now says something else."""
    retold: list[str] = []
    with library.transaction() as connection:
        for lead in leads:
            row = {"page": page, "url": lead.url, "turns": lead.turns, "said": lead.said}
            old = connection.execute(
                "SELECT said FROM links WHERE page = (SELECT id FROM frontier WHERE url = :page)"
                " AND target = (SELECT id FROM frontier WHERE url = :url)",
                row,
            ).fetchone()
            if old is not None and old["said"] != lead.said:
                retold.append(lead.url)
            connection.execute(
                "INSERT INTO links (page, target, turns, said, run)"
                " SELECT page.id, target.id, :turns, :said, :run FROM frontier AS page"
                " JOIN frontier AS target ON target.url = :url WHERE page.url = :page"
                " ON CONFLICT (page, target) DO UPDATE SET turns = excluded.turns,"
                " said = excluded.said, run = excluded.run",
                {**row, "run": run},
            )
    return tuple(retold)


def newcomers(library: Library, page: str, leads: Iterable[Lead]) -> tuple[str, ...]:
    """Return addresses that a page read before did not name then; none for one never read."""
    if not has(library, page):
        return ()
    sql = (
        "SELECT 1 FROM links WHERE page = (SELECT id FROM frontier WHERE url = ?)"
        " AND target = (SELECT id FROM frontier WHERE url = ?)"
    )
    return tuple(one.url for one in leads if library.row(sql, (page, one.url)) is None)


def retold(
    library: Library, page: str, leads: Sequence[Lead], moved: Mapping[str, str]
) -> tuple[str, ...]:
    """Return addresses that a feed read before did not name then, those told elsewhere aside.

    A sitemap of several files moves its entries from one to the other: `moved` are those that this
    run has missed on a page that had them, and what stood there of them.
    """
    sql = (
        "SELECT 1 FROM links WHERE target = (SELECT id FROM frontier WHERE url = ?)"
        " AND said = ? AND said <> ''"
    )
    said = {lead.url: lead.said for lead in leads}
    new = [url for url in newcomers(library, page, leads) if moved.get(url) != said[url]]
    return tuple(url for url in new if library.row(sql, (url, said[url])) is None)


def forget(library: Library, page: str, run: int) -> dict[str, str]:
    """Drop the links of a page that this run has not seen on it.

    Returns the articles among them, each with what stood there of it.
    """
    values = {"page": page, "run": run}
    with library.transaction() as connection:
        rows = connection.execute(
            "SELECT url, said FROM links JOIN frontier ON frontier.id = target"
            " WHERE kind = 'article' AND run <> :run"
            " AND page = (SELECT id FROM frontier WHERE url = :page)",
            values,
        ).fetchall()
        connection.execute(
            "DELETE FROM links WHERE run <> :run"
            " AND page = (SELECT id FROM frontier WHERE url = :page)",
            values,
        )
    return {row["url"]: row["said"] for row in rows}


def has(library: Library, page: str) -> bool:
    """Say whether it is known what a page of links led to."""
    sql = "SELECT 1 FROM links WHERE page = (SELECT id FROM frontier WHERE url = ?)"
    return library.row(sql, (page,)) is not None


def is_linked(library: Library, url: str) -> bool:
    """Say whether any page of links still leads to an address."""
    sql = "SELECT 1 FROM links WHERE target = (SELECT id FROM frontier WHERE url = ?)"
    return library.row(sql, (url,)) is not None


def turns(library: Library, url: str) -> bool:
    """Say whether a page of links has named an address as another page of its list."""
    sql = "SELECT 1 FROM links WHERE target = (SELECT id FROM frontier WHERE url = ?) AND turns > 0"
    return library.row(sql, (url,)) is not None


def is_on_another(library: Library, url: str, page: str, run: int) -> bool:
    """Say whether this run has met an address on another listing than this page."""
    sql = (
        "SELECT 1 FROM links JOIN frontier ON frontier.id = page WHERE run = ? AND kind = 'listing'"
        " AND frontier.url <> ? AND target = (SELECT id FROM frontier WHERE url = ?)"
    )
    return library.row(sql, (run, page, url)) is not None
