"""Crawl the small web of tests/replay on four days and print the score of each run.

    python benchmarks/replay.py [-v] [--runs 4] [--keep FOLDER]

`-v` names what is wrong: missing, inexact, twice, junk, asked for against the rules or for nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from replay import judge
from replay.drive import crawl
from replay.server import serving

if TYPE_CHECKING:
    from replay.judge import Stored
    from replay.server import World

_LISTS = ("missing", "inexact", "duplicates", "unmarked", "mismarked", "junk", "gone", "versions")


def figures(world: World, run: int, kept: Stored) -> dict[str, object]:
    """Return one run's row of the table."""
    asked = world.runs(run)
    traps = judge.in_traps(asked)
    fresh, known, wasted = judge.not_modified(world.runs(1), asked) if run > 1 else (0, 0, [])
    return {
        "requests": len(asked),
        "of the first": f"{len(asked) / len(world.runs(1)):.0%}",
        "an article": f"{(len(asked) - sum(traps.values())) / kept.reachable:.2f}",
        "304": f"{fresh}/{known}",
        "wasted": len(wasted),
        "worst trap": max(traps.values(), default=0),
        "broken rules": len(judge.broken_rules(asked)),
        "recall": f"{kept.recall:.3f}",
        "exact": f"{kept.exact:.3f}",
        **{name: len(getattr(kept, name)) for name in _LISTS[2:]},
    }


def details(world: World, run: int, kept: Stored) -> None:
    """Name what is wrong."""
    asked = world.runs(run)
    wrong = {name: getattr(kept, name) for name in _LISTS}
    wrong["broken rules"] = judge.broken_rules(asked)
    wrong["traps"] = [f"{trap} {count}" for trap, count in judge.in_traps(asked).items()]
    if run > 1:
        wrong["wasted"] = judge.not_modified(world.runs(1), asked)[2]
    names = {site.name: site.label for site in world.sites}
    for name, entries in wrong.items():
        for entry in entries[:40]:
            host, _, path = entry.removeprefix("http://").partition("/")
            print(
                f"  run {run} {name}: {names[host]} /{path}"
                if host in names
                else f"  run {run} {name}: {entry}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--runs", type=int, default=4, choices=range(1, 5))
    parser.add_argument("--keep", type=Path, help="an empty folder for the library")
    options = parser.parse_args()
    table: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as scratch, serving() as world:
        folder = options.keep or Path(scratch)
        for day in range(1, options.runs + 1):
            began = time.monotonic()
            full = ["--full"] if day == 4 else []
            done = crawl(world, folder, day, *full)
            kept = judge.stored(world, folder / "lib.db", day, silent=bool(full))
            row = {
                "exit": done.code,
                **figures(world, day, kept),
                "seconds": f"{time.monotonic() - began:.1f}",
            }
            for name, value in row.items():
                table.setdefault(name, []).append(str(value))
            if options.verbose:
                details(world, day, kept)
                print(done.err.rstrip())
    heads = ["first day", "second", "third", "all, in full"][: options.runs]
    print(f"| | {' | '.join(heads)} |\n|{' --- |' * (len(heads) + 1)}")
    for name, cells in table.items():
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
