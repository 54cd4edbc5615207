"""What a site puts in brackets beside a title or between the sentences of a text (括号里的提示)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.headings import TITLE_WITHIN
from cleaners.lines import BLANK, holding, kept_lines, kept_text
from cleaners.model import Cut, Scope, Zone
from cleaners.steps.asking import first_rule, rule_for_span
from cleaners.steps.sentences import sentence_rule
from cleaners.words.prose import OUTLINE, is_text
from cleaners.words.trade import TRADE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rule import Group, Rule
    from cleaners.rulebook import Rulebook

_LONGEST = 80  # characters in brackets
# a bracket that opens or ends a line, or stands behind a mark or before one: most stand in the middle of words
_APART = re.compile(
    r"[(\[【〖『<#](?:(?<=^.)|(?<=[。!?;,:、”)\]】〗』 \0].)|(?=[^\n()\[\]【】〖〗『』<>#]{1,80}[)\]】〗』>#](?:[ \0]*$|(?<=[\]】〗』])[。!?;,、])))",
    re.MULTILINE,
)
# characters, with the brackets: 申报书（下载） is an item of a list, 【举报】 before a sentence its label
_LEAST = {"(": 7, "<": 7, "#": 7, "【": 5, "〖": 5}
# its first characters in one class: such a pattern is sought by these alone
_BRACKETS = re.compile(
    r"[(\[【〖『<#](?:(?<=\()[^()]+\)|(?<=\[)[^\[\]]+\]|(?<=【)[^【】]+】|(?<=〖)[^〖〗]+〗"
    r"|(?<=『)[^『』]+』|(?<=<)[^<>]+>|(?<=#)[^#]+#)"
)
_ROUND = "(<#"  # documents use them in every sentence; the others hardly ever behind a word
_STOPS = "。!?;,:、”)]】〗』"
_MARKS = tuple("。!?;,、")
# 点击【下载全文】，打印后签字: a button that a sentence speaks of, or sends its reader to
_PRESSED = re.compile(
    r"(?:点击?|[单双]击|按下?|选择?|[选点]中|勾选|进入|打开|点开|设置|设有|找到|看到|弹出|显示|提示|写着|写有|标有|标注|名为|叫做?|出现|只有|没有|还有|找|然后|最后|[先再][,，]?|[左右][上下]角|[有用将把对和与及的为是在“])$"
)
_NAMED_BEFORE = ("】、", "]、", "〗、", "』、")  # 【查看】、【下载】两个按钮
_NAME = re.compile(rf"(?:{TRADE_NAME}).$")  # of a site: told where no sentence speaks of it
_STOP = re.compile(r"[。!?;,:]")
_DOTS = re.compile(r"(?:[.·]{2,}|…+)\s*$")  # what stands for the text that is cut off
_DOTTED = 60  # characters in which they are sought
_PAGE = re.compile(r"\D*\d+\D*")  # one number alone a sentence may begin with: （第2页）为修改稿
_TEXT = re.compile(r"[\u4e00-\u9fff]{2}")
_TITLE = 60  # characters
# each of these says by its words that a site speaks; the others judge by where a line stands
SPOKEN = (
    "paywall.",
    "member.",
    "pager.",
    "copyright.",
    "promo.",
    "watermark.",
    "player.",
    "share.",
    "about.",
    "related.",
    "download.",
)
# these take along whatever stands before what they are about
_REACHING = ("member.", "paywall.", "copyright.", "promo.contact")
_MEDIA = ("media.",)
_BESIDE_TITLE = ("meta.tally", "meta.published", "bar.font", "download.facts")


def cut_asides(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut brackets between sentences, or behind a title, that hold what would be chrome on a line of its own."""
    site = rulebook.site_for(draft.url)
    lines = kept_lines(draft)
    between = rulebook.scoped(Scope.LINE, site, Zone.BODY, Zone.BETWEEN)
    sentences = rulebook.scoped(Scope.SENTENCE, site, Zone.TAIL)
    spans = rulebook.scoped(Scope.SPAN, site, Zone.BODY)
    labels = rulebook.scoped(Scope.LINE, site, Zone.HEAD).named(_BESIDE_TITLE)
    every = rulebook.scoped(Scope.LINE, site, Zone.HEAD, Zone.TAIL, Zone.BODY)
    for i in holding(kept_text(draft), _APART):
        line, found = lines[i], []
        for aside in _BRACKETS.finditer(line.raw):
            if not _stands_apart(line.raw, aside):
                continue
            rule = _rule_of(line, aside, between, sentences, spans)
            if rule is None and i < TITLE_WITHIN and _is_beside_title(line.raw, aside):
                rule = _rule_within(line, aside, labels)
            if rule is not None:
                found.append(Cut(line.block, _start(line.raw, aside, rule), aside.end(), rule.id))
        found = [cut for cut in found if not _is_in_row(line.raw, cut, found)]
        if found and _is_beside_text(line, found) and not _is_chrome(lines, i, every):
            yield from found


