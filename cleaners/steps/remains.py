"""What is left of an element below the text when most of it went as the site's: its other lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.edges import is_file
from cleaners.lines import cut_whole, kept_lines
from cleaners.model import Cut
from cleaners.steps.asking import ATTACHED, closes
from cleaners.steps.counters import ITEMS, OWN
from cleaners.words.dates import is_date_line
from cleaners.words.prose import SENTENCE_END, is_office, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook

_LINES = range(2, 9)  # of a box below a text
_LONGEST = 24  # characters of a line of it
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:\s[\u4e00-\u9fff]{1,2})?")  # of who signs
_SIGNED = re.compile(r"\d月\d{1,2}日$|[:：]")
# an element is no site's for having been left out of the body, or told by the title it repeats
_SAYS_NOTHING = ("outside.", "title.", "hidden.")


def cut_remains(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut short lines of a box below the text of which all else went, or that a notice of rights opens."""
    lines = kept_lines(draft)
    texts = (i for i in reversed(range(len(lines))) if is_text(lines[i].shadow))
    last = next(texts, len(lines))
    below = {x.block: x for x in lines[last + 1 :]}
    if not below:
        return
    whole, low = cut_whole(draft), min(below)
    told = (c for c in draft.cuts if c.block in whole and not c.rule.startswith(_SAYS_NOTHING))
    gone = {c.block: c.rule for c in told}
    for node in draft.nodes:
        if node.last <= low or node.last - node.first not in _LINES:
            continue
        inside = range(node.first, node.last)
        if all(i in below or i in gone for i in inside):
            left = [below[i] for i in inside if i in below]
            rights = gone.get(node.first, "").startswith("copyright.")
            most = len(left) * 2 < len(inside)
            if (rights or most) and all(_is_loose(draft, line) for line in left):
                for line in left:
                    del below[line.block]
                    yield Cut(line.block, 0, len(draft.blocks[line.block].text), "tail.remains")


def _is_loose(draft: Draft, line: Line) -> bool:
    """Say whether a short line bears no sign of a document's: it names nobody, gives no day, states and annexes nothing."""
    block, text = draft.blocks[line.block], line.shadow
    if len(text) > _LONGEST or block.tag in ITEMS or is_file(block) or SENTENCE_END.search(text):
        return False
    if is_office(text) or is_date_line(text) or closes(line) or ATTACHED.match(text):
        return False
    return not (_NAME.fullmatch(text) or _SIGNED.search(text) or OWN.search(text))
