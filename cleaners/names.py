"""What a site calls itself and the site it copied from, learnt from the page in hand.

No list of sites: a name is proven by standing beside a web address, by a tagline, by the `<title>`
suffix, the breadcrumb root or the copyright line. Watermarks are then found by these names.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaners.model import Draft

# A web address as sites disguise it: spaces between letters, 。 or · or [dot] or 点 for the dot.
_DOT = r"\s?(?:\.|。|·|,(?=\s?c\s?o\s?m)|\[?\(?\s?(?:dot|点)\s?\)?\]?)\s?"
_TLD = r"(?:c\s?o\s?m|n\s?e\s?t|o\s?r\s?g|c\s?n|c\s?c|t\s?o\s?p|x\s?y\s?z|i\s?n\s?f\s?o|v\s?i\s?p|c\s?l\s?u\s?b|p\s?r\s?o|t\s?v|m\s?e|i\s?o|w\s?a\s?n\s?g|s\s?i\s?t\s?e|o\s?n\s?l\s?i\s?n\s?e)"
_HOSTED = rf"(?:https?\s?:\s?/\s?/\s?)?(?:w[\s-]?w[\s-]?w|m|wap|bbs|news|doc|wenku|new|old|wx){_DOT}(?:(?:[a-z0-9\-]\s?){{2,30}}?{_DOT}){{1,2}}{_TLD}"
_BARE = rf"(?:https?\s?:\s?/\s?/\s?)?(?:[a-z0-9\-]){{3,30}}{_DOT}{_TLD}"
_END = rf"(?:{_DOT}c\s?n)?(?![a-z0-9])(?:/[a-z0-9/_.?=&%-]*)?"
ADDRESS = re.compile(rf"(?<![a-z0-9@._])(?<![a-z0-9._]-)(?:{_HOSTED}|{_BARE}){_END}", re.IGNORECASE)
# public addresses and those a sentence sends its reader to are text
OFFICIAL = re.compile(r"\.(?:gov|edu|mil|ac)(?:\.cn)?\b|12388|12345|12377|12306", re.IGNORECASE)
USED = re.compile(
    r"(?:登录|登陆|登入|访问|进入|打开|浏览|查询|查阅|下载|官网|官方网站|网站|网址|网页|域名|邮箱|信箱|邮件|通过|关注|点击|链接|平台|详见|e-?mail)"
    r"[^。!?;]{0,24}$|(?:[见在到至][\u4e00-\u9fff]{0,8}|[上为是于])[^。!?;,:\u4e00-\u9fff]{0,6}$",
    re.IGNORECASE,
)
_SUFFIX = r"(?:网|汇|库|馆|谷|坊|吧|阁|社|屋|站|斋|轩|堂|苑|宝|通|君|帮|圈|海|窝|铺|巷|之家|之友|之舟|之窗|家园|园地|在线|大全|宝典|文库|文秘|范文|写作|公文|稿库|资料|材料|文档|讲稿|助手|秘书|同道|笔杆子?|精要|天地|中心|星球|工坊|部落|学堂)"
NAME = rf"[\u4e00-\u9fffA-Za-z0-9]{{1,8}}?{_SUFFIX}"
# the words that sell a site to its reader
PITCH = r"(?:范文|公文|文秘|写作|文档|文稿|讲话稿|演讲稿|材料|文库|资料|稿件|模板|办公|笔杆子?|秘书|写材料|素材|学习|原创|全网|下载)"
_PITCH_END = r"(?:之家|文库|平台|大全|网站?|助手|帮手|好帮手|专家|首选|基地|门户|神器|更新|分享|伴侣|园地|港湾|下载|家园|智库|宝库|殿堂|服务|无忧|不求人|不用愁|更轻松|更简单|就上\S{2,6}|好伙伴|伙伴|利器|宝典|社区|站|库|窗口|资源)"
TAGLINE = rf"(?=[^。!?;:,\n]*{PITCH})[\u4e00-\u9fffA-Za-z0-9、]{{2,18}}?{_PITCH_END}(?:网)?"
_NAMED_TAGLINE = re.compile(rf"^[【\[(]?({NAME})\s*[,—_|:\-–·]+\s*({TAGLINE})[!。~]?[】\])]?$")
# words that send a reader to an address, greet, or make up the prose of documents: no part of a name
NO_NAME = re.compile(
    r"[见在为是到至于]$|详情|^(?:可|由|请|在|到|从|向|于|和|与|及|是|为|把|将|被)|登录|登陆|访问|进入|打开|网址|官网|网站|邮箱|信箱|下载|查询|报名|链接|详见|平台|地址|公众号|关注|浏览"
    r"|同志|各位|大家|领导|代表|朋友|委员|尊敬|谢谢|要求|意见|工作|会议|措施|问题|讲话|报告|发展|建设|加强|推进|落实|提高|坚持|机制|责任|要|我们|进一步|情况|如下"
)
_NAME_END = re.compile(_SUFFIX + "$")
_SEPARATED = re.compile(r"[^,—_|:\-–·]{2,14}[,—_|:\-–·]")  # only such lines can be name and tagline
_PITCHED_NAME = re.compile(
    rf"^[【\[(]?({NAME})\s*[,—_|\-–·]+\s*(?=[^。!?;:]*{PITCH})[^。!?;:]{{3,20}}$"
)
_NAMED_ADDRESS = re.compile(
    rf"(?:^|[\s。!?,;:【\[(\"“”』」》—\-–|~·★☆◆●■※#*])[【\[(]?((?:[\u4e00-\u9fff]|[A-Za-z0-9](?=[\u4e00-\u9fff])){{2,9}})\s*[^\u4e00-\u9fffA-Za-z0-9。!?;,、]{{0,4}}(?={_HOSTED}{_END}|{_BARE}{_END})",
    re.IGNORECASE,
)
_ADDRESS_NAMED = re.compile(
    rf"^(?:{_HOSTED}|{_BARE}){_END}[\s—\-|:]+([\u4e00-\u9fff]{{2,9}})$", re.IGNORECASE
)
# a line that sells something and comes more than once without ending a sentence is no refrain
_PITCH_LINE = re.compile(
    rf"^(?!.*[。!?;:])(?=.*{PITCH})(?=.*(?:首选|一站|原创|免费|更新|案头|之家|大全|网|库|馆|汇|社|平台|神器|助手|下载|帮手|专家|无忧)).{{4,30}}$"
)
_TITLE_TAIL = re.compile(r"[\s_\-—|–]+([\u4e00-\u9fffA-Za-z0-9]{2,12})\s*$")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|版权所有)[\s\d©:,.\-–—()]*(?:by\s)?([\u4e00-\u9fff]{2,10})(?=[\s,.|(]|www|http|版权|$)",
    re.IGNORECASE,
)
_OUR_NAME = re.compile(
    rf"([\u4e00-\u9fff]{{1,7}}{_SUFFIX})(?:小编|提示您?|提醒您?|为您|为大家|收集整理|整理发布|首发)"
)
# asked of the text as it stands, before its shadow is made: few blocks introduce a page
_INTRODUCING = re.compile(
    r"版权|©|opyright|OPYRIGHT|ｏｐｙｒｉｇｈｔ|ＯＰＹＲＩＧＨＴ|小编|提示|提醒|为您|为大家|整理|首发"
)
_ADDRESS_END = re.compile(rf"{_DOT}{_TLD}(?![a-z])", re.IGNORECASE)
# asked of the text as it stands, before its shadow is made: what names a site or its address
_SELLING = re.compile(
    PITCH
    + r"|[A-Za-z\u0130\u0131\u017f\u212aＡ-Ｚａ-ｚⒶ-ⓩ\U0001d400-\U0001d7ff\U0001f130-\U0001f149]"
)
_LATIN = re.compile(r"[A-Za-z\u0130\u0131\u017f\u212a]")  # what any address has, in any case
# ordinary words that end like site names
_WORDS = frozenset(
    [
        "互联网",
        "因特网",
        "局域网",
        "官网",
        "本网",
        "本站",
        "网站",
        "车站",
        "文库",
        "题库",
        "水库",
        "仓库",
        "国库",
        "书库",
        "智库",
        "数据库",
        "资料库",
        "项目库",
        "专家库",
        "人才库",
        "图书馆",
        "文化馆",
        "博物馆",
        "档案馆",
        "展览馆",
        "纪念馆",
        "体育馆",
        "公文",
        "范文",
        "写作",
        "文秘",
        "秘书",
        "材料",
        "资料",
        "文档",
        "讲稿",
        "中心",
        "会社",
        "报社",
        "学社",
        "旅行社",
        "合作社",
        "供销社",
        "出版社",
        "新华社",
        "通讯社",
        "公社",
        "学堂",
        "食堂",
        "课堂",
        "礼堂",
        "课程",
        "家园",
        "天地",
        "网吧",
        "酒吧",
        "大全",
        "交通",
        "开通",
        "沟通",
        "流通",
        "打通",
        "上海",
        "大海",
        "办公室文秘",
        "笔杆",
        "笔杆子",
        "首页",
        "正文",
        "网络",
        "原创",
        "未知",
        "网友",
    ]
)


# an office signs its documents with the name its site carries
_ORGAN = re.compile(
    r"(?:政府|委员会|党委|处|局|厅|部|院|大学|学院|学校|中学|小学|公司|集团|中心|办公室|工会|协会|学会|商会|联合会|医院|街道|法院|检察院|银行|委|办|科|所|队|团|县|市|(?<!社)区|省|镇|乡|村)$"
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names proven on this page, and whole watermark phrases that stood alone on a line.

    `sold` are the names that stand beside an address or a tagline, which no signature does: only
    these are cut where they stand alone.
    """

    sites: frozenset[str] = frozenset()
    sold: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()


