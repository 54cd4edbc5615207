"""A site that holds every fault at once, crawled by the real command: what is well is stored, what
is not has its reason on record, nobody else is asked, and memory stays flat."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import STEERING, environment
from faults.fault import FED, STORED
from faults.server import QUICK, site

if TYPE_CHECKING:
    from faults.server import Site

pytestmark = pytest.mark.slow

SITES = 6  # at once: most of the time goes by in waiting
HEALTHY = 7  # on each
MEMORY = 256 << 10  # kB, as the kernel counts


@dataclass(frozen=True)
class Crawled:
    """What one crawl of it all left behind; pages are named `number of the site/path`."""

    code: int
    said: str
    memory: int
    titles: dict[str, str]
    texts: dict[str, str]
    misses: dict[str, tuple[str, str]]
    asked_elsewhere: int
    healthy: list[str]


def _peak(pid: int) -> int:
    """Kilobytes; what wait4 says holds the memory of the tests themselves, from before the exec."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("faults")
    with ExitStack() as stack:
        served = [stack.enter_context(site(QUICK[n::SITES], HEALTHY, n)) for n in range(SITES)]
        (folder / "config.toml").write_text(configured(served))
        process = subprocess.Popen(
            [sys.executable, "-m", "scraper", "crawl"],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert process.stdout is not None
        said, peak = "", 0
        for line in process.stdout:
            said += line.decode()
            peak = _peak(process.pid) or peak
        process.wait()
        process.stdout.close()
    names = {one.wire.url(""): f"{number}/" for number, one in enumerate(served)}
    with closing(sqlite3.connect(folder / "lib.db")) as library:
        documents = library.execute("SELECT url, title, text FROM documents").fetchall()
        failures = library.execute("SELECT url, code, reason FROM failures").fetchall()
        assert library.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return Crawled(
        process.returncode,
        said,
        peak,
        {_name(url, names): title for url, title, _ in documents},
        {_name(url, names): body for url, _, body in documents},
        {_name(url, names): (code, reason) for url, code, reason in failures},
        sum(len(one.other.requests) for one in served),
        [f"{number}{path}" for number, one in enumerate(served) for path in one.healthy],
    )


def configured(served: list[Site]) -> str:
    """A config.toml for these sites, quick to lose patience."""
    allowed = ", ".join(f'"{one.wire.name}"' for one in served)
    head = f"""[library]\ndatabase = "lib.db"\n[crawl]\ndelay = 0.0\ntimeout = 1.0
        total_timeout = 5.0\nretries = 2\nallow_private = [{allowed}]\n"""
    sites = (
        f"""[[site]]\nname = "{number}"\nstart = ["{one.wire.url()}"]
        article = ['/[fh]/\\d+']\n"""
        for number, one in enumerate(served)
    )
    return head + "".join(sites)


def _name(url: str, names: dict[str, str]) -> str:
    scheme, _, host, path = url.split("/", 3)
    return f"{names[f'{scheme}//{host}']}{path}"


def fault_path(number: int) -> str:
    return f"{number % SITES}/f/{number // SITES}.html"


@pytest.mark.parametrize("number", range(len(QUICK)), ids=[fault.name for fault in QUICK])
def test_a_fault_costs_itself_and_says_why(crawled: Crawled, number: int) -> None:
    path = fault_path(number)
    kept = (STORED, "stored") if path in crawled.titles else (FED, "read as a feed")
    code, reason = crawled.misses.get(path, kept)
    assert (path in crawled.titles) == (code == STORED)
    assert code in QUICK[number].ends
    assert reason
    assert reason.isprintable()


def test_every_healthy_article_is_stored_whole(crawled: Crawled) -> None:
    assert [path for path in crawled.healthy if path not in crawled.titles] == []
    assert all(crawled.texts[path].count("\n") == 5 for path in crawled.healthy)


def test_nobody_else_is_asked(crawled: Crawled) -> None:
    assert crawled.asked_elsewhere == 0


def test_memory_stays_flat_and_the_report_is_clean(crawled: Crawled) -> None:
    assert crawled.memory < MEMORY
    assert crawled.code == 1
    assert "Traceback" not in crawled.said
    assert not set(crawled.said) & STEERING


def test_stored_titles_and_texts_hold_nothing_that_steers(crawled: Crawled) -> None:
    for text in (*crawled.titles.values(), *crawled.texts.values()):
        assert not set(text) & (STEERING | {"\0", "\u2066", "\ufeff", "\x85"})
        assert not any(0xD800 <= ord(char) < 0xE000 for char in text)
    assert all(len(title) <= 500 and "\n" not in title for title in crawled.titles.values())


def test_hostile_links_are_not_even_queued(crawled: Crawled) -> None:
    pages = {fault_path(number) for number in range(len(QUICK))} | set(crawled.healthy)
    more = {*crawled.titles, *crawled.misses} - pages
    assert all("%E2%80%AE" in url for url in more)  # a link of this site, however odd
