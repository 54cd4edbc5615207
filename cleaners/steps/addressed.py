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
    is_proven,
    name_start,
    spelled_start,
    with_opening,
)
from cleaners.words.addresses import (
    ADDRESS,
    BRACKETS,
    CLOSING_MARKS,
    DISGUISE,
    OFFICIAL,
    ORNAMENTS,
    PITCH,
    SPELLS_TRADE,
    TAGLINE,
    USED,
    around,
    host_of,
    is_disguised,
    is_quoted,
    is_subject,
    led_by,
    may_address,
    may_sell,
    spelled_alone,
)
from cleaners.words.prose import OUTLINE, SALUTATION
from cleaners.words.trade import TRADE, WARES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.names.learnt import Names

# what follows an address the sentence itself speaks of
_SPOKEN = re.compile(
    r"^\s*(?:上|中|里|网站|网址|域名|解析|(?:已经?)?停[止用]|已经?(?:上线|开通|启用|关闭|迁移)|平台|查|报名|下载|下单|选购|预订|订购|缴费|报修|进行|为|是|的|等|和|与|、|\))"
)
_HAPPENS = re.compile(r"\s*(?:解析|停[止用])(?!服务|使用|访问|运行|[。,;!])")  # to anything
# what an address stands right behind where the sentence means it, though the page strews it in
_RIGHT_BEFORE = re.compile(
    r"(?:登录|登陆|登入|访问|进入|打开|点开|输入|[注标]明|标注|写着|显示|落款|印[有着]|冒充?|浏览|查询|查阅|网[站址页]|官网|域名|地址|[邮信]箱|链接|点击|详?见|[在到至上为是于])(?:了|为|是)?[\s:“\"(《]{0,3}$"
)
# a sentence that sends its reader there, in so many words
_SENT = re.compile(
    r"登录|登陆|登入|访问|进入|打开|浏览|查询|查阅|下载|网|域名|邮|关注|点击|链接|平台|见|mail",
    re.IGNORECASE,
)
# whose address it may be
_OWNER = re.compile(
    r"(?:公司|集团|商城|商店|图书馆|博物馆|数字资源|数据库|平台|网站?|站点|主页|域名|系统|社区|大学|学院|协会|学会|博客|微博|论坛|银行|[A-Za-z0-9“”\"])$"
)
_PLENTY = (
    r"[\s【\[(]*(?:想?要?(?:阅读|查看|浏览|下载|获取|了解))?(?:更多|海量|精品|优质)[^。!?;,]{0,8}"
)
_GO = r"请?访问|请?登录|尽在|就在|请?点击|请?浏览|请?前往|请?到|请?上"
_MORE = re.compile(
    rf"[\s【\[(]*欢迎(?:您|你|大家)?(?:访问|光临|来到|登录|收藏)[^。!?;,]{{0,8}}(?:{TRADE}|素材)[^。!?;,]{{0,6}}$"
    rf"|{_PLENTY}(?:{TRADE}|素材)[^。!?;,]{{0,8}}(?:{_GO}|请?关注)[^。!?;,]{{0,10}}$"
)
_FRAME_MARK = re.compile(rf"([{ORNAMENTS}○◎*~≈]|——)\s?$")
_FRAME = " ·•~*=_—–-.…"
# 更多材料请访问 某某网 www点…: what no office writes sends nobody to an office
_MORE_DISGUISED = re.compile(
    rf"{_PLENTY}(?:材料|资料|讲话|文章|稿件|内容)[^。!?;,]{{0,4}}(?:{_GO})[^。!?;,]{{0,10}}$"
)
_POINTS = "见在到至"  # words that send a reader only where they stand right before
# says that what follows is a credit, proven name or not, where a sentence may begin
_CREDITING = re.compile(
    rf"(?:^|(?<=[\s。!?…”]))[(【\[—-]{{0,2}}\s?(?:{CREDITED})\s*:?\s*(?:[^\s。!?,;:]{{2,14}}(?:整理|发布|提供|分享|收集|首发)[,:\s]*)?$"
)
# 来源：秘书湾（www.…）: a name that only its words tell, and what brings it in
_CREDITED_NAME = re.compile(
    rf"(?<=[。!?…”])\s?[(【\[]?(?:{CREDITED})\s*:\s*([\u4e00-\u9fff]{{2,8}})[\s(【]*$"
)
# what a sentence says of an address that it names as an example, or of what is done there
_EXAMPLE = re.compile(
    r"\s*(?:[那这](?:样|类|种|些)|之类|一类|等(?:网站|平台|站点)|(?:发布|公布|推出|开通|上线|开设|设有|收录|面向)[\u4e00-\u9fff])"
)
# at the head of a sentence it opens one of the text's own: 。某某文库www.…这些话老师说过
_ANEW = re.compile(r"\s*[那这](?:样|类|种|些)(?![^。!?;,]{0,6}(?:网|平台|站|域名|地址|链接|论坛))")
# what a name with its address is to the sentence: who runs something, who is thanked, what was built
_HAS_A_PART = re.compile(
    r"(?:(?:主办|承办|协办|支持|合作|指导|冠名|媒体)(?:单位|方|媒体)?\s?:|[感鸣]谢:?|(?:建[成立起]?|办起|创办|开[通设]|推出|搭建)了|(?:^|(?<=[,。;!?]))由)\s?[(“]?$"
)
_SET_UP = re.compile(
    r"(?:建[成立起]?|办起|创办|开[通设]|推出|搭建)了[“\"《]?[\u4e00-\u9fff]{1,10}[网库店][”\"》]?\s?\($"
)
_OPENS_TODAY = re.compile(r"[\s)]*(?:[今昨]日|今天|正式)?(?:上线|开通|启用)[。,!了]")
# a sentence begins with no such mark, nor with what the bracket round an address ends with
_LEFT_OVER = re.compile(r"[\s,:;、]*")
_ASIDE_END = re.compile(r"[,:;、][^。!?;()]{0,12}\)[\s,:;、]*")
# a name that ends what 的 leads to, or does something, is what its sentence speaks of: 他创办的某某文库（www.…）深受欢迎
_SUBJECT = re.compile(
    r"[\s)\]】>]*(?:$|[,。;、!?:]|[已很也都被获荣由从向]|深受|正[在式]|将[于在会]|[是于]|为(?!民|人)|在(?!线)|有(?![关效力利])|成[为立]|上线|开通|供(?![给应])|吸引|累计)"
)
# a sentence of the text begins with its subject, and says what that is: 石桥网（www.…）是村里的窗口; a site says what it sells
_SAYS_OF = re.compile(
    r"[\s)\]】]*(?:是(?!否)|自(?=\d|[^。!?;]{1,8}以来)|由(?=[^。!?;]{2,20}(?:主办|承办|开办|创办|运营))|(?:开通|上线|成立|创办|始建)于|(?:每[天日月年])?(?:免费|无偿)?(?:提供|发布)[^,。!?;]{0,6}(?:信息|岗位|服务|数据|查询|咨询|技术|课程|培训))[^。!?;]*[。!?;]?"
)
# in its first clause; 惠农网（www.…）是专业的农产品交易平台 is spoken of
_SELLING = re.compile(
    rf"(?=[^,;]*(?:{TRADE}))[^,;]*?(?:范文|写作|写材料|下载|免费|海量|大全|{WARES})(?<!新材料)"
)
_WRAPPED = {"|": "|", "~": "~", "→": "←"}
_OPENER_OF = {closer: opener for opener, closer in BRACKETS.items()} | {"》": "《"}
_AROUND = {opener: closer for opener, closer in BRACKETS.items() if opener != "("} | {"《": "》"}
_NO_ASIDE = re.compile(r"[。!?;]|第\s?[一二三四五六七八九十\d]{1,3}\s?[篇章节条]")
_OPENING_MARKS = " ([【<—-:·|=" + ORNAMENTS
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
    if said := _subject_of(text, start, match):
        return (start, said.end()) if _SELLING.match(said[0]) else None
    if led := led_by(text, match):
        end = _left_over(text, led.start(), _credited(text, start, end)[1])
        return _closed_up(text, led.start(), end)
    if more := _MORE.search(before) or (disguised and _MORE_DISGUISED.search(before)):
        return more.start(), end
    if _is_foreign(text, match, (start, end), names, disguised=disguised):
        if disguised and start == match.start():
            start = spelled_start(before, match[0])
        return _closed_up(text, *_credited(text, start, end))
    return None


