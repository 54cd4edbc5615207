"""What a site lists for machines: sitemaps and their indexes, RSS and Atom, lists of addresses. Pure.

Read by pattern and not by an XML parser: real ones are cut off, mislabelled (GBK) and full of bare
`&`; and a file that declares a type or entities is refused, so nothing is ever expanded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from cleaners.blocks.decode import decode
from scraper.bodies import Body, BodyError
from scraper.urls import at_home, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners import Page

MOST = 50_000  # addresses of one file, as sitemaps.org bounds it
# asked for once where a site names none of its own
USUAL_SITEMAP, USUAL_FEED = "/sitemap.xml", "/rss.xml"
_GZIP = b"\x1f\x8b"
_START = 2000
_ROOT = re.compile(r"<(?:\w+:)?(sitemapindex|urlset|rss|rdf|feed)[\s>]", re.IGNORECASE)
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?[^>]{0,300}>\s{0,99}|<!--.{0,500}?-->\s{0,99}){0,4}"
    rb"<(?:sitemapindex|urlset|rss|rdf:rdf|feed)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(r"<(url|sitemap|item|entry)(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_MAX_ITEM = 20_000  # characters; the text of an article may stand in it
# what stands in an element; short, so that hostile files take no time
_INSIDE = r"([^<]{0,2000}|\s{0,9}<!\[CDATA\[.{0,500}?\]\]>\s{0,9})"
_ANY = re.IGNORECASE | re.DOTALL
_LOC = re.compile(rf"<loc>{_INSIDE}</loc>", _ANY)
_LINK = re.compile(rf"<link(?:\s[^<>]{{0,300}})?>{_INSIDE}</link>", _ANY)
_HREF = re.compile(r"""<link\s[^<>]{0,500}?href\s*=\s*["']([^"'<>]{1,2000})""", _ANY)
_REL = re.compile(r"""rel\s*=\s*["'](?!alternate)""", re.IGNORECASE)
_GUID = re.compile(
    rf"<guid(?:\s[^<>]{{0,300}})?>(?=\s{{0,9}}(?:<!\[CDATA\[)?http){_INSIDE}</guid>", _ANY
)
_WHEN = re.compile(rf"<(?:lastmod|updated|pubdate|(?:dc:)?date|published)>{_INSIDE}</", _ANY)
_TITLE = re.compile(rf"<title(?:\s[^<>]{{0,300}})?>{_INSIDE}</title>", _ANY)
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


def sort(url: str) -> str:
    """Say what a feed is by its address: a sitemap, or the news."""
    return "sitemap" if "sitemap" in url.rpartition("/")[2].lower() else "feed"


def is_one(page: Page | None) -> bool:
    """Say whether a page is a feed or a sitemap, at whatever address: ?format=feed."""
    return page is not None and _OPENING.match(page.body) is not None


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
    for tag, item in islice(_cut(text), MOST):
        url = canonical(_address(tag, item), base)
        if url is not None:
            said = " ".join(_plain(found) for found in (_last(_WHEN, item), _title(item)))
            yield Listed(at_home(url, base), said.strip(), is_index or tag == "sitemap")


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """Yield (tag, inside) of every item, each character looked at a bounded number of times."""
    at = 0
    while (opened := _ITEM.search(text, at)) is not None:
        tag = opened[1]
        end = text.find(f"</{tag}", opened.end(), opened.end() + _MAX_ITEM)
        if end >= 0:
            yield tag.lower(), text[opened.end() : end]
        at = end if end >= 0 else opened.end() + _MAX_ITEM // 2


def _lines(text: str, base: str) -> Iterator[Listed]:
    for count, line in enumerate(_LINE.finditer(text)):
        url = canonical(line[1], base)
        if url is not None:
            yield Listed(at_home(url, base))
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
    return max((found[1].strip() for found in pattern.finditer(item)), default="")


def _title(item: str) -> str:
    found = _TITLE.search(item)
    return found[1] if found else ""


def _plain(text: str) -> str:
    return " ".join(unescape(_CDATA.sub(r"\1", text)).split())[:300]
