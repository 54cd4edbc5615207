"""How a query is read, and what it finds in one text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from command import environment
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import UsageError
from scraper.query import MAX_CHARS, Query, Term, read


def terms(*texts: str) -> tuple[Term, ...]:
    return tuple(Term(text) for text in texts)


@pytest.mark.parametrize(
    ("words", "wanted", "unwanted"),
    [
        ("五水共治　政协\n委员", terms("五水共治", "政协", "委员"), ()),
        ("政协 政协", terms("政协"), ()),
        ('"PM 2.5" 会', terms("PM 2.5", "会"), ()),
        ('"征求  意见"稿', terms("征求 意见", "稿"), ()),
        ("“征求 意见”", terms("征求 意见"), ()),
        ("政协 -草案", terms("政协"), terms("草案")),
        ('-"征求 意见" -a', (), terms("征求 意见", "a")),
        ("title:政协", (Term("政协", title=True),), ()),
        ('标题：政协 Title:"a b"', (Term("政协", title=True), Term("a b", title=True)), ()),
        ("-title:政协", (), (Term("政协", title=True),)),
        # not what they might seem
        ("-", terms("-"), ()),
        ("- 政协", terms("-", "政协"), ()),
        ("政-协", terms("政-协"), ()),
        ("title:", terms("title:"), ()),
        ("subtitle:政协", terms("subtitle:政协"), ()),
        ('政"协', terms('政"协'), ()),
        ('"政协 委员', terms("政协 委员"), ()),
        ("“政协", terms("政协"), ()),
        ('"" “ ” ""', (), ()),
        ("政\u200b\0\ud800协", terms("政协"), ()),
    ],
)
def test_a_query_is_read(words: str, wanted: tuple[Term, ...], unwanted: tuple[Term, ...]) -> None:
    assert read(words) == Query(wanted, unwanted)


@given(st.text(st.sampled_from('ab政协-:"“” title'), max_size=30))
def test_whatever_is_typed_is_a_query(words: str) -> None:
    query = read(words)
    assert all(term.text.strip() == term.text != "" for term in query.wanted + query.unwanted)


def test_what_is_too_long_is_refused() -> None:
    assert read("长" * MAX_CHARS).wanted
    for words in ("长" * (MAX_CHARS + 1), " ".join(map(str, range(33)))):
        with pytest.raises(UsageError):
            read(words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("g20", "Ｇ２０峰会"),
        ("Ｇ２０", "g20峰会"),
        ("(2022)", "（2022）九号"),
        ("（2022）", "(2022)九号"),
        ("(２０２２)", "（2022）九号"),
        ("pm2.5", "ＰＭ２．５"),
        ("PM2.5", "ＰＭ2.5、ＰＭ２.５"),
        ('"a b"', "Ａ　Ｂ"),
        ("應該", "应该"),
        ("應該", "應該"),
        ("乾燥", "干燥"),
        ("後勤", "后勤"),
        ("頭髮", "头发"),
        ("Ｇ２０峰會", "G20峰会"),
        ("云政发[2026]21号", "雲政發〔2026〕21号、云政发〔2026〕21号"),
        ("雲政發【2026】21號", "云政发（２０２６）２１号"),
    ],
)
def test_ways_of_writing_count_as_the_same(words: str, text: str) -> None:
    assert read(words).fits("", text)


@pytest.mark.parametrize(
    ("words", "text"),
    [("乾隆", "干隆"), ("著名", "着名"), ("皇后", "皇後"), ("g20", "g 20"), ("[21]", "〔21〕")],
)
def test_other_writing_is_another_word(words: str, text: str) -> None:
    assert not read(words).fits("", text)


def test_a_title_is_a_place_of_its_own() -> None:
    assert read("title:政协").fits("政协", "")
    assert not read("title:政协").fits("会", "政协")
    assert read("-title:政协").fits("会", "政协")
    assert not read("会 -政协").fits("会", "政协")


def test_only_traditional_characters_load_the_dictionaries() -> None:
    for words, loaded in (("五水共治 著名 G20 ，。“”", "False"), ("應該", "True")):
        code = f"import sys; from scraper.query import read; read({words!r}).fits('', ''); print('opencc' in sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=environment(),
        )
        assert done.stdout.strip() == loaded
