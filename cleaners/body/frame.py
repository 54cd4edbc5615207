"""A body that lost its salutation or its signature is widened to them.

A document may hold long lists that are links: prize winners, annexes, the matters of a session. A run of
text ends in such a list; a greeting above it or a signature with its date below it says that it went on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.blocks.markup import SUBHEADING_TAGS, TITLE_TAGS
from cleaners.blocks.tables import CELLS
from cleaners.lines import block_shadows
from cleaners.words.dates import is_date_line
from cleaners.words.footers import FOOT, SELLERS_BOX, SITE_TALK, names_wares
from cleaners.words.prose import CLOSER, LISTENERS, STOPS

if TYPE_CHECKING:
    from cleaners.body.runs import Run
    from cleaners.model import Draft, Node

_FAR = 80  # blocks
_GREETING = re.compile(
    rf"^[^。!?;]{{0,60}}(?:{LISTENERS}|政府|办公室|部门|单位|委员会|各[县市区乡镇省])[^。!?;]{{0,40}}:$|^各[^。!?;,]{{1,40}}:$"
)
# whom a letter is sent to, right above its first sentence: 清溪县女子篮球队：
_ADDRESSED = re.compile(
    r"[\u4e00-\u9fff()]{3,24}(?:队|公司|集团|银行|中心|[院校局厂社团村会学所站部]):"
)
# 经各地推荐，现将拟推荐名单公示如下：
_HANDS_OVER = re.compile(r",\s?现将?[^。,]{2,40}如下:$")
# lines below the table of minutes, the body of a notice
_DATED = re.compile(r"(?:19|20)\d\d[-/.年]\s?\d{1,2}")
OTHER = re.compile(r"结果|检索|搜索|栏目|相关|推荐|热门|延伸|更多|猜你|阅读|链接|点击|往期|评论")
# a line above a list that is the text's: 名单如下： 参考文献
LEADS_UP = re.compile(r".{7}[:：]$|^(?:主要)?(?:参考(?:文献|资料)|引用文献|注释|附件)\s*[:：]?$")
_RECORD = re.compile(
    r"(?:记录|整理|参加|列席|缺席|抄送|主送|发送|联系人|联系电话|附件?)[^。！？]{0,40}[:：]"
)
_IMPRINT = re.compile(r"(?:主办|承办|主管)(?:单位)?\s?:|(?:联系|通讯)?地\s?址\s?:")
_LEADS = re.compile(r"编|导|引|摘|提要|前言|序")
LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "dd", "dt", "blockquote"})
PAGE_TAGS = frozenset({"html", "body"})


def framed(
    draft: Draft, side: set[int], body: tuple[int, int], title: int | None
) -> tuple[int, int]:
    """Return the range that also holds the greeting above and the signature below a body."""
    first, last = body
    for i in range(last + 1, min(len(draft.blocks), last + _FAR)):
        if _is_plain(draft, side, i) and _is_signature(draft, i):
            last = i + 1 if _is_one(draft, first, i + 1) else last
            break
    top = title + 1 if title is not None and title < first else 0
    for i in range(first - 1, max(top, first - _FAR) - 1, -1):
        read = block_shadows(draft)[i]
        addressed = _GREETING.match(read) or (i == first - 1 and _ADDRESSED.fullmatch(read))
        if addressed and _is_plain(draft, side, i):
            first = i if _is_one(draft, i, last) else first
            break
    below = last
    for i in range(last, min(len(draft.blocks), last + _FAR)):
        ends = _is_plain(draft, side, i) and _is_ending(block_shadows(draft)[i])
        if ends and _are_footed(draft, below, i + 1):
            break
        if ends and _encloses(draft, first, i + 1) and _are_peers(draft, (first, last), (i, i + 1)):
            last = i + 1
    return first, last


def _below_boxes(draft: Draft, first: int, title: int | None) -> int:
    """Return where a body begins whose run started in a box of the site above the title: 关于我们 and its sentences."""
    if (
        title is None
        or first >= title
        or draft.nodes[draft.blocks[title].node].tag not in TITLE_TAGS
    ):
        return first
    for node in draft.nodes:
        if not (first < node.last <= title and node.last - node.first > 1):
            continue
        head, *below = draft.blocks[node.first : node.last]
        own = draft.nodes[head.node].tag in SUBHEADING_TAGS and not _LEADS.search(head.text)
        if own and any(STOPS.search(b.text) for b in below):
            first = max(first, node.last)
    return title + 1 if first == title else first


def greeting_to_signature(
    draft: Draft, side: set[int], title: int | None
) -> tuple[int, int] | None:
    """Return the range from a greeting to a signature with its date.

    Or from a line such as 目录如下： below the title to the end of the list it leads up to. What stands between them is a document, be it all links.
    """
    for i, block in enumerate(draft.blocks):
        if block.text[-1] not in ":：" or not _is_plain(draft, side, i):
            continue
        opens = title is not None and title < i <= title + 6 and len(block.text) >= 8
        read = block_shadows(draft)[i]
        if not opens and not _GREETING.match(read) and not _HANDS_OVER.search(read):
            continue
        for j in range(i + 2, min(len(draft.blocks), i + _FAR)):
            if _is_plain(draft, side, j) and _is_signature(draft, j) and _is_one(draft, i, j + 1):
                return i, j + 1
    return _led_list(draft, side, title)


def _is_one(draft: Draft, first: int, last: int) -> bool:
    """Say whether blocks stand in one element, or with no link between them on the page itself."""
    return _encloses(draft, first, last) or not any(b.links for b in draft.blocks[first:last])


def _led_list(draft: Draft, side: set[int], title: int | None) -> tuple[int, int] | None:
    """Return the range of a list a line leads up to (现将公报公布如下：), on a page dated between title and line.

    What is listed may be all links: files, offices, annulled rules.
    """
    if title is None:
        return None
    read = block_shadows(draft)
    for i in range(title + 2, min(title + 7, len(draft.blocks) - 1)):
        text = draft.blocks[i].text
        dated = any(_DATED.search(read[k]) for k in range(title + 1, i))
        if not dated or text[-1] not in ":：" or len(text) < 8 or not _is_plain(draft, side, i):
            continue
        holders = [
            n
            for n in draft.nodes
            if title < n.first <= i and n.last > i + 1 and n.tag not in LEAVES
        ]
        if holders and not OTHER.search(text):
            holder = min(holders, key=lambda n: n.last - n.first)
            return holder.first, holder.last
    return None


def introduced(draft: Draft, inside: set[int], body: tuple[int, int]) -> set[int]:
    """Return the linked lines of a body that are its text: a line such as 名单如下： leads up to them, or a table holds them."""
    found: set[int] = set()
    for i in range(body[0] + 1, body[1]):
        block, above = draft.blocks[i], draft.blocks[i - 1]
        cell = _is_cell(draft, block.node, body)
        if i not in inside or not (block.links or cell or i - 1 in found):
            continue
        other = (
            i - 1 in inside or above.links or (len(above.text) <= 20 and OTHER.search(above.text))
        )
        cited = block.text[0] == "《" and above.text.endswith("如下。")
        opens = cell or cited or LEADS_UP.search(above.text)
        if i - 1 in found or (opens and not other):
            found.add(i)
    return found


def _is_cell(draft: Draft, node: int, body: tuple[int, int]) -> bool:
    """Say whether an element is a cell of a table in the body; a table around all of it lays out the page."""
    if draft.nodes[node].tag not in CELLS:
        return False
    around = draft.nodes[node]
    while around.tag != "table" and around.parent >= 0:
        around = draft.nodes[around.parent]
    return not (around.first <= body[0] and body[1] <= around.last)


def _are_footed(draft: Draft, first: int, last: int) -> bool:
    """Say whether one of some lines is of a site's footer."""
    lines = range(first, last)
    return any(FOOT.search(draft.blocks[i].text) or _opens_imprint(draft, i) for i in lines)


