"""Runs of text: blocks in a row whose worth adds up, and which of them its place speaks for.

They are found the way sequence aligners extend a match (X-drop, Altschul et al. 1990).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaners.body.edges import marked
from cleaners.body.side import is_body_name

if TYPE_CHECKING:
    from cleaners.model import Draft, Node

# The figures were set by hand; worth is about one for each character of running text. They are far from any edge:
# no page or test at hand comes out otherwise where one but `_LEAST` is halved or doubled, for most pages have one run.
_DROP = 110.0  # a run bridges links that cost so much (about five): an advertisement, and no menu
_LEAST = 8  # a run of less is a label with a stop in it
_BELOW_TITLE = 14  # blocks between title and text: facts of the page, font sizes, a lead-in
# under the title a quarter of the text, or a sentence or two, outweighs a longer text elsewhere
_TITLED, _TITLED_MORE = 4, 60
_OVER_TITLE = 0.5  # what ends above the title may be a notice of the site's, and as well the text under a late heading
# comments such as <!--正文-->, and names such as `content`, are evidence, but templates have them elsewhere, too
_MARKED = _NAMED = 1.6
_BEYOND = 6  # blocks that a named element may have behind its text: prompts, a signature


class Run(NamedTuple):
    """Blocks in a row, `blocks[first:last]`, and the worth they add up to."""

    first: int
    last: int
    worth: float


def runs_of(worths: list[float]) -> list[Run]:
    """Return every run of blocks that adds up."""
    runs = []
    start, i, total, best, end = -1, 0, 0.0, 0.0, 0
    values = [*worths, -1e9]
    while i < len(values):
        value = values[i]
        i += 1
        if start < 0:
            if value <= 0:
                continue
            start, total, best = i - 1, 0.0, 0.0
        total += value
        if total > best:
            best, end = total, i
        elif total < max(0.0, best - _DROP):
            runs.append(Run(start, end, best))
            start, i = -1, end  # what stands behind the best end may be a run of its own
    return [run for run in runs if run.worth >= _LEAST]


def heaviest(draft: Draft, runs: list[Run], title: int | None) -> Run:
    """Return the run that its worth and its place speak for most."""
    if len(runs) == 1:
        return runs[0]
    markers = marked(draft)
    named = [n for n in draft.nodes if n.names and n.first < n.last and is_body_name(n.names)]
    return max(runs, key=lambda run: _weight(run, title, markers, named))


def _weight(
    run: Run, title: int | None, markers: tuple[int, int] | None, named: list[Node]
) -> float:
    first, last, weight = run
    if title is not None:
        if title <= first <= title + _BELOW_TITLE or first <= title < last:
            weight = weight * _TITLED + _TITLED_MORE
        elif last <= title:
            weight *= _OVER_TITLE
    if markers is not None and markers[0] < last and first < markers[1]:
        weight *= _MARKED
    if any(node.first < last and first < node.last <= last + _BEYOND for node in named):
        weight *= _NAMED
    return weight
