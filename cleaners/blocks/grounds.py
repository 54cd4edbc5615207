"""On what ground letters stand: white ones are hidden on white, and a heading on red.

The nearest element around the letters that has a ground decides, by its style, its `bgcolor`, or what the
page's own sheets say of its classes and id. A ground without a colour, such as a picture, says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Protocol

from cleaners.shadow import spaceless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Page(Protocol):
    """What is asked of the page an element stands in."""

    def css(self, query: str) -> Sequence[Element]:
        """Return what a selector names in it."""


class Element(Page, Protocol):
    """What is asked of an element of the page."""

    @property
    def tag(self) -> str | None:
        """Its tag."""

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """Its attributes."""

    @property
    def parent(self) -> Element | None:
        """The element around it."""

    @property
    def prev(self) -> Element | None:
        """The node before it."""

    @property
    def next(self) -> Element | None:
        """The node behind it."""

    def text(self) -> str:
        """Return all its text."""


_GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;}]+)", re.IGNORECASE)
_PICTURE = re.compile(r"url\([^)]*\)", re.IGNORECASE)
_COLOUR = re.compile(
    r"#(?P<hex>[0-9a-f]{3,8})\b"
    r"|rgba?\(\s*(?P<red>\d+)[\s,]+(?P<green>\d+)[\s,]+(?P<blue>\d+)(?:[\s,/]+(?P<alpha>[\d.]+%?))?"
    r"|hsla?\([^,%)]*[\s,]+[\d.]+%[\s,]+(?P<light>\d+)"
    r"|(?P<name>[a-z]+)",
    re.IGNORECASE,
)
_DARKEST = 0xC8  # the least of red, green and blue on which white is read
_LIGHTEST = 70  # per cent of light
# the names of colours in CSS on which white is read, and the others that a ground is given
_DARK = frozenset(
    "red darkred maroon crimson firebrick brown indianred tomato orangered coral chocolate sienna saddlebrown peru orange darkorange goldenrod "
    "darkgoldenrod olive olivedrab green darkgreen darkolivegreen forestgreen seagreen mediumseagreen limegreen teal darkcyan lightseagreen cadetblue "
    "steelblue royalblue dodgerblue cornflowerblue deepskyblue blue mediumblue darkblue navy midnightblue slateblue darkslateblue indigo purple "
    "darkmagenta darkviolet darkorchid blueviolet mediumpurple rebeccapurple deeppink mediumvioletred magenta fuchsia slategray slategrey "
    "lightslategray darkslategray darkslategrey dimgray dimgrey gray grey black".split()
)
_LIGHT = frozenset("white snow ivory whitesmoke ghostwhite floralwhite seashell azure".split())
_NAME = re.compile(r"([.#][\w-]+|^\s*body)\s*$")
_SELECTORS = 300  # characters
_SHEET = 50_000  # characters of a sheet; of a longer one nothing is asked


def is_dark(style: str) -> bool | None:
    """Say whether white can be read on the ground that a style gives its element; None if it gives no colour."""
    ground = _GROUND.search(style)
    return _is_dark(ground[1]) if ground else None


def _is_dark(ground: str) -> bool | None:
    """Judge the first colour of a CSS value."""
    for found in _COLOUR.finditer(_PICTURE.sub("", ground)):
        if name := found["name"]:
            if name.lower() in _DARK or name.lower() in _LIGHT:
                return name.lower() in _DARK
        elif found["light"]:
            return int(found["light"]) < _LIGHTEST
        elif (parts := _parts(found)) is not None:
            return min(parts) < _DARKEST
    return None


def _parts(found: re.Match[str]) -> list[int] | None:
    """Return red, green and blue; None for a colour that lets everything through."""
    digits = found["hex"]
    if digits is None:
        clear = found["alpha"] and float(found["alpha"].rstrip("%")) == 0
        return None if clear else [int(found[name]) for name in ("red", "green", "blue")]
    if len(digits) < 6:  # #c00, #c00f
        digits = "".join(digit * 2 for digit in digits)
    return None if digits[6:] == "00" else [int(digits[i : i + 2], 16) for i in (0, 2, 4)]


@dataclass
class Sheets:
    """What a page's own style sheets say; the grounds are read when first asked, and once.

    `hiding` are the `.class` and `#id` names that those met so far hide.
    """

    page: Page
    hiding: frozenset[str] = frozenset()

    @cached_property
    def grounds(self) -> list[dict[str, bool]]:
        """Of each sheet: name → whether its ground is dark."""
        sheets = (node.text() for node in self.page.css("style"))
        return [_grounds(css) for css in sheets if len(css) <= _SHEET]

    def of(self, told: Mapping[str, str | None]) -> bool | None:
        """Say whether the ground that they give an element with these attributes is dark; None if they give none."""
        names = [f".{each}" for each in (told.get("class") or "").lower().split()]
        names += [f"#{(told.get('id') or '').lower()}"]
        found = [sheet[name] for sheet in self.grounds for name in names if name in sheet]
        return found[-1] if found else None


def on_dark(element: Element, sheets: Sheets) -> bool | None:
    """Say whether white letters can be read: on a dark ground, or as all that stands on a picture; None if nothing tells.

    A page that is light all over tells nothing: its bars are dark.
    """
    around: Element | None = element
    inside = False
    while around is not None and around.tag != "body":
        told = around.attributes
        style = told.get("style") or ""
        for dark in (is_dark(style), _of_bgcolor(told), sheets.of(told)):
            if dark is not None:
                return dark
        if inside and _PICTURE.search(style) and _closed(around) == _closed(element):
            return True
        around, inside = around.parent, True
    return (around is not None and _is_dark_page(around, sheets)) or None


def _is_dark_page(body: Element, sheets: Sheets) -> bool:
    told = body.attributes
    named = [sheet["body"] for sheet in sheets.grounds if "body" in sheet][-1:]
    return True in (is_dark(told.get("style") or ""), _of_bgcolor(told), sheets.of(told), *named)


def _closed(element: Element) -> str:
    return spaceless(element.text())


def _of_bgcolor(told: Mapping[str, str | None]) -> bool | None:
    value = (told.get("bgcolor") or "").strip()
    return _is_dark(f"#{value}" if re.fullmatch(r"[0-9a-fA-F]{6}", value) else value)


@lru_cache(maxsize=64)  # the pages of a site have the same few sheets
def _grounds(css: str) -> dict[str, bool]:
    """Return name → whether its ground is dark, of the classes and ids that a sheet gives one."""
    grounds: dict[str, bool] = {}
    for rule in css.lower().split("}")[:-1]:
        before, _, style = rule.rpartition("{")
        if (dark := is_dark(style)) is not None:
            selectors = before.rpartition("{")[2]  # behind @media
            names = (_NAME.search(selector) for selector in selectors[-_SELECTORS:].split(","))
            grounds |= {name[1].strip(): dark for name in names if name}
    return grounds
