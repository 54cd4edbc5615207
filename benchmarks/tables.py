"""Tables of the README beside this file, each between two marks."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from pathlib import Path

README = Path(__file__).with_name("README.md")


def table(rows: list[list[str]]) -> str:
    """Return rows, the first of them the head, as Markdown."""
    head, *rest = rows
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def write(mark: str, rows: list[list[str]], text: str, *, keep: bool) -> str:
    """Return a table with the text below it; with `keep`, put it between its marks in the README."""
    whole, sign = f"{table(rows)}\n\n{text}", f"<!-- {mark} -->"
    if keep:
        head, _, rest = README.read_text("utf-8").partition(sign)
        tail = rest.partition(sign)[2]
        README.write_text(f"{head}{sign}\n{whole}\n{sign}{tail}", "utf-8")
    return whole


def note(**numbers: int) -> str:
    """Say on what the figures were measured."""
    counts = "".join(f"{count:,} {what}; " for what, count in numbers.items())
    cores = len(os.sched_getaffinity(0))
    return (
        f"{counts}Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version},"
        f" {platform.machine()}, {cores} processors."
    )
