"""Two forms of a site's addresses: /show-12-345-1.html is /index.php?a=show&catid=12&id=345. Pure.

Which numbers of the one stand where in the other is read off pairs that turned out to be one
document, the way wrapper induction reads a template off its instances (Kushmerick 1997).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from scraper import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable

HEX = r"(?<![\w%])(?:[\dA-Fa-f]{16,64}|[\dA-Fa-f]{8}(?:-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12})(?!\w)"
_IN_HEX = re.compile(HEX)
_NUMBER = re.compile(rf"{HEX}|(?<!%)(?<!%[\dA-Fa-f])\d+")  # none is the 4 of %E4: a letter's byte
_DATE = re.compile(  # no number of a document's own: many have it; no page is of 1962 or 2073
    r"(?<!\d)(?:199\d|20[0-3]\d)(?:[-/]?(?:0?[1-9]|1[0-2])(?:[-/]?(?:0?[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_DAY = re.compile(r"(?:199\d|20[0-3]\d)(?:0[1-9]|1[0-2])")
_ITS_NUMBER = re.compile(r"(?:|a|n|art|news|article|content|doc|info)_?id", re.IGNORECASE)
_OWN = 10  # a document's number; less may be its page, or its place
_SITEWIDE = 1000  # no column has so many
_OFTEN = 3  # pairs that agree, before they are a rule
_MOST = 200  # pairs of forms of one site


def _recased(url: str) -> list[str]:
    """Return an address with the hexadecimal numbers in it in small letters and in capitals, where that is another."""
    spelt = (
        _IN_HEX.sub(how, url) for how in (lambda one: one[0].lower(), lambda one: one[0].upper())
    )
    return [one for one in spelt if one != url]


def share_a_number(one: str, other: str) -> bool:
    """Say whether two addresses bear a document's number, and one has no other than the other.

    Or one of another column, where the number is so high that it counts all of a site's pages; or one
    that is the other below a folder more: /_s3/2026/1105/c12a345/page.htm.
    """
    if _is_below(one, other) or _is_below(other, one):
        return True
    mine, theirs = _numbers(one), _numbers(other)
    shared = mine & theirs
    if shared in (mine, theirs):
        return max(shared, default=0) >= _OWN
    return _column(_taken_apart(one), _taken_apart(other)) is not None


def live_together(one: str, other: str, pairs: Iterable[tuple[str, str]]) -> bool:
    """Say whether addresses like these two have often been met for one document."""
    sought = {_likeness(one), _likeness(other)}
    return len(sought) > 1 and sum(sought == set(map(_likeness, pair)) for pair in pairs) >= _OFTEN


def _likeness(url: str) -> str:
    """Return an address's last name without its numbers, and its parameters."""
    address, _, query = url.partition("?")
    names = sorted(map(parameters.name, query.split("&")))
    return _NUMBER.sub("#", address.rstrip("/").rpartition("/")[2]) + "?" + "&".join(names)


def _is_below(one: str, other: str) -> bool:
    path = _origin(other)[2]
    return "/" in path and one.endswith(f"/{path}") and bool(_NUMBER.search(path))


def _column(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]) -> int | None:
    """Return which number of two paths of one form is a column's: the only one that differs, before a high one.

    No year is one; of a query the names tell.
    """
    (form, mine), (into, theirs) = one, other
    differ = [at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]]
    if form != into or "?" in form or len(differ) != 1 or differ[0] == len(mine) - 1:
        return None
    at = differ[0]
    years = _DATE.fullmatch(mine[at]) or _DATE.fullmatch(theirs[at])
    return at if _is_sitewide(mine[-1]) and not years else None


def _is_sitewide(number: str) -> bool:
    """Say whether a number counts all pages of a site, and not those of a column or a day: 2026030501."""
    return _value(number) >= _SITEWIDE and not _DAY.match(number)


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else int(number.replace("-", ""), 16)


def _numbers(url: str) -> set[int]:
    """Return the numbers of an address that may be a document's own: not its column's or folder's."""
    path, _, query = _origin(url)[2].partition("?")
    own = path.rstrip("/").rpartition("/")[2] + "?" + query
    return {_value(one) for one in _NUMBER.findall(_DATE.sub("", own))}


