"""When a stored document is visited again: sooner when it changes, later when it does not.

The first time with the next run, for a text is corrected soon or never; then the interval is halved
by a change and grows by half with every answer that brings nothing (the adaptive schedule of Nutch
and StormCrawler).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scraper import frontier, stored
from scraper.frontier import Kind
from scraper.rows import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.config import SiteConfig
    from scraper.store import Library

SHORTEST, FIRST, LONGEST = timedelta(hours=1), timedelta(days=1), timedelta(days=30)
# of the requests a walk over the whole site takes, so many a run may spend on looking again
_SHARE = 0.35
LEAST = 3  # requests that are left for looking again, whatever the lists took


def following(interval: timedelta | None, *, moved: bool) -> timedelta:
    """Return the next interval after a visit; None is a document that was never visited again."""
    if interval is None:
        return SHORTEST if moved else FIRST
    if moved:
        return max(SHORTEST, interval / 2)
    return min(LONGEST, interval * 1.5)


def each_run(library: Library, site: SiteConfig) -> Iterator[tuple[Kind, Sequence[str]]]:
    """Yield what every run of a site begins with, to be queued one after the other: a start page is no feed any more."""
    yield Kind.START, site.start
    yield Kind.FEED, frontier.of_kind(library, site.name, Kind.FEED)


def walk_is_due(library: Library, site: str, every: timedelta) -> bool:
    """Say whether all lists of a site are to be walked to their ends, and note that they are.

    Noted at once: what such a walk leaves undone stays due, and later runs go on with it.
    """
    now = datetime.now(UTC)
    row = library.row("SELECT full_at FROM walks WHERE site = ?", (site,))
    if row is not None and stamp(now - every) < row["full_at"] <= stamp(now):
        return False
    with library.transaction() as connection:
        connection.execute(
            "INSERT INTO walks (site, full_at) VALUES (?, ?)"
            " ON CONFLICT (site) DO UPDATE SET full_at = excluded.full_at",
            (site, stamp(now)),
        )
    return True


def planned(library: Library, url: str, at: datetime) -> None:
    """Plan the first visit to a document that is new."""
    _plan(library, url, at, timedelta(0))
    _unsuspect(library, url)


def seen(library: Library, url: str, at: datetime, *, moved: bool) -> None:
    """Plan the next visit to a document that was there; it is not gone."""
    interval = following(_interval(library, url), moved=moved)
    with library.transaction() as connection:
        connection.execute(
            "UPDATE documents SET gone_at = NULL WHERE url = ? AND gone_at IS NOT NULL", (url,)
        )
    _plan(library, url, at + interval, interval)
    _unsuspect(library, url)


def put_off(library: Library, url: str, at: datetime) -> None:
    """Plan another visit after one that said nothing: an error, a wall, an empty page.

    Soon after the first; what goes on like that has its turn ever later, as what stays as it is.
    """
    sql = "SELECT 1 FROM failures WHERE url = ? AND tries > 1"
    if library.row(sql, (url,)) is None:
        _plan(library, url, at + SHORTEST)
        return
    interval = following(_interval(library, url), moved=False)
    _plan(library, url, at + interval, interval)


def missing(library: Library, url: str, at: datetime, run: int) -> bool:
    """Note that the site says a document is not there; the second run to find so marks it gone.

    Returns whether it is gone now; its text stays.
    """
    row = library.row("SELECT missing_in FROM pages WHERE url = ?", (url,))
    first = row["missing_in"] if row else None
    with library.transaction() as connection:
        if first is None or first == run:
            connection.execute(
                "UPDATE pages SET missing_in = ?, next_at = '' WHERE url = ?", (run, url)
            )
            return False
        connection.execute(
            "UPDATE documents SET gone_at = ? WHERE url = ? AND gone_at IS NULL", (stamp(at), url)
        )
        connection.execute(
            "UPDATE pages SET interval = ?, next_at = ? WHERE url = ?",
            (int(LONGEST.total_seconds()), stamp(at + LONGEST), url),
        )
    return True


def suspected(library: Library, site: str) -> list[str]:
    """Return a site's documents that one run has found missing: the next one looks again."""
    sql = (
        "SELECT url FROM pages JOIN frontier USING (url) JOIN documents USING (url)"
        " WHERE pages.next_at = '' AND missing_in IS NOT NULL AND frontier.site = ?"
        " AND gone_at IS NULL ORDER BY pages.id"
    )
    return [row["url"] for row in library.rows(sql, (site,))]


