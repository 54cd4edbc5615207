"""What an article's page leads to: its other pages, one document, and when to come back."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cleaners import NoDocument, Page
from scraper import frontier, identity, linked, listings, multipage, pagers, revisits, stored, vain
from scraper.answers import REDIRECTS
from scraper.apart import clean, links
from scraper.errors import Unreachable
from scraper.frontier import Kind
from scraper.groups import form
from scraper.report import Miss, Outcome
from scraper.shapes import Shape, classify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaners import Document
    from scraper.desk import Reading
    from scraper.fetch import Fetcher, Visit
    from scraper.frontier import Task
    from scraper.links import LinkSeen
    from scraper.trip import Trip

_DIGITS = re.compile(r"\d+")
_NO_TEXT = frozenset({"listing", "no-body", "no-text"})
_MANY, _TEXT = 8, 150  # links to articles, and characters, that tell a list and an article
_TITLE = 6  # characters of what may be a title
_HEAD = 3  # lines in which the first item of a list stands
_ITEM = 4  # lines of an item: its title, its first lines, its date
_LIST = 3  # links to articles on a page that is no document itself: a list


async def read(trip: Trip, fetcher: Fetcher, task: Task, visit: Visit) -> Callable[[], None]:
    """Read what an article's address gave; return what is to be written of it.

    Raises FetchError for its later pages.
    """
    if visit.status in REDIRECTS:
        return partial(_elsewhere, trip, task, visit)
    if visit.page is None:
        return await _unchanged(trip, fetcher, task, visit)
    page = visit.page
    if page.url != task.url and _is_list(trip, page.url):
        return partial(vain.astray, trip, task, visit, page.url)
    seen = trip.news.links(page)
    opening = pagers.opening(page.url, multipage.turning(seen))
    if opening is not None and trip.in_scope(opening):
        return partial(_later, trip, task, opening)
    rest = await multipage.kept(trip.desk, fetcher, page, seen, trip.in_scope)
    return partial(_keep, trip, task, visit, trip.desk.read(page, rest), seen)


def _elsewhere(trip: Trip, task: Task, visit: Visit) -> None:
    """Note another address of an article that this run asks for anyhow."""
    kept = trip.kept_as(visit.final_url) or visit.final_url
    identity.alias(trip.desk.library, task.url, kept)
    identity.move(trip.desk.library, task.url, kept)
    trip.learn(task.url, kept)
    trip.traps.nothing(task.url)
    trip.desk.other(visit)
    vain.leave(trip, task, visit)
    frontier.done(trip.desk.library, task.url)


def _later(trip: Trip, task: Task, opening: str) -> None:
    """Queue the first page of an article of which a later page was met before."""
    frontier.add(trip.desk.library, [opening], Kind.ARTICLE, trip.site.name, task.url)
    frontier.become(trip.desk.library, task.url, Kind.PART)
    frontier.done(trip.desk.library, task.url)


def _keep(trip: Trip, task: Task, visit: Visit, reading: Reading, seen: Sequence[LinkSeen]) -> None:
    library, page = trip.desk.library, reading.pages[0]
    expected = trip.full and identity.is_alias(library, task.url)
    if not isinstance(reading.found, Miss):
        for former in (task.url, *trip.gone_from(task.url)):
            identity.move(library, former, page.url, reading.found)
    try:
        _refuse_echo(trip, task, reading, seen)
        kept = trip.desk.take(visit, reading, trip.checkup)
    except NoDocument as error:
        if error.code in _NO_TEXT and _lists(trip, page):
            _relist(trip, task, visit)
        else:
            vain.empty(trip, task, visit, error)
        return
    identity.alias(library, task.url, kept.url)
    trip.learn(task.url, kept.url)
    parts = [part.url for part in reading.pages[1:]]
    others = [url for url in (kept.url, page.url) if url != task.url]
    frontier.mention(library, others, Kind.ARTICLE, trip.site.name, task.url)
    frontier.mention(library, parts, Kind.PART, trip.site.name, page.url)
    frontier.done(library, task.url)
    if kept.url != task.url:
        vain.leave(trip, task, visit)
    if not (expected and kept.outcome is Outcome.ALIAS):
        _plan(trip, task, visit, kept.url, kept.outcome)
    listings.add_from_article(trip, page, seen)


def _refuse_echo(trip: Trip, task: Task, reading: Reading, seen: Sequence[LinkSeen]) -> None:
    """Raise NoDocument where a page says what the article that led to it says, but for its own number.

    So do the pages of an endless number, each of which names the next one; no list names them. The
    last notice of a series names none that is strange.
    """
    library, found = trip.desk.library, reading.found
    if isinstance(found, Miss) or stored.has(library, task.url):
        return
    if linked.is_on_another(library, task.url, task.found_on, trip.run):
        return
    said = stored.text(library, task.found_on)
    if not said or not _counts_on((task.found_on, said), (task.url, found.text)):
        return
    if any(_is_strange(trip, one.url, task.url) for one in seen):
        raise NoDocument(
            task.url, "soft-404", f"says what {task.found_on} says, but for its number"
        )


def _is_strange(trip: Trip, url: str, like: str) -> bool:
    """Say whether an address is one like another but for its number, and neither kept nor on a list."""
    library = trip.desk.library
    if url == like or form(url) != form(like):
        return False
    return not trip.kept_as(url) and not linked.is_linked(library, url)


def _counts_on(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether of two pages' addresses and texts the texts differ in numbers alone that their addresses bear.

    Notices of one form (停水, 放假) differ in days and places of theirs: they are documents.
    """
    (url, said), (next_url, says) = one, other
    if _DIGITS.sub("#", said) != _DIGITS.sub("#", says):
        return False
    pairs = zip(_DIGITS.findall(said), _DIGITS.findall(says), strict=True)
    differ = [(a, b) for a, b in pairs if a != b]
    mine, theirs = _DIGITS.findall(url), _DIGITS.findall(next_url)
    return bool(differ) and all(a in mine and b in theirs for a, b in differ)


