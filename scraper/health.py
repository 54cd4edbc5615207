"""Whether a site still reads as it used to: what a run saw of it against its own history. Pure.

A run is a sample. It is unwell where so many refused pages, or a median so short, is far below what
the site's history shows, *and* chance would do that once in a thousand runs. Where there are too
few pages to say, they wait and are judged together with those of the next runs. What is unwell
never becomes history.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import comb
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WELL, FEW, UNWELL = "well", "few", "unwell"
UNREACHED = "unreached"  # of a site: none of its pages came
ENOUGH = 3  # fewer pages say nothing about a site's layout
FAR = 0.5  # a text of less than so much of what is usual
SHARE = 0.75  # and a share of pages that read
SURELY, PERHAPS = 0.001, 0.05  # how rarely chance alone would do it
SAMPLE = 100  # lengths that are kept of one run


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
    if share >= before * SHARE:
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
    if of > SAMPLE:
        hits, of = round(hits * SAMPLE / of), SAMPLE
    return sum(comb(of, k) * rate**k * (1 - rate) ** (of - k) for k in range(hits, of + 1))


def pooled(samples: Iterable[Sample]) -> Sample:
    """Put samples together; `links` are the fewest, None where those say nothing."""
    every = list(samples)
    links = min((sample.links for sample in every if sample.links is not None), default=0)
    return Sample(
        tuple(sorted(length for sample in every for length in sample.lengths)),
        sum(sample.read for sample in every),
        sum(sample.refused for sample in every),
        links if links >= ENOUGH else None,
    )


def spread(lengths: Sequence[int]) -> list[int]:
    """Return an even sample of sorted lengths."""
    if len(lengths) <= SAMPLE:
        return list(lengths)
    return [lengths[i * len(lengths) // SAMPLE] for i in range(SAMPLE)]
