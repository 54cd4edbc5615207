"""Lists that are no text: titles with their summaries, readers' remarks, links, the later posts of a thread."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaners.blocks.markup import leads_nowhere
from cleaners.body.edges import HEADINGS, is_file
from cleaners.body.worths import STAMP
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.model import Block, Draft, Node

_ITEMS = frozenset({"li", "div", "dl", "dd", "article", "section"})
_POSTS = re.compile(
    r"post[-_]?(?:body|content|message)|postmessage|tpc[-_]?content|\bt_f\b|reply|floor|louceng|bbs-?content"
)
# under what a reader wrote: who answers, how many agree, the how manieth it is and when
_REPLY = re.compile(
    r"^(?:回复|举报)\s*(?:[(（\[]\s*\d|$)|(?:(?<![\u4e00-\u9fff])|(?<=[前赞踩复]))(?:回复|举报)$"
    r"|[点顶]?赞\s*[(（\[]?\d|[顶踩]\s*[(（\[]?\d"
)
# behind a time or who wrote it, and not behind a place: 文化馆 3楼
_FLOOR = re.compile(
    r"(?<!\d)\d{1,4}\s*#(?:$|\s)|(?:^第?|[\d|｜·]\s+|(?:网友|游客|用户|匿名)\S{0,8}\s+)\d{1,4}\s*楼(?:$|\s)"
)
_ANSWER = 12  # characters of a letter, and of what an office answers
_ITEM_TITLE = 6  # characters
_STAMPED = 40  # characters behind a title: 日期：2024-03-08 点击：802
_REPLY_CHARS = 500
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[章节编部]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])[^。；;，,]{2,30}$"
)
_BOX_HEAD = 8  # characters
# what the columns of a site are called; any other heading may be the document's own: 会议材料, 典型案例
_COLUMN = re.compile(
    r"(?:信息|政[务府])公开|(?:通知|公[告示]|新闻|要闻|动态|资讯|快讯|头条|热点|热[点门]?(?:文章|信息|内容)|最新|推荐|排行榜?|本站|站内|本[网栏]|图[片文]|部门|乡镇|基层|工作|政务|校园|县区|综合|时政|信息|公开|文章|发布|更新|中心|专栏|[榜栏]){2,5}"
)
_POINTS_DOWN = re.compile(r"下列|以下|如下|附后")
_DAY = re.compile(r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?")


def teasers(draft: Draft) -> set[int]:
    """Return the blocks of repeated items: each a linked title with a summary, or a reader's remark below the text."""
    blocks = draft.blocks
    groups: dict[tuple[int, str], list[Node]] = {}
    for node in draft.nodes:
        if node.tag in _ITEMS and node.last > node.first:
            groups.setdefault((node.parent, node.tag), []).append(node)
    found: list[Node] = []
    heads: set[int] = set()
    chars = [0, *accumulate([len(b.text) for b in blocks])]
    titles = [0, *accumulate([b.link_chars > 4 and _is_linked_title(b) for b in blocks])]
    for items in groups.values():
        if len(items) < 3 or _is_part(draft, items[0].first, items[-1].last):
            continue
        brief = [n for n in items if n.last - n.first <= 8 and chars[n.last] - chars[n.first] < 700]
        if not _are_most(brief, items):
            continue
        boxed = _is_boxed(draft, items)
        titled = [
            n for n in brief if titles[n.last] > titles[n.first] or (boxed and _is_told(blocks, n))
        ]
        if _are_most(titled, items):
            told = [n for n in titled if not any(map(is_file, blocks[n.first : n.last]))]
            found += told if _are_most(told, items) else []
            heads.update(_heading_above(draft, items[0]) if _are_most(told, items) else ())
        remarks = [n for n in brief if 2 <= n.last - n.first <= 6]
        if _are_most(remarks, items) and _is_text_above(draft, items[0].first):
            replies = [n for n in remarks if _is_reply(blocks[n.first : n.last])]
            found += replies if _are_most(replies, items) else []
    return heads.union(i for n in found for i in range(n.first, n.last))


def _heading_above(draft: Draft, item: Node) -> Iterator[int]:
    """Yield the heading of a list of such items, which stands in one element with them."""
    above = item.first - 1
    if above < 0:
        return
    block, node = draft.blocks[above], draft.nodes[draft.blocks[above].node]
    if block.tag in HEADINGS and node.parent == item.parent and _COLUMN.fullmatch(block.text):
        yield above


def _is_boxed(draft: Draft, items: list[Node]) -> bool:
    """Say whether a list is no part of a text: no heading of the text's own is above, and no sentence of it below."""
    first, last = items[0].first, items[-1].last
    above = draft.blocks[first - 1 : first]
    if above and above[0].tag in HEADINGS and not _COLUMN.fullmatch(above[0].text):
        return False
    around = draft.nodes[draft.nodes[items[0].parent].parent]
    below = draft.blocks[last : min(last + 1, around.last)]
    return not (below and not below[0].links and STOPS.search(below[0].text[-2:]))


def _are_most(alike: list[Node], items: list[Node]) -> bool:
    return len(alike) > 2 and len(alike) > len(items) * 0.6


