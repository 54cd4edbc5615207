"""The library for programs: open it, search it, read it, take a page in, write it out.

from scraper import Filter, Library
with Library.open("data/gongwen.db") as library:
    for hit in library.search("五水共治 -草案", Filter(kind="致辞讲话")):
        print(hit.id, hit.title)

`scraper.store.Library` is the open file underneath, with everything that jobs write.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scraper import search
from scraper.archive import if_any, open_archive
from scraper.config import Config, CrawlSettings
from scraper.errors import FetchError
from scraper.filters import ANY, Filter
from scraper.hits import Order, matching
from scraper.store import open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper import store
    from scraper.export import Exported
    from scraper.hits import Facets, Hit
    from scraper.search import Stored

DEFAULTS = CrawlSettings()


class Library:
    """An open library, to be read. Use as a context manager; from one thread."""

    def __init__(self, opened: store.Library) -> None:
        self._store = opened

    @classmethod
    def open(cls, path: str | Path = "data/gongwen.db", *, create: bool = False) -> Self:
        """Open the library at `path`; `create` makes one where there is none.

        Raises StoreError where there is none, or none that can be used.
        """
        file = Path(path)
        if create:
            open_library(file).close()
        return cls(open_library(file, create=False, readonly=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def path(self) -> Path:
        """Where the library lies."""
        return self._store.path

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Stored]:
        return self.documents()

    def search(
        self,
        words: str = "",
        where: Filter = ANY,
        *,
        order: Order | str = Order.RELEVANCE,
        limit: int = 20,
        offset: int = 0,
    ) -> list[Hit]:
        """Find documents by a query as `gongwen search` takes it, with a snippet each.

        `order` is "relevance" or "date". Raises UsageError for a query longer than it may be.
        """
        return search.search(
            self._store, words, where, order=Order(order), limit=limit, offset=offset
        )

    def count(self, words: str = "", where: Filter = ANY) -> int:
        """How many documents fit a query."""
        return search.count(self._store, words, where)

    def facets(self, words: str = "", where: Filter = ANY, *, limit: int = 10) -> Facets:
        """Count what fits a query, by site, category, kind, speaker, issuer and year."""
        return search.facets(self._store, words, where, limit=limit)

    def get(self, key: int | str) -> Stored | None:
        """One document with its trail, by its id or address; None if it is not here."""
        return search.get(self._store, key)

    def documents(self, words: str = "", where: Filter = ANY) -> Iterator[Stored]:
        """All documents that fit a query, by id, one at a time: memory stays flat."""
        sql, params = matching(self._store, words, where)
        for row in self._store.stream(f"{sql} ORDER BY id", params):
            stored = self.get(row["id"])
            if stored is not None:  # deleted meanwhile
                yield stored

    def import_url(self, url: str, settings: CrawlSettings = DEFAULTS) -> Stored:
        """Fetch, clean and store an article as `gongwen import` does; return its document.

        Raises UsageError for what is no address, RulebookError for a site file that fails, and FetchError, whose `code` and `reason` say
        why, where it gives no document. Works inside a running event loop too (a notebook).
        """
        with ThreadPoolExecutor(1) as worker:
            address = worker.submit(_bring_in, self.path, url, settings).result()
        stored = self.get(address)
        assert stored is not None
        return stored

    def export(self, target: str | Path, words: str = "", where: Filter = ANY) -> Exported:
        """Write what fits a query as `gongwen export` does: the suffix says the format."""
        from scraper.export import Export  # noqa: PLC0415 - a program that only reads has no use for it

        with if_any(self.path) as archive:
            return Export(self._store, archive, words, where).to(Path(target))


def _bring_in(path: Path, url: str, settings: CrawlSettings) -> str:
    """Import a page through connections of its own; return the address it is stored under."""
    from cleaners import bundled  # noqa: PLC0415 - the crawler, when needed
    from scraper import jobs, learnt, rulefiles, sources  # noqa: PLC0415
    from scraper.desk import Desk  # noqa: PLC0415

    seen: list[str] = []
    source = sources.Source(sources.address(url))
    rulefiles.check_sites(bundled())
    with open_library(path, create=False) as library, open_archive(path) as archive:
        rules = learnt.rulebook(library, bundled())
        desk = Desk(library, archive, rules, lambda address, _outcome, _note: seen.append(address))
        report = asyncio.run(jobs.bring_in(Config(crawl=settings), desk, [source]))
    for miss in (*report.failed, *report.skipped):
        raise FetchError(miss.url, miss.code, miss.reason)
    return seen[-1]
