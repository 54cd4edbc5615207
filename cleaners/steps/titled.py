"""What a site prints behind a title on its line: counters, dates with their labels, buttons (标题行里的标签)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.lines import kept_lines
from cleaners.model import Cut, Zone
from cleaners.steps.chrome import first_rule, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rule import Group
    from cleaners.rulebook import Rulebook

_NEAR = 12  # lines from the top of the text; no title stands further down
_LONGEST = 160  # characters
_FRONT = 6  # characters before the kind; with fewer it may be a column's name (演讲稿 2022-05-09 我要投稿)
# a kind of document, and a gap or a bracket behind it
_TITLED = re.compile(
    r"(?:讲话|致[辞词]|发言|报告|主持词|通知|通报|通告|公告|公示|意见|方案|预案|决定|总结|汇报|计划|要点|办法|规定|细则|制度|倡议书|贺信|慰问信|感谢信|心得体会|演讲|党课|稿|材料)"
    r"(?=\s*[\[【]|\s)"
)
# each of these says what it is by its labels; a bare name or day behind a title may be the document's
_FACTS = frozenset({"meta.line", "meta.published", "meta.tally", "bar.font"})


def cut_titled(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut what stands behind a title and would be chrome on a line of its own: ……的讲话 浏览：120次."""
    rules = rulebook.scoped("line", rulebook.site_for(draft.url), Zone.HEAD)
    for line in kept_lines(draft)[:_NEAR]:
        if len(line.raw) <= _LONGEST:
            yield from _behind_title(line, rules)


def _behind_title(line: Line, rules: Group) -> Iterator[Cut]:
    """Yield the cut of the facts behind a title, unless the whole of the line is a site's."""
    for titled in _TITLED.finditer(line.raw, _FRONT):
        start, end = titled.end(), len(line.raw)
        rule = first_rule(rules, [part(line, start, end)], 0)
        if rule is not None and rule.id in _FACTS:
            if first_rule(rules, [line], 0) is None:
                yield Cut(line.block, start, end, rule.id)
            return
