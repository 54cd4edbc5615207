"""One site's part of a crawl: start pages and feeds → lists → articles → what is to be seen again."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from cleaners import NoDocument
from scraper import (
    articles,
    checkups,
    deeper,
    fed,
    feeds,
    frontier,
    linked,
    listings,
    revisits,
    stored,
    usual,
    vain,
)
from scraper.answers import REDIRECTS
from scraper.apart import links
from scraper.errors import Disallowed, FetchError, Gone, OutOfScope, Unreachable
from scraper.frontier import Kind
from scraper.health import UNWELL
from scraper.hosts import held
from scraper.origins import leave_alone
from scraper.report import Miss
from scraper.trip import Trip
from scraper.urls import host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scraper.config import SiteConfig
    from scraper.desk import Desk
    from scraper.fetch import Fetcher, Visit
    from scraper.frontier import Task
    from scraper.together import Together

_HOPELESS = 60  # a host whose other pages answer is asked for longer
_GIVE_UP = 3  # answers in a row that a host does not give, before it is left to the next run
WHOLE = timedelta(days=7)  # how often all lists are walked to their ends
_STARTS = frontier.PRIORITY[Kind.START]


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
    together: Together
    site: SiteConfig
    run: int
    limits: Limits
    unreached: Counter[str] = field(default_factory=Counter)  # in a row, by host
    patience: Counter[str] = field(default_factory=Counter)  # beyond _GIVE_UP, by host
    stopped: set[str] = field(default_factory=set)  # hosts that are left to the next run
    trip: Trip = field(init=False)

    def __post_init__(self) -> None:
        self.trip = Trip(
            self.desk, self.site, self.run, full=self.limits.full, accept=self.limits.accept
        )

    async def go(self) -> None:
        """Ask for what is asked each run and what it leads to, then look again at what is stored."""
        async with self.desk.fetching(self.site.settings, self.together.write) as fetcher:
            with self.together.host():
                await self.together.write(self._begin)
                await self._all(fetcher, _STARTS)  # they tell by what name the site goes
                for start in {self.trip.home(url): url for url in self.site.start}.values():
                    await self._feeds(fetcher, start)
                await self._all(fetcher)
                most = await self.together.write(partial(self._deeper, fetcher.requests))
                await self._all(fetcher)
                await self.together.write(partial(self._again, most - fetcher.requests))
                await self._all(fetcher, frontier.LAST)
                await self.together.write(self._tell)

    def _begin(self) -> None:
        """Queue what is asked each run."""
        library, name = self.desk.library, self.site.name
        self.trip.whole = self.limits.full or revisits.walk_is_due(library, name, WHOLE)
        if self.trip.whole:
            frontier.reopen(library, name)
        for kind, urls in revisits.each_run(library, self.site):
            self._renew(urls, kind)
        if self.limits.accept:
            self._renew(checkups.forget(library, name), Kind.ARTICLE)

    async def _feeds(self, fetcher: Fetcher, start: str) -> None:
        """Queue the feeds and sitemaps named by robots.txt, or at their usual addresses."""
        try:
            named = await fetcher.sitemaps(start, self.trip.in_scope)
        except FetchError:
            return  # the start page will say why
        await self.together.write(partial(usual.queue, self.trip, self.trip.home(start), named))

    async def _all(self, fetcher: Fetcher, most: int = frontier.REVISIT) -> None:
        """Ask, host by host, until nothing is due up to a priority; pages of one may lead to another."""
        hosts = sorted({host(one) for one in self.trip.origins})
        while [host for host in hosts if await self._some(fetcher, host, most)]:
            pass

    async def _some(self, fetcher: Fetcher, host: str, most: int) -> bool:
        """Ask a host until nothing of it is due; say whether anything was.

        What came of a task is written in one transaction with the lease of the next.
        """
        following = partial(self._next, host, fetcher, most)
        task = first = await self.together.write(following)
        while task is not None:
            found = await self._ask(fetcher, task)
            asked = task
            task = await self.together.write(partial(self._done, found, host, following))
            if self._is_mute(host):
                await self._bear(fetcher, asked)
                task = await self.together.write(following)
        return first is not None

    def _done(
        self, found: Callable[[], None], host: str, following: Callable[[], Task | None]
    ) -> Task | None:
        found()
        return None if self._is_mute(host) else following()

    def _is_mute(self, host: str) -> bool:
        return self.unreached[host] == _GIVE_UP + self.patience[host]

    async def _bear(self, fetcher: Fetcher, task: Task) -> None:
        """Go on with a host where only some of its pages fail: its last good page tells."""
        if await fetcher.is_well(task.url):
            self.patience[task.host] += min(_GIVE_UP, _HOPELESS - self.patience[task.host])

    def _next(self, host: str, fetcher: Fetcher, last: int) -> Task | None:
        """Return what to ask for next; None when nothing is due, or at a bound, which is noted."""
        most = self.limits.max_pages or self.site.settings.max_pages
        why = stopped = ""
        if self.unreached[host] >= _GIVE_UP + self.patience[host]:
            why, stopped = "cannot be reached", "unreachable"
        elif fetcher.requests >= most:
            why, stopped = f"stopped after {fetcher.requests} requests", "pages"
        elif self.limits.ends is not None and time.monotonic() >= self.limits.ends:
            why, stopped = "stopped, the time is over", "time"
        library, now = self.desk.library, datetime.now(UTC)
        while not why and (task := frontier.lease(library, self.run, host, now, last)) is not None:
            if not self._in_vain(task):
                return task
        if not why and (until := held(library, host)) is not None:
            why, stopped = leave_alone(until), "unreachable"
        if why and host not in self.stopped and frontier.waits(library, self.run, host, now):
            self.stopped.add(host)
            self.trip.checkup.stopped = stopped
            self.desk.tally.notes.append(f"{self.site.name}: {why}; the next run continues")
        return None

    def _in_vain(self, task: Task) -> bool:
        """Close unasked what stands in a trap, is known by another address, or a feed too many."""
        library = self.desk.library
        if task.kind is Kind.FEED:
            return usual.is_one_too_many(self.trip, task)
        if task.kind is Kind.START:
            return False
        if self.trip.is_elsewhere(task):
            plain = self.trip.plain(task.url)
            frontier.add(library, [plain], task.kind, task.site, task.found_on)
        if self.trip.is_known_otherwise(task):
            frontier.left(library, task.url)
            return True
        at = task.url, task.found_on
        closed = self.trip.traps.closed(*at) and not stored.has(library, task.url)
        if not closed or linked.goes_on(library, *at):
            return False
        self.trip.traps.leave(*at)
        frontier.left(library, task.url)
        return True

    async def _ask(self, fetcher: Fetcher, task: Task) -> Callable[[], None]:
        """Ask for one URL and read the answer; return what is to be written of it."""
        self.desk.asking(task.url)
        try:
            etag, modified = self._validators(task)
            visit = await fetcher.visit(
                task.url,
                scope=self.trip.in_scope,
                etag=etag,
                last_modified=modified,
                any_type=task.kind is Kind.FEED,
                met=self.trip.met(task),
            )
            self.unreached[task.host] = self.patience[task.host] = 0
            return await self._read(fetcher, task, visit)
        except FetchError as error:
            return partial(self._failed, task, error)
        except NoDocument as error:  # no parser should see it, or none came back from it
            return partial(self._unread, task, error)

    async def _read(self, fetcher: Fetcher, task: Task, visit: Visit) -> Callable[[], None]:
        """Do with an answer what the kind of its task says."""
        if task.kind is Kind.FEED or feeds.is_one(visit.page):
            # may be long, so it is written as it is read
            is_feed = fed.take(self.trip, task, visit)
            return partial(usual.met, self.trip, task, is_feed=is_feed)
        if task.kind is Kind.ARTICLE or visit.status in REDIRECTS:
            return await articles.read(self.trip, fetcher, task, visit)
        seen = links(visit.page) if visit.page is not None else ()
        if task.kind is Kind.LISTING and articles.is_one(self.trip, task, visit, seen):
            return await articles.read(self.trip, fetcher, task, visit)
        return partial(listings.take, self.trip, task, visit, seen)

    def _unread(self, task: Task, error: NoDocument) -> None:
        self.desk.miss(Miss(task.url, error.code, error.reason))
        frontier.failed(self.desk.library, task.url)

    def _validators(self, task: Task) -> tuple[str, str]:
        """Return what makes the answer 304 where that would do: the last one is still known."""
        if task.kind is Kind.ARTICLE:
            return self.desk.validators(task.url)
        whole = self.trip.whole and task.kind is not Kind.FEED
        known = not whole and linked.has(self.desk.library, task.url)
        return stored.validators(self.desk.library, task.url) if known else ("", "")

    def _failed(self, task: Task, error: FetchError) -> None:
        library, now = self.desk.library, datetime.now(UTC)
        if task.found_on == usual.USUAL:
            frontier.failed(library, task.url)  # nobody said that there is one
            return
        listings.recall(self.trip, task)
        if isinstance(error, Unreachable):
            self.unreached[task.host] += 1
            self.trip.checkup.unseen |= task.kind in {Kind.START, Kind.LISTING}
            self.desk.missed(error)
            frontier.later(library, task.url, error.until)
            return
        self.unreached[task.host] = 0
        self.trip.checkup.astray |= task.kind is Kind.START
        again = isinstance(error, Disallowed) and linked.has(library, task.url)  # it was let before
        (frontier.done if again else frontier.failed)(library, task.url)
        if isinstance(error, Gone | Disallowed):
            self.trip.traps.absent(task.url)
        if isinstance(error, Gone):
            frontier.add(library, self.trip.lacking(task.url), task.kind, task.site, task.found_on)
        known = task.kind is Kind.ARTICLE and stored.has(library, task.url)
        if known and isinstance(error, Gone):
            self.desk.tally.answered += 1
            vain.gone(self.trip, task.url, error.code, error.reason)
            return
        not_ours = isinstance(error, Disallowed | OutOfScope) and task.kind is not Kind.START
        self.desk.missed(error, skipped=not_ours or task.kind is Kind.FEED)
        if known:
            revisits.put_off(library, task.url, now)

    def _deeper(self, requests: int) -> int:
        """Queue pages of lists that nothing new has led to; return how many requests this run may make."""
        library, name = self.desk.library, self.site.name
        left = max(revisits.allowance(library, name) - requests, revisits.LEAST)
        if not self.trip.whole:
            pages = deeper.pages(library, name, self.run, left)
            self.trip.torn = deeper.torn(library, pages, self.run)
            self._renew(pages, Kind.LISTING)
        return requests + left

    def _again(self, left: int) -> None:
        """Queue the documents to look at again: those in doubt, and those due by their schedule."""
        library, name, now = self.desk.library, self.site.name, datetime.now(UTC)
        doubt = self.trip.in_doubt(missed := self.trip.missed())
        known = (library, name, now, self.run)
        urls = revisits.again(*known, left=left, doubtful=doubt, missed=missed)
        frontier.renew(library, urls, Kind.ARTICLE, name, run=self.run, priority=frontier.REVISIT)

    def _renew(self, urls: Iterable[str], kind: Kind) -> None:
        frontier.renew(self.desk.library, urls, kind, self.site.name, run=self.run)

    def _tell(self) -> None:
        verdict = checkups.close(self.desk.library, self.run, self.trip.checkup)
        if verdict.name == UNWELL:
            self.desk.tally.sound(self.site.name, verdict.note)
            vain.reconsider(self.trip)
        self.desk.tally.notes += [f"{self.site.name}: {line}" for line in self.trip.traps.notes()]
