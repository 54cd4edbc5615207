"""Pages of one list or one article: which link turns the page, and which page a URL is. Pure.

…/ → …/index_2.html, ?page=2, list_5_2.html, /page/2/, 下一页 wherever it leads, and the inline script
`createPageHTML(pages, current, "index", "html")` of many government sites.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from scraper.urls import canonical, routed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_PARTS = 60  # pages of one article
_GO = r"(?:(?:转到|跳到|前往|去|到|go\s+to)\s?)?"
_NEXT = re.compile(
    rf"[\[(（【]?\s*{_GO}(?:下\s?一?\s?[页頁屏]|后\s?一?\s?[页頁屏]|next(?:\s+page)?|older(?:\s+posts)?|(?:加载|显示)更多|(?:较早|更早|较旧)的?(?:文章|内容|日志))\s*[\])）】>»›→]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"\[?\s*{_GO}(?:第?\s?\d{{1,4}}\s?页?|page\s\d{{1,4}}|[尾末]\s?[页頁]|最后一?[页頁]|上\s?一?\s?[页頁屏]|[<>‹›«»]{{1,2}})\s*\]?",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"[\[(（【<《«‹←]*\s*(?:[上前]\s?一?\s?[页頁屏]|prev(?:ious)?(?:\s+page)?)\s*[\])）】]*"
    r"(?:\s[\d\s./月-]{1,12})?",  # 6 - 10, beside it
    re.IGNORECASE,
)
# lists that are turned by what stands last on a page, and not by a number
_KEYED = re.compile(
    r"[?&](?:paged_?prev|p_id|cursor|page_?token|(?:starting_?)?after|(?:ending_?)?before|since_?id|max_?id|last_?id)=",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d{1,3}")
_GLUED = re.compile(r"(?<=[A-Za-z])\d{1,3}$")
_FIRST = re.compile(rf"\[?\s*{_GO}(?:第?|page)\s?1\s?页?\s*\]?", re.IGNORECASE)
_PAGE_SCRIPT = re.compile(
    r"""createPageHTML\w*\s*\(\s*(?P<target>["'][\w-]*["']\s*,\s*)?(?P<pages>\d{1,5})\s*,\s*"""
    r"""(?P<at>\d{1,5})\s*,\s*["'](?P<name>[\w./-]{1,80})["']\s*,\s*["'](?P<kind>\w{1,8})["']"""
)
_PARAMETER = re.compile(
    r"[?&](?:page|p|pn|pageno|page_?num|page_?index|curpage|current_?page|page_?now|pg|paged|start|offset|limitstart|page_?first_?row)"
    r"=(\d{1,4})(?=&|$)",
    re.IGNORECASE,
)
# `sort` and `order` alone may be a section's
_ORDER = re.compile(
    r"(?:order_?(?:by|way|type|field|dir)|sort_?(?:by|type|way|order|field|dir))=[\w.-]*"
    r"|dir(?:ection)?=(?:asc|desc)"
    r"|(?:order|sort|desc|asc)=(?:[\w.-]*?_?(?:asc|desc|time|date|hits?|clicks?|views?|hot|new|id|title|default))",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:count|limit|rows|delta|page_?(?:size|rows)|per_?page)=\d{1,4}", re.IGNORECASE
)
_COUNTED = re.compile(r"\w{0,20}(?:total|count)\w{0,20}=\d+", re.IGNORECASE)  # a pager's own
_INDEX = re.compile(
    r"(?:(?<=/)(?:index|default))?(?:\.(?:[sjx]?html?|aspx?|jspx?|php|do|action))?$"
)
_NAMED = re.compile(r"\d|-.*-")  # an article's own name, whatever query follows it; no script's
# a page's number as a folder of its own, under what is no year, month or day
_UNDER = re.compile(r"(?<!/)/(?!(?:\d{1,2}|(?:19|20)\d\d)/)([^/?]+)/(\d{1,2})/?$")
_TAIL = re.compile(
    r"(?:/page/(\d{1,4})|(?<=/)(?:index|default)[-_](\d{1,4})|(?<=/)(?:p|page)(\d{1,4})|[-_](\d{1,4}))/?$"
)


def has_page(url: str) -> bool:
    """Say whether a URL names a page number in its query."""
    return bool(_PARAMETER.search(url))


def count(url: str) -> int:
    """Return the page number in a URL, 0 where there is none."""
    return _numbered(url)[1] or 0


def beginning(url: str) -> str:
    """Return what the addresses of all pages of one list have in common."""
    return _numbered(url)[0]


def stem(url: str) -> str:
    """Return what the addresses of all pages of one article have in common: a name, or a query."""
    address, _, query = beginning(url).partition("?")
    name = address.rpartition("/")[2]
    own = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return name if _NAMED.search(own) else query or name


def says_next(text: str) -> bool:
    """Say whether a link's words are 下一页 or the like; 下一篇 is another article."""
    return bool(_NEXT.fullmatch(text))


def is_keyed(url: str) -> bool:
    """Say whether a URL names a page of a list by a row and by no number: such a list grows at its front alone."""
    return bool(_KEYED.search(url))


def says_back(text: str) -> bool:
    """Say whether a link's words are 上一页 or the like."""
    return bool(_BACK.fullmatch(text))


def says_first(text: str) -> bool:
    """Say whether a link's words name page 1: from an article's first page it leads nowhere."""
    return bool(_FIRST.fullmatch(text))


def turns(url: str, text: str, on: str) -> bool:
    """Say whether a link turns the page of the list it stands on: it says so, or is alike."""
    if url == on:
        return False
    url, on = routed(url).lower(), routed(on).lower()  # Show.asp?ID=5&Page=2 turns show.asp?id=5
    plain = on if "?" in url else on.partition("?")[0]
    alike = _alike(url, on) or (url != plain and _alike(url, plain))
    alike = alike or _glued(url, text, on)
    back = says_back(text) and (has_page(url) or is_keyed(url)) and _address(url) == _address(on)
    return bool(_NEXT.fullmatch(text) or (_NUMBER.fullmatch(text) and alike) or back)


def _address(url: str) -> str:
    return url.partition("?")[0]


def _glued(url: str, text: str, on: str) -> bool:
    """Say whether a link's number is what its address has behind a name: [2] is …/tz2.htm on …/tz.htm."""
    said, found = _COUNT.search(text), _GLUED.search(_bare(url))
    if said is None or found is None or said[0] != found[0]:
        return False
    return _GLUED.sub("", _bare(url)) == _GLUED.sub("", _bare(on))


def is_first(url: str, other: str) -> bool:
    """Say whether two URLs may be the first page of one list: …/, …/index.html, …/index_1.html, …/?page=1."""
    return beginning(url) == beginning(other) and max(count(url), count(other)) <= 1


def reorders(url: str, on: str) -> bool:
    """Say whether a URL is the page it stands on, or its first one, in another order: by date, by clicks.

    What leads on from a page may name an order that the page itself has without saying so. Or the page
    in another length, where the page names its own: what is beyond that is on the next one. The first
    page of …/list_2.html may be …/: what is asked of a folder but its order?
    """
    (address, _, query), (own, _, had) = url.partition("?"), on.partition("?")
    if address.endswith("/") and address == own.rpartition("/")[0] + "/":
        own, had = address, had if address == own else ""
    if address != own or count(url) not in {0, 1, count(on)}:
        return False
    mine, theirs = ({one for one in part.split("&") if one} for part in (query, had))
    others = (one for one in mine ^ theirs if not _ORDER.fullmatch(one))
    alike = all(_COUNTED.fullmatch(one) or has_page(f"?{one}") for one in others)
    resized = mine != theirs and len(mine) == len(theirs)
    longer = resized and all(map(_LENGTH.fullmatch, mine ^ theirs))
    return longer or (alike and any(map(_ORDER.fullmatch, mine - theirs)))


def following(url: str, pages: Iterable[str]) -> str | None:
    """Return page 2 of the article at `url` out of the links that turn its page, or None.

    Strict, because a wrong page would join two articles: its address is the article's own with a
    page number of 1 or 2 added, or with /2 under it, or with the number 0 or 1 at its end made one
    more; letter case aside, of which many servers make nothing. A query that all of its pages lack
    (…/12.html?t=1789) says how somebody came there.
    """
    named = tuple(pages)
    plain = tuple(page for page in named if "?" not in page)
    found = (_second(url, named), _second(url.partition("?")[0], plain))
    return next((page for page in found if page is not None), None)


def _second(url: str, pages: Iterable[str]) -> str | None:
    stem, own = _numbered(url.lower())
    bare, second = _bare(url.lower()), (url.rstrip("/"), 2)
    for page in pages:
        other, count = _numbered(page.lower())
        if (count in {1, 2} and other == bare) or _under(page) == second:
            return page
        if own in {0, 1} and other == stem and count == own + 1:
            return page
    return None


def later(first: str, url: str, pages: Iterable[str]) -> str | None:
    """Return the page that follows page `url` of the article at `first`, or None at its end."""
    at = _numbered(url)[1]
    folder, number = _under(url)
    for page in pages:
        if number and _under(page) == (folder, number + 1):
            return page
        stem, count = _numbered(page)
        if at is not None and count == at + 1 and stem == _numbered(url)[0] and page != first:
            return page
    return None


def opening(url: str, pages: Iterable[str]) -> str | None:
    """Return the first page of an article of which `url` is a later one; None if it is not.

    It must be linked from the page as one that turns it.
    """
    folder, _ = _under(url)
    if folder and (found := next((page for page in pages if page.rstrip("/") == folder), None)):
        return found
    stem, count = _numbered(url)
    if count is None or not 0 < count <= MOST_PARTS:
        return None
    return next((page for page in pages if _bare(page) == stem), None)


def script_pages(text: str, url: str) -> Iterator[str]:
    """Return the next page of a list whose pager is written by an inline script."""
    for call in _PAGE_SCRIPT.finditer(text):
        pages, at = int(call["pages"]), int(call["at"])
        following = at if call["target"] else at + 1  # its file's number; the first page has none
        if following < pages:
            name = unescape(call["name"])
            found = canonical(f"{name}_{following}.{call['kind']}", url)
            if found:
                yield found


def _alike(url: str, on: str) -> bool:
    """Say whether two URLs differ in a page number at most: …/index_2.html and …/."""
    (one, one_stem), (other, other_stem) = _stems(url), _stems(on)
    folder, beside = _under(url)[0], _under(on)[0]
    under = (folder and folder in {on.rstrip("/"), beside}) or beside == url.rstrip("/")
    return under or other_stem in {one, one_stem} or one_stem == other


def _under(url: str) -> tuple[str, int]:
    """Return what a page's number stands under and the number, as in …/a-slug/2/; or ("", 0)."""
    found = _UNDER.search(url)
    return (url[: found.start(2) - 1], int(found[2])) if found else ("", 0)


def _stems(url: str) -> tuple[str, str]:
    """Return a URL without its file ending, and also without its page number."""
    return _bare(url), _numbered(url)[0]


def _bare(url: str) -> str:
    address, mark, query = without_page(routed(url)).partition("?")
    return _INDEX.sub("", address).rstrip("/") + mark + query


def _numbered(url: str) -> tuple[str, int | None]:
    """Return a URL's stem and the page number that was taken from it."""
    parameter, plain = _PARAMETER.search(url), without_page(routed(url))
    address, mark, query = plain.partition("?")
    bare = _INDEX.sub("", address)
    tail = _TAIL.search(bare)
    stem = bare[: tail.start()] if tail else bare
    count = parameter[1] if parameter else next(filter(None, tail.groups()), None) if tail else None
    return stem.rstrip("/") + mark + query, None if count is None else int(count)


def without_page(url: str) -> str:
    """Return a URL without the page number in its query."""
    if not _PARAMETER.search(url):
        return url
    url = _PARAMETER.sub("", url)
    return url if "?" in url else url.replace("&", "?", 1)
