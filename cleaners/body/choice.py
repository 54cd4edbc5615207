"""Which blocks are the body: candidates, then a choice by score.

Every block has a worth: running text counts its characters, links and labels cost. Candidates are the runs of blocks
whose worth adds up, found the way sequence aligners extend a match (X-drop, Altschul et al. 1990): a run goes on
across a heading or an advertisement and ends where a menu or a list of links has cost more than `_DROP`. So it does
not matter whether a page is built of `p`, `div`+`br`, `td` or `font`, nested or split. A run is then weighed by where
it stands: just below the title, between the site's own comment markers, in an element named as content systems do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.body.below import below_text, led_below
from cleaners.body.core import around_rows, core_of, reached
from cleaners.body.edges import (
    above_friends,
    above_imprint,
    above_text,
    belongs,
    below_annexes,
    is_foreign,
    is_label,
    is_speaker,
    is_subtitle,
    reads_on,
    stands_plain,
)
from cleaners.body.frame import (
    LEAVES,
    framed,
    greeting_to_signature,
    introduced,
    rejoined,
)
from cleaners.body.headings import above_stamp, headed, title_block
from cleaners.body.lists import first_post, linked_lists, teasers
from cleaners.body.masthead import around_title
from cleaners.body.posts import post_frames
from cleaners.body.runs import heaviest, runs_of
from cleaners.body.side import lays_out, side_blocks
from cleaners.body.signs import is_part
from cleaners.body.terse import short_lines
from cleaners.body.unfolding import unfolded
from cleaners.body.worths import worths_of
from cleaners.words.kinds import kind_of
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from cleaners.body.runs import Run
    from cleaners.model import Draft, Node

# The figures were set by hand, worths by what `worths_of` gives: -1 a label, -2 a fact in a box, -4 a label with a link.
# Of the pages and tests at hand some come out otherwise where one is halved or doubled, unless it says "none".
_TEXT = 40.0  # the worth of a sentence or two (none)
_NEAR = 8  # blocks above or below a text in which lines are looked for that only documents have
_SUBTITLE = 3  # blocks further up: ——在……上的讲话, with who speaks between it and the text
# where no title is told, a line above that names a kind may be it, and not as a link (none)
_UNLINKED = -3
_PASSABLE = -4  # an edge moves over labels and facts; one with a link in it is a button


@dataclass(frozen=True, slots=True)
class Body:
    """The chosen range `blocks[first:last]` and the blocks in it that are side matter."""

    first: int
    last: int
    side: frozenset[int]
    title: int | None  # the block the title stands in, often above the body


def choose(draft: Draft, known: tuple[str, ...] = ()) -> Body | None:
    """Return the body of a page, or None where nothing reads as running text.

    `known` are ids or classes a site file names for the element that holds its text.
    """
    blocks, nodes = draft.blocks, draft.nodes
    if nodes and nodes[0].tag == "text":
        return Body(0, len(blocks), frozenset(), None)
    side = side_blocks(draft) | teasers(draft)
    shown = unfolded(draft)
    worths = worths_of(blocks, side, shown)
    title = title_block(draft)
    runs = runs_of(worths)
    if all(run.worth < _TEXT for run in runs) and (frame := _apart(draft, runs, side, title)):
        return frame
    if not runs:
        if body := _without_sentences(draft, side, title):
            return body
        side, worths = set(), worths_of(blocks, (), shown)
        runs = [run for run in runs_of(worths) if run.worth >= _TEXT]  # a name is no verdict
    if not runs:
        return None
    laid_out = next((n for n in nodes if known and lays_out(n, known, worths)), None)
    if laid_out is not None:
        inside = {i for i in side if laid_out.first <= i < laid_out.last}
        return Body(laid_out.first, laid_out.last, frozenset(inside), title)
    (first, last), foreign = _grown(draft, worths, runs, side, title)
    foreign |= side | linked_lists(draft, worths, first, last) | post_frames(draft, first, last)
    return Body(first, last, _amid(draft, foreign, (first, last), title), title)


def _grown(
    draft: Draft, worths: list[float], runs: list[Run], side: set[int], title: int | None
) -> tuple[tuple[int, int], set[int]]:
    """Return the heaviest run with what belongs to it, and the blocks of that range that do not."""
    run = heaviest(draft, runs, title)
    printed = above_imprint(draft, worths, run.first, run.last)
    whole = rejoined(draft, runs, printed, side, title)
    first, last, foreign = _fit(draft, worths, side, first_post(draft, *whole), title)
    return framed(draft, side, (first, last), title), foreign


def _amid(draft: Draft, side: set[int], body: tuple[int, int], title: int | None) -> frozenset[int]:
    """Return which blocks of a body are side matter, links above its title too, and not what its text leads up to."""
    first, last = body
    if title is None and (heading := _first_heading(draft, first, last)) is not None:
        above = (i for i in range(first, heading) if draft.blocks[i].is_linked)
        side = side.union(
            i for i in above if not is_part(draft.blocks[i].text)
        )  # 第一章 is its own
    if title is not None and first <= title < last:
        side = side.union(i for i in range(first, title) if draft.blocks[i].is_linked)
    amid = {i for i in side if first <= i < last}
    amid -= introduced(draft, amid, body)
    linked = [i for i in amid if i > first and draft.blocks[i].links]
    return frozenset(amid.union(i - 1 for i in linked if is_label(draft, i - 1)))


def _first_heading(draft: Draft, first: int, last: int) -> int | None:
    """Return the heading of a page whose title nothing tells, if no sentence stands above it."""
    for i in range(first, last):
        if draft.blocks[i].tag == "h1":
            return i
        if STOPS.search(draft.blocks[i].text):
            break
    return None


def _apart(draft: Draft, runs: list[Run], side: set[int], title: int | None) -> Body | None:
    """Return a body from its greeting to its signature that holds none of the runs.

    A page's only sentence may be the site's.
    """
    frame = greeting_to_signature(draft, side, title) if runs else None
    if frame is None or any(run.first < frame[1] and frame[0] < run.last for run in runs):
        return None
    return _enclosed(draft, side, frame, title)


def _enclosed(draft: Draft, side: set[int], frame: tuple[int, int], title: int | None) -> Body:
    inside = {i for i in side if frame[0] <= i < frame[1]}
    return Body(*frame, frozenset(inside - introduced(draft, inside, frame)), title)


def _without_sentences(draft: Draft, side: set[int], title: int | None) -> Body | None:
    """Return a body that nothing but its frame or its place under the title tells."""
    if frame := greeting_to_signature(draft, side, title):
        return _enclosed(draft, side, frame, title)
    if lines := short_lines(draft, side, title):
        return Body(*lines, frozenset(i for i in side if lines[0] <= i < lines[1]), title)
    return None


def _fit(
    draft: Draft, worths: list[float], side: set[int], run: tuple[int, int], title: int | None
) -> tuple[int, int, set[int]]:
    """Tighten a run to the element that holds its text and little else, or widen it over its edges.

    Outside of that element only lines that belong to a document are taken along (number, speaker, date,
    signature) and what stands plain between; the other blocks of the range are returned beside it.
    """
    first, last = run
    core = core_of(draft, worths, first, last)
    around = around_rows(draft, core, side, title) if core is not None else None
    if core is None or around is not None:
        return *_widened(draft, worths, run, title, around), set()
    core = reached(draft, core, side, title)
    under = headed(draft, core.first) if title is None else title
    low = max(
        0, core.first - _NEAR, under + 1 if under is not None and under < core.first else first
    )
    high = below_annexes(draft, min(len(draft.blocks), max(last, core.last + _NEAR)))
    high = above_friends(draft, core.last, high)
    near = [i for i in (*range(low, core.first), *range(core.last, high)) if belongs(draft, i)]
    near += [i for i in range(low, core.first) if is_speaker(draft, i)]
    below = next((i for i in range(core.last, last) if is_foreign(draft, i)), last)
    near += [i for i in (*range(low, core.first), *range(core.last, below)) if reads_on(draft, i)]
    near += [*above_text(draft, core, side, title), *below_text(draft, core, side, title)]
    near += led_below(draft, core)
    if title is None:
        near += [
            i
            for i in range(low, core.first)
            if kind_of(draft.blocks[i].text) and worths[i] > _UNLINKED
        ]
        near += [i for i in range(max(0, core.first - _SUBTITLE), low) if is_subtitle(draft, i)]
    start, stop = min([core.first, *near]), max([core.last, *(i + 1 for i in near)])
    beside = (*range(start, core.first), *range(core.last, stop))
    between = {i for i in beside if i not in side and stands_plain(draft, i)}
    printed = above_stamp(draft, start, range(start)) if title is None else title
    heads = around_title(draft, printed, start)
    top = min([start, *heads])
    return top, stop, {*range(top, start), *beside} - set(near) - set(heads) - between


def _widened(
    draft: Draft, worths: list[float], run: tuple[int, int], title: int | None, holder: Node | None
) -> tuple[int, int]:
    """Return a run with the labels and facts at its edges that stand in its holder, or in the element around it."""
    first, last = run
    around = (n for n in draft.nodes if n.first <= first and last <= n.last and n.tag not in LEAVES)
    holder = holder or min(around, key=lambda n: n.last - n.first)
    low = max(holder.first, title + 1 if title is not None and title < first else 0)
    while first > low and worths[first - 1] > _PASSABLE and not draft.blocks[first - 1].links:
        first -= 1
    while last < holder.last and worths[last] > _PASSABLE and not draft.blocks[last].links:
        last += 1
    return first, below_annexes(draft, last)
