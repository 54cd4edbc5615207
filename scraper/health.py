"""Whether a site still reads as it used to: each run against the site's own history.

A run is a sample. It is unwell where so many refused pages, or a median so short, is far below what
the site's history shows, *and* chance would do that once in a thousand runs. Where there are too
few pages to say, they wait and are judged together with those of the next runs. What is unwell
never becomes history.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import comb
from statistics import median
from typing import TYPE_CHECKING

from cleaners import NoDocument
from scraper.rows import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.model import Document
    from scraper.database import Row
    from scraper.store import Library

WELL, FEW, UNWELL = "well", "few", "unwell"
SHRUNK = "shrunk"  # the code of a page that lost most of its text
ENOUGH = 3  # fewer pages say nothing about a site's layout
FAR = 0.5  # less than so much of what is usual
SURELY, PERHAPS = 0.001, 0.05  # how rarely chance alone would do it
_HISTORY = 20  # runs that are remembered
_SAMPLE = 100  # lengths that are kept of one run
# a text shorter than this may change as it likes
_WORTH = 200
# a page that lost most of its text is believed when it still has, so much later
_AGAIN = timedelta(hours=12)


@dataclass(slots=True)
class Checkup:
    """What one run sees of one site; `accept` takes it as it is: what was usual is forgotten."""

    site: str
    started: datetime
    accept: bool = False
    lengths: list[int] = field(default_factory=list)  # characters of pages that read as documents
    refused: int = 0  # pages that came and did not
    links: int | None = 0  # to documents, on its listing pages; None: not all of them were seen
    stopped: str = ""  # pages, time or unreachable: before all was asked


@dataclass(frozen=True, slots=True)
class Sample:
    """Pages of one run or of several: lengths of those read (sorted), how many were refused."""

    lengths: tuple[int, ...] = ()
    read: int = 0
    refused: int = 0
    links: int | None = None

    @property
    def pages(self) -> int:
        """How many pages came."""
        return self.read + self.refused

    @property
    def median(self) -> int:
        """The usual length; 0 where nothing was read."""
        return round(median(self.lengths)) if self.lengths else 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """WELL, FEW or UNWELL, and what is wrong."""

    name: str
    note: str = ""


def judge(now: Sample, usual: Sample) -> Verdict:
    """Hold a sample against a site's history; `usual` may be empty."""
    if now.links == 0 and usual.links:
        return Verdict(UNWELL, "its listing pages lead to no document any more")
    if now.pages < ENOUGH:
        return Verdict(FEW)
    if now.read == 0:
        return Verdict(UNWELL, f"none of {now.pages} pages reads as a document")
    if not usual.pages:
        return Verdict(WELL)
    verdicts = [_judge_share(now, usual), _judge_lengths(now, usual)]
    return min(verdicts, key=lambda verdict: (UNWELL, FEW, WELL).index(verdict.name))


def _judge_share(now: Sample, usual: Sample) -> Verdict:
    share, before = now.read / now.pages, usual.read / usual.pages
    if share >= before * FAR:
        return Verdict(WELL)
    chance = _at_least(now.refused, now.pages, _rate(usual.refused, usual.pages))
    note = f"only {now.read} of {now.pages} pages read as documents, usually {before:.0%}"
    return _verdict(chance, note)


def _judge_lengths(now: Sample, usual: Sample) -> Verdict:
    """Ask how likely a median this short is, if lengths come as they used to."""
    if len(now.lengths) < ENOUGH or not usual.lengths or now.median >= usual.median * FAR:
        return Verdict(WELL)
    shorter = bisect_right(usual.lengths, now.median)
    half = (len(now.lengths) + 1) // 2
    chance = _at_least(half, len(now.lengths), _rate(shorter, len(usual.lengths)))
    note = f"documents have {now.median} characters in the median, usually {usual.median}"
    return _verdict(chance, note)


def _verdict(chance: float, note: str) -> Verdict:
    if chance < SURELY:
        return Verdict(UNWELL, note)
    return Verdict(FEW if chance < PERHAPS else WELL)


def _rate(hits: int, of: int) -> float:
    """Estimate a share so that a short history is never sure (Jeffreys: half a hit, half a miss)."""
    return (hits + 0.5) / (of + 1)


