"""Four crawls of the small web in tests/replay, on four days, judged from what is so.

Nothing is said to the crawler but where each site starts. Every figure is that of a good crawl;
the sites' own log says what was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from replay import judge
from replay.drive import crawl
from replay.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from replay.drive import Crawl
    from replay.judge import Stored
    from replay.server import World

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Replay:
    """What four runs did: the third is a day like the second, the last asks for everything."""

    world: World
    crawls: tuple[Crawl, ...]
    kept: tuple[Stored, ...]


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    folder: Path = tmp_path_factory.mktemp("replay")
    with serving() as world:
        crawls, kept = [], []
        for day in (1, 2, 3, 4):
            last = day == 4
            crawls.append(crawl(world, folder, day, *(["--full"] if last else [])))
            kept.append(judge.stored(world, folder / "lib.db", day, silent=last))
        yield Replay(world, tuple(crawls), tuple(kept))


def paths(urls: list[str]) -> set[str]:
    return {"/" + url.split("/", 3)[3] for url in urls}


def test_every_run_ends_well(replay: Replay) -> None:
    for one in replay.crawls:
        assert one.code in {0, 1}, one.err
        assert "Traceback" not in one.err


def test_what_can_be_reached_is_found(replay: Replay) -> None:
    assert replay.kept[0].recall >= 0.99, replay.kept[0].missing


def test_texts_are_whole_and_clean(replay: Replay) -> None:
    assert replay.kept[0].exact >= 0.99, replay.kept[0].inexact


@pytest.mark.parametrize("run", range(4))
def test_no_document_has_two_rows(replay: Replay, run: int) -> None:
    assert replay.kept[run].duplicates == []


@pytest.mark.parametrize("run", range(4))
def test_copies_are_marked_and_nothing_else(replay: Replay, run: int) -> None:
    assert replay.kept[run].unmarked == []
    assert replay.kept[run].mismarked == []


@pytest.mark.parametrize("run", range(4))
def test_no_row_is_junk(replay: Replay, run: int) -> None:
    assert replay.kept[run].junk == []


@pytest.mark.parametrize("run", range(1, 5))
def test_robots_delay_and_retry_after_are_kept_to(replay: Replay, run: int) -> None:
    assert judge.broken_rules(replay.world.runs(run)) == []


@pytest.mark.parametrize("run", range(1, 5))
def test_traps_end(replay: Replay, run: int) -> None:
    traps = judge.in_traps(replay.world.runs(run))
    assert all(count <= 20 for count in traps.values()), traps


def test_requests_an_article(replay: Replay) -> None:
    asked = replay.world.runs(1)
    spent = len(asked) - sum(judge.in_traps(asked).values())  # traps have a bound of their own
    assert spent <= 1.6 * replay.kept[0].reachable


def test_second_run_asks_for_a_third(replay: Replay) -> None:
    assert len(replay.world.runs(2)) <= 0.35 * len(replay.world.runs(1))


def test_what_did_not_change_is_not_sent_again(replay: Replay) -> None:
    fresh, known, wasted = judge.not_modified(replay.world.runs(1), replay.world.runs(2))
    assert fresh > known / 2
    assert len(wasted) <= known / 10, wasted


def test_second_run_finds_what_is_new_and_loses_nothing(replay: Replay) -> None:
    for kept in replay.kept[1:]:
        assert kept.missing == []


def test_updates_are_seen(replay: Replay) -> None:
    assert replay.kept[1].inexact == []


def test_only_a_new_text_is_a_new_version(replay: Replay) -> None:
    updated = {one.path for site in replay.world.sites for one in site.articles if one.updated < 99}
    told = {
        one.path
        for site in replay.world.sites
        for one in site.articles
        if one.updated < 99 and judge.told(one)
    }
    assert told <= paths(replay.kept[1].versions) <= updated
    assert paths(replay.kept[3].versions) == updated


def test_gone_is_said_after_two_runs_and_of_nothing_else(replay: Replay) -> None:
    gone = {one.path for site in replay.world.sites for one in site.articles if one.gone < 99}
    assert paths(replay.kept[1].gone) == set()
    assert paths(replay.kept[2].gone) == gone


def test_full_run_sees_what_nothing_told_of(replay: Replay) -> None:
    assert replay.kept[3].inexact == []
