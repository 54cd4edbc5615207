"""Cleaners are pure: they import what handles text and types, and nothing that could reach out."""

from __future__ import annotations

import ast
from pathlib import Path

import cleaners

HERE = Path(cleaners.__file__).parent
FILES = sorted(HERE.rglob("*.py"))
TEXT_AND_TYPES = frozenset(
    "__future__ bisect codecs collections collections.abc contextlib dataclasses datetime difflib enum functools hashlib html "
    "importlib importlib.resources itertools operator re string tomllib typing unicodedata urllib.parse".split()
)


def imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    return names | {
        node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }


def reaching_out(file: Path) -> set[str]:
    names = imported(file)
    own = {name for name in names if name.partition(".")[0] == "cleaners"}
    parser = {"selectolax.lexbor"} if file.name == "segment.py" else set()
    return names - own - parser - TEXT_AND_TYPES


def test_cleaners_import_nothing_that_reaches_out() -> None:
    assert len(FILES) > 80
    found = {file.relative_to(HERE): names for file in FILES if (names := reaching_out(file))}
    assert not found, "\n".join(f"{file}: {names}" for file, names in found.items())
