"""What a link is likely to lead to: a document, a list, its next page, a feed, or neither. Pure.

Who decides: the patterns of config.toml, else those of the site file, else the shape of the URL
together with the words and the place of the link.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from cleaners import bundled
from scraper import pagers
from scraper.groups import form
from scraper.urls import routed, same_origin, same_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaners import Site
    from scraper.config import SiteConfig
    from scraper.links import LinkSeen

# Where a title stands rather than a section's name: 政策文件 is a section, 关于…的通知 a title.
TITLE = 9  # characters
_SECTION = 6
_ENTRANCES = 5  # links of a page that only lets in
_ALIKE = 3  # titles at addresses of one form
_UNTOLD = "says no title"
_DIGITS = re.compile(r"\d+")
_SHORT = re.compile(r"[一-鿿]{3}")
_FEW = 2  # parameters; more are a filter


class Shape(StrEnum):
    """What a link leads to: a document, a list of links, the list's next page, a feed, or neither."""

    ARTICLE = "article"
    LISTING = "listing"
    PAGER = "pager"
    FEED = "feed"
    OTHER = "other"


_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|bmp|svg|ico|css|js|json|pdf|docx?|wps|xlsx?|pptx?|ofd|et|dps|zip|rar|7z|"
    r"gz|tar|exe|apk|mp[34]|m4a|wav|avi|wmv|flv|mov|swf|rss|xml|txt)$",
    re.IGNORECASE,
)
_FEEDS = re.compile(
    r"/(?:rss|atom|feeds?)(?:\d{1,3}|[/_-]\w{1,20}){0,2}(?:\.(?:xml|aspx?|php|rss))?/?$|/[\w-]{1,40}\.(?:rss|atom)$"
    r"|/(?:[\w-]*_)?sitemap[\w-]{0,40}\.(?:xml|txt)(?:\.gz)?$",
    re.IGNORECASE,
)
_PLUMBING = re.compile(
    r"/(?:log_?in|log_?out|sign_?in|sign_?up|reg(?:ister)?|passport|cart|search|so|print|feedback|"
    r"comments?|share|api|ajax|static|wp-(?:login|admin|json)|about(?:-?us)?|contact(?:-?us)?|"
    r"privacy|copyright|disclaimer|guestbook|faq)(?:[/.?]|$)"
    r"|/down(?:load)?(?:file|_?att\w{0,10})?\.(?:[aj]spx?|php|do|action)(?:\?|$)"  # an attachment: download.jsp?wbfileid=8
    r"|/(?:memberlist|posting|ucp)\.php(?:\?|$)|/space-(?:uid|username)-|[?&]mod=(?:space|post|spacecp)(?:&|$)"
    r"|/(?:mail_?to|send_?mail)(?:[/.?]|$)|[?&](?:mod|m|a|act?|action|do|op)=(?:comments?|reply|edit|history)(?:&|$)"
    r"|[?&](?:keywords?|search|q|wd|reply_?to(?:com|id)?|share|action=(?:login|register))="
    r"|[?&](?:edit|create|delete)document(?:[&=]|$)"  # in what Lotus Domino holds
    r"|[?&](?:(?:view|mode|action|do)=print(?:able)?|print=(?:1|y|yes|true))(?:&|$)",
    re.IGNORECASE,
)
# what may be a section's name, too: commentaries, experience that is shared, the history of a place
_MAYBE_SECTION = re.compile(
    r"/(?:comments?|share)/(?:[\w-]{1,40}/){0,4}[\w-]{0,60}\d[\w-]{0,40}(?:\.\w{3,5})?$"
    r"|[?&](?:mod|m|a|act?|action|do|op)=(?:comments?|reply|edit|history)(?:&|$)",
    re.IGNORECASE,
)
_ROOT_FOLDER = re.compile(r"/[a-z_]{1,20}/", re.IGNORECASE)  # of what a site has once: 网友评论
_SAYS_USE = re.compile(r"(?:评论|跟帖|回复|分享|转发|编辑|历史)\W{0,3}\d{0,6}\W{0,3}条?\W{0,3}$")
_SECTION_START = re.compile(r"\w+://[^/]+/(?:comments?|share)/(?:index\.\w{3,5})?", re.IGNORECASE)
# what a site says of itself
_OWN = re.compile(
    r"(?:关于|联系)(?:我们|本站|本网)|(?:网站|站点)(?:地图|声明|导航|简介|公告|标识码.{0,12})|(?:免责|版权|法律|隐私)(?:声明|政策|条款|保护)|"
    r"(?:用户|服务|注册)(?:协议|条款)|帮助(?:中心|信息)?|意见反馈|(?:广告|商务)(?:服务|合作)|友情链接|投稿(?:须知|指南)?|"
    r"关于|联系方式|\w{0,4}(?:概况|简介)|(?:网站|后台)?(?:管理|登[录陆])|"
    r"会员(?:中心|服务|登录)?|(?:快速|立即)?(?:登录|注册)|加入收藏|收藏本站|设为首页|(?:手机|电脑|触屏|移动)(?:版|站|端|网站)|无障碍.{0,4}|"
    r"留言[板本]?|(?:人才|诚聘)(?:招聘|英才)|打印(?:(?:本|此|该)?[页文]|预览)?|最[后新](?:发表|回复|回帖)|返回(?:首页|顶部|列表)|繁體.{0,2}|English|"
    r"(?:打印|简|纯?文[本字]|大字|长者|语音)版|(?:阅读|简洁|纯?文本)模式|纯文本(?:阅读|浏览)",
    re.IGNORECASE,
)
_FEEDS_TOLD = re.compile(r"RSS\s?(?:订阅|聚合)?", re.IGNORECASE)
# what readers do with a page, each at an address of its own
_USE = re.compile(
    r"(?:查看|发表|网友|我[要来]|进入|浏览|添加|参与|写|详细|暂无)(?:全部|所有|更多|详细|新)?(?:评论|跟帖)(?:页面?|区)?\W{0,3}\d{0,6}\W{0,3}条?\W{0,3}|"
    r"(?:全部|所有)?(?:评论|跟帖|回复)\W{0,3}\d{1,6}\W{0,3}条?\W{0,3}|\d{1,6}\s?[条个]?\s?(?:评论|跟帖|回复)|"
    r"(?:发表|我要|添加|写)(?:留言|回复)|(?:推荐|转发|发送|告诉)(?:给|到)?(?:好友|朋友|微博|微信)|电子邮件|我要(?:纠错|挑错|举报)"
)
# what sections are called where an address says nothing
_SECTIONS = re.compile(
    r"\w{0,6}(?:通知|公[告示文报]|文件|讲话|致辞|发言|演讲|政策|法规|规章|新闻|要闻|动态|快讯|简报|"
    r"报告|总结|汇报|计划|方案|范文|文[稿库]|党建|解读|专[栏题]|制度|心得|信息公开|政务公开|资讯)\w{0,2}"
)
_SAYS_SECTION = re.compile(r"(?:分类|栏目|频道|类别|category)\s?[:：]\s?\w{2,12}", re.IGNORECASE)
# how a section is named in a bar: 任免, 支部风采
_NAME = re.compile(rf"[一-鿿]{{2,{_SECTION}}}")
# what stands beside a section's name, or below its newest titles
_MORE = re.compile(
    r"\W{0,4}(?:(?:查看|浏览|点击)?(?:更多|全部)(?:内容|信息|文章|新闻)?|more)\W{0,4}",
    re.IGNORECASE,
)
_CUT_SHORT = re.compile(r"\w.+(?:…|\.\.)")
# what stands below a title that is no link itself
_FULL_TEXT = re.compile(
    r"\W{0,3}(?:(?:点击|查看|阅读|浏览|继续|显示)(?:全文|详情|详细|正文|阅读|内容)|全文|详情|详细|阅读更多"
    r"|查看(?:更多)?详[细情]|详细(?:内容|信息))\W{0,3}"
)
_BARE_NAME = re.compile(r"\w{1,20}", re.ASCII)
_BESIDE = re.compile(r"\W{0,3}[上下前后]一?[篇条则](?:文章|新闻|信息)?\W{0,3}")
_END = r"\.(?:[sjx]?html?|aspx?|jspx?|php|do|action)$"
_WORD = r"(?:article|news|doc|docs|show|view|detail|content|info|item|post|read|a)"
_ARTICLES = re.compile(
    r"/t?(?:19|20)\d{6}_\d+(?:_\d+)?\.\w+$"  # …/202601/t20260112_5345293.html
    rf"|/content_\d+(?:_\d+)?{_END}"
    rf"|/info/\d+/\d+{_END}"
    r"|/art/(?:19|20)\d\d/\d\d?/\d\d?/\w+"
    r"|/(?:19|20)\d\d(?:[-/]?\d\d?){0,2}/(?:[\w-]{1,80}/)?[\w-]{0,80}\d[\w-]{0,80}(?:\.\w{3,5})?$"
    rf"|\d[\w/-]{{0,60}}/content{_END}"
    r"|/thread-\d+-\d+-\d+\.html$|/archives?/\d+(?:\.html)?/?$|/p/\w{0,80}\d\w{0,80}/?$"
    rf"|/{_WORD}[-_/]?\d+(?:-\d+){{0,3}}{_END}"  # …/show_12.html, …/show-12-345-1.html
    # below a whole date: …/20240305/abc.html, …/2024/0305/c9778a133427/page.htm
    rf"|/(?:19|20)\d\d[-/]?\d\d[-/]?\d\d/(?:[\w-]{{1,80}}/)?(?!index|list|default)[\w-]{{1,80}}{_END}"
    rf"|/[a-z]{{0,40}}\d{{3,}}(?:[-_]\d+){{0,3}}{_END}"  # …/1234.html, …/n1001.shtml
    rf"|/{_WORD}/\w{{0,80}}\d\w{{0,80}}/?$"
    r"|/\d{4,}/?$|/[0-9a-f]{16,80}(?:\.\w{3,5})?$",
    re.IGNORECASE,
)
_ARTICLE_SCRIPT = re.compile(rf"/(?:{_WORD}|display|viewthread)\w{{0,40}}{_END}", re.IGNORECASE)
_ARTICLE_ID = re.compile(r"(?:^|&)\w{0,20}id=\w+", re.IGNORECASE)
# an article's number, where a section has one too: ?catid=8&id=123, ?p=123
_OWN_NUMBER = re.compile(
    r"(?:^|&)(?:id|p|aid|nid|artid|newsid|articleid|contentid|docid)=\d+", re.IGNORECASE
)
_LISTINGS = re.compile(
    r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/(?:0[1-9]|[12]\d|3[01]))?/?$"  # a day's or a month's
    rf"|/(?:index|default)(?:[-_]?\d+){{0,3}}{_END}"
    rf"|/(?:list|lists|category|cat|channel|column|col|class|tags?|topic|lanmu|node|forum)"
    rf"(?:[-_/]?\w{{1,40}})?(?:[-_/]\d+){{0,3}}(?:/|/index(?:_\d+)?{_END}|{_END})?$",
    re.IGNORECASE,
)
_LISTING_QUERY = re.compile(
    r"(?:^|&)(?:cat|class|col|channel|type|fid|lm|lanmu)\w{0,20}=\w+", re.IGNORECASE
)


