"""What one more document costs in a small library and in a large one: python benchmarks/growth.py.

One library grows to `--most` documents of some 1,700 characters. Around each size (1,000, 3,000,
10,000, …) CPU milliseconds are taken for: storing one more document by the path of an import, with
its near-duplicates and its place in the index apart; what a crawl asks the library before it asks the
network; and, per stored document, choosing what is due and `status`. Peak memory is of a process of its own at each
size. Cleaning is not in it: it knows no library.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
from tables import note, write

from cleaners import Page, bundled
from cleaners.model import Block, Cleaned, Cut, Draft, Found
from scraper import frontier, fulltext, revisits, search, twins
from scraper.archive import open_archive
from scraper.desk import Desk, Reading
from scraper.frontier import Kind
from scraper.rows import host, record
from scraper.signature import signature
from scraper.store import Counts, Visited, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.rows import Record

SAMPLE = 400  # documents that are measured around each size
BATCH = 32  # as an import stores them
SITE = "corpus"
CHOOSING = "re-crawl: choosing what is due"


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
    return Page(one.url, corpus.page_of(number), "text/html", at), record(Cleaned(one, draft))


def add(desk: Desk, first: int, last: int, clock: Clock) -> None:
    """Store documents as an import does, batch by batch."""
    for start in range(first, last, BATCH):
        some = [made(number) for number in range(start, min(start + BATCH, last))]
        signed = {str(one.row["text_hash"]): signature(one.text) for _, one in some}
        with clock.on("store"), desk.writing():
            for page, one in some:
                desk.keep(Reading((page,), one), Visited(200, "text/html", '"1"'))
        with clock.on("near-duplicates"):
            twins.catch_up(desk.library, signed)
        with clock.on("index"):
            fulltext.catch_up(desk.library)
        with desk.library.transaction():
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
    with clock.on("re-crawl: asking for it"):
        frontier.renew(library, urls, Kind.ARTICLE, SITE, run=run, priority=frontier.REVISIT)
        for name in {host(url) for url in urls}:
            while (task := frontier.lease(library, run, name, now)) is not None:
                desk.validators(task.url)
                frontier.done(library, task.url)
    assert len(urls) == min(SAMPLE, count), len(urls)


def measured(path: Path, size: int) -> dict[str, float]:
    """Grow a library to just above a size and measure there."""
    with open_library(path) as library, open_archive(path) as archive:
        row = library.row("SELECT count(*) FROM documents")
        assert row is not None
        desk = Desk(library, archive, bundled())
        add(desk, row[0], size - SAMPLE // 2, Clock())
        clock = Clock()
        add(desk, size - SAMPLE // 2, size + SAMPLE // 2, clock)
        plan(desk, clock, size)
        over = {CHOOSING: size}  # all that is stored is passed in review
        found = {what: spent / over.get(what, SAMPLE) for what, spent in clock.spent.items()}
        clock = Clock()
        with clock.on("status"):
            search.status(library)
        return {**found, "status": clock.spent["status"] / size}


PEAK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, {folder!r})
import growth
from cleaners import bundled
from scraper import search
from scraper.archive import open_archive
from scraper.desk import Desk
from scraper.store import open_library
path = Path({path!r})
with open_library(path) as library, open_archive(path) as archive:
    desk = Desk(library, archive, bundled())
    growth.add(desk, {size}, {size} + 320, growth.Clock())
    growth.plan(desk, growth.Clock(), {size})
    search.status(library)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def peak(path: Path, size: int) -> float:
    """Return the peak megabytes of a process that does a bit of everything."""
    code = PEAK.format(folder=str(Path(__file__).parent), path=str(path), size=size)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="for the library; default: a temporary one")
    parser.add_argument("--write", action="store_true", help="into README.md beside this file")
    wanted = parser.parse_args()
    sizes = [
        size for step in (1000, 10_000, 100_000) for size in (step, 3 * step) if size <= wanted.most
    ]
    with tempfile.TemporaryDirectory(dir=wanted.folder) as name:
        path = Path(name) / "lib.db"
        found = []
        for size in sizes:
            costs = measured(path, size)
            costs["peak MB"] = peak(path, size + SAMPLE // 2)
            found.append(costs)
            print(size, {what: round(cost, 3) for what, cost in costs.items()}, flush=True)
    first, last = found[0], found[-1]
    rows = [["ms a document", *(f"at {size:,}" for size in sizes), "largest / smallest"]]
    for what in first:
        digits = 0 if what == "peak MB" else 4 if what in {"status", CHOOSING} else 2
        cells = [f"{costs[what]:.{digits}f}" for costs in found]
        rows.append([what, *cells, f"{last[what] / first[what]:.2f}"])
    print(write("growth", rows, note(), keep=wanted.write))


if __name__ == "__main__":
    main()
