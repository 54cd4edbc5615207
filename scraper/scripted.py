"""Links without an anchor that is followed by itself: a script's, a frame's, those of a data island. Pure.

Only whole addresses are taken, as they stand in quotes; what a script puts together is not guessed.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST = 2000  # records of one page
_CALL = re.compile(
    r"(?:\blocation(?:\.href)?\s{0,9}=|\blocation\.(?:assign|replace)\s{0,9}\(|\bopen\s{0,9}\()\s{0,9}"
    r"""(["'])(?P<url>[^"'\s<>+\\]{1,1000})\1(?!\s{0,9}\+)"""
)
_DATA = ("data-href", "data-url", "data-link")
_CARRIERS = '[onclick], [data-href], [data-url], [data-link], a[href^="javascript:"]'
_HINTS = ("location", "open(", "open (", *_DATA)
_RECORD = re.compile(r"<record>\s{0,99}<!\[CDATA\[(.{1,5000}?)\]\]>", re.DOTALL)
_GROUP = re.compile(
    r"""<nextgroup>\s{0,99}<!\[CDATA\[.{0,99}?href=["']([^"'<>]{1,1000})["']""", re.DOTALL
)
_REFRESH = re.compile(r"""\s*\d{1,3}\s*[;,]\s*url\s*=\s*["']?([^"'\s]{1,1000})""", re.IGNORECASE)
_INSTEAD = ("frame", "FRAME", "refresh", "Refresh", "REFRESH")
_SHELL = 20_000  # characters; a longer page is none that only sends its reader on
_WIDEST = 200  # characters; an element that says more is no link


def carriers(tree: LexborHTMLParser, text: str) -> Iterator[tuple[LexborNode, str]]:
    """Yield elements that lead somewhere when they are clicked, and where to.

    `location.href='…'`, `window.open('…')`, `data-href="…"`; not where an anchor beside or inside
    says so too.
    """
    if not any(hint in text for hint in _HINTS):
        return
    for node in tree.css(_CARRIERS):
        address = _target(node)
        if address and (node.tag == "a" or node.css_first("a[href]") is None):
            yield node, address


def _target(node: LexborNode) -> str:
    attributes = node.attributes
    href = (attributes.get("href") or "").strip()
    if href and not href.startswith(("#", "javascript:")):
        return ""  # an anchor as any
    for name in ("onclick", "href"):
        if found := _CALL.search(attributes.get(name) or ""):
            return found["url"]
    named = next((value for name in _DATA if (value := attributes.get(name))), "")
    return named if len(node.text()) <= _WIDEST else ""


def records(text: str) -> str:
    """Return the HTML that stands in the records of a page's data island, or ""."""
    if "<record>" not in text:
        return ""
    found = _RECORD.finditer(text)
    return "\n".join(one[1] for one, _ in zip(found, range(_MOST), strict=False))


def next_group(text: str) -> str:
    """Return the address of the records that follow those of a page, or ""."""
    found = _GROUP.search(text) if "<nextgroup>" in text else None
    return unescape(found[1]) if found else ""


def shown_instead(tree: LexborHTMLParser, text: str) -> Iterator[str]:
    """Yield the addresses of what a page shows in its place: its frames, or where it sends readers."""
    if any(hint in text for hint in _INSTEAD):
        yield from _framed(tree)
    if len(text) < _SHELL and tree.css_first("a[href]") is None:
        for script in tree.css("script:not([src])"):
            if found := _CALL.search(script.text()):
                yield found["url"]


def _framed(tree: LexborHTMLParser) -> Iterator[str]:
    for frame in tree.css("frame[src], iframe[src]"):
        yield frame.attributes.get("src") or ""
    for meta in tree.css("meta[http-equiv][content]"):
        attributes = meta.attributes
        sent = _REFRESH.match(attributes.get("content") or "")
        if sent and (attributes.get("http-equiv") or "").strip().lower() == "refresh":
            yield sent[1]
