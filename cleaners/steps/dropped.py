"""A site's name dropped into sentences, with no address beside it (句中站名)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cleaners.model import Cut
from cleaners.words.addresses import NUMBER
from cleaners.words.broken import PROSE, is_word
from cleaners.words.sellers import NAME_END, SELLER, SPELLS_TRADE
from cleaners.words.trade import SIGNED_NAME, TRADE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.names.learnt import Names

_NUMBER = re.compile(NUMBER)
# what a sentence says of a site it speaks of, and the ordinary words a name may open
_BEFORE = re.compile(
    r"(?:据|由|从|在|到|向|经|对|与|和|是|为|及|叫|找|给|让|请|登录|访问|来自|通过|关注|打开|进入|感谢|祝贺|[建办变]成|打造|争创|争当|创建|[“\"《(:、])\s*$"
)
_AFTER = re.compile(
    r"\s*(?:[的是为上讯”\"》):、]|提示|提醒|[今去前]年|作者|用户|读者|会员|注册|编辑部|客户端|报道|记者|获悉|消息|平台|网站|公司|举[办行]|开[展通设]|推出|发布|上线|[络民站页点格友购红课编报总集聚长台位会区保园到给齐入成](?!生|主|事|政|议)|(?<!网)[款率演合存房](?!生|主|事|政)|(?<=宝)[贵藏]|(?<=网)传|(?<=社)[团办]|(?<=馆)[藏内]|(?<=库)[容内]|(?<=屋)[顶檐]|(?<=坊)间|(?<=圈)[子层]|(?<=帮)[扶助]|(?<=通)[知过道]|(?<=君)[子主]|合作)"
)
# of whom 是 speaks, no name before it: 是〔某某网〕我们的头等大事
_OTHERS = re.compile(r"我们|大家|我[县市区省镇乡村校院局]|全[县市区省镇乡村校国]|各[级地]")
# a name of the trade in brackets or dashes amid a sentence: no text marks the same words so twice
_BRACKETED = re.compile(
    rf"[【〖\[#—~*-](?<=[\u4e00-\u9fff,].)—?([\u4e00-\u9fff]{{2,4}}?(?:{TRADE_NAME})|[\u4e00-\u9fff]{{0,4}}?(?:{SIGNED_NAME}|(?:公文|文秘|范文|写作|秘书)站))—?[】〗\]#—~*-](?=[\u4e00-\u9fff,。;!?]|、[\u4e00-\u9fff])"
)
_DASHES, _ROW = "-—~*", 8  # characters in which a row of places goes on with another dash
_MARK = re.compile(r"[,。;!?]")  # 县委办-公文网-值班室 leads somewhere, and is no sentence
_NO_COLUMN = ("网", "站", "铺", "吧")  # 【写作坊】may head one, behind a comma
_OPENED = re.compile(r"(?:上线|开设|开通|设立|推出|搭建|走进|了)$")
# a name of the trade where a line begins, and what its site did: before a greeting, or a bar or a number
_FRONT = re.compile(
    rf"[\s【〖\[(★*#]{{0,3}}(?![\u4e00-\u9fff]{{0,3}}[县市省区镇乡村校局各全我本])([\u4e00-\u9fff]{{2,4}}?(?:{TRADE_NAME})(?<=[网库]))(?P<shut>[】〗\])★*#])?"
    r"(?:(?:为您|为大家)?(?:收集|搜集)?(?:整理|提供|发布|分享))?"
    r"(?:\s?(?P<bar>\|)\s?|(?P<number>(?=(?(shut)[(]?|)(?:\d{1,2}[.、)]|[一二三四五六七八九十]{1,3}[、)])(?![一二三四五六七八九十])[\u4e00-\u9fff]))"
    r"|(?=(?:(?:尊敬|敬爱|亲爱)的|(?:同志|老师|同学|朋友|乡亲)们|各位)[^。!?;]{0,40}:))"
)
_OFTEN_OWNED = "文库"  # offices, schools and villages have one: 红色文库
# what is done with a 文库 of one's own, and ends in no half of a word: 推进红色文库入校园, 建成红色文库长廊
_OWNED = re.compile(
    r"(?:推进|推出|推动|促进|加快|加强|加大|开发|建成|建设|建好|改造|成立|打造|设立|设置|服务|用好|办好|融合|参观|走进|进入|整合|依托|利用|[县市区镇乡村校院馆]级?)$"
)
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
_FRONT_WITHIN = 16  # characters
# what is counted, behind a figure: 1200〔某某网〕人次
_COUNTED = re.compile(r"年(?!度)|[月日个名人万亿元户家项次亩吨台套件间座处所公千平]")
# a name of the trade that has a line to itself: what it breaks elsewhere tells that nobody speaks of it
_ALONE = re.compile(rf"\W{{0,6}}([\u4e00-\u9fff]{{2,4}}?(?:{TRADE_NAME}))\W{{0,6}}")
_LONGEST_ALONE = 16  # characters
_MANY = 12  # names; whoever lists more is no site of one name
# a name of the trade that nothing proves: the word it breaks must do, 经〔青檐范文网〕济; 公文网上 and 写作网站 are words
_UNPROVEN = re.compile(rf"(?:{SIGNED_NAME})(?=[\u4e00-\u9fff])(?![上下络站页友格点购速])")
_SIGNS = ("网", "之家", "吧", "屋", "坊", "铺")
# the same in letters: 导〔wenmi8〕向
_SPELLS = tuple("anwen enmi aozi ongwen ishu ANWEN ENMI AOZI ONGWEN ISHU".split())
_LETTERS = re.compile(rf"[FWGMfwgm](?:{'|'.join(_SPELLS)})[A-Za-z0-9]{{0,6}}(?=[\u4e00-\u9fff])")
_LETTERS_BEFORE = re.compile(r"[A-Za-z0-9]{0,6}$")
_FIRST = "好老小大新金云易"  # what alone may stand before the word of its trade: 我〔好材料网〕市
# the end of an office's name, which may have such a house: 江州市写作坊长期开放, 县工会写作坊员工班
_HOUSED = "市县区镇乡村街校学局部会委协组社队院处所科团系厂馆"
# how a sentence begins behind a name that stands between two
_BEGINS = re.compile(
    r"第[一二三四五六七八九十][,、是]|[一二三四五六七八九十][是要][\u4e00-\u9fff]|同志们|各位|我们|我(?=[在要想将受代县市省区镇乡村局校院])|要(?=[\u4e00-\u9fff]{2})|下面|最后|同时|此外|另外|今年|去年|当前|近年来|接下来|首先|其次|会议|全[县市省区镇乡村]|大家"
    r"|(?:今天|现在|刚才),?(?:我|全[县市区省镇乡村校]|在这里|大家|[县市区][委长政])|现在(?:开会|请|由|宣布|进行)"
)
_SAID = re.compile(r"[。!?;]$|(?:[们位]|代表|来宾|领导|委员|同志|同事|嘉宾|老师|同学|评委):\s?$")
_SAID_WITHIN = 4  # characters
# what a heading says of it: 一、某某文库建设情况
_HEADED = re.compile(r"(?:建设|管理|运营|服务|概况|简介|工作|基本)")
# what is a site's or done by it, and follows its name
_PART_OF_SITE = re.compile(
    r"门户|校园|活动|活跃|分站|师范|家园|门店|生活|[^。,;!?]{0,4}(?:频道|栏目|平台|版块|专栏|首页)"
)


def dropped_names(lines: Sequence[Line], names: Names) -> Iterator[Cut]:
    """Find names of the trade (范文, 文秘) in the middle of sentences that are none of their own.

    The name must stand beside its address elsewhere on the page, or alone on a line and break a word. Where one sentence speaks of it
    (据某某文秘网报道) every other may, and all of them stay. Any name goes that breaks a word.
    """
    alone = {bare[1] for line in lines if (bare := _alone(line))}
    if len(alone) > _MANY:
        alone = set()
    for name in (*names.sold, *alone.difference(names.sold)):
        sold = SELLER.search(name) or SPELLS_TRADE.search(name)
        if len(name) < 3 or not (sold or NAME_END.search(name)):
            continue
        spaced = re.compile(r"\s".join(map(re.escape, name)))  # 云 帆 稿 库: no sentence writes so
        for line in lines:
            for match in spaced.finditer(line.raw) if sold and name[0] in line.raw else ():
                yield Cut(line.block, match.start(), match.end(), "watermark.name")
        spans = _inside(lines, name)
        broken = [span for span in spans if _breaks_a_word(*span, of_trade=bool(sold))]
        if not broken and name not in names.sold:
            continue
        spoken = any(_is_spoken_of(x.raw, a, b) for x, a, b in spans if (x, a, b) not in broken)
        for line, start, end in broken if spoken or not sold else spans:
            yield Cut(line.block, start, end, "watermark.name")


def bracketed_names(lines: Sequence[Line], text: str) -> Iterator[Cut]:
    """Find names of the trade that stand in brackets or dashes amid sentences, twice in a text, where none speaks of them."""
    found = _marked(lines) if _BRACKETED.search(text) else {}
    for name, places in found.items():
        bare = [line for line in lines if (own := _alone(line)) and own[1] == name]
        within = name.endswith(_NO_COLUMN) or any(
            line.raw[match.start() - 1] != "," for line, match in places
        )
        if not within or len(places) + len(bare) < 2 or any(_is_told(*place) for place in places):
            continue
        if name.endswith(_OFTEN_OWNED) and not bare and any(at[0][0] != "〖" for _, at in places):
            continue
        for line, match in places:
            yield Cut(line.block, match.start(), match.end(), "watermark.bracket")
        for line in bare:
            yield Cut(line.block, 0, len(line.raw), "watermark.name-line")


def _marked(lines: Sequence[Line]) -> dict[str, list[tuple[Line, re.Match[str]]]]:
    found: dict[str, list[tuple[Line, re.Match[str]]]] = {}
    for line in lines:
        for match in _BRACKETED.finditer(line.raw):
            if match[0][0] not in _DASHES or _drops(line.raw, match):
                found.setdefault(match[1], []).append((line, match))
    return found


def _drops(text: str, match: re.Match[str]) -> bool:
    """Say whether a name in dashes was dropped in: 我们的骄傲——青苗写作坊——, 校门口-写作坊-操场- are a text's own."""
    near = text[max(0, match.start() - _ROW) : match.start()] + text[match.end() :][:_ROW]
    own = match[0].startswith("—") and not match[1].endswith("网")
    return bool(_MARK.search(text)) and not own and not any(dash in near for dash in _DASHES)


