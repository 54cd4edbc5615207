"""Where in a line that a rule takes whole the site's words begin and end: a sentence of the document beside them stays.

The one place that decides it, for all steps. A line is read clause by clause, and each tells whose it is.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.steps.greetings import LEADS_ON
from cleaners.steps.whose import LIKELY, OWN, SURE, worth
from cleaners.words.addresses import BRACKETS
from cleaners.words.han import HAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaners.rule import Rule

# where a site begins to speak, with no mark before it: 圆满完成任务登录后可复制全文
_OPENS = (
    r"版权(?:归|声明)|(?<![府局厅委办会院校司网站社团部])版权所有|转载请|未经(?:本站|作者|授权|许可|允许|同意)|客服(?:微信|QQ|电话|热线)?:|登[录陆]后|请?先?登录(?:后|查看)|注册(?:后|成为)"
    r"|(?:开通|升级|赞助)(?:本站|VIP|会员)|(?<!以上)[本此]文(?:由|为|仅|来|系|档|地址|链接|标题|共\d|未完)|本[站网](?:所有|内容|提供|文章|声明|资源|仅)"
    r"|以上(?:就|便|即)?是|以上(?:内容|文章)?(?:由|为|来)|更多[^。!?;]{0,14}(?:请|尽在|访问|关注|就上|加)"
    r"|(?:想|如需|如要|若需|需要|获取|想要)(?:要|了解|查看|看|阅读|复制|下载)?(?:更多|全文|完整版?)|如需|想了解|扫码|微信扫|扫一扫|长按"
    r"|加(?:微信|QQ|[vV薇威])|关注(?:我们|公众号|本站)|您(?:的权限|需要|还|当前|尚未|未|可)|试读|预览(?:已)?结束|此处(?:省略|隐藏)|剩余\s?\d|以下内容(?:需|仅|为|已|登|付)|(?:下载|复制|阅读)本文(?:需|请)"
    r"|喜欢(?:这篇|本文)|觉得(?:本文|这篇|文章)|如果(?:您|你|觉得)|点击(?:下载|查看|阅读|复制|展开)|声明:|免责声明|(?:责任)?编辑:|责编:|来源:"
    r"|[上下]一篇|相关(?:推荐|阅读|文章)|推荐阅读|标签:|关键词:|阅读:|浏览(?:次数|量)?:|发布时间|分享到|返回顶部"
)
# and where it has spoken: 如有侵权请联系删除各位代表认真审议
_ENDS = (
    "(?<=删除)|(?<=侵删)|(?<=全文)|(?<=范文)(?![正澜])|(?<=出处)|(?<=小编)(?![为给替帮精特整收搜推分准带汇提编挑摘])|(?<=[作者人站]所有)(?![的者权制人])|(?<=参考)(?![的书资])|(?<=[注标]明来源)(?![和与及、])|(?<=欢迎收藏)(?!的)|(?<=下载使用)(?!的)|(?<=转载)(?![请须要务时自或和、])|(?<=收藏)(?=把|[我各全]|[一二三四五六七八九十]是)|(?<=[成开][为通]会员)|(?<=[费身久]会员)|(?<=全部内容)|(?<=免费下载)|(?<=本[文站网])(?<!本网(?=站))(?!不)|(?<=无关)|(?<=帮助)"
    r"|(?:(?<=[试预][读览]结束)|(?<=[试预][读览]已结束)|(?<=[录陆费买级员]后(?:查看|阅读|下载|复制))|(?<=[录陆费买级员]后可(?:查看|阅读|下载|复制)))(?![全本原正下]文|全[部篇]|更多|[余下]下|下载|其余|完整|剩余|所有|内容|后[面续])"
    r"|(?<=完整内容)|(?<=[员录费后]可见)|(?<=请下载)|(?<=\d积分)|(?<=[文秘稿作料库]网整理)|(?:(?<=[文秘稿作料库]网)|(?<=稿子网)|(?<=[文稿]库)|(?<=[文秘稿杆]之家)|(?<=[问注录览到]本站))(?![络站页友格点上整提发收的搜编为独原首])|(?<=继续阅读)|(?<=阅读参考)|(?<=[A-Za-z\d]{5})"
)
# a column of the site, whatever it is called: 请继续关注本站工作汇报栏目
_COLUMN = r"[^,。!?;]{0,8}(?:栏目|频道|专栏|专题)"
_LED_UP = re.compile(
    rf"(?<=[,:;])[\s\0]*(?![^,]*(?:大家|小编|本[站文]|网友|读者|范文|写作)){LEADS_ON}[\s\0]*$"
)
_SEAM = re.compile(
    rf"(?<=[\u4e00-\u9fff]:)(?={LEADS_ON})|"
    r"(?<=[,!?;。…])(?!(?<=\d,)\d{3}(?!\d))(?![,!?;。…”\"』」》)】\]])|(?<=[!?;。][”\"』」》)】\]])|(?=[(【\[])|(?<=[)】\]])|(?<![.…])(?=……|\.{3})"
    rf"|(?<=[\u4e00-\u9fff,、;]{{4}})(?={_OPENS})|(?:{_ENDS})(?=[\u4e00-\u9fff、])(?!{_COLUMN})",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"[\s\0【\[(]*(?:{_OPENS})", re.IGNORECASE)
# 再立新功！【代写总结，微信同号……】: what calls out may be short
_BRACKETED = re.compile(r"(?<=[。!?])\s*[【\[(][^【】\[\]()]{4,80}[】\])]\s*$")
# what hands a document on: 以下是小编整理的防汛讲话：
_HANDS_ON = re.compile(
    r"小编|(?:以下|下[面文]|接下来|本[文篇]).{0,20}(?:整理|收集|搜集|分享|带来|提供|准备|推荐)|供(?:[您你]|大家|各位|读者)?(?:参[考阅]|借鉴|阅读)"
)
# behind the comma an editor may go on to advise his reader; a few words more are his, too
_HANDED = re.compile(
    r":(?=[\s\0]*[^\s\0:]{4})"
    r"|(?:参考|借鉴|帮助|启发|喜欢),(?=[^,。!?;]{2,},|[^,。!?;]{8})(?!.*(?:具体|实际|照[搬抄]|修改|内容|文章|注意|为准|不要|请))"
)
_CALL = 3  # characters of a document's own
# no sentence stops at a condition: 如有侵权，请与我们取得联系
_CONDITION = re.compile(
    r"(?:[如若]|倘若)[^,。!?;]{0,10}(?:侵权|侵犯|侵害|版权|著作权)(?:(?!删除)[^,。!?;]){0,12},[\s\0]*$"
)
_STOPPED = re.compile(r"[。!?][”\"』」》)】\]]*$")
_UNMARKED = re.compile(r"[\u4e00-\u9fffA-Za-z\d]$")
_SHORT = 6  # characters of a clause that leads up to one of the document: 下面，
_LEAST = 4  # characters of a site before words of the document: 【下一篇】 is followed by a title
_FEWEST = 9  # characters that hold words of both


def site_span(text: str, takes: Callable[[str], object], *, leads: bool = False) -> tuple[int, int]:
    """Return the (start, end) of a text that is the site's, where a rule takes all of it.

    What an editor says above a text `leads` up to it in words of the text's own kind: only sure ones count there.
    """
    if len(text) < _FEWEST or _is_one_bracket(text):
        return 0, len(text)
    spans = _clauses(text)
    aside = _BRACKETED.search(text)
    if aside and worth(text[: aside.start()]) >= _CALL and takes(aside[0].strip(" \0")):
        return aside.start(), len(text)
    for start in reversed(_fronts(text, spans, SURE if leads else OWN)):
        if takes(text[start:].strip(" \0")) or _site_begins(text, spans, start):
            if text[start] in BRACKETS:
                return start, _bracket_end(text, start)
            return start, _back(text, [span for span in spans if span[0] > start], glued=True)
    end = _handed_on(text, takes) or _back(text, spans, glued=text[0] == ",")
    if end < len(text) and takes(text[:end].strip(" \0").rstrip(",")):
        return 0, end
    return 0, len(text)


def _handed_on(text: str, takes: Callable[[str], object]) -> int:
    """Return where a site's words end that hand a document on (供您参考：); nothing behind it is theirs."""
    for handed in _HANDED.finditer(text):
        said, below = text[: handed.end() - 1], text[handed.end() :]
        if _HANDS_ON.search(said) and HAN.search(below) and takes(said.strip(" \0")):
            theirs = any(worth(below[start:end]) < 0 for start, end in _clauses(below))
            return 0 if theirs else handed.end()
    return 0


