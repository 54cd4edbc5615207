"""What is due next: URLs with a state, in the library, so that a killed crawl loses nothing.

due → leased → done | failed, and back to due: put off by `later`, given back by `recover`, asked again
by `renew`; left for good in a trap. A run asks for no URL twice, one crawl at a time works here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from scraper.rows import stamp
from scraper.urls import cuts_across, host, is_month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.database import Row
    from scraper.store import Library

# a hold of a minute is waited out (politeness), and one of more than a day is a wrong clock's
DUE = (
    "FROM frontier LEFT JOIN hosts USING (host)"
    " WHERE state = 'due' AND next_at <= :now"
    " AND (ifnull(hold_until, '') <= strftime('%Y-%m-%dT%H:%M:%SZ', :now, '+60 seconds')"
    " OR hold_until > strftime('%Y-%m-%dT%H:%M:%SZ', :now, '+25 hours'))"
)


class Kind(StrEnum):
    """What a URL is expected to be; PART is a later page of an article, asked for with it."""

    START = "start"
    FEED = "feed"
    LISTING = "listing"
    ARTICLE = "article"
    PART = "part"


# the order of asking; pages of links and articles as they come, then what articles link to, what is
# looked at again, and what has stopped its host
PRIORITY = {Kind.START: 0, Kind.FEED: 1, Kind.LISTING: 2, Kind.ARTICLE: 2, Kind.PART: 2}
AFTERWARDS, REVISIT, LAST = 3, 4, 5


@dataclass(frozen=True, slots=True)
class Task:
    """One URL to ask for; `host` carries its port where the URL names one."""

    url: str
    kind: Kind
    site: str
    host: str
    found_on: str
    tries: int


def add(  # noqa: PLR0913, PLR0917 - a row has these columns
    library: Library,
    urls: Iterable[str],
    kind: Kind,
    site: str,
    found_on: str = "",
    priority: int | None = None,
) -> int:
    """Queue canonical URLs not known yet; return how many were new. Stored documents are known."""
    if not (entries := [_entry(url, kind, site, found_on, priority) for url in urls]):
        return 0
    sql = (
        "INSERT INTO frontier (url, host, site, kind, found_on, priority, state)"
        " SELECT :url, :host, :site, :kind, :found_on, :priority, '{state}'"
        " WHERE {known} (SELECT 1 FROM documents WHERE url = :url)"
        " ON CONFLICT (url) DO NOTHING"
    )
    with library.transaction() as connection:
        before = connection.total_changes
        connection.executemany(sql.format(state="due", known="NOT EXISTS"), entries)
        new = connection.total_changes - before
        connection.executemany(sql.format(state="done", known="EXISTS"), entries)
        return new


def mention(library: Library, urls: Iterable[str], kind: Kind, site: str, found_on: str) -> None:
    """Make URLs known without queueing them."""
    with library.transaction() as connection:
        connection.executemany(
            "INSERT INTO frontier (url, host, site, kind, found_on, priority, state) VALUES"
            " (:url, :host, :site, :kind, :found_on, :priority, 'done') ON CONFLICT (url) DO NOTHING",
            [_entry(url, kind, site, found_on, None) for url in urls],
        )


def renew(  # noqa: PLR0913 - a row has these columns
    library: Library,
    urls: Iterable[str],
    kind: Kind,
    site: str,
    *,
    run: int | None = None,
    priority: int | None = None,
) -> None:
    """Queue URLs, and make them due even if they are done or failed: what is asked again.

    With `run`, not those that this run has asked already; never those left in a trap.
    """
    with library.transaction() as connection:
        connection.executemany(
            "INSERT INTO frontier (url, host, site, kind, found_on, priority)"
            " VALUES (:url, :host, :site, :kind, :found_on, :priority)"
            " ON CONFLICT (url) DO UPDATE SET state = 'due', kind = excluded.kind,"
            " site = excluded.site, tries = 0, next_at = '', asked_in = NULL,"
            " priority = iif(state = 'due' AND priority = :last, priority, excluded.priority)"
            " WHERE state NOT IN ('leased', 'left')"
            " AND (:run IS NULL OR asked_in IS NOT :run)",
            [{**_entry(url, kind, site, "", priority), "run": run, "last": LAST} for url in urls],
        )


def recover(library: Library, run: int) -> int:
    """Give back what dead runs leased (call it holding the crawl lock); return how many.

    What such a run stored before it died is done; a look again that it did not end is not.
    """
    with library.transaction() as connection:
        return connection.execute(
            "UPDATE frontier SET leased_by = NULL, state = iif(kind = 'article' AND priority < ?"
            " AND EXISTS (SELECT 1 FROM documents WHERE documents.url = frontier.url),"
            " 'done', 'due') WHERE state = 'leased' AND leased_by IS NOT ?",
            (REVISIT, run),
        ).rowcount


def lease(library: Library, run: int, host: str, at: datetime, most: int = LAST) -> Task | None:
    """Take the next due URL of a host that this run has not asked yet; None when nothing is due.

    `most`: the last priority that is asked.
    """
    now = {"now": stamp(at), "host": host, "run": run, "most": most}
    with library.transaction() as connection:
        row = connection.execute(
            f"SELECT frontier.* {DUE} AND host = :host AND asked_in IS NOT :run"
            " AND priority <= :most ORDER BY priority, frontier.id LIMIT 1",
            now,
        ).fetchone()
        if row is None:
            return None
        connection.execute(
            "UPDATE frontier SET state = 'leased', leased_by = ?, asked_in = ? WHERE id = ?",
            (run, run, row["id"]),
        )
    return _task(row)


def done(library: Library, url: str) -> None:
    """Close a URL that gave what it should."""
    _close(library, url, "done")


def failed(library: Library, url: str) -> None:
    """Give a URL up: it stays known, and is asked again only when renewed."""
    _close(library, url, "failed")


def left(library: Library, url: str) -> None:
    """Leave a URL for good, unasked: it stands in a trap, or is known by another address."""
    _close(library, url, "left")


def later(library: Library, url: str, until: datetime | None = None) -> None:
    """Put a URL off to a later run, and not before a time if one is given; counts as a try.

    One with a time has stopped its whole host: it comes last, lest it do so each time; no start page.
    """
    wait = "" if until is None else _not_before(until)
    with library.transaction() as connection:
        connection.execute(
            "UPDATE frontier SET state = 'due', leased_by = NULL, tries = tries + 1,"
            " priority = iif(:wait = '' OR kind = 'start', priority, :last), next_at = :wait WHERE url = :url",
            {"wait": wait, "last": LAST, "url": url},
        )


def brought(library: Library, url: str, count: int) -> None:
    """Remember that a page of links was the first to name so many addresses."""
    with library.transaction() as connection:
        connection.execute("UPDATE frontier SET brought = brought + ? WHERE url = ?", (count, url))


def left_unasked(library: Library, site: str) -> list[str]:
    """Return a site's URLs that were left for good."""
    sql = "SELECT url FROM frontier WHERE site = ? AND state = 'left'"
    return [row["url"] for row in library.rows(sql, (site,))]


