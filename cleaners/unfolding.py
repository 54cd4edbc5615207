"""Paragraphs a page hides until its reader asks for them: they are text, and no watermark."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cleaners.markup import ASKS
from cleaners.model import of_blocks
from cleaners.side import STOPS

if TYPE_CHECKING:
    from cleaners.model import Draft

_UNFOLDS = re.compile(
    r"[\s\[【(]*(?:点击|点此)?(?:展开|查看|阅读|显示|加载)(?:阅读|剩余|余下)?(?:全文|全部|更多|剩余|余下)?(?:内容|全文|正文)?[\s\])】>»∨▼↓.…]*"
)
_BUTTON = 12  # characters
_TEXT = 60  # characters
_HEADS = frozenset({"h3", "h4", "h5", "h6", "dt", "summary"})


@of_blocks
def unfolded(draft: Draft) -> frozenset[int]:
    """Return the blocks that are hidden and yet text: behind a button (展开全文), or answers under questions."""
    blocks = draft.blocks
    hiding = [i for i, b in enumerate(blocks) if b.hidden and b.hidden[0] == (0, len(b.text))]
    runs = [[i for _, i in run] for _, run in groupby(enumerate(hiding), lambda at: at[1] - at[0])]
    told = [run for run in runs if STOPS.search("".join([blocks[i].text for i in run]))]
    if not told:  # as of nearly all pages: what they hide are menus and notices
        return frozenset()
    if not any(len(b.text) <= _BUTTON and _UNFOLDS.fullmatch(b.text) for b in blocks):
        answers = [run for run in told if run[0] and _asks(draft, run[0] - 1)]
        several = len({blocks[run[0]].text for run in answers}) > 1 and len(answers) == len(told)
        return frozenset(i for run in answers if several for i in run)
    behind = [
        run for run in told if len(run) > 1 and sum(len(blocks[i].text) for i in run) >= _TEXT
    ]
    return frozenset(i for run in behind for i in run)


def _asks(draft: Draft, index: int) -> bool:
    block = draft.blocks[index]
    node = draft.nodes[block.node]
    heads = not _HEADS.isdisjoint({node.tag, draft.nodes[node.parent].tag})
    return not block.links and not block.hidden and (heads or bool(ASKS.match(block.text)))
