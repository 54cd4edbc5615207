"""Rules asked of the sentences of a line: which one takes a sentence, and what a site says at a line's end."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from cleaners.lines import BLANK, GONE
from cleaners.rule import LONGEST, sentences
from cleaners.steps.seams import site_span
from cleaners.words.dates import WRITTEN

if TYPE_CHECKING:
    from cleaners.rule import Group, Rule

# sites number their notices too, but not like this
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}[条章节]|[一二三四五六七八九十]{1,3}、")
_SIGNED = re.compile(rf"[\s\0]*{WRITTEN}(?=[\s(【\[]+[^\s\d:])")
_PROMPT_END = re.compile(
    r"(?:复制|下载|全文|阅读|查看|会员|登录|注册|本文|文档|[!。)】\]])[\s\0]*$"
)
_CLOSED = re.compile(r"[】\])]")


def sentence_rule(rules: Group, sentence: str) -> Rule | None:
    """Return the sentence rule that takes one sentence; blanks of earlier cuts do not count."""
    text = sentence.replace(GONE, "").strip()
    if not text or len(text) > LONGEST:
        return None
    for rule in rules.asked(text):
        if rule.pattern.search(text):
            return rule
    return None


def trailing(text: str, rules: Group) -> tuple[int, int, Rule | None]:
    """Return the (start, end) of the chrome at a line's end, and the rule.

    A bracketed notice goes whole, an article of a document never. It ends before the line does where a sentence of the document goes on behind it.
    """
    at, by = len(text), None
    for start, stop in reversed(sentences(text)):
        if not text[start:stop].strip(BLANK):
            continue
        rule = sentence_rule(rules, text[start:stop])
        if rule is None:
            break
        front, back = site_span(text[start:stop], partial(sentence_rule, rules))
        if back < stop - start:
            amid = front > 0 and by is None and text[start + front] not in "([【"
            return (start + front, start + back, rule) if amid else (at, len(text), by)
        at, by = start + front, rule
        if front:
            break
    if not text[:at].strip(BLANK) and _ARTICLE.match(text.lstrip(BLANK)):
        return len(text), len(text), None
    opened = max(text.rfind(mark, 0, at) for mark in "【[(")
    if by is not None and opened >= 0 and not _CLOSED.search(text, opened, at):
        at = opened
    return at or (dated(text) if by is not None else 0), len(text), by


def dated(text: str) -> int:
    """Return where the date ends that signs a document, where a notice of the site runs into it, else 0."""
    found = _SIGNED.match(text)
    return found.end() if found else 0


def prompt_in(text: str, rules: Group) -> Rule | None:
    """Return the rule of a membership prompt that ends in words of its own.

    None of them may begin a greeting: 复制, and not 复制护林员.
    """
    rule = sentence_rule(rules, text) if _PROMPT_END.search(text) else None
    return rule if rule is not None and rule.id.startswith("member.") else None
