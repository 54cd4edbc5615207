"""What a pattern cannot match without: a few words to look for before the pattern is tried.

Most lines hold none of the words a rule is about, and looking for a word is many times quicker than
failing to match a pattern. The words are read off the parsed pattern, as search engines do for
regular expressions (Cox 2012, "Regular Expression Matching with a Trigram Index").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter

# private, and the only way to read a pattern as the engine does
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from string import ascii_letters
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MOST = 96  # words; more are no quicker than the pattern
_SET = 6  # characters of a class that still stand for words
_RANGE = 32  # of a range outside of ASCII (①-⑳), which are rare
_EVERYWHERE = frozenset("。,")  # hardly a line is without
# letters with so few forms that pairs of them are words: a pattern that ignores case takes the Kelvin
# sign for a k too; i and s have more such forms, and pairs of them are more words than they save
_LETTERS = frozenset(ascii_letters) - frozenset("isIS")
_KELVIN = "\u212a"
_REPEATS = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})
# where the parser keeps what an item holds and needs
_INSIDE: dict[Any, Callable[[Any], Any]] = dict.fromkeys(_REPEATS, itemgetter(2)) | {
    op.SUBPATTERN: itemgetter(3),
    op.ASSERT: itemgetter(1),
    op.ATOMIC_GROUP: lambda value: value,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What every match of a pattern has: one of the words, where there are any, a length, a figure."""

    words: tuple[str, ...]
    shortest: int
    longest: int
    figure: bool = False  # a decimal digit


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern whose `findall` yields the longest of the words wherever one begins.

    A choice is tried branch by branch at each character, so a pattern of hundreds of words is kept
    from most of them: the character and the next must both be such as words begin with, and words of
    one first character are a single branch. What is found is the first character, so that words may
    overlap.
    """
    behind: dict[str, list[str]] = {}  # first character → what follows it, the longest first
    words = sorted(filter(None, words), key=len, reverse=True)
    for word in words:
        behind.setdefault(word[0], []).append(re.escape(word[1:]))
    if not behind:
        return re.compile("(?!)")
    seconds = _class({word[1] for word in words if len(word) > 1})
    alone = _class({word for word in words if len(word) == 1})
    pair = "|".join([f"(?={seconds})"] * bool(seconds) + [f"(?<={alone})"] * bool(alone))
    word = "|".join(
        re.escape(first) + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0])
        for first, rest in behind.items()
    )
    return re.compile(rf"{_class(behind)}(?:{pair})(?<=(?=({word}))[\s\S])")


def _class(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]" if chars else ""


def shape(pattern: str) -> Shape:
    """Read off a pattern what its matches have; without words where none can be named.

    They hold for patterns that ignore case: of letters that have one, two in a row stand for a word in
    each of their forms, and no others do.
    """
    parsed = _parser.parse(pattern)
    words = _of_sequence(parsed) or frozenset()
    shortest, longest = parsed.getwidth()
    named = tuple(sorted(words)) if len(words) <= _MOST else ()
    return Shape(named, int(shortest), int(longest), _has_figure(parsed))


def _has_figure(items: Iterable[tuple[Any, Any]]) -> bool:
    """Say whether one of the parts of a sequence is a digit, or holds one however it matches."""
    for kind, value in items:
        if kind is op.BRANCH and all(map(_has_figure, value[1])):
            return True
        if kind is op.IN and value == [(op.CATEGORY, op.CATEGORY_DIGIT)]:
            return True
        inside = _INSIDE.get(kind)
        if inside and not (kind in _REPEATS and value[0] == 0) and _has_figure(inside(value)):
            return True
    return False


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the best of what the parts of a sequence require, each of which must match."""
    best: frozenset[str] | None = None
    run, before = "", ""
    for kind, value in items:
        char = chr(value) if kind is op.LITERAL else ""
        if char and _is_caseless(char):
            run, before = run + char, ""
            continue
        best = _better(best, frozenset({run}) if run else None)
        best = _better(best, _pair(before, char) or _of_item(kind, value))
        run, before = "", char
    return _better(best, frozenset({run}) if run else None)


def _pair(one: str, other: str) -> frozenset[str] | None:
    """Return two letters in every form they have, or None where these are too many."""
    if one not in _LETTERS or other not in _LETTERS:
        return None
    return frozenset(a + b for a in _forms(one) for b in _forms(other))


def _forms(letter: str) -> str:
    lower = letter.lower()
    return lower + lower.upper() + (_KELVIN if lower == "k" else "")


def _of_item(kind: Any, value: Any) -> frozenset[str] | None:
    if kind is op.BRANCH:
        return _of_choice([_of_sequence(branch) for branch in value[1]])
    if kind is op.IN:
        return _of_class(value, _is_caseless)
    cased = kind is op.SUBPATTERN and value[2] & re.IGNORECASE
    if cased and (letters := _of_cased(value[3])):
        return letters
    inside = _INSIDE.get(kind)
    if inside is None or (kind in _REPEATS and value[0] == 0):
        return None
    return _of_sequence(inside(value))


def _of_cased(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the letters that a part begins with where these stand for themselves: (?-i:[Рр]…)."""
    first = next(iter(items), None)
    return _of_class(first[1], str.isalpha) if first and first[0] is op.IN else None


def _of_class(parts: list[tuple[Any, Any]], stands: Callable[[str], bool]) -> frozenset[str] | None:
    """Return the characters of a small class, or None where they tell nothing or one does not stand for itself."""
    if len(parts) == 1 and parts[0][0] is op.RANGE:
        first, last = parts[0][1]
        chars = [chr(code) for code in range(first, min(last, first + _RANGE) + 1)]
        told = len(chars) <= _RANGE and not chars[0].isascii()
    else:
        told = len(parts) <= _SET and all(part is op.LITERAL for part, _ in parts)
        chars = [chr(code) for _, code in parts] if told else []
    told = told and all(map(stands, chars)) and _EVERYWHERE.isdisjoint(chars)
    return frozenset(chars) if told else None


def _of_choice(branches: list[frozenset[str] | None]) -> frozenset[str] | None:
    words = [branch for branch in branches if branch is not None]
    return frozenset().union(*words) if len(words) == len(branches) else None


def _better(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    """Return the set that fewer texts will hold: of words, not single characters, then of fewer."""
    if a is None or b is None:
        return a if b is None else b
    return min(a, b, key=lambda words: (min(map(len, words)) < 2, len(words)))


def _is_caseless(char: str) -> bool:
    return char.lower() == char.upper() and not char.isspace()
