"""What an article's page leads to that is not known yet, told from its bytes where nothing is new.

An article's page has a hundred links, and nearly all of them stand on the site's other pages too. So
its anchors are looked through first, which costs a tenth of parsing the page; only where one leads
to an address that is not known, or may turn the article's page, the page is read by `links`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
    rb"""<a(?:rea)?\s[^>]*?\bhref\s*+=\s*+["']?\s*+([^"'\s>]*+)((?:[^<]++|<(?!/?a[\s>]))*+)""",
    re.IGNORECASE,
)
# what makes an address mean something else, or turns a page without an anchor
_BEYOND = re.compile(
    rb"\A(?:\xff\xfe|\xfe\xff)|<base\s|createPageHTML|<link\s[^>]*\bnext\b", re.IGNORECASE
)
_NOWHERE = (b"#", b"javascript:", b"mailto:", b"tel:")
_ROOTED = (b"/", b"http://", b"https://")


@dataclass(slots=True)
class News:
    """The anchors that one run has met on one site."""

    library: Library
    _known: set[bytes] = field(default_factory=set)

    def links(self, page: Page) -> tuple[LinkSeen, ...]:
        """Return the links of an article's page; none where all are known and none turns it.

        Raises NoDocument as `links` does.
        """
        fresh = list(self._fresh(page))
        if not fresh and not _BEYOND.search(page.body):
            return ()
        seen = links(page)
        if len(self._known) > _MOST:
            self._known.clear()
        self._known.update(fresh)
        return seen

    def _fresh(self, page: Page) -> Iterator[bytes]:
        """Yield the anchors that may lead to something new."""
        folder, own = page.url.rpartition("/")[0].encode(), stem(page.url).encode()
        for href, rest in _ANCHOR.findall(page.body):
            if href.startswith(_NOWHERE):
                continue
            place = href if href.startswith(_ROOTED) else b"%b/%b" % (folder, href)
            alike = own in href
            if not alike and (place in self._known or place + rest in self._known):
                continue
            if not alike and self._is_queued(href, page.url):
                self._known.add(place)
                continue
            yield place + rest

    def _is_queued(self, href: bytes, base: str) -> bool:
        try:
            url = canonical(href.decode("ascii").replace("&amp;", "&"), base)
        except UnicodeDecodeError:
            return False
        return url is not None and frontier.kind_of(self.library, url) is not None