def _is_one_bracket(text: str) -> bool:
    """Say whether all of a text stands in one pair of brackets: one speaker says it, whatever its words."""
    close = BRACKETS.get(text[0])
    return close is not None and text.find(close) == len(text.rstrip(" \0")) - 1


def _bracket_end(text: str, at: int) -> int:
    """Return where the brackets close in which a site speaks, if the document goes on behind them; else where the text ends."""
    end = text.find(BRACKETS.get(text[at], "\n"), at) + 1
    return end if end and has_own_words(text[end:]) else len(text)


def site_span_within(text: str, span: tuple[int, int], rule: Rule) -> tuple[int, int]:
    """Return the same of a span that a rule finds in a text: a sentence in it may stop right behind."""
    start, end = span
    first, last = site_span(text[start : end + 1], rule.spans)
    first, last = start + first, min(start + last, end)
    goes_on = text[first] in ",，" and HAN.match(text, last)  # with no mark before it
    return first + bool(goes_on), last


def has_own_words(text: str) -> bool:
    """Say whether a clause of a text is a document's by its own words."""
    return any(worth(text[start:end]) >= OWN for start, end in _clauses(text))


def _fronts(text: str, spans: list[tuple[int, int]], least: int) -> list[int]:
    """Return where the document's clauses at the beginning may end: nowhere if all or none are its own."""
    ends: list[int] = []
    said = 0
    for start, end in spans:
        own = worth(text[start:end])
        if said and own < OWN and _BEGINS.match(text, start):
            break
        if own >= least or (said and own > 0):
            said += own
            if said > OWN and end < len(text):
                ends.append(end)
        elif said or own < 0 or (own == 0 and end - start > _SHORT):
            break
    return ends


