"""Processes that clean pages: pages in, rows out, through a pipe each.

A worker has no file and no network; it ends when its pipe does, so also when its parent is killed.
One that dies on a page costs that page.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Self

from cleaners import NoDocument, clean
from scraper.report import Miss
from scraper.rows import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from cleaners import Page, Rulebook
    from scraper.rows import Record

_PROCESSES = multiprocessing.get_context("spawn")  # a fork would share our open files
# the terminal sends these to every process of a job; only the parent is to act on them
_OURS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


class Worker:
    """One such process; an async context manager."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._end()

    async def clean(self, pages: Sequence[Page]) -> list[Record | Miss]:
        """Clean pages, in their order."""
        try:
            return await self._ask(pages)
        except (EOFError, OSError):
            self._end()
        if len(pages) == 1:
            return [Miss(pages[0].url, "crash", "cleaning it ends the process")]
        return [done for page in pages for done in await self.clean([page])]

    async def _ask(self, pages: Sequence[Page]) -> list[Record | Miss]:
        if self._pipe is None:
            self._start()
        assert self._pipe is not None
        self._pipe.send(pages)
        loop, answered = asyncio.get_running_loop(), asyncio.Event()
        number = self._pipe.fileno()
        loop.add_reader(number, answered.set)
        try:
            await answered.wait()
        finally:
            loop.remove_reader(number)
        done: list[Record | Miss] = self._pipe.recv()
        return done

    def _start(self) -> None:
        self._pipe, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(
            target=_serve, args=(theirs, self._rulebook), daemon=True
        )
        resource_tracker.ensure_running()  # now, since its start unblocks signals
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _OURS)
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            theirs.close()

    def _end(self) -> None:
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()  # it holds nothing that could be lost
            self._process.join()
        self._process = self._pipe = None


def _serve(pipe: Connection, rulebook: Rulebook) -> None:
    """Answer until the other end is closed."""
    while True:
        try:
            pages = pipe.recv()
        except EOFError:
            return
        pipe.send([_cleaned(page, rulebook) for page in pages])


def _cleaned(page: Page, rulebook: Rulebook) -> Record | Miss:
    try:
        return record(clean(page, rulebook))
    except NoDocument as error:
        return Miss(page.url, error.code, error.reason)
