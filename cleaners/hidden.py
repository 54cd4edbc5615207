"""What a page does not show its readers, or sets on a line of its own, by style, attribute or style sheet."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

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
def _hides(style: str) -> bool:
    return bool(_HIDING.search(style) or (_PALE.search(style) and not _DARK.search(style)))


def is_hidden(tag: str, attributes: Mapping[str, str | None], hiding: frozenset[str]) -> bool:
    """Say whether an element's text is not for readers; WeChat shows #js_content by script.

    `hiding` are the names that the page's style sheets hide.
    """
    get = attributes.get
    name = get("id")
    if name and (name := name.lower()) == "js_content":
        return False
    if "hidden" in attributes or ((style := get("style")) and _hides(style)):
        return True
    if tag == "font" and (get("size") == "0" or (get("color") or "").lower() in _WHITE):
        return True
    if tag in RUBY or (name and f"#{name}" in hiding):
        return True
    if hiding and (classes := get("class")):
        for each in classes.lower().split():
            if f".{each}" in hiding:
                return True
    return False


@lru_cache(maxsize=4096)
def is_own_line(tag: str, style: str) -> bool:
    """Say whether an element that else runs on in its line is set as a paragraph by its style."""
    return tag in _RUNNING and bool(_OWN_LINE.search(style))
