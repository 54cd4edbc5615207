"""`gongwen scale` against the same steps in one process: python benchmarks/scale.py [--write].

Four WARC files of invented pages, every fiftieth a copy with a watermark, are cleaned and freed of
copies three times: all steps in one process, by `--executor local` with two workers, and on a Ray
cluster of two nodes on this machine. CPU is of all processes there are, memory the sum of their
proportional shares (PSS) at the worst moment. The cluster's own start is counted apart.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
from tables import note, write
from warcs import written

from cleaners import Page

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from processes import below

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES, COPY = 4, 50
HERTZ = os.sysconf("SC_CLK_TCK")
ALONE = """
import sys
from pathlib import Path
from scraper.adapters.captures import sources
from scraper.adapters.datatrove import pipeline
from scraper.adapters.executors import LocalExecutor
source, out = map(Path, sys.argv[1:])
for name, tasks, steps in pipeline(sources(source), out, 10_000_000):
    executor = LocalExecutor(steps, tasks, out / "work" / "stages" / name, 1)
    for rank in range(tasks):
        executor.task(rank)
"""


def pages(first: int, last: int) -> Iterator[Page]:
    """Yield pages of the corpus, and copies of some of them from elsewhere."""
    for number in range(first, last):
        url = f"https://www.site.example/{number}.html"
        page = Page(url, corpus.page_of(corpus.document(number)), "text/html; charset=utf-8")
        yield page
        if number % COPY == 0:
            marked = page.body.replace(
                b"</p>\n<p>", "</p>\n<p>砚田文稿网 www.yantian-wg.com</p>\n<p>".encode(), 1
            )
            yield replace(page, url=f"https://copy.example/{number}.html", body=marked)


@dataclass
class Load:
    """What all processes below this one have used: CPU seconds of each, and the most memory at once."""

    cpu: dict[int, float]
    peak: float = 0.0
    most: int = 0

    def look(self) -> None:
        memory, alive = 0.0, 0
        for pid in below(os.getpid()):
            try:
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            self.cpu[pid] = (int(stat[11]) + int(stat[12])) / HERTZ
            memory += (
                next(
                    int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")
                )
                / 1024
            )
            alive += 1
        self.peak, self.most = max(self.peak, memory), max(self.most, alive)


def measured(command: list[str], **env: str) -> tuple[float, float, float, int]:
    """Run a command; return seconds on the clock, of CPU, megabytes at most, processes at most."""
    load, before, done = Load({}), Load({}), threading.Event()
    before.look()

    def watch() -> None:
        while not done.wait(0.25):
            load.look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.monotonic()
    try:
        subprocess.run(command, check=True, env={**os.environ, **env}, capture_output=True)
    finally:
        wall = time.monotonic() - began
        done.set()
        watcher.join()
    used = sum(load.cpu.values()) - sum(before.cpu.get(pid, 0.0) for pid in load.cpu)
    return wall, used, load.peak, load.most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5_150, help="without the copies")
    parser.add_argument("--write", action="store_true", help="into README.md beside this file")
    wanted = parser.parse_args()
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    gongwen = [sys.executable, "-m", "scraper", "scale"]
    found: dict[str, tuple[float, float, float, int]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder, each, total = Path(name), wanted.pages // FILES, 0
        (folder / "in").mkdir()
        for file in range(FILES):
            total += written(
                folder / "in" / f"{file}.warc.gz", pages(file * each, (file + 1) * each)
            )
        source = str(folder / "in")
        found["one process"] = measured([sys.executable, "-c", ALONE, source, str(folder / "a")])
        local = [*gongwen, source, str(folder / "b"), "--workers", "2"]
        found["`--executor local`, 2 workers"] = measured(local)
        cluster = Cluster(
            initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False}
        )
        cluster.add_node(num_cpus=1)
        started = Load({})
        started.look()
        ray = [*gongwen, source, str(folder / "c"), "--executor", "ray"]
        found["`--executor ray`, 2 nodes"] = measured(ray, RAY_ADDRESS=cluster.address)
        cluster.shutdown()
        counts = {len(_urls(folder / one)) for one in "abc"}
        assert len(counts) == 1, counts
    copies = total - counts.pop()
    text = (
        f"{total:,} pages in {FILES} WARC files, {copies} copies set apart by each. To start the cluster took"
        f" {sum(started.cpu.values()):.1f} s of CPU and {started.peak:.0f} MB, which the last row's memory"
        f" includes. {note()[:-1]}, datatrove {version('datatrove')}, Ray {version('ray')}."
    )
    print(write("scale", compared(found, total), text, keep=wanted.write))


def compared(found: dict[str, tuple[float, float, float, int]], pages: int) -> list[list[str]]:
    """Return the table: each way beside one process."""
    base = found["one process"][1]
    head = ["", "CPU s", "× one process", "CPU ms a page", "s on the clock", "peak MB", "processes"]
    return [
        head,
        *(
            [
                what,
                f"{cpu:.1f}",
                f"{cpu / base:.2f}",
                f"{1e3 * cpu / pages:.2f}",
                f"{wall:.0f}",
                f"{peak:.0f}",
                str(most),
            ]
            for what, (wall, cpu, peak, most) in found.items()
        ),
    ]


def _urls(out: Path) -> set[str]:
    from pyarrow import parquet

    files = sorted((out / "documents").glob("*.parquet"))
    return {
        url
        for file in files
        for url in parquet.read_table(file, columns=["url"])["url"].to_pylist()
    }


if __name__ == "__main__":
    main()
