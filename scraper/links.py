"""The links of a page, and what each is likely to lead to. Pure.

Who decides: the patterns of config.toml, else those of the site file, else the shape of the URL
together with the words and the place of the link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from cleaners import bundled
from cleaners.decode import decode
from scraper import pagers
from scraper.urls import absolute, canonical, origin, without

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from selectolax.lexbor import LexborNode

    from cleaners import Page, Site
    from scraper.config import SiteConfig

_HREFS = "a[href], area[href], link[rel=next][href], link[rel=alternate][type*=xml][href]"
MAX_LINKS = 5000  # of one page; more is no page for readers
_MAX_TEXT = 200
_MAX_ANCESTORS = 12
# Where a title stands rather than a section's name: 政策文件 is a section, 关于…的通知 a title.
_TITLE = 9
_SECTION = 6


class Shape(StrEnum):
    """What a link leads to: a document, a list of links, the list's next page, a feed, or neither."""

    ARTICLE = "article"
    LISTING = "listing"
    PAGER = "pager"
    FEED = "feed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """A link as it stands in a page: canonical URL, its words, and where it was seen.

    `in_frame`: in a navigation bar, head or foot of the page. `turns`: it turns this list's page
    (下一页, rel=next, a page number beside them, or the pager script). `on` is the page's URL,
    `day` the date that stands beside the link.
    """

    url: str
    text: str
    on: str = ""
    in_frame: bool = False
    turns: bool = False
    day: str = ""


# one id or class of the element around a link
_FRAME = re.compile(
    r"(?:\w+-)?(?:nav\w*|menu\w*|header|foot\w*|crumbs?|breadcrumbs?|weizhi|copyright)\d*"
    r"|top|top_?bar|bottom|position|location|login|friend\w*",
    re.IGNORECASE,
)
_FRAME_TAGS = frozenset({"nav", "header", "footer"})
_BOUNDARY_TAGS = frozenset({"body", "main", "article", "html"})
# a parameter whose value is no word and no number: a visit, if links to several pages share it
_TOKEN = re.compile(r"[^=]+=(?=[^=]*\d)(?=[^=]*[a-z])[\w-]{8,}", re.IGNORECASE)
_SHARED = 3
_DAY = re.compile(r"(?:(?:19|20)\d\d\s?[-./年]\s?)?\d{1,2}\s?[-./月]\s?\d{1,2}")
_CELLS = frozenset({"td", "dt", "h2", "h3", "h4", "h5", "p", "div", "span"})
_BESIDE = frozenset({"-text", "span", "em", "i", "b", "small", "time", "td", "dd", "font", "label"})
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|bmp|svg|ico|css|js|json|pdf|docx?|wps|xlsx?|pptx?|ofd|et|dps|zip|rar|7z|"
    r"gz|tar|exe|apk|mp[34]|m4a|wav|avi|wmv|flv|mov|swf|rss|xml|txt)$",
    re.IGNORECASE,
)
_FEEDS = re.compile(
    r"/(?:rss|atom|feeds?)(?:[/_-]?\w{1,20}){0,2}(?:\.(?:xml|aspx?|php|rss))?/?$|/[\w-]{1,40}\.(?:rss|atom)$"
    r"|/(?:[\w-]*_)?sitemap[\w-]{0,40}\.(?:xml|txt)(?:\.gz)?$",
    re.IGNORECASE,
)
_PLUMBING = re.compile(
    r"/(?:log_?in|log_?out|sign_?in|sign_?up|reg(?:ister)?|passport|cart|search|so|print|feedback|"
    r"comments?|share|api|ajax|static|wp-(?:login|admin|json)|about(?:-?us)?|contact(?:-?us)?|"
    r"privacy|copyright|disclaimer|guestbook|faq)(?:[/.?]|$)"
    r"|[?&](?:keywords?|search|q|wd|replytocom|share|action=(?:login|register))=",
    re.IGNORECASE,
)
# what a site says of itself
_OWN = re.compile(
    r"(?:关于|联系)(?:我们|本站|本网)|(?:网站|站点)(?:地图|声明|导航|简介|公告|标识码.{0,12})|(?:免责|版权|法律|隐私)(?:声明|政策|条款|保护)|"
    r"(?:用户|服务|注册)(?:协议|条款)|帮助(?:中心|信息)?|意见反馈|(?:广告|商务)(?:服务|合作)|友情链接|投稿(?:须知|指南)?|"
    r"会员(?:中心|服务|登录)?|(?:快速|立即)?(?:登录|注册)|加入收藏|收藏本站|设为首页|(?:手机|电脑|触屏|移动)版|无障碍.{0,4}|"
    r"留言[板本]?|(?:人才|诚聘)(?:招聘|英才)|RSS(?:订阅)?|打印(?:本页)?|返回(?:首页|顶部|列表)|繁體.{0,2}|English",
    re.IGNORECASE,
)
_END = r"\.(?:s?html?|aspx?|jspx?|php|do|xhtml)$"
_WORD = r"(?:article|news|doc|docs|show|view|detail|content|info|item|post|read|a)"
_ARTICLES = re.compile(
    r"/t?(?:19|20)\d{6}_\d+(?:_\d+)?\.\w+$"  # …/202601/t20260112_5345293.html
    rf"|/content_\d+(?:_\d+)?{_END}"
    rf"|/info/\d+/\d+{_END}"
    r"|/art/(?:19|20)\d\d/\d\d?/\d\d?/\w+"
    r"|/(?:19|20)\d\d(?:[-/]?\d\d?){0,2}/(?:[\w-]{1,80}/)?[\w-]{0,80}\d[\w-]{0,80}(?:\.\w{3,5})?$"
    rf"|\d[\w/-]{{0,60}}/content{_END}"
    r"|/thread-\d+-\d+-\d+\.html$|/archives?/\d+(?:\.html)?/?$|/p/\w{0,80}\d\w{0,80}/?$"
    rf"|/{_WORD}[-_/]?\d+{_END}"
    rf"|/[a-z]{{0,40}}\d{{3,}}(?:[-_]\d+){{0,3}}{_END}"  # …/1234.html, …/n1001.shtml
    rf"|/{_WORD}/\w{{0,80}}\d\w{{0,80}}/?$"
    r"|/\d{4,}/?$|/[0-9a-f]{16,80}(?:\.\w{3,5})?$",
    re.IGNORECASE,
)
_ARTICLE_SCRIPT = re.compile(rf"/(?:{_WORD}|display|viewthread)\w{{0,40}}{_END}", re.IGNORECASE)
_ARTICLE_ID = re.compile(r"(?:^|&)\w{0,20}id=\w+", re.IGNORECASE)
_LISTINGS = re.compile(
    rf"/(?:index|default)(?:[-_]?\d+){{0,3}}{_END}"
    rf"|/(?:list|lists|category|cat|channel|column|col|class|tags?|topic|lanmu|node|forum)"
    rf"(?:[-_/]?\w{{1,40}})?(?:[-_/]\d+){{0,3}}(?:/|/index(?:_\d+)?{_END}|{_END})?$",
    re.IGNORECASE,
)
_LISTING_QUERY = re.compile(r"(?:^|&)(?:cat|class|col|channel|type|fid)\w{0,20}=\w+", re.IGNORECASE)


def links(page: Page, only: Collection[str] | None = None) -> tuple[LinkSeen, ...]:
    """Return a page's links to http(s) pages, each URL once, in the order of the page.

    With `only`, those whose `href` is one of these.
    """
    text = decode(page)
    tree = LexborHTMLParser(text)
    base = _base(tree, page.url)
    found: dict[str, LinkSeen] = {}
    for link in _without_sessions(tuple(_anchors(tree, base, page.url, only))):
        seen = found.get(link.url)
        found[link.url] = link if seen is None else _merged(seen, link)
        if len(found) >= MAX_LINKS:
            break
    for url in pagers.script_pages(text, page.url):
        found.setdefault(url, LinkSeen(url, "", page.url, turns=True))
    return tuple(found.values())


def classify(link: LinkSeen, site: SiteConfig, known: Site | None = None) -> Shape:
    """Say what a link leads to; `known` is what the rulebook says of the site (default: bundled).

    Links off the page's own origin and links to files are OTHER.
    """
    return judged(link, site, known)[0]


def judged(link: LinkSeen, site: SiteConfig, known: Site | None = None) -> tuple[Shape, str]:
    """Say what a link leads to, and why in a few words."""
    if origin(link.url) != origin(link.on or link.url):
        return Shape.OTHER, "off the site"
    if is_plumbing(link.url):
        if _FEEDS.search(link.url.partition("?")[0]):
            return Shape.FEED, "address of a feed or sitemap"
        return Shape.OTHER, "a file or a service"
    known = bundled().site_for(link.url) if known is None else known
    article, listing = site.article or known.article, site.listing or known.listing
    given = {Shape.ARTICLE: article, Shape.LISTING: listing}
    for shape, patterns in given.items():
        if any(pattern.search(link.url) for pattern in patterns):
            return shape, "a pattern given"
    if link.turns:
        return Shape.PAGER, "turns the page"
    guess, why = _guess(link)
    # patterns that are given decide alone
    return (Shape.OTHER, "no pattern given fits") if given.get(guess) else (guess, why)


def is_plumbing(url: str) -> bool:
    """Say whether a URL is a file or a service: a login, a search, a comment form."""
    path = url.partition("?")[0]
    return bool(_FILES.search(path) or _PLUMBING.search(url) or _FEEDS.search(path))


def _guess(link: LinkSeen) -> tuple[Shape, str]:
    """Judge by the URL's shape; where that leaves it open, by how much the link says."""
    address, _, query = link.url.partition("?")
    path = "/" + address.split("/", 3)[3]
    if _OWN.fullmatch(link.text) and path != "/":
        return Shape.OTHER, "what a site says of itself"
    # /node/12, ?p=12: a list on one system, an article on another; a page read tells in the end
    titled = _says_much(link) and re.search(r"\d", path)
    if not titled and (pagers.has_page(link.url) or _LISTINGS.search(path)):
        return Shape.LISTING, "address of a list"
    by_script = _ARTICLE_SCRIPT.search(path) and _ARTICLE_ID.search(query)
    named = link.in_frame and 0 < len(link.text) <= _SECTION
    if by_script or _ARTICLES.search(path):
        section = (Shape.LISTING, "a section's name in the navigation")
        return section if named else (Shape.ARTICLE, "address of an article")
    if not titled and (_LISTING_QUERY.search(query) or path.endswith("/")):
        return Shape.LISTING, "address of a section"
    return (Shape.ARTICLE, "says a title") if _says_much(link) else (Shape.OTHER, "says no title")


