"""Which blocks are the body: candidates, then a choice by score.

Every block has a worth: running text counts its characters, links and labels cost. Candidates are
the runs of blocks whose worth adds up, found the way sequence aligners extend a match (X-drop,
Altschul et al. 1990): a run goes on across a heading or an advertisement and ends where a menu or a
list of links has cost more than `_DROP`. So it does not matter whether a page is built of `p`,
`div`+`br`, `td` or `font`, nested or split. A run is then weighed by where it stands: just below the
title, between the site's own comment markers, in an element named as content systems name the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaners.headings import title_block
from cleaners.kinds import kind_of
from cleaners.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaners.model import Block, Draft, Node

_DROP = 110.0
# id or class names of the body in content systems of government, media and template sites
_BODY_NAMES = re.compile(
    r"trs_?(?:editor|preview|uew)|ucap-?content|pages_content|v_news_content|vsb_content|wp_articlecontent"
    r"|\bzoom\b|zoomcon|js_content|rich_media_content|endtext|rwb_zw|ctrlfscont|artibody|article_?body"
    r"|(?:article|news|info|art|detail|text|main|page|post|show|view|gp|txt|cont?|xl|body)[-_]?"
    r"(?:content|cont?|txt|text|body|nr|details?)\b"
    r"|content[-_]?(?:text|txt|body|details?|main|article|box|cont?)\b|entry-content|neirong|zhengwen"
    r"|\b(?:nr|content|article|details?|t_f|t_fsz|txt|maintext|bodytext|main-text)\b|postmessage_\d"
)
# names of what stands beside the body: those of no doubt, and those a theme may put on anything
_SIDE = re.compile(
    r"comment|pinglun|\bfooter|\bfoot\b|copyright|banquan|related|xiangguan|recommend|tuijian|breadcrumb"
    r"|more-?stor|\bfriend-?link|vipbox|paywall|guess-?you|you-?like|bdshare|bdsug|prev-?next|pre_?next|disqus"
)
_SIDE_OFTEN = re.compile(
    r"\b(?:side|sidebar|aside|nav|navbar|menu|sub-menu|crumbs?|weizhi|location|position|share|fenxiang|hot|hotlist"
    r"|rank|paihang|pager|pagination|pagebar|page_?nav|shangxia|login|tags?|keywords|ads?|advert|guanggao|vip|qrcode"
    r"|erweima|search|toolbar|topbar|top-?nav|links?|statement|shengming|subscribe|reward|dashang|disclaimer)\b"
)
_SIDE_TAGS = frozenset({"footer", "nav", "aside", "button", "select", "textarea"})
_PAGE_TAGS = frozenset({"html", "body", "main", "article", "form", "table", "tbody"})
_POSTS = re.compile(
    r"post[-_]?(?:body|content|message)|postmessage|\bt_f\b|reply|floor|louceng|bbs-?content"
)
_MARKER = re.compile(r"正文|内容|content|article|\bzw\b|文章")
_MARKER_END = re.compile(r"结束|\bend|/|完|尾")
_MARKS = re.compile(r"[，。；！？、,;!?：:]")
_STOPS = re.compile(r"[。！？；!?;]")
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "dd", "dt", "blockquote"})
# what a document prints outside its text's element: number, bracketed date, speaker, signature, annex
_DOCUMENT_LINE = re.compile(
    r"[(]?[\u4e00-\u9fff]{1,14}[〔\[(](?:19|20)\d\d[〕\])]第?\d+号[)]?$|[(][^()]{0,20}\d{1,2}月\d{1,2}日[^()]{0,12}[)]$"
    r"|(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日$|附[件表]\s*\d*:"
    r"|[\u4e00-\u9fff×*]{2,24}(?:人民政府|委员会|办公[室厅]|党委|政府|书记|市长|县长|区长|局长|主任|主席)\s{0,4}[\u4e00-\u9fff×*]{0,4}$"
)
_FOREIGN = re.compile(
    r"评论|跟[贴帖]|留言|推荐|声明|简介|网友|热点|热门|相关|阅读|猜你|更多|回复|APP|分享|打赏|上一篇|下一篇"
)
_SUBTITLE = re.compile(r"sub-?_?(?:title|tit|head)|futi|fubiaoti|jianti|yinti|title2|ftitle")
_SITE_TALK = re.compile(
    r"本站|本网站|网友(?:评论|上传|投稿)|发表评论|评论(?:内容)?[只仅]代表|请自觉遵守|严禁发布|会员(?:可|后|免费)|版权(?:所有|归|声明)|小编|跟贴|自媒体平台|如有侵权|登录后|复制本文|扫一扫"
)
_HEADINGS = frozenset({"h1", "h2"})
# labels of the information box on government pages
_BOX = re.compile(
    r"索\s*引\s*号|发文(?:机关|机构|字号|日期)|成文日期|公开方式|有\s*效\s*性|主题分类|信息分类|生成日期|发布机构|公开时限|废止日期|内容概述"
)
_STAMP = re.compile(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}|\d{1,2}:\d\d")


@dataclass(frozen=True, slots=True)
class Body:
    """The chosen range `blocks[first:last]` and the blocks in it that are side matter."""

    first: int
    last: int
    side: frozenset[int]
    title: int | None  # the block the title stands in, often above the body


def choose(draft: Draft) -> Body | None:
    """Return the body of a page, or None where nothing reads as running text."""
    blocks, nodes = draft.blocks, draft.nodes
    if nodes and nodes[0].tag == "text":
        return Body(0, len(blocks), frozenset(), None)
    side = _side_blocks(draft)
    worths = [worth(block, side=i in side) for i, block in enumerate(blocks)]
    title = title_block(draft)
    runs = _runs(worths)
    if not runs:
        return None
    marked = _marked(draft)
    named = [n for n in nodes if n.names and n.first < n.last and _BODY_NAMES.search(n.names)]
    first, last, _ = max(runs, key=lambda run: _weight(run, title, marked, named))
    first, last = _first_post(nodes, first, last)
    first, last, foreign = _fit(draft, worths, first, last, title)
    inside = foreign | _linked_lists(draft, worths, first, last)
    return Body(first, last, frozenset(i for i in side | inside if first <= i < last), title)


def worth(block: Block, *, side: bool = False) -> float:
    """Return how much a block speaks for being body text; negative for links and labels."""
    length = len(block.text) - sum(end - start for start, end in block.hidden)
    if length <= 0:
        return 0.0
    linked = block.link_chars
    if linked > length * 0.5:
        return -10.0 - 0.3 * min(linked, 60)
    if side:
        return -8.0
    plain = length - linked
    if block.tag in _HEADINGS or (length < 150 and _SITE_TALK.search(block.text)):
        return -2.0
    if block.tag == "tr":
        return -2.0 if _BOX.search(block.text) else 0.3 * plain
    marks = len(_MARKS.findall(block.text))
    stops = _STOPS.search(block.text)
    if (length < 40 and (_STAMP.search(block.text) or not stops)) or (
        length < 90 and not stops and _STAMP.search(block.text)
    ):
        return -4.0 if linked else -1.0
    if marks:
        return plain * min(1.0, 0.3 + marks * 10 / length)
    return 0.2 * plain


def _runs(worths: list[float]) -> list[tuple[int, int, float]]:
    """Return (first, last, sum) of every run of blocks that adds up."""
    runs = []
    start, total, best, end = -1, 0.0, 0.0, 0
    for i, value in enumerate([*worths, -1e9]):
        if start < 0:
            if value <= 0:
                continue
            start, total, best = i, 0.0, 0.0
        total += value
        if total > best:
            best, end = total, i + 1
        elif total < max(0.0, best - _DROP):
            runs.append((start, end, best))
            start = -1
    return [run for run in runs if run[2] >= 8]


def _weight(
    run: tuple[int, int, float],
    title: int | None,
    marked: tuple[int, int] | None,
    named: list[Node],
) -> float:
    first, last, weight = run
    if title is not None:
        if title <= first <= title + 14 or first <= title < last:
            weight = weight * 4 + 60
        elif last <= title:
            weight *= 0.5
    if marked is not None and marked[0] < last and first < marked[1]:
        weight *= 1.6
    if any(node.first < last and first < node.last <= last + 6 for node in named):
        weight *= 1.6
    return weight


def _fit(
    draft: Draft, worths: list[float], first: int, last: int, title: int | None
) -> tuple[int, int, set[int]]:
    """Tighten a run to the element that holds its text and little else, or widen it over its edges.

    Outside of that element only lines that belong to a document are taken along: number, speaker,
    date, signature. Returns the range and the blocks in it that are none of these.
    """
    core = _core(draft, worths, first, last)
    if core is not None and core.last - core.first < last - first:
        core = _core(draft, worths, max(first, core.first), min(last, core.last)) or core
    if core is None:
        return *_widened(draft, worths, first, last, title), set()
    low = max(0, core.first - 8, title + 1 if title is not None and title < core.first else first)
    near = [i for i in (*range(low, core.first), *range(core.last, last)) if _belongs(draft, i)]
    if title is None:
        near += [
            i for i in range(low, core.first) if kind_of(draft.blocks[i].text) and worths[i] > -3
        ]
    start, stop = min([core.first, *near]), max([core.last, *(i + 1 for i in near)])
    foreign = set(range(start, core.first)) | set(range(core.last, stop))
    return start, stop, foreign - set(near)


def _widened(
    draft: Draft, worths: list[float], first: int, last: int, title: int | None
) -> tuple[int, int]:
    holder = min(
        (n for n in draft.nodes if n.first <= first and last <= n.last),
        key=lambda n: n.last - n.first,
    )
    low = max(holder.first, title + 1 if title is not None and title < first else 0)
    while first > low and worths[first - 1] > -4 and not draft.blocks[first - 1].links:
        first -= 1
    while last < holder.last and worths[last] > -4 and not draft.blocks[last].links:
        last += 1
    return first, last


def _core(draft: Draft, worths: list[float], first: int, last: int) -> Node | None:
    """Return the smallest element with nearly all of a run's text; a named one needs less."""
    gain = [0.0, *accumulate(max(w, 0.0) for w in worths)]
    cost = [0.0, *accumulate(min(w, 0.0) for w in worths)]
    total = gain[last] - gain[first]
    best: Node | None = None
    for node in draft.nodes:
        if (
            node.last - node.first < 2
            or node.tag in _LEAVES
            or node.last <= first
            or node.first >= last
        ):
            continue
        inside = gain[min(node.last, last)] - gain[max(node.first, first)]
        named = node.tag == "article" or bool(node.names and _BODY_NAMES.search(node.names))
        extra = cost[node.first] - cost[node.last]
        if extra > inside * 0.8 + 60 or inside < total * 0.4:
            continue
        if inside < total * 0.93 and not (
            named
            and gain[max(node.first, first)] - gain[first] < total * 0.07
            and _foreign(draft, node.last, last)
        ):
            continue
        if best is None or node.last - node.first <= best.last - best.first:
            best = node
    while best is not None and (parent := _with_peers(draft, best, first, last)):
        best = parent
    return best


