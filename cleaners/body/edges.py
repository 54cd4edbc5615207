"""Which blocks beside a text's element are still the document's: number, speaker, signature, annex."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.blocks.markup import CONTROLS
from cleaners.body.signs import bears_above, is_part
from cleaners.lines import block_shadows
from cleaners.words.addresses import may_address
from cleaners.words.dates import WRITTEN
from cleaners.words.files import FILE
from cleaners.words.footers import FOOT, SITE_TALK
from cleaners.words.prose import CLOSER, DOC_NUMBER, SPEAKS, STOPS

if TYPE_CHECKING:
    from cleaners.model import Block, Draft, Node

_MARKER = re.compile(r"正文|内容|content|article|\bzw\b|文章")
_MARKER_END = re.compile(r"结束|\bend|/|完|尾")
# what a document prints outside its text's element: number, bracketed date, speaker, signature, annex, who its author is
_DOCUMENT_LINE = re.compile(
    rf"[(]?{DOC_NUMBER}[)]?$|[(][^()]{{0,20}}\d{{1,2}}月\d{{1,2}}日[^()]{{0,40}}[)]$"
    rf"|{WRITTEN}$|[(](?:本文)?作者(?:系|为|单位[系为:])[^()。]{{2,40}}[)]$"
    r"|[\u4e00-\u9fff×*]{2,24}(?:人民政府|委员会|办公[室厅]|党委|政府(?!网)|书记|市长|县长|区长|局长|主任|主席)\s{0,4}[\u4e00-\u9fff×*]{0,4}$"
)
# what hands out files by their number: download.jsp?…&wbfileid=7
_HANDS_OUT = re.compile(
    r"down(?:load)?_?(?:file|attach\w*)?(?:\.(?:jsp|ashx|do|action|shtml))?\?", re.IGNORECASE
)
_BUTTON = re.compile(r"下载|全文|打印|word|阅读|会员|付费", re.IGNORECASE)
_ANNEX = re.compile(r"附[件表]\s*[\d一二三四五六七八九十]{0,3}\s*:")
_MAIL = re.compile(
    r"(?:电子|联系|投稿)?(?:邮\s*箱|信\s*箱|邮\s*件|e-?mail)\s*:[^:]*@", re.IGNORECASE
)
_FORMATS = re.compile(
    r"(?:pdf|word|wps|ofd|docx?|下载|打印|版本?|文档|全文|\s|[|/·])+", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"评论|跟[贴帖]|留言|推荐|声明|简介|网友|热点|热门|相关|阅读|猜你|更多|回复|APP|分享|打赏|上一篇|下一篇"
)
# 经各地推荐，现将名单公示如下：
_LEADING_CLAUSE = re.compile(r"[，,].*如下[:：]$")
# what no line of a document says: counts, bars, who runs the site
_SITE_FACTS = re.compile(
    r"浏览|阅读|点击|人气|字号|字体|打印(?!机)|关闭|收藏|编辑|(?<!公开)发布|更新|主办|承办|备案|ICP|Copyright|©|位置|首页|上一篇|下一篇|登录|注册|下载|扫(?:[一码描]|二维|下方)|微信|\d{1,2}:\d\d:\d\d",
    re.IGNORECASE,
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
_STATED = re.compile(r"(?:来源|作者|时间|日期)\s*[:：]|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
_FRIENDS = re.compile(r"(?:友情|友好|合作)链接\s*[:：]?|合作伙伴\s*[:：]?")
_LABEL = 8  # characters
_MEETS = re.compile(r"(?:会议)?[时日][\s\u3000]*[间期]\s*[:：]")
_TOPIC = re.compile(r"(?:(?:会议|活动)?(?:主\s*题|名\s*称)|议\s*题)\s*[:：]")
_PLACE = re.compile(r"(?:会议)?地[\s\u3000]*点\s*[:：]")
_MOST = 8  # lines above a text; more are other matter
_SUBTITLE = re.compile(r"sub-?_?(?:title|tit|head)|futi|fubiaoti|jianti|yinti|title2|ftitle")


def is_neutral(draft: Draft, index: int) -> bool:
    """Say whether a block beside the text may well be the document's: plain, and not the site speaking."""
    block = draft.blocks[index]
    if block.links or block.tag in CONTROLS or SITE_TALK.search(block.text):
        return False
    if _LEADING_CLAUSE.search(block.text):
        return True
    return not is_foreign(draft, index) and not _SITE_FACTS.search(block.text)


def is_fact(draft: Draft, index: int) -> bool:
    """Say whether a block right below the title is what the site says of the document: when, by whom."""
    block = draft.blocks[index]
    return not block.links and len(block.text) < 120 and not is_neutral(draft, index)


def stands_plain(draft: Draft, index: int) -> bool:
    """Say whether a block between the text and a line of the document is of the document: a post, an office, where to write."""
    text = block_shadows(draft)[index]
    return is_neutral(draft, index) and bool(not may_address(text) or _MAIL.match(text))


