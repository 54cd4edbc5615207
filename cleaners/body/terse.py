"""A body of short lines, without a sentence: lists, programmes, verse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.edges import is_fact, is_neutral
from cleaners.body.headings import STAMPED
from cleaners.body.side import is_body_name
from cleaners.body.signs import is_item, is_part
from cleaners.lines import block_shadows
from cleaners.words.footers import FOOT
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from cleaners.model import Draft

# how often a page was seen; 打印机 1台 is no fact of a page
_COUNTED = re.compile(r"(?:点击|浏览|阅读|访问|人气)\S{0,3}\s?[:：\s]\s?\d")
_FEWEST = 4  # lines right under a title that make a text
_FACTS = 160  # characters of a line of facts
_TITLE = 60
_IN_ONE = 3  # lines of one element
_BELOW = 4  # lines from a title to the element of its text, which may speak of a site as its matter: a report on one
_MORE = 5  # lines below that of a site; fewer may be the rest of its footer


def short_lines(draft: Draft, side: set[int], title: int | None) -> tuple[int, int] | None:
    """Return the range of the short unlinked lines below the title.

    They stand in one element, or right under the title in several: stanzas, columns, a line each.
    """
    if title is None:
        title = _above_facts(draft)
    if title is None:
        return None
    held, most = _held(draft, side, title)
    first, last = _under(draft, side, title)
    if held is not None and held[1] <= first and not _says(draft, *held):
        held = None  # nothing but facts of the page
    chars = sum(len(block.text) for block in draft.blocks[first:last])
    if last - first < _FEWEST or (held is not None and (held[0] < first or most >= chars)):
        return held
    return first, max(last, held[1]) if held is not None and held[0] <= last else last


def _says(draft: Draft, first: int, last: int) -> bool:
    return any(STOPS.search(block.text) for block in draft.blocks[first:last])


def _above_facts(draft: Draft) -> int | None:
    """Return the plain line right above the first that says when a text was published, on a page named for its site."""
    for i, block in enumerate(draft.blocks[1:], 1):
        if not block.links and len(block.text) < _FACTS and STAMPED.search(block.text):
            above = draft.blocks[i - 1]
            plain = not above.links and 2 < len(above.text) <= _TITLE
            return i - 1 if plain and is_neutral(draft, i - 1) else None
    return None


def _held(draft: Draft, side: set[int], title: int) -> tuple[tuple[int, int] | None, int]:
    """Return the range of the element that holds most of such lines, and its characters.

    One that says who runs the site is none, unless it is named as a body, right below the title, and goes on below that.
    One that is named so and holds a sentence needs no third line.
    """
    best: tuple[int, int] | None = None
    most = 0
    for node in draft.nodes:
        inside = [i for i in range(node.first, node.last) if i not in side]
        lines = [draft.blocks[i] for i in inside]
        named = is_body_name(node.names)
        last = max((i for i, b in enumerate(lines) if FOOT.search(b.text)), default=-1)
        footed = last >= 0 and not (
            named and node.first <= title + _BELOW and lines[last + _MORE :]
        )
        if node.first <= title or footed or any(b.links for b in lines):
            continue
        if len(lines) < _IN_ONE and not (named and any(STOPS.search(b.text) for b in lines)):
            continue
        size = sum(len(draft.blocks[i].text) for i in inside if is_neutral(draft, i))
        if size >= most:
            best, most = (node.first, node.last), size
    return best, most


def _under(draft: Draft, side: set[int], title: int) -> tuple[int, int]:
    """Return the range of plain lines right under the title and its facts."""
    first = title + 1
    for i in range(title + 1, min(title + 4, len(draft.blocks))):
        text = draft.blocks[i].text
        stated = i == first or STAMPED.search(text) or _COUNTED.search(text)
        if stated and is_fact(draft, i):
            first = i + 1
    last = first
    while last < len(draft.blocks) and last not in side and _is_plain(draft, first, last):
        last += 1
    return first, last


def _is_plain(draft: Draft, first: int, index: int) -> bool:
    """Say whether a line right under a title may be of a list: neutral, or else numbered, or set like the first of them."""
    block, read = draft.blocks[index], block_shadows(draft)[index]
    if block.links or FOOT.search(block.text):
        return False
    numbered = is_part(read) or is_item(read)
    return is_neutral(draft, index) or numbered or _is_set_alike(draft, first, index)


def _is_set_alike(draft: Draft, first: int, index: int) -> bool:
    """Say whether two lines are paragraphs of one element, each in wrappings like the other's, or both run on in it."""
    one, other = draft.blocks[first], draft.blocks[index]
    a, b = draft.nodes[one.node], draft.nodes[other.node]
    if a is b:
        return first < index and "br" in {one.tag, draft.blocks[index - 1].tag}
    while (a.tag, a.names) == (b.tag, b.names):
        if a.parent == b.parent:
            return True
        if a.last - a.first > 1 or b.last - b.first > 1:
            break
        a, b = draft.nodes[a.parent], draft.nodes[b.parent]
    return False
