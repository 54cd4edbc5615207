"""Code that treats some rules apart names them by their ids, and rules those whose company they want: each name is of a rule there is."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cleaners
from cleaners import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(cleaners.__file__).parent
TREES = {file: ast.parse(file.read_text("utf-8")) for file in sorted(HERE.rglob("*.py"))}
RULES = [*bundled().rules, *(rule for site in bundled().sites for rule in site.rules)]
ID = re.compile(r"[a-z]+\.[a-z-]+")
NAMED = re.compile(r"[a-z]+\.[a-z-]*")  # an id, or the family that ids begin with
IS_AN_ID = re.compile(r"(?:\.id|\.rule|\brule_id|^rule)(?:\[:\d\])?$")


def steering(file: Path) -> Iterator[ast.expr]:
    """Yield what a module holds against the id of a rule, or of the rule that made a cut."""
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = ast.unparse(node.func.value)
            if node.func.attr == "named" or (
                node.func.attr == "startswith" and IS_AN_ID.search(asked)
            ):
                yield from node.args
        elif isinstance(node, ast.Compare) and IS_AN_ID.search(ast.unparse(node.left)):
            yield from node.comparators


def constants(node: ast.AST) -> set[str]:
    return {
        x.value for x in ast.walk(node) if isinstance(x, ast.Constant) and isinstance(x.value, str)
    }


def texts(value: object) -> Iterable[str]:
    """Return a text, or a collection of texts, as texts."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, (list, tuple, frozenset)):
        return ()
    return values if all(isinstance(x, str) for x in values) else ()


def named_in(file: Path) -> set[str]:
    """Return the ids and beginnings of ids that a module holds against others, by its lists or in place."""
    name = ".".join(file.relative_to(HERE.parent).with_suffix("").parts).removesuffix(".__init__")
    own = {key: value for key, value in vars(import_module(name)).items() if key[:2] != "__"}
    lists = [found for found in map(texts, own.values()) if all(map(NAMED.fullmatch, found))]
    return set().union(*lists, *map(constants, steering(file)))


def made() -> set[str]:
    """Return the ids that steps give to cuts of their own."""
    cutters = [
        tree for file, tree in TREES.items() if file.parent.name == "steps" or file.stem == "pages"
    ]
    calls = (x for tree in cutters for x in ast.walk(tree) if isinstance(x, (ast.Call, ast.Yield)))
    cuts = (x for x in calls if isinstance(x, ast.Yield) or ast.unparse(x.func) == "Cut")
    return {x for cut in cuts for x in constants(cut) if ID.fullmatch(x)}


IDS = made() | {rule.id for rule in RULES}
STEERING = sorted(
    {(str(file.relative_to(HERE)), name) for file in TREES for name in named_in(file)}
)


@pytest.mark.parametrize(("file", "name"), STEERING)
def test_code_names_only_rules_there_are(file: str, name: str) -> None:
    assert any(known.startswith(name) for known in IDS), f"{file} treats rules {name} apart"


def test_code_that_names_rules_is_found() -> None:
    assert {
        ("steps/asides.py", "promo.contact"),  # in a list
        ("steps/chrome.py", "meta."),  # in place
        ("steps/chrome.py", "gov."),  # by a slice
        ("steps/sections.py", "related.heading"),
        ("steps/titled.py", "bar.font"),  # through a name within a function
        ("fields/__init__.py", "paywall."),
    } <= set(STEERING)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.beside], ids=lambda rule: rule.id)
def test_the_company_that_a_rule_wants_is_of_rules_there_are(rule: cleaners.Rule) -> None:
    assert [name for name in rule.beside if not any(x.startswith(name) for x in IDS)] == []
