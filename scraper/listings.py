"""What a page of links leads to: articles once, other lists each run, more pages while they bring.

A list is walked on while its pages bring something: an address that was not known at all. In a whole
walk, and on a page never read before, that is a link that no other list has shown, and one page more
is asked. After a 304 the links of the last time are walked on, and after a page that leads nowhere
any more: a check of who asks, a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper import deeper, frontier, linked, pagers, stored, traps, usual
from scraper.frontier import Kind
from scraper.linked import NEXT_PAGE, OTHER_PAGE, Lead
from scraper.shapes import TITLE, Shape, judged_together
from scraper.urls import from_both_ends, is_month, routed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners import Page
    from scraper.fetch import Visit
    from scraper.frontier import Task
    from scraper.links import LinkSeen
    from scraper.trip import Trip

_KINDS = {
    Shape.ARTICLE: Kind.ARTICLE,
    Shape.LISTING: Kind.LISTING,
    Shape.PAGER: Kind.LISTING,
    Shape.FEED: Kind.FEED,
}


def take(trip: Trip, task: Task, visit: Visit, seen: Sequence[LinkSeen]) -> None:
    """Queue what a start page or a listing page leads to, the links seen on it, and remember it."""
    library = trip.desk.library
    if _is_start(task):
        trip.follow(task.url, visit.final_url)
    with library.transaction():
        whole = trip.whole or not linked.has(library, task.url)  # one never read has no news yet
        leads = () if visit.page is None else _leads(trip, task, visit.page, seen)
        if visit.page is None or _leads_nowhere(trip, task, leads):
            leads, new, fresh = linked.of(library, task.url), 0, 0
            trip.checkup.unchanged += visit.page is None
            trip.checkup.listings += visit.page is not None
        else:
            fresh = _fresh(trip, task, leads)
            new = _queue(trip, task, leads) or trip.newly_met(task, _articles(leads))
            _remember(trip, task, leads)
            trip.checkup.listings += 1
            trip.checkup.links += _count(leads)
        _judge(trip, task, leads, new=new, fresh=fresh, whole=whole)
        # what a list's growth has given another address (?p_ID=87) is no page of another list
        grown = not trip.whole and task.url in trip.brought
        gain = bool(new or (whole and not grown and fresh))
        _walk_on(trip, task, leads, gain=gain, whole=whole)
        trip.desk.listing(visit)
        trip.close(task, visit)


def _leads(trip: Trip, task: Task, page: Page, seen: Sequence[LinkSeen]) -> tuple[Lead, ...]:
    links = () if trip.is_copy(page, task.found_on) else seen
    feeds_too = _is_start(task) or usual.may_have_its_feed(trip, task)
    found = tuple(leads_of(trip, page, links, feeds_too=feeds_too, enter=_is_start(task)))
    return found if _is_start(task) else usual.with_one_feed(found)


def _leads_nowhere(trip: Trip, task: Task, leads: Sequence[Lead]) -> bool:
    """Say whether a page that was one of links leads to the start page at most."""
    away = any(one.url not in trip.site.start for one in leads)
    return not away and linked.has(trip.desk.library, task.url)


def recall(trip: Trip, task: Task) -> None:
    """Walk on from what a start page led to when it was last read, as after a 304: now it gives nothing."""
    if _is_start(task):
        _walk_on(trip, task, linked.of(trip.desk.library, task.url), gain=False, whole=False)


def leads_of(
    trip: Trip,
    page: Page,
    seen: Iterable[LinkSeen],
    *,
    feeds_too: bool = False,
    enter: bool = False,
) -> Iterator[Lead]:
    """Yield the links of a page that stay on the site and lead to articles, lists or feeds."""
    known = trip.desk.rulebook.site_for(page.url)
    for link, shape, _ in judged_together(seen, trip.site, known, trip.titled, enter=enter):
        trip.hear(link)
        url = trip.named(link.url)
        kind = kind_of(trip, shape, url)
        if kind is None or not trip.leads_to(link.url) or (kind is Kind.FEED and not feeds_too):
            continue
        if link.written and not trip.lets(link.written):
            continue
        if traps.endless(link.url):
            trip.traps.repeated += 1
            continue
        yield Lead(url, kind, _turning(link, shape), f"{link.text} {link.day}".strip())


def kind_of(trip: Trip, shape: Shape, url: str) -> Kind | None:
    """Return what a link is queued as; what turned out to be a document is one."""
    kind = _KINDS.get(shape)
    is_document = shape is Shape.LISTING and stored.has(trip.desk.library, url)
    return Kind.ARTICLE if is_document else kind


def add_from_article(trip: Trip, page: Page, seen: Sequence[LinkSeen]) -> None:
    """Queue what an article's page leads to beside its own pages, after all else.

    Its frames are counters and forms, one for each article.
    """
    links = (one for one in seen if one.text or not one.instead)
    leads = [one for one in leads_of(trip, page, links) if not one.turns]
    for one in leads:
        if one.kind is Kind.LISTING and not frontier.known(trip.desk.library, one.url):
            trip.traps.offer(one.url, one.said)
    for kind in (Kind.ARTICLE, Kind.LISTING):
        urls = [one.url for one in leads if one.kind is kind]
        new = frontier.add(
            trip.desk.library, urls, kind, trip.site.name, page.url, frontier.AFTERWARDS
        )
        if kind is Kind.ARTICLE:
            trip.found("article", new)


def _queue(trip: Trip, task: Task, leads: Sequence[Lead]) -> int:
    """Queue what was not known; return how many articles that were, or may be."""
    library, name, urls = trip.desk.library, trip.site.name, [one.url for one in _articles(leads)]
    new = frontier.add(library, from_both_ends(urls), Kind.ARTICLE, name, task.url)
    titled = (one.url for one in _titled(leads) if one.kind is Kind.LISTING)
    new += frontier.add(library, from_both_ends(titled), Kind.LISTING, name, task.url)
    if trip.full:
        renew(trip, urls, Kind.ARTICLE)
    # known, but not due: whether they are asked is for `_walk_on` to say; before other lists, for
    # those may be filters of this one, that use up the patience with its script
    pages = linked.onward(library, task.url, task.found_on, leads)
    frontier.mention(library, [one.url for one in pages], Kind.LISTING, name, task.url)
    frontier.add(library, from_both_ends(linked.lists(leads)), Kind.LISTING, name, task.url)
    inner = [one.url for one in leads if one.kind is Kind.FEED]
    frontier.add(library, inner, Kind.FEED, name, task.url)
    trip.found(task.kind.value, new)
    if new:
        frontier.brought(library, task.url, new)
        trip.traps.led(task.url)
    return new


def _fresh(trip: Trip, task: Task, leads: Sequence[Lead]) -> int:
    """Count articles that no other list has shown in this run; a first page is always fresh."""
    return _shown(trip, task, leads) if task.url in trip.brought else 1


def _shown(trip: Trip, task: Task, leads: Sequence[Lead]) -> int:
    library, run = trip.desk.library, trip.run
    return sum(not linked.is_on_another(library, one.url, task.url, run) for one in _titled(leads))


def _remember(trip: Trip, task: Task, leads: Sequence[Lead]) -> None:
    library = trip.desk.library
    back = linked.newcomers(library, task.url, _articles(leads))
    returned = [
        url for url in back if stored.is_gone(library, url) or stored.was_absent(library, url)
    ]
    redated = linked.redated(library, task.url, tuple(_articles(leads)), trip.vanished)
    retold = linked.note(library, task.url, leads, trip.run)
    missed = linked.forget(library, task.url, trip.run)
    trip.vanished.update(missed)
    trip.pushed.update(missed if task.url in trip.torn else ())
    look_again(trip, (*returned, *redated, *retold))


def look_again(trip: Trip, told: Iterable[str]) -> None:
    """Queue the documents of which a page says something else, as soon as that is remembered.

    And what was asked for before it was there: a page may link to the number after its own. All in one
    transaction: a run that is killed in between would never be told again.
    """
    library, name = trip.desk.library, trip.site.name
    known = [
        kept or url
        for url in told
        if (kept := trip.kept_as(url)) or stored.was_absent(library, url)
    ]
    frontier.renew(library, known, Kind.ARTICLE, name, run=trip.run, priority=frontier.REVISIT)


def _judge(  # noqa: PLR0913 - a page is judged by all of these
    trip: Trip, task: Task, leads: Sequence[Lead], *, new: int, fresh: int, whole: bool
) -> None:
    """Tell the traps of a page that brought nothing: no article at all, or only known ones.

    Of a first page: none but what other lists have shown in this run, as the page of a tag has.
    """
    articles = sum(1 for _ in _titled(leads))
    turned = task.url in trip.brought and not fresh
    filtered = "?" in routed(task.url) and not pagers.has_page(task.url) and not new
    if task.kind is not Kind.LISTING:
        return
    barren = turned or filtered or not (new or _shown(trip, task, leads))
    if not articles or (whole and barren):
        if articles and is_month(task.url):
            telling = deeper.shows_much(trip.desk.library, trip.site.name, articles)
            trip.traps.month(task.url, sure=telling)
        else:
            trip.traps.nothing(task.url, lists=articles > 1)
    elif whole:
        trip.traps.shown(task.url)


def _walk_on(trip: Trip, task: Task, leads: Sequence[Lead], *, gain: bool, whole: bool) -> None:
    renew_lists(trip, leads, least=0 if _is_start(task) else 1)
    pages = linked.onward(trip.desk.library, task.url, task.found_on, leads)
    after = linked.next_page(trip.desk.library, task.url, pages)
    if not (gain or (whole and trip.brought.get(task.url, False))):
        own = not whole and bool(linked.fruitful(trip.desk.library, [task.url]))  # no calendar's
        further = after if own and any(_articles(leads)) else []
        strange = [url for url in further if stored.is_unasked(trip.desk.library, url)]
        renew(trip, (one for one in strange if not pagers.is_keyed(one)), Kind.LISTING)  # grown
        return
    at = 0 if trip.whole else pagers.count(task.url)  # of a page never read before those after it
    later = [one.url for one in pages if not at or pagers.count(one.url) > at] if whole else []
    for url in later or after:
        first = deeper.first_page(trip.desk.library, url, trip.run)
        if first == task.url:
            continue  # it shows whether that is no mere entrance
        if first and _is_entire(trip, first, leads, url, after):
            frontier.left(trip.desk.library, url)
            continue
        trip.brought[url] = trip.brought.get(url, False) or gain
        renew(trip, [url], Kind.LISTING)


def _is_entire(
    trip: Trip, first: str, leads: Sequence[Lead], url: str, after: Sequence[str]
) -> bool:
    """Say whether a list's first page shows just as much as the page that leads back to it by its number.

    A last page, shorter than others, does not tell, and may lead to an empty one; nor one that goes on
    with it: pages may be numbered backwards.
    """
    library = trip.desk.library
    if stored.is_left(library, url):
        return True
    goes_on = bool(after) and url not in after
    return goes_on and _count(linked.of(library, first)) == _count(leads)


def renew_lists(trip: Trip, leads: Iterable[Lead], *, least: int = 1) -> None:
    """Queue other lists: all in a whole walk, else those that have brought so many addresses."""
    lists = linked.lists(leads)
    worth = lists if trip.whole else deeper.worth(trip.desk.library, trip.site.name, lists, least)
    renew(trip, worth, Kind.LISTING)


def renew(trip: Trip, urls: Iterable[str], kind: Kind) -> None:
    """Queue what is asked again, if this run has not asked for it yet."""
    frontier.renew(trip.desk.library, urls, kind, trip.site.name, run=trip.run)


def _articles(leads: Iterable[Lead]) -> Iterator[Lead]:
    return (one for one in leads if one.kind is Kind.ARTICLE)


def _count(leads: Iterable[Lead]) -> int:
    return sum(1 for _ in _articles(leads))


def _titled(leads: Iterable[Lead]) -> Iterator[Lead]:
    """Yield articles, and what may be some: a title at the address of a section (/gushi/chun-fen/)."""
    for one in leads:
        named = not one.turns and "?" not in routed(one.url) and len(one.said) >= TITLE
        if one.kind is Kind.ARTICLE or (one.kind is Kind.LISTING and named):
            yield one


def _turning(link: LinkSeen, shape: Shape) -> int:
    if shape is Shape.ARTICLE or not link.turns:
        return 0
    return NEXT_PAGE if pagers.says_next(link.text) or not link.text else OTHER_PAGE


def _is_start(task: Task) -> bool:
    return task.kind is Kind.START
