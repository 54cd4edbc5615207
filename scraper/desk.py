"""Where pages become documents: archive the bytes, clean, store, count, tell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaners import NoDocument, Rulebook
from scraper import search
from scraper.apart import clean
from scraper.fetch import Fetcher
from scraper.report import NOTHING_REACHED, Miss, Outcome, Tally
from scraper.store import Visited

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cleaners import Page
    from scraper.archive import Archive
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

    def keep(self, page: Page, visited: Visited | None) -> Outcome:
        """Archive, clean and store one page; raises NoDocument, with the raw page kept."""
        now = datetime.now(UTC)
        fetched = visited is not None and visited.status > 0
        at = (page.fetched_at or now) if fetched else now  # a file's own date is not ours
        digest = self.archive.put(page.body)
        self.tally.answered += 1
        try:
            cleaned = clean(page, self.rulebook)
        except NoDocument as error:
            if visited is not None:
                # no validators: a 304 must never vouch for a page that was no document
                bare = replace(visited, etag="", last_modified="")
                self.library.record_visit(page.url, digest, at, bare)
            self.miss(Miss(page.url, error.code, error.reason))
            raise
        saved = self.library.save(cleaned, digest, self.rulebook.version, at, visited)
        return self.count(page.url, Outcome(saved), cleaned.document.title)

    def validators(self, url: str) -> tuple[str, str]:
        """Return (ETag, Last-Modified) where a 304 would do: these rules cleaned what is stored."""
        stored = search.get(self.library, url)
        fresh = stored is not None and stored.rules_version == self.rulebook.version
        return search.validators(self.library, url) if fresh else ("", "")

    def take(self, visit: Visit) -> Outcome:
        """Keep what a visit brought; raises NoDocument as `keep` does."""
        if visit.page is not None:
            return self.keep(visit.page, _visited(visit))
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
            try:
                yield fetcher
            finally:
                self.tally.requests += fetcher.requests
                self.tally.bytes += fetcher.bytes

    def count(self, url: str, outcome: Outcome, note: str = "") -> Outcome:
        """Count a page that went well."""
        self.tally.count(url, outcome, note)
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
        self.library.record_failure(miss.url, miss.code, miss.reason, datetime.now(UTC))
        self.watch(miss.url, outcome, miss.reason)


def _visited(visit: Visit) -> Visited:
    kind = visit.page.content_type if visit.page else ""
    return Visited(visit.status, kind, visit.etag, visit.last_modified)
