"""Web addresses put between and inside sentences, with the name and the sales talk around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.steps.named import (
    ADORNING,
    CLOSE,
    CREDITED,
    OPENING,
    close,
    name_start,
    spelled_start,
    with_opening,
)
from cleaners.steps.spoken import is_foreign, subject_of
from cleaners.words.addresses import (
    ADDRESS,
    BRACKETS,
    CLOSING_MARKS,
    OFFICIAL,
    ORNAMENTS,
    around,
    is_disguised,
    may_address,
)
from cleaners.words.prose import SALUTATION
from cleaners.words.sellers import PITCH, TAGLINE, led_by, may_sell, spelled_alone
from cleaners.words.trade import TRADE, WARES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.names.learnt import Names

_PLENTY = (
    r"[\s【\[(]*(?:想?要?(?:阅读|查看|浏览|下载|获取|了解))?(?:更多|海量|精品|优质)[^。!?;,]{0,8}"
)
_GO = r"请?访问|请?登录|尽在|就在|请?点击|请?浏览|请?前往|请?到|请?上"
_MORE = re.compile(
    rf"[\s【\[(]*欢迎(?:您|你|大家)?(?:访问|光临|来到|登录|收藏)[^。!?;,]{{0,8}}(?:{TRADE}|素材)[^。!?;,]{{0,6}}$"
    rf"|{_PLENTY}(?:{TRADE}|素材)[^。!?;,]{{0,8}}(?:{_GO}|请?关注)[^。!?;,]{{0,10}}$"
)
_FRAME_MARK = re.compile(rf"([{ORNAMENTS}○◎*~≈#]|——)\s?$")
_FRAME = " ·•~*=_—–-.…"
# 更多材料请访问 某某网 www点…: what no office writes sends nobody to an office
_MORE_DISGUISED = re.compile(
    rf"{_PLENTY}(?:材料|资料|讲话|文章|稿件|内容)[^。!?;,]{{0,4}}(?:{_GO})[^。!?;,]{{0,10}}$"
)
# says that what follows is a credit, proven name or not, where a sentence may begin
_CREDITING = re.compile(
    rf"(?:^|(?<=[\s。!?…”]))[(【\[—-]{{0,2}}\s?(?:{CREDITED})\s*:?\s*(?:[^\s。!?,;:]{{2,14}}(?:整理|发布|提供|分享|收集|首发)[,:\s]*)?$"
)
# 来源：秘书湾（www.…）: a name that only its words tell, and what brings it in
_CREDITED_NAME = re.compile(
    rf"(?<=[。!?…”])\s?[(【\[]?(?:{CREDITED})\s*:\s*([\u4e00-\u9fff]{{2,8}})[\s(【]*$"
)
# a sentence begins with no such mark, nor with what the bracket round an address ends with
_LEFT_OVER = re.compile(r"[\s,:;、]*")
_ASIDE_END = re.compile(r"[,:;、][^。!?;()]{0,12}\)[\s,:;、]*")
# in its first clause; 惠农网（www.…）是专业的农产品交易平台 is spoken of
_SELLING = re.compile(
    rf"(?=[^,;]*(?:{TRADE}))[^,;]*?(?:范文|写作|写材料|下载|免费|海量|大全|{WARES})(?<!新材料)"
)
_WRAPPED = {"|": "|", "~": "~", "→": "←"}
_OPENER_OF = {closer: opener for opener, closer in BRACKETS.items()} | {"》": "《"}
_AROUND = {opener: closer for opener, closer in BRACKETS.items() if opener != "("} | {"《": "》"}
_NO_ASIDE = re.compile(r"[。!?;]|第\s?[一二三四五六七八九十\d]{1,3}\s?[篇章节条]")
# what may follow the address on a line of its own
_SOLD = re.compile(
    rf"[\s—\-–|_·,:]+(?:{TAGLINE}|[\u4e00-\u9fff]{{0,6}}{PITCH}[\u4e00-\u9fff]{{0,6}})[\s】\])!~]*$"
)


def addresses(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Find web addresses that no sentence sends its reader to, with the name in front of them."""
    if not may_address(text):
        return
    for match in ADDRESS.finditer(text):
        low, part, here = around(text, match)
        if not OFFICIAL.search(match[0]) and (span := _watermark(part, here, names)):
            yield low + span[0], low + span[1], "watermark.address"


