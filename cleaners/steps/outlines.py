"""Boxes of headings that a site sets above a text: 目录, and the links to places of the same page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cleaners.lines import kept_lines
from cleaners.model import Cut
from cleaners.words.prose import SALUTATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Block, Draft
    from cleaners.rulebook import Rulebook

_OUTLINE_LABEL = re.compile(
    r"[【\[]?(?:目\s*录|提\s*纲|(?:内容|主要|写作)提纲|主要内容)[】\]]?\s*:?|[….]{2,}"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、..")
_CHAPTER = re.compile(r"第.{1,3}[章节编部]")  # a regulation has contents of its own


def cut_outline_box(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut a site-made list of headings: under its label, each line comes again below."""
    lines = kept_lines(draft)
    labels = {cut.block for cut in draft.cuts if cut.rule == "outline.label"}
    yield from _anchors(draft, lines)
    plain = next((line for line in lines[:6] if _OUTLINE_LABEL.fullmatch(line.shadow)), None)
    if plain is not None and _is_boxed(lines, plain):
        yield Cut(plain.block, 0, len(plain.raw), "outline.label")
        labels.add(plain.block)
    for label in labels:
        for line in _box(lines, label):
            yield Cut(line.block, 0, len(line.raw), "outline.box")


def _is_boxed(lines: Sequence[Line], label: Line) -> bool:
    """Say whether a label has a box of headings.

    One without a colon must stand before the salutation; dots close what dots open.
    """
    box = _box(lines, label.block)
    if len(box) < 2 or label.shadow.endswith(":"):
        return len(box) > 1
    if not label.shadow.strip("….") and len(box) > 2:
        return not box[-1].shadow.strip("….")
    below = next((line for line in lines if line.block > box[-1].block), None)
    return below is not None and below.shadow.endswith(":") and bool(SALUTATION.match(below.shadow))


def _anchors(draft: Draft, lines: Sequence[Line]) -> Iterator[Cut]:
    """Cut boxes of links to places of the same page, and the label 目录 above them; a link alone above text is a heading."""
    at = {
        i: draft.blocks[x.block]
        for i, x in enumerate(lines)
        if _leads_within(draft.blocks[x.block])
    }
    places, texts = sum(len(x.links) for x in at.values()), Counter(x.text for x in at.values())
    if places < 2 or (len(at) > 1 and places < 3):
        return
    for i, block in at.items():
        if {i - 1, i + 1} & at.keys() or texts[block.text] > 1 or len(block.links) > 1:
            yield Cut(lines[i].block, 0, len(lines[i].raw), "outline.box")
    label = lines[min(at) - 1]
    if min(at) and _OUTLINE_LABEL.fullmatch(label.shadow):
        yield Cut(label.block, 0, len(label.raw), "outline.label")


def _leads_within(block: Block) -> bool:
    """Say whether a block is nothing but links to its own page; a note's number is none."""
    links = block.links
    return (
        bool(links)
        and block.link_chars > max(3 * len(links), len(block.text) * 0.6)
        and all(link.href.startswith("#") and len(link.href) > 1 for link in links)
    )


def _box(lines: Sequence[Line], label: int) -> list[Line]:
    """Return the lines right below a label that each come again further down."""
    below = [line for line in lines if line.block > label]
    texts = [line.text.strip("…. ") for line in below]
    box = 0
    while (
        box < len(below)
        and (not texts[box] or _comes_again(texts[box], texts[box + 1 :]))
        and len(texts[box]) < 60
        and not _CHAPTER.match(texts[box])
    ):
        box += 1
    return below[:box]


def _comes_again(item: str, below: Sequence[str]) -> bool:
    """Say whether a line comes again, or is the front of a heading of its number: 二、明确任务 of 二、明确任务，突出重点."""
    if item in below:
        return True
    return bool(_NUMBERED.match(item)) and any(
        text.startswith(item) and text[len(item)] in "，,、：: 。；;" for text in below
    )
