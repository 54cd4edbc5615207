"""What stands beside the body, by tag, name or build."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaners.blocks.markup import TITLE_TAGS
from cleaners.body.worths import STOP_END
from cleaners.words.dates import is_date_line
from cleaners.words.footers import SITE_TALK
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.model import Block, Draft, Node

# id or class names of the body in content systems of government, media and template sites
_BODY_NAMES = re.compile(
    r"trs_?(?:editor|preview|uew)|ucap-?content|pages_content|v_news_content|vsb_content|wp_articlecontent"
    r"|\bzoom\b|zoomcon|js_content|rich_media_content|endtext|rwb_zw|ctrlfscont|artibody|article_?body"
    r"|(?:article|news|info|art|detail|text|main|page|post|show|view|gp|txt|cont?|xl|body)[-_]?"
    r"(?:content|cont?|txt|text|body|nr|details?)\b"
    r"|content[-_]?(?:text|txt|body|details?|main|article|box|cont?)\b|entry-content|neirong|zhengwen"
    r"|\b(?:nr|content|article|details?|t_f|t_fsz|txt|maintext|bodytext|main-text)\b|postmessage_\d|articalcontent|sina_keyword_ad_area"
)
# names of what stands beside the body: those of no doubt, and those a theme may put on anything;
# sina_keyword_ad_area2 is the body of its blogs
_SIDE = re.compile(
    r"comment|pinglun|\bfooter|\bfoot\b|copyright|banquan|related|xiangguan|recommend|tuijian|breadcrumb"
    r"|more-?stor|\bfriend-?link|vipbox|paywall|guess-?you|you-?like|bdshare|bdsug|prev-?next|pre_?next|disqus"
)
_SIDE_OFTEN = re.compile(
    r"\b(?:side|sidebar|aside|nav|navbar|menu|sub-menu|crumbs?|weizhi|location|position|share|fenxiang|hot|hotlist"
    r"|rank|paihang|pager|pagination|pagebar|page_?nav|shangxia|login|tags?|keywords|(?<!keyword-)ads?|advert|guanggao|vip|qrcode"
    r"|erweima|search|toolbar|topbar|top-?nav|links?|statement|shengming|subscribe|reward|dashang|disclaimer)\b"
)
# names of bars and prompts: believed where the element holds nothing but short lines, or a day right below a heading
_SIDE_LABELS = re.compile(
    r"\b(?:promo|app-?down(?:load)?|tooltip|tips|lose-?interest|feedback|jubao|report-?btn|guba|weixin|wechat|weibo"
    r"|follow|guanzhu|newsletter|author-?(?:info|card|box)|profile|like|zan|praise|digg|vote|toupiao|survey"
    r"|review|tracking|trackback|permalink|post-?meta|entry-?meta|byline|tools?)\b"
)
_SIDE_DATE = re.compile(r"\b(?:post|entry|pub|publish|published)-?(?:date|time)\b")
# of these names none is a document's: prompts, walls, advertisements
_SELLING = re.compile(
    r"paywall|vip|login|\bads?\b|advert|guanggao|reward|dashang|subscribe|qrcode|erweima|weixin|wechat|weibo"
    r"|copyright|banquan|disclaimer|shengming|breadcrumb|crumb|app-?down|follow|guanzhu|share-?(?:bar|box)|bdshare"
    r"|disqus|\blike\b|guba|jubao|zan|praise|digg|lose-?interest|newsletter|entry-?meta|byline|post-?meta|pager|pagination"
)
_OF_SITES = re.compile(
    r"浏览|阅读|点[击赞]|字号|打印本|关闭|收藏|微信|微博|扫码|二维码|公众号|客户端|APP|下载|注册|登录|会员|分享(?:到|给|至|本)|转发|评论\s*[(（\d]"
    r"|发表|网友|回复|举报|推荐阅读|相关(?:阅读|推荐|文章|新闻|链接)|更多|上一|下一|版权|责任编辑|广告|备案|ICP|©|标签|专题|栏目|首页|客服|搜索|投稿|关注|赞吧|个赞|^来源|https?:|www\.",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[。！？；，：,;:!?]")
# the heading of a part, by its number or as what others say of the text: 专家点评
_PART = re.compile(
    r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部编]|(?:专家|名师|教师|老师|班主任|校长|领导|评委)(?:点评|评析|评语|寄语)$|编[者后](?:按|话|记)?$"
)
_OFFICES = re.compile(r"[\u4e00-\u9fff]{2,20}(?<!网)(?:\s{1,4}[\u4e00-\u9fff]{2,4})?")
_SENTENCE, _LABEL = 16, 12  # characters at least, and the most of a heading
_DASHES = re.compile(r"[-_]+")
_SIDE_TAGS = frozenset({"footer", "nav", "aside", "button", "select", "textarea"})
_WITHIN, _PAGES = frozenset({"footer", "aside"}), frozenset({"html", "body", "main"})
_PAGE_TAGS = frozenset({"html", "body", "main", "article", "form", "table", "tbody"})


def side_blocks(draft: Draft) -> set[int]:
    """Return the blocks in elements that stand beside the body, by tag, name or build."""
    plain = [0, *accumulate([len(b.text) - b.link_chars for b in draft.blocks])]
    whole = max(1, plain[-1])
    mains = [
        n
        for n in draft.nodes
        if n.names
        and plain[n.last] - plain[n.first] > whole * 0.4
        and is_body_name(n.names)
        and not _SIDE.search(n.names)
    ]
    side: set[int] = set()
    for node in draft.nodes:
        told = node.tag in _SIDE_TAGS or (node.names and _named(node.names))
        if not told or node.tag in _PAGE_TAGS:
            continue
        share = (plain[node.last] - plain[node.first]) / whole
        beside = (_is_side(node, share) or _is_bar(draft, node)) and not any(
            node.first <= main.first and main.last <= node.last and main is not node
            for main in mains
        )
        if beside and not _is_within(draft, node):
            side.update(range(node.first, node.last))
    return side


def _is_within(draft: Draft, node: Node) -> bool:
    """Say whether an element named or tagged as side matter is a part of the text around it.

    It may be a note, a list of posts, a signature. Paragraphs of that text stand beside it, longer than it, and
    above and below it if it is named; nothing in it is the site's.
    """
    named, tagged = bool(_named(node.names)), node.tag in _WITHIN
    around, inside = draft.nodes[node.parent], draft.blocks[node.first : node.last]
    if tagged and not named and _signs(inside):
        return "网" not in inside[0].text
    other = not tagged and (not named or node.tag in _SIDE_TAGS)
    if other or around.tag in _PAGES or not (inside and all(map(_is_of_text, inside))):
        return False
    speaks = named and _speaks(inside)
    if speaks and _holds_parts(inside):
        return True
    beside = _beside(draft, node)
    if named and not _signs(inside):
        beside = [i for i in beside if len(draft.blocks[i].text) >= _SENTENCE]
        selling = _SELLING.search(_DASHES.sub("-", node.names))
        if selling or not speaks or not _is_amid(draft, node, beside):
            return False
    return sum(len(draft.blocks[i].text) for i in beside) > sum(len(b.text) for b in inside)


def _holds_parts(inside: Sequence[Block]) -> bool:
    """Say whether an element is a part of a text under its heading, or holds some of its numbered sentences."""
    if len(inside) > 1 and _PART.match(inside[0].text):
        return True
    return sum(bool(_PART.match(b.text) and STOP_END.search(b.text)) for b in inside) > 1


def _is_amid(draft: Draft, node: Node, beside: Sequence[int]) -> bool:
    """Say whether an element stands between paragraphs of the text, opens it or is followed by who signs."""
    opens = node.first == draft.nodes[node.parent].first
    above = opens and len(draft.blocks[node.first].text) >= _SENTENCE
    if not beside or not (above or beside[0] < node.first):
        return False
    return beside[-1] >= node.last or _signs(draft.blocks[node.last : node.last + 2])


def _beside(draft: Draft, node: Node) -> list[int]:
    """Return the unlinked blocks that are paragraphs of the element around a node or of its sections, or lines right in it."""
    around = draft.nodes[node.parent]
    found = []
    for i in (*range(around.first, node.first), *range(node.last, around.last)):
        own = draft.blocks[i].node
        holder = draft.nodes[own].parent if draft.nodes[own].tag == "p" else own
        if holder >= 0 and draft.nodes[holder].tag == "section":
            holder = draft.nodes[holder].parent
        if holder == node.parent and not draft.blocks[i].links:
            found.append(i)
    return found


def _is_of_text(block: Block) -> bool:
    """Say whether a block may be part of a text: unlinked but for a word, and not the site speaking."""
    linked = block.links and (block.is_linked or not STOPS.search(block.text))
    return not linked and not _OF_SITES.search(block.text) and not SITE_TALK.search(block.text)


def _speaks(blocks: Sequence[Block]) -> bool:
    """Say whether blocks are sentences or labels with their values, headings apart."""
    told = [bool(_SPOKEN.search(b.text)) for b in blocks]
    return any(told) and all(told[i] or len(b.text) <= _LABEL for i, b in enumerate(blocks))


def _signs(blocks: Sequence[Block]) -> bool:
    """Say whether a few lines are an office or a person and the day: a signature."""
    above = blocks[:-1]
    signed = all(_OFFICES.fullmatch(b.text) for b in above)
    return 1 <= len(above) <= 2 and signed and is_date_line(blocks[-1].text)


def _is_side(node: Node, share: float) -> bool:
    """Judge an element by tag and names; `share` is how much of the page's unlinked text it holds."""
    if node.tag in _SIDE_TAGS and share <= 0.4:
        return True
    told = _named(node.names)
    return ("always" in told and share < 0.85) or ("often" in told and share <= 0.4)


