"""How each paragraph of a document is set: its part, heading, greeting, speaker's line or signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.report import heading_lines
from cleaners.shadow import shadow
from cleaners.words.dates import first_date, is_date_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Document

TOP = 8  # paragraphs among which the greeting stands, below who speaks and when
BOTTOM = 12  # paragraphs among which a day alone signs; below it stand annexes and copies


def roles(document: Document) -> dict[int, str]:
    """Say how paragraphs are set that are no plain text: paragraph → role."""
    found = dict.fromkeys(_bylines(document), "byline")
    found = dict.fromkeys(_signatures(document, len(found)), "signature") | found
    greetings = {document.salutation, *(document.addressee + colon for colon in "：:")}
    found |= {
        i: "greeting" for i, text in enumerate(document.paragraphs[:TOP]) if text in greetings
    }
    heads = heading_lines(document)
    found |= {x.paragraph: f"heading{x.level}" for x in document.outline if x.paragraph in heads}
    return found | {part.first: "part" for part in document.parts}


def _bylines(document: Document) -> Iterator[int]:
    """Find the lines below the title that say who speaks and when; the first sentence ends them."""
    post, speaker = _squeezed(document.post), _squeezed(document.speaker)
    names = {post + speaker, speaker + post, speaker} if speaker else set()
    for i, text in enumerate(document.paragraphs[:TOP]):
        line = _squeezed(text)
        if line.endswith(("。", ".", "!", ":")):
            return
        if line.strip("()") in names or _is_day(line, document):
            yield i


def _signatures(document: Document, first: int) -> Iterator[int]:
    """Find the offices that sign and the day below them, from the end, or above an annex."""
    offices, lines = document.issuer.split(), [*map(_squeezed, document.paragraphs)]
    below = False  # whether the next line signs
    for i in range(len(lines) - 1, first - 1, -1):
        office = next((name for name in offices if lines[i].startswith(name)), "")
        if _is_day(lines[i][len(office) :], document):
            signs = i >= len(lines) - BOTTOM or bool(office) or lines[i - 1] in offices
            below = signs and not lines[i].startswith("(")
        else:
            below = lines[i] in offices and (below or i == len(lines) - 1)
        if below:
            yield i


def _is_day(line: str, document: Document) -> bool:
    """Say whether a line is one of the document's days and nothing else."""
    days = (document.written, document.spoken, document.published)
    return bool(line) and is_date_line(line) and first_date(line) in days


def _squeezed(text: str) -> str:
    return "".join(shadow(text).split())