def front_names(lines: Sequence[Line]) -> Iterator[Cut]:
    """Find names of the trade glued to the beginning of lines: once before a greeting, else again and again."""
    met = [
        (line, match)
        for line in lines
        if ("网" in (front := line.raw[:_FRONT_WITHIN]) or "库" in front)
        and (match := _FRONT.match(line.raw))
    ]
    often = Counter(match[1] for _, match in met)
    for line, match in met:
        greets = match["bar"] is None and match["number"] is None
        told = match["bar"] and line.shadow[-1] not in "。!?:"  # a column and a title in it
        owned = match[1].endswith(_OFTEN_OWNED) and (match["bar"] is None or often[match[1]] <= 2)
        if not owned and (greets or (often[match[1]] > 1 and not told)):
            yield Cut(line.block, match.start(), match.end(), "watermark.front")


def unproven_names(lines: Sequence[Line], text: str) -> Iterator[Cut]:
    """Find names of the trade that nothing else in a text proves, by the word each breaks: no word but that stands at the seam.

    What breaks a word once goes wherever it stands amid a sentence, unless one of them speaks of it.
    """
    signs = [sign for sign in _SIGNS if sign in text]  # on few lines, and quicker than a pattern
    broken = [
        (line, *span)
        for line in lines
        if any(sign in line.raw for sign in signs)
        for span in _unproven(line.raw)
    ]
    if any(letters in text for letters in _SPELLS):
        broken += [(line, *span) for line in lines for span in _lettered(line.raw)]
    found = {(line.block, start, end) for line, start, end in broken}
    for name in {line.raw[start:end] for line, start, end in broken}:
        others = [x for x in _inside(lines, name) if (x[0].block, *x[1:]) not in found]
        spoken = any(_is_spoken_of(line.raw, start, end) for line, start, end in others)
        broken += others if not spoken else []
    for line, start, end in broken:
        yield Cut(line.block, start, end, "watermark.name")


