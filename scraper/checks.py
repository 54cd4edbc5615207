"""A site looked at before it is crawled: what would be taken, and why; stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cleaners import NoDocument, bundled
from scraper.apart import clean, links
from scraper.config import SiteConfig
from scraper.errors import FetchError
from scraper.fetch import Fetcher
from scraper.jobs import site_of
from scraper.shapes import Shape, judged
from scraper.urls import host, same_origin

if TYPE_CHECKING:
    from cleaners import Page
    from scraper.config import Config


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
    """Ask for a page, its robots.txt and the first article it links to; raises FetchError."""
    site = site_of(config, url) or SiteConfig("", (url,), config.crawl)

    scope = partial(same_origin, url)
    async with Fetcher(site.settings) as fetcher:
        page = (await fetcher.visit(url, scope=scope)).page
        assert page is not None  # 304 answers only a conditional request
        known = bundled().site_for(page.url)
        found = tuple(
            Judged(link.url, link.text, *judged(link, site, known)) for link in links(page)
        )
        first = next((one.url for one in found if one.shape is Shape.ARTICLE), page.url)
        try:
            article = page if first == page.url else (await fetcher.visit(first, scope=scope)).page
            assert article is not None
            name, sample = _read(article)
        except FetchError as error:
            name, sample = "", error.reason
        sitemaps = await fetcher.sitemaps(url, scope)
    named = site.name or name or host(url)
    return Checked(page.url, named, found, sitemaps, first, sample)


def _read(page: Page) -> tuple[str, str]:
    """Return what the site calls itself, and how a page reads, in a line."""
    try:
        document = clean(page, bundled()).document
    except NoDocument as error:
        return "", f"no document: {error.reason}"
    day = f", {document.published}" if document.published else ""
    return document.site, f"{document.title}{day}, {len(document.text)} characters"
