"""What a host may ask of us: robots.txt (RFC 9309), a pace, and to be left alone for a while.

Times are seconds of one `Clock`, so that tests need not wait.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from protego import Protego

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

ROBOTS_BYTES = 512 * 1024
ROBOTS_EXPIRE = 24 * 3600.0
# A longer Crawl-delay means that the site does not want to be crawled.
MAX_CRAWL_DELAY = 60.0
# How long one run waits for a host; what is held longer is left to a later run.
MAX_WAIT = 60.0
# A longer Retry-After cannot mean the host: only the URL is put off.
MAX_HOLD = 24 * 3600.0
MAX_LATENCY = 10.0  # seconds of a slow answer that count for the pace
SLOWNESS = 2.0  # a host that takes long is given so many times as long to rest
MAX_PENALTY = 60.0
_FIRST_PENALTY = 1.0
_JITTER = 0.2  # of the pace, added at most


@dataclass(frozen=True, slots=True)
class Clock:
    """Where time comes from: `now` in seconds that never go back, `utc` for people, `sleep`."""

    now: Callable[[], float] = time.monotonic
    utc: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's robots.txt: which URLs may be asked for, and how slowly.

    `problem` says why it could not be read: then nothing may be asked for (RFC 9309, 2.3.1.4).
    """

    rules: Protego | None = None
    problem: str = ""
    text: str = ""

    @classmethod
    def parse(cls, body: bytes) -> Robots:
        """Read the file's first 512 KiB; odd bytes and lines are passed over."""
        if len(body) >= ROBOTS_BYTES:  # half a line would say something else
            body = body[:ROBOTS_BYTES].rpartition(b"\n")[0]
        utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = body.decode("utf-16" if utf16 else "utf-8", "replace")
        text = text.replace("\0", "").lstrip("\ufeff")
        return cls(Protego.parse(text), text=text)

    def sitemaps(self) -> tuple[str, ...]:
        """Return the addresses of its Sitemap lines, as they stand there."""
        return () if self.rules is None else tuple(self.rules.sitemaps)

    def allows(self, url: str, agent: str) -> bool:
        """Say whether this agent may ask for the URL."""
        if self.problem:
            return False
        return self.rules is None or self.rules.can_fetch(url, agent)

    def delay(self, agent: str) -> float:
        """Return the seconds wanted between two requests, 0 where nothing is said."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(agent)
        by_rate = rate.seconds / rate.requests if rate and rate.requests > 0 else 0.0
        return max(self.rules.crawl_delay(agent) or 0.0, by_rate, 0.0)


class OnHold(Exception):  # noqa: N818 - an expected state, not a fault
    """The host wants to be left alone for longer than a run waits; `seconds` says how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"on hold for {seconds:.0f} s")
        self.seconds = seconds


@dataclass(slots=True)
class Pace:
    """One host's pace: one request at a time, and a rest after each.

    The rest is the longest of the configured delay, the host's Crawl-delay and twice the time its
    last answer took, plus jitter; 429 and 503 lengthen it, good answers shorten it again. A delay of 0
    (a machine of one's own) leaves only what the host itself asks for.
    """

    delay: float
    clock: Clock = field(default_factory=Clock)
    crawl_delay: float = 0.0
    _ended: float = 0.0  # the last request
    _next: float = 0.0  # no request before this
    _held: float = 0.0  # nor before this: Retry-After
    _penalty: float = 0.0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn and for the host's rest; the rest begins when the block is left.

        Raises OnHold where that would take more than MAX_WAIT seconds.
        """
        async with self._turn:
            while (wait := max(self._next, self._held) - self.clock.now()) > 0:
                if self.held:
                    raise OnHold(self._held - self.clock.now())
                await self.clock.sleep(wait)
            began = self.clock.now()
            try:
                yield
            finally:
                self._ended = self.clock.now()
                self._next = self._ended + self._rest(self._ended - began)

    def heed(self, crawl_delay: float) -> None:
        """Take the host's Crawl-delay for what comes, the request after robots.txt included."""
        self.crawl_delay = crawl_delay
        if self._ended:
            self._next = max(self._next, self._ended + crawl_delay)

    @property
    def rest(self) -> float:
        """How many seconds the host is still left alone; for people who watch."""
        return max(0.0, max(self._next, self._held) - self.clock.now())

    def answered(self, *, throttled: bool) -> None:
        """Learn from an answer, inside the turn: `throttled` is a 429 or 503."""
        if throttled:
            first = max(self.delay, _FIRST_PENALTY)
            self._penalty = min(max(self._penalty * 2, first), MAX_PENALTY)
        else:
            self._penalty = self._penalty / 2 if self._penalty > _FIRST_PENALTY / 4 else 0.0

    def calm(self) -> None:
        """Forget the penalty: it was one page that failed, not the host."""
        self._penalty = 0.0

    @property
    def left(self) -> float:
        """For how many seconds the host wants no request."""
        return max(0.0, self._held - self.clock.now())

    @property
    def held(self) -> bool:
        """Whether the host is to be left alone for longer than a run waits."""
        return self.left > MAX_WAIT

    def hold(self, seconds: float) -> None:
        """Ask nothing of the host for so long."""
        self._held = max(self._held, self.clock.now() + seconds)

    def _rest(self, seconds: float) -> float:
        latency = min(seconds, MAX_LATENCY) * SLOWNESS if self.delay else 0.0
        rest = max(self.delay, self.crawl_delay, latency) + self._penalty
        return rest * (1 + random.uniform(0, _JITTER))  # noqa: S311 - no secret


def retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds a Retry-After header asks for, as a number or a date.

    None for nonsense: no number, no date, or a time that is over.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:12])
    else:
        try:
            until = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        seconds = (until - now) / timedelta(seconds=1)
    return seconds if seconds >= 0 else None