def _taken_apart(url: str) -> tuple[str, tuple[str, ...]]:
    """Return an address without its numbers, and these, in small letters; of its host none is one."""
    origin, slash, path = _origin(url)
    return origin + slash + _NUMBER.sub("#", path), tuple(_NUMBER.findall(path.lower()))


def _origin(url: str) -> tuple[str, str, str]:
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return scheme + mark + host, slash, path


def idle_parameters(url: str, target: str) -> dict[str, str]:
    """Return the parameters, and their values, without which an address is the one its document is kept under.

    A document's number is none of them: what says no number may show the newest one.
    """
    found = dict(one.partition("=")[::2] for one in _beyond(url, target))
    return {name: value for name, value in found.items() if not _ITS_NUMBER.fullmatch(name)}


def _beyond(url: str, target: str) -> set[str]:
    """Return what the query of an address has beside all of another one's, if nothing else differs."""
    address, _, query = url.partition("?")
    theirs, _, kept = target.partition("?")
    own, left = set(query.split("&")), set(filter(None, kept.split("&")))
    return own - left if address == theirs and left < own else set()


@dataclass(slots=True)
class Idle:
    """Parameters of scripts that make no odds, as far as addresses of one document have told."""

    _met: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def learn(self, url: str, kept: str) -> None:
        """Note another address of a document that is kept under a shorter or a longer one."""
        shorter, longer = idle_parameters(url, kept), idle_parameters(kept, url)
        for name, value in (*dict.fromkeys(shorter, "").items(), *longer.items()):
            self._met.setdefault((url.partition("?")[0], name), {})[url] = value

    def names(self, address: str) -> set[str]:
        """Return those of a script; not what is another with each document that is kept under it: its number."""
        return {
            name
            for (at, name), met in self._met.items()
            if at == address and len(met) >= _OFTEN and len(set(met.values())) < len(met)
        }


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
    # forms → which of their numbers is a column's, and two columns that had one document
    _columns: dict[str, Counter[tuple[int, str, str]]] = field(default_factory=dict)

    def learn(self, one: str, other: str) -> None:
        """Note two addresses of one document; those of one script are for `Idle` to tell."""
        if _beyond(one, other) or _beyond(other, one):
            return
        for url, target in ((one, other), (other, one)):
            (form, first), (into, second) = _taken_apart(url), _taken_apart(target)
            if (at := _column((form, first), (into, second))) is not None:
                self._columns.setdefault(form, Counter())[at, first[at], second[at]] += 1
            if form == into or not first or not second or len(self._rules) > _MOST:
                continue
            rules = self._rules.setdefault(form, {})
            if into in rules:
                rules[into].agree(first, second)
            elif len(rules) < _MOST:
                places = [{at for at, n in enumerate(first) if n == number} for number in second]
                fixed = (dict(enumerate(first)), dict(enumerate(second)))
                rules[into] = _Rule(places, fixed)

    def others(self, url: str) -> list[str]:
        """Return the addresses an address's document is likely to have in the site's other forms and columns.

        And in other letters, as A1F0 and a1f0 are one number.
        """
        form, first = _taken_apart(url)
        rules = self._rules.get(form, {}).items()
        found = [
            _put_together(into, numbers)
            for into, rule in rules
            if (numbers := rule.other(first)) is not None
        ]
        found += [
            _put_together(form, (*first[:at], theirs, *first[at + 1 :]))
            for (at, mine, theirs), pairs in self._columns.get(form, Counter()).items()
            if pairs >= _OFTEN and first[at] == mine and _is_sitewide(first[-1])
        ]
        return [*found, *(other for one in (url, *found) for other in _recased(one))]


def _put_together(form: str, numbers: Iterable[str]) -> str:
    origin, slash, path = _origin(form)
    pieces = zip_longest(path.split("#"), numbers, fillvalue="")
    return origin + slash + "".join(piece + one for piece, one in pieces)
