"""What a page does not show its readers, or sets on a line of its own, by style, attribute or style sheet."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0*\.?0+(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
_RUNNING = frozenset({"span", "strong", "b", "em", "i", "font"})
_OWN_LINE = re.compile(r"display\s*:\s*block", re.IGNORECASE)
RUBY = frozenset({"rt", "rp"})
_WHITE = frozenset({"#ffffff", "#fff", "white"})
_PALE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?\b|#fefefe|#fdfdfd|white\b|transparent|rgba?\(255)",
    re.IGNORECASE,
)
_DARK = re.compile(r"background", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_COLOUR = re.compile(
    r"#([0-9a-f]{6}|[0-9a-f]{3})\b|rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)|([a-z]+)", re.IGNORECASE
)
_PICTURE = re.compile(r"url\([^)]*\)")
_NAMED = frozenset(
    "red darkred maroon crimson blue navy darkblue green darkgreen teal black purple orange brown gray grey".split()  # noqa: SIM905
)
_DARKEST = 0xC8  # the least of red, green and blue on which white is read
# patterns with a literal start are far quicker through a long style sheet than one without
_CSS_HIDING = (
    re.compile(r"display\s*:\s*none"),
    re.compile(r"font-size\s*:\s*0(?:px)?\s*[;}!]"),
    re.compile(r"visibility\s*:\s*hidden"),
    re.compile(r"left\s*:\s*-\d{4}"),
)
_CSS_NAME = re.compile(r"^\s*(?:(?:span|font|i|b|em|a|u|s|p|div|label|small)?([.#][\w-]+))\s*$")


def hiding_names(styles: Iterable[str]) -> frozenset[str]:
    """Return `.class` and `#id` names that the page's own style sheet hides outright."""
    return frozenset(name for style in styles for name in _hidden_by(style))


@lru_cache(maxsize=32)  # one sheet is asked for twice, and the pages of a site have the same
def _hidden_by(style: str) -> frozenset[str]:
    css, names = style.lower(), set()
    for hiding in chain.from_iterable(pattern.finditer(css) for pattern in _CSS_HIDING):
        brace = css.rfind("{", 0, hiding.start())
        if brace < css.rfind("}", 0, hiding.start()):
            continue
        for selector in css[css.rfind("}", 0, brace) + 1 : brace][-300:].split(","):
            if found := _CSS_NAME.match(selector):
                names.add(found[1])
    return frozenset(names)


@lru_cache(maxsize=4096)  # text from a word processor repeats its few styles in every element
def _hides(style: str) -> str:
    """Return how a style hides its text, if it does: outright, or by white letters on a ground that others set."""
    if _HIDING.search(style):
        return "outright"
    return "pale" if _PALE.search(style) and not _DARK.search(style) else ""


class _Element(Protocol):
    """What is asked of an element of the page."""

    @property
    def tag(self) -> str | None: ...
    @property
    def attributes(self) -> Mapping[str, str | None]: ...
    @property
    def parent(self) -> _Element | None: ...


def _on_dark(element: _Element) -> bool:
    """Say whether the nearest element around this one that has a ground colour has a dark one: a heading white on red."""
    around = element.parent
    while around is not None and around.tag != "body":
        told = around.attributes
        ground = _GROUND.search(told.get("style") or "")
        dark = _is_dark(ground[1] if ground else told.get("bgcolor") or "")
        if dark is not None:
            return dark
        around = around.parent
    return False


def _is_dark(ground: str) -> bool | None:
    """Say whether white can be read on the first colour of a CSS value; None if it has no colour."""
    for digits, red, green, blue, name in _COLOUR.findall(_PICTURE.sub("", ground)):
        if name:
            if name.lower() in _NAMED or name.lower() == "white":
                return name.lower() in _NAMED
            continue  # no-repeat, linear-gradient, none
        wide = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
        parts = [wide[i : i + 2] for i in (0, 2, 4)] if wide else [red, green, blue]
        return min(int(part, 16 if wide else 10) for part in parts) < _DARKEST
    return None


def is_hidden(
    tag: str, attributes: Mapping[str, str | None], hiding: frozenset[str], element: _Element
) -> bool:
    """Say whether an element's text is not for readers; WeChat shows #js_content by script.

    `hiding` are the names that the page's style sheets hide.
    """
    get = attributes.get
    name, style = get("id"), get("style")
    if name and (name := name.lower()) == "js_content":
        return False
    how = _hides(style) if style else ""
    if tag == "font" and not how:
        how = _font_hides(get("size"), get("color"))
    if how and (how == "outright" or not _on_dark(element)):
        return True
    if tag in RUBY or "hidden" in attributes or (name and f"#{name}" in hiding):
        return True
    classes = get("class") if hiding else None
    return bool(classes) and _any_hides(classes, hiding)


def _font_hides(size: str | None, color: str | None) -> str:
    if size == "0":
        return "outright"
    return "pale" if (color or "").lower() in _WHITE else ""


@lru_cache(maxsize=4096)  # a page has few classes and many elements of each
def _any_hides(classes: str, hiding: frozenset[str]) -> bool:
    return any(f".{each}" in hiding for each in classes.lower().split())


@lru_cache(maxsize=4096)
def is_own_line(tag: str, style: str) -> bool:
    """Say whether an element that else runs on in its line is set as a paragraph by its style."""
    return tag in _RUNNING and bool(_OWN_LINE.search(style))
