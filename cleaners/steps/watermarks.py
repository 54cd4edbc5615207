"""Site names, taglines and addresses put between and inside paragraphs (水印)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaners.lines import kept_lines, kept_text
from cleaners.model import Cut
from cleaners.names.houses import is_house, is_told_of
from cleaners.names.learnt import learn
from cleaners.names.listed import listed
from cleaners.steps.addressed import addresses
from cleaners.steps.dropped import (
    bracketed_names,
    dropped_names,
    front_names,
    speaks_of,
    unproven_names,
)
from cleaners.words.addresses import BRACKETS, CLOSING_MARKS, ORNAMENTS, may_address
from cleaners.words.han import HAN
from cleaners.words.sellers import PITCH, SELLER, TAGLINE, TOLD
from cleaners.words.trade import CREDITED_NAME, TRADE, TRADE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Block, Draft
    from cleaners.names.learnt import Names
    from cleaners.rulebook import Rulebook

    Finder = Callable[[str, Names], Iterator[tuple[int, int, str]]]

_MIDWORD = (
    r"(?:(?<=[我全本该贵各])|(?<=我们))({names})(?=[县市区省乡镇村州校院局厅部处科站所国们体届]|单位|公司|企业|街道|社区|机关|部门|党委|支部|支队|大队|集团)"
    r"|(?<=本)({names})(?=[次届])|(?<=各)({names})(?=[级界])"
)
_BEFORE_GREETING = r"(?:尊敬|敬爱|亲爱)的|(?:同志|老师|同学|朋友)们"
_BEHIND_GREETING = r"(?:(?<=们:)|(?<=领导:)|(?<=代表:)|(?<=来宾:)|(?<=委员:)|(?<=同志:)|(?<=同事:))"
_TAGGED = r"(?![\s,—_|:\-–·]*[【\[(]?第?[一二三四五六七八九十\d]{1,3}篇)\s*[,—_|:\-–·]+\s*[^。!?;:\n]{2,24}"
_SEPARATED = r"[\s,—_|:\-–·]+"
# what follows a name and is no sales talk: the title of a document, or its own words
_DOCUMENTS = re.compile(
    r"^(?!.*(?:范文|公文|文秘|写作|海量|免费|原创|更新|下载|平台|大全|各类|精品|专业|一站|更多|模板|素材)).*"
    r"(?:讲话|致[辞词]|发言|报告|主持词|通知|意见|方案|总结|汇报|决定|倡议书|贺信|慰问信|演讲|心得体会|党课)(?:稿|材料)?[\s】\])!~]*$"
    r"|我们要|同志|各位|全[县市省区]|大家[好上下早晚]"
)
_SELLING = re.compile(rf"{PITCH}|微信|QQ|VX")
_CREDITING = re.compile(r"来源|来自|摘自|转自|出自|出处|选自|更多")
# 以上就是……的全部内容，希望……有所帮助，更多……请关注某某网
_THAT_WAS_ALL = (
    r"(?:(?:希望(?:以上|本文|这篇|上述|[对给能][您你大])[^。!?;,]{0,14}(?:帮助|启发|喜欢)"
    r"|以上(?:内容|文章)?(?:就|便|即)?是(?!.{0,8}我)[^。!?;,]{1,40}内容|[这本]篇[^。!?;,我]{1,24}(?:分享|介绍)到(?:这里|此)了?),\s?){1,2}"
)
_CREDIT = re.compile(
    rf"(?:{_THAT_WAS_ALL}(?=更多))?[(【\[—-]*\s*(?:(?:文章|本[文网站]|内容|资料|稿件|信息|素材|原文)?(?:来源|来自|摘自|转自|出自|出处|选自)(?:于)?|更多[^。!?;,]{{0,16}}(?:请?关注|尽在|就上|请?访问|请到|请上|请看|来自))\s*:?\s*[《“]?([\u4e00-\u9fffA-Za-z0-9]{{2,12}}?)(?:公众号|微信|官网|网站|小程序)?[》”]?[^。!?;,\u4e00-\u9fff]{{0,30}}[)】\]]?[。!]?\s*$"
)
# 某某网发布……，更多……请访问某某网: the name twice, and a sentence of nothing else
_PUBLISHED = re.compile(
    r"(?:^|(?<=[。!?]))([\u4e00-\u9fffA-Za-z0-9]{0,6}(?:文|稿|材料|写作|报告|总结|心得|简历|演讲|讲话)[\u4e00-\u9fff]{0,2}[网库吧])(?:权威|最新|独家)*(?:发布|提供|整理)[^。!?]{2,40}[,;]\s?更多[^。!?]{2,40}(?:访问|关注|登录|浏览|收藏)\1[。!]?"
)
_SIGN_OF_TRADE = re.compile(
    rf"(?:{TRADE})\S{{0,4}}(?:(?<=[网库馆社吧汇坊屋铺])(?<!写作[社坊屋])|(?<=之家))$"
)
# the same amid a sentence, in brackets of its own: 担当作为（转载自某某文秘网），; a 文库 may be a series of books
_OF_NOBODY = r"(?:[本此]?文章?)?作者\s?:\s?(?:佚名|未知|不详|匿名|网络|网友)\s?[,;|]?\s?"
_FROM = r"(?:由|来源于?|来自|摘自|转自|转载自|选自|出自)\s?:?\s?"
_GIVEN_BY = r"(?:收集|搜集|编辑)?(?:整理|提供|发布|分享)"
_CREDIT_ASIDE = re.compile(
    rf"[(\[【〖](?:{_OF_NOBODY})?(?:[本此]文|文章|资料|内容)?(?:{_FROM}(?:[\u4e00-\u9fff]{{2,4}}?(?:{TRADE_NAME})(?<!文库)|{CREDITED_NAME})(?:{_GIVEN_BY})?"
    rf"|[\u4e00-\u9fff]{{2,4}}?(?:{TRADE_NAME})(?<!文库)(?:为您|为大家)?{_GIVEN_BY})[)\]】〗]"
)
# and behind a stop, without any; sought by its stops
_CREDIT_BEHIND = re.compile(
    r"[,。;!?](?=[本此文来摘转内资稿])"
    rf"(?:(?:(?:[本此]文|文章)?(?:来源|来自|摘自|转自|转载自)\s?:\s?|(?:[本此]文|文章|内容|资料|稿件)(?:来自|来源于|摘自|转自|转载自|选自|出自)于?){CREDITED_NAME}(?<=网)(?=[\u4e00-\u9fff])(?![的和与等及上是络格民站点友])"
    rf"|(?:[本此]文|文章|内容|资料|稿件)由{CREDITED_NAME}{_GIVEN_BY}(?:发布|提供|分享|首发)?(?=[\u4e00-\u9fff])(?![的和与等及]))"
)
_DID = "(?:收集|搜集|编辑|精心)?(?:整理|提供|发布|编辑|分享|首发)"
_PLEA = "[,; ]?(?:欢迎|如需|谢绝|严禁|禁止)?转载(?:请|须|务必)?(?:注明|标明)?(?:出处|来源)?"
_BRACKETED = re.compile(
    r"[\[【(〖『]\s*(?:[本此]文|文章|资料|内容)?(?:由|来自|来源|摘自|转自|转载自|选自)?于?\s*:?\s*([\u4e00-\u9fffA-Za-z0-9]{2,12}?)\s*(?:[,—_|]+[^\[\]【】()『』。;]{2,20})?"
    r"(?:为您|为大家)?(?:(?:收集|搜集)?整理|提供|首发|原创|分享|编辑|发布|收集|独家|荐稿)*[\]】)〗』]"
)
_NAME_MARKS = re.compile(rf"[\s【】〖〗『』<>\[\]()—\-_|*~·:《》“”\"={ORNAMENTS}]+")


def cut_watermarks(draft: Draft, rulebook: Rulebook) -> Iterator[Cut]:
    """Cut watermarks by the names this page has proven: whole lines, then spans inside lines."""
    every, text = kept_lines(draft), kept_text(draft)
    addressed = may_address(text)
    theirs = listed([line.shadow for line in every]) if addressed else set()
    lines = [line for i, line in enumerate(every) if i not in theirs]
    names = learn(
        draft,
        [site.name for site in rulebook.sites if site.name],
        {every[i].block for i in theirs},
    )
    finders = _finders(text, names, addressed=addressed)
    strewn = replace(names, sold=names.sites)  # what breaks a word goes, a house's own name, too
    found = (
        *dropped_names(lines, strewn),
        *unproven_names(lines, text),
        *bracketed_names(lines, text),
        *front_names(lines),
    )
    dropped = {(cut.block, cut.start, cut.end): cut for cut in found}
    names = _with_broken(names, found, lines)
    yield from dropped.values()
    for line in lines if finders or names.sites else ():
        text = line.raw
        if _is_name_line(line.shadow, names):
            yield Cut(line.block, 0, len(text), "watermark.name-line")
            continue
        if draft.blocks[line.block].links:
            yield from _linked_names(draft.blocks[line.block], line, names)
        for finder in finders:
            for start, end, rule in finder(text, names):
                if (line.block, start, end) not in dropped:
                    yield Cut(line.block, start, end, rule)


def _with_broken(names: Names, found: Collection[Cut], lines: Sequence[Line]) -> Names:
    """Add the names that were dropped into words: a line of nothing else is no signature, unless a house signs with it."""
    raw = {line.block: line.raw for line in lines} if found else {}
    dropped = {raw[x.block][x.start : x.end] for x in found if x.rule == "watermark.name"}
    if not (dropped := dropped.difference(names.sold)):
        return names
    shadows = [line.shadow for line in lines]
    own = {x for x in dropped if (is_told_of if SELLER.search(x) else is_house)(x, shadows)}
    proven = dropped - own
    return replace(names, sites=names.sites | proven, sold=names.sold | proven)


def _finders(text: str, names: Names, *, addressed: bool) -> list[Finder]:
    """Return those of the finders that may find something in the whole of a text."""
    named = any(name in text for name in names.sites)
    return [
        finder
        for finder, may_find in (
            (addresses, addressed),
            (_taglines, named),
            (_phrases, any(phrase in text for phrase in names.phrases)),
            (_midword, named or any(name in text for name in names.roots)),
            (_given, named),
            (_credits, _CREDITING.search(text)),
            (_credit_asides, _CREDIT_ASIDE.search(text) or _CREDIT_BEHIND.search(text)),
            (_bracketed, named),
        )
        if may_find
    ]


def _linked_names(block: Block, line: Line, names: Names) -> Iterator[Cut]:
    """Yield cuts of a link behind the last sentence that is the site's own name."""
    for link in block.links if names.sites else ():
        named = line.raw[link.start : link.end].strip() in names.sites
        before = line.raw[: link.start].rstrip()
        if named and before[-1:] in "。!?;" and not line.raw[link.end :].strip(CLOSING_MARKS):
            yield Cut(line.block, link.start, link.end, "watermark.link")