def classify(link: LinkSeen, site: SiteConfig, known: Site | None = None) -> Shape:
    """Say what a link leads to; `known` is what the rulebook says of the site (default: bundled).

    Links off the site and links to files are OTHER.
    """
    return judged(link, site, known)[0]


def judged(link: LinkSeen, site: SiteConfig, known: Site | None = None) -> tuple[Shape, str]:
    """Say what a link leads to, and why in a few words."""
    if not same_origin(link.url, link.on or link.url) and not _is_of(site, link.url):
        return Shape.OTHER, "off the site"
    if link.feeds or (is_plumbing(link.url) and not _names_a_section(link)):
        if link.feeds or _FEEDS.search(link.url.partition("?")[0]):
            return Shape.FEED, "a feed or sitemap"
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
    if link.instead and guess is Shape.OTHER:
        guess, why = Shape.LISTING, "shown in the place of this page"
    # patterns that are given decide alone
    taken = Shape.ARTICLE if why == _UNTOLD else guess
    return (Shape.OTHER, "no pattern given fits") if given.get(taken) else (guess, why)


def judged_together(
    links: Iterable[LinkSeen],
    site: SiteConfig,
    known: Site | None = None,
    forms: dict[str, set[str]] | None = None,
    *,
    enter: bool = False,
) -> list[tuple[LinkSeen, Shape, str]]:
    """Say what each link of one page leads to, and why; a short title may be told by others of its site.

    安全生产倡议书 says too little by itself. Where others say titles, and their addresses are its own
    but for the digits, it is one of them. `forms` are such addresses of the pages before. With
    `enter` the few links of a page that leads to nothing else are the way into its site.
    """
    found = [(link, *judged(link, site, known)) for link in links]
    forms = {} if forms is None else forms
    for link, shape, _ in found:
        if shape is Shape.ARTICLE and not link.in_frame:
            alike = forms.setdefault(_DIGITS.sub("#", link.url), set())
            alike |= {link.url} if len(alike) < _ALIKE else set()
    told = [
        (link, Shape.ARTICLE, "an address as titles have here")
        if why == _UNTOLD and not link.in_frame and _is_among(link, forms)
        else (link, shape, why)
        for link, shape, why in found
    ]
    return _entered(told) if enter else told


