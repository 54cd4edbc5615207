"""What a rule is, what a group of them is, and what is known of a site.

A rule reads the folded shadow (`cleaners/shadow.py`) of a line. It is asked only where its pattern can
match at all, which its shape tells far quicker (`cleaners/literals.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cleaners.literals import finder
from cleaners.model import Scope
from cleaners.shadow import shadow, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaners.lexicon import Lexicon
    from cleaners.literals import Shape
    from cleaners.model import Zone

_FIGURE = re.compile(r"\d")
_SENTENCE = re.compile(r"[^。!?]*[。!?]*(?:[”\")』」】]+。?)?")
_STOP = re.compile(r"[。!?]")
LONGEST = 1_000  # characters of a sentence that a site says: a longer one is a list of clauses
_AROUND = 80  # characters to each side of a span in which its sentence is read


@dataclass(frozen=True)
class Rule:
    """One class of chrome: where it stands, what it looks like, and examples that test it."""

    id: str
    why: str
    scope: Scope
    zones: frozenset[Zone]
    match: str  # a regular expression, its fragments put in
    shape: Shape  # what its matches have: tells quickly where there can be none
    loops: bool = False  # a group repeats: a line that does so too may cost any time
    lexicon: Lexicon | None = None  # judges whole lines in the pattern's place
    unless_near: re.Pattern[str] | None = None
    unless_said: re.Pattern[str] | None = None
    beside: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    file: str = ""  # where it is written, for messages

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """`match`, compiled when it is first asked: one page needs a few, and all take half a second."""
        return re.compile(self.match, re.IGNORECASE)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the (start, end) ranges of one line's shadow that the rule says are chrome."""
        if self.scope in {Scope.LINE, Scope.SECTION}:
            return [(0, len(text))] if self.takes(text) else []
        if self.scope == Scope.SENTENCE:
            said = [(a, b) for a, b in sentences(text) if b - a <= LONGEST]
            return [(a, b) for a, b in said if self.pattern.search(text, a, b)]
        if self.shape.figure and not _FIGURE.search(text):
            return []
        if not self.pattern.search(text):  # half as long as to find that there is nothing to list
            return []
        found = [m.span() for m in self.pattern.finditer(text) if m.end() > m.start()]
        return [span for span in found if not self._is_spoken_of(text, *span)]

    def _is_spoken_of(self, text: str, start: int, end: int) -> bool:
        """Say whether the sentence around a span says by its words that the span is its own."""
        if self.unless_said is None:
            return False
        before = _STOP.split(text[max(0, start - _AROUND) : start])[-1]
        behind = _STOP.split(text[end : end + _AROUND], maxsplit=1)[0]
        return bool(self.unless_said.search(f"{before}{text[start:end]}{behind}"))

    def takes(self, text: str) -> bool:
        """Say whether a rule for lines takes one, read as its shadow, as a whole."""
        if self.lexicon:
            return self.lexicon.takes(text)
        if not self.shape.shortest <= len(text) <= self.shape.longest:
            return False
        if self.shape.figure and not _FIGURE.search(text):
            return False
        matches = self.pattern.fullmatch
        if self.loops and (short := squeezed(text)) != text and not matches(short):
            return False
        return bool(matches(text))

    def applies(self, text: str) -> bool:
        """Say whether the rule would cut anything of this line; what `hit` and `miss` test."""
        return bool(self.spans(shadow(text.strip())))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence of a shadow, its closing marks included."""
    return [m.span() for m in _SENTENCE.finditer(text) if m.end() > m.start()]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The rules of one scope and zone, and what tells quickly which of them have anything to say."""

    rules: tuple[Rule, ...]
    wordless: tuple[Rule, ...]  # those that are always asked
    words: re.Pattern[str]  # finds those of all the others
    # by word the places of the rules that are asked where it stands: its own and those of its beginnings
    places: Mapping[str, frozenset[int]]

    def asked(self, text: str) -> Sequence[Rule]:
        """Return the rules worth asking about a shadow, in order: most lines hold not a word of any."""
        words = self.words.findall(text)
        return _asked(self, frozenset(words)) if words else self.wordless

    def named(self, ids: tuple[str, ...]) -> Group:
        """Return those of the rules whose ids begin so; of such as want company (`beside`) only those named in full."""
        return _named(self, ids)


@lru_cache(maxsize=4096)  # most lines that hold any hold one or two
def _asked(rules: Group, words: frozenset[str]) -> Sequence[Rule]:
    places = rules.places[""].union(*map(rules.places.__getitem__, words))
    return [rules.rules[place] for place in sorted(places)]


@lru_cache(maxsize=64)
def _named(rules: Group, ids: tuple[str, ...]) -> Group:
    called = [rule for rule in rules.rules if rule.id.startswith(ids)]
    return group(replace(rule, beside=()) for rule in called if not rule.beside or rule.id in ids)


def group(rules: Iterable[Rule]) -> Group:
    """Return rules as a group, in their order."""
    every = tuple(rules)
    wordless = {i for i, rule in enumerate(every) if not rule.shape.words}
    owners: dict[str, set[int]] = {"": wordless}
    for i, rule in enumerate(every):
        for word in rule.shape.words:
            owners.setdefault(word, set()).add(i)
    places = {
        word: frozenset().union(*(owners.get(word[:n], ()) for n in range(len(word) + 1)))
        for word in owners
    }
    return Group(every, tuple(every[i] for i in sorted(wordless)), finder(places), places)


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """What we know of one site: its name, hosts, link shapes, body selector names and own rules."""

    name: str = ""
    hosts: tuple[str, ...] = ()
    article: tuple[re.Pattern[str], ...] = ()
    listing: tuple[re.Pattern[str], ...] = ()
    body: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
