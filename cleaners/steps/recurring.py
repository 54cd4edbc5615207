"""What comes again and again: counters of paragraphs, numbers of pages, lines that recur over a host."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaners.lines import kept_lines
from cleaners.model import Cut
from cleaners.words.prose import is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook

_COUNTED = re.compile(r"(?:(?<=[。!?…”」』])|(?<=[。!?…]\)))\s?(\d{1,5})$")
_FOLIO = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})")


def cut_counters(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut the number of remarks a site prints at the end of most paragraphs (段评数).

    Numbers that count up one by one are references to notes, and stay.
    """
    lines = kept_lines(draft)
    found = [
        (line.block, m)
        for line in lines
        if line.raw[-1].isdecimal() and (m := _COUNTED.search(line.raw))
    ]
    numbers = [int(match[1]) for _, match in found]
    if len(found) < max(6, len(lines) * 0.6) or numbers == sorted(set(numbers)):
        return
    for block, match in found:
        yield Cut(block, match.start(), match.end(), "counter.paragraph")


def cut_folios(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut page numbers that have a line to themselves, 3 / 8: they count up one by one to one total, sentences between (页码)."""
    lines = kept_lines(draft)
    found = [
        (i, int(match[1]), int(match[2]))
        for i, line in enumerate(lines)
        if "/" in line.raw and (match := _FOLIO.fullmatch(line.shadow.strip()))
    ]
    # a first page may have no number of its own
    if len(found) < 2 or found[0][1] > 2 or found[-1][1] > found[-1][2]:
        return
    for (i, page, total), (j, *after) in pairwise(found):
        if after != [page + 1, total] or not any(is_text(x.shadow) for x in lines[i + 1 : j]):
            return
    for i, _, _ in found:
        yield Cut(lines[i].block, 0, len(lines[i].raw), "pager.counted")


def cut_phrases(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut lines the library has learnt to be chrome of this host (跨页重复)."""
    host = (urlsplit(draft.url).hostname or "").lower()
    phrases = frozenset(rulebook.phrases.get(host, ()))
    if not phrases:
        return
    for line in kept_lines(draft):
        if line.text in phrases:
            yield Cut(line.block, 0, len(line.raw), "phrase.learnt")
            continue
        text = draft.blocks[line.block].text.rstrip()
        for phrase in phrases:
            start = len(text) - len(phrase)
            if text.endswith(phrase) and start > 0 and text[:start].rstrip()[-1:] in "。！？!?":
                yield Cut(line.block, start, len(line.raw), "phrase.learnt")
