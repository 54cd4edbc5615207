"""How a speech, a report or a letter ends, where a prompt of the site is glued right behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.lines import BLANK
from cleaners.steps.seams import site_span
from cleaners.words.prose import ends_speech
from cleaners.words.trade import SHELF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.lines import Line
    from cleaners.rule import Rule

# a site thanks and wishes too, but then it speaks of what a site does
_NOT_THE_SITES = rf"(?![^。!?]*(?:会员|VIP|下载|复制|登录|登陆|本站|本网|小编|阅读|浏览|收藏|网友|{SHELF}|访问|光临|客服))"
# how a letter takes its leave below 顺颂, 即请
_LETTERS_WISH = r"[商时公台教文]祺|[台教编文撰近大时金钧勋春夏秋冬]安"
_THANKS = rf"[^。!?]{{0,40}}(?:(?:谢谢|感谢)(?:大家|各位|你们|同志们|聆听)?|敬礼|(?<![\u4e00-\u9fff])(?:此致|散会|再见|{_LETTERS_WISH}))"
_WISH = (
    r"(?:[^。!?祝]{0,12}(?<!庆)祝愿?(?![您你贺福])[^。!?]{3,60}|[^。!?让]{0,12}让我们[^。!?]{4,80})"
)
_REPORTED = r"[^。!?]{0,30}(?:请(?:予以?)?(?:批评指正|审议|审示|审查|批示|批复)|特此(?:报告|通知|通告|公告|函[告复]|批复|通报|请示|说明))"
# such sentences at the start of a line, with more of the line behind them
_CLOSING_SENTENCES = re.compile(
    rf"[\s\0]*+(?:{_NOT_THE_SITES}(?:{_THANKS}|{_WISH}|{_REPORTED})[。!]+)+(?=[\s\0]*+[^\s\0])"
)


# the author's bracket behind the last stop, with a sign-off behind that: 通车。（交通局 王某）编辑：李某
_LAST_STOP = re.compile(
    r".*[。!?][”\")』」》]*(?:\s?[(](?=[\u4e00-\u9fff])[^()。!?:/编审]{2,16}[)](?=\s?[\u4e00-\u9fff]{2}))?",
    re.DOTALL,
)
# an author ends so, too: （完）, （记者 王某）, （刊于《某刊》第3期）
_AUTHORED = re.compile(
    r"[(\[【—\s]*(?:(?:全文)?完|(?!.*(?:编辑|责编|审核|校对))(?:本[报刊台网]|新华社|特约|实习|记者|通讯员|作者|撰|文[/ 图]|图[/ ]|图片来|摄|原?载|刊|摘|选自|据|来源(?!:\s*(?:网络|互联网))))"
)
_LEAST_GLUED = 4  # characters behind a sentence; fewer may be a word left without its stop


def closing_end(text: str) -> int:
    """Return how far from its start a line only ends a document, 0 where nothing stands behind that."""
    match = _CLOSING_SENTENCES.match(text)
    return match.end() if match else 0


def chrome_span(text: str, rule: Rule | None) -> tuple[int, int]:
    """Return the (start, end) of chrome on a line that a rule takes, or a link fills.

    Words that end a document, or are its own, are left out.
    """
    if (end := closing_end(text)) or rule is None:
        return end, len(text)
    start, end = site_span(text, rule.takes)
    # words such as 团市委宣传部 may be of either: a front that the rule takes by itself is the site's too
    if not start or not rule.takes(text[:start].strip(BLANK)):
        return start, end
    return 0, len(text) if rule.takes(text[start:].strip(BLANK)) else end


def end_anchor(lines: Sequence[Line]) -> int:
    """Return the index of the last line that closes a speech in so many words, or a large one.

    A notice that ends with 特此通知 goes on with its contacts and annexes.
    """
    for i in range(len(lines) - 1, -1, -1):
        if ends_speech(lines[i].shadow):
            return i
    return len(lines)


def last_stop(text: str, end: int) -> int:
    """Return where the last sentence before `end` stops, 0 where what is left is too short or an author's."""
    stop = _LAST_STOP.match(text, 0, end)
    left = text[stop.end() : end].strip(" \0") if stop else ""
    return 0 if stop is None or len(left) < _LEAST_GLUED or _AUTHORED.match(left) else stop.end()
