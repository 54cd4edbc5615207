"""Where pages become documents: archive the bytes, clean, store, count, tell."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaners import NoDocument, Page, Rulebook
from scraper import checkups, claims, identity, stored
from scraper.apart import read
from scraper.fetch import Fetcher
from scraper.hosts import Hosts
from scraper.report import NOTHING_REACHED, Miss, Outcome, Tally
from scraper.rows import stamp
from scraper.store import COUNTED, Counts, Visited

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from scraper.archive import Archive, Packed
    from scraper.checkups import Checkup
    from scraper.config import CrawlSettings
    from scraper.errors import FetchError
    from scraper.fetch import Visit
    from scraper.hosts import Write
    from scraper.politeness import Pace
    from scraper.rows import Record
    from scraper.store import Library

# refused for what is stored, not for what the rules see
_STORED = frozenset({checkups.SHRUNK, "soft-404"})

Watch = Callable[[str, Outcome, str], None]  # url, what became of it, a title or a reason


@dataclass(frozen=True, slots=True)
class Reading:
    """What cleaning made of a page and of pages 2 to n of its article: a document, or why none.

    `packed`: their bodies, where somebody has packed them already.
    """

    pages: tuple[Page, ...]
    found: Record | Miss
    packed: tuple[Packed, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a page: the address its document is kept under, and how."""

    url: str
    outcome: Outcome


