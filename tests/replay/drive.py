"""Crawling the world with the real command, and no word to it but where each site starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from replay.gov import Mobile

if TYPE_CHECKING:
    from replay.server import World
    from replay.site import Site

ROOT = Path(__file__).parents[2]
DELAY = 0.03
_TIMEOUT = 120


@dataclass(frozen=True)
class Crawl:
    """How one `gongwen crawl` ended."""

    code: int
    report: dict[str, object]
    err: str


def crawl(world: World, folder: Path, day: int, *options: str) -> Crawl:
    """Crawl the world as it is on a day, into the library of a folder."""
    ahead = world.begin(day)
    config = folder / "config.toml"
    config.write_text(_config(world, folder / "lib.db"), "utf-8")
    launcher = Path(__file__).with_name("at.py")
    done = subprocess.run(
        [sys.executable, launcher, str(ahead), "crawl", "--config", config, "--json", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        timeout=_TIMEOUT,
        check=False,
    )
    err = done.stderr.decode("utf-8", "replace")
    assert done.stdout, err
    return Crawl(done.returncode, json.loads(done.stdout), err)


def _config(world: World, library: Path) -> str:
    crawled = [site for site in world.sites if site.crawled]
    names = json.dumps([site.name for site in crawled])
    head = f'[library]\ndatabase = "{library}"\n[crawl]\ndelay = {DELAY}\nretries = 2\ntimeout = 5.0\nmax_pages = 300\nallow_private = {names}\n'
    twin: dict[Site, Site] = {site.twin: site for site in crawled if isinstance(site, Mobile)}
    tables = []
    for site in crawled:
        if not isinstance(site, Mobile):
            start = [one.url("/") for one in (site, twin.get(site)) if one is not None]
            tables.append(f'[[site]]\nname = "{site.label}"\nstart = {json.dumps(start)}\n')
    return head + "".join(tables)
