"""The parts of the web page that know nothing of a web: lines, charts, addresses, words."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from command import ROOT

from cleaners.model import Document, Heading, Part
from scraper import search
from scraper.search import Facet, Facets, Order
from scraper.web import asked, charts, filters, marking
from scraper.web.marking import Gone, Line, Piece
from scraper.web.reads import Placed
from scraper.web.words import ENGLISH

TEXT = ("同志们：", "一、提高认识", "我讲三点意见。", "谢谢大家！")
DOCUMENT = Document(
    url="",
    title="讲话",
    paragraphs=TEXT,
    salutation="同志们：",
    outline=(Heading(1, 1, "一、提高认识"),),
)


def shown(*cuts: Placed, words: tuple[tuple[int, int], ...] = ()) -> tuple[marking.Shown, ...]:
    return marking.shown(DOCUMENT, cuts, lambda text: words if text == TEXT[2] else (), 100)


def text_of(line: marking.Shown) -> str:
    assert isinstance(line, Line)
    return "".join(piece.text for piece in line.pieces)


def test_a_document_without_cuts_is_its_paragraphs() -> None:
    lines = shown()
    assert tuple(text_of(line) for line in lines) == TEXT
    assert [line.role for line in lines if isinstance(line, Line)] == [
        "greeting",
        "heading1",
        "",
        "",
    ]


def test_cuts_stand_in_their_places() -> None:
    lines = shown(
        Placed("outside.body", 0, 0, 2, "首页", 0, None),
        Placed("outside.body", 1, 0, 2, "登录", 0, None),
        Placed("watermark.name", 4, 2, 4, "水印", 2, 2),
        Placed("tail.more", 9, 0, 4, "上一篇：", 4, None),
    )
    first, last = lines[0], lines[-1]
    assert isinstance(first, Gone)
    assert first.lines == ((Piece("首页", "outside.body"),), (Piece("登录", "outside.body"),))
    assert last == Gone(((Piece("上一篇：", "tail.more"),),))
    assert lines[3] == Line(
        2, "", (Piece("我讲"), Piece("水印", "watermark.name"), Piece("三点意见。"))
    )


def test_what_two_rules_cut_is_shown_once() -> None:
    (line, *_) = shown(
        Placed("a", 0, 0, 4, "甲乙丙丁", 0, None),
        Placed("b", 0, 0, 4, "甲乙丙丁", 0, None),
        Placed("b", 0, 2, 6, "丙丁戊己", 0, None),
        Placed("c", 0, 6, 7, "庚", 0, None),
    )
    assert line == Gone(((Piece("甲乙丙丁戊己", "a b"), Piece("庚", "c")),))


def test_words_and_cuts_may_stand_at_the_same_place() -> None:
    line = shown(Placed("w", 4, 2, 4, "水印", 2, 4), words=((2, 4), (4, 6)))[2]
    assert line == Line(
        2,
        "",
        (
            Piece("我讲"),
            Piece("三点", style="hit"),
            Piece("水印", "w"),
            Piece("意见", style="hit"),
            Piece("。"),
        ),
    )


def test_only_so_many_paragraphs_are_shown() -> None:
    tail = Placed("tail", 9, 0, 1, "尾", 4, None)
    lines = marking.shown(DOCUMENT, [tail], lambda _: (), 2)
    assert tuple(text_of(line) for line in lines) == TEXT[:2]


def test_hits_in_a_heading_and_many_of_them() -> None:
    text = "一、甲。" + "乙丙" * 50_000
    document = Document(url="", title="", paragraphs=(text,), outline=(Heading(0, 1, "一、甲"),))
    hits = [(2, 3), *((at, at + 1) for at in range(4, len(text), 2))]
    (line,) = marking.shown(document, [], lambda _: hits, 1)
    assert isinstance(line, Line)
    assert text_of(line) == text
    assert line.pieces[:4] == (
        Piece("一、", style="heading"),
        Piece("甲", style="heading hit"),
        Piece("。"),
        Piece("乙", style="hit"),
    )
    assert len(line.pieces) == 100_003


def test_outline_lists_the_texts_of_a_collection_above_their_headings() -> None:
    document = Document(
        url="",
        title="",
        paragraphs=("【篇一】", "一、甲", "（一）乙", "1. 丙", "【篇二】"),
        parts=(Part("【篇一】", 0, 4), Part("【篇二】", 4, 5)),
        outline=(Heading(1, 1, "一、甲"), Heading(2, 2, "（一）乙"), Heading(3, 3, "1. 丙")),
    )
    assert marking.outline(document) == (
        (1, 0, "【篇一】"),
        (2, 1, "一、甲"),
        (3, 2, "（一）乙"),
        (1, 4, "【篇二】"),
    )


def test_years_without_documents_have_their_place() -> None:
    found = (Facet("2022", 10), Facet("2020", 5), Facet("1980", 3))
    years = charts.by_year(Facets(20, (), (), (), (), (), found))
    assert (years.earlier, years.undated, len(years.bars)) == (3, 2, charts.MOST_YEARS)
    assert [(bar.label, bar.documents, bar.height) for bar in years.bars[-3:]] == [
        ("2020", 5, 50.0),
        ("2021", 0, 0.0),
        ("2022", 10, 100.0),
    ]
    assert charts.by_year(Facets(0, (), (), (), (), (), ())) == charts.Years((), 0, 0)


def test_an_address_that_makes_no_sense_asks_for_nothing() -> None:
    nonsense = dict.fromkeys((*asked.LABELS, "page", "order"), "'%00²") | {"site": ""}
    query = asked.read(nonsense)
    assert (query.page, query.order, query.where.since, query.where.until) == (
        1,
        Order.RELEVANCE,
        None,
        None,
    )
    assert asked.read({"page": "999999"}).page == 1
    assert asked.read({"page": "9999"}).page == asked.LAST_PAGE
    query = asked.read({"q": " 防汛 ", "year": "2025", "to": "2025-06-30", "order": "date"})
    assert (query.words, query.where.since, query.where.until) == (
        "防汛",
        date(2025, 1, 1),
        date(2025, 6, 30),
    )
    assert query.chosen == (("year", "2025"), ("to", "2025-06-30"))
    query = asked.read({"from": "2025年3月", "to": "bad"})
    assert (query.where.since, query.where.until) == (date(2025, 3, 1), None)
    assert (query.chosen, query.unread) == ((("from", "2025-03-01"),), ("bad",))


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://a.example/1?b=2", True),
        ("HTTP://a.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example/", False),
        ("https:javascript", False),
        ("file:///etc/passwd", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, *, fine: bool) -> None:
    assert filters.web_address(url) == (url if fine else "")


def test_times_are_shown_on_the_clock_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert filters.minute("2026-05-09T20:30:00Z") == "2026-05-10 04:30"
        assert filters.day("2026-05-09T20:30:00Z") == "2026-05-10"
        assert filters.minute(None) == filters.day("") == ""
    finally:
        monkeypatch.undo()
        time.tzset()


def test_parameters_of_an_address_are_replaced() -> None:
    request = SimpleNamespace(path="/search", query_string="q=%E9%98%B2&page=2&_lang=en")
    assert filters.with_query(request, page=3) == "/search?q=%E9%98%B2&page=3"
    assert filters.with_query(request, q=None, page=None) == "/search"


def test_no_template_lets_markup_through() -> None:
    for template in (ROOT / "scraper" / "web" / "templates").iterdir():
        text = template.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup", text), template.name


def test_every_word_of_the_templates_has_its_english_and_none_is_left_over() -> None:
    used = set(asked.LABELS.values())
    for file in (ROOT / "scraper" / "web" / "templates").iterdir():
        text = file.read_text("utf-8")
        used |= set(re.findall(r"""\bt\(["']([^"']+)["']\)""", text))
        used |= set(re.findall(r"""\bfact\("([^"]+)\"""", text))
        used |= set(re.findall(r"""[:,] "([\u4e00-\u9fff]+)"[,})]""", text))
    views = (ROOT / "scraper" / "web" / "views.py").read_text("utf-8")
    used |= set(re.findall(r'Problem\(\d+, "([^"]+)"', views)) | {"出错了"}
    assert used - ENGLISH.keys() == set()
    assert ENGLISH.keys() - used == set()
    assert not re.search(r"[\u4e00-\u9fff]", " ".join(ENGLISH.values()))


def test_places_that_were_found_are_counted_in_lines_and_tables() -> None:
    document = Document("", "", ("春。", "春耕，春播", "甲\t春", "乙\t丙"))
    lines = marking.shown(document, (), lambda text: search.matches(text, "春耕 甲"), 9)
    assert marking.hits(lines) == (2, 1)
    assert marking.hits(()) == (0, 0)


def role_of(document: Document) -> list[str]:
    lines = marking.shown(document, (), lambda _: (), 100)
    return [line.role for line in lines if isinstance(line, Line)]


def test_who_speaks_stands_below_the_title_and_who_signs_at_the_end() -> None:
    texts = (
        "县长 赵国强",
        "（2008年5月23日）",
        "同志们：",
        "现在开会。",
        "2008年5月23日那天下雨。",
    )
    spoken = date(2008, 5, 23)
    speech = Document("", "讲话", texts, spoken=spoken, speaker="赵国强", post="县长")
    lines = marking.shown(speech, (), lambda _: (), 100)
    assert marking.byline(lines) == "县长 赵国强（2008年5月23日）"
    assert role_of(replace(speech, salutation="同志们：")) == [
        "byline",
        "byline",
        "greeting",
        "",
        "",
    ]
    texts = (
        "各镇：",
        "请照此办理。",
        "附件：1. 表",
        "平川县水务局",
        "平川县民政局",
        "二〇二六年五月九日",
        "（此件公开发布）",
    )
    notice = Document(
        "", "通知", texts, written=date(2026, 5, 9), issuer="平川县水务局 平川县民政局"
    )
    assert role_of(notice) == ["", "", "", "signature", "signature", "signature", ""]
    one_line = replace(notice, paragraphs=("请照此办理。", "平川县水务局   2026年5月9日"))
    assert role_of(one_line) == ["", "signature"]
    amid = replace(
        notice, paragraphs=("平川县水务局", "2026年5月9日", *["略。"] * 20, "平川县水务局")
    )
    assert role_of(amid)[3:] == [""] * 19 + ["signature"]
    other_day = replace(notice, paragraphs=("请照此办理。", "2025年1月1日"))
    assert role_of(other_day) == ["", ""]


def test_tabbed_lines_in_a_row_are_a_table() -> None:
    texts = ("下表。", "镇\t亩", "柳湾\t120", "合计：\t120。", "完。", "甲方\t乙方")
    lines = marking.shown(
        Document("", "", texts), (), lambda _: [(0, 1)] if _ == "柳湾\t120" else [], 9
    )
    assert [type(line) for line in lines] == [Line, marking.Table, Line, Line]
    table = lines[1]
    assert isinstance(table, marking.Table)
    assert [number for number, _ in table.rows] == [1, 2, 3]
    assert table.rows[1][1] == ((Piece("柳", style="hit"), Piece("湾")), (Piece("120"),))
