"""What every page of links led to when it was last read; so a 304 can be walked on from memory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper import pagers, stored
from scraper.frontier import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scraper.store import Library

OTHER_PAGE, NEXT_PAGE = 1, 2  # of the same list
_NUMBERS = re.compile(r"\d+")
_DATED = re.compile(r" [\d年月日./-]{3,11}$")


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


def lists(leads: Iterable[Lead]) -> list[str]:
    """Return the lists that a page of links leads to, its own other pages apart."""
    return [one.url for one in leads if one.kind is Kind.LISTING and not one.turns]


def next_page(library: Library, url: str, pages: Sequence[Lead]) -> list[str]:
    """Return the page of a list after this one: the link that says so, else the next number.

    Not number 1 where that was left: the list's first page by another address.
    """
    named = [one.url for one in pages if one.turns == NEXT_PAGE]
    if named:
        return named[:1]
    at = pagers.count(url)
    after = sorted((pagers.count(one.url), one.url) for one in pages if pagers.count(one.url) > at)
    if after and after[0][0] == 1 and stored.is_left(library, after[0][1]):
        after = after[1:]
    return [after[0][1]] if after else []


def onward(library: Library, url: str, found_on: str, leads: Iterable[Lead]) -> list[Lead]:
    """Return the other pages of a list, but for what says 上一页 and leads to where one came from.

    To a page that another one's 下一页 has led to, or from the first page to itself by another address.
    """
    at = pagers.count(url)
    led = not at or any(one.url == url and one.turns == NEXT_PAGE for one in of(library, found_on))
    return [
        one
        for one in leads
        if one.turns
        and not (led and pagers.says_back(one.said) and pagers.count(one.url) <= max(at, 1))
    ]


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


def redated(
    library: Library, page: str, leads: Iterable[Lead], moved: Mapping[str, str]
) -> tuple[str, ...]:
    """Return addresses that a list read before did not name then, with another date than elsewhere.

    What is announced again comes to the front of its list with a new date, while the page that has
    the old one may not be read; what is pushed on to the next page keeps its date. `moved` as in
    `retold`.
    """
    dates = {one.url: date for one in leads if (date := _date(one.said))}
    sql = "SELECT said FROM links WHERE target = (SELECT id FROM frontier WHERE url = ?)"
    news: list[str] = []
    for url in newcomers(library, page, (one for one in leads if one.url in dates)):
        said = [row["said"] for row in library.rows(sql, (url,))] + [moved.get(url, "")]
        others = [other for one in said if (other := _date(one))]
        if others and not any(_is_same(dates[url], other) for other in others):
            news.append(url)
    return tuple(news)


def _date(said: str) -> tuple[int, ...]:
    """Return the numbers of the date at the end of what a list says, () where there is none."""
    found = _DATED.search(said)
    numbers = tuple(int(one) for one in _NUMBERS.findall(found[0])) if found else ()
    return numbers if len(numbers) > 1 else ()


def _is_same(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Say whether two dates agree as far as both go: a list may leave out the year."""
    least = min(len(one), len(other))
    return one[-least:] == other[-least:]


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


def is_idle(library: Library, page: str) -> bool:
    """Say whether what a page of links led to is known, and no article or feed was among it."""
    sql = (
        "SELECT 1 FROM links JOIN frontier AS target ON target.id = links.target"
        " WHERE page = (SELECT id FROM frontier WHERE url = ?)"
        " AND target.kind IN ('article', 'feed')"
    )
    return has(library, page) and library.row(sql, (page,)) is None


def is_linked(library: Library, url: str) -> bool:
    """Say whether any page of links still leads to an address."""
    sql = "SELECT 1 FROM links WHERE target = (SELECT id FROM frontier WHERE url = ?)"
    return library.row(sql, (url,)) is not None


def is_shown(library: Library, url: str, run: int) -> bool:
    """Say whether a page of links that this run has asked for leads to an address."""
    sql = (
        "SELECT 1 FROM links JOIN frontier ON frontier.id = page WHERE asked_in = ?"
        " AND target = (SELECT id FROM frontier WHERE url = ?)"
    )
    return library.row(sql, (run, url)) is not None


def turning_to(library: Library, url: str) -> list[str]:
    """Return the pages of links that name an address as another page of their list."""
    sql = (
        "SELECT page.url FROM links JOIN frontier AS page ON page.id = links.page"
        " WHERE target = (SELECT id FROM frontier WHERE url = ?) AND turns > 0"
    )
    return [row["url"] for row in library.rows(sql, (url,))]


def turns(library: Library, url: str) -> bool:
    """Say whether a page of links has named an address as another page of its list."""
    sql = "SELECT 1 FROM links WHERE target = (SELECT id FROM frontier WHERE url = ?) AND turns > 0"
    return library.row(sql, (url,)) is not None


def goes_on(library: Library, url: str, found_on: str) -> bool:
    """Say whether an address is another page of a list that has brought something, and names a document.

    A calendar's month brings its days.
    """
    sql = (
        "SELECT 1 FROM links JOIN frontier AS article ON article.id = target JOIN documents"
        " ON documents.url = article.url WHERE page = (SELECT id FROM frontier WHERE url = ?) LIMIT 1"
    )
    brought = turns(library, url) and fruitful(library, [found_on])
    return bool(brought and library.row(sql, (found_on,)))


def is_on_another(library: Library, url: str, page: str, run: int, least: int = 1) -> bool:
    """Say whether this run has met an address on so many other listings than this page."""
    sql = (
        "SELECT 1 FROM links JOIN frontier ON frontier.id = page WHERE run = ? AND kind = 'listing'"
        " AND frontier.url <> ? AND target = (SELECT id FROM frontier WHERE url = ?) LIMIT ?"
    )
    return len(library.rows(sql, (run, page, url, least))) == least


def fruitful(library: Library, urls: Iterable[str], least: int = 1) -> list[str]:
    """Return those URLs of lists that answer and bring something.

    They were the first to name so many addresses, or no other page but a feed names an article.
    """
    sql = (
        "SELECT 1 FROM frontier AS list WHERE url = ? AND state <> 'failed' AND (brought >= ? OR EXISTS"
        " (SELECT 1 FROM links JOIN frontier AS article ON article.id = target WHERE page = list.id"
        " AND article.kind = 'article' AND article.state <> 'left' AND NOT EXISTS (SELECT 1 FROM links AS other"
        " JOIN frontier AS another ON another.id = other.page WHERE other.target = links.target"
        " AND another.id <> list.id AND another.kind <> 'feed')))"
    )
    return [url for url in urls if library.row(sql, (url, least))]
