"""What lies outside the body, and what no reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.blocks.markup import CONTROLS
from cleaners.body.choice import choose
from cleaners.body.frame import LEADS_UP
from cleaners.body.unfolding import unfolded
from cleaners.lines import block_text
from cleaners.model import Cut
from cleaners.refuse import without_text
from cleaners.shadow import spaceless
from cleaners.words.box import BOX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook


_OF_BOX = re.compile(BOX)
_ANCHORS = frozenset({"#", "¶", "§", "🔗"})  # the links some systems put behind every heading


def cut_outside(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut every block outside the chosen body (正文区之外); raises NoDocument where there is none."""
    body = choose(draft, rulebook.site_for(draft.url).body)
    if body is None:
        raise without_text(draft, "no running text on the page")
    facts = _facts(draft)
    for i, block in enumerate(draft.blocks):
        if not body.first <= i < body.last:
            yield Cut(i, 0, len(block.text), "outside.body")
        elif i in body.side:
            yield Cut(i, 0, len(block.text), "outside.side")
        elif i in facts:
            yield Cut(i, 0, len(block.text), "outside.facts")


def _facts(draft: Draft) -> set[int]:
    """Return the rows of the information box, set as a list of definitions (`blocks.tables`).

    A box says each thing once: where a label comes again, or a line leads up to it, a document lists others.
    """
    rows = {i: b.text for i, b in enumerate(draft.blocks) if b.tag == "dd" and "\t" in b.text}
    labels = [spaceless(text.split("\t")[0]).rstrip(":：") for text in rows.values()]
    once = len(set(labels)) == len(labels)
    if rows and (first := min(rows)) and LEADS_UP.search(draft.blocks[first - 1].text):
        return set()
    return set(rows) if once and any(map(_OF_BOX.fullmatch, labels)) else set()


def cut_hidden(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut text the page hides from readers (隐藏文字) and the labels of buttons and forms.

    A page that hides most of what it holds shows it by script, and paragraphs behind a button that
    unfolds them (展开全文) or under a question are shown to who asks; then hiding says nothing.
    """
    blocks, whole = draft.blocks, block_text(draft)
    hidden = sum([end - start for b in blocks if b.hidden for start, end in b.hidden])
    trust = hidden < 0.5 * sum([len(b.text) for b in blocks])
    anchored = any(anchor in whole for anchor in _ANCHORS)
    shown = unfolded(draft)
    for i, block in enumerate(blocks):
        if block.tag in CONTROLS:
            yield Cut(i, 0, len(block.text), "outside.control")
            continue
        for link in block.links if anchored else ():
            if block.text[link.start : link.end].strip() in _ANCHORS:
                yield Cut(i, link.start, link.end, "outside.anchor")
        if block.hidden and trust and i not in shown:
            for start, end in block.hidden:
                yield Cut(i, start, end, "hidden.style")
