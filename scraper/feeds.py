"""What a site lists for machines: sitemaps and their indexes, RSS and Atom, lists of addresses. Pure.

Read by pattern and not by an XML parser: real ones are cut off, mislabelled (GBK) and full of bare
`&`; and a file that declares a type or entities is refused, so nothing is ever expanded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from cleaners.decode import decode
from scraper.bodies import Body, BodyError
from scraper.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners import Page

MOST = 50_000  # addresses of one file, as sitemaps.org bounds it
# asked for once where a site names none of its own
USUAL_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml")
USUAL_FEEDS = ("/rss.xml", "/feed/")
_GZIP = b"\x1f\x8b"
_START = 2000
_ROOT = re.compile(r"<(?:\w+:)?(sitemapindex|urlset|rss|rdf|feed)[\s>]", re.IGNORECASE)
_ITEM = re.compile(
    r"<(url|sitemap|item|entry)(?:\s[^>]*)?>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL
)
_LOC = re.compile(r"<loc>(.*?)</loc>", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<link(?:\s[^>]*)?>(.*?)</link>", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(r"""<link\s[^>]*?href\s*=\s*["']([^"']+)""", re.IGNORECASE)
_REL = re.compile(r"""rel\s*=\s*["'](?!alternate)""", re.IGNORECASE)
_GUID = re.compile(r"<guid(?:\s[^>]*)?>\s*(https?:.*?)</guid>", re.IGNORECASE | re.DOTALL)
_WHEN = re.compile(
    r"<(lastmod|updated|pubdate|(?:dc:)?date|published)>(.*?)</\1>", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(r"<title(?:\s[^>]*)?>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"^\s*(https?://\S+)\s*$", re.MULTILINE)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of such a file: `said` is its date and title there, `is_list` another file."""

    url: str
    said: str = ""
    is_list: bool = False


def read(page: Page, most_bytes: int) -> Iterator[Listed] | None:
    """Return what a file lists, at most MOST; None if it is no such file, or not one to trust."""
    plain = _unpacked(page, most_bytes)
    text = decode(plain) if plain is not None else ""
    start = text[:_START]
    if _DECLARED.search(start):
        return None
    root = _ROOT.search(start)
    if root is not None:
        return _items(text, page.url, is_index=root[1].lower() == "sitemapindex")
    first = start.strip().partition("\n")[0]
    return _lines(text, page.url) if _LINE.fullmatch(first) else None


def _unpacked(page: Page, most_bytes: int) -> Page | None:
    """Return a page out of its own gzip file (sitemap.xml.gz); None if that is broken or too big."""
    if not page.body.startswith(_GZIP):
        return page
    body = Body("gzip", most_bytes)
    try:
        body.feed(page.body)
        return replace(page, body=body.whole(), content_type="application/xml")
    except BodyError:
        return None


def _items(text: str, base: str, *, is_index: bool) -> Iterator[Listed]:
    for count, item in enumerate(_ITEM.finditer(text)):
        if count >= MOST:
            return
        url = canonical(_address(item[1].lower(), item[2]), base)
        if url is not None:
            said = " ".join(_plain(found) for found in (_last(_WHEN, item[2]), _title(item[2])))
            yield Listed(url, said.strip(), is_index or item[1].lower() == "sitemap")


def _lines(text: str, base: str) -> Iterator[Listed]:
    for count, line in enumerate(_LINE.finditer(text)):
        url = canonical(line[1], base)
        if url is not None:
            yield Listed(url)
        if count >= MOST:
            return


def _address(tag: str, item: str) -> str:
    if tag in {"url", "sitemap"}:
        found = _LOC.search(item)
        return _plain(found[1]) if found else ""
    if tag == "item":
        found = _LINK.search(item) or _GUID.search(item)
        return _plain(found[1]) if found else ""
    hrefs = [link for link in _HREF.finditer(item) if not _REL.search(link[0])]
    return _plain(hrefs[0][1]) if hrefs else ""


def _last(pattern: re.Pattern[str], item: str) -> str:
    """Return the latest of several dates: `updated` beside `published`."""
    return max((found[2].strip() for found in pattern.finditer(item)), default="")


def _title(item: str) -> str:
    found = _TITLE.search(item)
    return found[1] if found else ""


def _plain(text: str) -> str:
    return " ".join(unescape(_CDATA.sub(r"\1", text)).split())[:300]
