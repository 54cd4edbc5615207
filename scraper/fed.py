"""What a feed or a sitemap leads to: articles, lists, more feeds; and what it says anew of those known."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper import feeds, frontier, linked, listings, traps
from scraper.frontier import Kind
from scraper.linked import Lead
from scraper.links import LinkSeen
from scraper.shapes import Shape, classify, is_plumbing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scraper.fetch import Visit
    from scraper.frontier import Task
    from scraper.trip import Trip

_NUMBERED = re.compile(r"\d")  # /k3f9ab.html, where /shengming.html is the site's own
_CHUNK = 500  # entries of a feed in one transaction


def take(trip: Trip, task: Task, visit: Visit) -> bool:
    """Queue what a feed or sitemap lists; False if the page is none."""
    library = trip.desk.library
    if visit.page is None:
        leads = linked.of(library, task.url)
        listings.renew(trip, _inner(trip, leads), Kind.FEED)
        listings.renew_lists(trip, leads)
    else:
        listed = feeds.read(visit.page, trip.site.settings.max_bytes)
        if listed is None:
            return False
        while chunk := tuple(islice(listed, _CHUNK)):
            _take_listed(trip, task, chunk)
        with library.transaction():
            trip.vanished.update(linked.forget(library, task.url, trip.run))
    trip.desk.listing(visit)
    frontier.done(library, task.url)
    return True


def _take_listed(trip: Trip, task: Task, listed: Iterable[feeds.Listed]) -> None:
    leads = [lead for one in listed if (lead := _lead(trip, task.url, one)) is not None]
    source = "sitemap" if "sitemap" in task.url.lower() else "feed"
    library = trip.desk.library
    with library.transaction():
        # a feed names a page it has named before when that has changed
        told = linked.retold(library, task.url, leads, trip.vanished)
        for kind in (Kind.FEED, Kind.LISTING, Kind.ARTICLE):
            urls = [one.url for one in leads if one.kind is kind]
            new = frontier.add(library, urls, kind, trip.site.name, task.url)
            if kind is Kind.ARTICLE:
                trip.found(source, new)
        retold = set(linked.note(library, task.url, leads, trip.run))
        listings.renew(trip, _inner(trip, leads, retold), Kind.FEED)
        listings.renew_lists(trip, leads)
        listings.look_again(trip, (*told, *retold))


def _inner(trip: Trip, leads: Iterable[Lead], told: Collection[str] = ()) -> list[str]:
    """Return the feeds in a feed that are asked: those told of, and those of which nothing is told.

    Of these not what named no article, as a sitemap of tags.
    """
    library = trip.desk.library
    return [
        one.url
        for one in leads
        if one.kind is Kind.FEED
        and (
            trip.full
            or one.url in told
            or (not one.said and (trip.whole or not linked.is_idle(library, one.url)))
        )
    ]


def _lead(trip: Trip, on: str, listed: feeds.Listed) -> Lead | None:
    """Say what an entry leads to; what a site lists is an article where its shape says nothing."""
    if not trip.in_scope(listed.url) or traps.endless(listed.url):
        return None
    if listed.is_list:
        return Lead(listed.url, Kind.FEED, 0, listed.said)
    known = trip.desk.rulebook.site_for(listed.url)
    shape = classify(LinkSeen(listed.url, "", on), trip.site, known)
    feed = shape is Shape.LISTING and "sitemap" not in on.lower() and listed.url != on
    if feed and urlsplit(listed.url).path + urlsplit(listed.url).query != "/":
        shape = Shape.ARTICLE  # a feed is of articles
    if shape is Shape.OTHER and _may_be_one(listed.url):
        shape = shape if trip.site.article or known.article else Shape.ARTICLE
    kind = listings.kind_of(trip, shape, listed.url)
    return None if kind is None or kind is Kind.FEED else Lead(listed.url, kind, 0, listed.said)


def _may_be_one(url: str) -> bool:
    """Say whether an address may be a document's: what a site says of itself lies at its root."""
    *above, name = url.partition("?")[0].split("/")[3:]
    return (bool(above) or bool(_NUMBERED.search(name))) and not is_plumbing(url)
