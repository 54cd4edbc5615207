"""The parts of a row, and which of them are figures or buttons."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.blocks.markup import CONTROLS, buttons, leads_nowhere
from cleaners.body.edges import is_file
from cleaners.words.prose import PROTECTED, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Block, Draft

LONGEST = 100  # characters of a row
_NEAR = 8  # blocks of its element among which a button is looked for
_PART = 24  # characters of a part of it
# of tables, lists and headings, which a document has as well
ITEMS = frozenset("tr td th caption dt dd li h1 h2 h3 h4 h5 h6".split())
MARKS = " \0|¦┃┆│‖・·•\t\u3000"
_APART = re.compile(rf"[{MARKS[1:]}]|\s{{2,}}")
ICON = re.compile("[\0\u2190-\u27bf\u2b00-\u2bff\ue000-\uf8ff\U0001f000-\U0001faff]")
_ICONS = re.compile(r"^[^\w(]+|[^\w)%+]+$")
_CLOCK = r"[012]?\d:[0-5]\d(?::[0-5]\d)?"
# a fraction alone is no day: 余氯 0.5
_DAY = r"(?:(?:19|20)?\d\d[-/.]\d{1,2}[-/.]|\d{1,2}[-/])\d{1,2}(?![\d.])|(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?"
# a fraction is a price or a rate of the document's, but of thousands and bytes: 1.3k, 41.5KB
_COUNT = r"\d[\d,]{0,9}(?:\.\d{1,2}(?=\s?(?:[kw万千]|[kmg]b?(?![a-z]))))?\s?[kw万千]?\+?"
_UNIT = r"\s?(?:[\u4e00-\u9fff]{1,3}|[kmg]b?|%|℃)"
_LABEL = r"[\u4e00-\u9fff]{1,6}\s?[:=]?\s?"
_WHEN = re.compile(rf"(?:{_LABEL})?(?:(?:{_DAY})(?:\s(?:{_CLOCK}))?|{_CLOCK})")
# a number with what it counts: 围观 841, 2人作答, Lv.7, 38.4KB, 应声(3)
_COUNTS = re.compile(
    rf"(?:{_LABEL}|lv\.?\s?)?(?:[(]{_COUNT}[)]|{_COUNT}(?:{_UNIT})?)", re.IGNORECASE
)
# a telephone; and a bare number, where no icon or button is beside it
_LONG, _VALUE = re.compile(r"\d{7}"), re.compile(r"\d{7}|^[\d,.]+$")
_FIGURE = re.compile(r"[\d.,]+")
_RULED = re.compile("[①-⓿─-╿]")  # numbers and ruled lines, no icons
_TOLD = re.compile("[:：]")  # 心率：72
_DATED = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d")
COUNTER = re.compile(rf"(?:[\u4e00-\u9fff]{{1,4}}\s?)?{_COUNT}(?:{_UNIT})?", re.IGNORECASE)
# what a document counts or numbers around its text: issues, votes, money, who came; and where and when it was
OWN = re.compile(
    r"\d{7}|第\s?\d|第[一二三四五六七八九十百]{1,4}[条章节款编]|[\d一二三四五六七八九十]\s?(?:[期届号票元吨亩岁米件户项名例台套间辆座场起处把株头箱袋桶]|万元|公里|公顷|人(?![\u4e00-\u9fff]))"
    r"|[应实]到|[出缺列]席|[参到]会|年龄|身高|体重|时间|日期|地[点址]|电话|[编文案]号|邮编|[总合小]计|金额|论文|[专著]著|著作|专利|教授|教师|研究员|院士|博士|[名人]单"
)


def marks_of(block: Block) -> Iterator[int]:
    """Yield where the inline elements and links of a block begin, and where its links end."""
    yield from block.seams
    for link in block.links:
        yield from (link.start, link.end)


def parts_of(block: Block, text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a row, without the icons at their edges, and where a part leads that is a link."""
    marks = {0, len(text), *marks_of(block)}
    marks.update(i for i, mark in enumerate(block.text) if mark == "\t")
    marks.update(m for found in _APART.finditer(text) for m in found.span())
    for start, end in pairwise(sorted(marks)):
        part = _ICONS.sub("", text[start:end].strip(MARKS))
        part = part if "(" in part and ")" in part else part.strip("()")
        if part:
            led = (x.href or "#" for x in block.links if x.start <= start and end <= x.end)
            yield part, next(led, "")