def reopen(library: Library, site: str) -> None:
    """Give what was left in traps another chance: a trap may have been a mistake."""
    with library.transaction() as connection:
        connection.execute(
            "UPDATE frontier SET state = 'due' WHERE site = ? AND state = 'left'", (site,)
        )


def become(library: Library, url: str, kind: Kind) -> None:
    """Correct what a URL is."""
    with library.transaction() as connection:
        connection.execute("UPDATE frontier SET kind = ? WHERE url = ?", (kind, url))


def hold(library: Library, host: str, until: datetime) -> None:
    """Ask nothing of a host until then (Retry-After); outlives the run."""
    with library.transaction() as connection:
        connection.execute(
            "INSERT INTO hosts (host, hold_until) VALUES (?, ?)"
            " ON CONFLICT (host) DO UPDATE SET hold_until = excluded.hold_until",
            (host, _not_before(until)),
        )


def waits(library: Library, run: int, host: str, at: datetime) -> bool:
    """Say whether anything of a host, held or not, is due that this run has not asked."""
    sql = "SELECT 1 FROM frontier WHERE state = 'due' AND next_at <= ? AND host = ? AND asked_in IS NOT ?"
    return library.row(sql, (stamp(at), host, run)) is not None


def due(library: Library, at: datetime, *, limit: int = 1000) -> list[Task]:
    """List what would be asked, in order, host by host (a dry run)."""
    sql = f"SELECT frontier.* {DUE} ORDER BY host, priority, frontier.id LIMIT :limit"
    return [_task(row) for row in library.rows(sql, {"now": stamp(at), "limit": limit})]


def kind_of(library: Library, url: str) -> Kind | None:
    """Return what a URL is known as, or None."""
    row = library.row("SELECT kind FROM frontier WHERE url = ?", (url,))
    return Kind(row["kind"]) if row else None


def of_kind(library: Library, site: str, kind: Kind) -> list[str]:
    """Return a site's URLs of one kind that did not fail, and that no other of the kind names."""
    sql = (
        "SELECT url FROM frontier AS one WHERE site = :site AND kind = :kind AND state <> 'failed'"
        " AND NOT EXISTS (SELECT 1 FROM links JOIN frontier AS page ON page.id = links.page"
        " WHERE target = one.id AND page.kind = :kind) ORDER BY id"
    )
    return [row["url"] for row in library.rows(sql, {"site": site, "kind": kind})]


def answered(library: Library, site: str) -> int:
    """Count a site's URLs that gave what they should: what a walk over all of it takes, at least."""
    sql = (
        "SELECT count(*) FROM frontier WHERE site = ? AND state NOT IN ('left', 'failed')"
        " AND (asked_in IS NOT NULL OR kind = 'part')"
    )
    row = library.row(sql, (site,))
    return int(row[0]) if row else 0


def known(library: Library, url: str) -> bool:
    """Whether a URL is queued, was asked, or is stored."""
    sql = (
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM frontier WHERE url = :url)"
        " OR EXISTS (SELECT 1 FROM documents WHERE url = :url)"
    )
    return library.row(sql, {"url": url}) is not None


def _entry(
    url: str, kind: Kind, site: str, found_on: str, priority: int | None
) -> dict[str, object]:
    # before the lists each tag would be first to name a few articles; a month's line may pass for a title
    late = kind in {Kind.LISTING, Kind.ARTICLE} and (cuts_across(url) or is_month(url))
    rank = AFTERWARDS if late else PRIORITY[kind]
    return {
        "url": url,
        "host": host(url),
        "site": site,
        "kind": kind,
        "found_on": found_on,
        "priority": rank if priority is None else priority,
    }


def _task(row: Row) -> Task:
    return Task(
        row["url"], Kind(row["kind"]), row["site"], row["host"], row["found_on"], row["tries"]
    )


def _close(library: Library, url: str, state: str) -> None:
    with library.transaction() as connection:
        connection.execute(
            "UPDATE frontier SET state = ?, leased_by = NULL, tries = tries + 1 WHERE url = ?",
            (state, url),
        )


def _not_before(until: datetime) -> str:
    """Round up: stored times are whole seconds."""
    return stamp(until + timedelta(seconds=1) if until.microsecond else until)
