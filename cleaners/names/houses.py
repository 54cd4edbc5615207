"""Names that are a document's own, though its site carries them: its title speaks of them, or a house signs with them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.words.dates import is_date_line
from cleaners.words.prose import OF_AN_OFFICE
from cleaners.words.trade import TRADE, WARES

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_MARKS = " ()[]【】<>《》“”"
_FOUNDED = "成立|揭牌|挂牌|启动|开[通业馆张站园]|上线|首发|落成|建成|创[办刊建]|发布|座谈|年会|表彰|培训|理事|编[委纂]|捐[赠书]|改版|周年|建设|试运行|研讨|推介|签约|读书|工作|总结|验收|复审|现场"
_DONE = "建设|管理|整改|改版|整顿|升级|运[行营维]|试运行|开通|上线|启用|停[用办]|关停|使用|推广|工作|发展|安全|服务|捐赠|征[集稿文]|开放|借阅|搬迁|成立|揭牌|编纂|招[聘募]|采购|项目|栏目|年度"
# what a template site puts behind its name in a title: its wares
_SOLD = rf"{TRADE}|{WARES}|领导|讲话|致辞|发言|演讲|总结|心得|范本|大全|精选|推荐|首页|频道|整理|提供|分享|原创|收集|第?[一二三四五六七八九十\d]{{1,3}}篇"
_KIND = "报告|通知|通报|公告|通告|公示|说明|方案|办法|规定|细则|章程|制度|规则|规程|意见|请示|批复|函|决定|简介|情况|须知|指南|计划|规划|合同|协议|启事|倡议书?|纪要|介绍|纪实|总结|汇报|讲话|致辞|发言"
_END = r"[)）]?$"
# the forms in which the title of a document speaks of a name, never with wares behind it
_IN_A_TITLE = (
    rf"关于(?:[建办用管]好|做好|抓好|加强|推进|推广|启用|规范|停用|开通|使用)?[《“]?NAME[》”]?(?!{_SOLD})[\u4e00-\u9fff、]{{0,24}}(?:的?(?:{_KIND})){_END}"
    rf"|(?<![\u4e00-\u9fff])在[《“]?NAME[》”]?(?!{_SOLD})[\u4e00-\u9fff\d]{{0,8}}?(?:{_FOUNDED})[\u4e00-\u9fff\d]{{0,12}}[上时的]"
    rf"|^[《“]?NAME[》”]?(?!{_SOLD})[\u4e00-\u9fff\d]{{0,6}}?(?:{_DONE})[\u4e00-\u9fff\d]{{0,14}}(?:{_KIND}){_END}"
    rf"|^[《“]?NAME[》”]?(?:{_KIND}){_END}"
    rf"|(?:关于|[致给和与访]|走[进近]|参观|[建办用管]好)[《“]?NAME[》”]?$"
    rf"|(?:走[进近]|参观|[建办用管]好)[《“]?NAME[》”]?(?!{_SOLD})[\u4e00-\u9fff]"
    rf"|《NAME》(?:首发|出版|发布|编纂|编[写委]|捐赠|研讨|座谈|开[馆通]|启动|建设|征[集稿]|审稿)"
)
# what brings a name in that a document speaks of: 现将〔某某文库〕, 报名到〔某某网〕
_BROUGHT = re.compile(
    r"(?:现?将|[把到在由向对从据与和为给是是让请叫见至经于的了]|登录|访问|打开|进入|通过|关注)$"
)
# what a site says of itself and its wares, and a house does not
_PRAISED = rf"{TRADE}|{WARES}|更多|海量|欢迎|本文|本[站网]|来源|来自|整理|提供|小编|会员|版权|转载|[全原]文"
# what a sentence of the text says of the house its site is: what it does, or that people go there for something
_DID = rf"[,、](?![^。!?]*(?:{_PRAISED}))[^。!?]{{4,}}|[的是由为]|自\d|今年|去年|全年|已|共|于"
_ADDRESSED = r"\s?(?:[(]?[a-z0-9./:]+[)]?)?"
_SENT = "登录|登陆|访问|打开|进入|通过|关注|浏览|详见"
_GONE_TO = r"(?:查[询看阅分]|看|报[名送到]|收[看听]|观看|投|领取|打印|公[布示]|借|下载|办理|预约|缴费|通知|首页)"
# as papers close; below the thanks of a speech a site puts itself, too
_CLOSING = re.compile(
    r"(?:特此[\u4e00-\u9fff]{2,4}|敬礼|请[\u4e00-\u9fff]{0,8}(?:批[示复准]|审议|执行))[。!]?$"
)
_TAKING_PART = re.compile(
    r"(?:主办|承办|协办|联办|支持|指导|媒体)(?:单位|媒体|平台|网站|者|方)?\s?:$"
)
_MEDIUM = re.compile(
    rf"(?!.*(?:{TRADE}))[\u4e00-\u9fff]{{2,8}}(?:网|日报|晚报|早报|[电视广播]台|客户端|通讯社)$"
)
# a door that many an office and shop has, and few a site: on a line alone it is a site's only where it comes again
_DOOR = re.compile(r"(?:馆|(?<!网)站|社|屋|斋|轩|堂|苑|阁|铺|中心|学堂|家园|天地)$")


def is_in_title(name: str, title: str) -> bool:
    """Say whether the title of a document speaks of a name: 关于某某文库建设情况的报告, never 某某文库讲话稿大全."""
    if len(name) < 3 or name not in title:
        return False
    begun = "[\u4e00-\u9fff]?" if len(name) == 3 else ""  # 禾书屋 is what the rest left of 青禾书屋
    return bool(_spoken(begun + re.escape(name)).search(title))


def ends_with_titled(text: str, title: str) -> bool:
    """Say whether a text ends with a name that the title speaks of: with the whole of it, not 公文写作 of 墨香公文写作."""
    bare = text.strip(NAME_MARKS)
    return any(
        is_in_title(bare[i:], title)
        and (i == 0 or bool(_BROUGHT.search(bare[:i].rstrip(NAME_MARKS))))
        for i in range(len(bare) - 2)
    )


@lru_cache(maxsize=64)
def _spoken(name: str) -> re.Pattern[str]:
    return re.compile(_IN_A_TITLE.replace("NAME", name))


def is_house(name: str, lines: Sequence[str]) -> bool:
    """Say whether a page's own text tells that its name is a house: it signs with it, or a sentence speaks of it.

    Names with a door of their own (馆, 书屋) and those of offices are houses wherever they stand but once.
    """
    alone = [i for i, line in enumerate(lines) if line.strip(NAME_MARKS) == name]
    if (_DOOR.search(name) or OF_AN_OFFICE.match(name)) and len(alone) < 2:
        return True
    return is_told_of(name, lines)


def is_told_of(name: str, lines: Sequence[str]) -> bool:
    """Say whether a page's own text signs with a name or speaks of it, whatever it is called."""
    alone = [i for i, line in enumerate(lines) if line.strip(NAME_MARKS) == name]
    signs = bool(alone) and all(_signs(lines, i) or _is_listed(lines, i) for i in alone)
    return signs or _is_told(name, lines)


