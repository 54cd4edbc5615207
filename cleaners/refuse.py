"""Pages that hold no document: listings, walls, errors, empty shells, defaced mirrors.

Each test looks at what is left after cleaning and at the page around it, and says one short reason.
A plain text is never too short; a web page with a line or two and no more is not an article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.edges import is_file
from cleaners.body.headings import title_block
from cleaners.body.worths import reads_between
from cleaners.model import NoDocument
from cleaners.shadow import shadow
from cleaners.walls import DATED, LINKING, SAYINGS, WORDY, is_announced, wall
from cleaners.words.dates import is_date_line
from cleaners.words.prose import CLOSING, SALUTATION, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft

_OF_SERVERS = re.compile(
    r"出错|错误|异常|非法(?:操作|访问|请求|参数)|无权|权限|加载|跳转|稍候|稍后|繁忙|超时|不能为空|欢迎(?:访问|光临|来到)|(?:[未已]|网站|域名)备案|备案(?:号|信息|系统)|ICP"
    r"|\b(?:Loading|Forbidden|Error|Denied|Redirect)",
    re.IGNORECASE,
)
# a wall speaks to its reader, a document of those it is for: 群众登录后即可下载
_OF_OTHERS = re.compile(r"群众|市民|居民|村民|职工|考生|师生|家长|党员|干部|[本协学商工]会")
_STAMPED = re.compile(r"来源|作者|(?:发布|更新|发表)(?:时间|日期)|(?:时间|日期)[:：]|\d:\d\d")
_WELCOME = re.compile(r"欢迎(?:您|你|大家)?(?:来到|访问|光临|浏览|使用|关注)")
_SHORT = 420  # characters; an error page or a wall says no more
_PLAIN, _LINKS = 90, 10  # characters outside of links, and links, of a page that is all links
_LEAST = 25  # characters of text below which a web page is no article
_TOLD = 150  # characters; no list of links has a paragraph as long
# each choice begins with a letter of its own: such a pattern is sought by these alone
_MORE = re.compile(
    r"(?:阅读全文|查看全文|继续阅读|详[细情]\]?|R(?i:ead more)|r(?i:ead more))\s*[>».…]*$",
    re.MULTILINE,
)
_MORE_CHARS = 32  # at the end of a line
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}[条章步]")
_HEADED = re.compile(
    r"[一二三四五六七八九十]、|[(][一二三四五六七八九十][)]"
)  # what is sold lists its terms in figures
# who numbers how to become a member and pay has no document in parts
_SELLS = re.compile(r"会员|VIP|付费|支付|充值|积分|(?:付款|购买)后", re.IGNORECASE)
_ENDS = '。!?;”"'
_DOUBLED = (",,", "，，", "。。", "、、", "；；")
_TRADITIONAL = re.compile(r"[會議開發對國產業領導實現為這個們來時還進學動務員關於經濟縣鄉鎮區]")
_HOLES = re.compile(r"\?{3,}")


def refuse(draft: Draft, lines: Sequence[Line]) -> None:
    """Raise NoDocument, with a code and a reason, if what is left of a page is no document."""
    size = sum(len(line.text) for line in lines)
    if not lines:
        raise without_text(draft, "nothing but chrome on the page")
    _refuse_damaged(draft, lines, size)
    if draft.nodes and draft.nodes[0].tag == "text":
        if draft.nodes[0].names == "html":
            _refuse_message(draft, lines)
        return
    if size < _SHORT and not _is_sound(lines) and (said := wall(draft, lines, size)) is not None:
        raise NoDocument(draft.url, *said)
    if _ends_at_title(draft, lines) and not _is_sound(lines):
        raise without_text(draft, "nothing but chrome below the title")
    listed = title_block(draft) is not None and len(lines) >= 3
    spoken = listed or size >= 60 or any(SENTENCE_END.search(line.text) for line in lines)
    if size < _LEAST or not spoken:
        announced = listed or is_announced(draft, lines)
        if size < _LEAST // 3 or not announced:
            raise NoDocument(draft.url, "no-body", f"only {size} characters of text on the page")
    _refuse_lists(draft, lines, size)


def _ends_at_title(draft: Draft, lines: Sequence[Line]) -> bool:
    """Say whether a few words above the title are all that is left, as a site's motto without a 。: what was below it is cut."""
    title = title_block(draft)
    if title is None or lines[-1].block > title or any("。" in line.text for line in lines):
        return False
    return 0 < sum(len(line.text) for line in lines if line.block < title) < _LEAST


def _refuse_lists(draft: Draft, lines: Sequence[Line], size: int) -> None:
    """Refuse pages that lead to documents: lists of links, of excerpts, of hits, a welcome."""
    ends = "\n".join([line.shadow[-_MORE_CHARS:] for line in lines])
    if len(_MORE.findall(ends)) >= 3:
        raise NoDocument(draft.url, "listing", "a list of excerpts, not a page")
    if _is_excerpts(lines) and not _is_sound(lines):
        raise NoDocument(draft.url, "listing", "a list of excerpts, not a page")
    if len(lines) == 1 and _WELCOME.match(lines[0].shadow):
        raise without_text(draft, "nothing but a welcome on the page")
    titles_only = (
        _is_listing(draft, size)
        and not _is_told(lines)
        and not _is_dated(draft, lines[0])
        and not is_announced(draft, lines)
    )
    if (titles_only or _is_linked(draft, lines)) and not _is_sound(lines):
        raise NoDocument(draft.url, "listing", "a list of links, not a page")


