"""The signature of a document: the offices that sign, and the day below or behind their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.words.dates import WRITTEN, first_date, is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cleaners.lines import Line

_SIGNED = re.compile(
    r"[\u4e00-\u9fff、（）() ]{2,60}(?:人民政府|政府|办公室|办公厅|委员会|局|厅|部|院|党委|党组|总工会|工会|中心|处|集团|公司|协会|学会|研究会|联合会|商会|基金会|法院|检察院|学校|大学|学院|医院|支队|大队|县委|市委|区委|省委|镇委|乡委|团委|工委|纪委|总支|支部|组委会|指挥部|领导小组|工作组|专班|调查队|(?:[常党居村管家筹]委|理事|董事|监事)会|[馆所站]|[部处室科][(（][部处室科][)）])"
)
_ON_ONE_LINE = re.compile(rf"(.+?)\s+{WRITTEN}")
_FORWARDS = re.compile("印发|转发|批转|发布|下发")
_ENDS = frozenset("日时点分)）0123456789")
_NEAR_END = 12  # lines: below a signature stand contacts, annexes, who gets a copy


def head(lines: Sequence[Line], title: str) -> Sequence[Line]:
    """Return the lines above the text, at most seven: title and subtitle, day, speaker.

    The first sentence or greeting ends them.
    """
    for i, line in enumerate(lines[:7]):
        if line.text != title and (len(line.text) >= 60 or line.shadow.endswith(("。", ":"))):
            return lines[:i]
    return lines[:7]


def signed_on(lines: Sequence[Line], title: str) -> tuple[date, str] | None:
    """Return the day of a signature and the offices above it, "" where nobody signs; None without a signature.

    A notice that forwards a paper is signed above that paper; any other document at its end, or, where
    long annexes follow, where an office first signs.
    """
    dated = [
        i for i, x in enumerate(lines) if x.shadow[-1] in _ENDS and i > 1 and _closes(x.shadow)
    ]
    if not dated:
        return None
    plain = [
        i for i in dated if lines[i].shadow[0] != "("
    ]  # (…) is set under the title of an annex
    signed = [i for i in plain if _offices(lines, i)]
    ends = [i for i in plain or dated if i >= len(lines) - _NEAR_END]
    last = [i for i in ends if i in signed] or ends  # a form may have a day of its own below
    chosen = signed[:1] if _FORWARDS.search(title) or not ends else last[-1:]
    for at in chosen or ends[-1:]:
        if day := first_date(lines[at].shadow):
            return day, _offices(lines, at)
    return None


def _closes(text: str) -> bool:
    if is_date_line(text):
        return True
    one = _ON_ONE_LINE.fullmatch(text) if text[-1] in "日时点分" and len(text) < 80 else None
    return one is not None and _signs(one[1])


def _signs(text: str) -> bool:
    return len(text) <= 60 and bool(_SIGNED.fullmatch(text.replace(" ", "")))


def _offices(lines: Sequence[Line], at: int) -> str:
    """Return the offices that sign on the line of a day or above it, set apart by blanks."""
    if one := _ON_ONE_LINE.fullmatch(lines[at].shadow):
        return _unspaced(lines[at].text[: one.end(1)])
    first = at
    while first > 1 and at - first < 5 and _signs(lines[first - 1].shadow):
        first -= 1
    return " ".join(_unspaced(line.text) for line in lines[first:at])


def _unspaced(text: str) -> str:
    """Take out the spaces a name is set with (县 政 府); those between two offices stay, one each."""
    names = text.split()
    return (" " if all(len(name) > 1 for name in names) else "").join(names)
