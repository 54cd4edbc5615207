"""The links of a page: their addresses in one spelling, their words, and where they stand. Pure.

What each is likely to lead to is told by `shapes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks.decode import decode
from scraper import drawn, pagers, scripted
from scraper.urls import absolute, as_written, at_home, canonical, origin, same_origin, without

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from selectolax.lexbor import LexborNode

    from cleaners import Page

_HREFS = "a[href], area[href], link[rel=next][href], link[rel=alternate][type*=xml][href]"
_FEED_TYPE = re.compile(r"/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
MAX_LINKS = 5000  # of one page; more is no page for readers
_MAX_TEXT = 200
_MAX_ANCESTORS = 12
_MAX_CELLS = 8  # and the blanks between them
_HINT = 9  # characters; a link that says more is no mere 下一页
_NAME = 6  # characters; what says more may be a title


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """A link as it stands in a page: canonical URL, its words, and where it was seen.

    `in_frame`: in a navigation bar, head or foot of the page. `turns`: it turns this list's page
    (下一页, rel=next, a page number beside them, or the pager script). `on` is the page's URL,
    `day` the date that stands beside the link. `instead`: shown in the page's place, as a frame is;
    without words where nothing else leads there.
    `written`: the URL with its parameters in the order the page has them in, if that is another one.
    `called`: by what other name of the site it was named, "" where the page goes by that itself.
    `feeds`: the page declares it to be its feed, whatever the address, and links to it nowhere else.
    `pictured`: a picture alone leads there.
    """

    url: str
    text: str
    on: str = ""
    in_frame: bool = False
    turns: bool = False
    day: str = ""
    instead: bool = False
    written: str = ""
    called: str = ""
    feeds: bool = False
    pictured: bool = False


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
_WIDE = re.compile(r"[^\x00-\x7f]+")
_DAY = re.compile(r"(?:(?:19|20)\d\d\s?[-./年]\s?)?\d{1,2}\s?[-./月]\s?\d{1,2}")
_CELLS = frozenset({"td", "th", "dt", "h2", "h3", "h4", "h5", "p", "div", "span"})
_BESIDE = frozenset({"-text", "span", "em", "i", "b", "small", "time", "td", "dd", "font", "label"})


def links(page: Page, only: Collection[str] | None = None) -> tuple[LinkSeen, ...]:
    """Return a page's links to http(s) pages, each URL once, in the order of the page.

    With `only`, those whose `href` is one of these.
    """
    text = decode(page)
    tree = LexborHTMLParser(text)
    base = _base(tree, page.url)
    found: dict[str, LinkSeen] = {}
    stand = _anchors(tree, base, page, only)
    if only is None:
        stand = chain(stand, _beside_anchors(tree, text, base, page))
    for link in _without_sessions(tuple(stand)):
        seen = found.get(link.url)
        found[link.url] = link if seen is None else _merged(seen, link)
        if len(found) >= MAX_LINKS:
            break
    for url in pagers.script_pages(text, page.url):
        found.setdefault(url, LinkSeen(url, "", page.url, turns=True))
    return tuple(found.values())


def _base(tree: LexborHTMLParser, url: str) -> str:
    """Return the URL that links are relative to: `<base href>` where it stays on the origin."""
    node = tree.css_first("base[href]")
    named = absolute((node.attributes.get("href") or ""), url) if node is not None else None
    return named if named and same_origin(named, url) else url


def _anchors(
    tree: LexborHTMLParser, base: str, page: Page, only: Collection[str] | None
) -> Iterator[LinkSeen]:
    for node in tree.css(_HREFS):
        href = (node.attributes.get("href") or "").strip()
        if only is not None and href not in only:
            continue
        if link := _link(node, href, base, page):
            yield link


def _link(node: LexborNode, href: str, base: str, page: Page) -> LinkSeen | None:
    """Return a link as it stands in its page; None if it leads nowhere or to a place of this page."""
    href = _slashed(href) if "\\" in href else href
    on, sent = page.url, href if href.isascii() else _as_sent(href, page.body)
    url = canonical(sent, base)
    if url is None or href.startswith("#"):
        return None
    url, named = at_home(url, on), origin(url)
    text = _words(node)
    is_next = "next" in (node.attributes.get("rel") or "").lower().split() and len(text) < _HINT
    turns = (is_next and "篇" not in text) or pagers.turns(url, text, on)
    written = at_home(as_written(sent, base), on) if "&" in url else url
    day = _day_beside(node, text)
    return LinkSeen(
        url,
        text,
        on,
        _in_frame(node),
        turns,
        day,
        written=written if written != url else "",
        called=named if origin(url) != named else "",
        feeds=bool(_FEED_TYPE.search(node.attributes.get("type") or "")),
        pictured=not node.text().strip() and node.css_first("img") is not None,
    )


def _slashed(href: str) -> str:
    """Return an address as browsers read it (WHATWG URL): before its query a backslash is a slash."""
    address, mark, query = href.partition("?")
    return address.replace("\\", "/") + mark + query


def _as_sent(href: str, body: bytes) -> str:
    """Return an address with its query in the page's own bytes, as browsers send it (WHATWG URL).

    A path is sent as UTF-8 whatever the page is written in; a query of a GBK page is not.
    """
    address, mark, query = href.partition("?")
    return address + mark + _WIDE.sub(partial(_in_bytes, body), query)


def _in_bytes(body: bytes, found: re.Match[str]) -> str:
    sent = found[0].encode("gb18030", "replace")
    return quote(sent) if sent in body else found[0]


def _beside_anchors(tree: LexborHTMLParser, text: str, base: str, page: Page) -> Iterator[LinkSeen]:
    """Yield what a page leads to without an anchor of its own."""
    on = page.url
    for node, address in scripted.carriers(tree, text):
        if link := _link(node, address, base, page):
            yield link
    pressed = (_link(node, address, base, page) for node, address in scripted.buttons(tree))
    yield from (link for link in pressed if link is not None and link.turns)
    if held := scripted.records(text):
        yield from _anchors(LexborHTMLParser(held), base, page, None)
    yield from _drawn(tree, base, page)
    if url := canonical(scripted.next_group(text), base):
        yield LinkSeen(url, "", on, turns=True)
    for address in scripted.shown_instead(tree, text):
        if (url := canonical(address, base)) and url != on:
            yield LinkSeen(url, "", on, instead=True)


def _drawn(tree: LexborHTMLParser, base: str, page: Page) -> Iterator[LinkSeen]:
    scripts = tuple(drawn.scripts_of(tree))
    if held := drawn.written(scripts):
        yield from _anchors(LexborHTMLParser(held), base, page, None)
    for entry in drawn.entries(scripts):
        if (url := canonical(entry.address, base)) and url != page.url:
            yield LinkSeen(url, entry.title, page.url, day=entry.day)


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
    """Return the link's words; a title cut short in the text is whole in its `title`.

    A picture that is a link says what its `alt` says.
    """
    text = _on_one_line(node.text())
    if not text and (picture := node.css_first("img[alt]")) is not None:
        text = _on_one_line(picture.attributes.get("alt"))
    if node.tag == "input":  # a button
        text = _on_one_line(node.attributes.get("value"))
    title = _on_one_line(node.attributes.get("title") or node.attributes.get("alt"))  # of an area
    return title if len(title) > len(text) else text


def _on_one_line(text: str | None) -> str:
    return " ".join((text or "").split())[:_MAX_TEXT]


def _day_beside(node: LexborNode, text: str) -> str:
    """Return the date in the elements beside a link; what lists print of a page."""
    cell = node.parent
    around = [node, cell] if cell is not None and cell.tag in _CELLS else [node]
    for start in around:
        for near in (start.next, start.prev):
            for one in (near, _past_text(near, start, text)):
                if one is not None and one.tag in _BESIDE and (found := _day_of(one)):
                    return found
    return _day_of_row(cell) if cell is not None and cell.tag == "td" and len(text) > _NAME else ""


def _day_of_row(cell: LexborNode) -> str:
    """Return the date in one of the cells that follow: who wrote it and how often it was read come first."""
    for _ in range(_MAX_CELLS):
        following = cell.next
        if following is None or following.css_first("a[title]") is not None:
            return ""
        cell = following
        if cell.tag == "td" and (found := _day_of(cell)):
            return found
    return ""


def _past_text(near: LexborNode | None, start: LexborNode, text: str) -> LexborNode | None:
    """Return what stands beyond the text beside an element; before it only for what may be a title.

    Behind a date a list may name a section or a person, too.
    """
    if near is None or near.tag != "-text":
        return None
    before = near.next is not None and near.next.mem_id == start.mem_id
    return near.next if not before else near.prev if len(text) > _NAME else None


def _day_of(node: LexborNode) -> str:
    deep = node.tag in {"td", "dd"}  # all of a cell, with the elements in it
    text = node.text_content if node.tag == "-text" else node.text(deep=deep, separator=" ")
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
    return replace(
        one,
        text=max(one.text, other.text, key=len),
        in_frame=one.in_frame and other.in_frame,
        turns=one.turns or other.turns,
        day=one.day or other.day,
        instead=one.instead or other.instead,
        written=one.written if one.written == other.written else "",
        called=one.called or other.called,
        feeds=one.feeds and other.feeds,
        pictured=one.pictured and other.pictured,
    )
