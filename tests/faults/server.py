"""The table as a website of its own thread, with a second server that nobody may ask."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wire import Wire, answer, to

from faults.fault import page, text
from faults.heads import HEADS
from faults.pages import MONSTERS, PAGES, WEIRD
from faults.states import SECRET
from faults.wires import WIRES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wire import Sent

    from faults.fault import Fault
    from faults.states import State

QUICK = (*WIRES, *HEADS, *PAGES)
EVERY = (*QUICK, *MONSTERS)


@dataclass
class Site:
    """A site with faults: `faulty` and `healthy` are paths; `other` is the server nobody may ask."""

    wire: Wire
    other: Wire
    faulty: dict[str, Fault]
    healthy: list[str]


def _put_in(sent: Sent | list[Sent], here: Wire, other: Wire) -> Sent | list[Sent]:
    """Fill in the names of the servers."""
    if isinstance(sent, list):
        return [one for each in sent if not isinstance(one := _put_in(each, here, other), list)]
    if not isinstance(sent, bytes) or b"{" not in sent:
        return sent
    head, gap, body = sent.partition(b"\r\n\r\n")
    names = {b"{other}": other.name, b"{here}": here.name, b"{port}": str(other.port)}
    for mark, name in names.items():
        # of the same length as the mark in a body, whose length is said already
        head = head.replace(mark, name.encode())
        body = body.replace(mark, b"[::1]:9" if len(mark) == 7 else mark)
    return head + gap + body


def _listing(paths: Sequence[str], here: Wire, other: Wire) -> bytes:
    names = {"other": other.name, "here": here.name, "port": other.port}
    hrefs = [*paths, *(href.format(**names) for href in WEIRD)]
    items = (
        f'<li><a href="{href}">关于做好第{n}项工作的通知</a></li>' for n, href in enumerate(hrefs)
    )
    return answer(f"<html><body><ul>{''.join(items)}</ul></body></html>")


@contextmanager
def site(
    faults: Sequence[Fault], healthy: int, number: int = 0, state: State | None = None
) -> Iterator[Site]:
    """Serve faults with healthy articles between them, from another thread; each `number` its own.

    With a `state` the whole site is in that state; its start page leads there first.
    """
    ready: Future[Site] = Future()
    loop = asyncio.new_event_loop()
    ended = asyncio.Event()

    async def main() -> None:
        async with Wire({}) as other, Wire({}) as wire:
            faulty = {f"/f/{n}.html": fault for n, fault in enumerate(faults)}
            good = [f"/h/{n}.html" for n in range(healthy)]
            wire.routes |= {path: _put_in(one.sent, wire, other) for path, one in faulty.items()}
            wire.routes |= {
                path: page(text(1000 * (number + 1) + n), f"第{n}次会议纪要")
                for n, path in enumerate(good)
            }
            wire.routes |= _chains()
            wire.routes["/"] = _listing(_mixed(list(faulty), good), wire, other)
            if state is not None:
                wire.routes["/"] = _listing([state.lead, *good, SECRET], wire, other)
                wire.routes[SECRET] = page(text(5))
                wire.routes.update(state.routes(wire.name, other.name))
                wire.otherwise = state.otherwise or wire.otherwise
            ready.set_result(Site(wire, other, faulty, good))
            await ended.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(main(),))
    thread.start()
    try:
        yield ready.result(10)
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()


def _chains() -> dict[str, bytes]:
    """Redirects in a circle, without end, and as many as are followed."""
    six = {f"/six/{n}": to(f"/six/{n + 1}") for n in range(1, 6)} | {"/six/6": page(text(6))}
    more = {f"/more/{n}": to(f"/more/{n + 1}") for n in range(20)}
    return {"/hop/a": to("/hop/b"), "/hop/b": to("/hop/a")} | more | six


def _mixed(faulty: list[str], good: list[str]) -> list[str]:
    """Spread the healthy evenly, some of them last."""
    every = max(1, len(faulty) // max(1, len(good)))
    mixed = []
    for n, path in enumerate(faulty):
        if n % every == 0 and n // every < len(good):
            mixed.append(good[n // every])
        mixed.append(path)
    return mixed + [path for path in good if path not in mixed]