def _opens_imprint(draft: Draft, index: int) -> bool:
    """Say whether a line gives who runs a site, or where, and the rest of its footer stands right below."""
    read = block_shadows(draft)
    if not _IMPRINT.match(read[index]) or read[index - 1].startswith("联系人"):
        return False
    return any(FOOT.search(text) for text in read[index + 1 : index + 5])


def _is_ending(text: str) -> bool:
    """Say whether a line ends a document: 谢谢大家, 特此通知, a date in words."""
    trades = text.startswith("联系") and SELLERS_BOX.search(text)
    if len(text) > 60 or trades or names_wares(text, ""):
        return False
    return bool(CLOSER.match(text) or _RECORD.match(text)) or (
        "年" in text and len(text) <= 20 and is_date_line(text)
    )


def rejoined(
    draft: Draft,
    runs: list[Run],
    body: tuple[int, int],
    side: set[int],
    title: int | None,
) -> tuple[int, int]:
    """Return the range that also holds the runs a box of links cut off: they stand on one level with the body.

    What the site says of itself in a box above the title is left out.
    """
    first, last = body
    for a, b, _ in sorted(runs, key=lambda run: abs(run.first - first)):
        if first <= a < last or not _is_gap(draft, side, range(min(b, last), max(a, first))):
            continue
        if _are_peers(draft, (first, last), (a, b)) and not _is_site_talk(draft, side, range(a, b)):
            first, last = min(first, a), max(last, b)
    return _below_boxes(draft, first, title), last


