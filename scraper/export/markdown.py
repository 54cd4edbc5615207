"""A folder of Markdown: one file a document, named by number, day and title, its fields as front matter."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from cleaners.report import escaped, markdown_body
from scraper.export.records import as_document, as_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scraper.database import Row

_UNFIT = re.compile(r'[\\/:*?"<>|]')  # what no name may hold somewhere
_LONGEST = 55  # characters of a title: a name may have 255 bytes
_BODY = frozenset({"text", "outline", "parts", "attachments"})  # stand in the text itself


def write(rows: Iterable[Row], folder: Path) -> None:
    """Write every document; front matter is YAML whose values are JSON."""
    for row in rows:
        fields = {
            name: value
            for name, value in as_record(row).items()
            if name not in _BODY and value not in ("", None, [])
        }
        front = "".join(
            f"{name}: {json.dumps(fields[name], ensure_ascii=False)}\n" for name in fields
        )
        title = f"# {escaped(row['title'])}\n\n" if row["title"] else ""
        text = f"---\n{front}---\n\n{title}{markdown_body(as_document(row))}"
        (folder / f"{_name(row)}.md").write_text(text, "utf-8")


def _name(row: Row) -> str:
    """Name a file so that a person finds it, on any system."""
    title = "".join(char if char.isprintable() else " " for char in row["title"])
    words = [f"{row['id']:06}", row["day"], *_UNFIT.sub(" ", title)[:_LONGEST].split()]
    return " ".join(filter(None, words)).rstrip(". ")
