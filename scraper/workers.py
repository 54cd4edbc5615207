"""Processes that read pages: articles in, what was made of them out, through a pipe each.

A worker has no file and no network; it ends when its pipe does, so also when its parent is killed.
One that dies on a page costs that page. Of each, a thread of ours fills and empties the pipe, so
that the worker has something to do while we write.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from itertools import cycle, islice
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Generic, Self, TypeAlias, TypeVar

from cleaners import Page, Rulebook
from scraper.report import Miss

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Pages: TypeAlias = Sequence[Page]  # 1 to n of an article
Asked = TypeVar("Asked")
Made = TypeVar("Made")
Work: TypeAlias = Callable[[Pages, Rulebook], Made]  # of a module, so that a process can name it
Finish: TypeAlias = Callable[[list[tuple[Asked, Made | Miss]]], None]

BATCH = 32  # articles: some 200 ms of cleaning, one transaction
_AHEAD = 3  # batches a worker has at once
_MOST = 8  # workers
_PROCESSES = multiprocessing.get_context("spawn")  # a fork would share our open files
# the terminal sends these to every process of a job; only the parent is to act on them
_OURS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def processors() -> int:
    """Return how many processors this process may use; all there are where nobody can tell (macOS)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


async def spread(
    wanted: Iterable[tuple[Asked, Pages]],
    rulebook: Rulebook,
    work: Work[Made],
    finish: Finish[Asked, Made],
) -> None:
    """Do a work on all articles in as many processes as there are processors.

    `wanted` is read, and `finish` called with a batch at a time, in this thread and in their order.
    """
    articles = iter(wanted)
    batches = iter(lambda: list(islice(articles, BATCH)), [])
    count = min(processors(), _MOST)
    waiting: deque[tuple[list[Asked], asyncio.Future[list[Made | Miss]]]] = deque()

    async def first() -> None:
        asked, made = waiting.popleft()
        finish(list(zip(asked, await made, strict=True)))

    async with AsyncExitStack() as stack:
        workers = [Worker(rulebook, work) for _ in range(count)]
        for worker in workers:
            await stack.enter_async_context(worker)
        for worker, batch in zip(cycle(workers), batches, strict=False):
            made = worker.begin([pages for _, pages in batch])
            waiting.append(([asked for asked, _ in batch], made))
            if len(waiting) == count * _AHEAD:
                await first()
        while waiting:
            await first()


class Worker(Generic[Made]):
    """One such process; an async context manager."""

    def __init__(self, rulebook: Rulebook, work: Work[Made]) -> None:
        self._task = (work, rulebook)
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._thread = ThreadPoolExecutor(1)
        self._starting = threading.Lock()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        with self._starting:
            self._closed = True
            if self._process is not None:
                self._process.kill()  # it holds nothing that could be lost; its pipe ends now
        self._thread.shutdown(cancel_futures=True)
        self._end()

    def begin(self, articles: Sequence[Pages]) -> asyncio.Future[list[Made | Miss]]:
        """Have the work done on articles, in their order, behind all that was begun before."""
        return asyncio.get_running_loop().run_in_executor(self._thread, self._made, articles)

    def _made(self, articles: Sequence[Pages]) -> list[Made | Miss]:
        try:
            return self._ask(articles)
        except (EOFError, OSError):
            self._end()
        if len(articles) == 1 or self._closed:
            return [
                Miss(pages[0].url, "crash", "cleaning it ends the process") for pages in articles
            ]
        return [made for pages in articles for made in self._made([pages])]

    def _ask(self, articles: Sequence[Pages]) -> list[Made | Miss]:
        with self._starting:
            if self._closed:
                raise EOFError
            if self._pipe is None:
                self._start()
        assert self._pipe is not None
        self._pipe.send(articles)
        made: list[Made | Miss] = self._pipe.recv()
        return made

    def _start(self) -> None:
        self._pipe, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(theirs, *self._task), daemon=True)
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
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None


def _serve(pipe: Connection, work: Work[Made], rulebook: Rulebook) -> None:
    """Answer until the other end is closed."""
    while True:
        try:
            articles = pipe.recv()
        except EOFError:
            return
        pipe.send([work(pages, rulebook) for pages in articles])
