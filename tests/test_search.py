from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from documents import NOON, TEXTS, cleaned, fill, ids
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nasty import NASTY

from scraper import fulltext, hits, search
from scraper.errors import UsageError
from scraper.search import Filter, Order
from scraper.store import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module", params=["queued", "indexed", "readonly"])
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """A library that all tests search and none changes."""
    path = tmp_path_factory.mktemp("search") / "gongwen.db"
    with open_library(path) as library:
        fill(library)
        if request.param == "indexed":
            assert fulltext.catch_up(library) == len(TEXTS)
        if request.param != "readonly":
            yield library
            left = len(TEXTS) if request.param == "queued" else 0
            assert fulltext.catch_up(library) == left  # as it was
            return
    with open_library(path, readonly=True) as library:
        yield library


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("words", NASTY)
def test_no_query_breaks_anything(library: Library, words: str) -> None:
    found = ids(library, words)
    assert found <= set(TEXTS)
    assert {hit.id for hit in search.search(library, words, order=Order.DATE)} == found
    assert search.count(library, words) == search.facets(library, words).count == len(found)
    search.matches(TEXTS[1][1], words)
    where = Filter(site=words, category=words, kind=words, speaker=words, issuer=words)
    assert search.count(library, "", where) in {0, len(TEXTS)}  # none, unless it is empty


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert len(set(NASTY)) > 120


def test_a_query_that_is_none_is_refused(library: Library) -> None:
    with pytest.raises(UsageError):
        search.search(library, "长" * 10_001)
    with pytest.raises(UsageError):
        search.search(library, " ".join(map(str, range(33))))


ALPHABET = "政协讲话aBＡｂ5 \n*é"


@dataclass(frozen=True)
class Word:
    """A word of a query, and what it means, told in another way than the code does."""

    text: str
    without: bool = False
    title: bool = False

    def __str__(self) -> str:
        return "-" * self.without + "title:" * self.title + f'"{self.text}"'

    def fits(self, title: str, text: str) -> bool:
        """Also in the other width, but letters and digits not in a mixture of the two."""
        forms = {self.text, self.text.translate(WIDE), self.text.translate(NARROW)}
        places = (title,) if self.title else (title, text)
        return self.without != any(f.lower() in place.lower() for f in forms for place in places)


WIDE = {ord(a): ord(b) for a, b in zip("ABab5", "ＡＢａｂ５", strict=True)}
NARROW = {b: a for a, b in WIDE.items()}
WORDS = st.builds(
    Word,
    st.text(ALPHABET.replace(" ", "").replace("\n", ""), min_size=1, max_size=4),
    st.booleans(),
    st.booleans(),
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(
        st.tuples(st.text(ALPHABET, max_size=6), st.text(ALPHABET, max_size=9)),
        min_size=1,
        max_size=6,
    ),
    indexed=st.integers(0, 6),
    words=st.lists(WORDS, max_size=4),
    few=st.sampled_from([500, -500]),  # words are rare, or common
    titles=st.sampled_from([500, 0]),  # those with a word are listed, or all are read
)
@example(
    texts=[("", "BＡ")], indexed=0, words=[Word("BＡ")], few=500, titles=500
)  # two widths at the end
def test_search_is_substring_search(  # noqa: PLR0917 - hypothesis gives most of them
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    texts: list[tuple[str, str]],
    indexed: int,
    words: list[Word],
    few: int,
    titles: int,
) -> None:
    monkeypatch.setattr(hits, "FEW", few)
    monkeypatch.setattr(hits, "TITLES", titles)
    query = " ".join(map(str, words))
    with open_library(tmp_path_factory.mktemp("any") / "gongwen.db") as library:
        for number, (title, text) in enumerate(texts):
            if number == indexed:
                fulltext.catch_up(library)
            library.save(cleaned(f"https://a.example/{number}", text, title=title), "", "", NOON)
        expected = {
            number + 1
            for number, pair in enumerate(texts)
            if all(word.fits(*pair) for word in words)
        }
        for _ in ("queued", "indexed"):
            assert ids(library, query) == expected
            assert {x.id for x in search.search(library, query, order=Order.DATE)} == expected
            assert search.count(library, query) == len(expected)
            fulltext.catch_up(library)


# what a hit shows


def test_a_snippet_shows_the_match_in_place(library: Library) -> None:
    (hit,) = search.search(library, "iso9001")
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["ＩＳＯ９００１"]
    assert "\n" not in hit.snippet
    assert (hit.title, hit.url, hit.published) == (TEXTS[2][0], "https://a.example/2.html", "")


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("同志们：\n", "同志们：政协"),
        ("甲" * 30 + "。乙乙", "…乙乙政协"),
        ("甲" * 30 + "！”\n乙，乙", "…乙，乙政协"),
        ("甲" * 30 + "\n", "…政协"),
        ("。" + "甲" * 30, "…" + "甲" * 20 + "政协"),
    ],
)
def test_a_snippet_begins_with_a_sentence_if_one_is_near(
    tmp_path: Path, before: str, shown: str
) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        one = cleaned("https://a.example/", *f"{before}政协{'丙' * 100}".split("\n"))
        library.save(one, "h", "v", NOON)
        (hit,) = search.search(library, "政协丙")
        assert hit.snippet.startswith(shown)


def test_a_long_text_is_shown_around_its_first_match(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        text = "甲" * 500 + "政协" + "乙" * 500 + "政协"
        library.save(cleaned("https://a.example/", text, title="题"), "h", "v", NOON)
        (hit,) = search.search(library, "政协")
        assert hit.snippet == "…" + "甲" * 20 + "政协" + "乙" * 62 + "…"
        assert hit.matches == ((21, 23),)
        (hit,) = search.search(library, "题")
        assert (hit.snippet, hit.matches) == ("甲" * 84 + "…", ())
        assert search.matches("政协与ＰＭ", "pm 政协") == ((0, 2), (3, 5))
        assert search.matches("政协", "") == ()


def test_a_snippet_has_no_hole_between_paragraphs(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        library.save(
            cleaned("https://a.example/1", "同志们：", "开会。", "Now", "散会"), "", "", NOON
        )
        assert [hit.snippet for hit in search.search(library, "开会")] == ["同志们：开会。Now 散会"]


YEARS = ("[2026]", "［2026］", "(2026)", "（2026）", "〔2026〕", "【2026】")


@pytest.mark.parametrize("few", [500, -500])
def test_a_year_is_found_in_brackets_of_any_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(hits, "FEW", few)
    with open_library(tmp_path / "lib.db") as library:
        for number, year in enumerate(YEARS):
            one = cleaned(
                f"https://a.example/{number}", f"按云政发{year}2号办。", title=f"令{year}"
            )
            library.save(one, "h", "v", NOON)
        other = cleaned("https://a.example/x", "按云政发〔2025〕2号办。", title="令2026")
        library.save(other, "h", "v", NOON)
        fulltext.catch_up(library)
        every = set(range(1, len(YEARS) + 1))
        for year in YEARS:
            for words in (f"发{year}2号", f"title:令{year}", year):
                assert {hit.id for hit in search.search(library, words)} == every, words