def allowance(library: Library, site: str) -> int:
    """Return how many requests a run may make that looks again: a share of a whole walk's."""
    return int(frontier.answered(library, site) * _SHARE)


def again(  # noqa: PLR0913 - what is due depends on all of these
    library: Library,
    site: str,
    at: datetime,
    run: int,
    *,
    left: int,
    doubtful: Sequence[str] = (),
    missed: Sequence[str] = (),
) -> list[str]:
    """Return a site's documents that a run looks at again, with so many requests `left` for it.

    Those in doubt all; of those due by their schedule as many as keep the run cheap, and one at
    least: one on several pages costs as many requests. Before these what was `missed` on a list that
    had it, though a page not read in this run may still name it.
    """
    urls = list(dict.fromkeys((*suspected(library, site), *doubtful)))
    left -= sum(1 + len(stored.parts(library, url)) for url in urls)
    others = dict.fromkeys((*missed, *due(library, site, at, run, max(left, 1))))
    for at_least, url in enumerate([one for one in others if one not in urls]):
        left -= 1 + len(stored.parts(library, url))
        if left < 0 and at_least:
            break
        urls.append(url)
    return urls


def why(library: Library, url: str) -> str:
    """Say why a document is due to be looked at again."""
    row = library.row("SELECT next_at, interval, missing_in FROM pages WHERE url = ?", (url,))
    if row is None or row["missing_in"] is not None:
        return "one run has found it missing; a second look decides"
    if row["interval"] == 0:
        return "stored, and not looked at again yet"
    return f"stored; by its own pace due since {row['next_at']}, every {_span(row['interval'])}"


def _span(seconds: int) -> str:
    hours = seconds / 3600
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"


def due(library: Library, site: str, at: datetime, run: int, limit: int) -> list[str]:
    """Return a site's documents to be visited that this run has not asked for.

    What was stored since a run last came to its end is no news yet: a killed run is gone on with.
    Those overdue by more than their interval first, then those never visited again, then the rest;
    the newest first where that says nothing. A visit planned for later than any interval says was
    planned by a clock that was wrong, and is due.
    """
    sql = (  # CROSS: over the site's own pages; else each site passes over what is due of all
        "SELECT url FROM frontier CROSS JOIN pages USING (url) JOIN documents USING (url)"
        " WHERE (pages.next_at <= :now OR pages.next_at > :longest) AND frontier.site = :site"
        " AND frontier.kind = 'article' AND frontier.state NOT IN ('due', 'leased')"
        " AND asked_in IS NOT :run AND (pages.fetched_at > :now OR pages.fetched_at <="
        " (SELECT max(finished_at) FROM runs WHERE command = 'crawl' AND ended = 'done'))"
        " ORDER BY iif(interval = 0, 1.0,"
        " abs(julianday(:now) - julianday(pages.next_at)) * 86400 / interval) DESC,"
        " published DESC, pages.id LIMIT :limit"
    )
    values = {"now": stamp(at), "longest": stamp(at + LONGEST), "site": site, "run": run}
    values["limit"] = limit
    return [row["url"] for row in library.rows(sql, values)]


def _interval(library: Library, url: str) -> timedelta | None:
    row = library.row("SELECT interval FROM pages WHERE url = ?", (url,))
    return timedelta(seconds=row["interval"]) if row and row["interval"] else None


def _plan(library: Library, url: str, next_at: datetime, interval: timedelta | None = None) -> None:
    seconds = None if interval is None else int(interval.total_seconds())
    with library.transaction() as connection:
        connection.execute(
            "UPDATE pages SET next_at = ?, interval = ifnull(?, interval) WHERE url = ?",
            (stamp(next_at), seconds, url),
        )


def _unsuspect(library: Library, url: str) -> None:
    with library.transaction() as connection:
        connection.execute("UPDATE pages SET missing_in = NULL WHERE url = ?", (url,))
