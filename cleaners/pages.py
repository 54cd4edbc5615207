"""A document on several pages: their drafts laid end to end, repeated heads cut."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from cleaners.body.headings import folded
from cleaners.lines import kept_lines
from cleaners.model import Cut
from cleaners.words.dates import is_date_line
from cleaners.words.prose import SALUTATION, ends_speech

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft

_EDITORS = re.compile(
    r"[(【]?(?:编者按|按语|编者|编辑按|摘要|提要|内容提要|导读|导语|核心提示|阅读提示)[)】:]"
)
# whose turn it is, or which part: the text's own, however often it comes
_PART = re.compile(
    r"[(【]?(?:旁白|画外音|解说词?|独白|主持人?|领诵|合诵|合唱|[男女]\d?|[甲乙丙丁合众齐][:：]?$|[正反]方|[原译正]文|注释|赏析|场景|第[一二三四五六七八九十\d]+[场幕节章篇条]|[一二三四五六七八九十]+[、.])"
)
_SAYING = re.compile(r"[,。!?;:…]$")
_PARAGRAPH = 30  # characters; no verse is that long
_HEAD = 8  # lines; title, speaker, date, salutation come again on later pages, text does not


def joined(drafts: Sequence[Draft]) -> Draft:
    """Return one draft of the pages of one article, in order; the first page's findings hold.

    Lines a later page repeats from the head of the first, or from the end of the page before, are
    cut with the rule `page.repeat`, and so is a page that is the first once more; nothing else is
    touched, so the trail is whole.
    """
    first, *rest = drafts
    whole = first
    for draft in rest:
        offset = len(whole.blocks)
        repeats = list(_repeats(first, whole, draft))
        whole = _appended(whole, draft)
        whole = whole.with_cuts(
            Cut(cut.block + offset, cut.start, cut.end, cut.rule) for cut in repeats
        )
    return whole


def outside_like(draft: Draft, first: Draft) -> list[Cut] | None:
    """Return cuts of all but the element named as the first page's body is; None where there is none."""
    kept = [line.block for line in kept_lines(first)]
    around = [n for n in first.nodes if n.names and n.first <= kept[0] and kept[-1] < n.last]
    body = min(around, key=lambda n: n.last - n.first, default=None)
    if body is None:
        return None
    like = [
        n for n in draft.nodes if (n.tag, n.names) == (body.tag, body.names) and n.first < n.last
    ]
    if not like:
        return None
    inside = range(like[0].first, like[0].last)
    return [
        Cut(i, 0, len(block.text), "outside.body")
        for i, block in enumerate(draft.blocks)
        if i not in inside
    ]


def _repeats(first: Draft, before: Draft, draft: Draft) -> Iterator[Cut]:
    title = {folded(found.value) for found in first.found if found.field == "title"}
    head = {line.text for line in kept_lines(first)[:_HEAD]}
    last = {line.text for line in kept_lines(before)[-2:]}
    lines = kept_lines(draft)
    if [line.text for line in lines] == [line.text for line in kept_lines(first)]:
        yield from (
            Cut(one.block, 0, len(draft.blocks[one.block].text), "page.repeat") for one in lines
        )
        return
    said = {folded(text) for text in last} | title
    run = list(takewhile(lambda x: x.text in head or folded(x.text) in said, lines[:_HEAD]))
    begins_anew = ends_speech(kept_lines(before)[-1].shadow)  # and greets as the text before did
    opening = _opening([x for x in run if folded(x.text) not in said], kept_lines(first))
    while run and folded(run[-1].text) not in said and (begins_anew or run[-1] not in opening):
        run.pop()
    for line in run:
        yield Cut(line.block, 0, len(draft.blocks[line.block].text), "page.repeat")


def _opening(run: Sequence[Line], first: Sequence[Line]) -> Collection[Line]:
    """Return those of a run of repeated lines that are of a head: what heads begin with, or all that stands above the text.

    A page that begins as the first one did, up to a greeting, a date or the first paragraph, and says no
    sentence there, repeats its head: who speaks, a number, an occasion. A verse may come again.
    """
    own = [line for line in run if _is_head(line)]
    n = len(run)
    if [line.text for line in run] != [line.text for line in first[:n]] or n >= len(first):
        return own
    above = _is_head(first[n]) or _is_paragraph(first[n].shadow)
    again = {line.text for line in first[n:]}
    labels = all(_is_head(x) or (_is_label(x.shadow) and x.text not in again) for x in run)
    return run if above and labels else own


def _is_label(text: str) -> bool:
    """Say whether a line says no sentence, as what stands between a title and its text, or is an editor's note there."""
    if _EDITORS.match(text):
        return True
    return not _SAYING.search(text) and not _PART.match(text)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH and text.endswith("。")


def _is_head(line: Line) -> bool:
    """Say whether a line is a date, a greeting or what stands in brackets below a title."""
    text = line.shadow
    greets = text.endswith((":", "!")) and SALUTATION.match(text)
    return bool(greets) or is_date_line(text) or text.startswith(("(", "——"))


def _appended(whole: Draft, draft: Draft) -> Draft:
    """Return both drafts as one; block and node numbers of the second move up."""
    blocks, nodes = len(whole.blocks), len(whole.nodes)
    truncated = tuple(found for found in draft.found if found.field == "truncated")
    return replace(
        whole,
        blocks=whole.blocks + tuple(replace(b, node=b.node + nodes) for b in draft.blocks),
        nodes=whole.nodes
        + tuple(
            replace(
                n,
                parent=n.parent + nodes if n.parent >= 0 else -1,
                first=n.first + blocks,
                last=n.last + blocks,
            )
            for n in draft.nodes
        ),
        views={},
        cuts=whole.cuts + tuple(replace(cut, block=cut.block + blocks) for cut in draft.cuts),
        found=whole.found + truncated,
    )
