"""What a pattern cannot match without: a few words to look for before the pattern is tried.

Most lines hold none of the words a rule is about, and looking for a word is many times quicker than
failing to match a pattern. The words are read off the parsed pattern, as search engines do for
regular expressions (Cox 2012, "Regular Expression Matching with a Trigram Index").
"""

from __future__ import annotations

from operator import itemgetter
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MOST = 48  # words; more are no quicker than the pattern
_SET = 6  # characters of a class that still stand for words
_REPEATS = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})
# where the parser keeps what an item holds and needs
_INSIDE: dict[Any, Callable[[Any], Any]] = dict.fromkeys(_REPEATS, itemgetter(2)) | {
    op.SUBPATTERN: itemgetter(3),
    op.ASSERT: itemgetter(1),
    op.ATOMIC_GROUP: lambda value: value,
}


def required(pattern: str) -> tuple[str, ...]:
    """Return words of which every match holds at least one; empty where nothing can be said.

    Letters that have a case are no part of them, so they hold for patterns that ignore case.
    """
    words = _of_sequence(_parser.parse(pattern)) or frozenset()
    return tuple(sorted(words)) if len(words) <= _MOST else ()


def width(pattern: str) -> tuple[int, int]:
    """Return the fewest and the most characters a match can have."""
    least, most = _parser.parse(pattern).getwidth()
    return int(least), int(most)


def holds_any(words: tuple[str, ...], text: str) -> bool:
    """Say whether a text holds one of the words, or whether there are none to look for."""
    for word in words:  # `any` takes three times as long
        if word in text:
            return True
    return not words


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the best of what the parts of a sequence require, each of which must match."""
    best: frozenset[str] | None = None
    run = ""
    for kind, value in items:
        if kind is op.LITERAL and _is_caseless(value):
            run += chr(value)
            continue
        best = _better(best, frozenset({run}) if run else None)
        best, run = _better(best, _of_item(kind, value)), ""
    return _better(best, frozenset({run}) if run else None)


def _of_item(kind: Any, value: Any) -> frozenset[str] | None:
    if kind is op.BRANCH:
        return _of_choice([_of_sequence(branch) for branch in value[1]])
    if kind is op.IN:
        plain = all(part is op.LITERAL and _is_caseless(code) for part, code in value)
        return frozenset(chr(code) for _, code in value) if plain and len(value) <= _SET else None
    inside = _INSIDE.get(kind)
    if inside is None or (kind in _REPEATS and value[0] == 0):
        return None
    return _of_sequence(inside(value))


def _of_choice(branches: list[frozenset[str] | None]) -> frozenset[str] | None:
    words = [branch for branch in branches if branch is not None]
    return frozenset().union(*words) if len(words) == len(branches) else None


def _better(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    """Return the set that fewer texts will hold: of words, not single characters, then of fewer."""
    if a is None or b is None:
        return a if b is None else b
    return min(a, b, key=lambda words: (min(map(len, words)) < 2, len(words)))


def _is_caseless(code: int) -> bool:
    char = chr(code)
    return char.lower() == char.upper() and not char.isspace()