@dataclass(slots=True)
class Desk:
    """What a job works with; `watch` is told of every page as it is done."""

    library: Library
    archive: Archive
    rulebook: Rulebook
    watch: Watch = lambda _url, _outcome, _note: None
    tally: Tally = field(default_factory=Tally)
    paces: dict[str, Pace] = field(default_factory=dict)
    asking: Callable[[str], None] = lambda _url: None  # told of every page before it is asked for
    run: int = 0  # the row in `runs` that is kept up to date; 0: none
    fetchers: list[Fetcher] = field(default_factory=list)  # at work
    misnamed: set[str] = field(default_factory=set)  # by a wrong rel=canonical, see `claims`
    _untold: list[tuple[str, Outcome, str]] | None = None  # of an open transaction

    def read(self, page: Page, rest: Sequence[Page] = ()) -> Reading:
        """Clean a page, and `rest`, pages 2 to n of an article; writes nothing."""
        pages = (page, *rest)
        return Reading(pages, read(pages, self.rulebook))

    def keep(
        self, reading: Reading, visited: Visited | None, checkup: Checkup | None = None
    ) -> Kept:
        """Archive and store what was read; raises NoDocument, with the raw page kept.

        A page that has lost most of its text is refused too. Call it inside `noting`.
        """
        now, page = datetime.now(UTC), reading.pages[0]
        fetched = visited is not None and visited.status > 0
        at = (page.fetched_at or now) if fetched else now  # a file's own date is not ours
        self.tally.answered += 1
        with self.writing():
            hashes = self._archived(reading)
            try:
                record = self._known(reading, checkup, now if fetched else None)
            except NoDocument as error:
                refused: NoDocument | None = error
                self._refuse(page.url, hashes[0], at, visited, error)
            else:
                refused = None
                outcome = self._store(reading, record, hashes, at, visited)
        if refused is not None:
            raise refused
        if checkup is not None:
            checkup.every.lengths.append(len(record.text))
            if outcome is Outcome.NEW:
                checkup.new.lengths.append(len(record.text))
        return Kept(record.url, outcome)

    def _archived(self, reading: Reading) -> list[str]:
        """Store the bodies of all pages; return their hashes."""
        if reading.packed:
            return [self.archive.keep(one) for one in reading.packed]
        return [self.archive.put(page.body) for page in reading.pages]

    def _known(self, reading: Reading, checkup: Checkup | None, fetched: datetime | None) -> Record:
        """Return a document under its address; raises NoDocument where it must not be stored."""
        found = reading.found
        if isinstance(found, Miss):
            raise NoDocument(found.url, found.code, found.reason)
        page = reading.pages[0]
        if wrong := claims.withdraw(self.library, page, found):
            self.misnamed.add(wrong)
        record = found.known_as(identity.settle(self.library, page, found, self.misnamed))
        if fetched is not None:
            checkups.guard(self.library, record, checkup, fetched)
        if checkup is None or not checkup.accept:
            identity.guard(self.library, record)
        if checkup is not None:
            identity.refuse_filler(self.library, page, record)
        return record

    def _refuse(
        self, url: str, digest: str, at: datetime, visited: Visited | None, error: NoDocument
    ) -> None:
        if visited is not None:
            # no validators: a 304 must never vouch for a page that was no document
            bare = replace(visited, etag="", last_modified="")
            by = "" if error.code in _STORED else self.rulebook.version
            self.library.record_visit(url, digest, at, bare, by)

    def _store(
        self,
        reading: Reading,
        record: Record,
        hashes: list[str],
        at: datetime,
        visited: Visited | None,
    ) -> Outcome:
        page, *rest = reading.pages
        outcome = self._save(page, record, hashes[0], at, visited)
        parts = [(one.url, digest) for one, digest in zip(rest, hashes[1:], strict=True)]
        if parts or (outcome is not Outcome.NEW and stored.parts(self.library, record.url)):
            self.library.record_parts(record.url, parts)
        return self.count(page.url, outcome, str(record.row["title"]))

    def _save(
        self, page: Page, record: Record, digest: str, at: datetime, visited: Visited | None
    ) -> Outcome:
        """Store a document, or only its other address where it is known under one."""
        identity.alias(self.library, page.url, record.url)
        if record.url != page.url:
            if stored.has(self.library, record.url):
                self.library.record_visit(page.url, digest, at, visited or Visited(status=0))
                return Outcome.ALIAS
            # what was sent with one address vouches for no other
            self.library.record_visit(page.url, digest, at, visited or Visited(status=0))
            visited = replace(visited, etag="", last_modified="") if visited else None
        if stored.fetched_at(self.library, record.url) > stamp(at):
            return Outcome.UNCHANGED  # an archive from before: what is stored is newer
        return Outcome(self.library.put(record, digest, self.rulebook.version, at, visited))

    def validators(self, url: str) -> tuple[str, str]:
        """Return (ETag, Last-Modified) where a 304 would do: these rules cleaned what is stored."""
        fresh = stored.rules_version(self.library, url) == self.rulebook.version
        return stored.validators(self.library, url) if fresh else ("", "")

    def take(self, visit: Visit, reading: Reading | None, checkup: Checkup | None = None) -> Kept:
        """Keep what a visit brought, None after a 304; raises NoDocument as `keep` does."""
        if reading is not None:
            return self.keep(reading, visited(visit), checkup)
        self.tally.answered += 1
        with self.writing():
            self.library.record_visit(visit.url, "", visit.at, visited(visit))
            if checkup is not None:
                checkup.every.lengths.append(stored.chars(self.library, visit.url))
            self.count(visit.url, Outcome.UNCHANGED, stored.title(self.library, visit.url))
        return Kept(visit.url, Outcome.UNCHANGED)

    def part(self, visit: Visit) -> None:
        """Archive and remember a later page of an article."""
        self.tally.answered += 1
        with self.writing():
            digest = self.archive.put(visit.page.body) if visit.page else ""
            self.library.record_visit(visit.url, digest, visit.at, visited(visit))

    def other(self, visit: Visit) -> None:
        """Remember and count another address of a document, which redirects to it."""
        self.tally.answered += 1
        with self.writing():
            self.library.record_visit(visit.url, "", visit.at, visited(visit))
            self.count(visit.url, Outcome.ALIAS)

    def listing(self, visit: Visit) -> None:
        """Remember and count a page of links."""
        self.tally.answered += 1
        with self.writing():
            self.library.record_visit(visit.url, "", visit.at, visited(visit))
            self.count(visit.url, Outcome.LISTING)

    @asynccontextmanager
    async def fetching(self, settings: CrawlSettings, write: Write) -> AsyncIterator[Fetcher]:
        """Give a fetcher; one host is asked at one pace, and all requests are counted.

        `write` is how it writes what it remembers of hosts.
        """
        hosts = Hosts(self.library, write)
        async with Fetcher(settings, paces=self.paces, hosts=hosts) as fetcher:
            self.fetchers.append(fetcher)
            try:
                yield fetcher
            finally:
                self.fetchers.remove(fetcher)
                self.tally.requests += fetcher.requests
                self.tally.bytes += fetcher.bytes

    def count(self, url: str, outcome: Outcome, note: str = "") -> Outcome:
        """Count a page that went well."""
        self.tally.count(url, outcome, note)
        self._tell(url, outcome, note)
        return outcome

    def _tell(self, url: str, outcome: Outcome, note: str) -> None:
        if self._untold is None:
            self.watch(url, outcome, note)
        else:
            self._untold.append((url, outcome, note))

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Count, remember and tell of a page that holds no document, and go on."""
        try:
            yield
        except NoDocument as error:
            self.miss(Miss(error.url, error.code, error.reason))

    def missed(self, error: FetchError, *, skipped: bool = False) -> None:
        """Count, remember and tell of a URL that gave no page."""
        self.tally.answered += error.exit_code != NOTHING_REACHED
        self.miss(Miss(error.url, error.code, error.reason), skipped=skipped)

    def miss(self, miss: Miss, *, skipped: bool = False) -> None:
        """Count, remember and tell of a page that gave no document."""
        outcome = Outcome.SKIPPED if skipped else Outcome.FAILED
        self.tally.miss(miss, outcome)
        with self.writing():
            self.library.record_failure(miss.url, miss.code, miss.reason, datetime.now(UTC))
        self._tell(miss.url, outcome, miss.reason)

    def counts(self) -> Counts:
        """Return what the job has done so far, requests that are under way included."""
        counts = self.tally.counts
        return Counts(
            **{one.column: counts[one] for one in Outcome if one.column in COUNTED},
            requests=self.tally.requests + sum(one.requests for one in self.fetchers),
            bytes=self.tally.bytes + sum(one.bytes for one in self.fetchers),
            seconds=round(time.monotonic() - self.tally.began, 3),
            found=json.dumps(dict(sorted(self.tally.found.items()))),
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Group writes to both files: raw pages are durable first, the job's row goes with the rest.

        Inside another such block, part of that. What is not durable is neither counted nor told.
        """
        if self.library.writing:
            yield
            return
        mark, self._untold = self.tally.mark(), []
        try:
            with self.library.transaction():
                with self.archive.transaction():
                    yield
                if self.run:
                    self.library.note_run(self.run, self.counts())
        except BaseException:
            self.tally.back(mark)
            self._untold = None
            raise
        told, self._untold = self._untold, None
        for one in told:
            self.watch(*one)


def visited(visit: Visit) -> Visited:
    """Return what the library keeps of a visit beside its body."""
    kind = visit.page.content_type if visit.page else ""
    return Visited(visit.status, kind, visit.etag, visit.last_modified)
