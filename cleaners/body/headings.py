"""Where the page prints its title, judged against what `<title>` and `<meta>` say it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.blocks.markup import TITLE_TAGS
from cleaners.body.likeness import likeness
from cleaners.model import of_blocks
from cleaners.shadow import shadow, spaceless
from cleaners.words.dates import is_date_line
from cleaners.words.han import HAN
from cleaners.words.kinds import names_paper, names_series
from cleaners.words.prose import DOC_NUMBER, SPEAKS, STOPS, is_office

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft

TITLE = 6  # characters of a title that no line has by chance
_MOST_ABOVE = 8  # lines over a title that are not its text
TITLE_WITHIN = 12  # lines from the top of the text; no title stands further down
NOT_WORD = re.compile(r"[\W_]+")
_HEADINGS = {"h1": 1.3, "h2": 1.2, "h3": 1.1, "h4": 1.05}
# some sites put nothing but their own name into every <title>
_SITE_ONLY = re.compile(
    r"^[^_|—\-《]{2,20}(?:政府|网|门户|网站|委员会|局|厅|馆|大学|学院|公司|集团|小学|中学|学校|医院|中心|协会|学会|出版社|报社|研究院|日报|首页|在线|内容页|正文|详情页?|文章页)$"
    r"|^(?:政府)?(?:信息公开|政务公开)(?:专栏|平台|目录)?$"
)
STAMPED = re.compile(
    r"(?:来源|作者|日期|时间|发布|点击|浏览)[^:：]{0,6}[:：].*(?:19|20)\d\d[-/.年]|(?:19|20)\d\d[-/.年].*(?:来源|作者|发布|点击|浏览|阅读|评论|打印|关闭|收藏|字[号体])"
)
_NUMBERED = re.compile(rf"\s*{DOC_NUMBER}\s*")
_DATED = re.compile(r"^[^。]{0,30}(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d")
_CRUMBS = re.compile(r"[>»›|｜]|位置|^首页")
_LABEL = re.compile(
    r"^(?:索\s*引|发文|发布|主题|成文|生成|公开|信息|文\s*号|公文|体裁|分\s*类|有效|时效|来源|作者)[^:：]{0,6}[:：]"
)  # of a box that lists a document's facts
# a line below a title: ——在……会议上的报告, （2019年2月20日在……会议上）
_SECOND = re.compile(r"——|[(（][^()（）]*[)）]$")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{4,30}文件")  # 某某县人民政府文件
_SAID_ON = re.compile(r"[(][^()]{0,20}\d{1,2}月\d{1,2}日[^()]{0,40}[)]$")
_PAPER_FIRST = re.compile(r"[^_|—–\s-]{2,10}报\s?[_|—–-]")  # 某某日报-好雨知时节
_SITE_BEHIND = re.compile(r"[_|—–-]")
_TITLE_NAMES = re.compile(
    r"title|biaoti|\bbt\b|headline|\bh1\b|xilan_tit|arti_tit|news_t\b|art_t\b"
)


def folded(text: str) -> str:
    """Return the letters and digits of a text in lower case: what two prints of a title share."""
    return (text if text.isalnum() else NOT_WORD.sub("", text)).lower()


@of_blocks
def title_block(draft: Draft) -> int | None:
    """Return the index of the block the document's title stands in, or None.

    Of the blocks whose letters open or stand in `<title>` the longest wins; headings and elements
    named as titles count more, links and breadcrumbs less.
    """
    told = [
        folded(draft.meta[key])
        for key in ("articletitle", "og:title", "<title>")
        if key in draft.meta and not _names_nothing(draft.meta[key])
    ]
    if not told:
        return _first_heading(draft)
    subject = _subject(draft)
    told += [subject] if subject else []
    whole, ends = "\n".join(told), subject[-2:]
    best, best_score = None, 0.0
    for i, block in enumerate(draft.blocks):
        text = block.text
        opening = text[:2]
        if (
            opening.isalnum()
            and opening.lower() not in whole
            and not (ends and text.endswith(ends))
        ):
            continue  # most blocks are told apart by their first letters, without folding them
        if len(text) > 150 or block.link_chars > len(text) * 0.7:
            continue
        if best is not None and _SECOND.match(text):
            continue  # however much of <title> it is, it stands below the title
        score = _score(draft, i, folded(text), told)
        if score > best_score and not _signs(draft, i):
            best, best_score = i, score
    return _over_dash(draft, _below_series(draft, best))


def _below_series(draft: Draft, best: int | None) -> int | None:
    """Return the `h1` that names a paper below the name of a series or a column that `<title>` gives (某某公报, 专题)."""
    if best is None or draft.nodes[draft.blocks[best].node].tag in _HEADINGS:
        return best
    if not names_series(draft.blocks[best].text):
        return best
    for i in range(best + 1, min(best + _MOST_ABOVE, len(draft.blocks))):
        block = draft.blocks[i]
        if draft.nodes[block.node].tag == "h1":
            return i if not block.links and names_paper(block.text) else best
        if STOPS.search(block.text):
            break
    return best


def _subject(draft: Draft) -> str:
    """Return the letters of a `<title>` that begins with what a paper is about (关于……的通知), the site's name cut off."""
    told = draft.meta.get("<title>", "").strip()
    return folded(_SITE_BEHIND.split(told)[0]) if told.startswith("关于") else ""


