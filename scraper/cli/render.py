"""Documents as plain text and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.report import as_markdown, header
from scraper.cli.output import one_line, put

if TYPE_CHECKING:
    from cleaners import Document


def put_document(document: Document, form: str) -> None:
    """Print a document as `text` or `markdown`."""
    if form == "markdown":
        put(as_markdown(document).rstrip("\n"))
        return
    for line in (*facts(document), "", *document.paragraphs):
        put(one_line(line))


def facts(document: Document) -> list[str]:
    """Return `label: value` lines of what is known of a document, its title first."""
    lines = [f"{label}: {value}" for label, value in header(document)]
    if document.url:
        lines.append(f"网址: {document.url}")
    if document.truncated:
        shown, total = document.truncated.shown, document.truncated.total
        lines.append(f"节选: 原文 {total or '?'} 字, 网页只给出 {shown or '一部分'}")
    return lines + [f"附件: {file.title}  {file.url}".rstrip() for file in document.attachments]