def _start(text: str, aside: re.Match[str], rule: Rule) -> int:
    """Return where a cut begins: with the dots in front that stand for what is cut off."""
    cut_off = rule.id.startswith(("paywall.", "member."))
    dots = _DOTS.search(text, max(0, aside.start() - _DOTTED), aside.start()) if cut_off else None
    return dots.start() if dots else aside.start()


def _stands_apart(text: str, aside: re.Match[str]) -> bool:
    """Say whether brackets stand where a sentence begins or ends, and not in the middle of its words."""
    if not _LEAST.get(aside[0][0], 0) <= len(aside[0]) <= _LONGEST:
        return False
    before, behind = text[: aside.start()].rstrip(BLANK), text[aside.end() :].strip(BLANK)
    if before.endswith(_NAMED_BEFORE):
        return False
    if not before or before[-1] in _STOPS or _DOTS.search(before[-_DOTTED:]):
        return True
    if aside[0][0] not in _ROUND:
        amid = behind[:1] in _MARKS and not _PRESSED.search(before)
        return not behind or (amid and not _NAME.search(aside[0]))
    return not behind and not _STOP.search(before)


def _is_beside_title(text: str, aside: re.Match[str]) -> bool:
    front = text[: aside.start()]
    behind = text[aside.end() :].strip(BLANK)
    apart = not behind or not (front.strip(BLANK) or is_text(behind))
    return len(text) <= _TITLE and not _STOP.search(front) and apart


def _rule_of(
    line: Line, aside: re.Match[str], between: Group, sentences: Group, spans: Group
) -> Rule | None:
    if rule := _rule_within(line, aside, between.named(SPOKEN)):
        return rule
    marks = aside[0][0] == "[" and line.raw[: aside.start()].rstrip(BLANK)[-1:] in ("", *"。!?")
    if marks and (rule := _rule_within(line, aside, between.named(_MEDIA))):
        return rule  # [图片]; 【图片】征集 are words
    rule = sentence_rule(sentences, aside[0][1:-1])
    return None if rule and _is_marked(aside[0], spans) else rule


def _is_marked(text: str, spans: Group) -> bool:
    """Say whether a rule for marks within lines takes these brackets anyway, and by better right."""
    return any(rule.spans(text) == [(0, len(text))] for rule in spans.asked(text))


def _rule_within(line: Line, aside: re.Match[str], rules: Group) -> Rule | None:
    """Return the rule of these that takes brackets, or what they hold."""
    start, end = aside.span()
    for a, b in ((start, end), (start + 1, end - 1)):
        rule = rule_for_span(line, a, b, rules)
        if rule is not None:
            numbered = rule.id.startswith("pager.") and _PAGE.fullmatch(aside[0])
            return None if numbered else rule
    return None


def _is_in_row(text: str, cut: Cut, found: list[Cut]) -> bool:
    """Say whether brackets touch others that no rule takes here: a row of buttons is told as one."""
    touches_before = text[cut.start - 1 : cut.start] in ("】", "]")
    touches_behind = text[cut.end : cut.end + 1] in ("【", "[")
    return (touches_before and all(other.end != cut.start for other in found)) or (
        touches_behind and all(other.start != cut.end for other in found)
    )


def _is_beside_text(line: Line, found: list[Cut]) -> bool:
    """Say whether words are left when these go."""
    text = line.raw
    for cut in reversed(found):
        text = text[: cut.start] + "\0" + text[cut.end :]
    return bool(_TEXT.search(text))


def _is_chrome(lines: list[Line], at: int, rules: Group) -> bool:
    """Say whether all of a line is a site's: a row of buttons, some of them in brackets."""
    text, rule = lines[at].shadow, first_rule(rules, lines, at)
    if rule is None or rule.id.startswith(_REACHING) or OUTLINE.match(text):
        return False
    told = rule.zones & {Zone.BODY, Zone.BETWEEN}
    return bool(told) or not _STOP.search(_BRACKETS.sub("", text))
