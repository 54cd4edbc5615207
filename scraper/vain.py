"""Articles' addresses that gave no document: why is noted, and when they are asked again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper import frontier, linked, revisits, stored
from scraper.report import Miss, Outcome

if TYPE_CHECKING:
    from cleaners import NoDocument
    from scraper.fetch import Visit
    from scraper.frontier import Task
    from scraper.trip import Trip

_PASSING = frozenset({"captcha", "maintenance", "empty"})
_TRIES = 3


def astray(trip: Trip, task: Task, visit: Visit, url: str) -> None:
    """Note an article's address that now leads to a page of links, as to the start page."""
    miss = Miss(task.url, "redirect", f"leads to a page of links: {url}")
    _close(trip, task, visit, miss, is_gone=_is_dropped(trip, task.url))


def empty(trip: Trip, task: Task, visit: Visit, error: NoDocument) -> None:
    """Note a page that held no document; a wall or a shell may be gone by the next run."""
    library, miss = trip.desk.library, Miss(error.url, error.code, error.reason)
    known = stored.has(library, task.url)
    first = not stored.has_failed(library, error.url)
    if not known and stored.is_barren(library, error.url, trip.checkup.started):
        first = False  # one more wall or filler, where never anything else was
    if known or first:
        trip.checkup.every.refused += 1  # the same page says something about its site only once
    if first and not known:
        trip.checkup.new.refused += 1
    trip.traps.nothing(task.url)
    if error.code in _PASSING and task.tries < _TRIES and not known:
        trip.desk.miss(miss)
        frontier.later(library, task.url)
        return
    says_so = error.code == "gone" and error.url == task.url
    _close(trip, task, visit, miss, is_gone=says_so and _is_dropped(trip, task.url))


def gone(trip: Trip, url: str, code: str, reason: str) -> None:
    """Note a document that is not there; two runs must say so."""
    held, now = f"{reason}; it is held to be gone", datetime.now(UTC)
    if revisits.missing(trip.desk.library, url, now, trip.run):
        trip.desk.library.record_failure(url, code, f"{held}, its text stays", now)
        trip.desk.count(url, Outcome.GONE, reason)
        return
    trip.desk.miss(Miss(url, code, f"{held} if the next run finds the same"), skipped=True)


def leave(trip: Trip, task: Task, visit: Visit) -> None:
    """Come back some time later to a stored document whose address gives nothing, or another one."""
    if stored.has(trip.desk.library, task.url):
        revisits.put_off(trip.desk.library, task.url, visit.at)


def _is_dropped(trip: Trip, url: str) -> bool:
    """Say whether a document is stored that its lists have ceased to name.

    What is said with status 200 may be an outage's word for every page: only then it is believed. A
    page of links that no run has read again since may still name it.
    """
    library = trip.desk.library
    if not stored.has(library, url) or linked.is_shown(library, url, trip.run):
        return False
    gone_from_one = url in trip.vanished or revisits.is_suspected(library, url)
    return gone_from_one or not linked.is_linked(library, url)


def _close(trip: Trip, task: Task, visit: Visit, miss: Miss, *, is_gone: bool) -> None:
    """Close an address that gave nothing; a stored document is looked at again some time later."""
    if is_gone:
        gone(trip, task.url, miss.code, miss.reason)
    else:
        trip.desk.miss(miss)
        leave(trip, task, visit)
    frontier.failed(trip.desk.library, task.url)
