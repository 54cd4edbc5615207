"""The name in front of a web address, with its sales talk and what brings it in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.words.addresses import (
    MAX_NAME,
    NAME,
    NAME_END,
    NO_NAME,
    NUMBER,
    ORNAMENTS,
    PITCH,
    PROSE,
    SELLER,
    behind_greeting,
    nearest,
)
from cleaners.words.pinyin import spelled_at
from cleaners.words.trade import PLAIN, TRADE, WARES

if TYPE_CHECKING:
    from cleaners.names.learnt import Names

# what stands between a name and its address
_BETWEEN = ' ([【<《“"—-–:·|,~*】])》”』〗〖『' + ORNAMENTS
# a whole line up to its address: name, dash, sales talk; never a greeting or a heading
_PITCHED = re.compile(
    rf"(?:^|(?<=[。!?\s]))[\s【\[(]*([\u4e00-\u9fffA-Za-z0-9]{{2,10}})(?:\s*[—\-–_|,]+\s*|\s)(?=[^。!?;:、]*{PITCH})[^。!?;:、]{{2,22}}$"
)
# 某某网,范文学习文库 www.…: what was found is the sales talk, the name stands in front of it
_ABOVE_TAGLINE = re.compile(r"(?:^|[\s。!?;:】)])([\u4e00-\u9fff]{2,8}\s*[,—_|\-–·]+\s*)$")
_SEPARATORS = " ,—_|-–·"
# what brings a name in: 欢迎访问, （本文来自
CREDITED = r"(?:[本此]文|文章|资料|内容|稿件)?(?:来自|来源|摘自|转自|转载自|选自|出自)于?|(?:[本此]文|文章|资料|内容|稿件)由"
_LED = re.compile(
    rf"(?:[(【\[]|——?|--+)?\s*(?:欢迎(?:您|你|大家)?(?:访问|光临|来到|登录|关注)|{CREDITED})\s*:?\s*$"
)
OPENING = " ([【<《『〖—-"
ADORNING = ORNAMENTS + "="
# 半 山 文 选
_SPACED = re.compile(r"(?:^|[\s。!?;,:【\[(])((?:[\u4e00-\u9fff] ){2,5}[\u4e00-\u9fff])$")
_GIVEN = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?:为您|为大家)(?:提供|整理|分享|推荐)|版权所有|(?:原创|独家|全网)?首发)$"
)
# in the middle of a sentence only what no sentence would speak of is a name without proof
_UNDER_A_SIGN = rf"(?:{TRADE})(?:网|汇|馆|坊|吧|社|屋|阁|谷|堂|之家|家园|库)"
_DROPPED_IN = re.compile(
    rf"(?:(?!{TRADE}|{PROSE.pattern}|数字|电子|图书|资料|职工|农家|文献|档案|智慧|中国|红色)[\u4e00-\u9fff]{{2}}(?:[文稿]库|{_UNDER_A_SIGN})|(?<=(?:{PROSE.pattern})){_UNDER_A_SIGN})$"
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
    pitched = _PITCHED.search(bare.rstrip("!~"))
    found = _name_end(bare, address, names)
    bounded = found is not None and bare[found:] in names.sites
    sells = pitched and (pitched[1] in names.sites or (not bounded and _is_name(pitched[1], names)))
    whole = bare.replace(" ", "") in names.sites
    if (pitched and sells) or whole:
        return 0 if whole or not pitched else pitched.start()
    if not bounded and (tagged := _tagged(bare, names)) is not None:
        return with_opening(before, tagged)
    if found is None:
        return behind_greeting(before)
    sold = _ABOVE_TAGLINE.search(before[: with_opening(before, found)])  # found is the sales talk
    if sold and _is_name(sold[1].rstrip(_SEPARATORS), names):
        return sold.start(1)
    if is_proven(bare[found:], names) and (led := _LED.search(before[:found])):
        return led.start()
    start = with_opening(before, found)
    above = before[:start].rstrip(_SEPARATORS)
    proven = next((name for name in names.sold if above.endswith(name)), "")
    return len(above) - len(proven) if proven else start


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
    if named is None or NO_NAME.search(named[1]):
        return _dropped_at(bare, address)
    return len(bare) - len(nearest(named[1], address))


def _dropped_at(bare: str, address: str) -> int | None:
    """Return where a name of the trade begins that ends a text with no mark before it: its address spells it, or no sentence would speak of it."""
    spelled = spelled_at(bare, address)
    if spelled is not None and SELLER.search(bare[spelled:]):
        return spelled
    dropped = _DROPPED_IN.search(bare)
    return dropped.start() if dropped and not NO_NAME.search(dropped[0]) else None


def with_opening(before: str, at: int) -> int:
    """Take an opening bracket and the space in front of a watermark with it."""
    while at > 0 and before[at - 1] in OPENING + ADORNING:
        at -= 1
    return at
