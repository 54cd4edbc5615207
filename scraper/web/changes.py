"""What changed between two texts, to be read: paragraph by paragraph, then by characters.

Ratcliff and Obershelp's matching (difflib). Where several paragraphs in a row became others, those
that are most alike belong together, in their order (Needleman and Wunsch's alignment). A run of one or two characters that two edits share by
accident (的, 了) is taken into the edit: a reader wants words, not the shortest script.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, takewhile, zip_longest
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHARED = 3  # characters between two edits that are worth showing as kept
ALIKE = 0.4  # of the pairs of characters, two paragraphs must share to be one that was edited
COMPARED = 2000  # characters of a paragraph that are looked at for this
MOST_COMPARED = 3_000_000  # characters in all; beyond, paragraphs are paired as they come
# pairs of equal items that one matching, and all of a page, may have: at worst it looks at every
# pair for every item, and a text of two characters over and over is that worst
MOST_PAIRS, MOST_PAIRS_IN_ALL = 60_000, 600_000

Code: TypeAlias = tuple[str, int, int, int, int]  # as difflib's get_opcodes gives them


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


@dataclass(slots=True)
class _Matcher:
    """difflib within bounds: what would take too long to match is a replacement."""

    left: int = MOST_PAIRS_IN_ALL
    compared: int = 0

    def may_compare(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Say whether every paragraph may be held against every other, and count it."""
        chars = (sum(10 + min(len(text), COMPARED) for text in side) for side in (old, new))
        self.compared += min(a * b for a, b in zip(chars, (len(new), len(old)), strict=True))
        return self.compared <= MOST_COMPARED

    def codes(self, old: Sequence[str], new: Sequence[str]) -> list[Code]:
        """Return how one sequence becomes the other; equal ends are not looked at."""
        start = _common(zip(old, new, strict=False))
        a, b = old[start:], new[start:]
        end = _common(zip(reversed(a), reversed(b), strict=False))
        a, b = a[: len(a) - end], b[: len(b) - end]
        codes = [("equal", 0, start, 0, start)] if start else []
        codes += [
            (tag, i + start, j + start, k + start, m + start)
            for tag, i, j, k, m in self._middle(a, b)
        ]
        if end:
            codes.append(("equal", len(old) - end, len(old), len(new) - end, len(new)))
        return codes

    def _middle(self, old: Sequence[str], new: Sequence[str]) -> list[Code]:
        if not old and not new:
            return []
        other = Counter(new)
        pairs = sum(count * other[item] for item, count in Counter(old).items())
        if pairs > min(MOST_PAIRS, self.left):
            return [("replace", 0, len(old), 0, len(new))]
        self.left -= pairs
        return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def changes(old: Sequence[str], new: Sequence[str]) -> tuple[Edited | Same, ...]:
    """Return the paragraphs that differ, each with one unchanged neighbour, and the gaps between."""
    matcher = _Matcher()
    edited: list[Edited] = []
    for tag, a, b, c, d in matcher.codes(old, new):
        if tag == "equal":
            edited += [Edited((Run("", text),)) for text in old[a:b]]
        else:
            edited += _replaced(matcher, old[a:b], new[c:d])
    return tuple(_folded(edited))


def _replaced(matcher: _Matcher, old: Sequence[str], new: Sequence[str]) -> Iterator[Edited]:
    """Yield what became of some paragraphs: edited where two are alike, else gone and come."""
    for before, after in _aligned(old, new, every=matcher.may_compare(old, new)):
        if before == after:
            yield Edited((Run("", before),))
        elif before and after:
            yield Edited(tuple(_by_characters(matcher, before, after)))
        else:
            yield Edited((Run("del", before) if before else Run("ins", after),))


def _aligned(old: Sequence[str], new: Sequence[str], *, every: bool) -> Iterator[tuple[str, str]]:
    """Pair paragraphs that are alike, so that most is shared in all; "" stands for none."""
    if not every:
        for before, after in zip_longest(old, new, fillvalue=""):
            alike = _likeness(_pairs_of(before), _pairs_of(after)) >= ALIKE
            apart = [pair for pair in ((before, ""), ("", after)) if any(pair)]
            yield from [(before, after)] if alike else apart
        return
    pairs = [_pairs_of(text) for text in new]
    likeness = [[_likeness(one, other) for other in pairs] for one in map(_pairs_of, old)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]  # of what is left from here
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and best[i][j] == best[i + 1][j]:
            yield old[i], ""
            i += 1
        elif j < len(new) and best[i][j] == best[i][j + 1]:
            yield "", new[j]
            j += 1
        else:
            yield old[i], new[j]
            i, j = i + 1, j + 1


def _pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a paragraph."""
    start = text[:COMPARED]
    return frozenset(map("".join, pairwise(start))) or frozenset(start)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return Dice's coefficient: 1 for the same pairs, 0 for none in common."""
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _by_characters(matcher: _Matcher, old: str, new: str) -> Iterator[Run]:
    gone = come = ""
    codes = matcher.codes(old, new)
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
    skipped = 0
    for i, paragraph in enumerate(edited):
        near = edited[max(0, i - 1) : i + 2]
        if any(one.changed for one in near):
            if skipped:
                yield Same(skipped)
            skipped = 0
            yield paragraph
        else:
            skipped += 1
    if skipped:
        yield Same(skipped)
