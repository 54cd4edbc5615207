"""A site looked at before it is crawled: what would be taken, and why; stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cleaners import NoDocument, bundled
from scraper import feeds
from scraper.apart import clean, links
from scraper.config import SiteConfig
from scraper.errors import FetchError
from scraper.fetch import Fetcher
from scraper.jobs import site_of
from scraper.links import LinkSeen
from scraper.shapes import Shape, judged, judged_together
from scraper.urls import host, same_site

if TYPE_CHECKING:
    from cleaners import Page
    from scraper.config import Config
    from scraper.fetch import Scope

_FILES = 3  # sitemaps and feeds that are asked for one article


@dataclass(frozen=True, slots=True)
class Judged:
    """One link of the page: what it is taken for, and why."""

    url: str
    text: str
    shape: Shape
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a site's page shows: `sample` says how its first article reads."""

    url: str
    name: str
    links: tuple[Judged, ...]
    sitemaps: tuple[str, ...]
    sample_url: str
    sample: str

    def of(self, shape: Shape) -> tuple[Judged, ...]:
        """Return the links of one shape."""
        return tuple(link for link in self.links if link.shape is shape)


async def check(config: Config, url: str) -> Checked:
    """Ask for a page, its robots.txt and the first article it leads to; raises FetchError.

    Where it names no article itself, those of the first list, sitemap or feed it names.
    """
    site = site_of(config, url) or SiteConfig("", (url,), config.crawl)
    scope = partial(same_site, url)
    async with Fetcher(site.settings) as fetcher:
        page = await _page(fetcher, url, scope)
        found = await _judged(fetcher, page, site, scope)
        sitemaps = await fetcher.sitemaps(url, scope)
        first = next((one.url for one in found if one.shape is Shape.ARTICLE), "")
        try:
            first = first or await _deeper(fetcher, found, sitemaps, site, scope) or page.url
            article = page if first == page.url else await _page(fetcher, first, scope)
            name, sample = _read(article)
        except FetchError as error:
            name, sample = "", error.reason
    named = site.name or name or host(url)
    return Checked(page.url, named, found, sitemaps, first or page.url, sample)


async def _page(fetcher: Fetcher, url: str, scope: Scope, *, any_type: bool = False) -> Page:
    page = (await fetcher.visit(url, scope=scope, any_type=any_type)).page
    assert page is not None  # 304 answers only a conditional request
    return page


async def _judged(
    fetcher: Fetcher, page: Page, site: SiteConfig, scope: Scope
) -> tuple[Judged, ...]:
    known = bundled().site_for(page.url)
    found = []
    for link, shape, why in judged_together(links(page), site, known, enter=True):
        allowed = shape is Shape.OTHER or await fetcher.allows(link.url, scope)
        given = (shape, why) if allowed else (Shape.OTHER, "robots.txt disallows it")
        found.append(Judged(link.url, link.text, *given))
    return tuple(found)


async def _deeper(
    fetcher: Fetcher,
    found: tuple[Judged, ...],
    sitemaps: tuple[str, ...],
    site: SiteConfig,
    scope: Scope,
) -> str:
    """Return the first article that the first list names, or else the first sitemap or feed, or ""."""
    lists = [one.url for one in found if one.shape is Shape.LISTING and one.url not in site.start]
    for url in lists[:1]:
        below = await _judged(fetcher, await _page(fetcher, url, scope), site, scope)
        if article := next((one.url for one in below if one.shape is Shape.ARTICLE), ""):
            return article
    listed = [*sitemaps, *(one.url for one in found if one.shape is Shape.FEED)]
    for _ in range(_FILES):
        if not listed:
            break
        page = await _page(fetcher, listed.pop(0), scope, any_type=True)
        for one in feeds.read(page, site.settings.max_bytes) or ():
            if one.is_list and scope(one.url):
                listed.insert(0, one.url)
                break
            shape, _ = judged(LinkSeen(one.url, one.said, page.url), site)
            if shape is Shape.ARTICLE and await fetcher.allows(one.url, scope):
                return one.url
    return ""


def _read(page: Page) -> tuple[str, str]:
    """Return what the site calls itself, and how a page reads, in a line."""
    try:
        document = clean(page, bundled()).document
    except NoDocument as error:
        return "", f"no document: {error.reason}"
    day = f", {document.published}" if document.published else ""
    return document.site, f"{document.title}{day}, {len(document.text)} characters"
