"""A URL to a page, within all bounds: scope, robots.txt, pace, retries, redirects, size, time.

Pages, robots.txt and imports all go through `Fetcher._ask`; nothing else asks the network.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from scraper.agent import AGENT, headers
from scraper.answers import REDIRECTS, asked_with, page_of, redirected, status_line, validator
from scraper.errors import BadAnswer, Disallowed, FetchError, OutOfScope, Unreachable
from scraper.exchange import WITH_BODY, Line, Want
from scraper.politeness import (
    MAX_CRAWL_DELAY,
    MAX_HOLD,
    MAX_WAIT,
    ROBOTS_BYTES,
    ROBOTS_EXPIRE,
    Clock,
    OnHold,
    Pace,
    Robots,
    retry_after,
)
from scraper.urls import absolute, canonical, host, origin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from types import TracebackType

    from cleaners.model import Page
    from scraper.config import CrawlSettings
    from scraper.exchange import Answer
    from scraper.hosts import Hosts

    Scope = Callable[[str], bool]

MAX_REDIRECTS = 5
_THROTTLED = frozenset({429, 503})
_AGAIN = frozenset({408, 425, 429})  # and 5xx
# met once, these would be met again: leave the URL to a later run
_FINAL = frozenset({"too-slow", "on-hold", "put-off"})
# what a host may mean as a whole, or for one page only
_DOUBTFUL = frozenset({"on-hold", "http-429", "http-503"})


@dataclass(frozen=True, slots=True)
class Visit:
    """One URL asked for and answered; `page` is None for 304, nothing new.

    `url` is what was asked for, `final_url` the canonical URL of what answered; `bytes` and
    `requests` count everything that it took, robots.txt, redirects and retries included.
    """

    url: str
    final_url: str
    at: datetime
    status: int
    page: Page | None
    etag: str = ""
    last_modified: str = ""
    bytes: int = 0
    seconds: float = 0.0
    requests: int = 1


@dataclass(slots=True)
class _Site:
    """What is known of one origin: its connections, its pace, its robots.txt."""

    line: Line
    pace: Pace
    good: str = ""  # the last page that it gave
    refused: OutOfScope | None = None  # its address is not one to be asked
    robots: Robots | None = None
    robots_at: float = 0.0
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


class Fetcher:
    """Asks for pages as one site's settings say; an async context manager.

    `paces` may be shared between fetchers, so that two sites on one host take turns; `hosts` keeps
    robots.txt between runs. `requests` and `bytes` count all that went over the wire.
    """

    def __init__(
        self,
        settings: CrawlSettings,
        *,
        paces: dict[str, Pace] | None = None,
        clock: Clock | None = None,
        hosts: Hosts | None = None,
    ) -> None:
        self.requests = 0
        self.bytes = 0
        self._settings = settings
        self._clock = clock or Clock()
        self._paces = {} if paces is None else paces
        self._hosts = hosts
        self._sites: dict[str, _Site] = {}
        self._headers = headers(settings.contact)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for site in self._sites.values():
            await site.line.close()

    async def visit(
        self,
        url: str,
        *,
        scope: Scope | None = None,
        etag: str = "",
        last_modified: str = "",
        any_type: bool = False,
    ) -> Visit:
        """Ask for one page; `scope` says which URLs, redirects too, may be asked for.

        With `etag` or `last_modified` the answer may be 304. A body that is no text is refused
        without `any_type`. Raises FetchError, always for `url`.
        """
        began, requests, received = self._clock.now(), self.requests, self.bytes
        validators = asked_with(etag, last_modified)
        try:
            final, answer = await self._follow(url, scope, validators, any_type=any_type)
            at = self._clock.utc()
            page = page_of(final, answer, at, conditional=bool(validators), any_type=any_type)
        except FetchError as error:
            error.met_for(url)
            raise
        return Visit(
            url=url,
            final_url=canonical(final) or final,
            at=at,
            status=answer.status,
            page=page,
            etag=validator(answer, "etag"),
            last_modified=validator(answer, "last-modified"),
            bytes=self.bytes - received,
            seconds=self._clock.now() - began,
            requests=self.requests - requests,
        )

    async def sitemaps(self, url: str, scope: Scope) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of a URL's origin names."""
        robots = await self._robots(url, scope)
        return tuple(filter(None, (canonical(one, url) for one in robots.sitemaps())))

    async def _follow(
        self, url: str, scope: Scope | None, validators: Mapping[str, str], *, any_type: bool
    ) -> tuple[str, Answer]:
        """Ask for a URL and follow its redirects, each checked as if it had been asked for."""
        target = absolute(url)
        if target is None:
            raise OutOfScope(url, "url", "not an http(s) address that may be asked for")
        asking = {**self._headers, **validators}
        want = Want(self._settings.max_bytes, any_type=any_type)
        for _ in range(MAX_REDIRECTS + 1):
            await self._permit(target, scope)
            answer = await self._ask(target, asking, want)
            if answer.status not in REDIRECTS:
                if answer.status in WITH_BODY:
                    self._site(target).good = target
                return target, answer
            target = redirected(target, answer)
        raise BadAnswer(url, "redirect", f"more than {MAX_REDIRECTS} redirects")

    async def _permit(self, url: str, scope: Scope | None) -> None:
        """Raise OutOfScope, Disallowed or Unreachable if a URL may not be asked for."""
        if scope is not None and not scope(url):
            raise OutOfScope(url, "scope", "is not on this site")
        robots = await self._robots(url, scope)
        if robots.problem:
            reason = f"robots.txt cannot be read, so the site is not asked: {robots.problem}"
            raise Unreachable(url, "robots", reason)
        if not robots.allows(url, AGENT):
            raise Disallowed(url, "robots", "robots.txt disallows it")
        delay = robots.delay(AGENT)
        if delay > MAX_CRAWL_DELAY:
            reason = f"robots.txt wants {delay:g} s between requests, more than {MAX_CRAWL_DELAY:g}"
            raise Disallowed(url, "crawl-delay", reason)
        self._site(url).pace.heed(delay)

    async def _robots(self, url: str, scope: Scope | None) -> Robots:
        site = self._site(url)
        async with site.reading:
            if site.refused is not None:
                raise OutOfScope(url, site.refused.code, site.refused.reason)
            age = self._clock.now() - site.robots_at
            if site.robots is None or age > ROBOTS_EXPIRE:
                site.robots = await self._read_robots(f"{origin(url)}/robots.txt", scope)
                site.robots_at = self._clock.now()
            return site.robots

    async def _read_robots(self, url: str, scope: Scope | None) -> Robots:
        """Read robots.txt by RFC 9309: 4xx allows all; where none can be read, nothing."""
        known = self._hosts.robots(url) if self._hosts else None
        if known is not None:
            return known
        try:
            answer = await self._follow_robots(url, scope)
        except (Unreachable, BadAnswer) as error:
            return Robots(problem=error.reason)
        except OutOfScope as error:
            if origin(error.url) == origin(url):  # the site itself may not be asked
                self._site(url).refused = error
                raise
            answer = None
        robots = Robots() if answer is None or answer.status not in WITH_BODY else None
        robots = robots or Robots.parse(answer.body if answer else b"")
        if self._hosts:
            self._hosts.keep(url, robots)
        return robots

    async def _follow_robots(self, url: str, scope: Scope | None) -> Answer | None:
        """Return where robots.txt leads to; None if it leads astray, as if there were none."""
        want = Want(ROBOTS_BYTES, cut=True, any_type=True)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._ask(url, self._headers, want)
            if answer.status not in REDIRECTS:
                return answer
            try:
                url = redirected(url, answer)
            except FetchError:
                return None
            if scope is not None and not scope(url):
                return None
        return None

    async def _ask(self, url: str, headers: Mapping[str, str], want: Want) -> Answer:
        """Ask in the host's pace, and again where another try may help."""
        try:
            try:
                return await self._ask_once(url, headers, want)
            except Unreachable as error:
                return await self._again(error, url, headers, want)
        except Unreachable as error:
            if error.code in _DOUBTFUL and not self._site(url).pace.held:
                raise await self._in_doubt(url, error) from None
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

    async def _in_doubt(self, url: str, error: Unreachable) -> Unreachable:
        """Find out whether a host that wants to be left alone means all of it, or this page only."""
        pace = self._site(url).pace
        if await self.is_well(url):
            pace.calm()
            if error.until is not None:
                return Unreachable(url, "put-off", error.reason)
        elif error.until is not None:
            pace.hold((error.until - self._clock.utc()) / timedelta(seconds=1))
        return error

    async def is_well(self, url: str) -> bool:
        """Say whether the host of this URL still gives the page that it gave last."""
        site = self._site(url)
        if site.good in {"", url}:
            return False
        try:
            answer = await self._ask_once(site.good, self._headers, Want(self._settings.max_bytes))
        except FetchError:
            return False
        return answer.status in WITH_BODY

    async def _ask_once(self, url: str, headers: Mapping[str, str], want: Want) -> Answer:
        site = self._site(url)
        try:
            async with site.pace.turn():
                self.requests += 1
                answer = await site.line.ask(url, headers, want)
                self.bytes += answer.received
                site.pace.answered(throttled=answer.status in _THROTTLED)
        except OnHold as held:
            until = self._clock.utc() + timedelta(seconds=held.seconds)
            raise Unreachable(url, "on-hold", _leave_alone(until), until) from None
        if answer.status in _AGAIN or answer.status >= 500:
            raise self._unavailable(url, answer, site.pace)
        return answer

    def _unavailable(self, url: str, answer: Answer, pace: Pace) -> Unreachable:
        """Heed Retry-After: wait for the host, leave it to a later run, or only this URL."""
        code, reason = f"http-{answer.status}", status_line(answer.status)
        now = self._clock.utc()
        seconds = retry_after(answer.headers.get("retry-after", ""), now)
        if seconds is None:
            return Unreachable(url, code, reason)
        if seconds > MAX_HOLD:
            return Unreachable(url, "put-off", f"{reason}, to be asked again in {seconds:g} s")
        if seconds <= MAX_WAIT:
            pace.hold(seconds)
            return Unreachable(url, code, reason)
        until = now + timedelta(seconds=seconds)
        return Unreachable(url, "on-hold", f"{reason}; {_leave_alone(until)}", until)

    def _site(self, url: str) -> _Site:
        site = self._sites.get(origin(url))
        if site is None:
            new = Pace(self._settings.delay, self._clock)
            pace = self._paces.setdefault(host(url), new)
            pace.delay = max(pace.delay, new.delay)
            site = self._sites[origin(url)] = _Site(Line(self._settings), pace)
        return site


def _may_help(error: BaseException) -> bool:
    return isinstance(error, Unreachable) and error.code not in _FINAL


def _leave_alone(until: datetime) -> str:
    return f"the host asks to be left alone until {until:%Y-%m-%d %H:%M} UTC"
