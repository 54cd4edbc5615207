"""One run's visit to one site: what its steps share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper import frontier, hosts, stored
from scraper.agent import AGENT
from scraper.checkups import Checkup
from scraper.forms import Forms
from scraper.frontier import Kind
from scraper.identity import aliases, idle_parameters, target
from scraper.news import News
from scraper.traps import Traps
from scraper.urls import host, origin, without

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaners import Page
    from scraper.config import SiteConfig
    from scraper.desk import Desk
    from scraper.frontier import Task
    from scraper.politeness import Robots

_OFTEN = 3


@dataclass(slots=True)
class Trip:
    """What this run does at a site, and what it has met there so far.

    `whole`: every listing page is walked to its end, whether or not it brings something.
    """

    desk: Desk
    site: SiteConfig
    run: int
    full: bool = False  # ask for stored articles again
    accept: bool = False  # take what the site gives now for what is usual there
    whole: bool = False
    traps: Traps = field(default_factory=Traps)
    checkup: Checkup = field(init=False)
    news: News = field(init=False)
    origins: frozenset[str] = field(init=False)
    brought: dict[str, bool] = field(default_factory=dict)  # a list's page → did the one before it
    vanished: dict[str, str] = field(default_factory=dict)  # gone from a list → what stood there
    idle: Counter[tuple[str, str]] = field(default_factory=Counter)  # see `learn`
    forms: Forms = field(default_factory=Forms)  # of the addresses of documents
    robots: dict[str, Robots] = field(default_factory=dict)  # of the origins, see `lets`
    usual: set[str] = field(default_factory=set)  # kinds of feeds found at a usual address
    bodies: dict[tuple[str, int], str] = field(default_factory=dict)  # see `is_copy`

    def __post_init__(self) -> None:
        self.checkup = Checkup(self.site.name, datetime.now(UTC), self.accept)
        self.news = News(self.desk.library)
        for start in self.site.start:
            for url, kept in aliases(self.desk.library, origin(start)):
                self.learn(url, kept)
        self.origins = frozenset(origin(start) for start in self.site.start)

    def in_scope(self, url: str) -> bool:
        """Say whether a URL is on the site: one of the origins of its start pages."""
        return origin(url) in self.origins

    def lets(self, url: str) -> bool:
        """Say whether robots.txt lets a link be followed as it is written, as far as that is known."""
        own = origin(url)
        if own not in self.robots:
            known = hosts.robots(self.desk.library, f"{own}/robots.txt")
            if known is None:
                return True
            self.robots[own] = known
        return self.robots[own].allows(url, AGENT)

    def met(self, task: Task) -> Callable[[str], bool] | None:
        """Return what tells the addresses to which a task's redirect need not be followed."""
        if task.kind is not Kind.ARTICLE:
            return None
        return lambda url: url != task.url and stored.comes(self.desk.library, url, self.run)

    def is_copy(self, page: Page) -> bool:
        """Say whether this run has met this very page of links at another address of its host.

        A relative link in a menu leads one folder deeper from each page it stands on, for ever.
        """
        return self.bodies.setdefault((host(page.url), hash(page.body)), page.url) != page.url

    def learn(self, url: str, kept: str) -> None:
        """Note two addresses of one document: the parameters that made no odds, and both forms."""
        if url != kept:
            self.forms.learn(url, kept)
        for name in idle_parameters(url, kept):
            self.idle[url.partition("?")[0], name] += 1

    def plain(self, url: str) -> str:
        """Return an address without the parameters that have made no odds time and again."""
        address, _, query = url.partition("?")
        names = {one.partition("=")[0] for one in query.split("&") if one}
        idle = {name for name in names if self.idle[address, name] >= _OFTEN}
        return without(url, idle) if idle and idle != names else url

    def is_known_otherwise(self, task: Task) -> bool:
        """Say whether what an address gives is kept, or asked for, under another one."""
        plain = self.plain(task.url)
        if plain != task.url and frontier.known(self.desk.library, plain):
            return True
        known = stored.has(self.desk.library, task.url)
        return not known and bool(self._in_another_form(task.url))

    def kept_as(self, url: str) -> str:
        """Return the address that is kept for a document this address gives, or ""."""
        library = self.desk.library
        if stored.has(library, url):
            return url
        return target(library, url) or self._in_another_form(url)

    def _in_another_form(self, url: str) -> str:
        """Return the address a document is kept under, and still there, by the forms learnt; or ""."""
        library = self.desk.library
        there = (
            one
            for one in self.forms.others(url)
            if stored.has(library, one) and not stored.is_gone(library, one)
        )
        return next(there, "")

    def found(self, source: str, count: int) -> None:
        """Count addresses of articles by what named them first."""
        if count:
            self.desk.tally.found[source] += count
