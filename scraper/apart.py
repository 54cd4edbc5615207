"""Pages read so that one of them may fail: at its worst, a page costs itself and never the run.

A light page (`cleaners.blocks.guard`) is read right here, under a clock that Python's own code heeds. A
heavy one is read in a process of its own, which the kernel ends when it takes too much time or
memory: not even native code can outstay that. The process has no file of ours and no network.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING, TypeVar, cast

from cleaners import NoDocument
from cleaners import clean_pages as clean_here
from cleaners.blocks.guard import TOO_COMPLEX, Weight, weigh
from scraper.links import links as links_here
from scraper.report import Miss
from scraper.rows import Record, record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from types import FrameType

    from cleaners import Cleaned, Page, Rulebook
    from scraper.links import LinkSeen

CPU_SECONDS = 5  # for a page without a length
CPU_SECONDS_MB = 5  # more for each megabyte; an ordinary one takes less than one
MEMORY = 150_000_000  # bytes; a start takes 30 MB, a page made to be costly 40 more
MEMORY_BYTE = 12  # more for each byte of a page; pages for readers take up to 11
_WALL_SECONDS = 120.0  # on a machine with much else to do
_SERVE = "from scraper.apart import serve; serve()"

Result = TypeVar("Result")


def clean(page: Page, rulebook: Rulebook) -> Cleaned:
    """Clean a page; raises NoDocument also where reading it takes too long or ends the process."""
    return clean_pages((page,), rulebook)


def clean_pages(pages: Sequence[Page], rulebook: Rulebook) -> Cleaned:
    """Clean the pages of one article; raises NoDocument as `clean` does."""
    heaviest = max(pages, key=lambda page: len(page.body))
    if any(weigh(page) is Weight.HEAVY for page in pages):
        return _apart(heaviest, clean_here, pages, rulebook)
    with _in_time(heaviest):
        return clean_here(pages, rulebook)


def read(pages: Sequence[Page], rulebook: Rulebook) -> Record | Miss:
    """Clean an article and take its document apart, or say why there is none."""
    try:
        return record(clean_pages(pages, rulebook))
    except NoDocument as error:
        return Miss(error.url, error.code, error.reason)


def links(page: Page, only: Collection[str] | None = None) -> tuple[LinkSeen, ...]:
    """Return a page's links as `scraper.links.links`; raises NoDocument as `clean` does."""
    if weigh(page) is Weight.HEAVY:
        return _apart(page, links_here, page, only)
    with _in_time(page):
        return links_here(page, only)


class _TooSlow(BaseException):
    """The time is over; no `except Exception` on the way may take it for its own."""


@contextmanager
def _in_time(page: Page) -> Iterator[None]:
    """End what takes too long, where Python gets to look: its regular expressions do, too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, _seconds(page))
    try:
        yield
    except _TooSlow:
        raise _too_slow(page) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _apart(page: Page, work: Callable[..., Result], *arguments: object) -> Result:
    task = pickle.dumps((_seconds(page), work, arguments))
    # not a fork: that would hold our locks and our files
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # the terminal's Ctrl-C is for us alone
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as process:
        try:
            answer, _ = process.communicate(task, _WALL_SECONDS)
        except subprocess.TimeoutExpired:
            raise _too_slow(page) from None
        finally:
            process.kill()
    if process.returncode != 0:
        raise _death(page, process.returncode)
    result = pickle.loads(answer)  # noqa: S301 - from our own process
    if isinstance(result, NoDocument):
        raise result
    return cast("Result", result)


def _seconds(page: Page) -> int:
    return CPU_SECONDS + CPU_SECONDS_MB * len(page.body) // 1_000_000


def _too_slow(page: Page) -> NoDocument:
    return NoDocument(page.url, TOO_COMPLEX, f"not read after {_seconds(page)} seconds of work")


def _death(page: Page, code: int) -> NoDocument:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return _too_slow(page)
    why = "reading it takes too much memory" if code == 1 else "reading it ends the process"
    return NoDocument(page.url, TOO_COMPLEX, why)


def serve() -> None:
    """Do one piece of work from standard input, within bounds that the kernel keeps."""
    task = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory = MEMORY + MEMORY_BYTE * len(task)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    seconds, work, arguments = pickle.loads(task)  # noqa: S301 - from our own process
    seconds += ceil(time.process_time())  # what it took to start is not the page's
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        result = work(*arguments)
    except NoDocument as error:
        result = error
    sys.stdout.buffer.write(pickle.dumps(result))
