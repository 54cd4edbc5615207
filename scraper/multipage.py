"""The later pages of an article that stands on several: asked in their order, and only its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners import NoDocument, Page
from scraper import pagers
from scraper.apart import clean_pages, links
from scraper.errors import FetchError, Unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaners import Rulebook
    from scraper.desk import Desk
    from scraper.fetch import Fetcher, Visit
    from scraper.links import LinkSeen

    Scope = Callable[[str], bool]


_ECHOES = 2  # pages in a row that say what the one before says: there is no end of such
_COUNTERS = 3  # numbers of such a page: its own, how many there are, that of its first line
_DIGITS = re.compile(r"\d+")


def turning(seen: Sequence[LinkSeen]) -> list[str]:
    """Return the addresses of those links that turn the page they stand on."""
    return [link.url for link in seen if link.turns]


async def kept(
    desk: Desk, fetcher: Fetcher, page: Page, seen: Sequence[LinkSeen], scope: Scope
) -> list[Page]:
    """Return pages 2 to n of an article, archived; one that is not there is noted and ends them.

    Raises Unreachable: half of an article is not stored for want of a moment.
    """
    visits, end = await asked(fetcher, page, seen, scope, desk.rulebook)
    for visit in visits:
        desk.part(visit)
    if end is not None:
        desk.missed(end)
    return [visit.page for visit in visits if visit.page is not None]


async def asked(
    fetcher: Fetcher, page: Page, seen: Sequence[LinkSeen], scope: Scope, rulebook: Rulebook
) -> tuple[list[Visit], FetchError | None]:
    """Ask for pages 2 to n of an article; also return what was wrong with the one after them.

    Raises Unreachable.
    """
    visits: list[Visit] = []
    met = {page.url}
    says, again = "", 0
    first = turning([link for link in seen if not pagers.says_first(link.text)])
    url = pagers.following(page.url, first) if first and _reads(rulebook, page) else None
    while url is not None and url not in met and len(met) < pagers.MOST_PARTS:
        met.add(url)
        try:
            visit = await fetcher.visit(url, scope=scope)
        except Unreachable:
            raise
        except FetchError as error:
            return visits, error
        if visit.page is None or not _reads(rulebook, page, visit.page):
            break
        before, says = says, _text(rulebook, visit.page)
        again = again + 1 if _only_counts(before, says) else 0
        if again == _ECHOES:
            break
        visits.append(visit)
        url = pagers.later(page.url, url, turning(links(visit.page)))
    return visits, None


def _text(rulebook: Rulebook, page: Page) -> str:
    """Return what a page says by itself."""
    try:
        return clean_pages((page,), rulebook).document.text
    except NoDocument:
        return ""


def _only_counts(before: str, text: str) -> bool:
    """Say whether a page says what the one before says, but for a few numbers: those of a table are its text."""
    if not text or _DIGITS.sub("#", text) != _DIGITS.sub("#", before):
        return False
    numbers = zip(_DIGITS.findall(before), _DIGITS.findall(text), strict=True)
    return len([one for one, other in numbers if one != other]) <= _COUNTERS


def _reads(rulebook: Rulebook, *pages: Page) -> bool:
    """Say whether pages hold a document: those of a list or a calendar are no parts of one."""
    try:
        clean_pages(pages, rulebook)
    except NoDocument:
        return False
    return True
