"""What the commands do, each a straight line: fetch or read → clean → keep → say what happened.

    crawl     site by site: start pages → listing pages → articles not yet stored
    bring_in  the addresses and files of `gongwen import`
    reclean   stored pages again, from the archive, where the rules have changed

Expected failures (FetchError, NoDocument) are caught here, once, and become rows of the library and
lines of the report; everything else ends the command.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaners import NoDocument, bundled, clean
from cleaners.model import Page
from scraper import frontier, learnt, plan, search, sources
from scraper.bodies import typed
from scraper.errors import FetchError
from scraper.fetch import Fetcher
from scraper.report import Miss, Outcome, Report
from scraper.runs import IMPORT, recorded
from scraper.store import Visited
from scraper.urls import origin
from scraper.walk import NO_LIMITS, Limits, Walk

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from scraper.archive import Archive
    from scraper.config import Config, CrawlSettings
    from scraper.desk import Desk
    from scraper.search import StoredPage
    from scraper.sources import Source


async def crawl(config: Config, desk: Desk, limits: Limits = NO_LIMITS) -> Report:
    """Crawl all sites once, each at its own pace; raises BusyError while another crawl runs."""
    with recorded(desk, "crawl") as run:
        frontier.recover(desk.library, run)
        early = plan.too_early(desk.library, config.sites) if limits.scheduled else {}
        desk.tally.notes += [f"{name}: {why}" for name, why in early.items()]
        sites = [site for site in config.sites if site.name not in early]
        await _together(Walk(desk, site, run, limits).go() for site in sites)
    return desk.tally.report()


async def _together(works: Iterable[Coroutine[object, object, None]]) -> None:
    """Run the works of several hosts side by side; the first error ends them all."""
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None


async def bring_in(
    config: Config,
    desk: Desk,
    wanted: Iterable[Source | FetchError],
    content_type: str = "",
) -> Report:
    """Take single pages: files one after the other, addresses side by side, one host one queue."""
    queues: dict[str, list[str]] = {}
    with recorded(desk, IMPORT):
        for source in wanted:
            if isinstance(source, FetchError):
                desk.missed(source)
            elif source.path is not None:
                await asyncio.sleep(0)  # lets a signal in
                _bring_file(desk, source, config.crawl.max_bytes, content_type)
            else:
                queues.setdefault(origin(source.url), []).append(source.url)
        await _together(
            _bring_urls(desk, settings_for(config, site), urls) for site, urls in queues.items()
        )
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
        desk.missed(error)
        return
    with suppress(NoDocument):  # counted and told already
        desk.keep(page, Visited(status=0, content_type=page.content_type))


async def _bring_urls(desk: Desk, settings: CrawlSettings, urls: list[str]) -> None:
    async with desk.fetching(settings) as fetcher:
        for url in urls:
            await _bring_url(desk, fetcher, url)


async def _bring_url(desk: Desk, fetcher: Fetcher, url: str) -> None:
    etag, modified = desk.validators(url)
    try:
        visit = await fetcher.visit(url, etag=etag, last_modified=modified)
    except FetchError as error:
        desk.missed(error)
        return
    with suppress(NoDocument):  # counted and told already
        desk.take(visit)


def reclean(desk: Desk, *, dry_run: bool = False) -> Report:
    """Clean again what older rules cleaned; a page that now gives nothing keeps its stored text."""
    if dry_run:
        _reclean_all(desk, dry_run=True)
        return desk.tally.report()
    with recorded(desk, "reclean"):
        if learnt.learn(desk.library):
            desk.rulebook = learnt.rulebook(desk.library, bundled())
        _reclean_all(desk, dry_run=False)
    return desk.tally.report()


def _reclean_all(desk: Desk, *, dry_run: bool) -> None:
    for row in search.stale(desk.library, desk.rulebook.version):
        try:
            page = archived(desk.archive, row)
            cleaned = clean(page, desk.rulebook)
        except NoDocument as error:
            desk.tally.answered += 1  # no network is asked, so nothing was out of reach
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
    return Page(row.url, body, typed(body, row.content_type), at)


async def fetch_page(config: Config, url: str) -> Page:
    """Fetch one page by all the rules of a crawl and store nothing; raises FetchError."""
    async with Fetcher(settings_for(config, url)) as fetcher:
        visit = await fetcher.visit(url)
    page: Page | None = visit.page
    assert page is not None  # 304 answers only a conditional request
    return page


def only_sites(config: Config, names: Iterable[str]) -> Config:
    """Return the configuration with only the sites of these names."""
    wanted = set(names)
    return replace(config, sites=tuple(site for site in config.sites if site.name in wanted))
