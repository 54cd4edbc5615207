"""How much a block speaks for being body text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.blocks.markup import CONTROLS, TITLE_TAGS
from cleaners.model import Block
from cleaners.words.box import BOX
from cleaners.words.footers import IMPRINT, SITE_TALK
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_MARKS = "，。；！？、,;!?：:"
STOP_END = re.compile(r"[。！？；][”’」』）)]?$")
# what a site says of all it shows
_DISCLAIMS = re.compile(
    r"本(?:网站|站|网)[^。]{0,60}(?:不承担|概不负责|不作任何|不构成|侵权|转载|摘编|版权|免责)"
)
_DISCLAIMER = 60  # characters at least
# a day or a time of day; one digit before the choice lets a text without any be passed quickly
STAMP = re.compile(r"\d(?:\d{3}[-/年.]\d{1,2}[-/月.]\d|\d?:\d\d)")
# a short sentence that names an hour, and no label: 因管道检修，3月6日8:00至18:00停水。
_TIMED = re.compile(
    r"(?!.*(?:来源|浏览|阅读|点击|编辑|发[布表]|更新|客服|在线|网友|评论|回复))(?=.{8})(?=.*[，起至到在于])(?:[^:：|｜]|(?<=\d)[:：](?=\d\d))+[。！]"
)
# a menu whose entries are no links, for a script follows them
_MENU = re.compile(r"(?:网站)?[首主]页(?:[\s|｜·]+[^\s|｜·，。；：、,;:]{2,12}){4,}[\s|｜·]*")
# where to write and to call, in a row: a site's, or the last line of a notice
_CONTACTS = re.compile(
    r"(?i)(?:地址|电话|邮编|传真|邮箱|E-?mail|QQ)\s*[:：][^。]{2,40}?(?:地址|电话|邮编|传真|邮箱|E-?mail|QQ)\s*[:：]"
)
_AT = re.compile(r"[:：]\s{0,2}https?://")  # 本文网址：http://…
_BOX = re.compile(rf"(?<![\u4e00-\u9fff])(?:{BOX})(?![\u4e00-\u9fff])")


def worths_of(
    blocks: Sequence[Block], side: Collection[int], shown: Collection[int]
) -> list[float]:
    """Return how much each block speaks for being body text; negative for links and labels.

    `side` are the blocks beside the body, `shown` those of which a reader may see what they hide.
    """
    found = []
    for i, block in enumerate(blocks):
        seen = _visible(block) if block.hidden and i not in shown else block
        length, linked = len(seen.text), seen.link_chars
        if not length or block.tag in CONTROLS:  # a banner that runs along reads like a sentence
            found.append(0.0)
        elif linked > length * 0.5 and not reads_between(seen):
            found.append(-10.0 - 0.3 * min(linked, 60))
        else:
            found.append(-8.0 if i in side else _worth(seen, length, linked))
    return found


def _worth(block: Block, length: int, linked: int) -> float:
    """Return the worth of a block that may be of the body and is no link."""
    plain = length - linked
    if block.tag == "tr":
        return -2.0 if _BOX.search(block.text) else 0.3 * plain
    if block.tag == "dd" and "\t" in block.text:  # a fact of the page beside its label
        return -2.0
    if _is_label(block, length):
        return -4.0 if linked else -1.0
    marks = sum(map(block.text.count, _MARKS))
    return plain * min(1.0, 0.3 + marks * 10 / length) if marks else 0.2 * plain


def reads_between(block: Block) -> bool:
    """Say whether a block is a sentence in which a system has linked its keywords, and no list of links."""
    links, length = block.links, len(block.text)
    return (
        len(links) > 1
        and links[-1].end < length
        and length - block.link_chars > 3
        and bool(STOP_END.search(block.text))
    )


def _visible(block: Block) -> Block:
    """Return a block without what it hides: no word of that speaks for or against it."""
    text, at = "", 0
    for start, end in block.hidden:
        text, at = text + block.text[at:start], end
    seen = text + block.text[at:]
    return Block(seen, block.tag, block.node, block.links, (), block.link_chars)


def _is_label(block: Block, length: int) -> bool:
    """Say whether a block is a heading, a stamp, a name or the site speaking, and no sentence."""
    text, short = block.text, length < 40
    ends = bool(STOPS.search(text))
    if short and not ends:  # most are, and nothing more need be asked of them
        return True
    if (short or not ends) and length < 90 and STAMP.search(text) and not _TIMED.fullmatch(text):
        return True
    if block.tag in TITLE_TAGS or (length < 80 and SITE_TALK.search(text)):
        return True
    if "。" not in text and (IMPRINT.search(text) or _CONTACTS.search(text) or _AT.search(text)):
        return True
    return bool(_MENU.fullmatch(text) or (length >= _DISCLAIMER and _DISCLAIMS.search(text)))
