"""Paragraphs a page hides until its reader asks for them: they are text, and no watermark."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cleaners.blocks.markup import ASKS
from cleaners.model import of_blocks
from cleaners.shadow import spaceless
from cleaners.words.prose import STOPS
from cleaners.words.unseen import is_numbered, is_own_prose

if TYPE_CHECKING:
    from cleaners.model import Draft, Node

_UNFOLDS = re.compile(
    r"[\s\[【(]*(?:点击|点此)?(?:展开|查看|阅读|显示|加载)(?:阅读|剩余|余下)?(?:全文|全部|更多|剩余|余下)?(?:内容|全文|正文)?[\s\])】>»∨▼↓.…]*"
)
_BUTTON = 12  # characters
_TEXT = 60  # characters
# characters of hidden prose: where something tells that it unfolds, and where nothing does
_TOLD, _UNTOLD = 10, 40
_REPEATED = 30  # characters by which what is shown as well is known
_AROUND = 4  # elements
_HEADING = 20  # characters
_HEADS = frozenset({"h3", "h4", "h5", "h6", "dt", "summary"})
_PARAGRAPHS = frozenset({"p", "li", "td", "blockquote", "pre"})
_UNFOLDING = re.compile(r"#|javascript:", re.IGNORECASE)  # what a heading links to that unfolds
_DIGITS = re.compile(r"\d+")


@of_blocks
def unfolded(draft: Draft) -> frozenset[int]:
    """Return the blocks that are hidden and yet text: behind a button (展开全文), or answers under questions."""
    blocks = draft.blocks
    hiding = enumerate(unseen(draft))
    runs = [[i for _, i in run] for _, run in groupby(hiding, lambda at: at[1] - at[0])]
    told = [run for run in runs if STOPS.search("".join([blocks[i].text for i in run]))]
    if not told:  # as of nearly all pages: what they hide are menus and notices
        return frozenset()
    return _behind(draft, runs, told).union(_own(draft, told))


def unseen(draft: Draft) -> list[int]:
    """Return the blocks that a page hides whole."""
    return [i for i, b in enumerate(draft.blocks) if b.hidden and b.hidden[0] == (0, len(b.text))]


def _behind(draft: Draft, runs: list[list[int]], told: list[list[int]]) -> frozenset[int]:
    """Return what the page shows to who asks, whatever it says."""
    blocks = draft.blocks
    if not has_button(draft):
        answers = [run for run in told if run[0] and _asks(draft, run[0] - 1)]
        if len({blocks[run[0]].text for run in answers}) > 1 and len(answers) == len(told):
            return frozenset(i for run in answers for i in run)
        return _under_heads(draft, runs, told) or _panes(draft, {i for run in told for i in run})
    behind = [
        run for run in told if len(run) > 1 and sum(len(blocks[i].text) for i in run) >= _TEXT
    ]
    return frozenset(i for run in behind for i in run)


@of_blocks
def has_button(draft: Draft) -> bool:
    """Say whether a page has a button that unfolds what it hides: 展开全文."""
    return any(is_button(block.text) for block in draft.blocks)


def is_button(text: str) -> bool:
    """Say whether a line is such a button."""
    return len(text) <= _BUTTON and bool(_UNFOLDS.fullmatch(text))


def _own(draft: Draft, told: list[list[int]]) -> list[int]:
    """Return hidden runs that are the document's prose, say nothing of a site and nothing that is shown as well.

    Where nothing tells that it unfolds there is one such run, and no short one: noise is strewn over a text.
    """
    blocks = draft.blocks
    targets = {x.href[1:].lower() for b in blocks for x in b.links if x.href.startswith("#")}
    own = [run for run in told if _is_own(draft, run) and _is_amid(draft, run)]
    seen = _shown(draft) if own else ""
    own = [r for r in own if not any(spaceless(blocks[i].text)[:_REPEATED] in seen for i in r)]
    if not has_button(draft):
        named = [run for run in own if _is_named(draft, run, targets)]
        long = [run for run in own if sum(len(blocks[i].text) for i in run) >= _UNTOLD]
        own = named or (long if len(own) == 1 else [])
    return [i for run in own for i in run]


def _is_own(draft: Draft, run: list[int]) -> bool:
    """Say whether of a run each line is a sentence of the document's, or the heading of a part above such."""
    texts = [draft.blocks[i].text for i in run]
    long = sum(map(len, texts)) >= _TOLD
    return long and all(is_own_prose(text) or is_numbered(text) for text in texts)


def _is_named(draft: Draft, run: list[int], targets: set[str]) -> bool:
    """Say whether the run is for readers without scripts, or hidden in an element that a link of the page leads to."""
    node = draft.nodes[draft.blocks[run[0]].node]
    while node.parent >= 0 and run[0] <= node.first and node.last <= run[-1] + 1:
        if node.tag == "noscript" or not targets.isdisjoint(node.names.split()):
            return True
        node = draft.nodes[node.parent]
    return False


def _is_amid(draft: Draft, run: list[int]) -> bool:
    """Say whether a run stands by a shown sentence, in the element that holds it, but for a label or a button between."""
    blocks, nodes = draft.blocks, draft.nodes
    around = set(_above(nodes, blocks[run[0]].node))
    beside = [i for i in (run[0] - 1, run[0] - 2, run[-1] + 1) if 0 <= i < len(blocks)]
    return any(
        not blocks[i].is_linked
        and STOPS.search(blocks[i].text)
        and not around.isdisjoint(_above(nodes, blocks[i].node)[:3])
        for i in beside
    )


def _above(nodes: tuple[Node, ...], at: int) -> list[int]:
    """Return an element and those around it, three at most."""
    up = [at]
    while len(up) < _AROUND and nodes[up[-1]].parent >= 0:
        up.append(nodes[up[-1]].parent)
    return up


def _shown(draft: Draft) -> str:
    """Return all that a page shows, without white space."""
    return "".join(spaceless(b.text) for b in draft.blocks if not b.hidden)


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
    return (len(text) >= _TEXT and bool(STOPS.search(text))) or (
        len(text) >= _TOLD and is_own_prose(text)
    )