def _entered(told: list[tuple[LinkSeen, Shape, str]]) -> list[tuple[LinkSeen, Shape, str]]:
    """Follow 进入网站 or the picture of a page that has nothing else to show."""
    own = [one for one in told if one[1] is not Shape.OTHER or one[2] == _UNTOLD]
    pages = any(shape not in {Shape.OTHER, Shape.FEED} for _, shape, _ in own)
    if pages or len(own) > _ENTRANCES:
        return told
    return [
        (link, Shape.LISTING, "the way into the site")
        if shape is Shape.OTHER and why == _UNTOLD
        else (link, shape, why)
        for link, shape, why in told
    ]


def _is_among(link: LinkSeen, forms: dict[str, set[str]]) -> bool:
    numbered = _DIGITS.sub("#", link.url)
    return (
        len(forms.get(numbered, ())) >= _ALIKE
        and numbered != link.url
        and bool(_SHORT.search(link.text))
    )


def _is_of(site: SiteConfig, url: str) -> bool:
    return any(same_site(url, start) for start in site.start)


def is_plumbing(url: str) -> bool:
    """Say whether a URL is a file or a service: a login, a search, a comment form."""
    path = url.partition("?")[0]
    return bool(_FILES.search(path) or _PLUMBING.search(url) or _FEEDS.search(path))