def _foreign(draft: Draft, first: int, last: int) -> bool:
    """Say whether what follows an element opens with the label of other matter: 评论, 推荐, 声明."""
    labels = [
        draft.blocks[i].text
        for i in range(first, min(last, first + 6))
        if len(draft.blocks[i].text) <= 40
    ]
    return any(_FOREIGN.search(label) for label in labels)


def _with_peers(draft: Draft, node: Node, first: int, last: int) -> Node | None:
    """Return the parent of an element whose siblings are built like it: paragraphs, not containers."""
    if node.parent < 0:
        return None
    peers = [
        n
        for n in draft.nodes
        if n.parent == node.parent
        and n is not node
        and n.last > n.first
        and first <= n.first < n.last <= last
    ]
    alike = [n for n in peers if (n.tag in _LEAVES or n.tag == node.tag) and n.names == node.names]
    texts = [n for n in alike if any(_STOPS.search(b.text) for b in draft.blocks[n.first : n.last])]
    return draft.nodes[node.parent] if texts else None


def _belongs(draft: Draft, index: int) -> bool:
    """Say whether a line outside the text's element is still the document's."""
    block = draft.blocks[index]
    if block.link_chars > len(block.text) * 0.5:
        return False
    node = draft.nodes[block.node]
    if block.text.startswith("——") or (node.names and _SUBTITLE.search(node.names)):
        return True
    return bool(_DOCUMENT_LINE.match(shadow(block.text))) or bool(
        _STOPS.search(block.text) and len(block.text) >= 40 and not _SITE_TALK.search(block.text)
    )