_GOES_ON = re.compile(r"\s*\)\s*(?!收集|搜集|整理|提供|为您|首发|原创|欢迎)[\u4e00-\u9fff]")


_TAIL = re.compile(
    rf"[。!?:]\s*([\u4e00-\u9fffA-Za-z0-9]{{2,8}}\s*[,—_|\-–·]+\s*(?=[^。!?;:]*{PITCH})[^。!?;:,]{{3,16}})$"
)


def learn(draft: Draft) -> Names:
    """Return the names and watermark phrases this page proves."""
    sites = set(_introduced(draft))
    plain = [b.text for b in draft.blocks if b.link_chars <= len(b.text) * 0.5]
    lines = Counter(text for text in plain if len(text) <= 30)
    twice = [shadow(text) for text, n in lines.items() if n > 1]
    phrases = {text for text in twice if _PITCH_LINE.match(text)}
    texts = [shadow(text) for text in plain if _SELLING.search(text)]
    sold = {name for name in sites if _NAME_END.search(name)}
    phrases.update(_tails(texts))
    for text in texts:
        sold.update(_beside_addresses(text))
        if len(text) > 60 or not _SEPARATED.match(text):
            continue
        if (match := _NAMED_TAGLINE.match(text)) and match[1] not in _WORDS:
            sold.add(match[1])
            phrases.add(text.strip("!。~"))
        if (match := _PITCHED_NAME.match(text)) and shadow("\n".join(plain)).count(match[1]) > 1:
            sold.add(match[1])
    return Names(
        frozenset(_plausible(sites | sold)), frozenset(_plausible(sold)), frozenset(phrases)
    )


