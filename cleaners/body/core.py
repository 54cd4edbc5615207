"""The element that holds a text: the smallest with nearly all of a run in it, and the one that holds the document."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from cleaners.body.edges import is_foreign, is_neutral
from cleaners.body.frame import LEAVES, PAGE_TAGS
from cleaners.body.side import is_body_name
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from cleaners.model import Draft, Node

# set as those of `choice` are
_REACH = 20  # blocks; more is a text of its own
# shares of a run: an element has to hold nearly all, for a signature or a lead-in may stand beside it;
# less in an element named as its body, if little stands above, and below it, within so many blocks, the site's
_MOST, _SOME, _BEFORE = 0.93, 0.4, 0.07
_FOREIGN = 6
# an element with as many links as text is a page; a short text may have three beside it
_COST, _COST_MORE = 0.8, 60


def core_of(draft: Draft, worths: list[float], first: int, last: int) -> Node | None:
    """Return the smallest element with nearly all of a run's text, or of the part of the run in such a one."""
    core = _smallest(draft, worths, first, last)
    if core is not None and core.last - core.first < last - first:
        return _smallest(draft, worths, max(first, core.first), min(last, core.last)) or core
    return core


def around_rows(draft: Draft, core: Node, side: set[int], title: int | None) -> Node | None:
    """Return the element around a table of figures, where lines stand beside it there of which some may be the site's."""
    rows = all(block.tag == "tr" for block in draft.blocks[core.first : core.last])
    if not rows or title is None or title >= core.first:
        return None
    whole = reached(draft, core, side, title)
    around = core
    while around.parent >= 0 and around.last - around.first == core.last - core.first:
        around = draft.nodes[around.parent]
    return around if whole.last - whole.first == core.last - core.first else None


def _smallest(draft: Draft, worths: list[float], first: int, last: int) -> Node | None:
    """Return the smallest element with nearly all of a run's text; a named one needs less."""
    gain = [0.0, *accumulate([w if w > 0 else 0.0 for w in worths])]
    cost = [0.0, *accumulate([w if w < 0 else 0.0 for w in worths])]
    total = gain[last] - gain[first]
    best: Node | None = None
    for node in draft.nodes:
        start, end = node.first, node.last
        if end <= first or start >= last or end - start < 2 or node.tag in LEAVES:
            continue
        inside = gain[min(end, last)] - gain[max(start, first)]
        extra = cost[start] - cost[end]
        if extra > inside * _COST + _COST_MORE or inside < total * _SOME:
            continue
        if inside < total * _MOST and not (
            (node.tag == "article" or is_body_name(node.names))
            and gain[max(start, first)] - gain[first] < total * _BEFORE
            and any(is_foreign(draft, i) for i in range(end, min(last, end + _FOREIGN)))
        ):
            continue
        if best is None or end - start <= best.last - best.first:
            best = node
    while best is not None and (parent := _with_peers(draft, best, first, last)):
        best = parent
    return best


def reached(draft: Draft, core: Node, side: set[int], title: int | None) -> Node:
    """Climb from the element that holds the sentences to the one that holds the document.

    A salutation, a heading, 时间 and 地点, a signature may stand in elements of their own beside it.
    Climbing ends below the title, and where a level brings in anything linked or the site's.
    """
    while core.parent > 0:
        around = draft.nodes[core.parent]
        over_title = title is not None and around.first <= title < core.first
        if around.tag in PAGE_TAGS or over_title:
            break
        if not _is_open(draft, side, range(around.first, core.first)):
            break
        if not _is_open(draft, side, range(core.last, around.last)):
            break
        core = around
    return core


def _is_open(draft: Draft, side: set[int], added: range) -> bool:
    """Say whether an edge may move over these blocks."""
    return len(added) <= _REACH and all(i in side or is_neutral(draft, i) for i in added)


def _with_peers(draft: Draft, node: Node, first: int, last: int) -> Node | None:
    """Return the parent of an element whose siblings are built like it: paragraphs, not containers."""
    if node.parent < 0:
        return None
    peers = [
        n
        for n in draft.nodes
        if n.parent == node.parent
        and n is not node
        and n.last > n.first
        and first <= n.first < min(n.last, last)
    ]
    alike = [n for n in peers if (n.tag in LEAVES or n.tag == node.tag) and n.names == node.names]
    texts = [n for n in alike if any(STOPS.search(b.text) for b in draft.blocks[n.first : n.last])]
    return draft.nodes[node.parent] if texts else None
