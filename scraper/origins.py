"""The origins that are asked: each in its pace, over its connection, again where that may help.

Pages, robots.txt and imports all go through `Origins.ask`; nothing else asks the network.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from scraper.agent import headers
from scraper.answers import status_line
from scraper.bodies import WITH_BODY
from scraper.errors import FetchError, Unreachable
from scraper.exchange import Line, Want
from scraper.politeness import MAX_HOLD, MAX_WAIT, Clock, OnHold, Pace, Robots, retry_after
from scraper.urls import host, origin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from scraper.config import CrawlSettings
    from scraper.errors import OutOfScope
    from scraper.exchange import Answer

_THROTTLED = frozenset({429, 503})
_AGAIN = frozenset({408, 425, 429})  # and 5xx
# met once, these would be met again: leave the URL to a later run
_FINAL = frozenset({"too-slow", "on-hold", "put-off"})
# what a host may mean as a whole, or for one page only, where it does not say for how long
_DOUBTFUL = frozenset({"http-429", "http-503"})


@dataclass(slots=True)
class Origin:
    """What is known of one origin: its connections, its pace, its robots.txt."""

    line: Line
    pace: Pace
    good: str = ""  # the last page that it gave
    refused: OutOfScope | None = None  # its address is not one to be asked
    robots: Robots | None = None
    robots_at: float = 0.0
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


class Holds(Protocol):
    """What remembers, past the end of a run, until when a host wants no requests."""

    def held(self, host: str) -> datetime | None:
        """Return until when a host wants to be left alone; None where that is over."""

    async def hold(self, host: str, until: datetime) -> None:
        """Remember it."""


class Origins:
    """Asks as one site's settings say; `requests` and `bytes` count all that went over the wire.

    `paces` may be shared, so that two sites on one host take turns.
    """

    def __init__(
        self,
        settings: CrawlSettings,
        paces: dict[str, Pace],
        clock: Clock,
        holds: Holds | None = None,
    ) -> None:
        self.requests = 0
        self.bytes = 0
        self._holds = holds
        self._settings = settings
        self._clock = clock
        self._paces = paces
        self._origins: dict[str, Origin] = {}
        self._headers = headers(settings.contact)

    async def close(self) -> None:
        """Close all connections."""
        for known in self._origins.values():
            await known.line.close()

    def of(self, url: str) -> Origin:
        """Return what is known of the origin of a URL."""
        known = self._origins.get(origin(url))
        if known is None:
            new = Pace(self._settings.delay, self._clock)
            pace = self._paces.setdefault(host(url), new)
            if pace is new and self._holds and (until := self._holds.held(host(url))) is not None:
                pace.hold((until - self._clock.utc()) / timedelta(seconds=1))
            pace.delay = max(pace.delay, new.delay)
            known = self._origins[origin(url)] = Origin(Line(self._settings), pace)
        return known

    async def ask(
        self, url: str, want: Want, validators: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask in the host's pace, and again where another try may help.

        Raises FetchError: Unreachable once no try helped, OutOfScope or BadAnswer at once.
        """
        sent = {**self._headers, **(validators or {})}
        try:
            try:
                return await self._ask_once(url, sent, want)
            except Unreachable as error:
                return await self._again(error, url, sent, want)
        except Unreachable as error:
            if error.code in _DOUBTFUL and not self.of(url).pace.held and await self.is_well(url):
                self.of(url).pace.calm()
            raise

    async def _again(
        self, failed: Unreachable, url: str, headers: Mapping[str, str], want: Want
    ) -> Answer:
        """Try again after a failure, which is the first of all tries; most requests have none."""
        before = [failed]

        async def attempt() -> Answer:
            if before:
                raise before.pop()
            return await self._ask_once(url, headers, want)

        patiently = AsyncRetrying(
            stop=stop_after_attempt(max(1, self._settings.retries)),
            wait=wait_exponential(multiplier=0.5, max=10) + wait_random(0, 0.5),
            retry=retry_if_exception(_may_help),
            sleep=self._clock.sleep,
            reraise=True,
        )
        return await patiently(attempt)

    async def is_well(self, url: str) -> bool:
        """Say whether the host of this URL still gives the page that it gave last."""
        asked = self.of(url)
        if asked.good in {"", url}:
            return False
        try:
            answer = await self._ask_once(asked.good, self._headers, Want(self._settings.max_bytes))
        except FetchError:
            return False
        return answer.status in WITH_BODY

    async def _ask_once(self, url: str, headers: Mapping[str, str], want: Want) -> Answer:
        asked = self.of(url)
        try:
            async with asked.pace.turn():
                self.requests += 1
                answer = await asked.line.ask(url, headers, want)
                self.bytes += answer.received
                asked.pace.answered(throttled=answer.status in _THROTTLED)
        except OnHold as held:
            until = self._clock.utc() + timedelta(seconds=held.seconds)
            raise Unreachable(url, "on-hold", leave_alone(until), until) from None
        if answer.status in _AGAIN or answer.status >= 500:
            error = self._unavailable(url, answer, asked.pace)
            if self._holds and (seconds := asked.pace.left) > 0:
                await self._holds.hold(host(url), self._clock.utc() + timedelta(seconds=seconds))
            raise error
        return answer

    def _unavailable(self, url: str, answer: Answer, pace: Pace) -> Unreachable:
        """Heed Retry-After: the host is waited for, or left to a later run; one of days puts off the URL."""
        code, reason = f"http-{answer.status}", status_line(answer.status)
        now = self._clock.utc()
        seconds = retry_after(answer.headers.get("retry-after", ""), now)
        if seconds is None:
            return Unreachable(url, code, reason)
        if seconds > MAX_HOLD:
            why = f"{reason}, and to wait {seconds:g} s; the next run asks again"
            return Unreachable(url, "put-off", why)
        pace.hold(seconds)
        if seconds <= MAX_WAIT:
            return Unreachable(url, code, reason)
        until = now + timedelta(seconds=seconds)
        return Unreachable(url, "on-hold", f"{reason}; {leave_alone(until)}", until)


def _may_help(error: BaseException) -> bool:
    return isinstance(error, Unreachable) and error.code not in _FINAL


def leave_alone(until: datetime) -> str:
    """Say until when a host is not asked, for people."""
    return f"the host asks for no requests until {until:%Y-%m-%d %H:%M} UTC"
