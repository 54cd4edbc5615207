"""Rules at work: peel the head, peel the tail, and a few marks that may go anywhere.

Label-like rules work only in the head (all above the first line of text) and the tail (all below the last). Both
are found by peeling: chrome goes, short neutral lines (title, speaker, signature) are stepped over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.edges import is_file
from cleaners.body.frame import LEADS_UP
from cleaners.body.headings import TITLE, folded, title_block, titled_at
from cleaners.lines import BLANK, Line, kept_lines
from cleaners.model import Cut, Scope, Zone
from cleaners.steps.asking import (
    ATTACHED,
    behind_stop,
    closes,
    cut_line,
    first_rule,
    rule_for_span,
)
from cleaners.steps.endings import chrome_span, closing_end, end_anchor
from cleaners.steps.greetings import crumb_end, greeting_at, sentence_at
from cleaners.steps.leadins import lead_in
from cleaners.steps.seams import site_span_within
from cleaners.steps.sentences import prompt_in, sentence_rule, trailing
from cleaners.words.files import ANY_FILE
from cleaners.words.kinds import kind_of
from cleaners.words.prose import (
    PROTECTED,
    SENTENCE_END,
    is_office,
    is_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.model import Draft
    from cleaners.rule import Group, Rule
    from cleaners.rulebook import Rulebook

# a line in the body that sends its reader to another page of the site
_LINKING = re.compile(
    r"^[\s【\[(]*(?:相关(?:推荐|阅读|链接|文章|新闻|报道|文件)|推荐阅读|延伸阅读|拓展阅读|点击进入|点击查看|更多|>+|往期(?:推荐|回顾))"
)
_STAMPED = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}.*(?:\d:\d\d|:)|:.*\d{4}[-/.年]\d{1,2}[-/.月]\d"
)
_ASKS_FOR_NUMBER, _ASKS_FOR_DAY = re.compile(r"号\s*:?$"), re.compile(r"(?:日期|时间)\s*:?$")
# what a text without a page may open with: its title
_BARE = re.compile(r"[\u4e00-\u9fff“”《》]{5,40}")
_FACTS = ("meta.", "bar.font", "breadcrumb.")  # above a text; they name nothing in it
_NO_COMPANY = ("copyright.", "footer.", "outside.", "title.")
_MAX_MARK = 120  # characters; between paragraphs no chrome line is longer


def cut_anywhere(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut what is chrome wherever it stands: markers, remains of HTML, truncation notes."""
    site = rulebook.site_for(draft.url)
    line_rules = rulebook.scoped(Scope.LINE, site, Zone.BODY)
    span_rules = rulebook.scoped(Scope.SPAN, site, Zone.BODY)
    lines = kept_lines(draft)
    for i, line in enumerate(lines):
        if len(line.shadow) <= _MAX_MARK and (rule := first_rule(line_rules, lines, i)):
            yield cut_line(line, rule)
            continue
        if _LINKING.match(line.shadow) and _is_stray_link(draft, line, share=0.4):
            yield Cut(line.block, 0, len(line.raw), "body.link")
            continue
        for span_rule in span_rules.asked(line.raw):
            for span in span_rule.spans(line.raw):
                yield Cut(line.block, *site_span_within(line.raw, span, span_rule), span_rule.id)


