"""What sellers of documents call themselves beside their address, what they say there, and who is none of them."""

from __future__ import annotations

import re

from cleaners.words.addresses import IN_A_ROW, ORNAMENTS, TRAILING_MARKS, host_of
from cleaners.words.broken import PROSE
from cleaners.words.pinyin import spelled_at
from cleaners.words.trade import PLAIN, TRADE, WARES, WARES_NAME

# how the name of a site ends
SUFFIX = rf"(?:网|汇|库|馆|谷|坊|吧|阁|社|屋|站|斋|轩|堂|苑|宝|通|君|帮|圈|海|窝|铺|巷|之家|之友|之舟|之窗|家园|园地|在线|大全|宝典|{PLAIN}|资料|材料|助手|秘书|同道|精要|天地|中心|星球|工坊|部落|学堂)"
NAME = rf"[\u4e00-\u9fffA-Za-z0-9]{{1,8}}?{SUFFIX}"
# the words that sell a site to its reader
PITCH = rf"(?:{TRADE}|{WARES}|秘书|办公|学习|原创|全网|下载)"
_PITCH_END = r"(?:之家|文库|平台|大全|网站?|助手|帮手|好帮手|专家|首选|基地|门户|神器|更新|分享|伴侣|园地|港湾|下载|家园|智库|宝库|殿堂|服务|无忧|不求人|不用愁|更轻松|更简单|就上\S{2,6}|好伙伴|伙伴|利器|宝典|社区|站|库|窗口|资源)"
TAGLINE = rf"(?=[^。!?;:,\n]*{PITCH})[\u4e00-\u9fffA-Za-z0-9、]{{2,18}}?{_PITCH_END}(?:网)?"
# words that send a reader to an address, greet, or make up the prose of documents: no part of a name
NO_NAME = re.compile(
    rf"^(?!(?:{WARES_NAME})$)(?:(?:可|由|请|在|到|从|向|于|和|与|及|是|为|把|将|被)|.*?(?:[见在为是到至于]$|详情|登录|登陆|访问|进入|打开|网址|官网|网站|邮箱|信箱|下载|查询|报名|链接|详见|平台|地址|公众号|关注|浏览"
    r"|同志|各位|大家|领导|代表|朋友|委员|尊敬|谢谢|要求|意见|工作|会议|措施|问题|讲话|报告|发展|建设|加强|推进|落实|提高|坚持|机制|责任|要|我们|进一步|情况|如下))"
)
NAME_END = re.compile(SUFFIX + "$")
_NAME_PARTS = re.compile(rf"(.{{2,}}?)((?:{PITCH})*{SUFFIX})$")
# what its letters say: 范文, 文秘, 稿子; an office may have a house of its own for 公文 and 写作
SPELLS_TRADE = re.compile(r"fanwen|wenmi|gaozi", re.IGNORECASE)
_SPELLED = re.compile(r"[\s【\[(]*([A-Za-z][A-Za-z0-9]{3,15})[\s|:—–(-]*")
_LEAST_NAME = 3
MAX_NAME = 6  # letters; a longer run before an address, unproven, holds words of its sentence
SELLER = re.compile(rf"{TRADE}|(?:(?<!新)(?<!建筑)(?<!装饰)材料|素材|秘书|稿子?)[铺屋吧坊]")
# what a site says before its name and address: 您正在浏览：, 原文地址：, 海量范文尽在; of what is sold where it only sends there
TOLD = r"(?:[您你])?(?:正在|现在|当前)(?:浏览|访问|阅读|查看)(?:的是|的)?|[本此原该](?:文|[帖贴]|篇|稿|页|章|资料|材料)(?:章|稿|件|子)?(?:内容)?(?:来自|来源|转自|转载自|摘自|选自|源自|出自|首发|首发于|发布于|原载|原载于|由|地址|链接|网址|出处)于?|文章(?:来源|出处|地址|链接)|from|©|copyright"
_SENT_ON = r"(?:免费|海量|更多|精品|优质|全部|最新|大量|各类|全套)[^。!?;,:]{0,8}(?:尽在|就在|就上|请上|请到|来自|加入|关注|访问|登录|认准|搜索)|欢迎(?:您|你|大家)?(?:光临|访问|来到|登录|浏览|收藏|关注|使用|加入)|百度(?:搜索|一下|搜)"
_LED_BY = re.compile(
    rf"(?:^|(?<=[\s。!?;,:…”)】\]])|(?=[(【\[〖<]))[【\[(<〖—*-]{{0,2}}\s?(?:(?:{TOLD})|(?P<sent>{_SENT_ON}))\s?:?\s?[《“『「〖<【(]?(?P<name>(?:(?:[A-Za-z0-9]|[A-Za-z]?\d{{1,4}})(?=[\u4e00-\u9fff]))?[\u4e00-\u9fff]{{0,10}})[^\u4e00-\u9fffA-Za-z0-9。!?;,、]{{0,4}}$",
    re.IGNORECASE,
)
# and what tells that a sentence of the text's own does: 原稿出自石桥档案馆www.…的馆藏
_SPEAKS_ON = re.compile(r"[\s)\]】>」』]*(?:的|[,;](?:这|那|它)|[是为里上])")
_LED_WITHIN = 40  # characters
# of whom or what a clause speaks that may have an address, further back than its last word
_ONLINE = re.compile(
    r"(?:公司|集团|商[城店]|店铺|图书馆|博物馆|网|微信|公众号|小程序|平台|系统|上线|线上|在线|上传|电商|数据库|主页|直播|投票|大学|学院|协会|学会|银行|联系|方式|渠道|入口)[^。!?;]*$"
)
# of items of a row, where a mark leads on to the next
_NEXT = re.compile(r"\s*\)\s*、")
_HOUSE = re.compile(
    r"(?:网站?|平台|系统|图书馆|商城|公司|集团)\($"
)  # whose address it is, right before
_GOES_ON = re.compile(r"\s*\)\s*(?!收集|搜集|整理|提供|为您|首发|原创|欢迎)[\u4e00-\u9fff]")
# what a bracket behind a word tells of it: 省图书馆（城东馆，www.…）
_EXPLAINING = re.compile(r"[\u4e00-\u9fff]\(([\u4e00-\u9fff]{2,8})[,:]$")
# a greeting, and behind it a name that nothing proves: 各位来宾：好稿铺子（www.…）
_GREETED_AND_NAMED = re.compile(
    rf"[^。!?:]{{0,40}}(?:[们位]|来宾|代表|领导|同志|委员|老师|同事|嘉宾)[^。!?:]{{0,8}}:\s?[{ORNAMENTS}○*·]?([\u4e00-\u9fff]{{2,6}})[\s(【\[〖]{{0,3}}$"
)
_NO_SELLER = re.compile(
    r"^[各我本全县市省区镇乡村校]|(?:集团|公司|商[城店会]|[局厅部院校会社委]|中心|银行)$|^(?!.*(?:[稿文写笔范秘讲]|材料|[网汇库坊]$))"
)


