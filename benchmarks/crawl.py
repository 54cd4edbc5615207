"""CPU and memory of a whole crawl, ours beside Scrapy + parsel + SQLite, in one run.

    python benchmarks/crawl.py [--pages 1000] [--rounds 3] [--large 20000] [--write]

Needs requirements/benchmarks.lock. The sites are a process of their own on the first core, each
crawl one on the last. Gongwen asks one thing at a time of an origin, so a concurrency of n is n
origins; they are spread over five addresses, and Scrapy gets the same ones.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tables import write

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
CORES = sorted(os.sched_getaffinity(0))
Figures = dict[str, float]


@contextmanager
def sites(origins: int, pages: int) -> Iterator[list[str]]:
    """Serve so many pages on so many origins, pinned; gives their start pages."""
    command = [sys.executable, str(HERE / "crawl_site.py"), str(origins), str(pages), str(CORES[0])]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin
        assert server.stdout
        found = []
        for line in server.stdout:
            if line == "ready\n":
                break
            found.append(line.strip())
        else:  # its own message stands above
            sys.exit("the sites to be crawled did not start")
        yield found
        server.stdin.close()


def crawl(kind: str, concurrency: int, pages: int) -> Figures:
    """Crawl once, in a fresh process with an empty library."""
    with sites(concurrency, pages) as origins, tempfile.TemporaryDirectory() as folder:
        worker = [sys.executable, str(HERE / "crawl_worker.py"), kind, str(concurrency), str(pages)]
        done = subprocess.run(
            [*worker, folder, *origins],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: os.sched_setaffinity(0, {CORES[-1]}),
        )
        if done.returncode:
            sys.exit(done.stderr)
        figures: Figures = json.loads(done.stdout)
    assert figures["pages"] == pages, figures
    return figures


def cost(pages: int, rounds: int) -> list[list[str]]:
    """Return the rows of CPU: medians over rounds, kinds taking turns inside a round."""
    head = "concurrency | Gongwen | of it cleaning | Scrapy | ours / Scrapy | our indexes, apart | peak MB, ours | Scrapy"
    rows = [head.split(" | ")]
    for concurrency in (16, 64):
        runs: dict[str, list[Figures]] = {"gongwen": [], "scrapy": []}
        for _ in range(rounds):
            for kind, found in runs.items():
                found.append(crawl(kind, concurrency, pages))
                print(kind, concurrency, found[-1], file=sys.stderr)

        def median(kind: str, name: str, runs: dict[str, list[Figures]] = runs) -> float:
            return statistics.median(one[name] for one in runs[kind])

        ours, theirs = (median(kind, "cpu") * 1000 / pages for kind in runs)
        clean, index = (median("gongwen", name) * 1000 / pages for name in ("clean", "index"))
        peaks = [median(kind, "peak") for kind in runs]
        cells = [f"{value:.2f}" for value in (ours, clean, theirs, ours / theirs, index)]
        rows.append([str(concurrency), *cells, *(f"{peak:.0f}" for peak in peaks)])
    return rows


def memory(pages: int, large: int) -> str:
    small, big = (crawl("gongwen", 16, count)["peak"] for count in (pages, large))
    return f"Peak resident memory of our crawl: {small:.0f} MB at {pages:,} pages, {big:.0f} MB at {large:,} ({big / small:.2f} ×)."


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", type=int, default=20_000, help="0 leaves memory out")
    parser.add_argument("--write", action="store_true", help="put the table into the README")
    options = parser.parse_args()
    text = (
        f"CPU seconds for 1,000 pages, medians of {options.rounds} rounds of {options.pages:,} pages; "
        f"Scrapy {version('scrapy')}, httpx {version('httpx')}, Python {sys.version.split()[0]}."
    )
    rows = cost(options.pages, options.rounds)
    if options.large:
        text += f"\n\n{memory(options.pages, options.large)}"
    print(write("crawl", rows, text, keep=options.write))


if __name__ == "__main__":
    main()
