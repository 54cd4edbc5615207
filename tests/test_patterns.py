"""No line of a page takes the patterns of rules and steps long, whatever it repeats."""

from __future__ import annotations

import random
import re
import time
from typing import TYPE_CHECKING

import pytest
from faults.fault import html, text

from cleaners import NoDocument, Page, bundled
from cleaners.model import Scope
from cleaners.shadow import shadow
from scraper import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.rule import Rule


@pytest.mark.parametrize("end", ["x", "字", " 2026-01-01"])
def test_lines_that_repeat_themselves_take_no_time(end: str) -> None:
    """Found by benchmarks/fuzz.py: a row of dashes and a letter; patterns with choices try them all."""
    units = [
        "-",
        "—",
        "·",
        "_",
        "- ",
        "[1] ",
        "1 ",
        "2026-",
        "下载",
        "下载 ",
        "字体大小",
        "T-",
        "分享",
        "阅读 ",
        "人气:",
        "点击",
    ]
    lines = "".join(f"<p>{unit * 40}{end}</p>" for unit in units)
    page = Page("http://a.example/1.html", html(lines + text(1) + lines).encode(), "text/html")
    kept = apart.clean(page, bundled()).document.text  # or it says too-complex
    assert all(line in kept for line in text(1).removeprefix("<p>").split("</p><p>")[:-1])


@pytest.mark.parametrize("run", ["&nbsp;", "　", "　 ", " \n", "&nbsp; ", "\t", "1", "-"])
@pytest.mark.parametrize(
    "around",
    ["<p>字{}见</p>", "<p>　字{}　见</p>", '<div class="crumb">首页{}见</div>', "<table><tr><td>来源<td>{}见</table>"],
)  # fmt: skip
def test_a_long_run_of_one_character_takes_no_time(run: str, around: str) -> None:
    body = around.format(run * 20_000) + text(1)
    page = Page("http://a.example/1.html", html(body).encode(), "text/html")
    began = time.process_time()
    with apart._in_time(Page("", b"x")):  # noqa: SLF001 - else it would not end
        apart.clean_here((page,), bundled())
    assert time.process_time() - began < 3


def test_hundreds_of_addresses_on_one_line_take_no_time() -> None:
    """Whose an address is shows near it: to ask all that stands before each of 600 takes 13 seconds."""
    said = "各乡镇要把责任落到人头,确保水渠按期通水{n}。"
    line = "".join(said.format(n=f"石桥文库www.a{n}shiqiao.com") for n in range(600))
    page = Page("http://a.example/1.html", html(f"<p>{line}</p>" + text(1)).encode(), "text/html")
    began = time.process_time()
    with apart._in_time(Page("", b"x")):  # noqa: SLF001 - else it would not end
        kept = apart.clean_here((page,), bundled()).document.text
    assert time.process_time() - began < 3
    assert said.format(n="") * 600 in kept.replace("，", ",")


PARTS = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+|[\d\-.:/]+|[^\w\s]")
WORDS = re.compile(r"[\u4e00-\u9fff]{2,6}")
BETWEEN = [["", " "], [":", " ", ""], [" 12 ", ":2022-05-09 14:50 ", "|"], ["年", "月", ",", "_"]]


def lines_of(rule: Rule, count: int = 40) -> Iterator[str]:
    """Lines of a rule's own words, as long as any it is asked about; none repeats itself.

    What ends them is in no rule's way until the very end.
    """
    words = [*WORDS.findall(rule.match), *PARTS.findall(" ".join(rule.hit))]
    for number in range(count):
        chance = random.Random(number)
        some = chance.sample(words, min(len(words), chance.choice([3, 6, 12, 200])))
        between = chance.choice(BETWEEN)
        length = chance.choice([60, 120, 316]) if rule.scope == Scope.LINE else 1000
        line = rule.hit[0][: chance.choice([0, 5, 9, 20])]
        while len(line) < length:
            line += chance.choice(some) + chance.choice(between)
        yield f"{line[:length]}。\x01见"


@pytest.mark.parametrize("rule", bundled().rules, ids=lambda rule: rule.id)
def test_no_line_of_a_rules_own_words_takes_it_long(rule: Rule) -> None:
    began = time.process_time()
    try:
        with apart._in_time(Page("", b"x")):  # noqa: SLF001 - else it would not end
            for line in lines_of(rule):
                rule.spans(shadow(line))
    except NoDocument:
        pytest.fail(f"{rule.id}: its pattern takes lines of its own words too long to read")
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    "unit", ["，代写，代笔", "好，文章来自某某某文库", "登录后可查看全文，", "水【shui】", "范文，公文，微信，"]
)  # fmt: skip
def test_a_line_that_never_stops_takes_no_time(unit: str) -> None:
    line = f"<p>{unit * (72_000 // len(unit))}</p>"
    page = Page("http://a.example/1.html", html(text(1) + line).encode(), "text/html")
    began = time.process_time()
    with apart._in_time(Page("", b"x")):  # noqa: SLF001 - else it would not end
        apart.clean_here((page,), bundled())
    assert time.process_time() - began < 4