def cut_head(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut labels and lead-ins above the text."""
    site = rulebook.site_for(draft.url)
    line_rules = rulebook.scoped(Scope.LINE, site, Zone.HEAD)
    sentence_rules = rulebook.scoped(Scope.SENTENCE, site, Zone.HEAD)
    lines = kept_lines(draft)
    title, awaited, beside = titled_at(draft, lines), None, ""
    gone = {cut.block: cut.rule for cut in draft.cuts}
    for i, line in enumerate(lines):
        if glued := _run_into(line, line_rules, sentence_rules):
            yield glued
            return
        rule = first_rule(line_rules, lines, i, beside or _company(gone, line.block - 1))
        if rule and not _is_better_told(draft, line, rule, sentence_rules):
            yield cut_line(line, rule)
            beside = rule.id
            awaited = rule if _asks_for_value(rule, line.shadow) else None
            continue
        if awaited is not None and _is_value(line.shadow, awaited, lines[i - 1].shadow):
            yield cut_line(line, awaited)
            awaited = None
            continue
        awaited, beside = None, ""
        below = lines[i + 1].raw if i + 1 < len(lines) else ""
        start, end, rule = lead_in(line.raw, below, sentence_rules)
        if rule is not None:
            yield Cut(line.block, start, end, rule.id)
            if end >= len(line.raw.rstrip(BLANK)):
                continue
        goes_on = line.block < title or (i < 3 and _is_title(draft, lines, i, line_rules))
        if not goes_on and is_text(line.shadow):
            return


def _is_better_told(draft: Draft, line: Line, rule: Rule, rules: Group) -> bool:
    """Say whether a line that words alone tell for the site's is the title, or a sentence that another rule tells better."""
    if rule.lexicon is None:
        return False
    titled = title_block(draft)
    opens = titled is None and line.block == 0 and _BARE.fullmatch(line.shadow)
    return bool(opens) or line.block == titled or bool(sentence_rule(rules, line.raw))


def _run_into(line: Line, rules: Group, spoken: Group) -> Cut | None:
    """Return the cut of chrome that runs into a text's first words.

    It is a chain of columns, or a prompt before the greeting.
    """
    if end := crumb_end(line.raw):
        return Cut(line.block, 0, end, "breadcrumb.glued")
    at = greeting_at(line.raw)
    rule = rule_for_span(line, 0, at, rules) if at else None
    rule = None if rule and rule.lexicon and sentence_rule(spoken, line.raw[:at]) else rule
    if rule is None and (said := prompt_in(line.raw[:at], spoken)):
        return Cut(line.block, 0, at, said.id)
    if rule is None and not at and (at := sentence_at(line.raw)):
        facts = rule_for_span(line, 0, at, rules.named(_FACTS))
        return Cut(line.block, 0, at, facts.id) if facts else None
    return cut_line(line, rule) if rule else None


def _is_title(draft: Draft, lines: Sequence[Line], at: int, rules: Group) -> bool:
    """Say whether a line that reads as a sentence (谁来管……？) is the title.

    `<title>` says so, or it comes again at once, or the facts of its publication stand below it.
    """
    title = folded(lines[at].text) if len(lines[at].text) <= 60 else ""
    if len(title) < TITLE:
        return False
    if folded(draft.meta.get("<title>", "")).startswith(title):
        return True
    below = lines[at + 1 : at + 4]
    if any(folded(line.text) == title for line in (*lines[:at], *below)):
        return True
    rule = first_rule(rules, lines, at + 1) if below and _STAMPED.search(below[0].shadow) else None
    return rule is not None and rule.id.startswith("meta.")


def _asks_for_value(rule: Rule, text: str) -> bool:
    """Say whether a label line leaves its value to the next line."""
    return rule.id == "gov.label" or (rule.id.startswith(("meta.", "gov.")) and text.endswith(":"))


def _is_value(text: str, rule: Rule, label: str) -> bool:
    asked = _ASKS_FOR_NUMBER if "号" in text or "〔" in text else _ASKS_FOR_DAY
    if ("〔" in text or PROTECTED.fullmatch(text)) and not asked.search(label):
        return False  # 内容概述 or 成文日期 left empty, and then the document's own number
    if text.endswith(":") or (len(text) > 6 and kind_of(text)):
        return False
    return not SENTENCE_END.search(text) and len(text) <= (40 if rule.id[:4] == "gov." else 12)


def cut_tail(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut labels, prompts and links below the text."""
    site = rulebook.site_for(draft.url)
    sentence_rules = rulebook.scoped(Scope.SENTENCE, site, Zone.TAIL)
    line_rules = rulebook.scoped(Scope.LINE, site, Zone.TAIL)
    below_rules = rulebook.scoped(Scope.LINE, site, Zone.TAIL, Zone.END)
    lines = kept_lines(draft)
    anchor = end_anchor(lines)
    text_from = next((i for i, line in enumerate(lines) if is_text(line.shadow)), 0)
    gone = {cut.block: cut.rule for cut in draft.cuts}
    beside, signed = "", False
    for i in range(len(lines) - 1, text_from, -1):
        line = lines[i]
        behind = _behind_ending(line, below_rules)
        beside = beside or _company(gone, line.block + 1)
        rule = first_rule(below_rules if i > anchor else line_rules, lines, i, beside)
        rule = rule if signed else _unless_said(rule, line, sentence_rules)
        yield from behind
        if behind or closes(line) or _may_be_an_offices(rule, line, sentence_rules, signed=signed):
            return
        linked = rule is None and _is_stray_link(draft, line)
        if linked and _is_introduced(draft, lines, i):
            return
        beside = rule.id if rule else "tail.link" if linked else ""
        if beside:
            start, end = chrome_span(line.raw, rule)
            yield Cut(line.block, start, end, beside)
            if start or end < len(line.raw):
                return
            continue
        start, end, rule = trailing(line.raw, sentence_rules)
        if rule is not None:
            yield Cut(line.block, start, end, rule.id)
        amid = end < len(line.raw)
        left = line.raw[:start].strip(BLANK)
        signed = signed or is_office(left)
        if amid or (left and is_text(left)):
            yield from behind_stop(lines, i, 0 if amid else start, line_rules)
            return
    yield from _glued(lines, text_from, sentence_rules, below_rules, line_rules)


def _company(gone: Mapping[int, str], block: int) -> str:
    """Return the rule by which an earlier step has cut a block, where that is company for the line next to it."""
    rule = gone.get(block, "")
    # an address above a notice of rights may be the document's own
    return "" if rule.startswith(_NO_COMPANY) else rule


def _unless_said(rule: Rule | None, line: Line, rules: Group) -> Rule | None:
    """Return the rule of a line but where words alone tell it and a rule for sentences takes all of it."""
    return None if rule and rule.lexicon and not trailing(line.raw, rules)[0] else rule


def _may_be_an_offices(rule: Rule | None, line: Line, rules: Group, *, signed: bool) -> bool:
    """Say whether what a rule takes for the site's may as well be said by the office that signed below."""
    if not signed:
        return False
    if rule is None:
        start, _, said = trailing(line.raw, rules)
        return said is not None and not start
    return rule.lexicon is not None or rule.id.startswith(("contact.", "abstract."))


def _behind_ending(line: Line, rules: Group) -> tuple[Cut, ...]:
    """Return the cut, if any, of what a site put right behind the words that end a document: 谢谢大家！点击下载."""
    at = closing_end(line.raw)
    rule = rule_for_span(line, at, len(line.raw), rules) if at else None
    return (Cut(line.block, at, len(line.raw), rule.id),) if rule else ()


def _is_introduced(draft: Draft, lines: Sequence[Line], at: int) -> bool:
    """Say whether a line such as 名单如下： or 参考文献 stands above the links that end here."""
    at = next((i for i in range(at, 0, -1) if not _is_stray_link(draft, lines[i])), 0)
    text = lines[at].shadow
    return bool(LEADS_UP.search(text)) and not _LINKING.match(text)


def _glued(
    lines: Sequence[Line], at: int, rules: Group, below_rules: Group, line_rules: Group
) -> Iterator[Cut]:
    """Cut prompts glued to the only line of text, never the whole of it."""
    if not lines:
        return
    line = lines[at]
    yield from _behind_ending(line, below_rules)
    start, end, rule = trailing(line.raw, rules)
    if rule is not None and line.raw[:start].strip(BLANK):
        yield Cut(line.block, start, end, rule.id)
    if end == len(line.raw):
        yield from behind_stop(lines, at, start, line_rules)


def _is_stray_link(draft: Draft, line: Line, share: float = 0.8) -> bool:
    """Say whether a line is one link to another page, not to a file the document attaches."""
    block = draft.blocks[line.block]
    linked = block.links and block.link_chars >= len(block.text) * share
    if not linked or ATTACHED.match(line.shadow):
        return False
    if SENTENCE_END.search(line.raw, 0, block.links[0].start):
        return False  # a sentence with buttons behind it
    told = map(ANY_FILE.search, (line.shadow, *(link.href for link in block.links)))
    return not any(told) and not is_file(block)
