"""What belongs to a web address: the name in front of it, with its sales talk and what brings it in, and who did it behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.words.addresses import NUMBER, ORNAMENTS
from cleaners.words.broken import PROSE_FORM, is_word
from cleaners.words.pinyin import begins_with, spelled_at, spelled_to
from cleaners.words.sellers import (
    MAX_NAME,
    NAME,
    NAME_END,
    NO_NAME,
    PITCH,
    SELLER,
    behind_greeting,
    is_spelled,
    may_sell,
    nearest,
    spells_itself,
)
from cleaners.words.trade import PLAIN, TRADE, WARES

if TYPE_CHECKING:
    from cleaners.names.learnt import Names

# what stands between a name and its address
_BETWEEN = ' ([【<《“"—-–:·|,~*】])》”』〗〖『' + ORNAMENTS
# who did it, and what more there is
CLOSE = re.compile(
    r"[\s)\]】>》”\"]*(?:(?:为您|为大家)?(?:(?:收集|搜集|编辑)?整理(?:发布|提供)?|(?:免费|独家|倾情|无偿)提供(?![\u4e00-\u9fff])|提供)|(?:原创|独家|全网){0,2}首发|(?:每日|天天|海量|免费|实时)(?:更新|下载|分享|原创)(?=[\s)\]】])|欢迎(?:您|你)?(?:访问|光临|下载|(?![\u4e00-\u9fff]))|转载请注明|,?\s?转载请(?:注明|保留)[^。!?;]{0,10}。?$|更多\S{0,8}|(?:查看|下载|获取|浏览)更多(?:材料|范文|公文|文稿|资料|讲话稿)|(?:收集|搜集|编辑)(?=[\s)\]】>》。,;!?、]|$))?[\s)\]】>》”\"—\-|~]*"
    r"(?:(?<=[理布供)】\]]),\s?(?:如需)?转载请(?:务必)?(?:注明|保留|标明)[^。!?;,]{0,8}(?:[。!]|$)|(?<=[理布供)】\]]),\s?(?:翻版|盗版|侵权|违者)必究(?:[。!]|$))?"
)
# a whole line up to its address: name, dash, sales talk; never a greeting or a heading
_PITCHED = re.compile(
    r"(?:^|(?<=[。!?\s]))[\s【\[(]*([\u4e00-\u9fffA-Za-z0-9]{2,10})(?:\s*[—\-–_|,:]+\s*|\s)([^。!?;:、]{2,22})$"
)
_SALES = re.compile(PITCH)  # or else the address tells whose talk it is, of a name of few letters
_OWN = 5
_PLENTIFUL = re.compile(r"更新|海量")
# 某某网,范文学习文库 www.…: what was found is the sales talk, the name stands in front of it
_ABOVE_TAGLINE = re.compile(r"(?:^|[\s。!?;:】)])([\u4e00-\u9fff]{2,8}\s*[,—_|\-–·]+\s*)$")
_MARKS = tuple(",。;、!?:")
_SEPARATORS = " ,—_|-–·"
# what brings a name in: 欢迎访问, （本文来自
CREDITED = r"(?:[本此]文|文章|资料|内容|稿件)?(?:来自|来源|摘自|转自|转载自|选自|出自)于?|(?:[本此]文|文章|资料|内容|稿件)由"
_LED = re.compile(
    rf"(?:[(【\[]|——?|--+)?\s*(?:欢迎(?:您|你|大家)?(?:访问|光临|来到|登录|关注)|{CREDITED})\s*:?\s*$"
)
OPENING = " ([【<《『〖—-"
ADORNING = ORNAMENTS + "="
# （某某渡，www.…）: a bracket holds nothing but a name and its address
_IN_BRACKET = re.compile(r"[(]([\u4e00-\u9fff]{2,6})$")
# 公文绿洲 of www.gongwenlz.com: its address spells the trade, if not the rest
_TRADE_BEGUN = re.compile(
    rf"(?<![对由与和向是为在从到把被给让经据])((?:{PLAIN})[\u4e00-\u9fff]{{1,3}})(?<!系统)(?<!平台)(?<!软件)(?<!程序)(?<!网站)(?<!中心)$"
)
# WENMI8 www.wenmi8.com
_LETTERS = re.compile(r"(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9]{3,15})$")
# 半 山 文 选
_SPACED = re.compile(r"(?:^|[\s。!?;,:【\[(])((?:[\u4e00-\u9fff] ){2,5}[\u4e00-\u9fff])$")
_GIVEN = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?:为您|为大家)(?:提供|整理|分享|推荐)|版权所有|(?:原创|独家|全网)?首发)$"
)
# in the middle of a sentence only what no sentence would speak of is a name without proof
_UNDER_A_SIGN = rf"(?:{TRADE})(?:网|汇|馆|坊|吧|社|屋|阁|谷|堂|之家|家园|库)"
_DROPPED_IN = re.compile(
    rf"(?:(?!{TRADE}|{PROSE_FORM}|数字|电子|图书|资料|职工|农家|文献|档案|智慧|中国|红色)[\u4e00-\u9fff]{{2}}(?:[文稿]库|{_UNDER_A_SIGN})|(?<=(?:{PROSE_FORM})){_UNDER_A_SIGN})$"
)
# 建设的〔云帆稿库〕, 会上的讲话〔秘书之窗〕: where a name can begin, one of the trade; 的优秀范文, 的公文库 are words
_BEHIND = re.compile(
    r"(?:上的(?:讲话|致辞|发言|报告)|的)((?!优秀|精选|数字|电子|最新|经典|各类|实用|相关|机关|党政|行政|法定|常用|学习|我|本)"
    rf"(?=[\u4e00-\u9fff]*(?:{TRADE}))(?!(?:{PLAIN}|{WARES})+库?$)[\u4e00-\u9fff]{{3,6}})$"
)


def is_proven(piece: str, names: Names) -> bool:
    """Say whether a piece of a line holds a name that this page proves to be put between its lines."""
    return any(name in piece for name in names.sold)


def name_start(before: str, address: str, names: Names) -> int:
    """Return where the site's name in front of an address begins; `len(before)` if none does."""
    bare = _GIVEN.sub("", before.rstrip(_BETWEEN))
    pitched = _pitched(bare, address)
    found = _name_end(bare, address, names)
    bounded = found is not None and bare[found:] in names.sites
    spelled = pitched and _SALES.match(pitched[1]) and begins_with(pitched[1][:2], address)
    sells = pitched and (
        pitched[1] in names.sites or (not bounded and (spelled or _is_name(pitched[1], names)))
    )
    whole = bare.replace(" ", "") in names.sites
    if (pitched and sells) or whole:
        return 0 if whole or not pitched else pitched.start()
    if not bounded and (tagged := _tagged(bare, names)) is not None:
        return with_opening(before, tagged)
    if found is None:
        return behind_greeting(before)
    sold = _ABOVE_TAGLINE.search(before[:found])  # found is the sales talk
    if sold and _is_name(sold[1].rstrip(_SEPARATORS), names):
        return sold.start(1)
    if is_proven(bare[found:], names) and (led := _LED.search(before[:found])):
        return led.start()
    start = with_opening(before, found)
    above = before[:start].rstrip(_SEPARATORS)
    proven = next((name for name in names.sold if above.endswith(name)), "")
    return len(above) - len(proven) if proven else start


