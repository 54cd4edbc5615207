"""A crawl that is killed again and again, and what must be true after each time."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from command import environment

if TYPE_CHECKING:
    from pathlib import Path

    from faults.server import Site

LINES = 6  # of every article, see `fault.text`


@dataclass
class Losses:
    """What went wrong over all kills, by kind; all are to stay empty. `kills` counts."""

    kills: int = 0
    lost: set[str] = field(default_factory=set)
    half: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    fetched_again: set[str] = field(default_factory=set)
    damaged: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        every = (self.lost, self.half, self.doubled, self.fetched_again, self.damaged)
        return any(every) or bool(self.missing)


def configure(folder: Path, served: Site, **crawl: float) -> None:
    """Write a config.toml for a site in a folder."""
    keys = {"delay": 0.0, "timeout": 2.0, "retries": 1, "max_pages": 100_000, **crawl}
    settings = "\n".join(f"{key} = {value}" for key, value in keys.items())
    (folder / "config.toml").write_text(
        f"""[library]\ndatabase = "lib.db"\n[crawl]\n{settings}
        allow_private = ["{served.wire.name}"]
        [[site]]\nname = "all"\nstart = ["{served.wire.url()}"]\narticle = ['/[fh]/\\d+']\n"""
    )


def begin(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a crawl."""
    return subprocess.Popen(
        [sys.executable, "-m", "scraper", "crawl", *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def kill_again_and_again(folder: Path, served: Site, kills: int, seed: int) -> Losses:
    """Kill crawls of a site at random moments of their work, then let one come to its end."""
    chance, losses, stored = random.Random(seed), Losses(), dict[str, str]()
    configure(folder, served, delay=0.005)
    while losses.kills < kills and len(stored) < len(served.healthy):
        asked = len(served.wire.requests)
        with begin(folder) as process:
            _wait(lambda: len(served.wire.requests) > asked + 1)  # noqa: B023 - called at once
            time.sleep(chance.uniform(0, 0.25))
            process.send_signal(signal.SIGKILL)
        losses.kills += 1
        _look(folder, served, stored, asked, losses)
    asked = len(served.wire.requests)
    with begin(folder) as process:
        process.communicate()
    _look(folder, served, stored, asked, losses)
    losses.missing = set(served.healthy) - stored.keys()
    return losses


def _wait(done: object, seconds: float = 20.0) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.005)


def _look(folder: Path, served: Site, stored: dict[str, str], asked: int, losses: Losses) -> None:
    """Compare the library with what it held before the last crawl began."""
    requested = {request.path for request in served.wire.requests[asked:]}
    losses.fetched_again |= stored.keys() & requested
    rows: list[tuple[str, str]] = []
    with closing(sqlite3.connect(folder / "lib.db")) as library, suppress(sqlite3.OperationalError):
        (verdict,) = library.execute("PRAGMA integrity_check").fetchone()
        losses.damaged += [verdict] if verdict != "ok" else []
        rows = library.execute("SELECT url, text FROM documents").fetchall()
    now = {"/" + url.split("/", 3)[3]: text for url, text in rows}
    losses.doubled |= {url for url, _ in rows} if len(now) < len(rows) else set()
    losses.lost |= {path for path, text in stored.items() if now.get(path) != text}
    losses.half |= {path for path, text in now.items() if text.count("\n") != LINES - 1}
    stored.update(now)
