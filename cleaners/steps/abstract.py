"""An abstract that a site made of the text it stands above (自动摘要): a cut-off copy of a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.lines import kept_lines
from cleaners.model import Cut
from cleaners.shadow import spaceless
from cleaners.steps.copied_title import DIGEST
from cleaners.words.prose import OUTLINE, SALUTATION, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook

_ABSTRACT = r"(?:摘要|内容摘要|文章摘要|内容提要|文章导读|导读|导语|核心提示|内容简介|内容概述|信息概述|摘\s要)"
_LABEL = re.compile(
    rf"(?:[【\[]{_ABSTRACT}[】\]]\s*(?:——|--|:)*|{_ABSTRACT}(?:\s*(?:——|--|:)+|\s))?\s*"
)
_STOPS = "。！？!?”：:）)"
_EARLY = 3  # lines, where nobody is greeted


def cut_abstract(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut an automatic abstract (自动摘要): a cut-off copy of a paragraph that follows in full."""
    lines = kept_lines(draft)[:14]
    rules = {cut.rule for cut in draft.cuts}
    labelled = any(rule.startswith(("abstract.", "label.")) for rule in rules)
    greeted = (i for i, line in enumerate(lines) if SALUTATION.match(line.shadow))
    above = next(greeted, _EARLY)  # further down a whole sentence is said twice by who speaks
    for i, line in enumerate(lines):
        copy = line.text[_LABEL.match(line.shadow).end() :].rstrip("….。 ")  # type: ignore[union-attr]  # may be empty
        cut_off = line.shadow.endswith(("..", "…"))
        named = len(copy) < len(line.text.rstrip("….。 "))
        if len(copy) < 12 or not (named or cut_off or is_text(line.shadow)):
            continue
        breaks_off = i == 0 and len(copy) >= DIGEST and line.text[-1] not in _STOPS
        if breaks_off and _runs_on(copy, [x.text for x in lines[1:]]):
            yield Cut(line.block, 0, len(line.raw), "abstract.copy")
            continue
        if SALUTATION.match(line.shadow) and not (named or cut_off):
            continue
        labelled |= named
        least = len(copy) + (0 if named or (labelled and (cut_off or i == 0)) else 4)
        longer = any(x.text.startswith(copy) and len(x.text) > least for x in lines[i + 1 :])
        longer |= (named or cut_off) and _runs_on(copy, [x.text for x in lines[i + 1 :]])
        early = i < above and len(copy) >= 30 and not OUTLINE.match(line.shadow)
        if longer and (labelled or line.text != line.text.rstrip("….") or early):
            yield Cut(line.block, 0, len(line.raw), "abstract.copy")


def _runs_on(copy: str, texts: Sequence[str]) -> bool:
    """Say whether a copy takes a greeting and what follows it as one, as in 各位老师：今天是, with or without a gap."""
    copied = spaceless(copy)
    closed = [spaceless(text) for text in texts]
    return any("".join(closed[i : i + 5]).startswith(copied) for i in range(len(closed)))
