"""What a site prints beside a title on its line: counters, dates with their labels, buttons (标题行里的标签)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.headings import TITLE_WITHIN, title_block
from cleaners.lines import kept_lines
from cleaners.model import Cut, Scope, Zone
from cleaners.steps.asking import first_rule, rule_for_span
from cleaners.steps.greetings import greeting_at
from cleaners.words.prose import is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rule import Group
    from cleaners.rulebook import Rulebook

_FIGURE = re.compile(r"\d")
_LONGEST = 160  # characters
_FRONT = 6  # characters before the kind; with fewer it may be a column's name (演讲稿 2022-05-09 我要投稿)
_COUNTED_FRONT = 2  # where nothing but counts or buttons follow, which a column has none of
# a kind of document, and a gap or a bracket behind it
_TITLED = re.compile(
    r"(?:讲话|致[辞词]|发言|报告|主持词|通知|通报|通告|公告|公示|意见|方案|预案|决定|总结|汇报|计划|要点|办法|规定|细则|制度|书|贺信|慰问信|感谢信|心得体会|演讲|党课|稿|材料"
    r"|请示|批复|函|纪要|议案|决议|命令|公报|规划|纲要|条例|守则|章程|公约|贺词|祝词|献词|解说词|颁奖词|提纲|感言|事迹|简报)"
    r"(?=\s*[\[【(]|\s|已有?\s?\d+\s?人|(?:浏览|阅读|点击|人气|访问)(?:次数|量|数)?\s?:\s?\d)"
)
# what a machine writes in front of such a column: 2022-05-09 演讲稿 我要投稿
_STAMP = re.compile(
    r"\s*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\s|/·]+"
)
# a title that can be told by its beginning, behind a gap or a bracket
_TITLE = re.compile(
    r"在(?<=[\s\]】)]在)[^\s。!?;:]{3,50}上的|关于(?<=[\s\]】)]关于)[^\s。!?;:]{3,60}的"
)
# the same, told by its end: behind the facts of a page whose text begins below
_TOLD_BY_END = re.compile(
    r"[^\s。!?;:|/·\[\]【】()]{3,40}(?:讲话|致[辞词]|发言|报告|主持词|通知|公告|意见|方案|总结|汇报|倡议书|慰问信|感谢信|贺信|演讲)(?:稿|材料)?\s*$"
)
# and whatever its kind, where it opens such a page: 驻村日记 已有87人浏览
_ANY_FRONT = re.compile(r"^\s*[\u4e00-\u9fff“”《》、—]{4,40}?(?=\s*[\[【(]|\s|已有?\s?\d+\s?人)")
_GAP = re.compile(r"[ (\[【\d](?:(?<=\D)|\s?人|次?$)")
# each of these says what it is by its labels; a bare name or day behind a title may be the document's
_FACTS = frozenset({"meta.line", "meta.time-line", "meta.published", "meta.tally", "bar.font"})
_PAGER = frozenset({"pager.line"})  # right above the text: which page of it this is
_COUNTS = frozenset({"meta.tally", "bar.font"})


def cut_titled(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut what stands beside a title and would be chrome on a line of its own: ……的讲话 浏览：120次."""
    rules = rulebook.scoped(Scope.LINE, rulebook.site_for(draft.url), Zone.HEAD)
    lines = kept_lines(draft)[:TITLE_WITHIN]
    for i, line in enumerate(lines):
        apart = len(line.raw) <= _LONGEST and line.shadow[-1] != "。" and _GAP.search(line.shadow)
        opens = i == 0 and len(lines) > 1 and _text_begins(lines[1])
        found = _beside_title(line, rules, opens=opens) if apart else None
        if found and ((i == 0 and _is_unnamed(draft)) or first_rule(rules, lines, i) is None):
            yield found


def _text_begins(line: Line) -> bool:
    """Say whether a text begins on a line, facts in front of its greeting or none."""
    return is_text(line.shadow) or greeting_at(line.raw) > 0


def _is_unnamed(draft: Draft) -> bool:
    """Say whether nothing but its first line may hold the title of a page."""
    return title_block(draft) is None and not draft.meta.get("<title>")


def _beside_title(line: Line, rules: Group, *, opens: bool) -> Cut | None:
    """Return the cut of the facts behind a title, or else in front of it; `opens` where the text begins below."""
    end = len(line.raw)
    spans = [(titled.end(), end) for titled in _TITLED.finditer(line.raw, _COUNTED_FRONT)]
    spans += [(0, title.start()) for title in _TITLE.finditer(line.raw)]
    if opens:
        spans += [(0, title.start()) for title in _TOLD_BY_END.finditer(line.raw, 1)]
        spans += [(front.end(), end) for front in _ANY_FRONT.finditer(line.raw)]
    greeting = greeting_at(line.raw)
    stamp = _STAMP.match(line.raw)
    for start, last in spans:
        if stamp and stamp.end() <= start < stamp.end() + _FRONT:
            continue
        stop = greeting if start < greeting < last else last
        if stop < last and ":" in line.raw[:start]:
            continue  # facts all the way to the greeting: 作者:网友投稿 时间:2019-12-30各位同事：
        rule = rule_for_span(line, start, stop, rules)
        facts = _COUNTS if 0 < start < _FRONT else _FACTS | _PAGER if opens else _FACTS
        if rule is None or rule.id not in facts:
            continue
        if rule.id != "meta.tally" or _FIGURE.search(line.raw, start, stop):  # 申报书（下载）
            return Cut(line.block, start, stop, rule.id)
    return None
