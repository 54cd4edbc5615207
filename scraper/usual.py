"""Feeds and sitemaps that robots.txt names, and those that nobody names but that are usually there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper import feeds, frontier, linked
from scraper.frontier import Kind
from scraper.urls import cuts_across

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.frontier import Task
    from scraper.linked import Lead
    from scraper.trip import Trip

USUAL = "usual address"  # where those nobody names were found
_ROBOTS = "robots.txt"
_FEEDS = 12  # of sections, asked in each run


def queue(trip: Trip, home: str, named: Iterable[str]) -> None:
    """Queue the feeds that the robots.txt of an origin names, and in a whole walk the usual ones."""
    library, name = trip.desk.library, trip.site.name
    urls = [url for url in named if trip.in_scope(url)]
    frontier.add(library, urls, Kind.FEED, name, _ROBOTS)
    if trip.whole:
        paths = (feeds.USUAL_FEED,) if urls else (feeds.USUAL_SITEMAP, feeds.USUAL_FEED)
        likely = [home + path for path in paths]
        frontier.add(library, likely, Kind.FEED, name, USUAL, frontier.AFTERWARDS)


def is_one_too_many(trip: Trip, task: Task) -> bool:
    """Close unasked a feed at a usual address where one of its sort is known; say whether it was."""
    if task.found_on != USUAL or feeds.sort(task.url) not in _known(trip):
        return False
    frontier.failed(trip.desk.library, task.url)
    return True


def met(trip: Trip, task: Task, *, is_feed: bool) -> None:
    """Note what was asked for as a feed, or turned out to be one: each page may have its own.

    What a page declares as its feed may be a list for readers: that is asked for as such.
    """
    library = trip.desk.library
    if task.kind is not Kind.FEED:
        if not linked.fruitful(library, [task.url]):
            trip.traps.nothing(task.url)
    elif is_feed:
        trip.usual.add(feeds.sort(task.url))
    if not is_feed:
        frontier.failed(library, task.url)
        if task.kind is Kind.FEED and task.found_on not in {USUAL, _ROBOTS}:
            frontier.renew(library, [task.url], Kind.LISTING, trip.site.name)


def may_have_its_feed(trip: Trip, task: Task) -> bool:
    """Say whether the feed that a section declares is asked for: no start page has one of all, and few have their own."""
    library, starts = trip.desk.library, trip.site.start
    if task.url in trip.brought or cuts_across(task.url):
        return False
    known = frontier.of_kind(library, trip.site.name, Kind.FEED)
    own = [url for url in known if feeds.sort(url) == "feed"]
    common = {one.url for start in starts for one in linked.of(library, start)} & set(own)
    return len(own) < _FEEDS and all(_is_of_a_section(trip, url) for url in common)


def _is_of_a_section(trip: Trip, url: str) -> bool:
    """Say whether a feed that a start page declares is of one section: /jianghua?format=feed of /jianghua."""
    page, _, query = url.partition("?")
    own = query and page not in trip.site.start
    return bool(own) and frontier.kind_of(trip.desk.library, page) is Kind.LISTING


def with_one_feed(leads: tuple[Lead, ...]) -> tuple[Lead, ...]:
    """Return what a page leads to with one feed of a section's articles, which others only repeat: RSS and Atom."""
    if not any(one.kind is Kind.ARTICLE for one in leads):
        return leads
    first = next((one for one in leads if one.kind is Kind.FEED), None)
    return tuple(one for one in leads if one.kind is not Kind.FEED or one == first)


def _known(trip: Trip) -> set[str]:
    known = frontier.of_kind(trip.desk.library, trip.site.name, Kind.FEED)
    usual = (feeds.USUAL_SITEMAP, feeds.USUAL_FEED)
    return {feeds.sort(url) for url in known if not url.endswith(usual)} | trip.usual
