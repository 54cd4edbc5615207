"""A small HTTP server on loopback that sends what a test says, byte for byte."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import pytest

from scraper.config import CrawlSettings
from scraper.fetch import Fetcher, Visit
from scraper.politeness import Clock

if TYPE_CHECKING:
    from scraper.errors import FetchError

Drip = Callable[[asyncio.StreamWriter], Awaitable[None]]
Sent = bytes | Drip
PAGE = b"<html><body><p>\xe5\x90\x8c\xe5\xbf\x97\xe4\xbb\xac</p></body></html>"


def answer(body: bytes | str = b"", status: int = 200, **headers: str | None) -> bytes:
    """A whole answer; a header of None is left out, an underscore in its name is a hyphen."""
    raw = body.encode() if isinstance(body, str) else body
    every: dict[str, str | None] = {
        "Content-Type": "text/html",
        "Content-Length": str(len(raw)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in every.items() if value is not None]
    head = "\r\n".join([f"HTTP/1.1 {status} Some words", *lines])
    return head.encode("latin-1") + b"\r\n\r\n" + raw


def packed(body: bytes, **headers: str | None) -> bytes:
    """An answer in gzip."""
    return answer(gzip.compress(body), Content_Encoding="gzip", **headers)


def to(location: str, status: int = 302) -> bytes:
    """A redirect whose body nobody should read."""
    return answer(b"x" * 9, status, Location=location)


@dataclass(slots=True)
class Request:
    """What came in: `at` and `done` on the monotonic clock."""

    path: str
    headers: dict[str, str]
    at: float
    done: float = 0.0


@dataclass(slots=True)
class Wire:
    """Answers by path; a list is sent one after the other, its last again and again."""

    routes: dict[str, Sent | list[Sent]]
    requests: list[Request] = field(default_factory=list)
    otherwise: Callable[[str], bytes] = lambda _: answer(b"", 404)  # for every other path
    port: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None] | None] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in filter(None, self._tasks):
            task.cancel()
        await asyncio.gather(*filter(None, self._tasks))
        await self._server.wait_closed()

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [one.path for one in self.requests if one.path != "/robots.txt"]

    def url(self, path: str = "/") -> str:
        return f"http://{self.name}{path}"

    def settings(self, **changes: object) -> CrawlSettings:
        """Settings for this server: quick, and allowed to ask it."""
        quick: dict[str, object] = {
            "delay": 0.0,
            "timeout": 2.0,
            "total_timeout": 5.0,
            "retries": 1,
            "allow_private": (self.name,),
        }
        return CrawlSettings(**{**quick, **changes})  # type: ignore[arg-type]

    async def visit(self, path: str = "/", **changes: object) -> Visit:
        """Ask this server for one page with a new fetcher."""
        async with Fetcher(self.settings(**changes)) as fetcher:
            return await fetcher.visit(self.url(path))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._tasks.add(asyncio.current_task())
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while await self._one(reader, writer):
                pass
        writer.close()
        with suppress(ConnectionError, asyncio.CancelledError):
            await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False when the connection should be closed."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split()[1]
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        request = Request(path, headers, time.monotonic())
        self.requests.append(request)
        found = self.routes[path] if path in self.routes else self.otherwise(path)
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if callable(found):
            await found(writer)
            request.done = time.monotonic()
            return False
        writer.write(found)
        await writer.drain()
        request.done = time.monotonic()
        return b"content-length" in found.lower().partition(b"\r\n\r\n")[0]


class Sandglass:
    """A clock whose sleep takes no time: `slept` says how long it would have taken."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.clock = Clock(now=self.now, utc=Clock().utc, sleep=self.sleep)

    def now(self) -> float:
        return time.monotonic() + sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


def visited(routes: dict[str, Sent | list[Sent]], path: str = "/", **changes: object) -> Visit:
    """Ask a server with these routes for one page."""

    async def main() -> Visit:
        async with Wire(routes) as wire:
            return await wire.visit(path, **changes)

    return asyncio.run(main())


def refused(
    routes: dict[str, Sent | list[Sent]],
    kind: type[FetchError],
    code: str,
    path: str = "/",
    **changes: object,
) -> list[Request]:
    """Ask for a page that must fail, for that reason; return what the server was asked for."""

    async def main() -> list[Request]:
        async with Wire(routes) as wire:
            with pytest.raises(kind) as caught:
                await wire.visit(path, **changes)
            assert type(caught.value) is kind
            assert caught.value.code == code
            assert caught.value.url == wire.url(path)
            assert len(str(caught.value).splitlines()) == 1
            return wire.requests

    return asyncio.run(main())


def paths(requests: list[Request]) -> list[str]:
    return [one.path for one in requests if one.path != "/robots.txt"]


def body_of(visit: Visit) -> bytes:
    assert visit.page is not None
    return visit.page.body
