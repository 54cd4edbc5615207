"""Test cases in files: what a page was, what must come out of it, what must be cut.

`expected.txt` and `removed.txt` are plain text, so that a person can correct them and review
their changes in a diff.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaners import NoDocument
from cleaners.report import expected_text, removed_text
from scraper.errors import UsageError

if TYPE_CHECKING:
    from cleaners import Cleaned, Page

_NAME = re.compile(r"[^\w.-]+")


def suggested_name(url: str) -> str:
    """Return `site/case` for a URL: its host without www, and what tells the page from others."""
    parts = urlsplit(url)
    host = (parts.hostname or "local").removeprefix("www.")
    stem = _NAME.sub("-", Path(parts.path).with_suffix("").as_posix()).strip("-.")
    return f"{host}/{stem or 'home'}"


def write_case(folder: Path, page: Page, outcome: Cleaned | NoDocument, note: str) -> None:
    """Write the files of a case into a new folder: the page, its facts, and what became of it.

    Of a refused page that is the code in `page.toml`; else `expected.txt` and `removed.txt`.
    Raises UsageError where the folder already holds a case: a person may have corrected it.
    """
    if (folder / "page.toml").exists():
        raise UsageError(f"{folder}: there is a case already; give another --name")
    folder.mkdir(parents=True, exist_ok=True)
    plain = page.content_type.lower().startswith("text/plain")
    (folder / ("page.txt" if plain else "page.html")).write_bytes(page.body)
    facts = {"url": page.url, "content_type": page.content_type}
    if page.fetched_at:
        facts["fetched_at"] = page.fetched_at.isoformat(timespec="seconds")
    facts["note"] = note
    if isinstance(outcome, NoDocument):
        facts["refused"] = outcome.code
    lines = [f"{key} = {_toml_string(value)}" for key, value in facts.items()]
    (folder / "page.toml").write_text("\n".join(lines) + "\n", "utf-8", "replace")
    if not isinstance(outcome, NoDocument):
        (folder / "expected.txt").write_text(expected_text(outcome.document), "utf-8")
        (folder / "removed.txt").write_text(removed_text(outcome), "utf-8")


def _toml_string(text: str) -> str:
    # a JSON string is a TOML basic string, but for DEL
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
