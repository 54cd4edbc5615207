"""Buttons that a site put right behind the last sentence of a paragraph: 此复。[收藏][打印]."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.blocks.markup import buttons, leads_nowhere
from cleaners.body.edges import is_file
from cleaners.lines import kept_lines
from cleaners.model import Cut
from cleaners.steps.counters import LONGEST, MARKS, marks_of
from cleaners.words.dates import DAY_AT_END
from cleaners.words.prose import SENTENCE_END, is_office, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.lines import Line
    from cleaners.model import Block, Draft
    from cleaners.rulebook import Rulebook

_LABEL = 7  # characters of a button
_BRACKETED = re.compile(r"\[[^\[\]]{1,6}\]|【[^【】]{1,6}】")
# an icon, and no arrow or circle of the text's
_SIGN = re.compile("[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ue000-\uf8ff\U0001f000-\U0001faff]")
_WORDS = re.compile(r"[^\w\s]?[\u4e00-\u9fff]{1,5}")  # behind an icon
# what else stands there: the number of a note, an annex, a box to tick, what a hall did: [掌声]
_OWN = re.compile(r"[\d①-⑳*†注《□☐☑✓√×○●■◆★]|^\W?(?:附|[A-Za-z]\W?$|来源|出处|原[件文])|[掌笑]")


def cut_glued(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut buttons behind the last sentence of a text, or behind its signature; told by their build."""
    lines = kept_lines(draft)
    last = next((i for i in reversed(range(len(lines))) if is_text(lines[i].shadow)), 0)
    for line in lines[last:]:  # what stands behind a sentence within the text is the text's
        block = draft.blocks[line.block]
        if (block.links or block.seams) and (start := _buttons_from(block, line)):
            yield Cut(line.block, start, len(line.raw), "bar.glued")


def _buttons_from(block: Block, line: Line) -> int:
    """Return where buttons begin behind the last sentence of a line, 0 where none do."""
    text = line.raw
    start = max((stop.end() for stop in SENTENCE_END.finditer(text)), default=0)
    pressed = buttons(block)
    if start in {0, len(text)} and len(pressed) > 1:
        front = text[: pressed[0].start].strip(MARKS)
        start = pressed[0].start if is_office(front) or DAY_AT_END.search(front) else 0
    if not start or not 0 < len(text) - start <= LONGEST or is_file(block):
        return 0
    marks = {start, len(text), *(mark for mark in marks_of(block) if mark > start)}
    said = [(text[a:b].strip(MARKS), a, b) for a, b in pairwise(sorted(marks))]
    told = [_sureness(block, label, a, b) for label, a, b in said if label]
    return start if None not in told and sum(map(int, filter(None, told))) > 1 else 0


def _sureness(block: Block, text: str, start: int, end: int) -> int | None:
    """Return how surely a piece behind a sentence is a button: 0 beside such, 1 with its like, 2 alone; None is not."""
    if len(text) > _LABEL or _OWN.search(text) or is_office(text):
        return None
    link = next((x for x in block.links if x.start <= start and end <= x.end), None)
    if link is not None and leads_nowhere(link.href):
        return 2
    if _SIGN.match(block.text, start) and _WORDS.fullmatch(text):
        return 1
    # without a link or an icon a writer may put brackets: [幕落]【剧终】
    return int(link is not None) if _BRACKETED.fullmatch(text) else None
