"""Hosts side by side: what they bring in the same moment is written in one transaction.

A host waits until its page is durable before it is asked again. So a killed crawl has lost nothing
but the answers that were under way, at most one a host, and many hosts share the price of a commit.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator

    from scraper.desk import Desk

# seconds a page waits for those of other hosts: some twenty are read meanwhile, and a polite crawl
# would not ask its host again that soon in any case
_MOMENT = 0.05

Result = TypeVar("Result")


@dataclass(slots=True)
class Together:
    """Writes of several hosts; `write` returns when a write, with all of its moment, is durable."""

    desk: Desk
    _hosts: int = 0
    _waiting: list[tuple[Callable[[], object], asyncio.Future[object]]] = field(
        default_factory=list
    )
    _moment: asyncio.TimerHandle | None = None

    async def run(self, works: Iterable[Coroutine[object, object, None]]) -> None:
        """Run the works of several hosts side by side; the first error ends them all."""
        try:
            async with asyncio.TaskGroup() as group:
                for work in works:
                    group.create_task(work)
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            self._write_all()  # what had come when we were stopped

    @contextmanager
    def host(self) -> Iterator[None]:
        """Take part: when all who do are waiting, nobody waits for longer."""
        self._hosts += 1
        try:
            yield
        finally:
            self._hosts -= 1

    async def write(self, what: Callable[[], Result]) -> Result:
        """Write in one transaction with what else has come."""
        loop = asyncio.get_running_loop()
        written: asyncio.Future[object] = loop.create_future()
        self._waiting.append((what, written))
        if len(self._waiting) >= self._hosts:
            self._write_all()
        elif self._moment is None:
            self._moment = loop.call_later(_MOMENT, self._write_all)
        return cast("Result", await written)

    def _write_all(self) -> None:
        if self._moment is not None:
            self._moment.cancel()
            self._moment = None
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            with self.desk.writing():
                results = [what() for what, _ in waiting]
        except Exception as error:  # noqa: BLE001 - raised where the result is waited for
            for _, written in waiting:
                if not written.done():
                    written.set_exception(error)
            return
        for (_, written), result in zip(waiting, results, strict=True):
            if not written.done():
                written.set_result(result)
