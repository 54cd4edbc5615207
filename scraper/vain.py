"""Articles' addresses that gave no document: why is noted, and when they are asked again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper import captions, frontier, identity, linked, revisits, stored
from scraper.frontier import Kind
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
    trip.desk.miss(Miss(task.url, "redirect", f"leads to a page of links: {url}"))
    _close(trip, task, visit)


def empty(trip: Trip, task: Task, visit: Visit, error: NoDocument) -> None:
    """Note a page that held no document; a wall or a shell may be gone by the next run."""
    library = trip.desk.library
    assert visit.page is not None
    known = stored.has(library, task.url)
    first = not stored.has_failed(library, error.url)
    if not known and stored.is_barren(library, error.url, trip.checkup.started):
        first = False  # one more wall or filler, where never anything else was
    if known or first:
        trip.checkup.every.refused += 1  # the same page says something about its site only once
    if first and not known:
        trip.checkup.new.refused += 1
    if error.reason == captions.ONE:
        trip.traps.caption(task.url, task.found_on)
    else:
        trip.traps.nothing(task.url, sure=captions.asks_to_choose(visit.page.body))
    trip.desk.miss(Miss(error.url, error.code, error.reason))
    if error.code in _PASSING and task.tries < _TRIES and not known:
        frontier.later(library, task.url)
    else:
        _close(trip, task, visit)


def reconsider(trip: Trip) -> None:
    """Ask once more, in the next run, for what held no text while the site's pages were not as usual: a check in words of its own."""
    library = trip.desk.library
    sql = (
        "SELECT url FROM frontier JOIN failures USING (url) WHERE site = ? AND asked_in = ? AND kind = 'article'"
        " AND state = 'failed' AND frontier.tries < ? AND code IN ('no-body', 'no-text')"
        " AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.url = frontier.url)"
    )
    for row in library.rows(sql, (trip.site.name, trip.run, _TRIES)):
        frontier.later(library, row["url"])


def gone(trip: Trip, url: str, code: str, reason: str) -> None:
    """Note a document that is not there; two runs must say so, and its other addresses are asked then."""
    library = trip.desk.library
    held, now = f"{reason}; it is held to be gone", datetime.now(UTC)
    if revisits.missing(library, url, now, trip.run):
        library.record_failure(url, code, f"{held}, its text stays", now)
        trip.desk.count(url, Outcome.GONE, reason)
        others = [one for one in identity.others(library, url) if linked.is_linked(library, one)]
        frontier.renew(library, others, Kind.ARTICLE, trip.site.name, run=trip.run)
        return
    trip.desk.miss(Miss(url, code, f"{held} if the next run finds the same"), skipped=True)


def leave(trip: Trip, task: Task, visit: Visit) -> None:
    """Come back some time later to a stored document whose address gives nothing, or another one."""
    if stored.has(trip.desk.library, task.url):
        revisits.put_off(trip.desk.library, task.url, visit.at)


def _close(trip: Trip, task: Task, visit: Visit) -> None:
    """Close an address that gave nothing; a stored document is looked at again some time later."""
    leave(trip, task, visit)
    frontier.failed(trip.desk.library, task.url)
