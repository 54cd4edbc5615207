"""What a page does not show its readers, or sets on a line of its own, by style, attribute or style sheet."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from cleaners.blocks.grounds import is_dark, on_dark
from cleaners.blocks.pale import is_pale, is_white, reads_as_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cleaners.blocks.grounds import Element, Sheets

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden"
    r"|opacity\s*:\s*0\s*(?:;|!|$)|text-indent\s*:\s*-\d{4,}|left\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(r"font-size\s*:\s*0*\.?0+(?:px|pt|em|rem|%)?\s*(?:;|!|$)", re.IGNORECASE)
_SIZED = re.compile(r"font-size\s*:\s*0*\.?0*[1-9]", re.IGNORECASE)
# out of the page to the left, but for a hanging indent, whose margin is as wide: 附件：1.
_OUTDENT = re.compile(r"text-indent\s*:\s*-\d{3}", re.IGNORECASE)
_MARGIN = re.compile(r"(?:margin|padding)(?:-left)?\s*:[^;]*\d{2}", re.IGNORECASE)
_OWN_LINE = re.compile(r"display\s*:\s*block", re.IGNORECASE)
UNREAD = frozenset({"rt", "rp", "noscript"})
_OF_ITSELF = UNREAD | {"font"}
# what its reader turns to: the other tabs, an unfolding section
_PANEL = re.compile(
    r"\btab[-_]?(?:pane|panel|con|cont|content|item|box)\b|\b(?:panel-)?collapse\b|\baccordion-"
)
_SHEET = re.compile(rb"<(?:style|STYLE)")
_SMALL = 50_000  # characters of a sheet; many are kept in memory, of larger ones a few
# patterns with a literal start are far quicker through a long style sheet than one without
_CSS_HIDING = (
    re.compile(r"display\s*:\s*none"),
    re.compile(r"font-size\s*:\s*0(?:px)?\s*[;}!]"),
    re.compile(r"visibility\s*:\s*hidden"),
    re.compile(r"left\s*:\s*-\d{4}"),
)
# what holds on paper or on a small screen alone
_MEDIA = re.compile(r"@media(?=[^{]{0,200}?(?:print|\())[^{]{0,400}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SHOWS = re.compile(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible|font-size\s*:\s*[1-9]")
# behind a name: the state of its element, as in .pane.on or .pane:target
_STATE = re.compile(r"(?![\w-])([.:\[#](?!hover|before|after)[^{},\s>+~]*)?\s*(?=[,{])")
_CSS_NAME = re.compile(r"^\s*(?:(?:span|font|i|b|em|a|u|s|p|div|label|small)?([.#][\w-]+))\s*$")


def has_late_sheets(html: bytes) -> bool:
    """Say whether a page has a style sheet in its body, met when what it hides may have been passed."""
    body = html.find(b"<body")
    return bool(_SHEET.search(html, body)) if body >= 0 else b"<STYLE" in html


def hiding_names(styles: Iterable[str]) -> frozenset[str]:
    """Return `.class` and `#id` names that the page's own style sheet hides outright."""
    return frozenset(
        name
        for style in styles
        for name in (_of_small if len(style) <= _SMALL else _of_large)(style)
    )


def _hidden_by(style: str) -> frozenset[str]:
    css, names = style.lower(), {}
    if "@media" in css and any(pattern.search(css) for pattern in _CSS_HIDING):
        css = _MEDIA.sub("", css)
    for hiding in chain.from_iterable(pattern.finditer(css) for pattern in _CSS_HIDING):
        brace = css.rfind("{", 0, hiding.start())
        if brace < css.rfind("}", 0, hiding.start()):
            continue
        for selector in css[css.rfind("}", 0, brace) + 1 : brace][-300:].split(","):
            if found := _CSS_NAME.match(selector):
                names[found[1]] = brace
    return frozenset(name for name, at in names.items() if not _is_shown(css, name, at))


# the pages of a site have the same sheets, and those of many sites are read in turn
_of_small = lru_cache(maxsize=512)(_hidden_by)
_of_large = lru_cache(maxsize=16)(_hidden_by)


def _is_shown(css: str, name: str, hidden_at: int) -> bool:
    """Say whether a sheet shows what it hides: in a state of the element itself (a tab, `.pane.on`), or by a later rule."""
    at, brace = css.find(name), -1
    while at >= 0:
        if found := _STATE.match(css, at + len(name)):
            if brace < found.end():  # else it is that of the name before, in the same rule
                brace = css.find("{", found.end())
            if brace < 0:
                return False
            later = brace > hidden_at and _opens_rule(css, at)
            if (found[1] or later) and _SHOWS.search(css, brace, css.find("}", brace)):
                return True
        at = css.find(name, at + 1)
    return False


def _opens_rule(css: str, at: int) -> bool:
    while at and css[at - 1].isspace():
        at -= 1
    return not at or css[at - 1] == "}"


@lru_cache(maxsize=4096)  # text from a word processor repeats its few styles in every element
def _hides(style: str) -> str:
    """Return how a style hides its text, if it does: outright, by size, or by white letters on a ground that others set."""
    if _HIDING.search(style) or (_OUTDENT.search(style) and not _MARGIN.search(style)):
        return "outright"
    if _NO_SIZE.search(style):
        return "size"
    if not is_pale(style):
        return ""
    dark = is_dark(style)
    if dark is None:
        return "" if "url(" in style else "pale"
    return "" if dark else "outright"


def _holds_sized(element: Element) -> bool:
    """Say whether an element without a size of letters, as set against gaps between boxes, gives the boxes in it one."""
    return any(_SIZED.search(box.attributes.get("style") or "") for box in element.css("[style]"))


def _is_read(element: Element, sheets: Sheets) -> bool:
    """Say whether white letters are read: on a dark ground, or as the document's on one that nothing tells."""
    dark = on_dark(element, sheets)
    return dark or reads_as_own(element, on_light=dark is False)


def is_hidden(
    tag: str, attributes: Mapping[str, str | None], element: Element, sheets: Sheets
) -> bool:
    """Say whether an element's text is not for readers; WeChat shows #js_content by script.

    `tag` and `attributes` are the element's, which makes them anew for whoever asks.
    """
    get, hiding = attributes.get, sheets.hiding
    name, style = get("id"), get("style")
    told = style or hiding or tag in _OF_ITSELF or "hidden" in attributes
    if not told or (name and name.lower() == "js_content"):
        return False
    how = _hides(style) if style else ""
    if tag == "font" and not how:
        how = _font_hides(get("size"), get("color"))
    if how == "outright":
        return not _PANEL.search((get("class") or "").lower())
    if how and not (_holds_sized(element) if how == "size" else _is_read(element, sheets)):
        return True
    if tag in UNREAD or get("hidden", "until-found") != "until-found":
        return True
    if not hiding:
        return False
    classes = get("class")
    return bool(name and f"#{name.lower()}" in hiding) or bool(
        classes and _any_hides(classes, hiding) and not _PANEL.search(classes.lower())
    )


def _font_hides(size: str | None, color: str | None) -> str:
    if size == "0":
        return "outright"
    return "pale" if is_white(color) else ""


@lru_cache(maxsize=4096)  # a page has few classes and many elements of each
def _any_hides(classes: str, hiding: frozenset[str]) -> bool:
    return any(f".{each}" in hiding for each in classes.lower().split())


@lru_cache(maxsize=4096)
def is_own_line(style: str) -> bool:
    """Say whether an element that else runs on in its line is set as a paragraph by its style."""
    return bool(_OWN_LINE.search(style))
