"""Which documents a search gives, in which order, and how they are counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from documents import NOON, cleaned, ids

from scraper import fulltext, hits, search
from scraper.filters import days
from scraper.search import Filter, Order
from scraper.store import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# order, filters, pages


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "gongwen.db") as library:
        for number, (day, site, host) in enumerate(
            [(1, "甲", "www.a.example"), (3, "甲", "a.example"), (2, "乙", "b.example:8080")], 1
        ):
            one = cleaned(
                f"https://{host}/{number}",
                "政协工作要点",
                title="通知",
                published=date(2026, 5, day),
                site=site,
                category="栏" * day,
                kind=str(day),
            )
            library.save(one, "h", "v", NOON)
        library.save(cleaned("https://c.example/4", "政协工作要点", title="无日期"), "h", "v", NOON)
        fulltext.catch_up(library)
        yield library


@pytest.mark.parametrize("words", ["", "政协", "政协工作要点"])
def test_equal_hits_come_newest_first_and_in_pages(dated: Library, words: str) -> None:
    assert [hit.id for hit in search.search(dated, words)] == [2, 3, 1, 4]
    assert [hit.id for hit in search.search(dated, words, limit=2)] == [2, 3]
    assert [hit.id for hit in search.search(dated, words, limit=2, offset=2)] == [1, 4]
    assert search.search(dated, words, limit=-1) == []
    assert search.search(dated, words, limit=10**30, offset=10**30) == []


def test_a_title_counts_more_than_a_text(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        library.save(
            cleaned("https://a.example/1", "政协工作在其中。", title="甲乙丙"), "", "", NOON
        )
        library.save(
            cleaned("https://a.example/2", "别的内容在此。", title="政协工作"), "", "", NOON
        )
        library.save(
            cleaned("https://a.example/3", "政协工作在其中。", title="甲乙丙"), "", "", NOON
        )
        fulltext.catch_up(library)
        assert [hit.id for hit in search.search(library, "政协")] == [2, 3, 1]
        assert search.search(library, "政协工作")[0].id == 2


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Filter(site="甲"), {1, 2}),
        (Filter(site="a.example"), {1, 2}),
        (Filter(site="www.a.example"), {1}),
        (Filter(site="b.example:8080"), {3}),
        (Filter(site="example"), {1, 2, 4}),
        (Filter(site="%"), set()),
        (Filter(category="栏栏"), {3}),
        (Filter(kind="3"), {2}),
        (Filter(kind="\ud800"), set()),
        (Filter(since=date(2026, 5, 2)), {2, 3}),
        (Filter(until=date(2026, 5, 2)), {1, 3}),
        (Filter(site="甲", since=date(2026, 5, 2), until=date(2026, 5, 3)), {2}),
    ],
)
@pytest.mark.parametrize("words", ["", "政协", "政协工作要点"])
def test_filters(dated: Library, words: str, where: Filter, expected: set[int]) -> None:
    assert ids(dated, words, where) == expected
    assert search.count(dated, words, where) == len(expected)
    assert search.facets(dated, words, where).count == len(expected)


def test_by_date_is_newest_first(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        for day, title in ((2, "政协"), (3, "会"), (1, "政协")):
            text = "政协" * day
            one = cleaned(
                f"https://a.example/{day}", text, title=title, published=date(2026, 5, day)
            )
            library.save(one, "", "", NOON)
        fulltext.catch_up(library)
        best, newest = (
            [hit.published[-1] for hit in search.search(library, "政协", order=order)]
            for order in (Order.RELEVANCE, Order.DATE)
        )
        assert (best, newest) == (["2", "1", "3"], ["3", "2", "1"])


def test_common_words_give_titles_first_then_the_newest(
    dated: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "FEW", -500)
    assert [hit.id for hit in search.search(dated, "政协")] == [2, 3, 1, 4]
    assert [hit.id for hit in search.search(dated, "政协", limit=2, offset=1)] == [3, 1]
    assert [hit.id for hit in search.search(dated, "日期 政协")] == [4]
    dated.save(cleaned("https://a.example/9", "政协工作", title="政协"), "", "", NOON)
    assert [hit.id for hit in search.search(dated, "政协")] == [5, 2, 3, 1, 4]


@pytest.mark.parametrize("titles", [500, 0])  # they are listed, or read
def test_titles_with_all_common_words_come_before_those_with_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, titles: int
) -> None:
    monkeypatch.setattr(hits, "FEW", -500)
    monkeypatch.setattr(hits, "TITLES", titles)
    with open_library(tmp_path / "gongwen.db") as library:
        for number, title in enumerate(("无", "g20 峰会与pm2.5治理", "5G", "Ｇ２０", "100%_!"), 1):
            text = "G20和PM2.5，5g，100%_!"
            library.save(cleaned(f"https://a.example/{number}", text, title=title), "", "", NOON)
        fulltext.catch_up(library)

        def found(words: str) -> list[int]:
            return [hit.id for hit in search.search(library, words)]

        assert found("G20 PM2.5") == [2, 4, 5, 3, 1]
        assert found("5G") == [3, 5, 4, 2, 1]
        assert found("%_") == [5, 4, 3, 2, 1]
        assert found("0%_!") == [5, 4, 3, 2, 1]
        assert found("g_0") == []
        for number, title in ((3, "PM2.5与G20"), (2, "无")):  # the index holds the old ones still
            one = cleaned(f"https://a.example/{number}", "G20和PM2.5。", title=title)
            library.save(one, "", "", NOON)
        assert found("G20 PM2.5") == [3, 4, 5, 2, 1]
        fulltext.catch_up(library)
        assert found("G20 PM2.5") == [3, 4, 5, 2, 1]


def test_a_facet_counts_what_its_filter_finds(dated: Library) -> None:
    facets = search.facets(dated, "政协")
    assert facets.count == 4
    assert [(x.value, x.count) for x in facets.site] == [("甲", 2), ("乙", 1)]
    assert [(x.value, x.count) for x in facets.year] == [("2026", 3)]
    assert facets.speaker == ()
    for name in ("site", "category", "kind"):
        for value in getattr(facets, name):
            assert search.count(dated, "政协", Filter(**{name: value.value})) == value.count
    assert len(search.facets(dated, "", limit=1).kind) == 1


def test_more_filters(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        for number in (1, 2, 3):
            one = cleaned(
                f"https://a.example/{number}",
                "政" * number,
                speaker="李一" * (number % 2),
                issuer="县政府" * (number == 2),
            )
            library.save(one, "", "", NOON)
        with library.transaction() as connection:
            connection.execute("UPDATE documents SET duplicate_of = 1 WHERE id = 3")
        for where, expected in (
            (Filter(speaker="李一"), {1, 3}),
            (Filter(speaker="李"), set()),
            (Filter(issuer="县政府"), {2}),
            (Filter(min_chars=2), {2, 3}),
            (Filter(max_chars=2), {1, 2}),
            (Filter(min_chars=2, max_chars=2), {2}),
            (Filter(no_duplicates=True), {1, 2}),
            (Filter(speaker="李一", no_duplicates=True), {1}),
        ):
            assert ids(library, "政", where) == ids(library, "", where) == expected


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[Library]:
    """A speech, a notice and a page, each dated in another way, and one that is not."""
    days = [
        {"spoken": date(2025, 11, 20), "written": date(2025, 11, 1)},
        {"written": date(2024, 3, 2)},
        {"published": date(2023, 5, 9), "spoken": date(2023, 5, 8)},
        {},
    ]
    with open_library(tmp_path / "gongwen.db") as library:
        for number, dates in enumerate(days, 1):
            one = cleaned(f"https://a.example/{number}", "森林防火。", title="讲话", **dates)
            library.save(one, "", "", NOON)
        fulltext.catch_up(library)
        yield library


@pytest.mark.parametrize("words", ["", "防火", "森林防火"])
def test_a_document_without_a_day_of_publication_is_filed_under_its_own(
    filed: Library, words: str
) -> None:
    hits = search.search(filed, words, order=Order.DATE)
    assert [hit.day for hit in hits] == ["2025-11-20", "2024-03-02", "2023-05-09", ""]
    assert [hit.published for hit in hits] == ["", "", "2023-05-09", ""]
    assert ids(filed, words, Filter(since=date(2025, 1, 1))) == {1}
    assert ids(filed, words, Filter(since=date(2024, 3, 2), until=date(2024, 3, 2))) == {2}
    assert ids(filed, words, Filter(until=date(2023, 5, 8))) == set()
    years = [(year.value, year.count) for year in search.facets(filed, words).year]
    assert years == [("2025", 1), ("2024", 1), ("2023", 1)]
    stored = search.get(filed, 2)
    assert stored is not None
    assert stored.day == "2024-03-02"


def test_days_are_read_off_an_index(filed: Library) -> None:
    """To sort or to look at all documents takes seconds where there are 100,000 of them."""
    where = Filter(site="甲", since=date(2024, 1, 1))
    for order in Order:
        statements: list[str] = []
        with filed.transaction() as connection:
            connection.set_trace_callback(statements.append)
            search.search(filed, "", where, order=order)
            connection.set_trace_callback(None)
            (sql,) = (sql for sql in statements if "ORDER BY coalesce" in sql)
            plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + sql)]
        assert plan[0].startswith("SEARCH documents USING COVERING INDEX documents_listed")
        assert not [line for line in plan[1:] if line.startswith("SCAN documents")]
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_a_site_is_found_by_the_name_its_crawl_has_for_it(tmp_path: Path) -> None:
    """Its pages call it 平川县人民政府, or nothing; config.toml calls it 平川."""
    with open_library(tmp_path / "gongwen.db") as library:
        for number, site in ((1, "平川县人民政府"), (2, ""), (3, "平川"), (4, "别处")):
            one = cleaned(f"https://a.example/{number}", "春耕。", site=site)
            library.save(one, "", "", NOON)
        with library.transaction() as connection:
            connection.executemany(
                "INSERT INTO frontier (url, host, site, kind) VALUES (?, 'a.example', ?, 'article')",
                [
                    ("https://a.example/1", "平川"),
                    ("https://a.example/old", "平川"),
                    ("https://a.example/4", "远山"),
                ],
            )
            connection.execute(
                "INSERT INTO aliases (url, target) VALUES ('https://a.example/old', 'https://a.example/2')"
            )
        for words in ("", "春耕"):
            assert ids(library, words, Filter(site="平川")) == {1, 2, 3}
            assert ids(library, words, Filter(site="远山")) == {4}
            assert search.count(library, words, Filter(site="平川")) == 3


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026年", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026年 2月", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-3-1", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026/3/1", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026.03.01", date(2026, 3, 1), date(2026, 3, 1)),
        ("２０２６年３月１日", date(2026, 3, 1), date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1), date(2026, 3, 1)),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, first: date, last: date) -> None:
    assert days(typed) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "bad", "0000", "2026-13", "2026-02-30", "202", "3月1日", "²⁰²⁶x"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert days(typed) is None


def test_a_value_that_no_document_has_is_answered_with_those_like_it(dated: Library) -> None:
    dated.save(cleaned("https://d.example/5", site="平川县人民政府", kind="致辞讲话"), "", "", NOON)
    where = Filter(site="平川", kind="讲话", category="栏", speaker="无人")
    assert search.nearest(dated, where) == {
        "site": ["平川县人民政府"],
        "kind": ["致辞讲话"],
        "speaker": [],
    }
    assert search.nearest(dated, Filter(site="www.a.example")) == {}
