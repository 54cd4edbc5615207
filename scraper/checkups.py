"""What each run saw of each site, kept in the library: a site's health, and what that decides."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from cleaners import NoDocument
from scraper.health import (
    FAR,
    FEW,
    UNREACHED,
    UNWELL,
    WELL,
    Sample,
    Verdict,
    judge,
    pooled,
    spread,
)
from scraper.rows import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.database import Row
    from scraper.rows import Record
    from scraper.store import Library

SHRUNK = "shrunk"  # the code of a page that lost most of its text
_HISTORY = 20  # runs that are remembered
_ALL, _NEW = "all", "new"
# a text shorter than this may change as it likes
_WORTH = 200
# a page that lost most of its text is believed when it still has, so much later
_AGAIN = timedelta(hours=12)


@dataclass(slots=True)
class Pages:
    """Pages that came: characters of those that read as documents, and how many did not."""

    lengths: list[int] = field(default_factory=list)
    refused: int = 0

    def sample(self, links: int | None = None) -> Sample:
        """Return them as a sample."""
        lengths = tuple(spread(sorted(self.lengths)))
        return Sample(lengths, len(self.lengths), self.refused, links)


@dataclass(slots=True)
class Checkup:
    """What one run sees of one site; `accept` takes it as it is: what was usual is forgotten."""

    site: str
    started: datetime
    accept: bool = False
    every: Pages = field(default_factory=Pages)
    new: Pages = field(default_factory=Pages)  # of addresses not known before
    listings: int = 0  # pages of links that were read
    links: int = 0  # to documents, on those
    unseen: bool = False  # a page of links could not be read
    astray: bool = False  # an address to begin at gave no page
    unchanged: int = 0  # pages of links that were not, as they had not changed
    stopped: str = ""  # pages, time or unreachable: before all was asked


@dataclass(frozen=True, slots=True)
class SiteHealth:
    """How a site is doing: its last run beside what is usual there; `since`: of this verdict."""

    site: str
    verdict: str
    note: str
    since: str
    last_run_at: str
    stopped: str
    read: int
    refused: int
    median: int
    usual_share: float | None  # of pages that read as documents; None: no history yet
    usual_median: int | None


def close(library: Library, run: int, seen: Checkup) -> Verdict:
    """Judge what a run saw of a site, together with the few pages before it, and remember it.

    Pages not known before are judged once more by themselves: among a hundred that are as they were,
    the one of each day that breaks would not be seen.
    """
    if (seen.unseen or seen.astray) and not (seen.listings or seen.unchanged):
        seen.stopped = "unreachable"
    blind = seen.unseen or seen.unchanged or seen.stopped or not seen.listings
    verdict = _close(library, run, seen, _ALL, seen.every.sample(None if blind else seen.links))
    if seen.new.sample().pages == 0 or verdict.name == UNWELL:
        return verdict
    new = _close(library, run, seen, _NEW, seen.new.sample())
    return new if new.name == UNWELL else verdict


def _close(library: Library, run: int, seen: Checkup, pages: str, own: Sample) -> Verdict:
    rows = _last_rows(library, seen.site, pages)
    waiting = list(takewhile(lambda row: row["verdict"] == FEW, rows))
    now = replace(pooled([own, *map(_sample, waiting)]), links=own.links)
    verdict = judge(now, pooled(map(_sample, _usual(rows))))
    with library.transaction() as connection:
        connection.executemany(
            "UPDATE site_runs SET verdict = ? WHERE id = ?",
            [(verdict.name, row["id"]) for row in waiting],
        )
        connection.execute(
            "INSERT INTO site_runs (run, site, pages, started_at, stopped, read, refused, links,"
            " median, lengths, verdict, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(run, seen.site, pages, stamp(seen.started), seen.stopped),
                *(own.read, own.refused, own.links, own.median or None),
                *(json.dumps(own.lengths), verdict.name, verdict.note),
            ),
        )
    return verdict


def forget(library: Library, site: str) -> list[str]:
    """Let a site's history begin anew; return its pages whose loss of text was not believed."""
    with library.transaction() as connection:
        connection.execute("DELETE FROM site_runs WHERE site = ?", (site,))
    rows = library.rows(
        "SELECT url FROM failures JOIN frontier USING (url) WHERE code = ? AND site = ?",
        (SHRUNK, site),
    )
    return [row["url"] for row in rows]


