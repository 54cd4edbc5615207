"""Buttons and prompts that a site puts between paragraphs, or behind the last sentence of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.headings import title_block
from cleaners.lines import kept_lines
from cleaners.model import Cut, Scope, Zone
from cleaners.steps.asking import behind_stop, cut_line, first_rule
from cleaners.steps.sentences import trailing
from cleaners.words.prose import OUTLINE, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rule import Group
    from cleaners.rulebook import Rulebook

_STOPS = "。!?;:"  # a sentence that only its words are held against stays
_LABEL = 80  # characters; what a button or a prompt says is no longer
_ITEM = 10  # characters of an item in a list of words; headings and names of people are as short
_QUOTE = 32  # characters of a line that is quoted on its own
_QUOTED = re.compile(r"[“\"「『][^“”]*[”\"」』]")  # a line in quotation marks
# by words alone a line between paragraphs may be an item of any list (扫码付款，支持微信): the page itself or its wares must be spoken of
_OF_THE_PAGE = re.compile(
    r"本网?站|本页|小编|VIP|[范全本]文|文[档稿库秘]|admin|会员|喜欢(?:就|的话|这篇)|[上下]一页|关闭窗口|分享到|客服(?:QQ|微信)|百度(?:搜索|一下)|用户上传|猜[您你]喜欢"
    r"|(?:点赞|收藏|评论|转发)\s+(?:点赞|收藏|评论|转发)",
    re.IGNORECASE,
)
# 有的网页上写着： above a line, 这个按钮 below it: a text that speaks of sites quotes them
_QUOTES = re.compile(
    r"(?:说|写着|写道|话|字|字样|标语|提示|引导语|弹窗|按钮|链接|广告|启事|行|声明|显示|例如|比如|有)\W{0,2}:$"
)
_SPEAKS_OF = re.compile(
    r"^(?:点它|按它|点击它|.{0,10}(?:这|那|以上|上面|上述)[^。,]{0,5}(?:按钮|键|句话|的话|弹窗|字样|提示|链接|广告|声明|标语)|[两几一二三四五六七八]个字)"
)


def cut_between(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut what is left of a site between head and tail, by rules whose words no document has.

    Asked when head and tail are cut: there a line of the site proves the ones beside it.
    """
    site = rulebook.site_for(draft.url)
    rules = rulebook.scoped(Scope.LINE, site, Zone.BETWEEN)
    glued = rulebook.scoped(Scope.LINE, site, Zone.BODY, Zone.BETWEEN)
    sentences = rulebook.scoped(Scope.SENTENCE, site, Zone.BETWEEN)
    lines = kept_lines(draft)
    quoted = False
    for i, line in enumerate(lines):
        quoted = (quoted and _goes_on(line)) or (i > 0 and _tells(lines[i - 1]))
        if quoted or OUTLINE.match(line.shadow):
            continue  # an article on a site's own matters is the document's
        button = _whole(draft, lines, i, rules)
        found = [button] if button else [*_behind(lines, i, glued, sentences)]
        if found and not _is_the_documents(lines, i, rules):
            yield from found


def _whole(draft: Draft, lines: Sequence[Line], at: int, rules: Group) -> Cut | None:
    """Return the cut of a line that is a button or a prompt; by words alone no sentence is, and no title."""
    text = lines[at].shadow
    rule = first_rule(rules, lines, at) if len(text) <= _LABEL else None
    if rule is None or (rule.lexicon and _is_title(draft, lines, at)):
        return None
    if rule.lexicon and not _OF_THE_PAGE.search(text):
        sure = rule.lexicon.weight(text) >= rule.lexicon.sure
        if not sure or _is_amid_short_lines(lines, at, rules):
            return None
    return cut_line(lines[at], rule)


def _is_title(draft: Draft, lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is the title, or opens what the head was cut to: that was asked already."""
    return at == 0 or lines[at].block == title_block(draft)


def _is_amid_short_lines(lines: Sequence[Line], at: int, rules: Group) -> bool:
    """Say whether no paragraph stands next to a line, but short lines that are the document's."""
    near = [i for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    return any(not is_text(lines[i].shadow) and first_rule(rules, lines, i) is None for i in near)


def _behind(lines: Sequence[Line], at: int, glued: Group, sentences: Group) -> Iterator[Cut]:
    """Yield the cuts of what a site put behind the last sentence of a paragraph."""
    line = lines[at]
    if line.shadow[-1] not in _STOPS:
        for cut in behind_stop(lines, at, len(line.raw), glued):
            alone = any(rule.lexicon for rule in glued.rules if rule.id == cut.rule)
            if not alone or _OF_THE_PAGE.search(line.raw, cut.start):
                yield cut
    if sentences.words.search(line.raw, max(0, len(line.raw) - _LABEL)):
        start, end, said = trailing(line.raw, sentences)
        if said is not None:
            yield Cut(line.block, start, end, said.id)


def _tells(line: Line) -> bool:
    """Say whether a line leads up to words that are quoted below it."""
    return line.shadow[-1] == ":" and bool(_QUOTES.search(line.shadow))


def _goes_on(line: Line) -> bool:
    """Say whether a quotation may still go on here: short lines, none of them a sentence that tells."""
    return len(line.shadow) <= _QUOTE and line.shadow[-1] not in "。:"


def _is_the_documents(lines: Sequence[Line], at: int, rules: Group) -> bool:
    """Say whether a line that may read like a site's is quoted, spoken of below or one of a list."""
    text = lines[at].shadow
    if _QUOTED.fullmatch(text):
        return True
    if at + 1 < len(lines) and _SPEAKS_OF.match(lines[at + 1].shadow):
        return len(text) <= _QUOTE
    near = [i for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    return _is_item(lines[at]) and any(
        _is_item(lines[i]) and first_rule(rules, lines, i) is None for i in near
    )


def _is_item(line: Line) -> bool:
    text = line.shadow
    return len(text) <= _ITEM and text[-1] not in _STOPS and not OUTLINE.match(text)
