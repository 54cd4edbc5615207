"""No pattern repeats a group possessively: Python below 3.11.5, Debian 12's among them, matches such wrongly.

See gh-106052; an atomic group says the same. Single characters may be repeated so.
"""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages
from re import _constants as op
from re import _parser as parser
from typing import TYPE_CHECKING

import cleaners
import scraper
from cleaners import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

SINGLE = {op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY}


def groups(parsed: object) -> Iterator[object]:
    """Yield what a pattern repeats possessively that is no single character."""
    if isinstance(parsed, parser.SubPattern):
        for code, value in parsed:
            if code is op.POSSESSIVE_REPEAT and {x for x, _ in value[2]} - SINGLE:
                yield value[2]
            yield from groups(value)
    elif isinstance(parsed, tuple | list):
        for part in parsed:
            yield from groups(part)


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Yield every pattern that a module of the packages holds."""
    for package in (cleaners, scraper):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.startswith(("scraper.adapters.", "scraper.web")):
                continue  # these need extras
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


def test_patterns_of_modules() -> None:
    named = list(patterns())
    assert len(named) > 500
    found = [
        name
        for name, pattern in named
        if list(groups(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))
    ]
    assert not found, "\n".join(found)


def test_patterns_of_rules() -> None:
    rules = bundled().rules
    found = [rule.id for rule in rules if list(groups(parser.parse(rule.match)))]
    assert not found, "\n".join(found)


def test_it_is_seen() -> None:
    assert list(groups(parser.parse(r"x(?:ab|c)*+")))
    assert not list(groups(parser.parse(r"x[ab]*+(?>(?:ab|c)*)")))
