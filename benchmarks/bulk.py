"""Many saved pages brought in: one process against all, python benchmarks/bulk.py [--write].

The same WARC file of invented pages is imported into an empty library, in turns: page by page in one
process, and as `gongwen import` does, workers cleaning while this process stores and indexes. Wall
times need both processors free; what the CPU was used for tells what they would be then.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from unittest import mock

from reclean import cpu, page
from tables import note, write
from warcs import written

from cleaners import bundled
from scraper import bulk, fulltext, sources, twins
from scraper.archive import open_archive
from scraper.desk import Desk
from scraper.store import open_library

MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds an import took: on the clock, of CPU in this process and in its workers."""

    wall: float
    own: float
    workers: float


def imported(file: Path, count: int, *, alone: bool) -> Taken:
    """Import a file into an empty library and say what that took."""
    with (
        tempfile.TemporaryDirectory() as name,
        open_library(Path(name) / "lib.db") as library,
        open_archive(library.path) as archive,
    ):
        desk = Desk(library, archive, bundled())
        began, before = time.monotonic(), cpu()
        # what is fewer than a batch is read by this process
        with mock.patch.object(bulk, "BATCH", 10**9 if alone else bulk.BATCH):
            asyncio.run(bulk.bring_in(desk, sources.named([str(file)]), MOST))
        twins.catch_up(library)
        fulltext.catch_up(library)
        wall, after = time.monotonic() - began, cpu()
        assert desk.tally.report().new == count, desk.tally.report()
    return Taken(wall, after[0] - before[0], after[1] - before[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="into README.md beside this file")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "pages.warc.gz"
        written(file, (page(number) for number in range(wanted.pages)))
        rounds = [
            [imported(file, wanted.pages, alone=alone) for alone in (True, False)]
            for _ in range(wanted.rounds)
        ]
    one, all_ = ([pair[at] for pair in rounds] for at in (0, 1))
    rows = [["", "wall ms a page", "CPU ms here", "CPU ms in workers", "pages / s"]]
    for what, taken in (("one process", one), ("workers", all_)):
        each = [
            1e3 * median(getattr(t, f) for t in taken) / wanted.pages
            for f in ("wall", "own", "workers")
        ]
        rows.append([what, *(f"{ms:.2f}" for ms in each), f"{1e3 / each[0]:.0f}"])
    ratio = median(a.wall / b.wall for a, b in rounds)
    single = median(t.own for t in one)
    two = median(max(t.own, (t.own + t.workers) / 2) for t in all_)
    text = (
        f"{ratio:.2f} × as fast on the clock (median of {wanted.rounds} pairs); with two processors free the CPU times"
        f" above allow {single / two:.2f} ×. {note(pages=wanted.pages)}"
    )
    print(write("bulk", rows, text, keep=wanted.write))


if __name__ == "__main__":
    main()
