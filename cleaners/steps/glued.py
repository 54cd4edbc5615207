"""Buttons that a site put right behind the last sentence of a paragraph: 此复。[收藏][打印]."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.blocks.markup import leads_nowhere
from cleaners.body.edges import is_file
from cleaners.lines import kept_lines
from cleaners.model import Cut
from cleaners.steps.counters import ICON, LONGEST, MARKS
from cleaners.words.prose import SENTENCE_END, is_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.lines import Line
    from cleaners.model import Block, Draft
    from cleaners.rulebook import Rulebook

_LABEL = 7  # characters of a button
# one that is no link: [收藏], 【打印】, ⎙打印
_BRACKETED = re.compile(
    r"\[[^\[\]]{1,6}\]|【[^【】]{1,6}】|[^\w\s()“”\"《》,。!?;:、\[\]【】…—-][\u4e00-\u9fff]{1,5}"
)
_WORDS = re.compile(r"[^\w\s]?[\u4e00-\u9fff]{1,5}")  # behind an icon
_DAY = re.compile(r"\d月\d{1,2}日$")
# what else stands there: the number of a note, an annex, a box to tick, what a hall did: [掌声]
_OWN = re.compile(r"[\d①-⑳*†注《□☐☑✓√×○●■◆★]|^\W?附|[掌笑]")


def cut_glued(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut buttons behind the last sentence of a line, or behind a signature; told by their build."""
    for line in kept_lines(draft):
        block = draft.blocks[line.block]
        if (block.links or block.seams) and (start := _buttons_from(block, line)):
            yield Cut(line.block, start, len(line.raw), "bar.glued")


def _buttons_from(block: Block, line: Line) -> int:
    """Return where buttons begin behind the last sentence of a line, 0 where none do."""
    text = line.raw
    start = max((stop.end() for stop in SENTENCE_END.finditer(text)), default=0)
    pressed = [link for link in block.links if leads_nowhere(link.href)]
    if start in {0, len(text)} and len(pressed) > 1:
        front = text[: pressed[0].start].strip(MARKS)
        start = pressed[0].start if is_office(front) or _DAY.search(front) else 0
    if not start or not 0 < len(text) - start <= LONGEST or is_file(block):
        return 0
    marks = {start, len(text), *block.seams}
    marks.update(m for link in block.links for m in (link.start, link.end))
    spans = [(a, b) for a, b in pairwise(sorted(m for m in marks if m >= start))]
    said = [(text[a:b].strip(MARKS), a, b) for a, b in spans]
    told = [_sureness(block, label, a, b) for label, a, b in said if label]
    return start if all(told) and sum(told) > 1 else 0


def _sureness(block: Block, text: str, start: int, end: int) -> int:
    """Return how surely a piece behind a sentence is a button: 0 not, 1 if another is beside it, 2 alone."""
    if len(text) > _LABEL or _OWN.search(text) or is_office(text):
        return 0
    link = next((x for x in block.links if x.start <= start and end <= x.end), None)
    if link is None and ICON.match(block.text, start):
        return int(bool(_WORDS.fullmatch(text)))
    if link is None:
        return int(bool(_BRACKETED.fullmatch(text)))
    return 2 if leads_nowhere(link.href) else 1