def last_walk(library: Library, site: str) -> datetime | None:
    """When the last run began that asked a site for all it may; None where none did.

    One that began later than now had a wrong clock, and says nothing.
    """
    row = library.row(
        "SELECT max(started_at) AS at FROM site_runs"
        " WHERE site = ? AND stopped IN ('', 'pages') AND started_at <= ?",
        (site, stamp(datetime.now(UTC))),
    )
    return datetime.fromisoformat(row["at"]) if row and row["at"] else None


def guard(library: Library, record: Record, seen: Checkup | None, now: datetime) -> None:
    """Raise NoDocument for a page that must not replace what is stored of it.

    A page that comes back with less than half of its text, or cut off by its site, is more often a
    new layout, a pay wall or an outage than an edit. It is believed when it still is so half a day
    later, on a site that is well; never where it is cut off and the stored text is whole.
    """
    if seen is not None and seen.accept:
        return
    stored = library.row("SELECT chars, truncated FROM documents WHERE url = ?", (record.url,))
    if stored is None or stored["chars"] < _WORTH:
        return
    chars = len(record.text)
    cut_off = record.row["truncated"] and not stored["truncated"]
    if chars >= stored["chars"] * FAR and not (cut_off and chars < stored["chars"]):
        return
    if not cut_off and _seen_before(library, record.url, seen, now):
        return
    lost = f"came back with {chars} of {stored['chars']} characters; the stored text stays"
    raise NoDocument(record.url, SHRUNK, lost)


def _seen_before(library: Library, url: str, seen: Checkup | None, now: datetime) -> bool:
    row = library.row(
        "SELECT 1 FROM failures WHERE url = ? AND code = ? AND first_at <= ?",
        (url, SHRUNK, stamp(now - _AGAIN)),
    )
    if row is None or seen is None:
        return row is not None
    last = library.row(
        "SELECT verdict FROM site_runs WHERE site = ? AND pages = ? ORDER BY id DESC LIMIT 1",
        (seen.site, _ALL),
    )
    return last is not None and last["verdict"] == WELL


def _last_rows(library: Library, site: str, pages: str) -> list[Row]:
    """Return what the last runs saw of a site's pages, newest first."""
    sql = "SELECT * FROM site_runs WHERE site = ? AND pages = ? ORDER BY id DESC LIMIT ?"
    return library.rows(sql, (site, pages, 10 * _HISTORY))


def _usual(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["verdict"] == WELL][:_HISTORY]


def _since(rows: Iterable[Row], verdict: str) -> str:
    """Return when the last unbroken line of this verdict began."""
    line = takewhile(lambda row: row["verdict"] in {FEW, verdict}, rows)
    return min((row["started_at"] for row in line if row["verdict"] == verdict), default="")


def _is_silent(row: Row) -> bool:
    return row["stopped"] == "unreachable" and not row["read"] + row["refused"]


def _sample(row: Row) -> Sample:
    return Sample(tuple(json.loads(row["lengths"])), row["read"], row["refused"], row["links"])


def state(library: Library) -> tuple[SiteHealth, ...]:
    """Return the health of every site that was crawled, by name."""
    names = library.rows("SELECT DISTINCT site FROM site_runs ORDER BY site")
    return tuple(_state(library, row["site"]) for row in names)


def _state(library: Library, site: str) -> SiteHealth:
    """Make one site's state of its rows; too few pages leave the verdict before, none at all do not."""
    rows, new = _last_rows(library, site, _ALL), _last_rows(library, site, _NEW)
    last = rows[0]
    judged, judged_new = (
        next((r for r in some if r["verdict"] != FEW), None) for some in (rows, new)
    )
    told = judged or last
    line = rows
    if told["verdict"] != UNWELL and judged_new is not None and judged_new["verdict"] == UNWELL:
        told, line = judged_new, new
    usual = pooled(_sample(row) for row in _usual(rows))
    verdict = told["verdict"], told["note"], _since(line, told["verdict"])
    if silent := list(takewhile(_is_silent, rows)):
        verdict = UNREACHED, "none of its pages of links could be read", silent[-1]["started_at"]
    return SiteHealth(
        last["site"],
        *verdict,
        last["started_at"],
        last["stopped"],
        last["read"],
        last["refused"],
        last["median"] or 0,
        usual.read / usual.pages if usual.pages else None,
        usual.median if usual.pages else None,
    )
