"""Web addresses as sites disguise them, and what tells of whom they are, right before or behind them."""

from __future__ import annotations

import re

# brackets that sites set around themselves, and the marks they adorn themselves with
BRACKETS = {"(": ")", "[": "]", "【": "】", "〖": "〗", "<": ">", "{": "}", "〔": "〕"}
ORNAMENTS = "★☆◆◇●■※"
# A web address as sites disguise it: spaces between letters, 。 or · or [dot] or 点 for the dot.
_DOT = r"\s?(?:\.|。|·|,(?=\s?c\s?o\s?m)|[\[【]?\(?\s?(?:dot|点)\s?\)?[\]】]?|\[\s?\.\s?\])\s?"
_TLD = r"(?:c[\s.]?o[\s.]?m|n\s?e\s?t|o\s?r\s?g|c\s?n|c\s?c|t\s?o\s?p|x\s?y\s?z|i\s?n\s?f\s?o|v\s?i\s?p|c\s?l\s?u\s?b|p\s?r\s?o|t\s?v|m\s?e|i\s?o|w\s?a\s?n\s?g|s\s?i\s?t\s?e|o\s?n\s?l\s?i\s?n\s?e|shop|ltd|xin|wiki|ink|icu|ren|biz|mobi|asia|work|tech|store|fun|link|cloud|example|test)"
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
NUMBER = (
    r"[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]\s?"  # of a heading, at the start of a line
)
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
    rf"(?-i:[abcefilmnoprstvwxABCEFILMNOPRSTVWX\u0130\u0131\u017f])(?<=[.。·,点t)\]】\s].)(?<=(?={_TLD}(?![a-z])).)",
    re.IGNORECASE,
)
# items of a row: the one before is an address, too, or has one
IN_A_ROW = re.compile(
    rf"[a-z0-9]\.{_TLD}(?:/[a-z0-9/_.?=&%-]*)?[)】]?\s?(?:、|和|或|及|与|以及)[^。!?;,、]{{0,10}}$",
    re.IGNORECASE,
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


def host_of(address: str) -> str:
    """Return the letters of an address that tell its host, however it is written: gongwenhuicom of WWW点gongwenhui点com."""
    bare = re.sub(r"点|(?<![a-z])dot(?![a-z])", ".", re.sub(r"\s", "", address.lower()))
    bare = re.sub(r"^https?:/*", "", bare).split("/")[0]
    return re.sub(r"^www|[^a-z0-9]", "", bare)


def is_disguised(address: str) -> bool:
    """Say whether an address is written to slip past filters: mixed case, spaced letters, 点 or [dot] for the dot."""
    bare = address.strip()
    return bool(DISGUISE.search(bare)) or (bare.lower() != bare and bare.upper() != bare)