def _names_a_section(link: LinkSeen) -> bool:
    """Say whether what may be a service is called as an article is, or is all of a site's commentaries."""
    if link.turns and is_plumbing(link.on):
        return True  # the page that was asked for goes on
    named = _SECTION_START.fullmatch(link.url) and _NAME.fullmatch(link.text)
    titled = len(link.text) >= TITLE and not link.in_frame and not _SAYS_USE.search(link.text)
    return bool(named or (titled and _MAYBE_SECTION.search(link.url)))


def _guess(link: LinkSeen) -> tuple[Shape, str]:
    """Judge by the URL's shape; where that leaves it open, by how much the link says."""
    if pagers.reorders(link.url, link.on):
        return Shape.OTHER, "this page in another order"
    address, _, query = routed(link.url).partition("?")
    path = "/" + address.split("/", 3)[3]
    use = _USE.fullmatch(link.text) and not _ROOT_FOLDER.fullmatch(path)
    if (_OWN.fullmatch(link.text) and path != "/") or use:
        return Shape.OTHER, "what a site says of itself"
    # /node/12, ?p=12: a list on one system, an article on another; a page read tells in the end
    titled = _says_much(link) and (re.search(r"\d", path) or _OWN_NUMBER.search(query))
    is_list = not titled and (pagers.has_page(link.url) or _LISTINGS.search(path))
    told = _SAYS_SECTION.fullmatch(link.text) or _FEEDS_TOLD.fullmatch(link.text)
    if is_list or told:
        return Shape.LISTING, "address of a list"
    by_script = _ARTICLE_SCRIPT.search(path) and _ARTICLE_ID.search(query)
    named = link.in_frame and 0 < len(link.text) <= _SECTION
    if by_script or _ARTICLES.search(path):
        section = (Shape.LISTING, "a section's name in the navigation")
        return section if named else (Shape.ARTICLE, "address of an article")
    if not titled and (_LISTING_QUERY.search(query) or path.endswith("/")):
        return Shape.LISTING, "address of a section"
    return _guess_by_words(link)


def _guess_by_words(link: LinkSeen) -> tuple[Shape, str]:
    if _BESIDE.fullmatch(link.text) and form(link.url) == form(link.on):
        return Shape.ARTICLE, "the article before or after this one"
    if _MORE.fullmatch(link.text) and link.url.count("=") <= _FEW:
        return Shape.LISTING, "more of a section"
    if _says_much(link):
        return Shape.ARTICLE, "says a title"
    if _SECTIONS.fullmatch(link.text) and link.url.count("=") <= _FEW:
        return Shape.LISTING, "a section's name"
    if link.in_frame and _NAME.fullmatch(link.text) and link.url.count("=") <= _FEW:
        return Shape.LISTING, "a name in the navigation"
    return Shape.OTHER, _UNTOLD


def _says_much(link: LinkSeen) -> bool:
    if _FULL_TEXT.fullmatch(link.text):
        return not link.in_frame
    # lists of documents say when, menus do not; a bare name beside a date is who wrote something
    dated = bool(link.day) and len(link.text) > 2 and not _BARE_NAME.fullmatch(link.text)
    cut = _CUT_SHORT.fullmatch(link.text)
    return bool(len(link.text) >= TITLE or dated or cut) and not link.in_frame
