"""Where pages become documents: archive the bytes, clean, store, count, tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaners import NoDocument, Rulebook, clean
from scraper.report import Miss, Outcome, Tally

if TYPE_CHECKING:
    from scraper.store import Library, Visited
    from cleaners.model import Page
    from scraper.archive import Archive

Watch = Callable[[str, Outcome, str], None]  # url, what became of it, a title or a reason


@dataclass(slots=True)
class Desk:
    """What a job works with; `watch` is told of every page as it is done."""

    library: Library
    archive: Archive
    rulebook: Rulebook
    watch: Watch = lambda _url, _outcome, _note: None
    tally: Tally = field(default_factory=Tally)

    def keep(self, page: Page, visited: Visited | None) -> Outcome:
        """Archive, clean and store one page; raises NoDocument, with the raw page kept."""
        at = page.fetched_at or datetime.now(UTC)
        digest = self.archive.put(page.body)
        self.tally.answered += 1
        try:
            cleaned = clean(page, self.rulebook)
        except NoDocument as error:
            if visited is not None:
                self.library.record_visit(page.url, digest, at, visited)
            self.miss(page.url, error.code, error.reason)
            raise
        saved = self.library.save(cleaned, digest, self.rulebook.version, at, visited)
        return self.count(page.url, Outcome(saved), cleaned.document.title)

    def count(self, url: str, outcome: Outcome, note: str = "") -> Outcome:
        """Count a page that went well."""
        self.tally.counts[outcome] += 1
        self.watch(url, outcome, note)
        return outcome

    def miss(self, url: str, code: str, reason: str, *, skipped: bool = False) -> None:
        """Count, remember and tell of a page that gave no document."""
        outcome = Outcome.SKIPPED if skipped else Outcome.FAILED
        self.tally.miss(Miss(url, code, reason), outcome)
        self.library.record_failure(url, code, reason, datetime.now(UTC))
        self.watch(url, outcome, reason)
