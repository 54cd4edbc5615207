"""Documents to store, for the tests of the library."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cleaners.model import Block, Cleaned, Cut, Document, Draft, Found

NOON = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)


def cleaned(url: str = "https://a.example/1.html", *texts: str, **fields: Any) -> Cleaned:
    """A cleaned page whose first block holds a cut of two characters in its middle."""
    paragraphs = texts or ("同志们:", "各位委员,大家好!")
    document = Document(url=url, paragraphs=paragraphs, **{"title": "在市政协会议上的讲话", **fields})
    draft = Draft(
        url=url,
        blocks=(Block("同志水印们:"), Block("稿子汇 www.example.com")),
        cuts=(Cut(0, 2, 4, "watermark.name"), Cut(1, 0, 19, "watermark.address")),
        found=(Found("title", document.title, "h1"),),
    )
    return Cleaned(document, draft)
