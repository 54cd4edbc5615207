"""How steps ask rules of a line: which one takes it, or a part of it, and what is cut for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.lines import Line, sub_line
from cleaners.model import Cut
from cleaners.steps.endings import chrome_span, last_stop
from cleaners.steps.greetings import greeting_at
from cleaners.words.dates import is_date_line
from cleaners.words.prose import OUTLINE, PROTECTED, SENTENCE_END, is_office, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lexicon import Lexicon
    from cleaners.rule import Group, Rule

# of what a document annexes: 附件1, 附：名单
ATTACHED = re.compile(r"^\s*附[件表录]|^\s*附:")
_FACTS = ("meta.", "breadcrumb.", "gov.", "title.")  # above every text, whosever its first line is
_QUOTED = re.compile(r"“([^“”]{1,20})”")
_MAX_LABEL = 320  # characters; no label rule is asked about longer lines
_SHORT = 32  # characters of a line in a list
_MAX_ROW = 80  # characters of a line of buttons and facts
_APART = re.compile(r"\s+(?:[|/·]\s+)?")
# characters of a label and of a name behind it; lines with it, no two alike, that make a list of works
_LABEL, _NAME, _OFTEN = 4, 16, 3
_DIGIT, _WEEKDAY = re.compile(r"\d"), re.compile("(?:星期|周)[一二三四五六日天]")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_LABELS = ("meta.", "signoff.", "player.")  # rules of labels that a text may have as well


def first_rule(rules: Group, lines: Sequence[Line], at: int, beside: str = "") -> Rule | None:
    """Return the first rule that takes the line, unless a neighbour says it is the document's.

    `beside` is the rule that cut the line next to it, for rules that want such company.
    """
    text, spared = lines[at].shadow, False
    for rule in rules.asked(text) if len(text) <= _MAX_LABEL else ():
        words = rule.lexicon
        if words:  # what its neighbours leave to the document is not the site's by its words
            told = not spared and _is_told(words, rules, lines, at, beside)
        else:
            told = rule.takes(text) and not (rule.id.startswith(_LABELS) and _recurs(lines, text))
        if told and (not rule.beside or _in_company(rule, rules, lines, at, beside)):
            if not _is_spared(rule, lines, at):
                return None if PROTECTED.fullmatch(text) else rule
            spared = True
    return None if spared or " " not in text else _of_parts(rules, lines, at)


def _is_spared(rule: Rule, lines: Sequence[Line], at: int) -> bool:
    """Say whether one of the lines near by says that a line is the document's."""
    if rule.unless_near is None:
        return False
    near = (*lines[max(0, at - 3) : at], *lines[at + 1 : at + 4])
    return any(rule.unless_near.search(line.shadow) for line in near)


def _of_parts(rules: Group, lines: Sequence[Line], at: int) -> Rule | None:
    """Return the rule of a line all of whose parts are the site's: 打印 关闭 浏览次数:2240.

    One of them is so alone, which is the rule returned; that one is company for the others.
    """
    text, alone = lines[at].shadow, None
    for part in _APART.split(text) if len(text) <= _MAX_ROW else ("",):
        asked = (rule for rule in rules.asked(part) if rule.lexicon is None and rule.takes(part))
        told = [rule for rule in asked if not _is_spared(rule, lines, at)]
        if not told or PROTECTED.fullmatch(part) or is_date_line(part):
            return None  # a day may be the document's: 4月11日 北坡村委会
        alone = alone or next((rule for rule in told if not rule.beside), None)
    return alone


def _recurs(lines: Sequence[Line], text: str) -> bool:
    """Say whether a label stands again and again in a text, with another value each time: 作者, of the works it lists.

    A day of the week does where another has a line, too: a plan of the week; so do times of a script.
    """
    if _WEEKDAY.fullmatch(text):
        return any(_WEEKDAY.fullmatch(line.shadow) and line.shadow != text for line in lines)
    if _CLOCK.fullmatch(text):
        return len({x.shadow for x in lines if _CLOCK.fullmatch(x.shadow)}) >= _OFTEN
    label, _, value = text.partition(":")
    if not value or len(label) > _LABEL or len(value) > _NAME or _DIGIT.search(value):
        return False
    return len({line.shadow for line in lines if line.shadow.startswith(f"{label}:")}) >= _OFTEN


