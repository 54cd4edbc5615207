"""What the commands do, each a straight line: fetch or read → clean → keep → say what happened.

    crawl     site by site: start pages → listing pages → articles not yet stored
    bring_in  the addresses and files of `gongwen import`
    reclean   stored pages again, from the archive, where the rules have changed

Expected failures (FetchError, NoDocument) are caught here, once, and become rows of the library and
lines of the report; everything else ends the command.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cleaners import NoDocument, clean
from cleaners.model import Page
from scraper import frontier, search, sources
from scraper.errors import Disallowed, FetchError, OutOfScope, Unreachable
from scraper.fetch import Fetcher, Visit
from scraper.frontier import Kind, Task
from scraper.report import Miss, Outcome, Report
from scraper.store import Counts, Visited
from scraper.urls import origin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from scraper.archive import Archive
    from scraper.config import Config, CrawlSettings, SiteConfig
    from scraper.desk import Desk
    from scraper.search import StoredPage
    from scraper.sources import Source

# a URL that could not be reached is left for the next run; a host that fails so often in a row too
_LATER = timedelta(minutes=30)
_GIVE_UP = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one crawl beside the configuration's; None is no bound."""

    max_pages: int | None = None  # a site
    max_seconds: float | None = None
    full: bool = False  # ask for stored articles again


async def crawl(
    config: Config, desk: Desk, limits: Limits = Limits(), *, command: str = "crawl"
) -> Report:
    """Crawl all sites once, each at its own pace; raises BusyError while another crawl runs."""
    library = desk.library
    ends = None if limits.max_seconds is None else time.monotonic() + limits.max_seconds
    with library.crawl_lock(), _run(desk, command) as run:
        frontier.recover(library, run)
        async with asyncio.TaskGroup() as group:
            for site in config.sites:
                group.create_task(_Site(desk, site, run, limits, ends).crawl())
    return desk.tally.report()


@contextmanager
def _run(desk: Desk, command: str) -> Iterator[int]:
    """Keep a row in `runs` around a job, whatever ends it; the index is caught up before."""
    library, tally = desk.library, desk.tally
    run = library.start_run(command, datetime.now(UTC))
    code = 130  # until it ends by itself
    try:
        yield run
        code = tally.report().exit_code
    finally:
        report = tally.report()
        counts = Counts(
            report.new,
            report.changed,
            report.unchanged,
            len(report.failed),
            report.requests,
            report.bytes,
        )
        library.finish_run(run, counts, code, datetime.now(UTC))
        library.catch_up()


@dataclass(slots=True)
class _Site:
    """One site's part of a crawl: what to ask next, until nothing is due or a bound is met."""

    desk: Desk
    site: SiteConfig
    run: int
    limits: Limits
    ends: float | None
    asked: int = 0
    unreached: int = 0  # in a row
    articles: Counter[str] = field(default_factory=Counter)

    async def crawl(self) -> None:
        """Ask for start pages, then for what they lead to."""
        frontier.renew(self.desk.library, self.site.start, Kind.START, self.site.name)
        async with Fetcher(self.site.settings) as fetcher:
            for host in sorted({frontier.host(url) for url in self.site.start}):
                while self._may_go_on() and (task := self._next(host)):
                    await self._one(fetcher, task)
        self.desk.tally.judge(
            self.site.name, good=self.articles["good"], empty=self.articles["empty"]
        )

    def _may_go_on(self) -> bool:
        if self.unreached >= _GIVE_UP:
            self.desk.tally.notes.append(
                f"{self.site.name}: cannot be reached; left for the next run"
            )
            return False
        most = self.limits.max_pages or self.site.settings.max_pages
        in_time = self.ends is None or time.monotonic() < self.ends
        if self.asked < most and in_time:
            return True
        why = f"{most} pages" if in_time else "the time is over"
        self.desk.tally.notes.append(f"{self.site.name}: stopped at {why}; the next run goes on")
        return False

    def _next(self, host: str) -> Task | None:
        return frontier.lease(self.desk.library, self.run, host, datetime.now(UTC))

    async def _one(self, fetcher: Fetcher, task: Task) -> None:
        """Ask for one URL and do with the answer what its kind says."""
        library = self.desk.library
        self.asked += 1
        etag, modified = (
            ("", "") if task.kind is Kind.ARTICLE else search.validators(library, task.url)
        )
        try:
            visit = await fetcher.visit(
                task.url, scope=self._in_scope, etag=etag, last_modified=modified
            )
        except FetchError as error:
            self._failed(task, error)
            return
        self.unreached = 0
        _count(self.desk, visit)
        if task.kind is Kind.ARTICLE:
            self._article(task, visit)
        else:
            self._listing(task, visit)

    def _in_scope(self, url: str) -> bool:
        return origin(url) in {origin(start) for start in self.site.start}

    def _failed(self, task: Task, error: FetchError) -> None:
        library = self.desk.library
        ours_to_skip = isinstance(error, Disallowed | OutOfScope) and task.kind is not Kind.START
        self.desk.miss(task.url, error.code, error.reason, skipped=ours_to_skip)
        if isinstance(error, Unreachable):
            self.unreached += 1
            frontier.later(library, task.url, datetime.now(UTC) + _LATER)
        else:
            frontier.failed(library, task.url)

    def _article(self, task: Task, visit: Visit) -> None:
        assert visit.page is not None
        try:
            self.desk.keep(visit.page, _visited(visit))
        except NoDocument:
            self.articles["empty"] += 1
            frontier.failed(self.desk.library, task.url)
        else:
            self.articles["good"] += 1
            frontier.done(self.desk.library, task.url)

    def _listing(self, task: Task, visit: Visit) -> None:
        """Queue what a page of links leads to; a 304 says that all of it is queued already."""
        library, name = self.desk.library, self.site.name
        with library.transaction():
            if visit.page is not None:
                articles, listings = self._links(visit.page)
                frontier.add(library, articles, Kind.ARTICLE, name, task.url)
                frontier.renew(library, listings, Kind.LISTING, name)
            library.record_visit(visit.final_url, "", visit.at, _visited(visit))
            frontier.done(library, task.url)
        self.desk.count(task.url, Outcome.LISTING)


