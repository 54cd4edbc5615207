"""The data card: what an export holds, where it is from, and what may be done with it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper.agent import version
from scraper.export.records import FIELDS
from scraper.rows import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.database import Row
    from scraper.filters import Filter

_MOST = 20  # values listed of a field
_LICENCE = """The texts belong to their authors and to those who published them. This export grants no right to them: whether
you may keep, use or pass them on is for you to find out, for each site (`site`, `url`) and each kind of text. Official documents
(法规、决议、决定、命令 and their like) are outside of copyright in China (著作权法 §5); speeches on template sites often are not.
Names, offices and figures in the texts are those of the pages, and may be those of living people.
"""


@dataclass(slots=True)
class Tally:
    """Counts kept while documents stream by."""

    documents: int = 0
    chars: int = 0
    truncated: int = 0
    duplicates: int = 0
    first: str = ""
    last: str = ""
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in ("site", "kind", "rules_version")}
    )

    def counting(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Pass rows on, and count them."""
        for row in rows:
            self.documents += 1
            self.chars += row["chars"]
            self.truncated += row["truncated"]
            self.duplicates += row["duplicate_of"] is not None
            if day := row["day"]:
                self.first = min(self.first or day, day)
                self.last = max(self.last, day)
            for name, counter in self.counts.items():
                counter[row[name] or "–"] += 1
            yield row


def card(name: str, pattern: str, tally: Tally, words: str, where: Filter) -> str:
    """Return the card as Markdown, with the front matter that dataset hubs read.

    `pattern` names the files; none for pages, which no data set loader reads.
    """
    data = f"configs:\n- config_name: default\n  data_files: {json.dumps(pattern)}\n"
    front = f"---\nlanguage:\n- zh\nlicense: other\npretty_name: {json.dumps(name, ensure_ascii=False)}\n"
    sections = [
        f"{front}{data if pattern else ''}---\n\n# {name}\n",
        _summary(tally, words, where),
        *(_table(heading, tally.counts[field]) for field, heading in _TABLES if tally.documents),
        _fields() if pattern else "",
        f"## Licence\n\n{_LICENCE}",
    ]
    return "\n".join(section for section in sections if section)


def software() -> str:
    """Return the name and version of this program."""
    return f"gongwen {version()}".rstrip()


_TABLES = (("site", "Sites"), ("kind", "Kinds (文种)"), ("rules_version", "Rules"))


def _summary(tally: Tally, words: str, where: Filter) -> str:
    days = f", dated {tally.first} to {tally.last}" if tally.first else ""
    chosen = {"words": words} if words else {}
    chosen |= {key: str(value) for key, value in _set(where)}
    only = ", ".join(
        f"{key} {json.dumps(value, ensure_ascii=False)}" for key, value in chosen.items()
    )
    lines = [
        f"{tally.documents} Chinese document{'s' * (tally.documents != 1)}, {tally.chars} characters{days}.",
        f"Of these {tally.truncated} are shown in part only, {tally.duplicates} are near-duplicates.",
        f"Chosen by: {only or 'nothing, this is the whole library'}.",
        f"Made by {software()} on {stamp(datetime.now(UTC))}.",
    ]
    return "\n".join(f"- {line}" for line in lines) + "\n"


def _set(where: Filter) -> Iterator[tuple[str, object]]:
    for name in where.__slots__:
        value = getattr(where, name)
        if value:
            yield name, value


def _table(heading: str, counter: Counter[str]) -> str:
    rows = [
        f"| {value.replace('|', '/')} | {count} |" for value, count in counter.most_common(_MOST)
    ]
    more = len(counter) - _MOST
    rows += [f"| … {more} more | |"] if more > 0 else []
    return f"## {heading}\n\n| | documents |\n|---|---|\n" + "\n".join(rows) + "\n"


def _fields() -> str:
    rows = "\n".join(f"| `{one.name}` | {one.kind} | {one.meaning} |" for one in FIELDS)
    empty = "A text that was not found is empty, anything else null."
    return f"## Fields\n\n{empty}\n\n| field | type | |\n|---|---|---|\n{rows}\n"
