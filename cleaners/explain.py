"""The trail of a cleaning, for people: the page in order, each piece kept or cut and by which rule."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaners.lines import EDGE, kept, kept_lines, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaners.model import Cleaned, Cut, Draft


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one block; `rule` is empty where it was kept."""

    block: int
    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cut stood in the document: before character `char` of paragraph `paragraph`.

    `char` is None where the whole line was cut: it then stood before that paragraph.
    """

    paragraph: int
    char: int | None


def places(draft: Draft) -> tuple[Place, ...]:
    """Return the place of every cut of a draft, in the order of its cuts."""
    gone = merged(draft.cuts)
    number = {line.block: i for i, line in enumerate(kept_lines(draft))}
    after = list(accumulate((i in number for i in range(len(draft.blocks))), initial=0))
    inside = {i: _offsets(draft.blocks[i].text, gone[i]) for i in gone.keys() & number.keys()}
    return tuple(
        Place(after[cut.block], inside[cut.block](cut.start) if cut.block in inside else None)
        for cut in draft.cuts
    )


def _offsets(text: str, ranges: list[tuple[int, int]]) -> Callable[[int], int]:
    """Return what turns an offset in a block into one in its paragraph: what is kept, trimmed."""
    whole = kept(text, ranges)
    indent, length = len(whole) - len(whole.lstrip(EDGE)), len(whole.strip(EDGE))
    starts = [start for start, _ in ranges]
    cut = list(accumulate((end - start for start, end in ranges), initial=0))

    def offset(at: int) -> int:
        last = bisect_right(starts, at) - 1
        gone = cut[last] + min(at, ranges[last][1]) - starts[last] if last >= 0 else 0
        return min(max(0, at - gone - indent), length)

    return offset


def explain(cleaned: Cleaned) -> tuple[Piece, ...]:
    """Return the whole page as pieces; joined, the texts of a block's pieces are the block."""
    by_block: dict[int, list[Cut]] = {}
    for cut in sorted(cleaned.draft.cuts):
        by_block.setdefault(cut.block, []).append(cut)
    pieces: list[Piece] = []
    for i, block in enumerate(cleaned.draft.blocks):
        pieces += _pieces(i, block.text, by_block.get(i, []))
    return tuple(pieces)


def _pieces(block: int, text: str, cuts: list[Cut]) -> Iterator[Piece]:
    at = 0
    for cut in cuts:
        if cut.end <= at:
            continue  # another rule had said so already
        if cut.start > at:
            yield Piece(block, text[at : cut.start])
        yield Piece(block, text[max(at, cut.start) : cut.end], cut.rule)
        at = cut.end
    if at < len(text):
        yield Piece(block, text[at:])