def _says_much(link: LinkSeen) -> bool:
    dated = bool(link.day) and len(link.text) > 2  # lists of documents say when, menus do not
    return (len(link.text) >= _TITLE or dated) and not link.in_frame


def _base(tree: LexborHTMLParser, url: str) -> str:
    """Return the URL that links are relative to: `<base href>` where it stays on the origin."""
    node = tree.css_first("base[href]")
    named = absolute((node.attributes.get("href") or ""), url) if node is not None else None
    return named if named and origin(named) == origin(url) else url


def _anchors(
    tree: LexborHTMLParser, base: str, on: str, only: Collection[str] | None
) -> Iterator[LinkSeen]:
    for node in tree.css(_HREFS):
        attributes = node.attributes
        href = (attributes.get("href") or "").strip()
        if only is not None and href not in only:
            continue
        url = canonical(href, base)
        if url is None or href.startswith("#"):
            continue
        text = _words(node)
        is_next = "next" in (attributes.get("rel") or "").lower().split() and len(text) < _TITLE
        turns = (is_next and "篇" not in text) or pagers.turns(url, text, on)
        yield LinkSeen(url, text, on, _in_frame(node), turns, _day_beside(node))


def _without_sessions(seen: tuple[LinkSeen, ...]) -> Iterator[LinkSeen]:
    """Drop parameters that name the visit: one odd value on links to several different pages."""
    paths: dict[str, set[str]] = {}
    for link in seen:
        address, _, query = link.url.partition("?")
        for parameter in filter(_TOKEN.fullmatch, query.split("&")):
            paths.setdefault(parameter, set()).add(address)
    noise = {parameter.partition("=")[0] for parameter, on in paths.items() if len(on) >= _SHARED}
    for link in seen:
        yield replace(link, url=without(link.url, noise)) if noise else link


