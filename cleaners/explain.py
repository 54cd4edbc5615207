"""The trail of a cleaning, for people: the page in order, each piece kept or cut and by which rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Cleaned, Cut


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one block; `rule` is empty where it was kept."""

    block: int
    text: str
    rule: str = ""


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


def by_rule(cleaned: Cleaned) -> list[tuple[str, int, int]]:
    """Return (rule, pieces, characters) for every rule that cut something, most pieces first."""
    count: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for piece in explain(cleaned):
        if piece.rule:
            count[piece.rule] += 1
            size[piece.rule] += len(piece.text)
    return [(rule, n, size[rule]) for rule, n in count.most_common()]
