"""What a site calls itself and the site it copied from, learnt from the page in hand.

No list of sites: a name is proven by standing beside a web address, by a tagline, by the `<title>`
suffix, the breadcrumb root or the copyright line. Watermarks are then found by these names.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaners.body.headings import title_block
from cleaners.lines import block_shadows, block_text, holding, kept_lines
from cleaners.names.beside import Beside, beside_addresses, settled, strewn_hosts
from cleaners.names.houses import ends_with_titled, is_house, is_in_title, is_told_of
from cleaners.names.shown import (
    CRUMBS,
    above_addresses,
    of_sellers,
    root,
    sourced,
    sourced_of_anybody,
)
from cleaners.shadow import shadow
from cleaners.words.addresses import ADDRESS_FORM, TOP_LEVEL, host_of
from cleaners.words.prose import OF_AN_OFFICE
from cleaners.words.sellers import NAME, NAME_END, PITCH, SUFFIX, TAGLINE
from cleaners.words.trade import TRADE, TRADE_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cleaners.model import Draft

_NAMED_TAGLINE = re.compile(rf"^[【\[(]?({NAME})\s*[,—_|:\-–·]+\s*({TAGLINE})[!。~]?[】\])]?$")
_SEPARATED = re.compile(r"[^,—_|:\-–·]{2,14}[,—_|:\-–·]")  # only such lines can be name and tagline
_PITCHED_NAME = re.compile(
    rf"^[【\[(]?({NAME})\s*[,—_|\-–·]+\s*(?=[^。!?;:]*{PITCH})[^。!?;:]{{3,20}}$"
)
# the name has its trade: what a slogan speaks of may be done in any house: 职工之家：学习交流的家园
_OF_TRADE = re.compile(rf"{TRADE}|[稿秘]|材料人?[网汇馆库坊]")
_EXHORTING = re.compile(
    r"(?:建设|打造|共建|争[创做当]|创建|推进|加强|弘扬|坚持|发扬|践行|牢记|深化|落实|提高|建好|用好|办好)"
)  # 建好资料库，服务写作平台: a slogan of the text begins so, and no name
_TITLED = re.compile(r"(?:讲话|致[辞词]|发言|报告|主持词|通知|意见|方案|总结|汇报|决定|演讲)$")
# a line that sells something and comes more than once without ending a sentence is no refrain
_PITCH_LINE = re.compile(
    rf"^(?!.*[。!?;:])(?=.*{PITCH})(?=.*(?:首选|一站|原创|免费|更新|案头|之家|大全|网|库|馆|汇|社|平台|神器|助手|下载|帮手|专家|无忧)).{{4,30}}$"
)
# name and sales talk behind the last sentence
_TAIL = re.compile(
    rf"[。!?:]\s*([\u4e00-\u9fffA-Za-z0-9]{{2,8}}\s*[,—_|\-–·]+\s*(?=[^。!?;:]*{PITCH})[^。!?;:,]{{3,16}})$"
)
_TITLE_TAIL = re.compile(r"[\s_\-—|–]+([\u4e00-\u9fffA-Za-z0-9]{2,12})\s*$")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|版权所有)[\s\d©:,.\-–—()]*(?:by\s)?([\u4e00-\u9fff]{2,10})(?=[\s,.|(]|www|http|版权|$)",
    re.IGNORECASE,
)
_RECORDED = re.compile(
    r"^([\u4e00-\u9fff]{2,10})\s+[\u4e00-\u9fffX]\s?ICP备"
)  # in the last line of a page
_OUR_NAME = re.compile(
    rf"([\u4e00-\u9fff]{{1,7}}{SUFFIX})(?:小编|提示您?|提醒您?|为您|为大家|收集整理|整理发布|首发)"
)
_HEADS = ("description", "author", "copyright")  # data of the page's head it introduces itself in
_INTRODUCING = re.compile(
    r"版权|©|opyright|OPYRIGHT|ICP备|小编|提示|提醒|为您|为大家|整理|首发"
)  # few blocks do
_SELLING = re.compile(PITCH)
_SOURCE = re.compile(r"来源\s?:")
# a line that a sentence holds once more, and goes on behind: 一年来,〔文海拾贝,机关写作好帮手〕我们
_TALK = re.compile(
    rf"^[【\[(]?([\u4e00-\u9fff]{{2,8}}\s*[,—_|·–-]+\s*(?=[^。!?;:,]*(?:{TRADE})){TAGLINE})[!~]?[】\])]?$"
)
# the name says its trade, the talk what it is to its reader: 范文渡口，职场人的家园
_TALK_OF_TRADE = re.compile(
    rf"^[【\[(]?((?:(?=[\u4e00-\u9fff]{{0,6}}(?:{TRADE}))[\u4e00-\u9fff]{{2,8}}\s*[,—_|·–-]+\s*[\u4e00-\u9fff]{{2,12}}(?:之家|家园|港湾|加油站|驿站|园地|天地|乐园|帮手|助手|伴侣|伙伴|管家|的首选|首选网站|首选平台)"
    rf"|[\u4e00-\u9fff]{{0,4}}(?:{TRADE_NAME})\s*[,—_|·–-]+\s*[\u4e00-\u9fff]{{4,12}}))[!~]?[】\])]?$"
)
_GOES_ON = r"(?!建设|上线|管理|运行|运营|开通|的|是|和|与|等)[\u4e00-\u9fff]"
# ordinary words that end like site names
_WORDS = frozenset(
    (
        "互联网 因特网 局域网 官网 本网 本站 网站 车站 文库 题库 水库 仓库 国库 书库 智库 数据库 "
        "资料库 项目库 专家库 人才库 图书馆 文化馆 博物馆 档案馆 展览馆 纪念馆 体育馆 公文 范文 写作 "
        "文秘 秘书 材料 资料 文档 文稿 讲稿 中心 会社 报社 学社 旅行社 合作社 供销社 出版社 新华社 "
        "通讯社 公社 学堂 食堂 课堂 礼堂 课程 家园 天地 网吧 酒吧 大全 交通 开通 沟通 流通 打通 "
        "上海 大海 办公室文秘 笔杆 笔杆子 首页 正文 网络 原创 未知 网友"
    ).split()
)


_NO_TITLE = re.compile(r"[。!?;,:]")
_TITLE = 60  # characters
# an office signs its documents with the name its site carries
_ORGAN = re.compile(
    r"(?:政府|委员会|党委|处|局|厅|部|院|大学|学院|学校|中学|小学|公司|集团|中心|办公室|工会|协会|学会|商会|联合会|医院|街道|法院|检察院|银行|委|办|科|所|队|团|县|(?<!超)市|(?<!社)区|省|镇|乡|村)$"
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names proven on this page, and whole watermark phrases that stood alone on a line.

    `sold` are the names that stand beside an address or a tagline, which no signature does: only
    these are cut where they stand alone. An office may speak of the name its breadcrumb begins with,
    and sign with it: `roots`, and whatever is given as a source, are cut inside words only. `hosts` are those whose addresses are strewn in. None of these is a name that the `title` speaks of.
    """

    sites: frozenset[str] = frozenset()
    sold: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()
    title: str = ""
    hosts: frozenset[str] = frozenset()
    own: str = ""  # the host of the page itself

    def are_spoken_of(self, text: str) -> bool:
        """Say whether a text ends with a name that the document's title speaks of, marks around it apart."""
        return ends_with_titled(text, self.title)