def _unproven(text: str) -> Iterator[tuple[int, int]]:
    for name in _UNPROVEN.finditer(text):
        for start in (name.start(), name.start() - 1, name.start() - 2):
            if name.start() - start == 1 and text[start] not in _FIRST:
                continue
            housed = start == name.start() and text[start - 1] in _HOUSED
            if start < 1 or housed or is_word(text[start : name.start()]):
                continue  # 扩大〔公文网〕会员: no name begins so
            if _HAN_ONLY.fullmatch(text, start, name.end()) and _breaks_only(
                text, start, name.end()
            ):
                yield start, name.end()
                break


def _lettered(text: str) -> Iterator[tuple[int, int]]:
    for name in _LETTERS.finditer(text):
        start = _LETTERS_BEFORE.search(text, 0, name.start()).start()  # type: ignore[union-attr]  # may be empty
        if text[start - 1] not in _HOUSED and _breaks_only(text, start, name.end()):
            yield start, name.end()


def _inside(lines: Sequence[Line], name: str) -> list[tuple[Line, int, int]]:
    """Return where a name stands amid the sentences of these lines."""
    return [
        (line, match.start(), match.end())
        for line in lines
        if name in line.raw
        for match in re.finditer(re.escape(name), line.raw)
        if _is_inside(line.raw, match.start(), match.end())
    ]


