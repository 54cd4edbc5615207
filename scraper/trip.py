"""One run's visit to one site: what its steps share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper import frontier, hosts, linked, pagers, stored
from scraper.agent import AGENT
from scraper.checkups import Checkup
from scraper.forms import Forms, Idle
from scraper.frontier import Kind
from scraper.identity import aliases, target
from scraper.news import News
from scraper.traps import Traps
from scraper.urls import host, names, origin, same_origin, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cleaners import Page
    from scraper.config import SiteConfig
    from scraper.desk import Desk
    from scraper.fetch import Visit
    from scraper.frontier import Task
    from scraper.linked import Lead
    from scraper.links import LinkSeen
    from scraper.politeness import Robots

_OFTEN = 3


def _slashed(url: str) -> str:
    """Return an address with a slash at its end where it has none, and without it where it has one."""
    return url.removesuffix("/") if url.endswith("/") else f"{url}/"


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
    starts: frozenset[str] = field(init=False)  # origins of the start pages themselves
    brought: dict[str, bool] = field(default_factory=dict)  # a list's page → did the one before it
    moved_from: set[str] = field(default_factory=set)  # what the text of a new document was under
    vanished: dict[str, str] = field(default_factory=dict)  # gone from a list → what stood there
    torn: set[str] = field(default_factory=set)  # pages of lists of which the next one is not asked
    pushed: set[str] = field(default_factory=set)  # what has gone from those: it may be on the next
    idle: Idle = field(default_factory=Idle)  # parameters, see `learn`
    twins: Counter[tuple[str, str]] = field(default_factory=Counter)  # origins, see `learn`
    slashed: Counter[str] = field(default_factory=Counter)  # origins, see `learn`
    cased: Counter[str] = field(default_factory=Counter)  # origins, see `learn`
    forms: Forms = field(default_factory=Forms)  # of the addresses of documents
    titled: dict[str, set[str]] = field(default_factory=dict)  # see `shapes.judged_together`
    robots: dict[str, Robots] = field(default_factory=dict)  # of the origins, see `lets`
    ends: set[str] = field(default_factory=set)  # where start pages led to
    moved: dict[str, str] = field(default_factory=dict)  # origins, see `follow`
    usual: set[str] = field(default_factory=set)  # kinds of feeds found at a usual address
    bodies: dict[tuple[str, int], str] = field(default_factory=dict)  # see `is_copy`

    def __post_init__(self) -> None:
        self.checkup = Checkup(self.site.name, datetime.now(UTC), self.accept)
        self.news = News(self.desk.library)
        self.starts = frozenset(map(origin, self.site.start))
        self.origins = frozenset(one for own in self.starts for one in names(own))
        for one in sorted(self.origins):
            for url, kept in aliases(self.desk.library, one):
                self.learn(url, kept)

    def in_scope(self, url: str) -> bool:
        """Say whether a URL is on the site: one of the origins of its start pages, or their twins."""
        return origin(url) in self.origins

    def leads_to(self, url: str) -> bool:
        """Say whether a link may be followed: it is on the site, and no start page by another name."""
        return self.in_scope(url) and url not in self.ends

    def follow(self, start: str, end: str) -> None:
        """Note where a start page led to; if to the same page of another origin, all of its site is there."""
        own, other = origin(start), origin(end)
        if start != end:
            self.ends.add(end)
        if own != other and start.removeprefix(own) == end.removeprefix(other):
            self.moved[own] = other

    def hear(self, link: LinkSeen) -> None:
        """Note by what other name a page calls its site, www. or not: what it lacks may be there; and albums."""
        if link.pictured:
            self.traps.pictured(link.url)
        if link.called and link.called not in self.starts and host(link.called) != host(link.url):
            self.moved.setdefault(link.called, self.home(link.url))

    def home(self, url: str) -> str:
        """Return the origin at which an address's site is."""
        own = origin(url)
        return self.moved.get(own, own)

    def lacking(self, url: str) -> list[str]:
        """Note that an address is not there; return what it was where its site was before."""
        own = origin(url)
        if self.home(url) != own:  # an old host need not have kept anything
            self.traps.nothing(url)
        return self._former(url)

    def _former(self, url: str) -> list[str]:
        own = origin(url)
        return [old + url.removeprefix(own) for old, new in self.moved.items() if new == own]

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
        if task.kind not in {Kind.ARTICLE, Kind.LISTING}:
            return None
        library, run = self.desk.library, self.run
        strange = not stored.has(library, task.url)  # what is kept may have moved, and changed

        def is_met(url: str) -> bool:
            kept = self.kept_as(url) if strange else ""
            there = kept and not stored.is_gone(library, kept)
            return url != task.url and bool(there or stored.comes(library, url, run))

        return is_met

    def is_copy(self, page: Page, found_on: str) -> bool:
        """Say whether this run has met this very page of links at another address of its host.

        A relative link in a menu leads one folder deeper from each page it stands on, for ever.
        """
        first = self.bodies.setdefault((host(page.url), hash(page.body)), page.url)
        if first != page.url:
            self.traps.copy(page.url, first, found_on)
        return first != page.url

    def close(self, task: Task, visit: Visit) -> None:
        """Close a page of links; where another address gives it, too, that alone is asked: …/ for …/index.html."""
        library = self.desk.library
        page, twins = visit.page, [""]
        if page is not None and task.kind is Kind.LISTING:
            twins = [self.bodies.get((host(page.url), hash(page.body)), ""), self._first(task.url)]
        twin = any(
            one != task.url
            and pagers.is_first(task.url, one)
            and frontier.known(library, one)
            and not stored.is_left(library, one)
            for one in twins
        )
        (frontier.left if twin else frontier.done)(library, task.url)

    def _first(self, url: str) -> str:
        """Return the address without a number of a list's first page, if what it led to is the same."""
        library = self.desk.library
        own = {one.url for one in linked.of(library, url)}
        for plain in {pagers.without_page(url), *linked.turning_to(library, url)} - {url}:
            other = {one.url for one in linked.of(library, plain)}
            if (
                pagers.is_first(url, plain)
                and own - {url, plain}
                and not (own ^ other) - {url, plain}
            ):
                return plain
        return ""

    def named(self, url: str) -> str:
        """Return the address by which a link's page is known: its own if a document is kept there, else the plain one."""
        plain = self.plain(url)
        return url if plain == url or stored.has(self.desk.library, url) else plain

    def learn(self, url: str, kept: str) -> None:
        """Note two addresses of one document: the parameters that made no odds, and both forms."""
        if url != kept:
            self.forms.learn(url, kept)
            self._learn_twin(origin(url), origin(kept), url, kept)
            self.slashed[origin(url)] += _slashed(url) == kept or url == _slashed(kept)
            self.cased[origin(url)] += url.lower() == kept.lower()
            self.idle.learn(url, kept)

    def _learn_twin(self, own: str, other: str, url: str, kept: str) -> None:
        """Note that two origins, www. and m., gave one document at one path."""
        if own != other and url.removeprefix(own) == kept.removeprefix(other):
            self.twins[own, other] += 1
            self.twins[other, own] += 1

    def plain(self, url: str) -> str:
        """Return an address where its site is, without parameters that have made no odds time and again."""
        if self.moved:
            url = self.home(url) + url.removeprefix(origin(url))
        address, _, query = url.partition("?")
        names = {one.partition("=")[0] for one in query.split("&") if one}
        idle = names & self.idle.names(address)
        return without(url, idle) if idle and idle != names else url

    def is_elsewhere(self, task: Task) -> bool:
        """Say whether what an address gives is to be asked for at another origin.

        It is not kept here, and the other does not lack it: an old host may keep its archive.
        """
        library, here = self.desk.library, self.home(task.url) == origin(task.url)
        if here or stored.has(library, task.url):
            return False
        return not stored.is_missed(library, self.plain(task.url))

    def is_known_otherwise(self, task: Task) -> bool:
        """Say whether what an address gives is kept, or asked for, under another one."""
        plain = self.plain(task.url)
        if stored.has(self.desk.library, task.url):
            return False
        if plain != task.url and frontier.known(self.desk.library, plain):
            return same_origin(plain, task.url) or self.is_elsewhere(task)
        return bool(self._in_another_form(task.url))

    def missed(self) -> list[str]:
        """Return the documents that no page of links names any more which this run has asked for."""
        library = self.desk.library
        return [
            url
            for url in self.vanished
            if url not in self.pushed
            and stored.has(library, url)
            and not linked.is_shown(library, url, self.run)
        ]

    def in_doubt(self, missed: Iterable[str]) -> list[str]:
        """Return those of the `missed` that no page of links names at all, and what may have moved."""
        library = self.desk.library
        unlisted = (url for url in missed if not linked.is_linked(library, url))
        moved = (url for url in sorted(self.moved_from) if stored.has(library, url))
        return [*unlisted, *moved]

    def kept_as(self, url: str) -> str:
        """Return the address that is kept for a document this address gives, or ""."""
        library, plain = self.desk.library, self.plain(url)
        if stored.has(library, url):
            return url
        kept = plain if plain != url and stored.has(library, plain) else ""
        return kept or target(library, url) or self._in_another_form(url)

    def _in_another_form(self, url: str) -> str:
        """Return the address a document is kept under, and still there, by the forms learnt; or ""."""
        library, own = self.desk.library, origin(url)
        more = self.idle.names(url.partition("?")[0])
        twins = (at for (one, at), n in self.twins.items() if one == own and n >= _OFTEN)
        others = (
            *([_slashed(url)] if self.slashed[own] >= _OFTEN else []),
            *(stored.in_other_letters(library, url) if self.cased[own] >= _OFTEN else []),
            *self.forms.others(url),
            *(at + url.removeprefix(own) for at in twins),
            *stored.with_more(library, url, more),
            *self._former(url),
        )
        there = (one for one in others if stored.has(library, one))
        return next((one for one in there if not stored.is_gone(library, one)), "")

    def gone_from(self, url: str) -> list[str]:
        """Return the addresses under which a document that an address gives is held to be gone."""
        library = self.desk.library
        kept = (target(library, url), *self.forms.others(url))
        return [one for one in kept if stored.is_gone(library, one)]

    def newly_met(self, task: Task, leads: Iterable[Lead]) -> int:
        """Count articles that a list names for the first time and another page has brought in this run.

        A start page shows the newest of all lists, and is asked before them; what a box beside every
        list shows is no news of any. A list's page that repeats its last one brings nothing.
        """
        library, since = self.desk.library, self.checkup.started
        strange = linked.newcomers(library, task.url, leads)
        others = 1 if task.url in self.brought else _OFTEN
        return sum(
            stored.is_new(library, url, self.run, since)
            for url in strange
            if not linked.is_on_another(library, url, task.url, self.run, others)
        )

    def found(self, source: str, count: int) -> None:
        """Count addresses of articles by what named them first."""
        if count:
            self.desk.tally.found[source] += count
