"""What lies outside the body, and what no reader sees."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cleaners.body import choose
from cleaners.model import Cut
from cleaners.refuse import without_text
from cleaners.segment import CONTROLS
from cleaners.side import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Block, Draft
    from cleaners.rulebook import Rulebook


_UNFOLDS = re.compile(
    r"[\s\[【(]*(?:点击|点此)?(?:展开|查看|阅读|显示|加载)(?:阅读|剩余|余下)?(?:全文|全部|更多|剩余|余下)?(?:内容|全文|正文)?[\s\])】>»∨▼↓.…]*"
)
_BUTTON = 12  # characters
_TEXT = 60  # characters
_ANCHORS = frozenset({"#", "¶", "§", "🔗"})  # the links some systems put behind every heading


def cut_outside(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut every block outside the chosen body (正文区之外); raises NoDocument where there is none."""
    body = choose(draft, rulebook.site_for(draft.url).body)
    if body is None:
        raise without_text(draft, "no running text on the page")
    for i, block in enumerate(draft.blocks):
        if not body.first <= i < body.last:
            yield Cut(i, 0, len(block.text), "outside.body")
        elif i in body.side:
            yield Cut(i, 0, len(block.text), "outside.side")


def _folded(draft: Draft) -> frozenset[int]:
    """Return the paragraphs a page hides until its reader unfolds them: several, and sentences."""
    if not any(len(b.text) <= _BUTTON and _UNFOLDS.fullmatch(b.text) for b in draft.blocks):
        return frozenset()
    found: set[int] = set()
    for hides, run in groupby(range(len(draft.blocks)), lambda i: _is_hidden(draft.blocks[i])):
        blocks = list(run) if hides else []
        text = "".join(draft.blocks[i].text for i in blocks)
        if len(blocks) > 1 and len(text) >= _TEXT and STOPS.search(text):
            found.update(blocks)
    return frozenset(found)


def _is_hidden(block: Block) -> bool:
    return block.hidden[:1] == ((0, len(block.text)),)


def cut_hidden(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut text the page hides from readers (隐藏文字) and the labels of buttons and forms.

    A page that hides most of what it holds shows it by script, and paragraphs behind a button that
    unfolds them (展开全文) are shown to who asks; then hiding says nothing.
    """
    hidden = sum(end - start for block in draft.blocks for start, end in block.hidden)
    trust = hidden < 0.5 * sum(len(block.text) for block in draft.blocks)
    folded = _folded(draft) if hidden else frozenset[int]()
    for i, block in enumerate(draft.blocks):
        if block.tag in CONTROLS:
            yield Cut(i, 0, len(block.text), "outside.control")
            continue
        for link in block.links:
            if block.text[link.start : link.end].strip() in _ANCHORS:
                yield Cut(i, link.start, link.end, "outside.anchor")
        if trust and i not in folded:
            for start, end in block.hidden:
                yield Cut(i, start, end, "hidden.style")
