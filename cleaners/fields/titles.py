"""The title: candidates with evidence, ornaments off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.headings import (
    above_stamp,
    folded,
    heading_above,
    title_block,
)
from cleaners.body.masthead import below_letterhead
from cleaners.lines import cut_whole, kept_lines
from cleaners.model import Found
from cleaners.shadow import shadow, spaceless
from cleaners.words.dates import is_date_line
from cleaners.words.kinds import kind_of, names_paper, names_series
from cleaners.words.prose import DOC_NUMBER, OUTLINE, PROTECTED, SALUTATION, is_office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.fields.labels import Pair
    from cleaners.lines import Line
    from cleaners.model import Block, Draft

_ORNAMENT = re.compile(
    r"\s*[(（【\[](?:精选|通用|优秀|最新|推荐|热门|经典|合集|汇总|共|实用|必备|集合|荐|原创|范文)?\s*\d{0,3}\s*(?:篇|份|则|条|套|个)?(?:精选|通用|优秀|最新|推荐|热门|范文|模板|合集)?[)）】\]]\s*$"
    r"|\s*[(（]第?\s*\d+\s*/\s*\d+\s*页?[)）]\s*$|\s*\[\d+\]\s*$|\.(?:docx?|pdf|wps|txt)\s*$"
    r"|\s*[(（【](?:(?:word|docx?|wps|pdf)(?:格式|文档|版)?(?:可编辑|可修改|可打印|下载)*|可(?:编辑|修改|打印)版?)[)）】]\s*$"
    r"|\s*[-_—|]\s*(?:范文|正文|文章|详情|新闻)\s*$",
    re.IGNORECASE,
)
# set off by a gap, or on both sides; a mark alone may stand for a name: ☆县工作总结
_STAR = "★☆◆◇■□●○◎⊙※▲△❖✿❀✦"
_STARS = re.compile(r"^[★◆◇■●◎⊙※▲❖✿❀✦]+\s+|\s+[★◆◇■●◎⊙※▲❖✿❀✦]+$")
_BETWEEN_STARS = re.compile(rf"([{_STAR}=:~])\1*\s*([^{_STAR}].*?)\s*\1+")
# ____ is a place left empty
_EDGES = re.compile(r"^(?:[ |-]|_(?!_)(?<!__))+|(?:[ |-]|_(?!_)(?<!__))+$")
_OPENING_ORNAMENT = re.compile(
    r"^\s*[【\[](?:优秀范文|精选推荐|精选|推荐|热门|荐|优秀|最新|必备|实用|原创|范文|置顶|转载|[组多]?图|图文)[】\]]\s*"
)
_SUFFIX = re.compile(
    r"\s*(?:_|\s::\s|\s»\s|\s[-–—]+\s?|\||｜|--+|－|-(?=[^-]{2,20}$)|(?<=[\u4e00-\u9fff])\s?-\s?(?=Powered))\s*"
)
# a column between a title and the name of its site: 在……上的讲话-领导讲话-某县人民政府网
_COLUMN_END = re.compile(
    r"(?<=[\u4e00-\u9fff”》）])\s?[-–—]\s?(?:领导讲话|[\u4e00-\u9fff]{2,4}(?:公告|公示|公开|动态|要闻|新闻|文件|解读|专栏|专题|资讯))$"
)
_SITE_PIECE = re.compile(
    r"网|政府|新闻|频道|首页|站|文库|范文|公文|日报|在线|中心|委员会|局$|厅$|部$|公开|动态|之家|com|cn|致辞讲话|讲话稿|Powered|Discuz",
    re.IGNORECASE,
)
# what some sites print into every <title>: their own name, or nothing
_GENERIC = re.compile(
    r".{0,3}|欢迎(?:您|你)?(?:访问|来到|光临|进入).{2,30}(?:网|网站|站|主页|首页)|显示|无标题(?:文档)?|untitled.*|null|.*\bnull\b.*|首页|文章(?:内容|详情|正文|预览)?|内容页?|正文|详情页?|浏览|新闻(?:内容|详情)?|信息(?:内容|详情)?|(?:政府)?(?:信息|政务)公开(?:专栏|平台|目录)?|[^_|—-]{2,20}(?:政府|政府网|门户网站|网站|委员会|大学|学院|局|厅|首页|公司|集团|小学|中学|学校|医院|中心|协会|学会|出版社|报社|研究院)"
    rf"|{DOC_NUMBER}",
    re.IGNORECASE,
)
_PAGES = re.compile(r"[首主内]页|正文|文章|新闻|显示|浏览|详情|内容|公告|资料|[A-Za-z\d\W_]+")
_GENRE = re.compile(
    r"(?:讲话|致辞|致词|发言|报告|主持词|通知|意见|方案|决定|总结|汇报|计划|体会|材料|讲稿|党课|规定|办法|条例|批复|请示|函|公告|通告|通报|公报|决议|命令|议案|纪要|贺信|慰问信|倡议书|演讲稿|稿|词|辞|书|令|要点|公示|细则|答复|信)(?:[(（].{0,20}[)）])?$"
)
_FILE_END = re.compile(r"\.(?:docx?|pdf|wps|txt)$", re.IGNORECASE)
_SECOND_LINE = 50  # characters
# what an office writes, its name set above: 关于……的通知, 2022年工作总结
_ITS_PAPER = re.compile(
    r"(?:关于|(?:机关|党[委组]|党?总?支部|党总支|团委|团支部|工会)?(?:(?:19|20)\d\d|[一二][〇○零ＯO0一二三四五六七八九]{3}))"
)
# the headline of a report ends in 会 or 院, too: 我县召开重点项目推进会
_REPORTS = re.compile(
    r"^[我本]|召开|举[行办]|调研|走访|慰问|视察|看望|参[加观]|深入|开展|检查|督[查导]|出席|来到|考察|书记|[县市省区镇乡局]长|主任|主席|领导|同志"
)
# a letter to an office and its reply, on a page that is called by its box: 市长信箱
_MAILBOX = re.compile(r"信箱|来信|信件|留言|咨询|诉求|问政")
_ASKED = re.compile(
    r"(?:来信|信件|留言|咨询|提问|诉求|问题|投诉)(?:标题|主题|题目)(?:\s*:\s*|\s+)(\S.{3,80}?)(?=\s{2,}|$)"
)
_FORM = 8  # lines from the top of such a page to its title
TITLE_LABEL = re.compile(r"^(?:(?:文件|信息)?名\s*称|标\s*题|题\s*目)\s*[:：]\s*")
_CRUMB_END = re.compile(r"[>＞»›→/]\s*([^>＞»›→/]{8,60}?)\s*$")
_FULL_TITLE = re.compile(r"(?:.{0,20}在.{2,40}[上中]的|.{0,20}关于.{2,50}的)")  # no column's name
# how a page says whose it is: what it welcomes its readers to, and what it reserves its rights as
_OWN = re.compile(r"欢迎(?:您|你)?(?:访问|来到|光临|进入)|版权所有|copyright|©", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"[。;；]|(?:…|\.\.\.)$|[:：,，!！]$|^(?:来源|作者|时间|日期)|^附[件:：]|^[问答][:：]|^(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d"
    r"|(?:[报台社网端刊]\s?记者\s*|(?:记者|通讯员)\s+)[\u4e00-\u9fff]{2,4}(?:[\s、,，]+[\u4e00-\u9fff]{2,4}){0,4}$"
    r"|^[(（][^()（）]{1,12}摄[)）]$|^[□■○●◎]\s?(?:本[报刊网]\s?)?(?:记者|通讯员)?\s?[\u4e00-\u9fff]{2,3}$"
)


def find_title(draft: Draft, stated: Sequence[Pair]) -> Iterator[Found]:
    """Yield the title and where it comes from; nothing if the page names none."""
    for value, rule in _candidates(draft, stated):
        bare = plain_title(value) if value else ""
        if 2 <= len(bare) <= 200:
            yield Found("title", bare, rule)
            return


def plain_title(text: str) -> str:
    """Return a title without the ornaments template sites add: (精选5篇), 【优秀范文】, .docx."""
    text = _OPENING_ORNAMENT.sub("", TITLE_LABEL.sub("", text.strip()))
    for _ in range(3):
        text = _ORNAMENT.sub("", text)
    return _EDGES.sub("", _unstarred(text))


def _unstarred(text: str) -> str:
    """Return a title without the stars some set around it: ★ 政府工作报告 ★."""
    starred = _BETWEEN_STARS.fullmatch(text)
    return _STARS.sub("", starred[2] if starred else text)


def _is_said_fuller(draft: Draft, heading: int | None, stated: Pair) -> bool:
    """Say whether a box below a heading names what the heading is about: 《某某办法》政策解读 above 标题：某某办法."""
    if heading is None or stated.block < heading:
        return False
    above, value = folded(draft.blocks[heading].text), folded(stated.value)
    return value in above and above != value


def _candidates(draft: Draft, stated: Sequence[Pair]) -> Iterator[tuple[str, str]]:
    """Yield (title, place) from the surest place to the least; a place may name none."""
    meta = draft.meta
    told = meta.get("<title>", "")
    heading = title_block(draft)
    labelled = (
        p.value
        for p in stated
        if p.field == "title" and p.label == "标题" and not _is_said_fuller(draft, heading, p)
    )
    yield re.sub(r"<[^>]{1,40}>", "", meta.get("articletitle", "")), "meta.ArticleTitle"
    yield next((value for value in labelled if len(value) >= 6), ""), "label.标题"
    yield _asked(draft, told), "label.来信标题"
    if heading is not None:
        whole = (_completed(draft, heading, x) for x in (told, meta.get("og:title", "")))
        yield max(whole, key=len), "heading"
    cut = _without_site(told)
    if heading is None:
        yield _near(draft, cut), "heading.near"
    yield "" if _GENERIC.fullmatch(cut) and not kind_of(cut) else cut, "head.title"
    yield _without_site(meta.get("og:title", "")), "meta.og:title"
    yield first_title_line(draft), "line.first"
    generic = _GENERIC.fullmatch(told) and not _is_printed(draft, told)
    yield "" if generic else _short(cut) or told, "head.title"
    yield _ends_crumbs(draft), "breadcrumb"


def _asked(draft: Draft, told: str) -> str:
    """Return what a letter is about, as the form it was written in has it."""
    lines = kept_lines(draft)[:_FORM] if _MAILBOX.search(told) else ()
    return next((match[1] for line in lines if (match := _ASKED.match(line.shadow))), "")


def _ends_crumbs(draft: Draft) -> str:
    """Return the title a breadcrumb ends in, the last place to print one: 首页 > 讲话 > 在……上的讲话."""
    for cut in draft.cuts:
        if cut.rule.startswith("breadcrumb."):
            last = _CRUMB_END.search(draft.blocks[cut.block].text)
            if last and _FULL_TITLE.match(last[1]) and kind_of(last[1]):
                return last[1]
    return ""


def _short(cut: str) -> str:
    """Return a title of two or three characters (教师节), the site's name cut off; nothing where they name a page of the site."""
    return cut if 2 <= len(cut) <= 3 and not _PAGES.fullmatch(cut) else ""