def led_by(text: str, address: re.Match[str]) -> re.Match[str] | None:
    """Return what a site says before an address, with the name in it, where it says so: 您正在浏览：某某网 www.…."""
    at = address.start()
    if _SPEAKS_ON.match(text, address.end()):
        return None
    led = _LED_BY.search(text, max(0, at - _LED_WITHIN), at)
    if led is None or (led["sent"] and not SELLER.search(led[0])):
        return None
    return None if NO_NAME.search(led["name"]) else led


def may_sell(name: str) -> bool:
    """Say whether a name has a word that sellers of documents call themselves by, and is no office's."""
    return not NO_NAME.search(name) and not _NO_SELLER.search(name)


def behind_greeting(before: str) -> int:
    """Return where a name that nothing proves begins between a greeting and an address, else where the text ends."""
    greeted = _GREETED_AND_NAMED.match(before)
    if greeted is None or not may_sell(greeted[1]):
        return len(before)
    return greeted.start(1)


def spelled_alone(text: str, address: re.Match[str]) -> str:
    """Return the name in letters that has a line to itself with its address, FANWEN9 www.fanwen9.com, else nothing."""
    found = _SPELLED.fullmatch(text, 0, address.start())
    alone = found and not text[address.end() :].strip(TRAILING_MARKS)
    return found[1] if found and alone and spells_itself(found[1], address[0]) else ""


def spells_itself(letters: str, address: str) -> bool:
    """Say whether letters are of the trade, and those of an address: FANWEN9 of www.fanwen9.com."""
    return bool(SPELLS_TRADE.search(letters)) and host_of(address).startswith(letters.lower())


def is_spelled(name: str, address: str) -> bool:
    """Say whether an address spells the whole of a short name, whatever its words are: 讲话屋 of www.jianghuawu.com."""
    return len(name) < MAX_NAME and spelled_at(name, address) == 0


def nearest(name: str, address: str) -> str:
    """Return the end of a run of letters that a site may be called: what its address spells, or enough of it, 云上公文 of 完成年度云上公文."""
    led = name[:2] in PROSE
    at = spelled_at(name, address) if led or len(name) > MAX_NAME else None
    if at is not None:
        return name[at:]
    parts = _NAME_PARTS.match(name) if len(name) > MAX_NAME else None
    name = parts[1][-2:] + parts[2] if parts else name
    led = name[:2] in PROSE
    return name[2:] if led and len(name) > _LEAST_NAME + 1 and SELLER.search(name, 2) else name


def is_quoted(name: str) -> bool:
    """Say whether a name ends a quotation that its sentence opened, 介绍了“青年之家”www.…, and is none of the trade's."""
    return "”" in name and "“" not in name and not SELLER.search(name)


def is_subject(text: str, address: re.Match[str]) -> bool:
    """Say whether an address is one of a row, or in brackets explains a name that its sentence speaks of."""
    before = text[max(0, address.start() - 40) : address.start()].rstrip()
    explained = not re.search(PITCH, before[-12:])
    if explained and IN_A_ROW.search(before):
        return True
    if (inside := _EXPLAINING.search(before)) and not may_sell(inside[1]):
        return True
    if not before.endswith("("):
        return False
    if before[-2:-1] in ("", *"。!?;"):
        return False  # no name stands where a sentence begins
    if before[-2:-1] in tuple(",、:"):
        return bool(_ONLINE.search(before))
    ends = address.end()
    return explained and bool(
        _GOES_ON.match(text, ends) or _NEXT.match(text, ends) or _HOUSE.search(before)
    )