def _names_nothing(told: str) -> bool:
    """Say whether a `<title>` is the site's name, or the number of a paper, not the document's title."""
    return bool(_SITE_ONLY.search(told) or _NUMBERED.fullmatch(told))


def titled_at(draft: Draft, lines: Sequence[Line]) -> int:
    """Return the block of the title where `<title>` opens with it and only a few of the lines stand above, else 0.

    What reads as a sentence up there is a slogan or a prompt of the site: no text begins above its title.
    """
    title = title_block(draft) or 0
    name = folded(draft.blocks[title].text) if title else ""
    opens = len(name) >= TITLE and folded(draft.meta.get("<title>", "")).startswith(name)
    return title if opens and sum(line.block < title for line in lines) <= _MOST_ABOVE else 0


def _over_dash(draft: Draft, best: int | None) -> int | None:
    """Return the line above one that a dash opens (——记老渡工周伯年), where that is the title's second line."""
    if not best or not draft.blocks[best].text.startswith(("——", "--")):
        return best
    above = draft.blocks[best - 1]
    plain = not above.links and 2 < len(above.text) <= 40 and not _SITE_ONLY.search(above.text)
    other = _CRUMBS.search(above.text) or _LABEL.match(above.text) or STOPS.search(above.text)
    return best - 1 if plain and not other else best


def _signs(draft: Draft, index: int) -> bool:
    """Say whether a block is an office that signs above the day, not the opening of a `<title>`."""
    if index + 1 >= len(draft.blocks) or not is_office(draft.blocks[index].text):
        return False
    tag = draft.nodes[draft.blocks[index].node].tag
    return tag not in _HEADINGS and is_date_line(draft.blocks[index + 1].text)


def heading_above(draft: Draft, body: int) -> int | None:
    """Return the heading, or element named as a title, nearest above the first block of a body."""
    for i in range(min(body, len(draft.blocks) - 1), max(-1, body - 16), -1):
        block, node = draft.blocks[i], draft.nodes[draft.blocks[i].node]
        named = node.tag in _HEADINGS or bool(node.names and _TITLE_NAMES.search(node.names))
        plain = not block.links and len(folded(block.text)) >= 6 and len(block.text) <= 100
        if named and plain and not _SITE_ONLY.search(block.text):
            return i
    return None


def headed(draft: Draft, body: int) -> int | None:
    """Return the line a text stands under where `<title>` is printed nowhere: one over a stamp, or else an `h1`."""
    stamped = above_stamp(draft, body, range(body))
    if stamped is not None:
        return stamped
    heading = heading_above(draft, body - 1) if body else None
    first = heading is not None and draft.nodes[draft.blocks[heading].node].tag == "h1"
    return heading if first else None


def above_stamp(draft: Draft, body: int, gone: Container[int]) -> int | None:
    """Return the plain line right above the one, among those cut, that says when and by whom a text was published."""
    for i in range(min(body, len(draft.blocks)) - 1, max(0, body - 8), -1):
        block, at = draft.blocks[i], i - 1
        if i not in gone or len(block.text) > 160 or not STAMPED.search(block.text):
            continue
        while at and _is_below_title(draft.blocks[at].text):
            at -= 1
        above = draft.blocks[at]
        least = 3 if "centred" in draft.nodes[above.node].names else 6
        plain = not above.links and len(folded(above.text)) >= least and len(above.text) <= 80
        plain = plain and HAN.search(above.text) is not None  # no size of a file
        site = _SITE_ONLY.search(above.text) or _CRUMBS.search(above.text)
        return at if plain and not site and not _LABEL.match(above.text) else None
    return None