def _is_printed(draft: Draft, told: str) -> bool:
    """Say whether the page prints a short `<title>` that names no page of a site, and not as a link: 讣告, 证明."""
    return bool(_short(told)) and any(b.text == told and not b.links for b in draft.blocks)


def _near(draft: Draft, told: str) -> str:
    """Return the heading right above the text of a page whose `<title>` names a site or a column."""
    lines = _below_letterhead(draft)
    kind = kind_of(told)
    unfit = len(folded(told)) <= (6 if kind else 10) or (not kind and _GENERIC.fullmatch(told))
    above = heading_above(draft, lines[0].block) if lines else None
    if not lines or not (
        unfit or _names_site(draft, told) or (names_series(told) and _heads_paper(draft, above))
    ):
        return ""
    if above is None:
        above = above_stamp(draft, lines[:2][-1].block, cut_whole(draft))
        if above is not None and _is_label(draft, above):
            above = None
    if above is not None and _NO_TITLE.search(draft.blocks[above].text.rstrip("!！")):
        above = None  # where it stands tells: 英雄没有“编外”！ may be a title
    return first_title_line(draft) if above is None else draft.blocks[above].text


def _below_letterhead(draft: Draft) -> Sequence[Line]:
    """Return the lines of the text below what stands above a title on paper."""
    lines = kept_lines(draft)
    return lines[below_letterhead([line.shadow for line in lines[:6]]) :]


