"""A body that lost its salutation or its signature is widened to them.

A document may hold long lists that are links: prize winners, annexes, the matters of a session. A run of
text ends in such a list; a greeting above it or a signature with its date below it says that it went on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.dates import is_date_line
from cleaners.shadow import shadow
from cleaners.side import SITE_TALK, STOPS

if TYPE_CHECKING:
    from cleaners.model import Draft

_FAR = 80  # blocks
_GREETING = re.compile(
    r"^[^。!?;]{0,60}(?:同志|各位|尊敬的|敬爱的|亲爱的|代表|委员|领导|老师|同学|乡亲|政府|办公室|部门|单位|委员会|各[县市区乡镇省])[^。!?;]{0,40}:$"
)
_PAGE_TAGS = frozenset({"html", "body"})


def framed(
    draft: Draft, side: set[int], body: tuple[int, int], title: int | None
) -> tuple[int, int]:
    """Return the range that also holds the greeting above and the signature below a body."""
    first, last = body
    top = title + 1 if title is not None and title < first else 0
    for i in range(first - 1, max(top, first - _FAR) - 1, -1):
        if _is_plain(draft, side, i) and _GREETING.match(shadow(draft.blocks[i].text)):
            first = i if _encloses(draft, i, last) else first
            break
    for i in range(last + 1, min(len(draft.blocks), last + _FAR)):
        if _is_plain(draft, side, i) and _is_signature(draft, i):
            last = i + 1 if _encloses(draft, first, i + 1) else last
            break
    return first, last


def _is_plain(draft: Draft, side: set[int], index: int) -> bool:
    return index not in side and not draft.blocks[index].links


def _is_signature(draft: Draft, index: int) -> bool:
    """Say whether a block is a date in words with the name of an office or a person above it."""
    text = draft.blocks[index].text
    if "年" not in text or len(text) > 20 or not is_date_line(text):
        return False
    above = draft.blocks[index - 1]
    told = (
        STOPS.search(above.text)
        or SITE_TALK.search(above.text)
        or ":" in above.text
        or "：" in above.text
    )
    return not above.links and 2 <= len(above.text) <= 40 and not told


def _encloses(draft: Draft, first: int, last: int) -> bool:
    """Say whether one element below the page itself holds all of these blocks."""
    return any(
        n.first <= first
        and last <= n.last
        and n.tag not in _PAGE_TAGS
        and last - first >= (n.last - n.first) * 0.5
        for n in draft.nodes
    )