def learn(draft: Draft, known: Collection[str] = (), theirs: Collection[int] = ()) -> Names:
    """Return the names and watermark phrases this page proves.

    `known` are the names of all site files, `theirs` the blocks that list the addresses of others.
    """
    blocks, read, whole = draft.blocks, block_shadows(draft), block_text(draft)

    def plain(pattern: re.Pattern[str]) -> list[int]:
        found = holding(whole, pattern)
        return [i for i in found if i not in theirs and not blocks[i].is_linked]

    sites = set(_introduced(draft))
    sites.update(sourced(read[i]) for i in plain(_SOURCE))
    crumbs = [read[i] for i in holding(whole, CRUMBS)]
    roots = list(map(root, crumbs))
    lines = [line.shadow for line in kept_lines(draft)]
    sites.update(name for name in of_sellers(crumbs) if not is_told_of(name, lines))
    selling = plain(_SELLING)
    texts = [read[i] for i in selling]
    phrases = _pitch_lines([(blocks[i].text, read[i]) for i in selling if len(read[i]) <= 30])
    phrases.update(_tails(texts))
    phrases.update(_dropped_talk(texts))
    sold = set(_watermarking(draft, sites))
    sold |= {name for name in known if _is_met(name, [read[i] for i in plain(_literal(name))])}
    linked = [read[i] for i in plain(TOP_LEVEL)]
    beside = [found for text in linked for found in beside_addresses(text)]
    beside += [Beside(*pair, bound=True) for pair in above_addresses(lines)] if linked else []
    named = list(filter(_may_be_named, texts))
    taglines = dict(_taglines(named))
    sold.update(taglines.values())
    phrases.update(taglines)
    pitched = {
        line: name
        for line, name in _pitches(named)
        if sum(read[i].count(name) for i in plain(_literal(name))) > 1
    }
    sold.update(pitched.values())
    addressed = set(settled(beside, _plausible(sites | sold)))
    sold |= addressed
    phrases.update(_sales_talk(pitched, addressed))
    roots += [sourced_of_anybody(read[i]) for i in plain(_SOURCE)]
    names = _foreign(draft, sites, sold, phrases, roots)
    hosts = {host_of(x.address) for x in beside if x.bound and x.address and x.name in names.sold}
    return replace(
        names, hosts=frozenset(hosts.union(strewn_hosts(linked))), own=host_of(draft.url)
    )