def _is_label(draft: Draft, index: int) -> bool:
    """Say whether a rule took a block: a bar of buttons between a stamp and what stands above it is no title."""
    return any(x.block == index and x.rule.startswith(("bar.", "breadcrumb.")) for x in draft.cuts)


def _heads_paper(draft: Draft, heading: int | None) -> bool:
    """Say whether an `h1` stands above a text and names a paper: 某某工作报告."""
    if heading is None or draft.nodes[draft.blocks[heading].node].tag != "h1":
        return False
    return names_paper(draft.blocks[heading].text)


def _names_site(draft: Draft, told: str) -> bool:
    """Say whether the page calls itself what its `<title>` says, above or below the text."""
    return any(told in block.text and _OWN.search(block.text) for block in draft.blocks)


def _completed(draft: Draft, at: int, told: str) -> str:
    """Join a title set on two lines when `<title>` says that it goes on."""
    whole = folded(told)
    text = _unstarred(draft.blocks[at].text)
    if folded(text) == whole and at + 1 < len(draft.blocks) and not draft.blocks[at + 1].links:
        text = _over_two_lines(draft, at, at + 1) or text
    for block in draft.blocks[at + 1 : at + 3]:
        second = folded(block.text) if len(block.text) <= 60 else ""
        if PROTECTED.fullmatch(shadow(block.text)):
            break  # the document's number
        goes_on = folded(text) + second in whole or (block.text[:2] == "——" and second in whole)
        if second and goes_on:
            text = f"{text} {block.text}" if text[-1].isascii() else text + block.text
        else:
            break
    return _without_site(text) if folded(text) == whole else text