def _refuse_message(draft: Draft, lines: Sequence[Line]) -> None:
    """Refuse a page without a site around it (`cleaners.body.bare`) that is a server's word and no text."""
    if _is_sound(lines):
        return
    size = sum(len(line.text) for line in lines)
    left = [line.text for line in lines] if size >= _LEAST else [b.text for b in draft.blocks]
    said = shadow(" ".join([draft.meta.get("<title>", ""), *left]))
    told = bool(_OF_OTHERS.search(said))
    for code, reason, pattern in SAYINGS:
        if code not in LINKING and not (told and code in WORDY) and pattern.search(said):
            raise NoDocument(draft.url, code, reason)
    if _OF_SERVERS.search(said) and not _is_dated(draft, lines[:3][-1]):
        raise NoDocument(draft.url, "no-body", "a server's message, not a document")


def _is_excerpts(lines: Sequence[Line]) -> bool:
    """Say whether most lines break off, as the excerpts of a list of hits do."""
    broken = sum(line.shadow.endswith(("…", "..")) and len(line.text) > 20 for line in lines)
    return broken >= 4 and broken >= len(lines) * 0.4


def without_text(draft: Draft, reason: str) -> NoDocument:
    """Return why a page holds no text: what its few words say it is, or that it is a list of links."""
    blocks = draft.blocks
    plain = [b.text for b in blocks if not b.is_linked and len(b.text) < 200]
    told = shadow(" ".join([draft.meta.get("<title>", ""), *plain]))
    links = sum(b.link_chars > len(b.text) * 0.4 and len(b.text) >= 6 for b in blocks)
    for code, said, pattern in SAYINGS:
        final = code in {"captcha", "gone"}
        fits = len(told) < _SHORT if final else links < _LINKS and code in {"login", "maintenance"}
        if fits and pattern.search(told):
            return NoDocument(draft.url, code, said)
    if links >= _LINKS:
        return NoDocument(draft.url, "listing", "a list of links, not a page")
    return NoDocument(draft.url, "no-body", reason)


def _is_dated(draft: Draft, first: Line) -> bool:
    """Say whether a line right above the text says when it was published, as no list of links has it."""
    above = draft.blocks[max(0, first.block - 4) : first.block]
    return any(
        len(b.text) < 120 and not b.links and DATED.search(b.text) and _STAMPED.search(b.text)
        for b in above
    )


def _is_sound(lines: Sequence[Line]) -> bool:
    """Say whether short text is a document all the same.

    It greets, signs or closes like one, or is in articles, steps or parts.
    """
    greeted = any(SALUTATION.match(line.shadow) and line.shadow.endswith(":") for line in lines[:3])
    closed = any(CLOSING.search(line.shadow) or is_date_line(line.shadow) for line in lines[-3:])
    articles = sum(bool(_ARTICLE.match(line.shadow)) for line in lines)
    told = [line.shadow for line in lines if not _SELLS.search(line.shadow)]
    spoken = any(said.endswith("。") for said in told)
    parts = sum(bool(_HEADED.match(said)) for said in told) if spoken else 0
    return greeted or closed or articles > 1 or parts > 2


def _is_told(lines: Sequence[Line]) -> bool:
    """Say whether a line is a paragraph of several sentences, or several lines are paragraphs."""
    paragraphs = sum(len(line.text) >= _LEAST and line.shadow[-1] in _ENDS for line in lines)
    return paragraphs > 2 or any(
        len(line.text) >= _TOLD and len(SENTENCE_END.findall(line.text)) > 1 for line in lines
    )


def _is_listing(draft: Draft, size: int) -> bool:
    """Say whether links outweigh a little text that no heading announces."""
    if size >= 300:
        return False
    linked = [b for b in draft.blocks if b.link_chars > len(b.text) * 0.6]
    titles = sum(len(b.text) >= 8 for b in linked)
    return titles >= 12 and size < titles * 25 and title_block(draft) is None


def _is_linked(draft: Draft, lines: Sequence[Line]) -> bool:
    """Say whether hardly a word stands outside of many links: a calendar, a pager, a map; annexes are none."""
    blocks = [draft.blocks[number] for number in {line.block for line in lines}]
    blocks = [block for block in blocks if not is_file(block)]
    if all(reads_between(block) for block in blocks):
        return False
    told = [b for b in blocks if not b.links and len(b.text) >= _LEAST and b.text[-1] in _ENDS]
    if len(told) > 1:
        return False
    linked = sum(block.link_chars for block in blocks)
    plain = sum(len(block.text) for block in blocks) - linked
    return linked > plain and plain < _PLAIN and sum(len(block.links) for block in blocks) >= _LINKS


def _refuse_damaged(draft: Draft, lines: Sequence[Line], size: int) -> None:
    """Refuse mojibake and mirrors that rewrite the text: two kinds of damage, or one beyond repair."""
    text = "".join(line.text for line in lines)
    lost = text.count("\ufffd")
    if lost > 5 and lost > size * 0.01:
        raise NoDocument(draft.url, "mojibake", f"{lost} characters cannot be read in any encoding")
    doubled = sum(text.count(marks) for marks in _DOUBLED) > max(3, size / 120)
    pinyin = sum(cut.rule == "jammer.pinyin" for cut in draft.cuts) > max(5, size * 0.01)
    if not (doubled or pinyin):
        return
    traditional = len(_TRADITIONAL.findall(text)) > size * 0.06
    holes = len(_HOLES.findall("".join(b.text for b in draft.blocks))) > 2
    if sum((doubled, pinyin, traditional, holes)) >= 2:
        raise NoDocument(
            draft.url,
            "mirror",
            "a mirror that has rewritten the text (doubled marks, pinyin, other characters)",
        )