def _breaks_only(text: str, start: int, end: int) -> bool:
    """Say whether a name breaks a word and touches none: 重〔点公文网〕要 and 学生〔写作网〕产品 do not."""
    if start < 1 or text[start] == text[end] or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return False
    touched = {text[start - 2 : start], text[start - 1 : start + 1], text[end : end + 2]}
    return is_word(text[start - 1] + text[end]) and not any(map(is_word, touched))


def _is_told(line: Line, name: re.Match[str]) -> bool:
    """Say whether a sentence speaks of a name in brackets: 开设【某某文库】, 【某某文库】的."""
    before, end = line.raw[: name.start()], name.end()
    marked = line.raw[end] in ",。;!?、"
    return bool(
        _BEFORE.search(before)
        or _OPENED.search(before)
        or (not marked and _AFTER.match(line.raw, end))
    )


def _alone(line: Line) -> re.Match[str] | None:
    return _ALONE.fullmatch(line.shadow) if len(line.shadow) <= _LONGEST_ALONE else None


def _breaks_a_word(line: Line, start: int, end: int, *, of_trade: bool) -> bool:
    if _PART_OF_SITE.match(line.raw, end):
        return False  # 县委宣传部石桥网门户 has no 部门 in it
    if line.raw[start:end].endswith(_OFTEN_OWNED) and _OWNED.search(line.raw[:start]):
        return False
    word = line.raw[start - 1 : start] + line.raw[end : end + 1]
    return is_word(word) if of_trade else word in PROSE


def _is_inside(text: str, start: int, end: int) -> bool:
    """Say whether Chinese text goes on right before and right behind a name, or the number of its heading stands before."""
    if _is_between(text, start, end):
        return True
    before = text[:start].rstrip(" ,")
    if before[-1:].isdecimal() and _COUNTED.match(text, end):
        return True
    within = "\u4e00" <= before[-1:] <= "\u9fff" or _NUMBER.fullmatch(before)
    return bool(within) and "\u4e00" <= text[end : end + 1] <= "\u9fff"


def _is_between(text: str, start: int, end: int) -> bool:
    """Say whether a name stands behind a sentence or a greeting, right before the next sentence."""
    behind = _SAID.search(text, max(0, start - _SAID_WITHIN), start)
    return bool(behind) and bool(_BEGINS.match(text, end))


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    before = text[:start]
    if _is_between(text, start, end):
        return False
    if _NUMBER.fullmatch(before):
        return bool(_AFTER.match(text, end) or _HEADED.match(text, end))
    if before.endswith("是") and _OTHERS.match(text, end):
        return False
    return bool(_BEFORE.search(before) or _AFTER.match(text, end))


def speaks_of(text: str, at: int) -> bool:
    """Say whether a sentence brings in what stands at a place, or none goes on there: 据…, 建成了…."""
    before = text[:at].rstrip()
    return (
        not "\u4e00" <= before[-1:] <= "\u9fff"
        or bool(_BEFORE.search(before))
        or before[-1] == "了"
    )
