"""What the commands do, each a straight line: fetch or read → clean → keep → say what happened.

    crawl     site by site: start pages → listing pages → articles not yet stored
    bring_in  the addresses and files of `gongwen import`

`reclean` and `bulk`, which brings in many files, stand in files of their own.

Expected failures (FetchError, NoDocument) are caught here, once, and become rows of the library and
lines of the report; everything else ends the command.
"""

from __future__ import annotations

import shlex
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cleaners import NoDocument, bundled
from scraper import bulk, frontier, identity, multipage, plan, stored
from scraper.apart import links
from scraper.errors import FetchError
from scraper.fetch import Fetcher
from scraper.runs import IMPORT, recorded
from scraper.together import Together
from scraper.urls import origin, same_origin, same_site
from scraper.walk import NO_LIMITS, Limits, Walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaners.model import Page
    from scraper.config import Config, CrawlSettings, SiteConfig
    from scraper.desk import Desk
    from scraper.report import Report
    from scraper.sources import Source


_LINKS = frozenset({"listing", "no-body", "no-text"})  # what a page of links is refused for


async def crawl(config: Config, desk: Desk, limits: Limits = NO_LIMITS) -> Report:
    """Crawl all sites once, each at its own pace; raises BusyError while another crawl runs."""
    with recorded(desk, "crawl") as run:
        frontier.recover(desk.library, run)
        early = plan.too_early(desk.library, config.sites) if limits.scheduled else {}
        desk.tally.notes += [f"{name}: {why}" for name, why in early.items()]
        sites = [site for site in config.sites if site.name not in early]
        together = Together(desk)
        await together.run(Walk(desk, together, site, run, limits).go() for site in sites)
    return desk.tally.report()


async def bring_in(
    config: Config,
    desk: Desk,
    wanted: Iterable[Source | FetchError],
    content_type: str = "",
) -> Report:
    """Take single pages: files in their order, addresses side by side, one host one queue."""
    queues: dict[str, list[str]] = {}
    files: list[Source] = []
    with recorded(desk, IMPORT):
        for source in wanted:
            if isinstance(source, FetchError):
                desk.missed(source)
            elif source.path is not None:
                files.append(source)
            else:
                queues.setdefault(origin(source.url), []).append(source.url)
        await bulk.bring_in(desk, files, config.crawl.max_bytes, content_type)
        together = Together(desk)
        await together.run(
            _bring_urls(desk, together, settings_for(config, site), urls)
            for site, urls in queues.items()
        )
    return desk.tally.report()


def settings_for(config: Config, url: str) -> CrawlSettings:
    """Return the settings of the configured site that an address belongs to, else the defaults."""
    site = site_of(config, url)
    return config.crawl if site is None else site.settings


def site_of(config: Config, url: str) -> SiteConfig | None:
    """Return the configured site that an address belongs to: by its origin, else by another name of it."""
    sites = [
        site
        for is_its in (same_origin, same_site)
        for site in config.sites
        if any(is_its(url, one) for one in site.start)
    ]
    return sites[0] if sites else None


async def _bring_urls(
    desk: Desk, together: Together, settings: CrawlSettings, urls: list[str]
) -> None:
    async with desk.fetching(settings, together.write) as fetcher:
        for url in urls:
            await _bring_url(desk, fetcher, url)


async def _bring_url(desk: Desk, fetcher: Fetcher, url: str) -> None:
    desk.asking(url)
    several = stored.parts(desk.library, url)  # "not modified" would not speak for all of them
    etag, modified = ("", "") if several else desk.validators(url)
    with desk.noting():
        try:
            visit = await fetcher.visit(url, etag=etag, last_modified=modified)
            reading = None
            if (page := visit.page) is not None:
                seen, scope = links(page), partial(same_origin, page.url)
                rest = await multipage.kept(desk, fetcher, page, seen, scope)
                reading = desk.read(page, rest)
            kept = desk.take(visit, reading)
        except FetchError as error:
            desk.missed(error)
        except NoDocument as error:
            if error.code not in _LINKS:
                raise
            how = f"a page of links? `gongwen sites check {shlex.quote(url)}`"
            raise NoDocument(error.url, error.code, f"{error.reason}; {how}") from error
        else:
            identity.alias(desk.library, url, kept.url)


async def fetch_pages(config: Config, url: str) -> tuple[Page, ...]:
    """Fetch an article, all its pages, by the rules of a crawl and store nothing.

    Raises FetchError, and NoDocument for a page no parser should see.
    """
    async with Fetcher(settings_for(config, url)) as fetcher:
        page = (await fetcher.visit(url)).page
        assert page is not None  # 304 answers only a conditional request
        scope = partial(same_origin, page.url)
        visits, _ = await multipage.asked(fetcher, page, links(page), scope, bundled())
    return (page, *(visit.page for visit in visits if visit.page is not None))


def only_sites(config: Config, names: Iterable[str]) -> Config:
    """Return the configuration with only the sites of these names."""
    wanted = set(names)
    return replace(config, sites=tuple(site for site in config.sites if site.name in wanted))