def _at_least(hits: int, of: int, rate: float) -> float:
    """Return the chance of so many hits or more (binomial); for large samples their scale is kept."""
    if of > _SAMPLE:
        hits, of = round(hits * _SAMPLE / of), _SAMPLE
    return sum(comb(of, k) * rate**k * (1 - rate) ** (of - k) for k in range(hits, of + 1))


def close(library: Library, run: int, seen: Checkup) -> Verdict:
    """Judge what a run saw of a site, together with the few pages before it, and remember it."""
    rows = library.rows(
        "SELECT * FROM site_runs WHERE site = ? ORDER BY id DESC LIMIT ?",
        (seen.site, 10 * _HISTORY),
    )
    waiting = list(_before_judged(rows))
    usual = [row for row in rows if row["verdict"] == WELL][:_HISTORY]
    lengths = _spread(sorted(seen.lengths))
    links = seen.links if not seen.stopped else None
    own = Sample(tuple(lengths), len(seen.lengths), seen.refused, links)
    now = replace(_pooled([own, *map(_sample, waiting)]), links=links)
    verdict = judge(now, _pooled(map(_sample, usual)))
    with library.transaction() as connection:
        connection.executemany(
            "UPDATE site_runs SET verdict = ? WHERE id = ?",
            [(verdict.name, row["id"]) for row in waiting],
        )
        connection.execute(
            "INSERT INTO site_runs (run, site, started_at, stopped, read, refused, links, median,"
            " lengths, verdict, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(run, seen.site, stamp(seen.started), seen.stopped),
                *(own.read, own.refused, links, own.median or None),
                *(json.dumps(lengths), verdict.name, verdict.note),
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
    """When the last run began that asked a site for all it may; None where none did."""
    row = library.row(
        "SELECT max(started_at) AS at FROM site_runs WHERE site = ? AND stopped IN ('', 'pages')",
        (site,),
    )
    return datetime.fromisoformat(row["at"]) if row and row["at"] else None


def guard(library: Library, document: Document, seen: Checkup | None, now: datetime) -> None:
    """Raise NoDocument for a page that must not replace what is stored of it.

    A page that comes back with less than half of its text, or cut off by its site, is more often a
    new layout, a pay wall or an outage than an edit. It is believed when it still is so half a day
    later, on a site that is well; never where it is cut off and the stored text is whole.
    """
    if seen is not None and seen.accept:
        return
    stored = library.row("SELECT chars, truncated FROM documents WHERE url = ?", (document.url,))
    if stored is None or stored["chars"] < _WORTH:
        return
    chars = len(document.text)
    cut_off = document.truncated is not None and not stored["truncated"]
    if chars >= stored["chars"] * FAR and not (cut_off and chars < stored["chars"]):
        return
    if not cut_off and _seen_before(library, document.url, seen, now):
        return
    lost = f"came back with {chars} of {stored['chars']} characters; the stored text stays"
    raise NoDocument(document.url, SHRUNK, lost)


def _seen_before(library: Library, url: str, seen: Checkup | None, now: datetime) -> bool:
    row = library.row(
        "SELECT 1 FROM failures WHERE url = ? AND code = ? AND first_at <= ?",
        (url, SHRUNK, stamp(now - _AGAIN)),
    )
    if row is None or seen is None:
        return row is not None
    last = library.row(
        "SELECT verdict FROM site_runs WHERE site = ? ORDER BY id DESC LIMIT 1", (seen.site,)
    )
    return last is not None and last["verdict"] == WELL


def _before_judged(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if row["verdict"] != FEW:
            return
        yield row


def _sample(row: Row) -> Sample:
    return Sample(tuple(json.loads(row["lengths"])), row["read"], row["refused"], row["links"])


def _pooled(samples: Iterable[Sample]) -> Sample:
    """Put samples together; `links` are the fewest, None where those say nothing."""
    every = list(samples)
    links = min((sample.links for sample in every if sample.links is not None), default=0)
    return Sample(
        tuple(sorted(length for sample in every for length in sample.lengths)),
        sum(sample.read for sample in every),
        sum(sample.refused for sample in every),
        links if links >= ENOUGH else None,
    )


def _spread(lengths: Sequence[int]) -> list[int]:
    """Return an even sample of sorted lengths."""
    if len(lengths) <= _SAMPLE:
        return list(lengths)
    return [lengths[i * len(lengths) // _SAMPLE] for i in range(_SAMPLE)]
