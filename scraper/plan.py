"""What a crawl would do, without doing it: which sites are due, and what would be asked, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scraper import checkups, deeper, frontier, linked, revisits
from scraper.frontier import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.config import SiteConfig
    from scraper.frontier import Task
    from scraper.store import Library

# A timer does not fire to the second: a run counts for a period if it begins an eighth early.
# Twice what `schedule` adds at random, so a daily crawl never skips a day.
_EARLY = 1 / 8
_WHY = {
    Kind.START: "every run begins here",
    Kind.FEED: "feeds and sitemaps are asked in every run",
    Kind.LISTING: "pages of links are asked in every run",
    Kind.PART: "a page of an article that is not whole yet",
    Kind.ARTICLE: "not stored yet",
}
_TURN = "a page of a list that was asked longest ago; each run looks at a few"


@dataclass(frozen=True, slots=True)
class Planned:
    """One request a crawl would make, and why.

    `kind` is a task's, "again" for a stored document, or "skip" for a site that is left out.
    """

    kind: str
    url: str
    site: str
    why: str


class _Undone(Exception):  # noqa: N818 - not an error: a plan leaves no trace
    pass


def due_at(library: Library, site: SiteConfig) -> datetime | None:
    """When a site's `every` next wants a run; None where it says nothing, or never was crawled."""
    last = checkups.last_walk(library, site.name)
    if site.every is None or last is None:
        return None
    return last + site.every * (1 - _EARLY)


def too_early(library: Library, sites: Iterable[SiteConfig]) -> dict[str, str]:
    """Return the sites that are not due yet: name → a line that says so."""
    now = datetime.now(UTC)
    waits = {site.name: due_at(library, site) for site in sites}
    return {
        name: f"not due before {_minute(at)}, by its `every`"
        for name, at in waits.items()
        if at is not None and at > now
    }


def requests(library: Library, sites: Sequence[SiteConfig]) -> list[Planned]:
    """List what these sites would be asked first, in order; what that leads to is not known yet."""
    now = datetime.now(UTC)
    planned: list[Planned] = []
    try:
        with library.transaction():
            frontier.recover(library, 0)
            allowed = {site.name: revisits.allowance(library, site.name) for site in sites}
            for site in sites:
                _renew(library, site)
            tasks = frontier.due(library, now)
            for site in sites:
                mine = [task for task in tasks if task.site == site.name]
                planned += map(_planned, mine)
                left = max(allowed[site.name] - len(mine), revisits.LEAST)
                pages = deeper.pages(library, site.name, 0, left)
                planned += [Planned(Kind.LISTING, url, site.name, _TURN) for url in pages]
                urls = revisits.again(library, site.name, now, 0, left=left - len(pages))
                planned += [_again(library, site.name, url) for url in urls]
            raise _Undone  # noqa: TRY301 - the transaction must end as if nothing had been
    except _Undone:
        return planned


def _renew(library: Library, site: SiteConfig) -> None:
    """Queue what a site is asked in every run: start pages, feeds, the lists on its start pages."""
    for kind, urls in revisits.each_run(library, site):
        frontier.renew(library, urls, kind, site.name)
    for start in site.start:
        lists = linked.lists(linked.of(library, start))
        frontier.renew(library, linked.fruitful(library, lists, 0), Kind.LISTING, site.name)


def first_requests(sites: Iterable[SiteConfig]) -> list[Planned]:
    """List what is asked where there is no library yet."""
    return [
        Planned(Kind.START, url, site.name, _WHY[Kind.START])
        for site in sites
        for url in site.start
    ]


def _planned(task: Task) -> Planned:
    why = _WHY[task.kind]
    if task.found_on:
        why += f", found on {task.found_on}"
    if task.tries:
        why += f"; tried {task.tries}×"
    return Planned(task.kind, task.url, task.site, why)


def _again(library: Library, site: str, url: str) -> Planned:
    return Planned("again", url, site, revisits.why(library, url))


def _minute(at: datetime) -> str:
    return f"{at + timedelta(seconds=59):%Y-%m-%d %H:%M} UTC"
