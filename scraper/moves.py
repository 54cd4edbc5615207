"""How documents move when they are cleaned again: which fields, how much text, and a few examples."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAMPLES = 3
_LINES = 12  # of one sample
# `rows` columns that only repeat what another says
_DERIVED = frozenset({"url", "host", "chars", "text_hash"})


@dataclass(frozen=True, slots=True)
class Sample:
    """One document whose text moved: `lines` begin with - for what goes and + for what comes."""

    url: str
    title: str
    chars: int  # more than before; negative: fewer
    lines: tuple[str, ...]


@dataclass(slots=True)
class Moves:
    """What moved over a whole re-clean; `samples` are the texts that moved most."""

    fields: dict[str, int] = field(default_factory=dict)  # documents, by field that differs
    shorter: int = 0  # texts
    longer: int = 0
    chars: int = 0  # all texts together
    halved: int = 0  # texts that lost more than half
    samples: list[Sample] = field(default_factory=list)

    def add(self, old: Mapping[str, object], row: Mapping[str, object]) -> bool:
        """Compare a stored row with a new one and say whether anything differs."""
        changes = {name for name, value in row.items() if old[name] != value} - _DERIVED
        for name in changes:
            self.fields[name] = self.fields.get(name, 0) + 1
        if "text" in changes:
            self._text(str(old["text"]), row)
        return bool(changes)

    def _text(self, old: str, row: Mapping[str, object]) -> None:
        new = str(row["text"])
        more = len(new) - len(old)
        self.chars += more
        self.shorter += more < 0
        self.longer += more > 0
        self.halved += 2 * len(new) < len(old)
        if len(self.samples) == _SAMPLES and abs(more) <= abs(self.samples[-1].chars):
            return
        sample = Sample(str(row["url"]), str(row["title"]), more, _diff(old, new))
        self.samples = sorted([*self.samples, sample], key=lambda one: -abs(one.chars))[:_SAMPLES]


def _diff(old: str, new: str) -> tuple[str, ...]:
    lines = unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    kept = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return tuple(kept[:_LINES])
