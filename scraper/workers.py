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

from cleaners import NoDocument
from scraper.apart import clean_pages
from scraper.identity import known_as
from scraper.report import Miss
from scraper.rows import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from cleaners import Page, Rulebook
    from scraper.rows import Record

    Article = Sequence[Page]  # its pages 1 to n

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

    async def clean(self, articles: Sequence[Article]) -> list[Record | Miss]:
        """Clean articles, each a page or several, in their order."""
        try:
            return await self._ask(articles)
        except (EOFError, OSError):
            self._end()
        if len(articles) == 1:
            return [Miss(articles[0][0].url, "crash", "cleaning it ends the process")]
        return [done for article in articles for done in await self.clean([article])]

    async def _ask(self, articles: Sequence[Article]) -> list[Record | Miss]:
        if self._pipe is None:
            self._start()
        assert self._pipe is not None
        self._pipe.send(articles)
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
            articles = pipe.recv()
        except EOFError:
            return
        pipe.send([_cleaned(article, rulebook) for article in articles])


def _cleaned(article: Article, rulebook: Rulebook) -> Record | Miss:
    url = article[0].url
    try:
        return record(known_as(clean_pages(article, rulebook), url))
    except NoDocument as error:
        return Miss(url, error.code, error.reason)
