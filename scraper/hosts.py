"""What is remembered of a host between runs: its robots.txt, and until when it wants no requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from scraper import frontier
from scraper.politeness import MAX_HOLD, ROBOTS_EXPIRE, Robots
from scraper.rows import stamp
from scraper.urls import host

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scraper.store import Library

    Write = Callable[[Callable[[], None]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Hosts:
    """The robots.txt files the library keeps; a file that could not be read is never kept.

    `write` is how it is written: at once, or together with what else has come.
    """

    library: Library
    write: Write

    def held(self, host: str) -> datetime | None:
        """Return until when a host wants no requests, or None."""
        return held(self.library, host)

    async def hold(self, host: str, until: datetime) -> None:
        """Remember that a host wants no requests until then: a run may be killed while it waits."""
        await self.write(partial(frontier.hold, self.library, host, until))

    def robots(self, url: str) -> Robots | None:
        """Return the robots.txt at this address as it was read less than a day ago, or None."""
        return robots(self.library, url)

    async def keep(self, url: str, robots: Robots) -> None:
        """Remember a robots.txt that was read; one without rules stands for an answer of 4xx."""
        await self.write(partial(self._keep, url, robots))

    def _keep(self, url: str, robots: Robots) -> None:
        with self.library.transaction() as connection:
            connection.execute(
                "INSERT INTO hosts (host, robots_url, robots_status, robots, robots_fetched_at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (host) DO UPDATE SET"
                " robots_url = excluded.robots_url, robots_status = excluded.robots_status,"
                " robots = excluded.robots, robots_fetched_at = excluded.robots_fetched_at",
                (host(url), url, 404 if robots.rules is None else 200, robots.text, _now()),
            )


def held(library: Library, host: str) -> datetime | None:
    """Return until when a host wants no requests, or None."""
    row = library.row("SELECT hold_until FROM hosts WHERE host = ?", (host,))
    until = datetime.fromisoformat(row["hold_until"]) if row and row["hold_until"] else None
    now = datetime.now(UTC)
    return until if until and now < until <= now + timedelta(seconds=MAX_HOLD) else None


def robots(library: Library, url: str) -> Robots | None:
    """Return the robots.txt at this address as it was read less than a day ago, or None."""
    oldest = stamp(datetime.now(UTC) - timedelta(seconds=ROBOTS_EXPIRE))
    row = library.row(
        "SELECT robots, robots_status FROM hosts"
        " WHERE host = ? AND robots_url = ? AND robots_fetched_at > ?",
        (host(url), url, oldest),
    )
    if row is None:
        return None
    return Robots.parse(row["robots"].encode()) if row["robots_status"] == 200 else Robots()


def _now() -> str:
    return stamp(datetime.now(UTC))
