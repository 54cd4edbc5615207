"""Web addresses as sites disguise them, and the names that stand beside them."""

from __future__ import annotations

import re

from cleaners.words.pinyin import spelled_at
from cleaners.words.trade import PLAIN, TRADE, WARES, WARES_NAME

# brackets that sites set around themselves, and the marks they adorn themselves with
BRACKETS = {"(": ")", "[": "]", "【": "】", "〖": "〗", "<": ">", "{": "}", "〔": "〕"}
ORNAMENTS = "★☆◆◇●■※"
# A web address as sites disguise it: spaces between letters, 。 or · or [dot] or 点 for the dot.
_DOT = r"\s?(?:\.|。|·|,(?=\s?c\s?o\s?m)|[\[【]?\(?\s?(?:dot|点)\s?\)?[\]】]?|\[\s?\.\s?\])\s?"
_TLD = r"(?:c[\s.]?o[\s.]?m|n\s?e\s?t|o\s?r\s?g|c\s?n|c\s?c|t\s?o\s?p|x\s?y\s?z|i\s?n\s?f\s?o|v\s?i\s?p|c\s?l\s?u\s?b|p\s?r\s?o|t\s?v|m\s?e|i\s?o|w\s?a\s?n\s?g|s\s?i\s?t\s?e|o\s?n\s?l\s?i\s?n\s?e)"
_HOSTED = rf"(?:h\s?t\s?t\s?p\s?s?\s?:\s?/\s?/\s?)?(?:w[\s·.-]?w[\s·.-]?w(?:\s?,\s?(?=[a-z0-9-]{{2,30}},)|{_DOT})|(?:m|wap|bbs|news|doc|wenku|new|old|wx){_DOT})(?:(?:[a-z0-9\-]\s?){{2,30}}?{_DOT}){{1,2}}{_TLD}"
# a house of its own at another's: fanwen.example.com, wenmi[dot]example[dot]com
_SUBDOMAIN = r"(?:[a-z][a-z0-9-]{1,29}(?:\.|\s?(?:[\[(]\s?(?:dot|点|\.)\s?[\])]|点)\s?))?"
_BARE = rf"(?:https?\s?:\s?/\s?/\s?)?{_SUBDOMAIN}(?:[a-z0-9\-]){{3,30}}{_DOT}{_TLD}"
_END = rf"(?:{_DOT}c\s?n)?(?![a-z0-9])(?:/[a-z0-9/_.?=&%-]*)?"
_SPACED = rf"(?:[a-z0-9]\s){{4,30}}{_DOT}{_TLD}|(?:www\.)?(?:[a-z0-9]\.){{4,30}}{_TLD}"
ADDRESS_FORM = rf"(?<![a-z0-9@._])(?<![a-z0-9._]-)(?:{_HOSTED}|{_BARE}|{_SPACED}){_END}"
ADDRESS = re.compile(ADDRESS_FORM, re.IGNORECASE)
DISGUISE = re.compile(r"[ 点\[【]|(?<![a-z])dot(?![a-z])", re.IGNORECASE)
# public addresses and those a sentence sends its reader to are text
OFFICIAL = re.compile(r"\.(?:gov|edu|mil|ac)(?:\.cn)?\b|12388|12345|12377|12306", re.IGNORECASE)
USED = re.compile(
    r"(?:登录|登陆|登入|访问|进入|打开|浏览|查询|查阅|下载|报名|申报|填报|缴费|预约|官网|官方网站|网站|网址|网页|域名|邮箱|信箱|邮件|通过|关注|点击|链接|平台|详见|e-?mail)"
    r"[^。!?;]{0,24}$|(?:点开|输入|[注标]明|标注|写着|显示|落款|印[有着]|[仿假]冒|冒充|(?<![文页站])地址)(?:了|为|是|成|作)?[\s:“\"(《]{0,3}$|(?:[仿假]冒|冒充)[\u4e00-\u9fff]{1,8}$|(?:(?:[见到至]|在(?!线))[\u4e00-\u9fff]{0,8}|[上为是于从])[^。!?;,:\u4e00-\u9fff]{0,6}$",
    re.IGNORECASE,
)
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
# words of documents: a name that breaks one was dropped in (思〔某某网〕想, but 供水某某网平台), and none begins with one (组织〔某某文库〕)
PROSE = re.compile(
    "思想|认识|意识|精神|信念|信心|决心|初心|使命|理想|理论|作风|纪律|法律|法治|制度|体制|体系|机制|队伍|基层|组织|群众|干部|党员|同志|代表|委员|领导|部门|单位|职工|教师|学生|学校|医院|家庭|生活|乡村|国家|民族|步伐|步骤|规划|计划|部署|统筹"
    "|协调|贯彻|落实|监督|培训|宣传|教育|文化|环境|生态|稳定|困难|矛盾|风险|隐患|能力|质量|效率|任务|措施|团结|奋斗|担当|不懈|努力|积极|扎实|严格|坚决|坚定|坚持|始终|切实|充分|广泛|深入|提高|提升|增强|完善|确保|我们|大家|他们|今年|时代|历史|未来"
)
NAME_END = re.compile(SUFFIX + "$")
_NAME_PARTS = re.compile(rf"(.{{2,}}?)((?:{PITCH})*{SUFFIX})$")
NUMBER = (
    r"[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]\s?"  # of a heading, at the start of a line
)
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
# characters before and behind an address; nothing that says whose it is stands further off
REACH = 300
CLOSING_MARKS = ' 。,!?;:、)】]”"’』」》'
TRAILING_MARKS = CLOSING_MARKS + "—-~"
NAMED_ADDRESS = re.compile(
    rf"(?:^(?:{NUMBER})?|[\s。!?,;:【\[(\"“”』」》『「〖<—\-–|~·{ORNAMENTS}#*])[【\[(]?((?:[\u4e00-\u9fff]|(?:[A-Za-z0-9]|[A-Za-z]?\d{{1,4}})(?=[\u4e00-\u9fff])){{2,9}})\s*[^\u4e00-\u9fffA-Za-z0-9。!?;,、]{{0,4}}(?={_HOSTED}{_END}|{_BARE}{_END})",
    re.IGNORECASE,
)
ADDRESS_NAMED = re.compile(
    rf"^(?:{_HOSTED}|{_BARE}){_END}[\s—\-|:]+([\u4e00-\u9fff]{{2,9}})$", re.IGNORECASE
)
# {_DOT}{_TLD}, but sought by its mark: what may stand before that comes second or not at all
_ADDRESS_END = re.compile(
    rf"(?-i:[.。·,点tT])(?:(?<=[.。·])(?:\s?\])?|(?<=,)(?=\s?c\s?o\s?m)|(?<=点)\s?\)?[\]】]?|(?<=dot)\s?\)?[\]】]?)\s?{_TLD}(?![a-z])",
    re.IGNORECASE,
)
# what any address ends with, sought by a letter: of letters a text has fewer than of marks
TOP_LEVEL = re.compile(
    rf"(?-i:[cimnopstvwxCIMNOPSTVWX\u0130\u0131\u017f])(?<=[.。·,点t)\]】\s].)(?<=(?={_TLD}(?![a-z])).)",
    re.IGNORECASE,
)
# of whom or what a clause speaks that may have an address, further back than its last word
_ONLINE = re.compile(
    r"(?:公司|集团|商[城店]|店铺|图书馆|博物馆|网|微信|公众号|小程序|平台|系统|上线|线上|在线|上传|电商|数据库|主页|直播|投票|大学|学院|协会|学会|银行|联系|方式|渠道|入口)[^。!?;]*$"
)
# items of a row: the one before is an address, too, or has one, or a mark leads on to the next
_NEXT = re.compile(r"\s*\)\s*、")
_IN_A_ROW = re.compile(
    rf"[a-z0-9]\.{_TLD}(?:/[a-z0-9/_.?=&%-]*)?[)】]?\s?(?:、|和|或|及|与|以及)[^。!?;,、]{{0,10}}$",
    re.IGNORECASE,
)
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


