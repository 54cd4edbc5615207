"""A site's name dropped into sentences, with no address beside it (句中站名)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.addresses import NAME_END, NUMBER, PROSE, SELLER
from cleaners.model import Cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.names import Names

_NUMBER = re.compile(NUMBER)
# what a sentence says of a site it speaks of, and the ordinary words a name may open
_BEFORE = re.compile(
    r"(?:据|由|从|在|到|向|经|对|与|和|是|为|及|叫|找|给|让|请|登录|访问|来自|通过|关注|打开|进入|感谢|祝贺|[建办变]成|打造|争创|争当|创建|[“\"《(:、])\s*$"
)
_AFTER = re.compile(
    r"\s*(?:[的是为上讯”\"》):、]|提示|提醒|报道|记者|获悉|消息|平台|网站|公司|举[办行]|开[展通设]|推出|发布|上线|[络民站页点格友购红课编报总集聚长台位会区保园到给齐入成](?!生|主|事|政|议)|(?<!网)[款率演合存房](?!生|主|事|政)|合作)"
)
# how a sentence begins behind a name that stands between two
_BEGINS = re.compile(
    r"第[一二三四五六七八九十][,、是]|[一二三四五六七八九十][是要][\u4e00-\u9fff]|同志们|各位|我们|我(?=[在要想将县市省区镇乡村局校院])|要(?=[\u4e00-\u9fff]{2})|下面|最后|同时|此外|另外|今年|去年|当前|近年来|接下来|首先|其次|会议|全[县市省区镇乡村]|大家"
)
# what a heading says of it: 一、某某文库建设情况
_HEADED = re.compile(r"(?:建设|管理|运营|服务|概况|简介|工作|基本)")
# what is a site's or done by it, and follows its name
_PART_OF_SITE = re.compile(
    r"门户|校园|活动|活跃|分站|师范|家园|门店|生活|[^。,;!?]{0,4}(?:频道|栏目|平台|版块|专栏|首页)"
)


def dropped_names(lines: Sequence[Line], names: Names) -> Iterator[Cut]:
    """Find names of the trade (范文, 文秘) in the middle of sentences that are none of their own.

    The name must stand beside its address elsewhere on the page. Where one sentence speaks of it
    (据某某文秘网报道) every other may, and all of them stay. Any name goes that breaks a word.
    """
    for name in names.sold:
        sold = SELLER.search(name)
        if len(name) < 3 or not (sold or NAME_END.search(name)):
            continue
        spaced = re.compile(r"\s".join(map(re.escape, name)))  # 云 帆 稿 库: no sentence writes so
        for line in lines:
            for match in spaced.finditer(line.raw) if sold and name[0] in line.raw else ():
                yield Cut(line.block, match.start(), match.end(), "watermark.name")
        spans = [
            (line, match.start(), match.end())
            for line in lines
            if name in line.raw
            for match in re.finditer(re.escape(name), line.raw)
            if _is_inside(line.raw, match.start(), match.end())
        ]
        broken = [span for span in spans if _breaks_a_word(*span)]
        spoken = any(_is_spoken_of(x.raw, a, b) for x, a, b in spans if (x, a, b) not in broken)
        for line, start, end in broken if spoken or not sold else spans:
            yield Cut(line.block, start, end, "watermark.name")


def _breaks_a_word(line: Line, start: int, end: int) -> bool:
    if _PART_OF_SITE.match(line.raw, end):
        return False  # 县委宣传部石桥网门户 has no 部门 in it
    return bool(PROSE.fullmatch(line.raw[start - 1 : start] + line.raw[end : end + 1]))


def _is_inside(text: str, start: int, end: int) -> bool:
    """Say whether Chinese text goes on right before and right behind a name, or the number of its heading stands before."""
    if text[start - 1 : start] in tuple("。!?;") and start and _BEGINS.match(text, end):
        return True
    before = text[:start].rstrip(" ,")
    within = "\u4e00" <= before[-1:] <= "\u9fff" or _NUMBER.fullmatch(before)
    return bool(within) and "\u4e00" <= text[end : end + 1] <= "\u9fff"


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    before = text[:start]
    if _NUMBER.fullmatch(before):
        return bool(_AFTER.match(text, end) or _HEADED.match(text, end))
    return bool(_BEFORE.search(before) or _AFTER.match(text, end))


def speaks_of(text: str, at: int) -> bool:
    """Say whether a sentence brings in what stands at a place, or none goes on there: 据…, 建成了…."""
    before = text[:at].rstrip()
    return (
        not "\u4e00" <= before[-1:] <= "\u9fff"
        or bool(_BEFORE.search(before))
        or before[-1] == "了"
    )
