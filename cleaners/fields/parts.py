"""Where the texts of a collection begin that are set apart by nothing but their titles or bare numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.fields.outline import greets, number_of
from cleaners.words.dates import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft

_COLLECTION = re.compile(
    r"(\d{1,2}|[一二两三四五六七八九十]{1,3})\s?[篇份](?!章|幅|文章)|汇编|合集|集锦|选编"
)
_NUMBER = re.compile(r"[(]?([一二三四五六七八九十]{1,3}|\d{1,2})[)]?")
_NO_TITLE = re.compile(
    r"[。!?;:,]|^(?:[一二三四五六七八九十]{1,3}[、.]|[(]|\d|第[一二三四五六七八九十]{1,3}[章节条]|——|目\s*录)"
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})


def set_apart(draft: Draft, lines: Sequence[Line], title: str) -> list[int]:
    """Return the lines that begin the texts of a page whose title calls it a collection.

    There are as many of them as the title says, if it says so: titles in headings or in the middle of
    the line, or numbers alone on a line that count up from one.
    """
    told = draft.meta.get("<title>") or (draft.blocks[0].text if draft.blocks else "")
    called = _COLLECTION.search(told)
    if not called:
        return []
    said = called[1] and number_of(called[1], unknown=2)  # 两篇
    for starts in (_numbered(lines), _titled(draft, lines, title)):
        if len(starts) > 1 and said in (None, len(starts)):
            return starts
    return []


def _numbered(lines: Sequence[Line]) -> list[int]:
    starts: list[int] = []
    for i, line in enumerate(lines):
        match = _NUMBER.fullmatch(line.shadow) if len(line.text) < 6 else None
        if match and number_of(match[1]) == len(starts) + 1:
            starts.append(i)
    return starts


def _titled(draft: Draft, lines: Sequence[Line], title: str) -> list[int]:
    """Return the titles with running text below; who speaks and when stands centred below a title, too."""
    found = [i for i, line in enumerate(lines) if line.text != title and _heads(draft, line)]
    firsts = [i for i in found if i - 1 not in found]
    return firsts if all(b - a > 2 for a, b in pairwise([*firsts, len(lines)])) else []


def _heads(draft: Draft, line: Line) -> bool:
    if len(line.text) > 40 or _NO_TITLE.search(line.shadow):
        return False
    node = draft.nodes[draft.blocks[line.block].node]
    centred = "centred" in node.names or "centred" in draft.nodes[node.parent].names
    set_off = node.tag in _HEADINGS or centred
    return set_off and not is_date_line(line.shadow) and not greets(line.shadow)
