from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from documents import NOON, TEXTS, cleaned, fill, ids
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scraper import search
from scraper.errors import UsageError
from scraper.search import Filter
from scraper.store import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["queued", "indexed", "readonly"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    path = tmp_path / "gongwen.db"
    with open_library(path) as library:
        fill(library)
        if request.param == "indexed":
            assert library.catch_up() == len(TEXTS)
        if request.param != "readonly":
            yield library
            return
    with open_library(path, readonly=True) as library:
        yield library


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("政", {1, 2, 4}),
        ("政协", {1, 4}),
        ("讲话", {1}),  # the last two characters of a title
        ("话", {1}),
        ("大家", {1}),  # the last two of a text
        ("家", {1}),
        ("鱼", {3}),  # a text of one character
        ("公告", {3}),
        ("告", {3}),
        ("公", {3}),
        ("履职能力", {1}),
        ("政协履职能力不断提高", {1}),
        ("共治", {2, 4}),
        ("五水共治", {2}),
        ("g20", {1}),
        ("Ｇ２０", {1}),
        ("5g", {1}),
        ("pm2.5", {1}),
        ("iso9001", {2}),
        ("ISO", {2}),
        ("知a", {2}),  # full width and upper case, at the end
        ("iso", {2}),
        ("a", {2}),
        ("政协 履职", {1, 4}),
        ("政协　履职能力", {1}),
        ("政协 五水共治", set()),
        ("讲话 家", {1}),
        ("不存在的词", set()),
        ("不", {1}),
        ("《政协", {4}),
        ("协杂志》", {4}),
        ("》", {4}),
        ("政\u200b协", {1, 4}),
        ("", {1, 2, 3, 4}),
        (" \t\n", {1, 2, 3, 4}),
    ],
)
def test_words_of_every_length_are_found(library: Library, words: str, expected: set[int]) -> None:
    assert ids(library, words) == expected


@pytest.mark.parametrize(
    "words",
    [
        '"', '""', '"""', "'", "' OR 1=1 --", "AND", "OR", "NOT", "NEAR(政协)", "政协*", "*",
        "^政协", "title:政协", "(", ")", "{", "-政协", "号文件-全", "+", "\\", "%", "_", "a\0b",
        "\0", "\ud800", "政协 \udcff", "😀", "😀😀😀", "\U0010ffff", "ß", "İ", "ǅ", "ﬁ", ";",
        "--", "--help", "$1", "?1", ":a", " ".join("abcdefghijklmnopqrstuvwxyz"), "ab " * 100,
        "一 二 三 四 五 六 七 八 九 十" * 3, "长" * 10_000, "Ａ(" * 5_000,
    ],
)  # fmt: skip
def test_no_query_breaks_anything(library: Library, words: str) -> None:
    assert ids(library, words) <= set(TEXTS)


def test_a_query_that_is_none_is_refused(library: Library) -> None:
    with pytest.raises(UsageError):
        search.search(library, "长" * 10_001)
    with pytest.raises(UsageError):
        search.search(library, " ".join(map(str, range(33))))


ALPHABET = "政协讲话aBＡｂ5 \n“*é"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(
        st.tuples(st.text(ALPHABET, max_size=6), st.text(ALPHABET, max_size=9)),
        min_size=1,
        max_size=6,
    ),
    indexed=st.integers(0, 6),
    words=st.lists(st.text(ALPHABET.replace(" ", "").replace("\n", ""), min_size=1, max_size=4)),
)
@example(texts=[("", "BＡ")], indexed=0, words=["BＡ"])  # two widths at the very end
def test_search_is_substring_search(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[tuple[str, str]],
    indexed: int,
    words: list[str],
) -> None:
    def folded(text: str) -> str:
        narrow = {ord("Ａ"): "A", ord("ｂ"): "b"}
        return text.translate(narrow).lower()

    def found(word: str, *texts: str) -> bool:
        """Also in the other width, but not in a mixture of the two."""
        wide = word.translate({0x41: "Ａ", 0x42: "Ｂ", 0x61: "ａ", 0x62: "ｂ", 0x35: "５"})
        narrow = word.translate({0xFF21: "A", 0xFF42: "b"})
        forms = {form.lower() for form in (word, wide, narrow)}
        return any(form in text.lower() for form in forms for text in texts)

    words = words[:32]
    with open_library(tmp_path_factory.mktemp("any") / "gongwen.db") as library:
        for number, (title, text) in enumerate(texts):
            if number == indexed:
                library.catch_up()
            library.save(cleaned(f"https://a.example/{number}", text, title=title), "", "", NOON)
        expected = {
            number + 1
            for number, pair in enumerate(texts)
            if all(found(word, *pair) for word in words)
        }
        assert ids(library, " ".join(words)) == expected
        library.catch_up()
        assert ids(library, " ".join(words)) == expected


# what a hit shows


def test_a_snippet_shows_the_match_in_place(library: Library) -> None:
    (hit,) = search.search(library, "iso9001")
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["ＩＳＯ９００１"]
    assert "\n" not in hit.snippet
    assert (hit.title, hit.url, hit.published) == (TEXTS[2][0], "https://a.example/2.html", "")


def test_a_long_text_is_shown_around_its_first_match(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        text = "甲" * 500 + "政协" + "乙" * 500 + "政协"
        library.save(cleaned("https://a.example/", text, title="题"), "h", "v", NOON)
        (hit,) = search.search(library, "政协")
        assert hit.snippet == "…" + "甲" * 20 + "政协" + "乙" * 68 + "…"
        assert hit.matches == ((21, 23),)
        (hit,) = search.search(library, "题")
        assert (hit.snippet, hit.matches) == ("甲" * 90 + "…", ())
        assert search.matches("政协与ＰＭ", "pm 政协") == ((0, 2), (3, 5))
        assert search.matches("政协", "") == ()


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
        library.catch_up()
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
        library.catch_up()
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