def _count(desk: Desk, visit: Visit) -> None:
    desk.tally.requests += 1
    desk.tally.bytes += visit.bytes


def _visited(visit: Visit) -> Visited:
    kind = visit.page.content_type if visit.page else ""
    return Visited(visit.status, kind, visit.etag, visit.last_modified)


async def bring_in(
    config: Config,
    desk: Desk,
    wanted: Iterable[Source | FetchError],
    content_type: str = "",
) -> Report:
    """Take single pages: files one after the other, addresses side by side, one host one queue."""
    queues: dict[str, list[str]] = {}
    with _run(desk, "import"):
        for source in wanted:
            if isinstance(source, FetchError):
                desk.miss(source.url, source.code, source.reason)
            elif source.path is not None:
                _bring_file(desk, source, config.crawl.max_bytes, content_type)
            else:
                queues.setdefault(origin(source.url), []).append(source.url)
        async with asyncio.TaskGroup() as group:
            for site, urls in queues.items():
                group.create_task(_bring_urls(desk, settings_for(config, site), urls))
    return desk.tally.report()


def settings_for(config: Config, url: str) -> CrawlSettings:
    """Return the settings of the configured site that an address belongs to, else the defaults."""
    for site in config.sites:
        if any(origin(start) == origin(url) for start in site.start):
            return site.settings
    return config.crawl


def _bring_file(desk: Desk, source: Source, max_bytes: int, content_type: str) -> None:
    try:
        page = sources.read(source, max_bytes, content_type)
    except FetchError as error:
        desk.miss(error.url, error.code, error.reason)
        return
    with suppress(NoDocument):  # counted and told already
        desk.keep(page, Visited(status=0, content_type=page.content_type))


async def _bring_urls(desk: Desk, settings: CrawlSettings, urls: list[str]) -> None:
    async with Fetcher(settings) as fetcher:
        for url in urls:
            await _bring_url(desk, fetcher, url)


async def _bring_url(desk: Desk, fetcher: Fetcher, url: str) -> None:
    """Ask for one page; where the stored one was cleaned by these rules, only if it changed."""
    library = desk.library
    stored = search.get(library, url)
    fresh = stored is not None and stored.rules_version == desk.rulebook.version
    etag, modified = search.validators(library, url) if fresh else ("", "")
    try:
        visit = await fetcher.visit(url, etag=etag, last_modified=modified)
    except FetchError as error:
        desk.miss(url, error.code, error.reason)
        return
    _count(desk, visit)
    if visit.page is not None:
        with suppress(NoDocument):  # counted and told already
            desk.keep(visit.page, _visited(visit))
    elif stored is not None:
        desk.tally.answered += 1
        library.record_visit(url, stored.page_hash, visit.at, _visited(visit))
        desk.count(url, Outcome.UNCHANGED, stored.document.title)


def reclean(desk: Desk, *, dry_run: bool = False) -> Report:
    """Clean again what older rules cleaned; a page that now gives nothing keeps its stored text."""
    if dry_run:
        _reclean_all(desk, dry_run=True)
        return desk.tally.report()
    with desk.library.crawl_lock(), _run(desk, "reclean"):
        _reclean_all(desk, dry_run=False)
    return desk.tally.report()


def _reclean_all(desk: Desk, *, dry_run: bool) -> None:
    for row in search.stale(desk.library, desk.rulebook.version):
        try:
            page = archived(desk.archive, row)
            cleaned = clean(page, desk.rulebook)
        except NoDocument as error:
            desk.tally.miss(Miss(row.url, error.code, error.reason))
            desk.watch(row.url, Outcome.FAILED, error.reason)
            continue
        desk.tally.answered += 1
        if dry_run:
            stored = search.get(desk.library, row.url)
            same = stored is not None and stored.document == cleaned.document
            saved = Outcome.UNCHANGED if same else Outcome.CHANGED
        else:
            at = page.fetched_at or datetime.now(UTC)
            version = desk.rulebook.version
            saved = Outcome(desk.library.save(cleaned, row.hash, version, at, None))
        desk.count(row.url, saved, cleaned.document.title)


def archived(archive: Archive, row: StoredPage) -> Page:
    """Return a stored page as it was received; raises NoDocument where the archive lacks it."""
    body = archive.get(row.hash)
    if body is None:
        raise NoDocument(row.url, "no-raw-page", "its raw page is not in the archive")
    at = datetime.fromisoformat(row.fetched_at)
    return Page(row.url, body, row.content_type or sources.sniffed(body), at)


async def fetch_page(config: Config, url: str) -> Page:
    """Fetch one page by all the rules of a crawl and store nothing; raises FetchError."""
    async with Fetcher(settings_for(config, url)) as fetcher:
        visit = await fetcher.visit(url)
    assert visit.page is not None  # 304 answers only a conditional request
    return visit.page


def only_sites(config: Config, names: Iterable[str]) -> Config:
    """Return the configuration with only the sites of these names."""
    wanted = set(names)
    return replace(config, sites=tuple(site for site in config.sites if site.name in wanted))
