"""A site against its own history: the judgement, and what a crawl does with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from yearly import NAME, SHELL, article, crawl, opened, path, serve

from scraper import checkups, search
from scraper.health import FEW, UNREACHED, UNWELL, WELL, Sample, judge
from scraper.report import UNREADABLE

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def sample(*lengths: int, refused: int = 0, links: int | None = None) -> Sample:
    return Sample(tuple(sorted(lengths)), len(lengths), refused, links)


def state(folder: Path) -> tuple[str, str]:
    with opened(folder) as desk:
        (site,) = checkups.state(desk.library)
    return site.verdict, site.note


LONG = sample(*range(800, 3800, 60), refused=1)  # fifty speeches, and a page that was none
MIXED = sample(*([150] * 25), *([2500] * 25))  # notices and speeches


@pytest.mark.parametrize(
    ("now", "usual", "verdict"),
    [
        (sample(900, 2000, 3000), LONG, WELL),
        (sample(900, 2000, refused=1), LONG, WELL),
        (sample(900, 2000), LONG, FEW),  # two pages say nothing
        (sample(900, refused=1), LONG, FEW),
        (sample(900, refused=8), LONG, UNWELL),
        (sample(refused=3), LONG, UNWELL),
        (sample(refused=3), Sample(), UNWELL),  # nothing at all reads: no history is needed
        (sample(900, refused=3), Sample(), WELL),  # a first run is what is usual
        (sample(*[120] * 8), LONG, UNWELL),
        (sample(*[120] * 8), sample(2000, 2500, 3000), FEW),  # a short history is never sure
        (sample(*[150] * 6), MIXED, WELL),  # a day of notices
        (sample(*[30] * 8), MIXED, UNWELL),
        (sample(*[700] * 30), sample(*range(800, 1400, 10)), WELL),  # shorter, but not far
        (sample(900, 2000, 3000, links=0), sample(*LONG.lengths, links=20), UNWELL),
        (sample(links=0), sample(*LONG.lengths, links=20), UNWELL),
        (sample(900, 2000, 3000, links=0), LONG, WELL),
        (sample(*range(800, 3800, 60), refused=40), LONG, UNWELL),
        (
            sample(900, refused=3),
            sample(*[900] * 20, refused=60),
            WELL,
        ),  # mostly pay walls, as ever
    ],
)
def test_a_run_is_held_against_the_history(now: Sample, usual: Sample, verdict: str) -> None:
    found = judge(now, usual)
    assert found.name == verdict
    assert bool(found.note) == (verdict == UNWELL)


def verdicts(folder: Path) -> list[str]:
    with opened(folder) as desk:
        return [
            row["verdict"]
            for row in desk.library.rows("SELECT verdict FROM site_runs WHERE pages = 'all'")
        ]


def texts(folder: Path) -> dict[str, str]:
    with opened(folder) as desk:
        return {row["url"]: row["text"] for row in desk.library.rows("SELECT * FROM documents")}


def later(folder: Path) -> None:
    """Let thirteen hours go by since the failures."""
    with opened(folder) as desk, desk.library.transaction() as connection:
        early = f"{datetime.now(UTC) - timedelta(hours=13):%Y-%m-%dT%H:%M:%SZ}"
        connection.execute("UPDATE failures SET first_at = ?", (early,))


def test_a_redesign_that_shortens_all_articles_overwrites_none(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 13)})
    assert crawl(tmp_path, httpserver).new == 12
    before = texts(tmp_path)
    serve(httpserver, {n: article(n, 2) for n in range(1, 13)})
    report = crawl(tmp_path, httpserver, full=True)
    assert (report.exit_code, report.changed, len(report.failed)) == (UNREADABLE, 0, 12)
    assert {miss.code for miss in report.failed} == {"shrunk"}
    assert any(NAME in note and "0 of 12" not in note for note in report.notes)
    assert texts(tmp_path) == before
    assert verdicts(tmp_path) == [WELL, UNWELL]
    later(tmp_path)  # they are still short: so is the alarm
    report = crawl(tmp_path, httpserver, full=True)
    assert (report.exit_code, report.changed) == (UNREADABLE, 0)
    assert texts(tmp_path) == before
    accepted = crawl(tmp_path, httpserver, accept=True)
    assert (accepted.exit_code, accepted.changed, accepted.failed) == (0, 12, ())
    with opened(tmp_path) as desk:
        assert search.status(desk.library).versions == 12
        assert search.status(desk.library).failures == 0


def test_new_articles_of_a_redesign_are_stored_and_the_alarm_is_sounded(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    pages = {n: article(n, 20) for n in range(1, 25)}
    serve(httpserver, pages)
    crawl(tmp_path, httpserver)
    short = {n: article(n, 2) for n in range(30, 40)}
    serve(httpserver, pages | short)
    report = crawl(tmp_path, httpserver)
    assert (report.exit_code, report.new) == (UNREADABLE, 10)
    assert any("characters in the median" in note for note in report.notes)
    serve(httpserver, pages | short | {n: article(n, 20) for n in range(50, 60)})
    assert crawl(tmp_path, httpserver).exit_code == 0  # mended; the bad run was no history
    with opened(tmp_path) as desk:
        (site,) = checkups.state(desk.library)
    assert (site.verdict, site.usual_share) == (WELL, 1.0)


def test_a_few_articles_a_day_are_judged_after_a_few_days(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    pages = {n: article(n) for n in range(1, 21)}
    serve(httpserver, pages)
    crawl(tmp_path, httpserver)
    codes = []
    for day in range(4):
        pages |= {30 + 2 * day + n: SHELL for n in range(2)}
        serve(httpserver, pages)
        codes.append(crawl(tmp_path, httpserver).exit_code)
    assert codes[:2] == [1, UNREADABLE]
    assert verdicts(tmp_path)[:3] == [WELL, UNWELL, UNWELL]


def test_one_article_a_day_that_breaks_is_seen_among_many_that_are_as_they_were(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    pages = {n: article(n) for n in range(1, 21)}
    serve(httpserver, pages)
    crawl(tmp_path, httpserver)
    codes = []
    for day in range(4):
        pages |= {30 + day: SHELL}
        serve(httpserver, pages)
        codes.append(crawl(tmp_path, httpserver).exit_code)
    assert UNREADABLE in codes[1:3]
    with opened(tmp_path) as desk:
        (site,) = checkups.state(desk.library)
    assert site.verdict == UNWELL


def test_one_good_article_a_day_is_no_alarm(tmp_path: Path, httpserver: HTTPServer) -> None:
    pages = {n: article(n) for n in range(1, 9)}
    serve(httpserver, pages)
    crawl(tmp_path, httpserver)
    for day in range(4):
        pages |= {30 + day: SHELL if day == 1 else article(30 + day)}
        serve(httpserver, pages)
        assert crawl(tmp_path, httpserver).exit_code == (1 if day == 1 else 0)


def test_listings_that_lead_nowhere_sound_the_alarm(tmp_path: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 6)})
    assert crawl(tmp_path, httpserver).exit_code == 0
    serve(httpserver, {})
    report = crawl(tmp_path, httpserver)
    assert report.exit_code == UNREADABLE
    assert any("lead to no document" in note for note in report.notes)


def test_one_article_that_lost_its_text_is_believed_when_it_still_has(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    pages = {n: article(n) for n in range(1, 13)}
    serve(httpserver, pages)
    crawl(tmp_path, httpserver)
    serve(httpserver, pages | {3: article(3, 2)})
    first = crawl(tmp_path, httpserver, full=True)
    assert (first.exit_code, first.changed, first.unchanged) == (1, 0, 11)
    again = crawl(tmp_path, httpserver, full=True)  # too soon
    assert (again.changed, len(again.failed)) == (0, 1)
    later(tmp_path)
    last = crawl(tmp_path, httpserver, full=True)
    assert (last.exit_code, last.changed, last.failed) == (0, 1, ())
    assert len(texts(tmp_path)[httpserver.url_for(path(3))]) < 200
    with opened(tmp_path) as desk:
        assert search.status(desk.library).versions == 1


def test_a_text_that_is_cut_off_now_never_replaces_a_whole_one(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    pages = {n: article(n, 20) for n in range(1, 13)}
    serve(httpserver, pages)
    crawl(tmp_path, httpserver)
    whole = texts(tmp_path)
    wall = "<p>全文共2000字，当前仅显示520字</p></div>"
    cut = article(3, 15).decode().replace("<p>　　谢谢大家！</p>\n</div>", wall, 1).encode()
    serve(httpserver, pages | {3: cut})
    for _ in range(2):
        report = crawl(tmp_path, httpserver, full=True)
        assert [miss.code for miss in report.failed] == ["shrunk"]
        later(tmp_path)
    assert texts(tmp_path) == whole


def test_a_site_is_not_judged_by_a_run_that_was_cut_short(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 6)})
    crawl(tmp_path, httpserver)
    httpserver.clear()
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/").respond_with_data("", status=500)
    report = crawl(tmp_path, httpserver)
    assert report.exit_code != UNREADABLE
    assert verdicts(tmp_path) == [WELL, FEW]


def test_a_site_whose_start_page_is_dead_is_said_to_be_unreached(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 6)})
    crawl(tmp_path, httpserver)
    assert state(tmp_path) == (WELL, "")
    httpserver.clear()
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/").respond_with_data("", status=404)
    crawl(tmp_path, httpserver)
    assert verdicts(tmp_path) == [WELL, FEW]  # so few pages say nothing about its layout
    assert state(tmp_path) == (UNREACHED, "none of its pages of links could be read")
    serve(httpserver, {n: article(n) for n in range(1, 6)})
    crawl(tmp_path, httpserver)
    assert state(tmp_path) == (WELL, "")
