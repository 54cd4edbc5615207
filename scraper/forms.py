"""Two forms of a site's addresses: /show-12-345-1.html is /index.php?a=show&catid=12&id=345. Pure.

Which numbers of the one stand where in the other is read off pairs that turned out to be one
document, the way wrapper induction reads a template off its instances (Kushmerick 1997).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest

_NUMBER = re.compile(r"(?<!%)(?<!%[\dA-Fa-f])\d+")  # none is the 4 of %E4: a letter's byte
_DATE = re.compile(  # no number of a document's own: many have it; no page is of 1962 or 2073
    r"(?<!\d)(?:199\d|20[0-3]\d)(?:[-/]?(?:0?[1-9]|1[0-2])(?:[-/]?(?:0?[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_OWN = 10  # a document's number; less may be its page, or its place
_SITEWIDE = 1000  # a number that counts all pages of a site, and not those of a column
_OFTEN = 3  # pairs that agree, before they are a rule
_MOST = 200  # pairs of forms of one site


def share_a_number(one: str, other: str) -> bool:
    """Say whether two addresses bear a document's number, and one has no other than the other.

    Or one of another column, where the number is so high that it counts all of a site's pages.
    """
    mine, theirs = _numbers(one), _numbers(other)
    shared = mine & theirs
    if shared in (mine, theirs):
        return max(shared, default=0) >= _OWN
    return _column(_taken_apart(one), _taken_apart(other)) is not None


def _column(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]) -> int | None:
    """Return which number of two addresses of one form is a column's: the only one that differs, before a high one."""
    (form, mine), (into, theirs) = one, other
    differ = [at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]]
    if form != into or len(differ) != 1 or differ[0] == len(mine) - 1:
        return None
    return differ[0] if int(mine[-1]) >= _SITEWIDE and not _DATE.fullmatch(mine[-1]) else None


def _numbers(url: str) -> set[int]:
    """Return the numbers of an address that may be a document's own: not its column's or folder's."""
    path, _, query = _origin(url)[2].partition("?")
    own = path.rstrip("/").rpartition("/")[2] + "?" + query
    return {int(one) for one in _NUMBER.findall(_DATE.sub("", own))}


def _taken_apart(url: str) -> tuple[str, tuple[str, ...]]:
    """Return an address without its numbers, and these; of its host none is one."""
    origin, slash, path = _origin(url)
    return origin + slash + _NUMBER.sub("#", path), tuple(_NUMBER.findall(path))


def _origin(url: str) -> tuple[str, str, str]:
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return scheme + mark + host, slash, path


@dataclass(slots=True)
class _Rule:
    """What pairs of two forms have in common.

    `places`: for each number of the second form those of the first that it may be; `fixed`: numbers
    that have been the same in all pairs, of either form.
    """

    places: list[set[int]]
    fixed: tuple[dict[int, str], dict[int, str]]
    pairs: int = 1

    def agree(self, first: tuple[str, ...], second: tuple[str, ...]) -> None:
        self.pairs += 1
        for at, (places, number) in enumerate(zip(self.places, second, strict=True)):
            self.places[at] = {one for one in places if first[one] == number}
        for fixed, numbers in zip(self.fixed, (first, second), strict=True):
            for at in [at for at, number in fixed.items() if numbers[at] != number]:
                del fixed[at]

    def other(self, first: tuple[str, ...]) -> list[str] | None:
        """Return the numbers of the second form, or None where the pairs do not tell."""
        named = set().union(*self.places)
        strange = any(first[at] != one for at, one in self.fixed[0].items() if at not in named)
        varied = len(self.fixed[1]) < len(self.places)
        if self.pairs < _OFTEN or strange or not varied:
            return None
        numbers = [
            first[min(places)] if places else self.fixed[1].get(at, "")
            for at, places in enumerate(self.places)
        ]
        return numbers if all(numbers) else None


@dataclass(slots=True)
class Forms:
    """The forms of a site's addresses, as far as pairs of them have been met."""

    _rules: dict[str, dict[str, _Rule]] = field(default_factory=dict)
    _columns: Counter[tuple[str, int]] = field(default_factory=Counter)  # forms, and which number

    def learn(self, one: str, other: str) -> None:
        """Note two addresses of one document."""
        if (at := _column(_taken_apart(one), _taken_apart(other))) is not None:
            self._columns[_taken_apart(one)[0], at] += 1
        for url, target in ((one, other), (other, one)):
            (form, first), (into, second) = _taken_apart(url), _taken_apart(target)
            if form == into or not first or not second or len(self._rules) > _MOST:
                continue
            rules = self._rules.setdefault(form, {})
            if into in rules:
                rules[into].agree(first, second)
            elif len(rules) < _MOST:
                places = [{at for at, n in enumerate(first) if n == number} for number in second]
                fixed = (dict(enumerate(first)), dict(enumerate(second)))
                rules[into] = _Rule(places, fixed)

    def column(self, url: str) -> tuple[str, str]:
        """Return what stands before and after the number of a column in an address, as its site has several for one document."""
        form, numbers = _taken_apart(url)
        often = (at for (of, at), pairs in self._columns.items() if of == form and pairs >= _OFTEN)
        if (at := next(often, None)) is None:
            return "", ""
        origin, slash, path = _origin(form)
        pieces = [
            f"{piece}{one}" for piece, one in zip_longest(path.split("#"), numbers, fillvalue="")
        ]
        before = origin + slash + "".join(pieces[:at]) + path.split("#")[at]
        return before, "".join([path.split("#")[at + 1] + numbers[at + 1], *pieces[at + 2 :]])

    def others(self, url: str) -> list[str]:
        """Return the addresses an address's document is likely to have in the site's other forms."""
        form, first = _taken_apart(url)
        found: list[str] = []
        for into, rule in self._rules.get(form, {}).items():
            numbers = rule.other(first)
            if numbers is not None:
                origin, slash, path = _origin(into)
                pieces = zip_longest(path.split("#"), numbers, fillvalue="")
                found.append(origin + slash + "".join(piece + one for piece, one in pieces))
        return found