def _is_gap(draft: Draft, side: set[int], between: range) -> bool:
    """Say whether blocks between two runs are links, side matter and their labels, or a table with links; no footer goes between."""
    celled = {
        i
        for n in draft.nodes
        if n.tag == "table" and between.start <= n.first < n.last <= between.stop
        for i in range(n.first, n.last)
    }
    plain = [i for i in between if i not in side and not draft.blocks[i].is_linked]
    labels = [i for i in plain if i not in celled]
    texts = [draft.blocks[i].text for i in plain]
    return len(labels) <= 3 and not any(len(x) > 40 or FOOT.search(x) for x in texts)


def _is_site_talk(draft: Draft, side: set[int], run: range) -> bool:
    told = sum(i in side or bool(SITE_TALK.search(draft.blocks[i].text)) for i in run)
    return told * 2 > len(run)


def _are_peers(draft: Draft, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two runs are paragraphs of one element, or stand in elements built alike."""
    low, high = min(one[0], other[0]), max(one[1], other[1])
    around = min(
        (i for i, n in enumerate(draft.nodes) if n.first <= low and high <= n.last),
        key=lambda i: draft.nodes[i].last - draft.nodes[i].first,
    )
    a, b = (_child_around(draft, around, *run) for run in (one, other))
    if a is not None and b is not None and not a.names and not b.names:
        return True
    if a is None or b is None:
        return all(n is None or n.tag in LEAVES or not n.names for n in (a, b))
    return (a.tag, a.names) == (b.tag, b.names) or (a.tag in LEAVES and b.tag in LEAVES)


def _child_around(draft: Draft, parent: int, first: int, last: int) -> Node | None:
    """Return the child of an element that holds all of a run, or None where several do."""
    return next(
        (n for n in draft.nodes if n.parent == parent and n.first <= first and last <= n.last), None
    )


def _is_plain(draft: Draft, side: set[int], index: int) -> bool:
    return index not in side and not draft.blocks[index].links


def _is_signature(draft: Draft, index: int) -> bool:
    """Say whether a block is a date in words with the name of an office or a person above it."""
    text = draft.blocks[index].text
    if "年" not in text or len(text) > 20 or not is_date_line(text):
        return False
    above = draft.blocks[index - 1]
    told = (
        STOPS.search(above.text)
        or SITE_TALK.search(above.text)
        or ":" in above.text
        or "：" in above.text
    )
    return not above.links and 2 <= len(above.text) <= 40 and not told


def _encloses(draft: Draft, first: int, last: int) -> bool:
    """Say whether one element below the page itself holds all of these blocks."""
    return any(
        n.first <= first
        and last <= n.last
        and n.tag not in PAGE_TAGS
        and last - first >= (n.last - n.first) * 0.5
        for n in draft.nodes
    )
