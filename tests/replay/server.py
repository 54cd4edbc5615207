"""The sites over real HTTP, and a line for every request they get."""

from __future__ import annotations

import hashlib
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import TYPE_CHECKING

from replay.fanwen import Copyist, Trader
from replay.forum import Office
from replay.gov import Government, Mobile
from replay.site import Answer, Asked, Handler, Site, moment
from replay.small import Elsewhere, Limited, Outage, Scripted, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Entry:
    """One request: when it came and when its answer was about to leave, on the monotonic clock."""

    run: int
    site: Site
    path: str
    status: int
    at: float
    answered: float
    conditional: bool
    could_304: bool  # the answer has validators
    hold: float = 0.0  # seconds of Retry-After, as sent
    digest: str = ""  # of the body that stands there


@dataclass
class World:
    """All sites, at one day; `run` numbers the crawls, of which a day may see several."""

    sites: list[Site]
    day: int = 1
    run: int = 0
    log: list[Entry] = field(default_factory=list)
    _routes: dict[str, dict[str, Handler]] = field(default_factory=dict)
    _times: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)
    _shift: timedelta = timedelta()

    def begin(self, day: int) -> float:
        """Turn to a day, and start a run; returns the seconds by which its clock is ahead."""
        self.day, self.run = day, self.run + 1
        self._routes = {site.name: site.routes(day) for site in self.sites}
        self._times.clear()
        self._shift = moment(day) - datetime.now(UTC)
        return self._shift.total_seconds()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def answer(self, site: Site, path: str) -> Answer:
        """What a site says; `Asked.times` counts within a run."""
        with self._lock:
            key = site.key(path)
            times = self._times[site.name, key]
            self._times[site.name, key] += 1
            self._times[site.name, ""] += 1
            serial = self._times[site.name, ""]
        asked = Asked(path, self.day, times, serial, self.now())
        found = self._routes[site.name].get(key)
        if found is None:
            return site.other(asked)
        return found if isinstance(found, Answer) else found(asked)

    def runs(self, number: int) -> list[Entry]:
        return [one for one in self.log if one.run == number]


def sites() -> list[Site]:
    portal, trader = Government(), Trader()
    return [
        portal, Mobile(portal), trader, Copyist(trader), Office(),
        Limited(), Unread(), Outage(), Scripted(), Elsewhere(),
    ]  # fmt: skip


@contextmanager
def serving() -> Iterator[World]:
    """Serve the world on free ports until the block is left."""
    world = World(sites())
    with ExitStack() as stack:
        for site in world.sites:
            stack.enter_context(_listening(world, site))
        elsewhere = world.sites[-1].url("/")
        for site in world.sites:
            site.friend = elsewhere
        yield world


@contextmanager
def _listening(world: World, site: Site) -> Iterator[None]:
    class Bound(_Handler):
        place = world, site

    with _Server((HOST, 0), Bound) as server:
        site.name = f"{HOST}:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a client hang up as it likes; show what else goes wrong."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """GET, with 304 where a site has validators."""

    place: tuple[World, Site]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        at = time.monotonic()
        world, site = self.place
        answer = world.answer(site, self.path)
        since, tag = self.headers.get("If-Modified-Since"), self.headers.get("If-None-Match")
        same = _unchanged(answer, tag, since)
        status = 304 if same else answer.status
        self.send_response_only(status)
        for name, value in _headers(world, answer).items():
            self.send_header(name, value)
        if not same:
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
        world.log.append(
            Entry(
                world.run,
                site,
                self.path,
                status,
                at,
                time.monotonic(),
                conditional=bool(tag or since),
                could_304=bool(answer.status == 200 and (answer.tag or answer.modified)),
                hold=_hold(world, answer),
                digest=hashlib.sha256(answer.body).hexdigest(),
            )
        )
        self.end_headers()
        self.wfile.write(b"" if same else answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""


def _headers(world: World, answer: Answer) -> dict[str, str]:
    found = {"Date": format_datetime(world.now(), usegmt=True), **answer.headers}
    if answer.tag:
        found["ETag"] = answer.tag
    if answer.modified:
        found["Last-Modified"] = format_datetime(answer.modified, usegmt=True)
    return found


def _unchanged(answer: Answer, tag: str | None, since: str | None) -> bool:
    if answer.status != 200:
        return False
    if tag is not None and answer.tag:
        return tag == answer.tag
    if since is not None and answer.modified:
        return answer.modified <= parsedate_to_datetime(since)
    return False


def _hold(world: World, answer: Answer) -> float:
    value = answer.headers.get("Retry-After", "")
    if not value:
        return 0.0
    if value.isdigit():
        return float(value)
    return (parsedate_to_datetime(value) - world.now()).total_seconds()