def _without_site(title: str) -> str:
    """Cut the site's and the column's names off a `<title>`."""
    pieces = [piece for piece in _SUFFIX.split(title) if piece.strip()]
    while len(pieces) > 1 and (_SITE_PIECE.search(pieces[-1]) or len(pieces[-1]) < len(pieces[0])):
        pieces.pop()
    if len(pieces) > 1 and len(pieces[0]) < 6 and _SITE_PIECE.search(pieces[0]):
        pieces = pieces[1:]
    if not pieces:
        return ""
    cut = title[title.find(pieces[0]) : title.find(pieces[-1]) + len(pieces[-1])]
    return _COLUMN_END.sub("", cut) if cut != title else cut


def first_title_line(draft: Draft) -> str:
    """Return the first kept line if it reads as a title: no sentence, no greeting, text below it."""
    lines = _below_letterhead(draft)[:2]
    if len(lines) < 2 or is_date_line(lines[0].shadow):
        return ""
    (line, below), text = lines, lines[0].shadow
    if (
        PROTECTED.fullmatch(text)
        or text.startswith("——")  # a subtitle; its title is gone already
        or OUTLINE.match(text)
        or _NO_TITLE.search(text)
        or not 4 <= len(text) <= 80
    ):
        return ""
    greeted = below.shadow.endswith(":") and SALUTATION.match(below.shadow)
    if whole := _over_two_lines(draft, line.block, below.block):
        return whole
    node = draft.nodes[draft.blocks[line.block].node]
    centred = node.tag == "center" or "centred" in node.names
    kind = _GENRE.search(_FILE_END.sub("", _unstarred(text)))
    if kind or greeted or centred or len(below.text) > len(text):
        return line.text
    return ""


def _over_two_lines(draft: Draft, at: int, below: int) -> str:
    """Return a title that is set on two lines alike, an office and what it writes: 清溪县教育局 and 2022年工作总结."""
    first, second = draft.blocks[at], draft.blocks[below]
    if below != at + 1 or not _are_alike(draft, first, second):
        return ""  # the name of a site stands above titles, too
    office = spaceless(first.text)
    writes = _GENRE.search(second.text) and len(second.text) <= _SECOND_LINE
    fits = (
        is_office(office)
        and not _REPORTS.search(office)
        and _ITS_PAPER.match(second.text)
        and writes
        and not _NO_TITLE.search(second.text)
    )
    return office + second.text if fits else ""


def _are_alike(draft: Draft, first: Block, second: Block) -> bool:
    """Say whether two lines are both set in the middle, or both on a page that is nothing but lines."""
    if first.tag == second.tag == "line":
        return True
    return all("centred" in draft.nodes[block.node].names for block in (first, second))