def is_foreign(draft: Draft, index: int) -> bool:
    """Say whether a block is the label of other matter: 评论, 推荐, 声明."""
    text = draft.blocks[index].text
    if len(text) > 40 or not _FOREIGN.search(text):
        return False
    return not _LEADING_CLAUSE.search(text)


def is_label(draft: Draft, index: int) -> bool:
    """Say whether a heading is nothing but the label of the links below it: 相关链接, 推荐阅读."""
    block = draft.blocks[index]
    heads = block.tag in HEADINGS and not block.links
    return heads and len(block.text) <= _LABEL and is_foreign(draft, index)


def is_file(block: Block) -> bool:
    """Say whether a block leads to a file, as the names of annexes do."""
    for link in block.links:
        if FILE.search(link.href):
            return True
        if "?" in link.href and _HANDS_OUT.search(link.href):
            name = block.text[link.start : link.end]
            return bool(FILE.search(name)) or not _BUTTON.search(name)
    return False


def belongs(draft: Draft, index: int) -> bool:
    """Say whether a line outside the text's element is still the document's."""
    block = draft.blocks[index]
    if is_file(block):
        return not _FORMATS.fullmatch(block.text)
    if _ANNEX.match(block_shadows(draft)[index]):
        return True
    if block.is_linked or FOOT.search(block.text):
        return False
    if is_subtitle(draft, index):
        return True
    return bool(_DOCUMENT_LINE.match(block_shadows(draft)[index]) or _closes(block.text))


def below_annexes(draft: Draft, index: int) -> int:
    """Return where a list of files that runs on past a block ends."""
    blocks = draft.blocks
    while index < len(blocks) and is_file(blocks[index]):
        index += 1
    return index


def above_friends(draft: Draft, first: int, last: int) -> int:
    """Return where the lines below a text end, or the label of other sites' names (友情链接) stands among them."""
    return next((i for i in range(first, last) if _FRIENDS.fullmatch(draft.blocks[i].text)), last)


def above_text(draft: Draft, core: Node, side: set[int], title: int | None) -> list[int]:
    """Return the lines right above the text's element that bear a document's sign.

    They stand below what the site says of a text under its title.
    """
    read = block_shadows(draft)
    found: list[int] = []
    for i in range(core.first - 1, title if title is not None else core.first, -1):
        meets = _meets(draft, i)
        if (_STATED.search(draft.blocks[i].text) and not meets) or core.first - i > _MOST:
            break
        if i in side or draft.blocks[i].links:
            continue
        # one heading right above the text is its first; more are its contents
        first = is_part(read[i]) and i == core.first - 1 and not is_part(read[i - 1])
        if first or meets or bears_above(read[i]):
            found.append(i)
    return found


def _meets(draft: Draft, index: int) -> bool:
    """Say whether a line gives the time of a meeting, above the line that gives its place, or what it is about, above both."""
    text, below = draft.blocks[index].text, draft.blocks[index + 1].text
    if _TOPIC.match(text):
        return bool(_MEETS.match(below)) and _meets(draft, index + 1)
    return bool(_MEETS.match(text)) and bool(_PLACE.match(below))


def above_imprint(draft: Draft, worths: list[float], first: int, last: int) -> tuple[int, int]:
    """Return a run without the rows of facts below a bar of links.

    They say who runs the site, and weigh as much as a short text's sentences.
    """
    end = last
    while end > first and (worths[end - 1] <= 0 or not STOPS.search(draft.blocks[end - 1].text)):
        end -= 1
    if end == first:
        return first, last
    bars = (i for i in range(end, last) if draft.blocks[i].links)
    return first, next((i for i in bars if not is_file(draft.blocks[i])), last)


def is_subtitle(draft: Draft, index: int) -> bool:
    """Say whether a line between title and text is a second title: ——记老渡工周伯年."""
    block = draft.blocks[index]
    names = draft.nodes[block.node].names
    return block.text.startswith("——") or bool(names and _SUBTITLE.search(names))


def is_speaker(draft: Draft, index: int) -> bool:
    """Say whether a line between title and text is who speaks, by post and name."""
    return not draft.blocks[index].links and bool(SPEAKS.match(block_shadows(draft)[index]))


def _closes(text: str) -> bool:
    """Say whether a short block below a text's element ends the document (特此通知)."""
    return len(text) <= 60 and bool(CLOSER.match(text)) and not SITE_TALK.search(text)


def reads_on(draft: Draft, index: int) -> bool:
    """Say whether a block below the text's element is more of the text, not the site speaking."""
    text = draft.blocks[index].text
    linked = draft.blocks[index].is_linked
    return (
        len(text) >= 40 and not linked and bool(STOPS.search(text)) and not SITE_TALK.search(text)
    )


def marked(draft: Draft) -> tuple[int, int] | None:
    """Return the range of blocks between the site's own comment markers, if it left a pair."""
    opened = None
    for item in draft.meta.get("markers", "").split(";"):
        at, _, text = item.partition(":")
        if not text or not _MARKER.search(text):
            continue
        if _MARKER_END.search(text):
            if opened is not None and int(at) > opened:
                return opened, int(at)
        else:
            opened = int(at)
    return None
