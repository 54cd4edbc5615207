"""Paragraphs a page hides until its reader asks for them: they are text, and no watermark."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cleaners.blocks.markup import ASKS
from cleaners.model import of_blocks
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from cleaners.model import Draft, Node

_UNFOLDS = re.compile(
    r"[\s\[【(]*(?:点击|点此)?(?:展开|查看|阅读|显示|加载)(?:阅读|剩余|余下)?(?:全文|全部|更多|剩余|余下)?(?:内容|全文|正文)?[\s\])】>»∨▼↓.…]*"
)
_BUTTON = 12  # characters
_TEXT = 60  # characters
_HEADING = 20  # characters
_HEADS = frozenset({"h3", "h4", "h5", "h6", "dt", "summary"})
_PARAGRAPHS = frozenset({"p", "li", "td", "blockquote", "pre"})
_UNFOLDING = re.compile(r"#|javascript:", re.IGNORECASE)  # what a heading links to that unfolds
_DIGITS = re.compile(r"\d+")


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
        if len({blocks[run[0]].text for run in answers}) > 1 and len(answers) == len(told):
            return frozenset(i for run in answers for i in run)
        return _under_heads(draft, runs, told) or _panes(draft, {i for run in told for i in run})
    behind = [
        run for run in told if len(run) > 1 and sum(len(blocks[i].text) for i in run) >= _TEXT
    ]
    return frozenset(i for run in behind for i in run)


def _asks(draft: Draft, index: int) -> bool:
    block = draft.blocks[index]
    node = draft.nodes[block.node]
    heads = not _HEADS.isdisjoint({node.tag, draft.nodes[node.parent].tag})
    return not block.links and not block.hidden and (heads or bool(ASKS.match(block.text)))


def _under_heads(draft: Draft, runs: list[list[int]], told: list[list[int]]) -> frozenset[int]:
    """Return what is hidden under headings built alike, each a part's name: an accordion."""
    heads = {_head(draft, run[0] - 1) for run in told if run[0]}
    texts = {draft.blocks[run[0] - 1].text for run in told}
    if len(heads) != 1 or None in heads or len(texts) < max(2, len(told)):
        return frozenset()
    return frozenset(i for run in runs if run[0] and _head(draft, run[0] - 1) in heads for i in run)


def _head(draft: Draft, index: int) -> tuple[str, str] | None:
    """Return how the heading of a part that unfolds is built, or None where a block is none."""
    block = draft.blocks[index]
    node = draft.nodes[block.node]
    leads_away = any(not _UNFOLDING.match(link.href) for link in block.links)
    told = block.hidden or leads_away or len(block.text) > _HEADING or STOPS.search(block.text)
    if told or (node.tag in _PARAGRAPHS and not block.links):
        return None
    return node.tag, _DIGITS.sub("", node.names)


def _panes(draft: Draft, hidden: set[int]) -> frozenset[int]:
    """Return the hidden elements beside the only shown one of their build, texts all of them: the panes of tabs."""
    panes = [n for n in draft.nodes if n.names and n.first < n.last and n.tag not in _PARAGRAPHS]
    unseen = [n for n in panes if hidden.issuperset(range(n.first, n.last)) and _is_text(draft, n)]
    around = {node.parent for node in unseen}
    shown: dict[tuple[int, str, str], int] = {}
    for node in panes:
        if node.parent in around and hidden.isdisjoint(range(node.first, node.last)):
            build = _build(node)
            shown[build] = shown.get(build, 0) + (1 if _is_text(draft, node) else 2)
    return frozenset(
        i for node in unseen if shown.get(_build(node)) == 1 for i in range(node.first, node.last)
    )


def _build(node: Node) -> tuple[int, str, str]:
    return node.parent, node.tag, _DIGITS.sub("", node.names)


def _is_text(draft: Draft, node: Node) -> bool:
    text = "".join([draft.blocks[i].text for i in range(node.first, node.last)])
    return len(text) >= _TEXT and bool(STOPS.search(text))