def _site_begins(text: str, spans: list[tuple[int, int]], at: int) -> bool:
    """Say whether a site's own words begin right at a seam."""
    if _BEGINS.match(text, at):
        return True
    return any(worth(text[start:end]) < 0 for start, end in spans if start == at)


def _back(text: str, spans: list[tuple[int, int]], *, glued: bool = False) -> int:
    """Return where the document's clauses at the end begin, which stop as its sentences do.

    A site goes on in words that read like a document's: one clause must be likely, or begin a sentence, or
    have no mark before it where the document has spoken in front, too, and the site was `glued` into it.
    """
    at = len(text)
    if not _STOPPED.search(text.rstrip(" \0")):
        return at
    for start, end in reversed(spans):
        own = worth(text[start:end])
        if own <= 0:
            break
        runs_on = glued and _UNMARKED.search(text, 0, start)
        if own >= LIKELY or runs_on or (own >= OWN and _STOPPED.search(text, 0, start)):
            at = start
    if at < len(text) and _CONDITION.search(text[:at]):
        return len(text)
    if at < len(text) and (led := _LED_UP.search(text, 0, at)):
        at = led.start()
    return at if len(HAN.findall(text, 0, at)) >= _LEAST else len(text)


def _clauses(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of the clauses of a text, cut at every place that may be a seam."""
    seams = sorted({0, len(text), *(seam.start() for seam in _SEAM.finditer(text))})
    return list(pairwise(seams))