def _is_told(words: Lexicon, rules: Group, lines: Sequence[Line], at: int, beside: str) -> bool:
    """Say whether a line is told by its words, without those that the text around it has: there they are its own."""
    line, near = lines[at], bool(beside) and not beside.startswith(_FACTS)
    if not words.takes(line.shadow, beside=near):
        return False
    enough = words.sure if beside else 2 * words.sure
    listed = words.weight(line.shadow) < enough and _is_of_a_list(rules, lines, at)
    if listed or OUTLINE.match(line.shadow):
        return False
    told = [
        one for one, weight in words.weighed(line.shadow).items() if weight > 0 and len(one) > 1
    ]
    texts = [x.shadow.lower() for x in lines if x is not line and is_text(x.shadow)]
    lonely = len(lines) > 1 and not any(map(SENTENCE_END.search, texts))
    if lonely and SENTENCE_END.search(line.shadow):
        return False  # the only sentence is no prompt
    holding = (text for text in texts if any(one in text for one in told))
    own = [text for text in holding if words.weight(text) < 0]
    quoted = _QUOTED.findall(line.shadow)  # buttons it speaks of; one alone it may ask to press
    own += quoted if len(quoted) > 1 else []
    said = [one for one in told if any(one in text for text in own)]
    return not said or words.takes(line.shadow, beside=near, said=said)


def _is_of_a_list(rules: Group, lines: Sequence[Line], at: int) -> bool:
    """Say whether two short lines on one side of a line are the document's, though no sentences: it is one of a list."""
    sides = lines[max(0, at - 2) : at], lines[at + 1 : at + 3]
    return any(len(side) > 1 and all(_is_short(rules, x.shadow) for x in side) for side in sides)


def _is_short(rules: Group, text: str) -> bool:
    if is_text(text) or is_office(text) or is_date_line(text) or len(text) > _SHORT:
        return False
    return not any(
        rule.lexicon.takes(text, beside=True) if rule.lexicon else rule.takes(text)
        for rule in rules.asked(text)
    )


def _in_company(rule: Rule, rules: Group, lines: Sequence[Line], at: int, beside: str) -> bool:
    """Say whether the line next to this one is cut by a rule whose company `rule` wants."""
    if beside.startswith(rule.beside):
        return True
    near = [i for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    return any(first_rule(rules.named(rule.beside), lines, i) for i in near)


def rule_for_span(line: Line, start: int, end: int, rules: Group) -> Rule | None:
    """Return the first rule that would take a part of a line, were it a line of its own."""
    return first_rule(rules, [sub_line(line, start, end)], 0)


def cut_line(line: Line, rule: Rule) -> Cut:
    """Return the cut of a whole line, but for words that end a document, or a greeting it runs into."""
    start, end = chrome_span(line.raw, rule)
    at = greeting_at(line.raw)
    greeted = at and rule.takes(sub_line(line, 0, at).shadow)
    return Cut(line.block, start, at if greeted else end, rule.id)


def behind_stop(lines: Sequence[Line], at: int, end: int, rules: Group) -> Iterator[Cut]:
    """Cut what stands behind a line's last sentence and would be chrome on a line of its own."""
    line = lines[at]
    if not (start := last_stop(line.raw, end)):
        return
    alone = [*lines[:at], sub_line(line, start, end), *lines[at + 1 :]]
    if rule := first_rule(rules, alone, at):
        yield Cut(line.block, start, end, rule.id)


def closes(line: Line) -> bool:
    """Say whether a line signs or annexes: what stands above it is the document's, label or not."""
    return bool(ATTACHED.match(line.shadow)) or ("年" in line.text and is_date_line(line.shadow))