def _foreign(
    draft: Draft, sites: set[str], sold: set[str], phrases: set[str], roots: Iterable[str]
) -> Names:
    """Return those of these names and phrases that the title does not speak of."""
    title = _title(draft)

    def foreign(names: Iterable[str]) -> frozenset[str]:
        return frozenset(x for x in _plausible(names) if not is_in_title(x, title))

    spoken = [x for x in sites | sold if is_in_title(x, title)]
    left = frozenset(x for x in phrases if not any(name in x for name in spoken))
    return Names(foreign(sites | sold), foreign(sold), left, foreign(roots), title)


def _watermarking(draft: Draft, sites: Iterable[str]) -> Iterable[str]:
    """Yield those of the names a page introduces itself by that end like a site's, and are no house's that the text is of."""
    ending = [name for name in sites if NAME_END.search(name)]
    lines = [line.shadow for line in kept_lines(draft)] if ending else []
    return (name for name in ending if _OF_TRADE.search(name) or not is_house(name, lines))


def _title(draft: Draft) -> str:
    """Return the shadow of the line a page has for its title, of a plain text the first one."""
    plain = draft.nodes[0].tag == "text"
    at = 0 if plain else title_block(draft)
    title = "" if at is None else block_shadows(draft)[at]
    told = len(title) <= _TITLE and not _INTRODUCING.search(title.replace("首发式", ""))
    return "" if not told or (plain and _NO_TITLE.search(title)) else title