def _is_name_line(text: str, names: Names) -> bool:
    """Say whether a line is nothing but proven names, bare or in brackets."""
    if not names.sites or "," in text or "。" in text:
        return False
    bare = _NAME_MARKS.sub("", text)
    spaced = text.count(" ") >= len(bare) - 1 > 1  # 半 山 文 选: nobody signs like that
    return len(bare) >= 3 and (bare in names.sold or (spaced and bare in names.sites))


def _taglines(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Find a proven name with a tagline: a whole line, or glued on after a sentence."""
    for name in sorted(names.sites):
        if name not in text:
            continue
        named = rf"[\s【\[(—-]*{re.escape(name)}"
        sold = rf"{named}\s*[,—_|:\-–·]+\s*(?:{TAGLINE})[\s】\])!~]*"
        loose = rf"{named}{_TAGGED}[\s】\])!~—-]*"
        contact = rf"{named}[^。!?;]{{0,24}}(?:微信|QQ|VX)\s*:?\s*[A-Za-z0-9_\- ]{{4,24}}"
        inside = (
            rf"{re.escape(name)}\s*[,—_|]+\s*(?:{TAGLINE})(?=[,。;、!?]|(?P<on>[\u4e00-\u9fff]))"
        )
        found = re.search(inside, text) if name in names.sold and len(name) >= 3 else None
        if found and not (found["on"] and speaks_of(text, found.start())):
            yield found.start(), found.end(), "watermark.tagline"
        sent = rf"[\s【\[(《“*★—-]*[^。!?;:]{{0,14}}(?:就?[上找选用来到]|认准|尽在|首选|锁定)\s?{re.escape(name)}[\s】\])!~”》*★—-]*"
        if name in names.sold and len(name) >= 3 and re.fullmatch(sent, text):
            yield 0, len(text), "watermark.tagline"
        for match in re.finditer(
            rf"^{contact}$|^{loose}$|(?<=[。!?:;”\s]){loose}$|(?<=[。!?:;”\s]){sold}|{sold}$", text
        ):
            opening = re.match(named + _SEPARATED, match[0])
            talk = match[0][opening.end() :] if opening else ""
            called = name not in names.sold or match[0].endswith("!")
            if any(HAN.search(match[0].partition(phrase)[2]) for phrase in names.phrases):
                continue  # words of the text behind one that ends there
            if talk and called and not _SELLING.search(talk):
                continue  # whoever speaks of a paper to its readers thanks it so
            kept = len(talk) if _DOCUMENTS.search(talk) else 0
            yield match.start(), match.end() - kept, "watermark.tagline"


def _phrases(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Find watermark phrases that also stand alone on a line of this page."""
    for phrase in sorted(names.phrases):
        at = text.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            wrapped = BRACKETS.get(text[at - 1 : at]) == text[end : end + 1]
            yield at - wrapped, end + wrapped, "watermark.phrase"
            at = text.find(phrase, end)


def _credits(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Find a credit glued to the end of a paragraph: （来源：某某网）, 更多范文请关注某某网."""
    for match in _PUBLISHED.finditer(text) if "更多" in text else ():
        yield match.start(), match.end(), "watermark.credit"
    if not _CREDITING.search(text, max(0, len(text) - 60)):
        return
    for match in _CREDIT.finditer(text):
        if match[1] in names.sites or _SIGN_OF_TRADE.search(match[1]):
            yield match.start(), match.end(), "watermark.credit"


def _credit_asides(text: str, _names: Names) -> Iterator[tuple[int, int, str]]:
    """Find a credit in brackets amid a sentence, or behind a stop, to a name of the trade that nothing need prove."""
    for match in _CREDIT_ASIDE.finditer(text):
        yield match.start(), match.end(), "watermark.credit"
    for match in _CREDIT_BEHIND.finditer(text):
        yield match.start() + 1, match.end(), "watermark.credit"


def _bracketed(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Find a bracket that holds a proven name and who-did-it words, and no more: [由某某网整理]."""
    for match in _BRACKETED.finditer(text):
        if match[1] in names.sites:
            yield match.start(), match.end(), "watermark.bracket"


def _given(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Find a proven name with who-did-it words (本文由某某网整理), in dashes, or behind all else of a line."""
    for name in sorted(names.sites):
        if name not in text:
            continue
        said = re.escape(name)
        by = rf"(?:[本此]文|文章|本稿|资料|内容)由\s?{said}\s?{_DID}(?:{_PLEA})?"
        forms = [
            rf"[(【\[]{by}[)】\]]",
            rf"^[*={ORNAMENTS}\s]*{by}[*={ORNAMENTS}\s]*$",
            rf"(?<![(【\[]){by}",
        ]  # never one bracket of two
        if name in names.sold and len(name) >= 3:
            forms += [
                rf"(?:——|--)\s?{said}\s?(?:——|--)|[~*#]\s?{said}\s?[~*#]",
                rf"(?<=[。!?])\s?{said}(?:提供|整理)?。?$",
                rf"^{said}(?={_BEFORE_GREETING})|{_BEHIND_GREETING}{said}$",
                rf"(?:\s?[—_|\-–]+\s?|(?<=[\u4e00-\u9fff。!?])\s+){said}\s*$",
                rf"(?:^|(?<=[。!?\s…”]))\s?[(【\[]?(?:{TOLD})\s?:?\s?{said}[)】\]。]?$",
            ]
        for match in re.finditer("|".join(forms), text):
            yield match.start(), match.end(), "watermark.given"


def _midword(text: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Find a proven name dropped into a word: 我〔老秘网〕县."""
    for name in sorted(names.sites | names.roots):
        if len(name) >= 3 and name in text:
            for match in re.finditer(_MIDWORD.format(names=re.escape(name)), text):
                yield *match.span(match.lastindex or 0), "watermark.midword"