def _pitched(bare: str, address: str) -> re.Match[str] | None:
    """Find a name and what it says of itself; no word of documents ends such a name where the talk tells nothing: 文档管理 操作说明."""
    found = _PITCHED.search(bare.rstrip("!~"))
    if found is None or _SALES.search(found[2]):
        return found
    told = _PLENTIFUL.search(found[2]) or begins_with(found[1][:2], address)
    return found if told and len(found[1]) <= _OWN and not is_word(found[1][-2:]) else None


def _tagged(bare: str, names: Names) -> int | None:
    """Return where a proven name begins that has its sales talk between itself and the address."""
    for name in names.sold:
        if name in bare and (
            talk := re.search(rf"{re.escape(name)}\s*[,—_|·–-]+\s*[^。!?;:,、]{{2,16}}$", bare)
        ):
            return talk.start()
    return None


def _is_name(text: str, names: Names) -> bool:
    """Say whether what stands in front of sales talk is a name; 近年来, is the sentence's."""
    if text in names.sites:
        return True
    named = NAME_END.search(text) or SELLER.match(text)
    return len(text) <= MAX_NAME and bool(named) and not NO_NAME.search(text)


def _name_end(bare: str, address: str, names: Names) -> int | None:
    """Return where the name begins that a text ends with: proven, ending as sites do, or spelled by its address."""
    for name in sorted(names.sites, key=len, reverse=True):
        if bare.endswith(name):
            return len(bare) - len(name)
        if spaced := re.search(r"\s?".join(map(re.escape, name)) + "$", bare):
            return spaced.start()
    named = re.search(rf"(?:^(?:{NUMBER})?|[\s。!?,;:【\[(“\"”』」》=→])({NAME})$", bare)
    spaced = _SPACED.search(bare) if named is None else None
    if spaced and _is_name(spaced[1].replace(" ", ""), names):
        return spaced.start(1)
    behind = _BEHIND.search(bare)
    if behind and NAME_END.search(behind[1]) and not NO_NAME.search(behind[1]):
        return behind.start(1)
    if named is None or (NO_NAME.search(named[1]) and not is_spelled(named[1], address)):
        return _dropped_at(bare, address)
    return len(bare) - len(nearest(named[1], address))


def _dropped_at(bare: str, address: str) -> int | None:
    """Return where a name of the trade begins that ends a text with no mark before it.

    Its address spells it, or no sentence would speak of it.
    """
    spelled = spelled_at(bare, address)
    if spelled is not None and SELLER.search(bare[spelled:]):
        return spelled
    if (letters := _LETTERS.search(bare)) and spells_itself(letters[1], address):
        return letters.start(1)
    begun = _TRADE_BEGUN.search(bare)
    if begun and begins_with(begun[1][:2], address):
        return begun.start(1)
    bracketed = _IN_BRACKET.search(bare)
    if bracketed and may_sell(bracketed[1]):
        return bracketed.start(1)
    dropped = _DROPPED_IN.search(bare)
    return dropped.start() if dropped and not NO_NAME.search(dropped[0]) else None


def spelled_start(before: str, address: str) -> int:
    """Return where a name of any kind begins that an address spells, right behind a mark of the sentence, else where the text ends."""
    bare = before.rstrip(_BETWEEN)
    at = spelled_at(bare, address)
    return (
        len(before) if at is None or bare[at - 1 : at] not in _MARKS else with_opening(before, at)
    )


def with_opening(before: str, at: int) -> int:
    """Take an opening bracket and the space in front of a watermark with it."""
    while at > 0 and before[at - 1] in OPENING + ADORNING:
        at -= 1
    return at


def close(text: str, match: re.Match[str]) -> int:
    """Return where what belongs behind an address ends: who did it, or the name it spells where a line opens with it."""
    end = CLOSE.match(text, match.end()).end()  # type: ignore[union-attr]  # may be empty, always matches
    opens = end == match.end() and not text[: match.start()].strip(OPENING)
    return end + spelled_to(text[end:], match[0]) if opens else end
