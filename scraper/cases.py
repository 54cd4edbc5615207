"""Test cases in files: what a page was, what must come out of it, what must be cut.

`expected.txt` and `removed.txt` are plain text, so that a person can correct them and review
their changes in a diff.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from scraper.errors import UsageError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaners.model import Cleaned, Document, Page

# field → its label in expected.txt, in the order of the file
LABELS = {
    "title": "标题",
    "published": "日期",
    "written": "成文日期",
    "spoken": "讲话日期",
    "category": "栏目",
    "breadcrumb": "位置",
    "kind": "文种",
    "site": "网站",
    "source": "来源",
    "author": "作者",
    "speaker": "讲话人",
    "post": "职务",
    "occasion": "场合",
    "issuer": "发文机关",
    "doc_number": "发文字号",
    "index_number": "索引号",
    "addressee": "主送机关",
}
_NAME = re.compile(r"[^\w.-]+")


def expected(document: Document) -> str:
    """Return the text of expected.txt: `label: value` lines, `---`, one paragraph a line."""
    head = [f"{label}: {text}" for name, label in LABELS.items() if (text := value(document, name))]
    if document.truncated:
        shown, total = document.truncated.shown, document.truncated.total
        head.append(
            f"节选: {shown if shown is not None else '?'}/{total if total is not None else '?'}"
        )
    head += [f"附件: {item.title} {item.url}" for item in document.attachments]
    return "\n".join([*head, "---", *document.paragraphs]) + "\n"


def value(document: Document, name: str) -> str:
    """Return a field as text: empty where it is not set, a chain joined by >."""
    value = getattr(document, name)
    return " > ".join(value) if isinstance(value, tuple) else str(value or "")


def removed(cleaned: Cleaned) -> str:
    """Return the text of removed.txt: `rule │ text` of every cut, in page order."""
    blocks = cleaned.draft.blocks
    cuts = sorted(cleaned.draft.cuts)
    wide = max((len(cut.rule) for cut in cuts), default=0)
    lines = [f"{cut.rule:<{wide}} │ {blocks[cut.block].text[cut.start : cut.end]}" for cut in cuts]
    return "".join(f"{line}\n" for line in lines)


def suggested_name(url: str) -> str:
    """Return `site/case` for a URL: its host without www, and what tells the page from others."""
    parts = urlsplit(url)
    host = (parts.hostname or "local").removeprefix("www.")
    stem = _NAME.sub("-", Path(parts.path).with_suffix("").as_posix()).strip("-.")
    return f"{host}/{stem or 'home'}"


def write_case(folder: Path, page: Page, cleaned: Cleaned, note: str) -> None:
    """Write the four files of a case into a new folder.

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
    lines = [f"{key} = {_toml_string(value)}" for key, value in facts.items()]
    (folder / "page.toml").write_text("\n".join(lines) + "\n", "utf-8", "replace")
    (folder / "expected.txt").write_text(expected(cleaned.document), "utf-8")
    (folder / "removed.txt").write_text(removed(cleaned), "utf-8")


def _toml_string(text: str) -> str:
    # a JSON string is a TOML basic string, but for DEL
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
