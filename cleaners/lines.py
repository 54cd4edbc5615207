"""What is left of a draft, as lines: the view every step works on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaners.model import Cut, Draft

GONE = "\0"
_EDGE = " \u3000\t"


@dataclass(frozen=True, slots=True)
class Line:
    """The kept text of one block, trimmed; `shadow` is the same text as rules read it.

    `raw` is the shadow of the whole block with what is cut blanked out by `GONE`: its offsets are
    the block's, and no pattern matches across a cut by accident.
    """

    block: int
    text: str
    shadow: str
    raw: str


def merged(cuts: Iterable[Cut]) -> dict[int, list[tuple[int, int]]]:
    """Return block → sorted, non-overlapping (start, end) ranges of everything that is cut."""
    ranges: dict[int, list[tuple[int, int]]] = {}
    for cut in cuts:
        ranges.setdefault(cut.block, []).append((cut.start, cut.end))
    for block, spans in ranges.items():
        if len(spans) > 1:
            ranges[block] = _joined(spans)
    return ranges


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def kept(text: str, ranges: list[tuple[int, int]]) -> str:
    """Return the text minus exactly the given ranges."""
    pieces, at = [], 0
    for start, end in ranges:
        pieces.append(text[at:start])
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


@lru_cache(maxsize=4)  # steps that cut nothing hand the same draft on
def kept_lines(draft: Draft) -> list[Line]:
    """Return the lines that are left, in page order, without blank ones."""
    gone = merged(draft.cuts)
    lines = []
    for i, block in enumerate(draft.blocks):
        ranges = gone.get(i)
        if ranges and ranges[0][0] == 0 and ranges[0][1] >= len(block.text):
            continue
        text = (kept(block.text, ranges) if ranges else block.text).strip(_EDGE)
        if text:
            raw = shadow(block.text)
            lines.append(Line(i, text, shadow(text), _blanked(raw, ranges) if ranges else raw))
    return lines


def _blanked(text: str, ranges: list[tuple[int, int]]) -> str:
    for start, end in ranges:
        text = text[:start] + GONE * (end - start) + text[end:]
    return text