def around(text: str, address: re.Match[str]) -> tuple[int, str, re.Match[str]]:
    """Return what stands near an address: where that begins, its text, and the address in it.

    A line may hold hundreds of addresses, and what is asked of each reads all that it is given.
    """
    low, high = near(address.start()), address.end() + REACH
    if not low and high >= len(text):
        return 0, text, address
    part = text[low:high]
    here = ADDRESS.match(part, address.start() - low)
    return (low, part, here) if here else (0, text, address)


def near(at: int) -> int:
    """Return where what is asked of an address begins that stands at a place."""
    return max(0, at - REACH)


def may_address(text: str) -> bool:
    """Take a quick look for an end of an address, before the slow one for the whole."""
    return bool(TOP_LEVEL.search(text)) and bool(_ADDRESS_END.search(text))


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


def host_of(address: str) -> str:
    """Return the letters of an address that tell its host, however it is written: gongwenhuicom of WWW点gongwenhui点com."""
    bare = re.sub(r"点|(?<![a-z])dot(?![a-z])", ".", re.sub(r"\s", "", address.lower()))
    bare = re.sub(r"^https?:/*", "", bare).split("/")[0]
    return re.sub(r"^www|[^a-z0-9]", "", bare)


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
    led = PROSE.match(name)
    at = spelled_at(name, address) if led or len(name) > MAX_NAME else None
    if at is not None:
        return name[at:]
    parts = _NAME_PARTS.match(name) if len(name) > MAX_NAME else None
    name = parts[1][-2:] + parts[2] if parts else name
    led = PROSE.match(name)
    return name[2:] if led and len(name) > _LEAST_NAME + 1 and SELLER.search(name, 2) else name


def is_disguised(address: str) -> bool:
    """Say whether an address is written to slip past filters: mixed case, spaced letters, 点 or [dot] for the dot."""
    bare = address.strip()
    return bool(DISGUISE.search(bare)) or (bare.lower() != bare and bare.upper() != bare)


def is_quoted(name: str) -> bool:
    """Say whether a name ends a quotation that its sentence opened, 介绍了“青年之家”www.…, and is none of the trade's."""
    return "”" in name and "“" not in name and not SELLER.search(name)


def is_subject(text: str, address: re.Match[str]) -> bool:
    """Say whether an address is one of a row, or in brackets explains a name that its sentence speaks of."""
    before = text[max(0, address.start() - 40) : address.start()].rstrip()
    explained = not re.search(PITCH, before[-12:])
    if explained and _IN_A_ROW.search(before):
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
