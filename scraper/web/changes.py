"""What changed between two texts, to be read: paragraph by paragraph, then by characters.

Ratcliff and Obershelp's matching (difflib). A run of one or two characters that two edits share by
accident (的, 了) is taken into the edit: a reader wants words, not the shortest script.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_PARAGRAPHS = 3000  # a matching is quadratic at worst
MOST_CHARS = 3000  # of a paragraph that is compared character by character
SHARED = 3  # characters between two edits that are worth showing as kept
ALIKE = 0.4  # how alike two paragraphs must be to be one that was edited


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters; `change` is "" (kept), "del" or "ins"."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """One paragraph, kept or changed."""

    runs: tuple[Run, ...]

    @property
    def changed(self) -> bool:
        """Say whether anything differs."""
        return any(run.change for run in self.runs)


@dataclass(frozen=True, slots=True)
class Same:
    """So many paragraphs that did not change and are not shown."""

    paragraphs: int


def changes(old: Sequence[str], new: Sequence[str]) -> tuple[Edited | Same, ...]:
    """Return the paragraphs that differ, each with one unchanged neighbour, and the gaps between.

    Texts of more than MOST_PARAGRAPHS are compared up to there.
    """
    old, new = old[:MOST_PARAGRAPHS], new[:MOST_PARAGRAPHS]
    edited: list[Edited] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            edited += [Edited((Run("", text),)) for text in old[a:b]]
        else:
            edited += _replaced(old[a:b], new[c:d])
    return tuple(_folded(edited))


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Edited]:
    """Yield what became of some paragraphs: edited where two are alike, else gone and come."""
    for before, after in zip_longest(old, new, fillvalue=""):
        alike = before and after and len(before) + len(after) <= 2 * MOST_CHARS
        if alike and SequenceMatcher(None, before, after, autojunk=False).quick_ratio() >= ALIKE:
            yield Edited(tuple(_by_characters(before, after)))
        else:
            yield from (
                Edited((Run(change, text),))
                for change, text in (("del", before), ("ins", after))
                if text
            )


def _by_characters(old: str, new: str) -> Iterator[Run]:
    gone = come = ""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for i, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal" and (b - a >= SHARED or i in {0, len(codes) - 1}):
            yield from _edit(gone, come)
            gone = come = ""
            yield Run("", old[a:b])
        else:
            gone += old[a:b]
            come += new[c:d]
    yield from _edit(gone, come)


def _edit(gone: str, come: str) -> Iterator[Run]:
    if gone:
        yield Run("del", gone)
    if come:
        yield Run("ins", come)


def _folded(edited: Sequence[Edited]) -> Iterator[Edited | Same]:
    """Leave out unchanged paragraphs that stand beside no change."""
    last, skipped = len(edited) - 1, 0
    for i, paragraph in enumerate(edited):
        near = edited[max(0, i - 1) : min(last, i + 1) + 1]
        if any(one.changed for one in near):
            if skipped:
                yield Same(skipped)
            skipped = 0
            yield paragraph
        else:
            skipped += 1
    if skipped:
        yield Same(skipped)