def is_row(draft: Draft, line: Line, *, amid: bool = False) -> bool:
    """Say whether at least half of the parts of a line are figures or buttons, and none is a document's.

    What is not clicked wants an element with a name for itself, for no writer sets a line so;
    between paragraphs there goes nothing but what is clicked.
    """
    block, text = draft.blocks[line.block], line.raw
    if block.tag in ITEMS or len(text) > LONGEST or is_file(block):
        return False
    if any(told.search(text) for told in (SENTENCE_END, OWN, PROTECTED)):
        return False
    parts = list(parts_of(block, text))
    if spaced := len(parts) == 1:
        parts = [(part, "") for part in _words(text)]
    if len(parts) < 2 or any(len(part) > _PART for part, _ in parts):
        return False
    clicked = _is_clicked(draft, line)
    dated = [not href and bool(_WHEN.fullmatch(part)) for part, href in parts]
    counted = [_is_counter(part, href, bare=clicked) for part, href in parts]
    if amid:
        return clicked and all(counted)
    named = sum(href[:1] != "#" and bool(href) and not leads_nowhere(href) for _, href in parts)
    listed = named > 1 and sum(dated) > 1
    told = sum(map(max, counted, dated))
    if not (any(counted) or listed) or told < 2 or told * 2 < len(parts) - named:
        return False
    sure = (clicked or listed) and (not spaced or any(dated))
    plain = sum(counted) if any(dated) or block.links or _are_counts(parts, counted) else 0
    return sure or _is_set_apart(draft, block, plain, dated=any(dated))


def _is_clicked(draft: Draft, line: Line) -> bool:
    """Say whether a row has buttons, in it or in its element, or an icon for each of two counters; one is a bullet."""
    block = draft.blocks[line.block]
    pressed = len(buttons(block))
    if pressed > 1 or (pressed and _is_alone(draft, block)) or _is_beside_button(draft, block):
        return True
    return len(ICON.findall(_RULED.sub("", line.raw))) > 1


def _is_set_apart(draft: Draft, block: Block, counted: int, *, dated: bool) -> bool:
    """Say whether a row without buttons has an element with a name for itself, or a whole day and counters."""
    if _is_alone(draft, block):
        plain = counted > 2 and block.seams and not _TOLD.search(block.text)
        stamped = dated and (block.seams or _DATED.search(block.text))
        return bool(stamped or plain or block.links)
    return counted > 1 and bool(_DATED.search(block.text))


def _are_counts(parts: Sequence[tuple[str, str]], counted: Sequence[bool]) -> bool:
    """Say whether every figure of a row is a counter, and each of another thing: 金 5 银 3 金 4 is a table."""
    figures = [
        (part, told) for (part, _), told in zip(parts, counted, strict=True) if _FIGURE.search(part)
    ]
    things = [_FIGURE.sub("", part) for part, _ in figures]
    return all(told for _, told in figures) and len(set(things)) == len(things)


def _is_alone(draft: Draft, block: Block) -> bool:
    """Say whether a block has an element with a name for itself."""
    node = draft.nodes[block.node]
    return bool(node.names) and node.last - node.first == 1


def _is_beside_button(draft: Draft, block: Block) -> bool:
    """Say whether a button stands in the element of a block."""
    node = draft.nodes[block.node]
    few = draft.blocks[node.first : min(node.last, node.first + _NEAR)]
    return any(b.tag in CONTROLS for b in few)


def _words(text: str) -> list[str]:
    """Return the words of a line that no element parts, a label with its number: 晚报 2016-09-10 读 902."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=\d+(?: |$))", "", text.strip(MARKS)).split(" ")


def _is_counter(part: str, href: str, *, bare: bool) -> bool:
    """Say whether a part of a row is a button, or a number with what it counts; a bare one where that is said."""
    if href:
        return leads_nowhere(href)
    return bool(_COUNTS.fullmatch(part)) and not (_LONG if bare else _VALUE).search(part)


def is_on_shelf(draft: Draft, line: Line) -> bool:
    """Say whether a line is a link to another page with two figures and more behind it, and nothing else."""
    block = draft.blocks[line.block]
    if len(block.links) != 1 or leads_nowhere(block.links[0].href) or is_file(block):
        return False
    behind = [part for part, href in parts_of(block, line.raw) if not href]
    return len(behind) > 1 and all(_COUNTS.fullmatch(x) or _WHEN.fullmatch(x) for x in behind)