def _plan(trip: Trip, task: Task, visit: Visit, url: str, outcome: Outcome) -> None:
    """Plan the next visit to a page that gave a document."""
    library = trip.desk.library
    if outcome is Outcome.ALIAS:
        trip.traps.nothing(task.url)
    elif outcome is Outcome.NEW:
        trip.traps.something(task.url, task.found_on)
        revisits.planned(library, url, visit.at)
        if before := identity.earlier(library, url):
            trip.moved_from.add(before)
    else:
        revisits.seen(library, url, visit.at, moved=outcome is Outcome.CHANGED)


async def _again(trip: Trip, fetcher: Fetcher, task: Task, visit: Visit) -> Callable[[], None]:
    """Read an article whose first page is as it was, and the pages that follow it now."""
    first = _archived(trip, task.url, stored.page_hash(trip.desk.library, task.url))
    seen = links(first)
    rest = await multipage.kept(trip.desk, fetcher, first, seen, trip.in_scope)
    joined = replace(visit, page=first, status=200)
    return partial(_keep, trip, task, joined, trip.desk.read(first, rest), seen)


async def _unchanged(trip: Trip, fetcher: Fetcher, task: Task, visit: Visit) -> Callable[[], None]:
    """Take a 304; of an article on several pages the others are asked too.

    What another address says of what this one once sent vouches for nothing.
    """
    library = trip.desk.library
    if visit.final_url != task.url:
        whole = await fetcher.visit(task.url, scope=trip.in_scope)
        return await read(trip, fetcher, task, whole)
    for url, _ in stored.parts(library, task.url):
        etag, modified = stored.validators(library, url)
        answer = await fetcher.visit(url, scope=trip.in_scope, etag=etag, last_modified=modified)
        if answer.page is not None:  # it may have become longer, too
            return await _again(trip, fetcher, task, visit)
        trip.desk.part(answer)
    return partial(_still, trip, task, visit)


def _still(trip: Trip, task: Task, visit: Visit) -> None:
    kept = trip.desk.take(visit, None, trip.checkup)
    revisits.seen(trip.desk.library, kept.url, visit.at, moved=False)
    frontier.done(trip.desk.library, task.url)


def _archived(trip: Trip, url: str, digest: str) -> Page:
    body = trip.desk.archive.get(digest)
    if body is None:
        raise Unreachable(url, "no-raw-page", "its raw page is not in the archive")
    return Page(url, body, stored.content_type(trip.desk.library, url))


def is_one(trip: Trip, task: Task, visit: Visit, seen: Sequence[LinkSeen]) -> bool:
    """Say whether what was held to be a list reads as an article: few titles, and a text.

    A later page of a list is none, nor is what the page's own navigation names: 机构设置. Nor is a
    text made of the titles that are linked on the page: the last page of a list has few of them,
    each with the first lines of its text.
    """
    page, library = visit.page, trip.desk.library
    if page is None or linked.has(library, task.url) or linked.turns(library, task.url):
        return False
    known = trip.desk.rulebook.site_for(page.url)
    if any(one.search(task.url) for one in trip.site.listing or known.listing):
        return False
    titles = [one.text for one in _titles(trip, page, seen) if one.url != page.url]
    if len(titles) >= _MANY or _is_in_its_own_bar(page.url, seen):
        return False
    try:
        document = clean(page, trip.desk.rulebook).document
    except NoDocument:
        return False
    return len(document.text) >= _TEXT and not _made_of(titles, document)


def _is_in_its_own_bar(url: str, seen: Sequence[LinkSeen]) -> bool:
    return any(one.url == url and one.in_frame and 0 < len(one.text) <= _TITLE for one in seen)


def _made_of(titles: Sequence[str], document: Document) -> bool:
    """Say whether a text is a list's: its title is linked, or it begins with such and has many."""
    begin = tuple(title for title in titles if len(title) >= _TITLE)
    lines = [line.strip() for line in document.text.split("\n")]
    first = any(line.startswith(begin) for line in lines[:_HEAD])
    many = sum(line.startswith(begin) for line in lines)
    return document.title.startswith(begin) or (first and many > 1 and many * _ITEM >= len(lines))


def _is_list(trip: Trip, url: str) -> bool:
    kind = frontier.kind_of(trip.desk.library, url)
    return kind in {Kind.START, Kind.LISTING, Kind.FEED} or (url.count("/") == 3 and url[-1] == "/")


def _lists(trip: Trip, page: Page) -> bool:
    return sum(1 for _ in _titles(trip, page, links(page))) >= _LIST


def _titles(trip: Trip, page: Page, seen: Sequence[LinkSeen]) -> Iterator[LinkSeen]:
    """Yield the links to articles that stand in the page itself."""
    known = trip.desk.rulebook.site_for(page.url)
    for link in seen:
        if not link.in_frame and classify(link, trip.site, known) is Shape.ARTICLE:
            yield link


def _relist(trip: Trip, task: Task, visit: Visit) -> None:
    """Take for a list what was taken for an article."""
    trip.traps.spread(task.url, task.found_on)
    frontier.become(trip.desk.library, task.url, Kind.LISTING)
    assert visit.page is not None
    listings.take(trip, replace(task, kind=Kind.LISTING), visit, links(visit.page))