def _is_below_title(text: str) -> bool:
    """Say whether a line stands below a title: a second one behind a dash, who speaks by post and name, and on what day."""
    read = shadow(text)
    return text.startswith(("——", "--")) or bool(SPEAKS.match(read) or _SAID_ON.match(read))


def _first_heading(draft: Draft) -> int | None:
    """Return the first `h1`, or else heading or element named as a title, of a page without `<title>`.

    Below one that is no `h1` there must be text, not a list of links.
    """
    second = None
    for i, block in enumerate(draft.blocks):
        node = draft.nodes[block.node]
        if not 2 <= len(block.text) <= 100 or block.links or _SITE_ONLY.search(block.text):
            continue
        if len(block.text) < 4 and not (node.tag in _HEADINGS and _is_above_day(draft, i)):
            continue
        if node.tag == "h1":
            return i
        named = node.tag in {"h2", "h3"} or bool(node.names and _TITLE_NAMES.search(node.names))
        if second is None and named and _is_above_text(draft, i):
            second = i
    return second


def _is_above_text(draft: Draft, index: int) -> bool:
    """Say whether the next block is a day, or one of the next a sentence outside of links, before any list of links."""
    if _is_above_day(draft, index):
        return True
    for block in draft.blocks[index + 1 : index + 13]:
        if block.is_linked:
            return False
        if len(block.text) >= 16 and STOPS.search(block.text):
            return True
    return False


def _is_above_day(draft: Draft, index: int) -> bool:
    """Say whether the day a text was published stands below a heading, and no link soon after."""
    below = draft.blocks[index + 1 : index + 5]
    dated = len(below) > 2 and bool(_DATED.search(below[0].text))
    return dated and not any(block.links for block in below[:3])


def _score(draft: Draft, index: int, text: str, told: list[str]) -> float:
    if (
        len(text) < 4
        and not _opens_title(draft, index)
        and not (len(text) == 3 and text == told[-1])
    ):
        return 0.0
    if _LETTERHEAD.fullmatch(text) and any(whole.startswith(text + "关于") for whole in told):
        return 0.0  # some sites begin a <title> with what stands above it on paper
    score = max(likeness(text, whole) for whole in told)
    if not score and 4 <= len(text) < 8 and _ends_title(draft, index):
        score = len(text) + 2.0
    if not score:
        return 0.0
    if goes_on := _goes_on(draft, index, text):
        score = max(score, *(likeness(goes_on, whole) for whole in told))
    block = draft.blocks[index]
    if sum(end - start for start, end in block.hidden) > len(block.text) * 0.5:
        score *= 0.5
    node = draft.nodes[block.node]
    named = 1.15 if node.names and _TITLE_NAMES.search(node.names) else 1.0
    return score * _HEADINGS.get(node.tag, 1.0) * named


def _goes_on(draft: Draft, index: int, text: str) -> str:
    """Return a line's letters with those of the one below: an office that opens a title is the site's name elsewhere."""
    below = draft.blocks[index + 1] if index + 1 < len(draft.blocks) else None
    return text + folded(below.text) if below and not below.links and len(below.text) <= 60 else ""


def _opens_title(draft: Draft, index: int) -> bool:
    """Say whether a heading of two or three characters (公示, 贺信) is all of `<title>` but the site's name."""
    text, told = draft.blocks[index].text, draft.meta.get("<title>", "")
    node = draft.nodes[draft.blocks[index].node]
    heading = node.tag in TITLE_TAGS or bool(_TITLE_NAMES.search(node.names))
    return (
        heading
        and len(spaceless(text)) >= 2
        and bool(re.match(_spaced(text) + r"(?:范文|模板)?\s*(?:[_|—–-]|$)", told))
    )


def _spaced(text: str) -> str:
    """Return a pattern of a short heading that is set wide (公　示) here, there or in both places."""
    return r"\s{0,4}".join(map(re.escape, spaceless(text)))


def _ends_title(draft: Draft, index: int) -> bool:
    """Say whether a short heading is the last piece of `<title>`, behind the site's name (某报数字报-好雨知时节)."""
    text, told = draft.blocks[index].text, draft.meta.get("<title>", "")
    node = draft.nodes[draft.blocks[index].node]
    centred = "centred" in node.names or "centred" in draft.nodes[node.parent].names
    heading = node.tag in TITLE_TAGS or centred or bool(_PAPER_FIRST.match(told))
    return (
        heading
        and len(text) > 3
        and not _SITE_ONLY.search(text)
        and bool(re.search(rf"[_|—–-]\s*{re.escape(text)}\s*$", told))
    )
