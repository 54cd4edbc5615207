"""White letters on a ground that the page does not tell: whether they are the document's, by their place and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.blocks.markup import BLOCKS, SUBHEADING_TAGS, TITLE_TAGS
from cleaners.blocks.tables import CELLS
from cleaners.shadow import spaceless
from cleaners.words.unseen import is_numbered, is_own_heading, is_own_prose

if TYPE_CHECKING:
    from cleaners.blocks.grounds import Element

_HEADINGS = TITLE_TAGS | SUBHEADING_TAGS
_ROWS = frozenset({"tr", "thead", "tbody", "table"})
# what is no text of its reader's, though it may hold letters
_UNREAD = frozenset({"-comment", "script", "style"})
_PROSE = 15  # characters
_WHITE = frozenset({"#ffffff", "#fff", "white"})
_PALE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?\b|#fefefe|#fdfdfd|white\b|transparent"
    r"|rgba?\(\s*25[3-5][\s,]+25[3-5][\s,]+25[3-5]\b)",
    re.IGNORECASE,
)


def is_pale(style: str) -> bool:
    """Say whether a style sets white letters."""
    return bool(_PALE.search(style))


def is_white(color: str | None) -> bool:
    """Say whether the colour of a `<font>` is white."""
    return (color or "").lower() in _WHITE


def reads_as_own(element: Element, *, on_light: bool) -> bool:
    """Say whether white letters are all of a heading, of a table's row, or of a paragraph of the document's prose.

    On a ground that is known to be light a paragraph is hidden; a heading has a bar of its own, from a sheet not at hand.
    """
    text, holder = spaceless(element.text()), _holder(element)
    tag = holder.tag or ""
    if tag in _ROWS:
        return all(is_own_heading(spaceless(cell.text())) for cell in holder.css("th, td"))
    if tag == "th" or tag in _HEADINGS:
        return is_own_heading(text)
    if tag == "td":
        beside = [cell for cell in _beside(holder) if cell is not None]
        return bool(beside) and is_own_heading(text) and all(map(_is_white, beside))
    if tag not in BLOCKS:
        return False
    return is_numbered(text) or (not on_light and len(text) >= _PROSE and is_own_prose(text))


def _holder(element: Element) -> Element:
    """Return the block whose only letters an element has; the outermost of them, as far as a cell or a heading."""
    while (around := element.parent) is not None and around.tag != "body":
        tag = element.tag or ""
        if tag in _ROWS or tag in CELLS or tag in _HEADINGS or _beside(element) != (None, None):
            break
        element = around
    return element


def _beside(element: Element) -> tuple[Element | None, Element | None]:
    """Return what has letters next to an element, before it and behind."""
    before, behind = element.prev, element.next
    while before is not None and not _has_letters(before):
        before = before.prev
    while behind is not None and not _has_letters(behind):
        behind = behind.next
    return before, behind


def _has_letters(node: Element) -> bool:
    return node.tag not in _UNREAD and bool(node.text().strip())


def _is_white(cell: Element) -> bool:
    """Say whether a cell sets white letters: itself, or what is first in it that says a colour."""
    told = (cell, *cell.css("[style], font[color]")[:3])
    return any(
        is_pale(x.attributes.get("style") or "") or is_white(x.attributes.get("color"))
        for x in told
    )