def _first_post(nodes: tuple[Node, ...], first: int, last: int) -> tuple[int, int]:
    """Of several posts of one thread keep the first."""
    posts = [n for n in nodes if first < n.last <= last and n.names and _POSTS.search(n.names)]
    later = [n for n in posts if n.first >= posts[0].last and n.tag == posts[0].tag]
    if posts and later and later[-1].last - posts[0].first > (last - first) * 0.25:
        return posts[0].first, posts[0].last
    return first, last


def _side_blocks(draft: Draft) -> set[int]:
    """Return the blocks in elements that stand beside the body, by tag, name or build."""
    blocks, nodes = draft.blocks, draft.nodes
    plain = [0, *accumulate(len(b.text) - b.link_chars for b in blocks)]
    side: set[int] = set()
    for node in nodes:
        if node.last <= node.first or node.tag in _PAGE_TAGS:
            continue
        share = (plain[node.last] - plain[node.first]) / max(1, plain[-1])
        large = share > 0.4
        if (
            (node.tag in _SIDE_TAGS and not large)
            or (node.names and _SIDE.search(node.names) and share < 0.85)
            or (node.names and not large and _SIDE_OFTEN.search(node.names))
        ):
            side.update(range(node.first, node.last))
    return side | _teasers(draft)


def _teasers(draft: Draft) -> set[int]:
    """Return the blocks of repeated items that are each a linked title with a summary."""
    groups: dict[tuple[int, str], list[Node]] = {}
    for node in draft.nodes:
        if node.tag in {"li", "div", "dl", "dd", "article", "section"} and node.last > node.first:
            groups.setdefault((node.parent, node.tag), []).append(node)
    found: set[int] = set()
    for items in groups.values():
        teasers = [n for n in items if _is_teaser(draft.blocks[n.first : n.last])]
        if len(teasers) >= 3 and len(teasers) > len(items) * 0.6:
            for node in teasers:
                found.update(range(node.first, node.last))
    return found


def _is_teaser(item: tuple[Block, ...]) -> bool:
    """Say whether a few blocks are a linked title, perhaps with a summary and a date."""
    if len(item) > 8:
        return False
    linked = any(b.link_chars > len(b.text) * 0.8 and len(b.text) >= 6 for b in item)
    return linked and sum(len(b.text) for b in item) < 700


def _linked_lists(draft: Draft, worths: list[float], first: int, last: int) -> set[int]:
    """Return the blocks of elements inside the body that are lists of links."""
    found: set[int] = set()
    for node in draft.nodes:
        if not (first <= node.first < node.last <= last) or node.last - node.first == last - first:
            continue
        if node.last - node.first >= 3:
            inside = draft.blocks[node.first : node.last]
            linked = sum(b.link_chars for b in inside)
            if (
                linked > sum(len(b.text) for b in inside) * 0.6
                and sum(worths[node.first : node.last]) < -25
            ):
                found.update(range(node.first, node.last))
    return found


def _marked(draft: Draft) -> tuple[int, int] | None:
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


def outside(body: Body, count: int) -> Iterable[int]:
    """Yield the blocks that are not the body's."""
    for i in range(count):
        if not body.first <= i < body.last or i in body.side:
            yield i
