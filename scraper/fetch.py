"""A URL to a page, within all bounds: scope, robots.txt, pace, retries, redirects, size, time.

How an origin is asked, in its pace and again where that may help, stands in `origins.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from scraper.agent import AGENT
from scraper.answers import REDIRECTS, asked_with, page_of, redirected, validator
from scraper.bodies import WITH_BODY
from scraper.errors import BadAnswer, Disallowed, FetchError, OutOfScope, Unreachable
from scraper.exchange import Want
from scraper.origins import Origins
from scraper.politeness import MAX_CRAWL_DELAY, ROBOTS_BYTES, ROBOTS_EXPIRE, Clock, Robots
from scraper.urls import absolute, canonical, origin, same_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from types import TracebackType

    from cleaners.model import Page
    from scraper.config import CrawlSettings
    from scraper.exchange import Answer
    from scraper.hosts import Hosts
    from scraper.politeness import Pace

    Scope = Callable[[str], bool]

MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """One URL asked for and answered; `page` is None for 304, nothing new, and for a redirect that was not followed.

    `url` is what was asked for, `final_url` the canonical URL of what answered, or of what the redirect
    leads to; `bytes` and `requests` count everything that it took, robots.txt, redirects and retries included.
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
        self._settings = settings
        self._clock = clock or Clock()
        self._hosts = hosts
        self._origins = Origins(settings, {} if paces is None else paces, self._clock, hosts)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._origins.close()

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        return self._origins.requests

    @property
    def bytes(self) -> int:
        """How many bytes of bodies were received."""
        return self._origins.bytes

    async def visit(  # noqa: PLR0913 - what one request may be asked with
        self,
        url: str,
        *,
        scope: Scope | None = None,
        etag: str = "",
        last_modified: str = "",
        any_type: bool = False,
        met: Scope | None = None,
    ) -> Visit:
        """Ask for one page; `scope` says which URLs, redirects too, may be asked for.

        With `etag` or `last_modified` the answer may be 304. A body that is no text is refused
        without `any_type`. A redirect to what `met` knows is not followed: the visit has its status
        and no page. Raises FetchError, always for `url`.
        """
        began, requests, received = self._clock.now(), self.requests, self.bytes
        validators = asked_with(etag, last_modified)
        try:
            want = Want(self._settings.max_bytes, any_type=any_type)
            final, answer = await self._follow(url, scope, validators, want, met)
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

    async def allows(self, url: str, scope: Scope) -> bool:
        """Say whether robots.txt lets a URL be asked; one on another site never was to be."""
        return not scope(url) or (await self._robots(url, scope)).allows(url, AGENT)

    async def is_well(self, url: str) -> bool:
        """Say whether the host of this URL still gives the page that it gave last."""
        return await self._origins.is_well(url)

    async def sitemaps(self, url: str, scope: Scope) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of a URL's origin names."""
        robots = await self._robots(url, scope)
        return tuple(filter(None, (canonical(one, url) for one in robots.sitemaps())))

    async def _follow(
        self,
        url: str,
        scope: Scope | None,
        validators: Mapping[str, str],
        want: Want,
        met: Scope | None,
    ) -> tuple[str, Answer]:
        """Ask for a URL and follow its redirects, each checked as if it had been asked for."""
        target = absolute(url)
        if target is None:
            raise OutOfScope(url, "url", "not an http(s) address that may be fetched")
        for _ in range(MAX_REDIRECTS + 1):
            await self._permit(target, scope)
            answer = await self._origins.ask(target, want, validators)
            if answer.status not in REDIRECTS:
                if answer.status in WITH_BODY:
                    self._origins.of(target).good = target
                return target, answer
            target = redirected(target, answer)
            if met is not None and met(canonical(target) or target):
                return target, answer
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
        self._origins.of(url).pace.heed(delay)

    async def _robots(self, url: str, scope: Scope | None) -> Robots:
        asked = self._origins.of(url)
        async with asked.reading:
            if asked.refused is not None:
                raise OutOfScope(url, asked.refused.code, asked.refused.reason)
            age = self._clock.now() - asked.robots_at
            if asked.robots is None or age > ROBOTS_EXPIRE:
                asked.robots = await self._read_robots(f"{origin(url)}/robots.txt", scope)
                asked.robots_at = self._clock.now()
            return asked.robots

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
            if same_origin(error.url, url):  # the site itself may not be asked
                self._origins.of(url).refused = error
                raise
            answer = None
        robots = Robots() if answer is None or answer.status not in WITH_BODY else None
        robots = robots or Robots.parse(answer.body if answer else b"")
        if self._hosts:
            await self._hosts.keep(url, robots)
        return robots

    async def _follow_robots(self, url: str, scope: Scope | None) -> Answer | None:
        """Return where robots.txt leads to; None if it leads astray, as if there were none."""
        want = Want(ROBOTS_BYTES, cut=True, any_type=True)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._origins.ask(url, want)
            if answer.status not in REDIRECTS:
                return answer
            try:
                url = redirected(url, answer)
            except FetchError:
                return None
            if scope is not None and not scope(url):
                return None
        return None