def _taglines(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield lines of a name of the trade and its tagline, each with the name."""
    for text in texts:
        match = _NAMED_TAGLINE.match(text)
        if match and match[1] not in _WORDS and _is_of_trade(match[1]):
            yield text.strip("!。~"), match[1]


def _pitches(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield lines of a name and its sales talk, each with the name; the name is yet to be met elsewhere."""
    for text in texts:
        if match := _PITCHED_NAME.match(text):
            yield text.strip("【[(】])!。~"), match[1]


def _may_be_named(text: str) -> bool:
    return len(text) <= 60 and bool(_SEPARATED.match(text)) and not _EXHORTING.match(text)


def _is_of_trade(name: str) -> bool:
    """Say whether a name has a word of the trade and no office before it: 县作协写作坊 is a house of writers."""
    return bool(_OF_TRADE.search(name)) and not OF_AN_OFFICE.match(name)


def _pitch_lines(lines: Iterable[tuple[str, str]]) -> set[str]:
    """Return the shadows of short lines of sales talk that stand on the page more than once, typed alike."""
    return {
        told
        for (_, told), n in Counter(lines).items()
        if n > 1 and _PITCH_LINE.match(told) and not _EXHORTING.match(told)
    }


def _sales_talk(pitched: Mapping[str, str], names: Collection[str]) -> Iterable[str]:
    """Yield the lines of a name of these and its sales talk; with a title behind them they are none."""
    for line, name in pitched.items():
        longer = any(line != other and line.startswith(other) for other in pitched)
        if name in names and not longer and not _TITLED.search(line):
            yield line


def _dropped_talk(texts: Sequence[str]) -> Iterable[str]:
    """Yield lines of sales talk that also stand in the middle of a sentence, and break it, or behind the last of a paragraph."""
    short = [text for text in texts if len(text) <= 30]
    for pattern in (_TALK, _TALK_OF_TRADE):
        for talk in (match[1] for text in short if (match := pattern.match(text))):
            ends = r"|(?<=[。!?\s])TALK$" if pattern is _TALK_OF_TRADE else ""
            dropped = re.compile(
                (rf"(?<=[。!?;:,、])TALK{_GOES_ON}{ends}").replace("TALK", re.escape(talk))
            )
            told = _EXHORTING.match(talk) or _TITLED.search(talk)
            if not told and any(dropped.search(text) for text in texts):
                yield talk


def _literal(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name))


def _is_met(name: str, texts: Iterable[str]) -> bool:
    """Say whether a name stands alone as one of these texts, or with its address or tagline behind it."""
    sold = rf"{re.escape(name)}\s*(?:[,—_|:\-–·]+\s*{TAGLINE}|(?:{ADDRESS_FORM}))"
    return any(text == name or re.search(sold, text, re.IGNORECASE) for text in texts)


def _tails(texts: Iterable[str]) -> Iterable[str]:
    """Yield name and sales talk that two paragraphs have behind their last sentence."""
    tails = Counter(match[1] for text in texts if (match := _TAIL.search(text)))
    return (tail for tail, n in tails.items() if n > 1)


def _introduced(draft: Draft) -> Iterable[str]:
    """Yield names the page introduces itself by: copyright line, 某某小编, end of `<title>`."""
    heads = [shadow(draft.meta[key]) for key in _HEADS if key in draft.meta]
    blocks, read = draft.blocks, block_shadows(draft)
    near = [
        read[i]
        for i in holding(block_text(draft), _INTRODUCING)
        if blocks[i].link_chars < 60 and len(read[i]) < 160
    ]
    for text in (*filter(_INTRODUCING.search, heads), *near):
        for pattern in (_COPYRIGHT, _RECORDED, _OUR_NAME):
            yield from (match[1] for match in pattern.finditer(text))
    tail = _TITLE_TAIL.search(shadow(draft.meta.get("<title>", "")))
    if tail and NAME_END.search(tail[1]):
        yield tail[1]


def _plausible(names: Iterable[str]) -> list[str]:
    """Keep names that no ordinary sentence would hold by chance."""
    return [
        x
        for x in names
        if 2 <= len(x) <= 12 and x not in _WORDS and "是" not in x and not _ORGAN.search(x)
    ]