def _is_bar(draft: Draft, node: Node) -> bool:
    """Say whether an element named as a bar or prompt holds a few short lines, and no sentence."""
    told = _named(node.names)
    if "date" in told and node.last - node.first == 1 and node.first:
        return draft.blocks[node.first - 1].tag in TITLE_TAGS
    if node.last - node.first > 8 or "bar" not in told:
        return False
    blocks = draft.blocks[node.first : node.last]
    return all(len(b.text) <= 40 and "。" not in b.text for b in blocks)


@lru_cache(maxsize=8192)  # the same few names stand all over a site
def is_body_name(names: str) -> bool:
    """Say whether an element is named as content systems name the one that holds the body."""
    return bool(_BODY_NAMES.search(names))


def lays_out(node: Node, known: tuple[str, ...], worths: list[float]) -> bool:
    """Say whether an element is the one a site file names, and holds text."""
    named = not {name.lower() for name in known}.isdisjoint(node.names.split())
    return named and max(worths[node.first : node.last], default=0.0) > 0


@lru_cache(maxsize=8192)
def _named(names: str) -> frozenset[str]:
    """Return as what names are those of side matter: `always`, `often`, of a `bar` or prompt."""
    dashed = names.replace("_", "-")
    told = {
        "always": _SIDE.search(dashed),
        "often": _SIDE_OFTEN.search(dashed),
        "bar": _SIDE_LABELS.search(_DASHES.sub("-", names)),
        "date": _SIDE_DATE.search(dashed),
    }
    return frozenset(kind for kind, found in told.items() if found)
