"""Stored pages again, from the archive, where the rules have changed; nothing of the network.

Two kinds are taken: documents that older rules cleaned, and pages that older rules refused. Workers
clean; this process reads and writes, one transaction a batch, so that it may be stopped at any time.
"""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from cleaners import NoDocument, Page, bundled
from scraper import frontier, learnt, search, stored
from scraper.apart import read
from scraper.bodies import typed
from scraper.errors import StoreError
from scraper.report import Miss, Outcome
from scraper.runs import recorded
from scraper.search import StoredPage
from scraper.workers import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scraper.archive import Archive
    from scraper.desk import Desk
    from scraper.report import Report
    from scraper.rows import Record


async def reclean(desk: Desk, *, dry_run: bool = False) -> Report:
    """Clean again what older rules cleaned; a page that now gives nothing keeps its stored text."""
    with nullcontext() if dry_run else recorded(desk, "reclean"):
        if not dry_run and learnt.learn(desk.library):
            desk.rulebook = learnt.rulebook(desk.library, bundled())
        pages = chain(
            search.stale(desk.library, desk.rulebook.version),
            search.refused(desk.library, desk.rulebook.version),
        )

        def finish(batch: list[tuple[StoredPage, Record | Miss]]) -> None:
            with desk.writing():
                for row, made in batch:
                    _finish(desk, row, made, dry_run=dry_run)

        await spread(_articles(desk, pages), desk.rulebook, read, finish)
    return desk.tally.report()


def _articles(
    desk: Desk, pages: Iterable[StoredPage]
) -> Iterator[tuple[StoredPage, Sequence[Page]]]:
    for row in pages:
        desk.tally.answered += 1  # no network is asked, so nothing was out of reach
        try:
            yield row, [archived(desk.archive, row), *_parts(desk, row.url)]
        except NoDocument as error:
            _lost(desk, Miss(row.url, error.code, error.reason))
        except StoreError:
            _lost(desk, Miss(row.url, "damaged-raw-page", "its raw page is damaged"))


def _parts(desk: Desk, url: str) -> Iterator[Page]:
    """Yield pages 2 to n of a stored document; raises NoDocument where the archive lacks one."""
    for part, digest in stored.parts(desk.library, url):
        kind = stored.content_type(desk.library, part)
        yield archived(desk.archive, StoredPage(part, digest, kind, ""))


def _finish(desk: Desk, asked: StoredPage, done: Record | Miss, *, dry_run: bool) -> None:
    """Count one page, and keep it unless this is a dry run."""
    library, version = desk.library, desk.rulebook.version
    old = library.row("SELECT * FROM documents WHERE url = ?", (asked.url,))
    if isinstance(done, Miss):
        if old is not None:
            _lost(desk, done)
        elif not dry_run:
            library.refuse(asked.url, version)
        return
    title = str(done.row["title"])
    if old is None:
        outcome = Outcome.NEW
    else:
        moved = desk.tally.moves.add(dict(old), done.row)
        outcome = Outcome.CHANGED if moved else Outcome.UNCHANGED
    if not dry_run:
        at = _received(asked) or datetime.now(UTC)
        saved = library.put(done, asked.hash, version, at)
        outcome = Outcome.CHANGED if saved == "changed" else outcome  # parts, attachments
        if old is None:
            frontier.done(library, asked.url)
    desk.count(asked.url, outcome, title)


def _lost(desk: Desk, miss: Miss) -> None:
    """Count a document that cannot be cleaned again; its failure is ours, not the page's."""
    desk.tally.miss(miss)
    desk.watch(miss.url, Outcome.FAILED, miss.reason)


def archived(archive: Archive, row: StoredPage) -> Page:
    """Return a stored page as it was received; raises NoDocument where the archive lacks it."""
    body = archive.get(row.hash)
    if body is None:
        raise NoDocument(row.url, "no-raw-page", "its raw page is not in the archive")
    return Page(row.url, body, typed(body, row.content_type), _received(row))


def _received(row: StoredPage) -> datetime | None:
    return datetime.fromisoformat(row.fetched_at) if row.fetched_at else None