def _signs(lines: Sequence[str], at: int) -> bool:
    """Say whether a line stands where a signature does: between a sentence and a date, or last below a paper's closing."""
    above = lines[at - 1] if at else ""
    if at + 1 < len(lines) and is_date_line(lines[at + 1]):
        return above.endswith(tuple("。!?;:"))
    return at + 1 == len(lines) and bool(_CLOSING.search(above))


def _is_listed(lines: Sequence[str], at: int) -> bool:
    """Say whether a line stands among those who take part: below 主办单位：, or beside another paper or site."""
    above = lines[at - 1] if at else ""
    beside = (above, *lines[at + 1 : at + 2])
    other = any(_MEDIUM.match(line) and line != lines[at] for line in beside)
    return other or bool(_TAKING_PART.search(above))


def _is_told(name: str, lines: Sequence[str]) -> bool:
    told = re.compile(
        rf"^NAME(?:[(][^)]*[)])?(?:{_DID})|(?:{_SENT})NAME(?:{_ADDRESSED}(?:[,。;]|{_GONE_TO})|[(])"
        rf"|[在从到]NAME{_ADDRESSED}{_GONE_TO}".replace("NAME", re.escape(name)),
        re.IGNORECASE,
    )
    said = [line for line in lines if name in line and told.search(line)]
    return any(not re.search(_PRAISED, line.replace(name, "")) for line in said)
