"""The annexes a document names (附件说明): 附件：1.进度表 2.项目清单, on one line or one a line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line

_LABEL = re.compile(
    r"^附\s*[件表录]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*:\s*|^附\s*[件表录]?\s*:?\s*(?=1\s*[.、]\s*(?!\d))"
)
_ITEM = re.compile(r"^(\d{1,2})\s*[.、]\s*(?!\d)")
_NEXT = re.compile(r"[;,、\s]*(?<!\d)(\d{1,2})\s*[.、]\s*(?!\d)")
_NO_NAME = re.compile(r"[。!?]|^(?:略|无|另附|另发|如下|见|请|点击|下载|网站)|:$")
_ENDS = " ;；。\u3000"
_LONGEST = 120


def annexes(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Yield (index of the line, name) of every annex named behind or below 附件：, numbers off."""
    for i, line in enumerate(lines):
        label = _LABEL.match(line.shadow) if line.text[0] == "附" and i else None
        if not label or len(line.text) > _LONGEST * 3:
            continue
        first = list(_items(line, label.end()))
        yield from ((i, name) for name in first)
        numbered = not first or _ITEM.match(line.shadow[label.end() :])
        count = len(first)
        for j, below in enumerate(lines[i + 1 : i + 31] if numbered else (), i + 1):
            item = _ITEM.match(below.shadow)
            name = below.text[item.end() :].strip(_ENDS) if item else ""
            if not item or int(item[1]) != count + 1 or not _is_name(name):
                break
            count += 1
            yield j, name


def _items(line: Line, start: int) -> Iterator[str]:
    """Yield the names behind the label: one, or several that count up from 1."""
    ends: list[tuple[int, int]] = []
    at = start
    while (mark := _NEXT.search(line.shadow, at)) and int(mark[1]) == len(ends) + 1:
        if not ends and mark.start() > start:
            break
        ends.append(mark.span())
        at = mark.end()
    spans = [*ends, (len(line.text), 0)] if ends else [(0, start), (len(line.text), 0)]
    for (_, begin), (end, _) in pairwise(spans):
        if _is_name(name := line.text[begin:end].strip(_ENDS)):
            yield name


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST and not _NO_NAME.search(text)
