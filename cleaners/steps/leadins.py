"""What an editor says above a text (下面是小编整理的), and the generalities that lead up to it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from cleaners.lines import BLANK, GONE
from cleaners.rule import sentences
from cleaners.steps.greetings import greeting_at
from cleaners.steps.seams import has_own_words, site_span
from cleaners.steps.sentences import dated, sentence_rule, trailing

if TYPE_CHECKING:
    from cleaners.rule import Group, Rule

# a title, and what an editor says of it in brackets
_ASIDE = re.compile(
    r"[^()【】\[\]。!?;]{2,60}[^()【】\[\]。!?;\s]\s*([(【\[][^()【】\[\]]*[)】\]])[\s\0]*"
)
_GENRE = r"(?:[\u4e00-\u9fff]{1,4}(?:稿|词|辞|书|信|函)|讲话|致[辞词]|报告|总结|体会|心得|范文|文章|公文|通知|方案|计划|材料|祝福语|写作|演讲|发言|主持)"
_NOT_GENERAL = r"(?!.*(?:我们要|同志们|谢谢|我的(?:发言|汇报|演讲|报告)|我县|我市|今年以来|我单位|[次届]会议|会议(?:指出|强调|要求|研究|决定)))"
_GENERAL = re.compile(
    rf"^{_NOT_GENERAL}(?=.*{_GENRE}).*(?:免不了|离不开|少不了|常常|经常|接触|或多或少|用到|使用|越来越|怎么写|如何写|怎样|什么样|什么是|是什么|呢|写法|应用|运用|是一种|具有|作用|不可少|不可或缺|需要注意|是时候|写一[份篇]|写好|不妨|你(?:知道|会|还|有没有|是否)|大家|那么|吧|吗|十分重要|注意|密切|特点|格式|一筹莫展|头疼)"
)
# what is labelled as a lead-in leads up to what an editor says, whatever its words
_LABELLED = re.compile(r"[【\[]?(?:导语|导读|引言|序言|编者按|写在前面)(?:[】\]]|\s*:)")
_ASKS = re.compile(
    r"^(?:你?想?知道|想了解)?(?:怎么|怎样|如何|该怎么|应该怎么|该如何)[^。!?我]{1,8}\?$"
)
_GENRE_WORD = re.compile(
    rf"^{_NOT_GENERAL}(?!.*(?:我(?!们)|我们(?:县|市|局|镇|要|将|坚持|认真)|本人|今年|去年|(?<!的)今天)).*{_GENRE}"
)
# an introduction has no speaker, no day and nobody to greet
_SPEAKS = re.compile(
    r"我|同志|各位|尊敬|谢谢|会议|本[市县区镇乡校院局厅公]|今[天年]|昨[天日]|\d{1,2}月\d|[\d一二三四五六七八九十]、|第[一二三四五六七八九十]"
)
# said below a text: what stands before it is the text
_LOOKS_BACK = re.compile(r"以上(?:就|便|即)?是[^,。]{0,12}小编")
# and where he sends his reader for more: 更多慰问信范文请关注……频道。
_SENDS_ON = re.compile(
    r"更多[^。!?我]{2,24}(?:关注|访问|浏览|收藏)[^。!?]{2,20}(?:频道|栏目|专栏|专题|网)[。!]?$"
)
_INTRODUCTION = 240  # characters
_OFFERS = re.compile(
    r"看看[这一下][篇份面]|小编|本站|范文|欢迎(?:大家|您|各位)?(?:[阅品]读|参[考阅]|借鉴|收藏|查阅|品鉴)"
)
# behind a sentence of the text: ……开工。下面是小编整理的……
_EDITOR_ENDS = re.compile(r"[。!?](?:以下|下面|接下来)(?:就)?[是由]?[^。!?]{0,6}小编")


def _own_lead_in(text: str, rules: Group) -> tuple[int, Rule | None]:
    """Return how far from its start a line is lead-in, and the rule that says so.

    Sentences before a lead-in go with it only when they are its generalities about the genre.
    """
    if not rules.asked(text.replace(GONE, "")):
        return 0, None
    end, by = 0, None
    for start, stop in sentences(text):
        if stop > 700:
            break
        back = _LOOKS_BACK.search(text, start, stop)
        if back is not None and text[: back.start()].strip(BLANK):
            break  # what it looks back on is the text
        rule = sentence_rule(rules, text[start:stop])
        if rule is not None and _is_preamble(text[end:start], text[start:stop]):
            said = _site_part_end(text[end:start], text[start:stop], rule, rules)
            end, by = (start + said, rule) if said else (end, by)
            if said < stop - start:
                break
        elif rule is None and not _may_be_preamble(text[end:stop]):
            break
    return (end, by) if by is not None else _introduced(text, rules)


def _site_part_end(before: str, sentence: str, rule: Rule, rules: Group) -> int:
    """Return how far from its start a sentence is the site's: none of it behind words of the document.

    Generalities lead up to what an editor says, and never to a prompt; a label (【导语】) says whose they are.
    """
    leads = rule.id.startswith("leadin.")
    if not leads and has_own_words(before):
        return 0
    front, back = site_span(sentence, partial(sentence_rule, rules), leads=leads)
    if front and not (leads and _may_be_preamble(sentence[:front])):
        return 0
    return back


def _introduced(text: str, rules: Group) -> tuple[int, Rule | None]:
    """Return the whole of a short line that an editor ends (……下面是小编整理的……，更多请关注……频道。).

    Its other sentences greet and report nothing.
    """
    if "小编" not in text or len(text) > _INTRODUCTION:
        return 0, None
    *others, (start, stop) = sentences(text)
    if others and _SENDS_ON.match(text, start, stop):
        *others, (start, _) = others
    said = text[start:stop]
    if (
        not others
        or "小编" not in said
        or _LOOKS_BACK.search(said)
        or _SPEAKS.search(text, 0, start)
    ):
        return 0, None
    rule = sentence_rule(rules, said)
    return (stop, rule) if rule is not None else (0, None)


def lead_in_end(text: str, below: str, rules: Group) -> tuple[int, Rule | None]:
    """Return how far from its start a line is lead-in, and the rule.

    So is a line of nothing but generalities above an editor's words.
    """
    end, rule = _own_lead_in(text, rules)
    if rule is None and _OFFERS.search(below) and len(text) <= 300:
        rule = _own_lead_in(below, rules)[1] if _is_generality(text, _GENERAL) else None
        end = len(text) if rule is not None else 0
    at = greeting_at(text) if rule is not None else 0
    if _same_sentence(text[:end], text[end:at]):
        return at, rule
    return (at if at < end and sentence_rule(rules, text[:at]) else end), rule


def _same_sentence(said: str, rest: str) -> bool:
    """Say whether an editor's sentence goes on up to the greeting: no document says a clause before it greets."""
    return said.endswith((",", ";")) and len(sentences(rest)) == 1


