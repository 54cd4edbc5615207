"""What markup means to a reader where it is plain, home-made, misused or never closed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaners.model import Block

Attributes = dict[str, str | None]
_STOP = re.compile(r"[。！？；]")
_ENDS = "。！？；：…”!?;:"
_SENTENCES = 3
_LONG = 80  # characters; what a form tells its writer is shorter


def names_of(attributes: Attributes) -> str:
    """Return an element's id and classes, lower case, and the word `centred` where its text is."""
    get = attributes.get
    names = f"{get('id') or ''} {get('class') or ''}".strip().lower()
    if "itemprop" in attributes:
        names += f" {get('itemprop') or ''}".lower()
    if "align" in attributes or "style" in attributes:
        style = f"text-align:{get('align') or ''};{get('style') or ''}".replace(" ", "").lower()
        names += " centred" if "text-align:center" in style else ""
    return names


def is_document(text: str, *, given: bool) -> bool:
    """Say whether a text area holds a text set in paragraphs; `given` says that nothing can be written into it."""
    told = len(_STOP.findall(text)) >= _SENTENCES and text.count("\n") > 1
    return told and (given or len(text) >= _LONG)


def loosened(blocks: list[Block]) -> list[Block]:
    """Take a link that was never closed off the paragraphs it runs through: three sentences on end."""
    unclosed, before, run = set(), "", 0
    for block in blocks:
        whole = block.link_chars == len(block.text) and block.text[-1] in _ENDS
        href = block.links[0].href if whole and len(block.links) == 1 else ""
        run = run + 1 if href and href == before else bool(href)
        before = href
        if run >= _SENTENCES:
            unclosed.add(href)
    if not unclosed:
        return blocks
    return [
        replace(b, links=(), link_chars=0) if b.links and b.links[0].href in unclosed else b
        for b in blocks
    ]
