"""Running a job from the command line: its desk, its signals, its progress and its report."""

from __future__ import annotations

import asyncio
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from cleaners import bundled
from scraper import learnt, metrics, rulefiles
from scraper.archive import open_archive, own
from scraper.cli.output import KEPT, Stopped, counted, one_line, place, put, put_json, shorten
from scraper.cli.progress import busy, shown
from scraper.desk import Desk
from scraper.errors import BusyError, StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path

    from scraper.cli.options import Setup
    from scraper.moves import Moves
    from scraper.report import Report
    from scraper.store import Library

Result = TypeVar("Result")
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_WIDE = 100  # columns of a sample
_SHOWN = 20  # failures listed in a report; `gongwen status --failures` has them all


@contextmanager
def open_desk(setup: Setup, *, create: bool = True, briefly: bool = False) -> Iterator[Desk]:
    """Open the library and the archive beside it for a job that writes; `briefly`: show moves."""
    with busy("reading the rules", quiet=setup.quiet):
        rulefiles.check_sites(bundled())
    own(setup.path())  # a library called as the file of raw pages is refused before it is made
    with (
        setup.library(create=create, readonly=False) as library,
        open_archive(library.path) as archive,
    ):
        desk = Desk(library, archive, learnt.rulebook(library, bundled()))
        with shown(desk, quiet=setup.quiet, briefly=briefly):
            yield desk


@contextmanager
def metrics_in(path: Path | None, library: Library) -> Iterator[None]:
    """Write the metrics when a crawl ends, however it ends; a busy library is somebody else's."""
    if path is not None and not path.absolute().parent.is_dir():
        raise UsageError(f"--metrics {path}: there is no such folder")
    try:
        yield
    except BusyError:
        path = None
        raise
    finally:
        if path is not None:
            metrics.write(path, metrics.text(library))


def run(job: Coroutine[object, object, Result], left: str = KEPT) -> Result:
    """Run a job to its end; a signal cancels it and raises Stopped, which says what is `left`."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(_until_stopped(job, left))
    finally:
        # not asyncio.run(): it waits for the threads in which names are looked up
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def reported(
    job: Coroutine[object, object, Report],
    desk: Desk,
    *,
    as_json: bool,
    left: str = KEPT,
) -> Report:
    """Run a job as `run` does; one that an error ends says what it had done by then."""
    try:
        return run(job, left)
    except StoreError:
        if desk.run:
            put_report(desk.tally.report(), as_json=as_json)
        raise


async def _until_stopped(job: Coroutine[object, object, Result], left: str) -> Result:
    task = asyncio.ensure_future(job)
    loop = asyncio.get_running_loop()
    for number in _STOPPING:
        # the number travels with the cancellation, so that the job's row in `runs` can say it too
        loop.add_signal_handler(number, task.cancel, number)
    try:
        return await task
    except asyncio.CancelledError as error:
        if error.args and error.args[0] in _STOPPING:
            raise Stopped(error.args[0], left) from None
        raise
    finally:
        for number in _STOPPING:
            loop.remove_signal_handler(number)


def put_report(report: Report, *, as_json: bool) -> None:
    """Print what a job did."""
    if as_json:
        put_json(report.as_dict())
        return
    counts = f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged"
    trouble = f", {len(report.failed)} failed"
    gone = f", {report.gone} gone" if report.gone else ""
    skipped = f", {len(report.skipped)} skipped" if report.skipped else ""
    took = f"; {counted(report.requests, 'request')} in {report.seconds:.1f} s"
    asked = took if report.requests else ""
    same = f", {report.aliases} same as another address" if report.aliases else ""
    put(f"{counts}{trouble}{same}{gone}{skipped}{asked}")
    for note in report.notes:
        put(f"  {one_line(note)}")
    for url, title in report.moved[:_SHOWN]:
        put(f"  changed  {place(url)}  {one_line(title)}")
    for miss in report.failed[:_SHOWN]:
        put(f"  failed   {place(miss.url)}  {one_line(miss.reason)}")
    for miss in report.skipped[:_SHOWN]:
        put(f"  skipped  {place(miss.url)}  {one_line(miss.reason)}")
    if len(report.failed) > _SHOWN:
        put(f"  … {len(report.failed) - _SHOWN} more: gongwen status --failures")


def put_moves(moves: Moves) -> None:
    """Print how documents moved when they were cleaned again."""
    if not moves.fields:
        return
    fields = sorted(moves.fields.items(), key=lambda one: (-one[1], one[0]))
    put("fields  " + ", ".join(f"{name} {count}" for name, count in fields))
    put(
        f"texts   {moves.shorter} shorter, {moves.longer} longer; {moves.chars:+,} characters"
        f" in all; {moves.halved} lost more than half"
    )
    for sample in moves.samples:
        put(f"{sample.chars:+,} characters  {place(sample.url)}  {one_line(sample.title)}")
        for line in sample.lines:
            put(f"    {shorten(line[0] + ' ' + line[1:], _WIDE)}")
