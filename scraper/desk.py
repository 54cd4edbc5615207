"""Where pages become documents: archive the bytes, clean, store, count, tell."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaners import NoDocument, Rulebook, clean
from scraper import checkups, search
from scraper.fetch import Fetcher
from scraper.report import NOTHING_REACHED, Miss, Outcome, Tally
from scraper.store import Counts, Visited

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cleaners import Page
    from scraper.archive import Archive
    from scraper.checkups import Checkup
    from scraper.config import CrawlSettings
    from scraper.errors import FetchError
    from scraper.fetch import Visit
    from scraper.politeness import Pace
    from scraper.store import Library

Watch = Callable[[str, Outcome, str], None]  # url, what became of it, a title or a reason


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

    def keep(self, page: Page, visited: Visited | None, checkup: Checkup | None = None) -> Outcome:
        """Archive, clean and store one page; raises NoDocument, with the raw page kept.

        A page that has lost most of its text is refused too; `checkup` is told how it went.
        """
        now = datetime.now(UTC)
        fetched = visited is not None and visited.status > 0
        at = (page.fetched_at or now) if fetched else now  # a file's own date is not ours
        digest = self.archive.put(page.body)
        self.tally.answered += 1
        try:
            cleaned = clean(page, self.rulebook)
            if fetched:
                checkups.guard(self.library, cleaned.document, checkup, now)
        except NoDocument as error:
            self._refuse(page.url, digest, at, visited, error)
            if checkup is not None:
                checkup.refused += 1
            raise
        if checkup is not None:
            checkup.lengths.append(len(cleaned.document.text))
        with self.library.transaction():
            saved = self.library.save(cleaned, digest, self.rulebook.version, at, visited)
            return self.count(page.url, Outcome(saved), cleaned.document.title)

    def _refuse(
        self, url: str, digest: str, at: datetime, visited: Visited | None, error: NoDocument
    ) -> None:
        """Remember a page that holds no document, or not the one that is stored."""
        with self.library.transaction():
            if visited is not None:
                # no validators: a 304 must never vouch for a page that was no document
                bare = replace(visited, etag="", last_modified="")
                refused_by = "" if error.code == checkups.SHRUNK else self.rulebook.version
                self.library.record_visit(url, digest, at, bare, refused_by)
            self.miss(Miss(url, error.code, error.reason))

    def validators(self, url: str) -> tuple[str, str]:
        """Return (ETag, Last-Modified) where a 304 would do: these rules cleaned what is stored."""
        stored = search.get(self.library, url)
        fresh = stored is not None and stored.rules_version == self.rulebook.version
        return search.validators(self.library, url) if fresh else ("", "")

    def take(self, visit: Visit, checkup: Checkup | None = None) -> Outcome:
        """Keep what a visit brought; raises NoDocument as `keep` does."""
        if visit.page is not None:
            return self.keep(visit.page, _visited(visit), checkup)
        self.tally.answered += 1
        stored = search.get(self.library, visit.url)
        self.library.record_visit(visit.url, "", visit.at, _visited(visit))
        return self.count(visit.url, Outcome.UNCHANGED, stored.document.title if stored else "")

    def listing(self, visit: Visit) -> None:
        """Remember and count a page of links."""
        self.tally.answered += 1
        self.library.record_visit(visit.url, "", visit.at, _visited(visit))
        self.count(visit.url, Outcome.LISTING)

    @asynccontextmanager
    async def fetching(self, settings: CrawlSettings) -> AsyncIterator[Fetcher]:
        """Give a fetcher; one host is asked at one pace, and all requests are counted."""
        async with Fetcher(settings, paces=self.paces) as fetcher:
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
        self._note()
        self.watch(url, outcome, note)
        return outcome

    def missed(self, error: FetchError, *, skipped: bool = False) -> None:
        """Count, remember and tell of a URL that gave no page."""
        self.tally.answered += error.exit_code != NOTHING_REACHED
        self.miss(Miss(error.url, error.code, error.reason), skipped=skipped)

    def miss(self, miss: Miss, *, skipped: bool = False) -> None:
        """Count, remember and tell of a page that gave no document."""
        outcome = Outcome.SKIPPED if skipped else Outcome.FAILED
        self.tally.miss(miss, outcome)
        with self.library.transaction():
            self.library.record_failure(miss.url, miss.code, miss.reason, datetime.now(UTC))
            self._note()
        self.watch(miss.url, outcome, miss.reason)

    def counts(self) -> Counts:
        """Return what the job has done so far, requests that are under way included."""
        counts = self.tally.counts
        return Counts(
            **{outcome.column: counts[outcome] for outcome in Outcome},
            requests=self.tally.requests + sum(one.requests for one in self.fetchers),
            bytes=self.tally.bytes + sum(one.bytes for one in self.fetchers),
            seconds=round(time.monotonic() - self.tally.began, 3),
        )

    def _note(self) -> None:
        """Keep the job's row in `runs` up to date, in the transaction of the page if there is one."""
        if self.run:
            self.library.note_run(self.run, self.counts())


def _visited(visit: Visit) -> Visited:
    kind = visit.page.content_type if visit.page else ""
    return Visited(visit.status, kind, visit.etag, visit.last_modified)