def _words(node: LexborNode) -> str:
    """Return the link's words; a title cut short in the text is whole in its `title`."""
    text = " ".join(node.text().split())[:_MAX_TEXT]
    title = " ".join((node.attributes.get("title") or "").split())[:_MAX_TEXT]
    return title if len(title) > len(text) else text


def _day_beside(node: LexborNode) -> str:
    """Return the date in the elements beside a link; what lists print of a page."""
    for start in (node, node.parent if node.parent and node.parent.tag in _CELLS else None):
        for near in (start.next, start.prev) if start is not None else ():
            for one in (near, near.next if near and near.tag == "-text" else None):
                if one is not None and one.tag in _BESIDE and (found := _day_of(one)):
                    return found
    return ""


def _day_of(node: LexborNode) -> str:
    text = node.text_content if node.tag == "-text" else node.text(deep=False)
    found = _DAY.search((text or "")[:_MAX_TEXT])
    return found[0] if found else ""


def _in_frame(node: LexborNode) -> bool:
    """Say whether a link stands in a navigation bar, in the page's head or in its foot."""
    parent = node.parent
    for _ in range(_MAX_ANCESTORS):
        if parent is None or parent.tag in _BOUNDARY_TAGS:
            return False
        attributes = parent.attributes
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        if parent.tag in _FRAME_TAGS or _names_frame(names):
            return True
        parent = parent.parent
    return False


@lru_cache(maxsize=4096)
def _names_frame(names: str) -> bool:
    return any(_FRAME.fullmatch(name) for name in names.split())


def _merged(one: LinkSeen, other: LinkSeen) -> LinkSeen:
    """Keep the longest words; a link that stands in the text too is no mere frame."""
    text = max(one.text, other.text, key=len)
    in_frame = one.in_frame and other.in_frame
    turns = one.turns or other.turns
    return LinkSeen(one.url, text, one.on, in_frame, turns, one.day or other.day)