def _tails(texts: Iterable[str]) -> Iterable[str]:
    """Yield name and sales talk that two paragraphs have behind their last sentence."""
    tails = Counter(match[1] for text in texts if (match := _TAIL.search(text)))
    return (tail for tail, n in tails.items() if n > 1)


def _introduced(draft: Draft) -> Iterable[str]:
    """Yield names the page introduces itself by: copyright line, 某某小编, end of `<title>`."""
    for head in _heads(draft):
        if _INTRODUCING.search(head):
            text = shadow(head)
            for pattern in (_COPYRIGHT, _OUR_NAME):
                yield from (match[1] for match in pattern.finditer(text))
    tail = _TITLE_TAIL.search(shadow(draft.meta.get("<title>", "")))
    if tail and _NAME_END.search(tail[1]):
        yield tail[1]


def _heads(draft: Draft) -> Iterable[str]:
    """Yield the texts a page introduces itself in: head data and short blocks."""
    yield from (
        draft.meta[key] for key in ("description", "author", "copyright") if key in draft.meta
    )
    for block in draft.blocks:
        if len(block.text) < 160 and block.link_chars < 60:
            yield block.text


def may_address(text: str) -> bool:
    """Take a quick look for an end of an address, before the slow one for the whole."""
    return bool(_LATIN.search(text)) and bool(_ADDRESS_END.search(text))


def _beside_addresses(text: str) -> Iterable[str]:
    if not may_address(text):
        return
    if (after := _ADDRESS_NAMED.match(text)) and not OFFICIAL.search(text):
        yield after[1]
    for match in _NAMED_ADDRESS.finditer(text):
        address = ADDRESS.match(text, match.end())
        if not address or OFFICIAL.search(address[0]) or NO_NAME.search(match[1]):
            continue
        if not USED.search(text[: match.start(1)]) and not is_subject(text, address):
            yield match[1]


def is_subject(text: str, address: re.Match[str]) -> bool:
    """Say whether a bracketed address explains a name that its sentence goes on to speak of."""
    before = text[max(0, address.start() - 12) : address.start()].rstrip()
    explained = before.endswith("(") and not re.search(PITCH, before)
    return explained and bool(_GOES_ON.match(text, address.end()))


def _plausible(names: Iterable[str]) -> Iterable[str]:
    """Keep names that no ordinary sentence would hold by chance."""
    for name in names:
        if 2 <= len(name) <= 12 and name not in _WORDS and not _ORGAN.search(name):
            yield name