def _watermark(text: str, match: re.Match[str], names: Names) -> tuple[int, int] | None:
    """Return what is the site's around an address, or None where the address is its sentence's."""
    start, end = _reach(text, match, names)
    if names.title and names.are_spoken_of(text[start : match.start()]):
        return None
    before, disguised = text[: match.start()], is_disguised(match[0])
    if said := subject_of(text, start, match):
        return (start, said.end()) if _SELLING.match(said[0]) else None
    if led := led_by(text, match):
        end = _left_over(text, led.start(), _credited(text, start, end)[1])
        return _closed_up(text, led.start(), end)
    if more := _MORE.search(before) or (disguised and _MORE_DISGUISED.search(before)):
        return more.start(), end
    if is_foreign(text, match, (start, end), names, disguised=disguised):
        if disguised and start == match.start():
            start = spelled_start(before, match[0])
        return _closed_up(text, *_credited(text, start, end))
    return None


def _credited(text: str, start: int, end: int) -> tuple[int, int]:
    """Take along what brings a watermark in, and who did it behind its bracket: 转载自：, 本文由【…】提供."""
    credit = _CREDITING.search(text[:start]) or _CREDITED_NAME.search(text[:start])
    if credit is None or (credit.re is _CREDITED_NAME and not may_sell(credit[1])):
        return start, end
    return credit.start(), CLOSE.match(text, end).end()  # type: ignore[union-attr]  # may be empty


def _closed_up(text: str, start: int, end: int) -> tuple[int, int]:
    """Take along the blanks before a mark of the sentence (工作 www.… ，要), and the frame of a whole line."""
    start, end = _framed(text, start, end)
    if not (text[:start] + text[end:]).strip(_FRAME):
        return 0, len(text)
    below = text[end:].lstrip(" ")
    if below[:1] not in tuple(",。;、!?"):
        return start, end
    return len(text[:start].rstrip(" ")), len(text) - len(below)


def _framed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take along the marks that frame a watermark: ◇某某网 www.…◇, ——更多……尽在www.…——, （本文源自：www.…）."""
    mark = _FRAME_MARK.search(text, 0, start)
    if mark and text.startswith(mark[1], end):
        return mark.start(), end + len(mark[1])
    adorned = text[start] if text[start] in ORNAMENTS else BRACKETS.get(text[start], "")
    closing = "——" if text.startswith("——", start) else adorned
    start -= text[start - 1 : start] == "“" and text[start:end].endswith("”")
    opened = closing and closing not in text[start + 1 : end]
    return start, end + len(closing) * bool(opened and text.startswith(closing, end))


def _reach(text: str, match: re.Match[str], names: Names) -> tuple[int, int]:
    """Return where a watermark around an address begins and ends: its name, brackets, sales talk."""
    start = name_start(text[: match.start()], match[0], names)
    end = close(text, match)
    opened = text[:start].rstrip()
    if spelled_alone(text, match):
        start = 0
    if start == match.start() and opened.endswith("(") and ")" in text[match.end() : end]:
        start = len(opened) - 1
    end = _closed(text, start, match.end(), end)
    if text[end:].strip(CLOSING_MARKS) in names.sites or _SOLD.match(text, match.end()):
        end = len(text)
    if text[start] in ADORNING and not text[end:].strip(ADORNING + CLOSING_MARKS):
        end = len(text)
    end = _left_over(text, start, end)
    if text[end:].strip() and "—" not in text[with_opening(text, start) : match.start()]:
        end = match.end() + len(text[match.end() : end].rstrip("—"))  # ——民生改善: its item's own
    if start and (mark := _WRAPPED.get(text[start - 1])) and mark in text[end - 1 : end + 1]:
        start, end = start - 1, end + (text[end - 1] != mark)
    if bracket := _bracket(text, match.start(), match.end()):
        return min(start, bracket[0]), max(bracket[1], match.end())
    return start, end


def _left_over(text: str, start: int, end: int) -> int:
    """Take along the marks behind a watermark between sentences, which none begins with, and the second of two commas."""
    led = text[:start].strip(OPENING)
    if led and led[-1] not in "。!?" and not SALUTATION.match(led):
        return end + (led[-1] in ",;、" and text.startswith(led[-1], end))
    aside = _ASIDE_END.match(text, end) if "(" in text[: start + 1] else None
    return (aside or _LEFT_OVER.match(text, end)).end()  # type: ignore[union-attr]  # may be empty


def _closed(text: str, start: int, at: int, end: int) -> int:
    """Return where the end of a watermark meets a bracket that its sentence opened: 【第1篇（某某网www.…）】."""
    for i in range(at, end):
        opener = _OPENER_OF.get(text[i], "")
        outside = opener and opener not in text[start:at]
        if outside and text.count(opener, 0, start) > text.count(text[i], 0, start):
            return i
    return end


def _bracket(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bracketed aside an address stands in: 【本文由某某网(www.…)为您整理】."""
    at = max(text.rfind(mark, max(0, start - 40), start) for mark in _AROUND)
    if at < 0:
        return None
    stop = text.find(_AROUND[text[at]], end, end + 40)
    inside = text[at + 1 : stop]
    return (at, stop + 1) if stop >= 0 and not _NO_ASIDE.search(inside) else None
