"""What a person sees of a job at work: a live table on a terminal, plain lines elsewhere.

With `--quiet` nothing is shown; that is how cron and systemd run it.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.cli.output import in_colour, on_terminal, say, shorten, shorten_place
from scraper.report import Outcome
from scraper.urls import host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from scraper.desk import Desk

_MARKS = {
    Outcome.NEW: "+",
    Outcome.CHANGED: "~",
    Outcome.UNCHANGED: "=",
    Outcome.ALIAS: "=",
    Outcome.GONE: "x",
    Outcome.LISTING: ".",
    Outcome.SKIPPED: "-",
    Outcome.FAILED: "!",
}
_TOLD = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.FAILED})  # above a live table
_STORED = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED})
_A_SECOND = 4  # how often a live table is drawn
_HOST = 12  # columns of its name at least, however narrow the terminal
_SHOWN = 20  # hosts in it, those asked last


@contextmanager
def shown(desk: Desk, *, quiet: bool, briefly: bool = False) -> Iterator[None]:
    """Show the job that works at this desk, and leave the terminal as it was.

    `briefly` leaves out of the plain lines what did not move.
    """
    if quiet:
        yield
    elif on_terminal(sys.stderr):
        with _live(desk):
            yield
    else:
        told = _TOLD if briefly else frozenset(Outcome)
        desk.watch = lambda url, outcome, note: _say(url, outcome, note, told)
        yield


@contextmanager
def busy(doing: str, *, quiet: bool) -> Iterator[None]:
    """Show on a terminal what takes its time, and for how long it has."""
    if quiet or not on_terminal(sys.stderr):
        yield
        return
    if not in_colour(sys.stderr):  # a terminal that can do no more than lines, or shall not
        say(f"{shorten(doing, 70)} …")
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - on a terminal only
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        shown.add_task(shorten(doing, 70))
        yield


def _line(url: str, outcome: Outcome, note: str) -> str:
    told = note or ("(no title)" if outcome in _STORED else "")
    return f"{_MARKS[outcome]} {shorten_place(url, 60)}  {shorten(told, 60)}".rstrip()


def _say(url: str, outcome: Outcome, note: str, told: frozenset[Outcome]) -> None:
    if outcome in told:
        say(_line(url, outcome, note))


@dataclass(slots=True)
class _Host:
    """One host's part of the table."""

    asked: int = 0
    stored: int = 0
    failed: int = 0
    waiting_for: str = ""


@dataclass(slots=True)
class _Board:
    """All hosts of a job; told by the desk, drawn by rich's own thread."""

    desk: Desk
    began: float = field(default_factory=time.monotonic)
    hosts: dict[str, _Host] = field(default_factory=dict)

    def asking(self, url: str) -> None:
        """Note what is asked for next."""
        line = self.hosts.pop(host(url), None) or _Host()
        line.asked += 1
        line.waiting_for = url
        self.hosts[host(url)] = line  # the last asked stands last

    def done(self, url: str, outcome: Outcome) -> None:
        """Note what became of a page."""
        line = self.hosts.setdefault(host(url), _Host())
        line.stored += outcome in _STORED
        line.failed += outcome is Outcome.FAILED
        line.asked = max(line.asked, line.stored + line.failed)  # a re-clean asks nobody
        line.waiting_for = ""

    def __rich__(self) -> Table:
        """Draw the table; called from rich's thread."""
        from rich.table import Table  # noqa: PLC0415 - on a terminal only
        from rich.text import Text  # noqa: PLC0415

        table = Table(box=None, padding=(0, 2, 0, 0))
        table.add_column("host", no_wrap=True, min_width=_HOST)
        for name in ("asked", "stored", "failed"):
            table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
        table.add_column("waiting for", ratio=1)  # may wrap, so that it is what gives way
        for name, line in list(self.hosts.items())[-_SHOWN:]:
            counts = (str(n) for n in (line.asked, line.stored, line.failed))
            waiting = Text(self._waiting(name, line), no_wrap=True, overflow="ellipsis")
            table.add_row(Text(shorten(name or "files", 40)), *counts, waiting)
        table.caption = f"{time.monotonic() - self.began:.0f} s; Ctrl-C stops, nothing is lost"
        table.caption_justify = "left"
        return table

    def _waiting(self, name: str, line: _Host) -> str:
        pace = self.desk.paces.get(name)
        rest = 0.0 if pace is None else pace.rest
        turn = f"its turn in {rest:.0f} s: " if rest >= 1 else ""
        return turn + shorten(line.waiting_for, 80) if line.waiting_for else turn.rstrip(": ")


@contextmanager
def _live(desk: Desk) -> Iterator[None]:
    from rich.console import Console  # noqa: PLC0415 - on a terminal only
    from rich.live import Live  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console, board = Console(stderr=True), _Board(desk)

    def watch(url: str, outcome: Outcome, note: str) -> None:
        board.done(url, outcome)
        if outcome in _TOLD:
            console.print(Text(_line(url, outcome, note)), soft_wrap=True)

    desk.asking, desk.watch = board.asking, watch
    with Live(board, console=console, refresh_per_second=_A_SECOND, transient=True):
        yield
