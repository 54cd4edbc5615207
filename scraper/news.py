"""What an article's page leads to that is not known yet, told from its bytes where nothing is new.

An article's page has a hundred links, and nearly all of them stand on the site's other pages too. So
its anchors are looked through first, which costs a tenth of parsing the page; only where one leads
to an address that is not known, or may turn the article's page, the page is read by `links`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from scraper import frontier
from scraper.apart import links
from scraper.pagers import stem
from scraper.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners import Page
    from scraper.links import LinkSeen
    from scraper.store import Library

_MOST = 50_000  # anchors that are remembered
# an anchor's address, and all from there to its end or to the next one
_ANCHOR = re.compile(
    rb"""<a(?:rea)?\s[^>]*?\bhref\s*+=\s*+["']?\s*+([^"'\s>]*+)([^<]*+(?>(?:<(?!/?a[\s>])[^<]*+)*))""",
    re.IGNORECASE,
)
# what makes addresses mean something else, or turns a page without an anchor
_HEAD = re.compile(rb"<base\s|<link\s[^>]*\bnext\b", re.IGNORECASE)
_SCRIPT = b"createPageHTML"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_NOWHERE = (b"#", b"javascript:", b"mailto:", b"tel:")
_ROOTED = (b"/", b"http://", b"https://")


@dataclass(slots=True)
class News:
    """The anchors that one run has met on one site."""

    library: Library
    _known: set[bytes] = field(default_factory=set)

    def links(self, page: Page) -> tuple[LinkSeen, ...]:
        """Return those links of an article's page that may lead to something new or turn it.

        Raises NoDocument as `links` does.
        """
        fresh = dict(self._fresh(page))
        if _is_beyond(page.body):
            return links(page)
        if not fresh:
            return ()
        addresses = {one for one in fresh.values() if one is not None}
        seen = links(page, None if None in fresh.values() else addresses)
        if len(self._known) > _MOST:
            self._known.clear()
        self._known.update(fresh)
        return seen

    def _fresh(self, page: Page) -> Iterator[tuple[bytes, str | None]]:
        """Yield what is new among the anchors, and its address if that can be told."""
        folder, own = page.url.rpartition("/")[0].encode(), stem(page.url).lower().encode()
        for href, rest in _ANCHOR.findall(page.body):
            its = own in href.lower()  # many servers make nothing of letter case
            if href in self._known and not its:
                continue  # as nearly all
            if href.startswith(_NOWHERE):
                continue
            place = href if href.startswith(_ROOTED) else b"%b/%b" % (folder, href)
            if its:
                yield place + rest, _plain(href)
            elif place not in self._known and place + rest not in self._known:
                address = _plain(href)
                if address is not None and self._is_queued(address, page.url):
                    self._known.add(place)
                else:
                    yield place + rest, address

    def _is_queued(self, href: str, base: str) -> bool:
        url = canonical(href, base)
        return url is not None and frontier.kind_of(self.library, url) is not None


def _is_beyond(body: bytes) -> bool:
    """Say whether anchors alone do not tell where a page leads."""
    first = body.find(b"<a")
    return (
        body.startswith(_WIDE)
        or _SCRIPT in body
        or _HEAD.search(body, 0, first if first >= 0 else len(body)) is not None
    )


def _plain(href: bytes) -> str | None:
    return unescape(href.decode("ascii")) if href.isascii() else None
