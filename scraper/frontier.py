"""What is due next: URLs with a state, in the library, so that a killed crawl loses nothing.

due → leased → done | failed, and back to due: put off by `later`, given back by `recover`, asked
again by `renew`. One crawl at a time works here (`Library.crawl_lock`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from scraper.rows import host as host_of
from scraper.rows import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.database import Row
    from scraper.store import Library

DUE = (
    "FROM frontier LEFT JOIN hosts USING (host)"
    " WHERE state = 'due' AND next_at <= :now AND ifnull(hold_until, '') <= :now"
)


class Kind(StrEnum):
    """What a URL is expected to be; a run renews its START pages and the LISTINGs it walks."""

    START = "start"
    LISTING = "listing"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Task:
    """One URL to ask for; `host` carries its port where the URL names one."""

    url: str
    kind: Kind
    site: str
    host: str
    found_on: str
    tries: int


def host(url: str) -> str:
    """Name the queue that a URL stands in: its host, with its port where it names one."""
    return host_of(url)


def add(library: Library, urls: Iterable[str], kind: Kind, site: str, found_on: str = "") -> int:
    """Queue canonical URLs not known yet; return how many were new. Stored documents are known."""
    with library.transaction() as connection:
        before = connection.total_changes
        connection.executemany(
            "INSERT INTO frontier (url, host, site, kind, found_on)"
            " SELECT :url, :host, :site, :kind, :found_on"
            " WHERE NOT EXISTS (SELECT 1 FROM documents WHERE url = :url)"
            " ON CONFLICT (url) DO NOTHING",
            [_entry(url, kind, site, found_on) for url in urls],
        )
        return connection.total_changes - before


def renew(library: Library, urls: Iterable[str], kind: Kind, site: str) -> None:
    """Queue URLs, and make them due even if they are done or failed: what each run asks again."""
    with library.transaction() as connection:
        connection.executemany(
            "INSERT INTO frontier (url, host, site, kind, found_on)"
            " VALUES (:url, :host, :site, :kind, :found_on)"
            " ON CONFLICT (url) DO UPDATE SET state = 'due', kind = excluded.kind,"
            " site = excluded.site, tries = 0, next_at = '' WHERE state <> 'leased'",
            [_entry(url, kind, site, "") for url in urls],
        )


def recover(library: Library, run: int) -> int:
    """Give back what dead runs leased (call it holding the crawl lock); return how many.

    What such a run stored before it died is done.
    """
    with library.transaction() as connection:
        return connection.execute(
            "UPDATE frontier SET leased_by = NULL, state = iif(kind = 'article'"
            " AND EXISTS (SELECT 1 FROM documents WHERE documents.url = frontier.url),"
            " 'done', 'due') WHERE state = 'leased' AND leased_by IS NOT ?",
            (run,),
        ).rowcount


def lease(library: Library, run: int, host: str, at: datetime) -> Task | None:
    """Take the next due URL of a host, first come first served; None when nothing is due."""
    now = {"now": stamp(at), "host": host, "run": run}
    with library.transaction() as connection:
        row = connection.execute(
            f"SELECT frontier.* {DUE} AND host = :host ORDER BY frontier.id LIMIT 1",
            now,
        ).fetchone()
        if row is None:
            return None
        connection.execute(
            "UPDATE frontier SET state = 'leased', leased_by = ? WHERE id = ?", (run, row["id"])
        )
    return _task(row)


def done(library: Library, url: str) -> None:
    """Close a URL that gave what it should."""
    _close(library, url, "done")


def failed(library: Library, url: str) -> None:
    """Give a URL up: it stays known, and is asked again only when renewed."""
    _close(library, url, "failed")


def later(library: Library, url: str, until: datetime) -> None:
    """Put a URL off; counts as a try."""
    with library.transaction() as connection:
        connection.execute(
            "UPDATE frontier SET state = 'due', leased_by = NULL, tries = tries + 1, next_at = ?"
            " WHERE url = ?",
            (_not_before(until), url),
        )


def hold(library: Library, host: str, until: datetime) -> None:
    """Ask nothing of a host until then (Retry-After); outlives the run."""
    with library.transaction() as connection:
        connection.execute(
            "INSERT INTO hosts (host, hold_until) VALUES (?, ?)"
            " ON CONFLICT (host) DO UPDATE SET hold_until = excluded.hold_until",
            (host, _not_before(until)),
        )


def hosts(library: Library, at: datetime) -> list[str]:
    """Hosts with something due."""
    sql = f"SELECT DISTINCT host {DUE} ORDER BY host"
    return [row["host"] for row in library.rows(sql, {"now": stamp(at)})]


def due(library: Library, at: datetime, *, limit: int = 1000) -> list[Task]:
    """List what would be asked, in order, host by host (a dry run)."""
    sql = f"SELECT frontier.* {DUE} ORDER BY host, frontier.id LIMIT :limit"
    return [_task(row) for row in library.rows(sql, {"now": stamp(at), "limit": limit})]


def known(library: Library, url: str) -> bool:
    """Whether a URL is queued, was asked, or is stored."""
    sql = (
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM frontier WHERE url = :url)"
        " OR EXISTS (SELECT 1 FROM documents WHERE url = :url)"
    )
    return library.row(sql, {"url": url}) is not None


def _entry(url: str, kind: Kind, site: str, found_on: str) -> dict[str, str]:
    return {"url": url, "host": host(url), "site": site, "kind": kind, "found_on": found_on}


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
