from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from documents import NOON, cleaned

from scraper import frontier, search
from scraper.frontier import Kind, Task
from scraper.store import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = "https://a.example/"
ONE, TWO = "https://a.example/1.html", "https://a.example/2.html"
OTHER = "http://b.example:8080/3.html"
SOON = NOON + timedelta(seconds=90)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "gongwen.db") as library:
        yield library


@pytest.fixture
def run(library: Library) -> int:
    return library.start_run("crawl", NOON)


def walk(library: Library, run: int, host: str = "a.example") -> list[str]:
    """Lease and finish everything that is due."""
    urls = []
    while task := frontier.lease(library, run, host, NOON):
        urls.append(task.url)
        frontier.done(library, task.url)
    return urls


def test_first_come_first_served_each_url_once(library: Library, run: int) -> None:
    frontier.renew(library, [START], Kind.START, "甲")
    assert frontier.add(library, [TWO, ONE, TWO], Kind.ARTICLE, "甲", START) == 2
    assert frontier.add(library, [ONE], Kind.ARTICLE, "甲", START) == 0
    assert frontier.add(library, [], Kind.ARTICLE, "甲") == 0

    assert frontier.lease(library, run, "a.example", NOON) == Task(
        START, Kind.START, "甲", "a.example", "", 0
    )
    assert frontier.lease(library, run, "a.example", NOON) == Task(
        TWO, Kind.ARTICLE, "甲", "a.example", START, 0
    )
    assert walk(library, run) == [ONE]
    assert frontier.lease(library, run, "a.example", NOON) is None


def test_hosts_are_apart(library: Library, run: int) -> None:
    frontier.add(library, [ONE, OTHER], Kind.ARTICLE, "甲")
    assert [task.url for task in frontier.due(library, NOON)] == [ONE, OTHER]
    assert [task.url for task in frontier.due(library, NOON, limit=1)] == [ONE]
    assert walk(library, run, "b.example:8080") == [OTHER]
    assert [task.url for task in frontier.due(library, NOON)] == [ONE]


def test_a_second_run_asks_the_starts_again_and_no_stored_article(
    library: Library, run: int
) -> None:
    frontier.renew(library, [START], Kind.START, "甲")
    frontier.add(library, [ONE], Kind.ARTICLE, "甲", START)
    walk(library, run)
    library.save(cleaned(TWO), "h", "v", NOON)  # imported by hand

    second = library.start_run("crawl", NOON)
    frontier.renew(library, [START], Kind.START, "甲")
    assert frontier.add(library, [ONE, TWO], Kind.ARTICLE, "甲", START) == 0
    assert walk(library, second) == [START]


def test_known_is_queued_asked_or_stored(library: Library) -> None:
    frontier.add(library, [ONE], Kind.ARTICLE, "甲")
    library.save(cleaned(TWO), "h", "v", NOON)
    assert frontier.known(library, ONE)
    assert frontier.known(library, TWO)
    assert not frontier.known(library, OTHER)


def test_failed_stays_known_until_renewed(library: Library, run: int) -> None:
    frontier.add(library, [ONE], Kind.ARTICLE, "甲")
    frontier.lease(library, run, "a.example", NOON)
    frontier.failed(library, ONE)
    assert frontier.add(library, [ONE], Kind.ARTICLE, "甲") == 0
    assert frontier.lease(library, run, "a.example", NOON) is None
    frontier.renew(library, [ONE], Kind.ARTICLE, "甲")
    assert walk(library, run) == [ONE]


def test_later_waits_for_its_time_and_counts(library: Library, run: int) -> None:
    frontier.add(library, [ONE, TWO], Kind.ARTICLE, "甲")
    frontier.lease(library, run, "a.example", NOON)
    frontier.later(library, ONE, SOON - timedelta(microseconds=1))
    assert walk(library, run) == [TWO]
    assert frontier.due(library, NOON) == []
    assert frontier.lease(library, run, "a.example", SOON) is None  # a run asks once
    second = library.start_run("crawl", NOON)
    assert frontier.lease(library, second, "a.example", SOON - timedelta(seconds=1)) is None
    task = frontier.lease(library, second, "a.example", SOON)
    assert task is not None
    assert (task.url, task.tries) == (ONE, 1)


def test_a_held_host_is_left_alone_by_every_run(library: Library, run: int) -> None:
    frontier.add(library, [ONE, OTHER], Kind.ARTICLE, "甲")
    frontier.hold(library, "a.example", SOON)
    assert frontier.lease(library, run, "a.example", NOON) is None
    assert [task.url for task in frontier.due(library, NOON)] == [OTHER]
    assert frontier.lease(library, run, "a.example", SOON) is not None


def test_a_host_held_for_years_was_held_by_a_wrong_clock(library: Library, run: int) -> None:
    frontier.add(library, [ONE], Kind.ARTICLE, "甲")
    frontier.hold(library, "a.example", NOON + timedelta(hours=24))
    assert frontier.due(library, NOON) == []
    frontier.hold(library, "a.example", NOON + timedelta(days=3000))
    assert frontier.lease(library, run, "a.example", NOON) is not None


def test_leases_of_a_dead_run_are_given_back(library: Library, run: int) -> None:
    frontier.renew(library, [START], Kind.START, "甲")
    frontier.add(library, [ONE, TWO], Kind.ARTICLE, "甲")
    for _ in range(3):
        frontier.lease(library, run, "a.example", NOON)
    library.save(cleaned(ONE), "h", "v", NOON)  # and killed before frontier.done

    second = library.start_run("crawl", NOON)
    assert frontier.recover(library, run) == 0  # its own leases stand
    assert frontier.recover(library, second) == 3
    assert walk(library, second) == [START, TWO]


def test_a_look_again_that_a_dead_run_did_not_end_is_due(library: Library, run: int) -> None:
    library.save(cleaned(ONE), "h", "v", NOON)
    frontier.renew(library, [ONE], Kind.ARTICLE, "甲", priority=frontier.REVISIT)
    frontier.lease(library, run, "a.example", NOON)
    second = library.start_run("crawl", NOON)
    frontier.recover(library, second)
    assert walk(library, second) == [ONE]


def test_renew_leaves_a_lease_alone(library: Library, run: int) -> None:
    frontier.add(library, [START], Kind.LISTING, "甲")
    frontier.lease(library, run, "a.example", NOON)
    frontier.renew(library, [START], Kind.LISTING, "甲")
    assert frontier.lease(library, run, "a.example", NOON) is None


def test_a_page_and_its_state_are_one_transaction(library: Library, run: int) -> None:
    frontier.add(library, [ONE], Kind.ARTICLE, "甲")
    frontier.lease(library, run, "a.example", NOON)

    def finish() -> None:
        with library.transaction():
            frontier.done(library, ONE)
            library.save(cleaned(ONE), "h", "v", NOON)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finish()
    assert search.get(library, ONE) is None
    assert frontier.recover(library, run + 1) == 1


def test_the_queue_is_read_by_its_index(library: Library) -> None:
    sql = f"SELECT frontier.* {frontier.DUE} AND host = 'a' ORDER BY priority, frontier.id LIMIT 1"
    plan = library.rows("EXPLAIN QUERY PLAN " + sql, {"now": ""})
    assert any("frontier USING INDEX frontier_due (host=?)" in row[3] for row in plan)
    assert not any("TEMP B-TREE" in row[3] for row in plan)
