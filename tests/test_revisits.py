"""When a document is visited again, and when it is gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from documents import NOON, cleaned

from scraper import frontier, revisits
from scraper.frontier import Kind
from scraper.revisits import FIRST, LONGEST, SHORTEST, following
from scraper.store import Counts, Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URLS = [f"https://a.example/{n}.html" for n in range(4)]
LATER = NOON + timedelta(days=3)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "lib.db") as library:
        for url in URLS:
            frontier.mention(library, [url], Kind.ARTICLE, "甲", "")
            library.save(cleaned(url), "h", "v", NOON)
            revisits.planned(library, url, NOON)
        run = library.start_run("crawl", NOON)
        library.finish_run(run, Counts(), 0, NOON)
        yield library


def gone(library: Library, url: str) -> str | None:
    row = library.row("SELECT gone_at FROM documents WHERE url = ?", (url,))
    assert row is not None
    found: str | None = row["gone_at"]
    return found


def test_intervals_grow_by_half_and_are_halved() -> None:
    day = timedelta(days=1)
    assert following(None, moved=False) == FIRST
    assert following(None, moved=True) == SHORTEST
    assert following(day, moved=False) == day * 1.5
    assert following(day, moved=True) == day / 2
    assert following(LONGEST, moved=False) == LONGEST
    assert following(SHORTEST, moved=True) == SHORTEST


def test_a_new_document_is_due_at_once_and_then_by_its_interval(library: Library) -> None:
    assert set(revisits.due(library, "甲", NOON, 1, 10)) == set(URLS)
    revisits.seen(library, URLS[0], NOON, moved=False)
    assert set(revisits.due(library, "甲", NOON, 1, 10)) == set(URLS[1:])
    assert revisits.due(library, "甲", LATER, 1, 1) == [URLS[0]]  # overdue by more than its day
    assert revisits.due(library, "乙", LATER, 1, 10) == []


def test_what_a_wrong_clock_has_planned_is_due(library: Library) -> None:
    ahead = NOON + timedelta(days=3000)
    revisits.seen(library, URLS[0], ahead, moved=False)
    library.save(cleaned(URLS[1]), "h", "v", ahead)  # the run was killed
    revisits.planned(library, URLS[1], ahead)
    revisits.seen(library, URLS[2], NOON, moved=False)
    assert set(revisits.due(library, "甲", NOON, 1, 10)) == {URLS[0], URLS[1], URLS[3]}
    assert revisits.due(library, "甲", LATER, 1, 1) == [URLS[0]]  # no others keep it back


def test_a_whole_walk_of_a_wrong_clock_is_none(library: Library) -> None:
    assert revisits.walk_is_due(library, "甲", timedelta(days=7))
    with library.transaction() as connection:
        connection.execute("UPDATE walks SET full_at = '2999-01-01T00:00:00Z'")
    assert revisits.walk_is_due(library, "甲", timedelta(days=7))
    assert not revisits.walk_is_due(library, "甲", timedelta(days=7))


def test_what_a_killed_run_stored_is_not_visited_before_a_run_has_ended(library: Library) -> None:
    with library.transaction() as connection:
        connection.execute("UPDATE runs SET ended = 'interrupted'")
    assert revisits.due(library, "甲", LATER, 1, 10) == []


def test_gone_takes_two_runs_and_ends_when_the_page_is_back(library: Library) -> None:
    url = URLS[0]
    assert not revisits.missing(library, url, NOON, 1)
    assert not revisits.missing(library, url, NOON, 1)  # the same run again
    assert (gone(library, url), revisits.suspected(library, "甲")) == (None, [url])
    assert revisits.missing(library, url, LATER, 2)
    assert gone(library, url) is not None
    assert revisits.suspected(library, "甲") == []
    revisits.seen(library, url, LATER, moved=False)
    assert gone(library, url) is None


def test_a_page_that_was_back_in_between_starts_anew(library: Library) -> None:
    revisits.missing(library, URLS[0], NOON, 1)
    revisits.seen(library, URLS[0], NOON, moved=False)
    assert not revisits.missing(library, URLS[0], LATER, 2)


def test_a_visit_that_says_nothing_leaves_the_suspicion(library: Library) -> None:
    revisits.missing(library, URLS[0], NOON, 1)
    revisits.put_off(library, URLS[0], NOON)
    assert revisits.missing(library, URLS[0], LATER, 2)


def test_what_says_nothing_time_and_again_has_its_turn_ever_later(library: Library) -> None:
    url, at = URLS[0], NOON
    spans = []
    for _ in range(4):
        library.record_failure(url, "login", "a login or pay wall", at)
        revisits.put_off(library, url, at)
        row = library.row("SELECT next_at FROM pages WHERE url = ?", (url,))
        assert row is not None
        spans.append(datetime.fromisoformat(row["next_at"]) - at)
    assert spans == [SHORTEST, FIRST, FIRST * 1.5, FIRST * 2.25]


def test_a_whole_walk_is_due_once_a_week(library: Library) -> None:
    assert revisits.walk_is_due(library, "甲", timedelta(days=7))
    assert not revisits.walk_is_due(library, "甲", timedelta(days=7))
    assert revisits.walk_is_due(library, "甲", timedelta(0))


def test_pages_of_other_sites_are_not_passed_over(library: Library) -> None:
    def steps() -> int:
        """Count what SQLite does to say what is due of one site, and how much of it answered."""
        ticks: list[None] = []
        with library.transaction() as connection:
            connection.set_progress_handler(lambda: ticks.append(None), 1)
            assert len(revisits.due(library, "甲", LATER, 1, 10)) == len(URLS)
            revisits.allowance(library, "甲")
            connection.set_progress_handler(None, 0)
        return len(ticks)

    before = steps()
    with library.transaction():
        for n in range(100):
            url = f"https://b.example/{n}.html"
            frontier.mention(library, [url], Kind.ARTICLE, "乙", "")
            library.save(cleaned(url), "h", "v", NOON)
            revisits.planned(library, url, NOON)
    assert steps() < 1.1 * before
