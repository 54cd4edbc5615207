"""Documents as rows, and rows as documents: the one place that knows both."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from cleaners.explain import places
from cleaners.model import Attachment, Cleaned, Document, Heading, Part, Truncated
from scraper.urls import host

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# fields of a document that are columns as they are, but its address
TEXTS = tuple(one.name for one in fields(Document) if one.type == "str" and one.name != "url")
Details = dict[str, list[tuple[str | int | None, ...]]]  # table → its rows, in the order of COLUMNS
COLUMNS = {
    "parts": ("title", "first_paragraph", "last_paragraph"),
    "attachments": ("title", "url"),
    "cuts": ("rule", "block", "start_char", "end_char", "text", "paragraph", "before_char"),
    "found": ("field", "value", "rule"),
}
DATES = tuple(one.name for one in fields(Document) if one.type == "date | None")


def from_document(document: Document) -> dict[str, str | int | None]:
    """Return what the `documents` row says of a document; ids, origin and times are the store's."""
    dates = {name: getattr(document, name) for name in DATES}
    truncated = document.truncated
    return {
        "url": document.url,
        **{name: getattr(document, name) for name in TEXTS},
        **{name: day.isoformat() if day else None for name, day in dates.items()},
        "breadcrumb": _json(document.breadcrumb),
        "host": host(document.url),
        "outline": _json([(h.paragraph, h.level, h.text) for h in document.outline]),
        "chars": len(document.text),
        "truncated": int(truncated is not None),
        "shown_chars": truncated.shown if truncated else None,
        "total_chars": truncated.total if truncated else None,
        "placeholders": document.placeholders,
        "text_hash": text_hash(document.text),
        "text": document.text,
    }


@dataclass(frozen=True, slots=True)
class Record:
    """A document taken apart: its row, and the rows that hang on it."""

    row: dict[str, str | int | None]
    details: Details

    @property
    def url(self) -> str:
        """The address the document is kept under."""
        return str(self.row["url"])

    @property
    def text(self) -> str:
        """The document's text."""
        return str(self.row["text"])

    def known_as(self, url: str) -> Record:
        """Return the document under another address of its own."""
        return replace(self, row={**self.row, "url": url, "host": host(url)})


def record(cleaned: Cleaned) -> Record:
    """Take a cleaned page apart."""
    return Record(from_document(cleaned.document), details(cleaned))


def to_document(
    row: Mapping[str, Any], parts: Iterable[Part], attachments: Iterable[Attachment]
) -> Document:
    """Rebuild the document that `from_document` took apart."""
    plain: dict[str, Any] = {name: row[name] for name in TEXTS}
    plain |= {name: date.fromisoformat(row[name]) if row[name] else None for name in DATES}
    truncated = Truncated(row["shown_chars"], row["total_chars"]) if row["truncated"] else None
    return Document(
        url=row["url"],
        paragraphs=tuple(row["text"].split("\n")) if row["text"] else (),
        breadcrumb=tuple(json.loads(row["breadcrumb"])),
        outline=tuple(Heading(*heading) for heading in json.loads(row["outline"])),
        parts=tuple(parts),
        attachments=tuple(attachments),
        truncated=truncated,
        placeholders=row["placeholders"],
        **plain,
    )


def details(cleaned: Cleaned) -> Details:
    """Return the rows that hang on a document."""
    document, draft = cleaned.document, cleaned.draft
    texts = [block.text for block in draft.blocks]
    return {
        "parts": [(part.title, part.first, part.last) for part in document.parts],
        "attachments": [(file.title, file.url) for file in document.attachments],
        "cuts": [
            (
                *(cut.rule, cut.block, cut.start, cut.end, texts[cut.block][cut.start : cut.end]),
                *(place.paragraph, place.char),
            )
            for cut, place in zip(draft.cuts, places(draft), strict=True)
        ],
        "found": [(found.field, found.value, found.rule) for found in draft.found],
    }


def text_hash(text: str) -> str:
    """Return what tells whether a text has changed: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def stamp(at: datetime) -> str:
    """Write a time as stored: ISO 8601, UTC, whole seconds; sorts as text."""
    # strftime takes four times as long, and a page is stamped four times
    return at.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def local(stamped: str) -> str:
    """Return a stored time as this machine's clock would show it, to the minute; "" stays."""
    at = datetime.fromisoformat(stamped).astimezone() if stamped else None
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
