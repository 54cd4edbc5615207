"""Sites whose robots.txt, sitemaps or structure misbehave, all crawled at once by the real command."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from command import STEERING, environment
from faults.server import site
from faults.states import ROBOTS, SECRET, STATES

if TYPE_CHECKING:
    from faults.states import State

pytestmark = pytest.mark.slow

HEALTHY = 2  # on each


@dataclass(frozen=True)
class Crawled:
    """What became of each site: paths stored, code of each failure, paths asked for; and of others."""

    code: int
    said: str
    stored: list[set[str]]
    failed: list[dict[str, str]]
    asked: list[list[str]]
    elsewhere: list[int]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("states")
    with ExitStack() as stack:
        served = [
            stack.enter_context(site((), HEALTHY, number, state))
            for number, state in enumerate(STATES)
        ]
        allowed = ", ".join(f'"{one.wire.name}"' for one in served)
        sites = (
            f'[[site]]\nname = "{number}"\nstart = ["{one.wire.url()}"]\narticle = ["/h/"]\n'
            for number, one in enumerate(served)
        )
        (folder / "config.toml").write_text(
            f'[library]\ndatabase = "lib.db"\n[crawl]\ndelay = 0.0\n'
            f"retries = 2\nmax_pages = 40\nallow_private = [{allowed}]\n{''.join(sites)}"
        )
        result = subprocess.run(
            [sys.executable, "-m", "scraper", "crawl", "--quiet"],
            cwd=folder,
            env=environment(),
            capture_output=True,
            timeout=240,
            check=False,
        )
        with closing(sqlite3.connect(folder / "lib.db")) as library:
            documents = [url for (url,) in library.execute("SELECT url FROM documents")]
            failures = library.execute("SELECT url, code FROM failures").fetchall()
    return Crawled(
        result.returncode,
        result.stderr.decode(),
        [{url.removeprefix(one.wire.url("")) for url in documents} for one in served],
        [{url.removeprefix(one.wire.url("")): code for url, code in failures} for one in served],
        [[request.path for request in one.wire.requests] for one in served],
        [len(one.other.requests) for one in served],
    )


@pytest.mark.parametrize("state", STATES, ids=[state.name for state in STATES])
def test_a_site_is_crawled_or_says_why_not(crawled: Crawled, state: State) -> None:
    number = STATES.index(state)
    stored, asked = crawled.stored[number], crawled.asked[number]
    assert crawled.elsewhere[number] == 0
    if state.shut:
        assert set(asked) == {ROBOTS}
        assert crawled.failed[number]["/"] == state.shut
    else:
        wanted = {f"/h/{n}.html" for n in range(HEALTHY)} | set(state.more)
        assert stored >= wanted, crawled.failed[number]
    if state.obeyed:
        assert SECRET not in asked
    assert len(asked) <= 60


def test_the_exit_code_says_that_some_gave_nothing(crawled: Crawled) -> None:
    assert crawled.code == 1
    assert "Traceback" not in crawled.said
    assert not set(crawled.said) & STEERING
