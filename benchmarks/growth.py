"""What one more document costs in a small library and in a large one: python benchmarks/growth.py.

One library grows to `--most` documents of some 1,700 characters, by the path of an import, in steps:
to 1,000, to 3,000, to 10,000, …, each in a process of its own, whose peak memory is taken too. CPU
milliseconds are means over all documents of a step, for an index merges its pieces now and then:
storing one, signing it and comparing it with the others, its place in the full-text index, the plan
to come back to it. Cleaning knows no library; it is measured on a thousand pages, to tell what an import is in all.
At the end of each step: what a crawl asks the library before it asks the network, for a thousand
pages anywhere in it; and, per stored document, choosing what is due and `status`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
from tables import note, write

from cleaners import Page, bundled, clean
from cleaners.model import Block, Cleaned, Cut, Draft, Found
from scraper import frontier, fulltext, revisits, search, twins
from scraper.archive import open_archive
from scraper.desk import Desk, Reading
from scraper.frontier import Kind
from scraper.rows import record
from scraper.signature import signature
from scraper.store import Counts, Visited, open_library
from scraper.urls import host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.frontier import Task
    from scraper.rows import Record
    from scraper.store import Library

sys.modules["pandas"] = None  # type: ignore[assignment] # sqlite-utils loads it where it is: 70 MB

SAMPLE = 1000  # pages that are cleaned, and asked for again, at each size
BATCH = 32  # documents; as an import stores them
SITE = "corpus"
IMPORT = ("cleaning", "store", "near-duplicates", "index")
PLANNED = "re-crawl: first visit planned"
CHOOSING = "re-crawl: choosing what is due"
ASKING = "re-crawl: asking for it"
PLANNING = (PLANNED, CHOOSING, ASKING)


class Clock:
    """CPU milliseconds by what they went into."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.spent[what] = self.spent.get(what, 0) + 1e3 * (time.process_time() - began)


def made(number: int) -> tuple[Page, Record]:
    """Return a page and what cleaning would have made of it."""
    one = corpus.document(number)
    block = Block(f"{one.site} www.example.com")
    draft = Draft(
        one.url,
        (block,),
        cuts=(Cut(0, 0, len(block.text), "outside.body"),) * 20,
        found=(Found("title", one.title, "heading"),) * 6,
    )
    at = corpus.AT + timedelta(seconds=number)
    return Page(one.url, corpus.page_of(one), "text/html", at), record(Cleaned(one, draft))


def add(desk: Desk, first: int, last: int, clock: Clock) -> None:
    """Store documents as an import does, batch by batch."""
    signed: dict[str, bytes] = {}
    for start in range(first, last, BATCH):
        some = [made(number) for number in range(start, min(start + BATCH, last))]
        with clock.on("near-duplicates"):
            signed.update({str(one.row["text_hash"]): signature(one.text) for _, one in some})
        with clock.on("store"), desk.writing():
            for page, one in some:
                desk.keep(Reading((page,), one), Visited(200, "text/html", '"1"'))
        rest = start + BATCH >= last
        with clock.on("near-duplicates"):
            twins.catch_up(desk.library, signed, least=1 if rest else twins.BATCH)
        with clock.on("index"):
            fulltext.catch_up(desk.library, least=1 if rest else fulltext.BATCH)
        with clock.on(PLANNED), desk.library.transaction():
            urls = [page.url for page, _ in some]
            frontier.mention(desk.library, urls, Kind.ARTICLE, SITE, "")
            for page, _ in some:
                assert page.fetched_at is not None
                revisits.planned(desk.library, page.url, page.fetched_at)


def plan(desk: Desk, clock: Clock, count: int) -> None:
    """Ask what a re-crawl asks of the library before each request, and close it again."""
    library, now = desk.library, datetime.now(UTC)
    library.finish_run(library.start_run("crawl", now), Counts(), 0, now)
    run = library.start_run("crawl", now)
    with clock.on(CHOOSING):
        frontier.recover(library, run)
        urls = revisits.due(library, SITE, now, run, SAMPLE)
    with clock.on(ASKING):
        frontier.renew(library, urls, Kind.ARTICLE, SITE, run=run, priority=frontier.REVISIT)
        for name in {host(url) for url in urls}:
            asked = _following(library, run, name, now)
            while asked is not None:
                desk.validators(asked.url)
                asked = _following(library, run, name, now, asked)
    assert len(urls) == min(SAMPLE, count), len(urls)


def _following(
    library: Library, run: int, name: str, now: datetime, asked: Task | None = None
) -> Task | None:
    """Close a page and take the next one in one transaction, as a crawl does."""
    with library.transaction():
        if asked is not None:
            frontier.done(library, asked.url)
        return frontier.lease(library, run, name, now)


def measured(path: Path, size: int) -> dict[str, float]:
    """Grow a library to a size, in this process, and measure there."""
    with open_library(path) as library, open_archive(path) as archive:
        row = library.row("SELECT count(*) FROM documents")
        assert row is not None
        desk, clock = Desk(library, archive, bundled()), Clock()
        add(desk, row[0], size, clock)
        plan(desk, clock, size)
        with clock.on("status"):
            search.status(library)
        pages = [made(number)[0] for number in range(size - SAMPLE, size)]
        with clock.on("cleaning"):
            for page in pages:
                clean(page)
    # choosing and `status` pass all that is stored in review
    over = {CHOOSING: size, "status": size, ASKING: SAMPLE, "cleaning": SAMPLE}
    each = {what: spent / over.get(what, size - row[0]) for what, spent in clock.spent.items()}
    parts = {what: each[what] for what in IMPORT}
    plans = {what: each[what] for what in PLANNING}
    return {
        **parts,
        "import in all": sum(parts.values()),
        **plans,
        "re-crawl planning in all": sum(plans.values()),
        "status": each["status"],
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="for the library, which then stays")
    parser.add_argument("--write", action="store_true", help="into README.md beside this file")
    wanted = parser.parse_args()
    sizes = [
        size for step in (1000, 10_000, 100_000) for size in (step, 3 * step) if size <= wanted.most
    ]
    with tempfile.TemporaryDirectory() as name:
        found, path = [], (wanted.folder or Path(name)) / "growth.db"
        if path.exists():
            sys.exit(
                f"{path}: is there already, and the first documents of a library are measured too"
            )
        alone = multiprocessing.get_context("spawn")
        for size in sizes:
            with alone.Pool(1) as pool:
                found.append(pool.apply(measured, (path, size)))
            print(size, {what: round(cost, 4) for what, cost in found[-1].items()}, flush=True)
    first, last = found[0], found[-1]
    rows = [["ms a document", *(f"to {size:,}" for size in sizes), "largest / smallest"]]
    for what in first:
        digits = 0 if what == "peak MB" else 4 if what in {"status", CHOOSING} else 2
        cells = [f"{costs[what]:.{digits}f}" for costs in found]
        rows.append([what, *cells, f"{last[what] / first[what]:.2f}"])
    print(write("growth", rows, note(), keep=wanted.write))


if __name__ == "__main__":
    main()
