"""Traps: what is closed, after how much, and what never is."""

from __future__ import annotations

import pytest

from scraper.traps import PATIENCE, Traps, endless, form

A = "http://a.example"


@pytest.mark.parametrize(
    "path",
    [
        "/a/b/a/b/",
        "/x/y/z/x/y/z/1.html",
        "/a/a/a/",
        "/" + "a/b" * 9,
        "/1?a=1&a=2",
        "/?" + "&".join(f"p{n}=1" for n in range(9)),
    ],
)
def test_addresses_that_never_end(path: str) -> None:
    assert endless(A + path)


@pytest.mark.parametrize(
    "path",
    ["/", "/zwgk/zwgk/1.html", "/2026/01/01/1.html", "/art/2026/1/12/art_1.html", "/a?b=1&c=2"],
)
def test_addresses_that_do(path: str) -> None:
    assert not endless(A + path)


def barren(traps: Traps, paths: list[str]) -> int:
    """Ask what is not refused, none of which brings anything; return how many were asked."""
    asked = 0
    for path in paths:
        if traps.closed(A + path):
            traps.leave(A + path)
        else:
            traps.nothing(A + path)
            asked += 1
    return asked


def test_a_calendar_ends_whatever_its_pages_are_called() -> None:
    traps = Traps()
    days = [
        f"/rili/2026-{month:02}-{day:02}.html" for month in range(1, 13) for day in range(1, 29)
    ]
    assert barren(traps, ["/rili/2026.html", *days]) == PATIENCE
    assert not traps.closed(f"{A}/tongzhi/2026-01-01.html")
    assert "/rili/" in traps.notes()[0]


def test_filters_end_in_all_their_combinations() -> None:
    traps = Traps()
    combinations = [f"/list.asp?{a}=1&{b}={n}" for a in "uvw" for b in "xyz" for n in range(9)]
    assert barren(traps, combinations) == PATIENCE
    assert not traps.closed(f"{A}/list.asp?page=2")


def test_parameters_that_lead_somewhere_are_no_filter() -> None:
    traps = Traps()
    traps.led(f"{A}/list.asp?classid=1")
    barren(traps, [f"/list.asp?sort={n}" for n in range(30)])
    assert not traps.closed(f"{A}/list.asp?classid=2")
    assert traps.closed(f"{A}/list.asp?classid=2&sort=3")


def test_filters_that_name_their_section_leave_its_pages_open() -> None:
    traps = Traps()
    traps.led(f"{A}/list.asp?classid=1")
    filters = [f"/list.asp?classid=1&order=hits&year={n}" for n in range(2000, 2030)]
    assert barren(traps, filters) == PATIENCE
    assert not traps.closed(f"{A}/list.asp?classid=1&page=2")
    assert not traps.closed(f"{A}/list.asp?classid=2")


def test_filters_of_a_script_end_together_though_it_gives_the_documents_too() -> None:
    traps, asked = Traps(), 0
    traps.led(f"{A}/index.php?a=lists&catid=1")
    traps.something(f"{A}/index.php?a=show&catid=1&id=0")
    for n in range(20):
        for path in (f"/index.php?a=lists&catid=1&{one}={n}" for one in ("order", "year", "dir")):
            asked += barren(traps, [path])
        traps.something(f"{A}/index.php?a=show&catid=1&id={n}")
    assert asked == PATIENCE
    assert not traps.closed(f"{A}/index.php?a=show&catid=1&id=99")


def test_a_calendar_or_a_filter_closes_nothing_else_of_the_folder_it_stands_in() -> None:
    days = [f"/zf/rili/2026-{month:02}.html" for month in range(1, 13)]
    filters = [f"/zf/list.php?tid=1&year={n}" for n in range(2000, 2030)]
    for trap in (days * 2, filters):
        traps = Traps()
        traps.led(f"{A}/zf/list.php?tid=1")
        traps.something(f"{A}/zf/view.php?aid=6")
        assert barren(traps, trap) == PATIENCE
        for path in ("/zf/tz/2026/12.html", "/zf/view.php?aid=7", "/zf/list.php?tid=1&page=2"):
            assert not traps.closed(A + path)
    mixed = Traps()
    mixed.something(f"{A}/zf/1.html")
    assert barren(mixed, [f"/zf/rili_{n}.html" for n in range(30)]) == PATIENCE
    assert not mixed.closed(f"{A}/zf/2.html")


def test_folders_that_lead_to_folders_end_together() -> None:
    paths = [f"/shai/{one}/{n}/" for one in "abcdefgh" for n in range(5)]
    assert barren(Traps(), paths) <= PATIENCE + 6


def test_a_document_now_and_then_keeps_a_group_open() -> None:
    traps = Traps()
    for n in range(100):
        assert not traps.closed(f"{A}/z/{n}.html")
        (traps.something if n % 10 == 0 else traps.nothing)(f"{A}/z/{n}.html")


def test_page_numbers_are_never_closed_by_themselves() -> None:
    assert barren(Traps(), [f"/?page={n}" for n in range(40)]) == 40


def test_tags_that_are_a_query_by_themselves_end_together() -> None:
    traps = Traps()
    assert barren(traps, [f"/tags.php?/{n}-{n}x/" for n in range(30)]) == PATIENCE
    assert form(f"{A}/tags.php?/chun/") == form(f"{A}/tags.php?/qiu/2/")
    assert not traps.closed(f"{A}/tags.php")


def test_a_list_of_captions_is_said_to_be_left_after_as_many_as_it_was() -> None:
    traps, said = Traps(), 0
    while not traps.closed(f"{A}/tu/{said}.html", f"{A}/tu/"):
        traps.caption(f"{A}/tu/{said}.html", f"{A}/tu/")
        said += 1
    traps.leave(f"{A}/tu/{said}.html", f"{A}/tu/")
    assert f": {said} pages in a row brought nothing new; 1 more" in traps.notes()[0]
