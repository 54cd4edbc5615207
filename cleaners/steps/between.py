"""Buttons and prompts that a site puts between paragraphs, or behind the last sentence of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.lines import kept_lines
from cleaners.model import Cut, Zone
from cleaners.steps.chrome import OUTLINE, behind_stop, first_rule, whole
from cleaners.steps.leadins import trailing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook

_STOPS = "。!?;:"  # a sentence that only its words are held against stays
_LABEL = 80  # characters; what a button or a prompt says is no longer


def cut_between(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut what is left of a site between head and tail, by rules whose words no document has.

    Asked when head and tail are cut: there a line of the site proves the ones beside it.
    """
    site = rulebook.site_for(draft.url)
    rules = rulebook.scoped("line", site, Zone.BETWEEN)
    glued = rulebook.scoped("line", site, Zone.BODY, Zone.BETWEEN)
    sentences = rulebook.scoped("sentence", site, Zone.BETWEEN)
    lines = kept_lines(draft)
    for i, line in enumerate(lines):
        if OUTLINE.match(line.shadow):
            continue  # an article on a site's own matters is the document's
        stopped = line.shadow[-1] in _STOPS
        rule = first_rule(rules, lines, i) if len(line.shadow) <= _LABEL else None
        if rule is not None and (rule.lexicon is None or not stopped):
            yield whole(line, rule)
            continue
        if not stopped:
            yield from behind_stop(lines, i, len(line.raw), glued)
        if sentences.words.search(line.raw, max(0, len(line.raw) - _LABEL)):
            start, said = trailing(line.raw, sentences)
            if said is not None:
                yield Cut(line.block, start, len(line.raw), said.id)