def lead_in(text: str, below: str, rules: Group) -> tuple[int, int, Rule | None]:
    """Return the (start, end) of a lead-in on a line above the text, and the rule.

    It stands in brackets behind a title, at the line's start, or is what an editor says at its end.
    """
    start, rule = _aside(text, rules)
    if rule is not None:
        return start, len(text), rule
    end, rule = lead_in_end(text, below, rules)
    if rule is None and _EDITOR_ENDS.search(text):
        start, end, rule = trailing(text, rules)
        return (start, end, rule) if rule and rule.id.startswith("leadin.") else (0, 0, None)
    return dated(text) if rule is not None else 0, end, rule


def _aside(text: str, rules: Group) -> tuple[int, Rule | None]:
    """Return where brackets begin in which an editor speaks behind a title, and the rule that says so."""
    found = _ASIDE.fullmatch(text) if "小编" in text else None
    return (found.start(1), sentence_rule(rules, found[1][1:-1])) if found else (0, None)


def _is_preamble(before: str, said: str) -> bool:
    """Say whether sentences about the genre only lead up to what an editor says."""
    return _is_generality(before, _GENERAL, _ASKS, _LABELLED) or bool(
        _OFFERS.search(said) and _may_be_preamble(before)
    )


def _may_be_preamble(text: str) -> bool:
    return _is_generality(text, _GENERAL, _GENRE_WORD, _ASKS, _LABELLED)


def _is_generality(text: str, *patterns: re.Pattern[str]) -> bool:
    return all(any(p.match(text[a:b]) for p in patterns) for a, b in sentences(text))
