"""Documents as plain text and as Markdown."""

from __future__ import annotations

from scraper.cases import LABELS, value
from scraper.cli.output import one_line, put
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaners.model import Document


def put_document(document: Document, form: str) -> None:
    """Print a document as `text` or `markdown`."""
    lines = _markdown(document) if form == "markdown" else _text(document)
    for line in lines:
        put(line)


def _text(document: Document) -> list[str]:
    return [*facts(document), "", *(one_line(p) for p in document.paragraphs)]


def _markdown(document: Document) -> list[str]:
    levels = {heading.paragraph: heading.level for heading in document.outline}
    lines = [f"# {one_line(document.title)}", ""]
    lines += [f"- {fact}" for fact in facts(document)[1:]]
    for at, paragraph in enumerate(document.paragraphs):
        # level 1 stands under the title
        mark = "#" * (levels[at] + 1) + " " if at in levels else ""
        lines += ["", mark + _escaped(one_line(paragraph))]
    return lines


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is: ** in a speech is a redaction, not bold."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#" else char for char in text)


def facts(document: Document) -> list[str]:
    """Return `label: value` lines of the fields that are set, the title first."""
    lines = [
        f"{label}: {one_line(text)}"
        for name, label in LABELS.items()
        if (text := value(document, name))
    ]
    if document.url:
        lines.append(f"网址: {one_line(document.url)}")
    if document.truncated:
        shown, total = document.truncated.shown, document.truncated.total
        lines.append(f"节选: 原文 {total or '?'} 字, 网页只给出 {shown or '一部分'}")
    lines += [f"附件: {one_line(a.title)}  {one_line(a.url)}" for a in document.attachments]
    return lines
