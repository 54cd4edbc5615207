"""What a job did, and the exit code that says so."""

from __future__ import annotations

import shlex
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from scraper.moves import Moves

OK, SOME_FAILED, UNREADABLE, NOTHING_REACHED = 0, 1, 65, 69
_NAMED = 1000  # changed documents a report names; memory stays flat


class Outcome(StrEnum):
    """What became of one page."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ALIAS = "alias"  # another address of a document
    LISTING = "listing"  # a page of links, read
    GONE = "gone"  # found missing by two runs; its text stays
    SKIPPED = "skipped"  # not asked for: robots.txt or scope says no
    FAILED = "failed"

    @property
    def column(self) -> str:
        """Name its count in `runs` and in `Report`."""
        return _PLURALS.get(self, self.value)


_PLURALS = {Outcome.LISTING: "listings", Outcome.ALIAS: "aliases"}


@dataclass(frozen=True, slots=True)
class Miss:
    """A URL that gave no document; `code` is a stable word, `reason` a line for people."""

    url: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The counts of a finished job; `seconds` is wall time, `bytes` what was received."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    listings: int = 0
    aliases: int = 0
    gone: int = 0
    found: dict[str, int] = field(default_factory=dict)  # new addresses by what named them first
    moved: tuple[tuple[str, str], ...] = ()  # (url, title) of the changed ones, the first of them
    moves: Moves = field(default_factory=Moves)  # how, after a re-clean
    failed: tuple[Miss, ...] = ()
    skipped: tuple[Miss, ...] = ()
    notes: tuple[str, ...] = ()
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    exit_code: int = OK

    @property
    def stored(self) -> int:
        """How many documents were read well, whether or not they moved."""
        return self.new + self.changed + self.unchanged

    def as_dict(self) -> dict[str, object]:
        """Return the report for JSON."""
        return asdict(self)


Mark: TypeAlias = tuple[Counter[Outcome], Counter[str], tuple[int, ...]]


@dataclass(slots=True)
class Tally:
    """A job's running counts; the only mutable thing about it."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    moved: list[tuple[str, str]] = field(default_factory=list)
    moves: Moves = field(default_factory=Moves)
    failed: list[Miss] = field(default_factory=list)
    skipped: list[Miss] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unwell: list[str] = field(default_factory=list)  # names of sites, see `health.py`
    answered: int = 0  # pages that came, whatever stood in them
    requests: int = 0
    bytes: int = 0
    began: float = field(default_factory=time.monotonic)

    def count(self, url: str, outcome: Outcome, title: str) -> None:
        """Count a page that went well; the first changed ones are kept by name."""
        self.counts[outcome] += 1
        if outcome is Outcome.CHANGED and len(self.moved) < _NAMED:
            self.moved.append((url, title))

    def miss(self, miss: Miss, outcome: Outcome = Outcome.FAILED) -> None:
        """Count a page that gave no document."""
        self.counts[outcome] += 1
        (self.skipped if outcome is Outcome.SKIPPED else self.failed).append(miss)

    def mark(self) -> Mark:
        """Note how far the counting is, for `back`."""
        return self.counts.copy(), self.found.copy(), tuple(map(len, self._lists()))

    def back(self, mark: Mark) -> None:
        """Take back what was counted since: it was not stored."""
        self.counts, self.found, lengths = mark
        for one, length in zip(self._lists(), lengths, strict=True):
            del one[length:]

    def _lists(self) -> tuple[list[Any], ...]:
        return self.moved, self.failed, self.skipped

    def sound(self, site: str, note: str) -> None:
        """Sound the alarm for a site that does not read as it used to."""
        self.unwell.append(site)
        self.notes.append(
            f"{site}: {note}; layout changed? What was stored stays."
            f" If this is right: gongwen crawl {shlex.quote(site)} --accept"
        )

    def include(self, report: Report, site: str) -> None:
        """Take over what a part of the job, done elsewhere, has to tell; its counts stand apart."""
        self.answered += report.exit_code != NOTHING_REACHED
        self.found.update(report.found)
        self.moved += report.moved[: _NAMED - len(self.moved)]
        self.failed += report.failed
        self.skipped += report.skipped
        self.notes += report.notes
        if report.exit_code == UNREADABLE:
            self.unwell.append(site)

    def report(self) -> Report:
        """Return what has been counted so far."""
        return Report(
            new=self.counts[Outcome.NEW],
            changed=self.counts[Outcome.CHANGED],
            unchanged=self.counts[Outcome.UNCHANGED],
            listings=self.counts[Outcome.LISTING],
            aliases=self.counts[Outcome.ALIAS],
            gone=self.counts[Outcome.GONE],
            found=dict(sorted(self.found.items())),
            moved=tuple(self.moved),
            moves=self.moves,
            failed=tuple(self.failed),
            skipped=tuple(self.skipped),
            notes=tuple(self.notes),
            requests=self.requests,
            bytes=self.bytes,
            seconds=time.monotonic() - self.began,
            exit_code=self._exit_code(),
        )

    def _exit_code(self) -> int:
        if self.unwell:
            return UNREADABLE
        if not self.failed:
            return OK
        return SOME_FAILED if self.answered else NOTHING_REACHED