def _subject_of(text: str, start: int, match: re.Match[str]) -> re.Match[str] | None:
    """Return what a sentence says of an address, and the name in front of it, that it begins with."""
    before = text[:start].rstrip(" “《")
    begins = start < match.start() and (not before or before[-1] in "。!?;")
    return _SAYS_OF.match(text, match.end()) if begins else None


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


def _is_foreign(
    text: str, match: re.Match[str], span: tuple[int, int], names: Names, *, disguised: bool
) -> bool:
    """Say whether an address, with what belongs to it, is none of its sentence's."""
    start, end = span
    before = text[:start]
    if not before.strip(_OPENING_MARKS) and not text[end:].strip(CLOSING_MARKS):
        return True
    if _has_a_part(text, match, span):
        return False
    shown = host_of(match[0]) in names.hosts
    proven = is_proven(text[start : match.start()], names)
    used = USED.search(before.rstrip(' ("“<《:'))
    other = used is not None and used[0][0] in _POINTS and not _SENT.search(used[0])
    if used and other and start < match.start() and len(used[0].strip()) > 1:
        used = None  # 在会上的讲话 某某网www.…: the word belongs to another
    if used and shown and not _RIGHT_BEFORE.search(before):
        used = None  # what the page strews in needs its word right before it
    if used and not proven and (not disguised or _SENT.search(used[0])):
        return False
    if is_quoted(text[start : match.start()]):
        return False
    if is_subject(text, match) and not (proven or shown) and not DISGUISE.search(match[0].strip()):
        return False
    return start < match.start() or disguised or _stands_apart(text, match, end, shown=shown)


def _has_a_part(text: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    """Say whether a sentence gives an address a part: an example, an opening, who runs something or is thanked."""
    start, end = span
    before = text[:start]
    anew = before.rstrip(OPENING)[-1:] in tuple("。!?;") and _ANEW.match(text, end)
    if not anew and (_EXAMPLE.match(text, end) or _OPENS_TODAY.match(text, end)):
        return True
    if _SET_UP.search(text[: match.start()]):
        return True
    if before.endswith("的") and _SUBJECT.match(text, match.end()):
        return True
    return start < match.start() and bool(_HAS_A_PART.search(before))


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


def _stands_apart(text: str, match: re.Match[str], end: int, *, shown: bool) -> bool:
    """Say whether an address stands between sentences, or was dropped into one that is none of its own."""
    before, after = text[: match.start()].rstrip(" ([【<—-"), text[end:].lstrip(" )]】>")
    if _SPOKEN.match(after) and not (shown and _HAPPENS.match(after)):
        return False
    if before and before[-1] not in "。!?;…":
        greeted = SALUTATION.match(before) and (not after or before[-1] in ":,")
        if greeted or (not after and OUTLINE.match(before)):
            return True
        glued = text[: match.start()].rstrip()
        sells = match[0].lstrip()[:1] in "wWhH" or SPELLS_TRADE.search(match[0])
        owned = not shown and _OWNER.search(before)
        return bool(sells) and glued == before and not owned
    return True
