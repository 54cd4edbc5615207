"""What of a document is shown beside its title: the part where the words of a query stand, and where they do."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from scraper.query import Term, pattern, read

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEFORE, _AROUND = 20, 84  # characters of a snippet: before the first match, and in all
_END = re.compile("[。！？!?；;\n][”’」』）)]*\\s*")  # of a sentence: snippets begin behind one
_STOPPED = re.compile(
    "(?<=[，。！？；：、”’」』）…])\n"
)  # full width: a space more would be a hole
_MARKS = 200  # matches of a text that are weighed for its snippet


def snippet_of(text: str, terms: list[Term]) -> str:
    """Return the part of a text where most of the terms stand together, or its beginning, on one line."""
    start = _best_start(text, terms)
    shown = _STOPPED.sub("", text[start : start + _AROUND]).replace("\n", " ")
    return "…" * (start > 0) + shown + "…" * (start + _AROUND < len(text))


def _best_start(text: str, terms: list[Term]) -> int:
    """Return where a snippet begins: before the first place that shows most of the terms."""
    marks = sorted(
        (found.start(), number)
        for number, term in enumerate(terms)
        for found in islice(pattern(term).finditer(text), _MARKS)
    )
    best, most = 0, 0
    for at, (start, _) in enumerate(marks):
        shown = {number for place, number in marks[at:] if place < start + _AROUND - _BEFORE}
        if len(shown) > most:
            best, most = start, len(shown)
        if most == len(terms):
            break
    start = max(0, best - _BEFORE)
    ends = _END.search(text, start, best) if start else None
    return ends.end() if ends else start


def matches(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a query stand in a text: (start, end) offsets, for highlighting."""
    return spans(text, [term for term in read(words).wanted if not term.title])


def spans(text: str, terms: Iterable[Term]) -> tuple[tuple[int, int], ...]:
    """Where terms stand in a text: (start, end) offsets."""
    chosen = tuple(terms)
    return tuple(found.span() for found in pattern(*chosen).finditer(text)) if chosen else ()