def _is_told(blocks: Sequence[Block], item: Node) -> bool:
    """Say whether an item is a title with its day and, below that, its summary."""
    return item.last - item.first > 1 and _is_stamped_title(blocks[item.first])


def _is_linked_title(block: Block) -> bool:
    length = len(block.text)
    linked = length >= _ITEM_TITLE and block.link_chars > length * 0.8
    # buttons are no titles: 有用 12, 追问
    return linked and not all(leads_nowhere(link.href) for link in block.links)


def _is_stamped_title(block: Block) -> bool:
    """Say whether a block is a linked title with nothing behind it but its day and counts."""
    if len(block.links) != 1 or block.links[0].start or len(block.text) < _ITEM_TITLE:
        return False
    behind = block.text[block.links[0].end :]
    return len(behind) <= _STAMPED and bool(STAMP.search(behind)) and not STOPS.search(behind)


def _is_reply(item: tuple[Block, ...]) -> bool:
    """Say whether a few blocks are what a reader wrote below a text: a name, a remark, a count or a time."""
    if sum([len(b.text) for b in item]) > _REPLY_CHARS or _is_letter(item):
        return False
    short = [b.text for b in item if len(b.text) <= 40]
    if any(map(_REPLY.search, short)):
        return True
    return any(map(_FLOOR.search, short)) and any(map(STAMP.search, short))


def _is_letter(item: tuple[Block, ...]) -> bool:
    """Say whether 回复 is the heading between what was asked and what an office answers, and no button."""
    return any(
        label.text == "回复"
        and all(len(b.text) >= _ANSWER and STOPS.search(b.text) for b in (asked, told))
        for asked, label, told in zip(item, item[1:], item[2:], strict=False)
    )


def _is_text_above(draft: Draft, index: int) -> bool:
    return any(not b.links and STOPS.search(b.text) for b in draft.blocks[:index])


def linked_lists(draft: Draft, worths: list[float], first: int, last: int) -> set[int]:
    """Return the blocks of elements inside the body that are lists of links.

    Dates beside the links count as text, unless the list stands under a sentence or a box's heading and nothing follows.
    """
    found: set[int] = set()
    for node in draft.nodes:
        if not (first <= node.first < node.last <= last) or node.last - node.first == last - first:
            continue
        if node.last - node.first < 3 or sum(worths[node.first : node.last]) >= -25:
            continue
        inside = draft.blocks[node.first : node.last]
        if any(map(is_file, inside)) or _is_part(draft, node.first, node.last):
            continue
        text = "".join(b.text for b in inside)
        ends = max(worths[node.last : last], default=0.0) <= 0
        above = draft.blocks[node.first - 1] if node.first else None
        boxed = ends and above is not None and _heads_box(draft, node.first - 1)
        if boxed or (ends and above and _stops(above)):
            text = _DAY.sub("", text)
        if sum(b.link_chars for b in inside) > len(text) * 0.6:
            found.update(range(node.first - boxed, node.last))
    return found


def _heads_box(draft: Draft, at: int) -> bool:
    """Say whether a block is the heading of a column of a site (通知公告) to which the text above does not point."""
    block = draft.blocks[at]
    if block.tag not in HEADINGS or block.links or len(block.text) > _BOX_HEAD:
        return False
    pointed = at > 0 and _POINTS_DOWN.search(draft.blocks[at - 1].text)
    return bool(_COLUMN.fullmatch(block.text)) and not pointed


def _stops(above: Block) -> bool:
    """Say whether a sentence ends above a list, and does not point to it."""
    return bool(STOPS.search(above.text[-2:])) and not _POINTS_DOWN.search(above.text)


def _is_part(draft: Draft, first: int, last: int) -> bool:
    """Say whether a list stands under a heading with a number (二、政策依据), and the text goes on below.

    No site numbers its boxes.
    """
    heads = first - 1 if draft.blocks[first].links else first
    if heads < 1 or last >= len(draft.blocks):
        return False
    head, below = draft.blocks[heads], draft.blocks[last]
    if head.links or below.links or not _NUMBERED.match(head.text):
        return False
    goes_on = _NUMBERED.match(below.text) or STOPS.search(below.text)
    return bool(goes_on) and _is_text_above(draft, heads)


@lru_cache(maxsize=8192)  # the same few names stand all over a site
def _is_post(names: str) -> bool:
    return bool(_POSTS.search(names))


def first_post(draft: Draft, first: int, last: int) -> tuple[int, int]:
    """Of several posts of one thread keep the first; a floor of a building (floor1) bears no time."""
    posts = [n for n in draft.nodes if first < n.last <= last and n.names and _is_post(n.names)]
    later = [n for n in posts if n.first >= posts[0].last and n.tag == posts[0].tag]
    if not later or later[-1].last - posts[0].first <= (last - first) * 0.25:
        return first, last
    told = draft.blocks[later[0].first : later[-1].last]
    storeys = "floor" in posts[0].names or "louceng" in posts[0].names
    if storeys and not any(STAMP.search(b.text) for b in told):
        return first, last
    return posts[0].first, posts[0].last
