"""One site's part of a crawl: start pages → listing pages → articles, until nothing is due."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cleaners import NoDocument
from scraper import checkups, frontier
from scraper.checkups import Checkup
from scraper.errors import Disallowed, FetchError, OutOfScope, Unreachable
from scraper.frontier import Kind
from scraper.health import UNWELL
from scraper.links import Shape, classify, links
from scraper.urls import origin

if TYPE_CHECKING:
    from cleaners import Page
    from scraper.config import SiteConfig
    from scraper.desk import Desk
    from scraper.fetch import Fetcher, Visit
    from scraper.frontier import Task

# a URL that could not be reached waits so long; after so many in a row the host waits for a new run
_LATER = timedelta(minutes=30)
_GIVE_UP = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one crawl beside the configuration's; None is no bound."""

    max_pages: int | None = None  # a site
    ends: float | None = None  # on the monotonic clock
    full: bool = False  # ask for stored articles again
    scheduled: bool = False  # leave out sites that are not due yet
    accept: bool = False  # take what the sites give now for what is usual there


NO_LIMITS = Limits()


@dataclass(slots=True)
class Walk:
    """The walk over one site: what is asked next, and what each answer leads to."""

    desk: Desk
    site: SiteConfig
    run: int
    limits: Limits
    unreached: int = 0  # in a row
    walked: set[str] = field(default_factory=set)  # what this run has queued to be asked again
    checkup: Checkup = field(init=False)

    def __post_init__(self) -> None:
        self.checkup = Checkup(self.site.name, datetime.now(UTC), self.limits.accept)

    async def go(self) -> None:
        """Ask for the start pages, then for what they lead to."""
        self._renew(self.site.start, Kind.START)
        if self.limits.accept:
            self._renew(tuple(checkups.forget(self.desk.library, self.site.name)), Kind.ARTICLE)
        async with self.desk.fetching(self.site.settings) as fetcher:
            for host in sorted({frontier.host(url) for url in self.site.start}):
                while (task := self._next(host, fetcher.requests)) is not None:
                    await self._one(fetcher, task)
        if self.checkup.unseen and not self.checkup.listings:
            self.checkup.stopped = "unreachable"
        verdict = checkups.close(self.desk.library, self.run, self.checkup)
        if verdict.name == UNWELL:
            self.desk.tally.sound(self.site.name, verdict.note)

    def _next(self, host: str, requests: int) -> Task | None:
        """Return what to ask for next; None when nothing is due, or at a bound, which is noted."""
        most = self.limits.max_pages or self.site.settings.max_pages
        why = stopped = ""
        if self.unreached >= _GIVE_UP:
            why, stopped = "cannot be reached", "unreachable"
        elif requests >= most:
            why, stopped = f"stopped after {requests} requests", "pages"
        elif self.limits.ends is not None and time.monotonic() >= self.limits.ends:
            why, stopped = "stopped, the time is over", "time"
        now = datetime.now(UTC)
        if not why:
            return frontier.lease(self.desk.library, self.run, host, now)
        if any(task.host == host for task in frontier.due(self.desk.library, now)):
            self.desk.tally.notes.append(f"{self.site.name}: {why}; the next run goes on")
            self.checkup.stopped = stopped
        return None

    async def _one(self, fetcher: Fetcher, task: Task) -> None:
        """Ask for one URL and do with the answer what its kind says."""
        self.desk.asking(task.url)
        article = task.kind is Kind.ARTICLE
        # a listing is always asked for whole: a 304 would not say what it links to
        etag, modified = self.desk.validators(task.url) if article else ("", "")
        try:
            visit = await fetcher.visit(
                task.url, scope=self._in_scope, etag=etag, last_modified=modified
            )
        except FetchError as error:
            self._failed(task, error)
            return
        self.unreached = 0
        if article:
            self._article(task, visit)
        else:
            self._listing(task, visit)

    def _in_scope(self, url: str) -> bool:
        return origin(url) in {origin(start) for start in self.site.start}

    def _failed(self, task: Task, error: FetchError) -> None:
        library = self.desk.library
        not_ours = isinstance(error, Disallowed | OutOfScope) and task.kind is not Kind.START
        self.desk.missed(error, skipped=not_ours)
        if isinstance(error, Unreachable):
            self.unreached += 1
            self.checkup.unseen |= task.kind is not Kind.ARTICLE
            if error.until is not None:
                frontier.hold(library, task.host, error.until)
            frontier.later(library, task.url, datetime.now(UTC) + _LATER)
        else:
            frontier.failed(library, task.url)

    def _article(self, task: Task, visit: Visit) -> None:
        try:
            self.desk.take(visit, self.checkup)
        except NoDocument:
            frontier.failed(self.desk.library, task.url)
        else:
            frontier.done(self.desk.library, task.url)

    def _listing(self, task: Task, visit: Visit) -> None:
        """Queue what a page of links leads to: articles once, listings once a run."""
        library = self.desk.library
        assert visit.page is not None
        with library.transaction():
            found = self._links(visit.page)
            self.checkup.listings += 1
            self.checkup.links += len(found[Kind.ARTICLE])
            if self.limits.full:
                self._renew(found[Kind.ARTICLE], Kind.ARTICLE)
            else:
                frontier.add(library, found[Kind.ARTICLE], Kind.ARTICLE, self.site.name, task.url)
            self._renew(found[Kind.LISTING], Kind.LISTING)
            self.desk.listing(visit)
            frontier.done(library, task.url)

    def _renew(self, urls: tuple[str, ...], kind: Kind) -> None:
        fresh = [url for url in urls if url not in self.walked]
        self.walked.update(fresh)
        frontier.renew(self.desk.library, fresh, kind, self.site.name)

    def _links(self, page: Page) -> dict[Kind, tuple[str, ...]]:
        """Return the article and listing links of a page that stay on the site."""
        kinds = {
            Shape.ARTICLE: Kind.ARTICLE,
            Shape.LISTING: Kind.LISTING,
            Shape.PAGER: Kind.LISTING,
        }
        found: dict[Kind, dict[str, None]] = {Kind.ARTICLE: {}, Kind.LISTING: {}}
        known = self.desk.rulebook.site_for(page.url)
        for link in links(page):
            kind = kinds.get(classify(link, self.site, known))
            if kind is not None and self._in_scope(link.url):
                found[kind][link.url] = None
        return {kind: tuple(urls) for kind, urls in found.items()}
