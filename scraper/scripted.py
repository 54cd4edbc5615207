"""Links without an anchor that is followed by itself: a script's, a frame's, those of a data island. Pure.

Taken are whole addresses, as they stand in quotes, and those made of quoted pieces around the one
thing that is chosen: `function go(n) { location.href = "list_" + n + ".html"; }` and `go(2)`, a
select whose options are pages, or a form into which the page's number is put and that is sent. What
else a script puts together is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST = 2000  # records of one page
_MOST_FORMS = 50
_QUOTED = {ord(one): f"%{ord(one):02X}" for one in "%&#+="} | {ord(" "): "+"}
_GOES = r"(?:\blocation(?:\.href)?\s{0,9}=|\blocation\.(?:assign|replace)\s{0,9}\(|\bopen\s{0,9}\()\s{0,9}"
_CALL = re.compile(_GOES + r"""(["'])(?P<url>[^"'\s<>+\\]{1,1000})\1(?!\s{0,9}\+)""")
_PIECE = r"""["'](?P<%s>[^"'\s<>\\]{1,300})["']"""
_AROUND = rf"{_PIECE % 'before'}\s{{0,9}}\+\s{{0,9}}%s(?:\s{{0,9}}\+\s{{0,9}}{_PIECE % 'after'})?"
_CHOSEN = r"(?:(?:this|self)\.)?(?:options\[[\w.]{1,40}\]\.)?value"
_FUNCTION = re.compile(
    r"\bfunction(?:\s{1,9}(?P<name>\w{1,40}))?\s{0,9}\(\s{0,9}(?P<of>\w{1,20})\s{0,9}\)\s{0,9}\{[^{}]{0,300}?"
    r"(?:\{[^{}]{0,200}\}[^{}]{0,300}?){0,3}?"  # where it looks whether there is such a page
    rf"{_GOES}(?:{_AROUND % '(?P=of)'}|(?P=of))\s{{0,9}}[;,)}}]"
)
_SUBMITS = re.compile(
    r"\bfunction\s{1,9}(?P<name>\w{1,40})\s{0,9}\(\s{0,9}(?P<of>\w{1,20})\s{0,9}\)\s{0,9}\{[^{}]{0,300}?"
    r"(?:\{[^{}]{0,200}\}[^{}]{0,300}?){0,3}?"
    r"""(?:\.(?P<field>\w{1,40})\.|["']#?(?P<id>[\w.-]{1,40})["']\s{0,9}[\])]\.)"""
    r"val(?:ue\s{0,9}=|\()\s{0,9}(?P=of)\b(?P<then>[^{}]{0,300}?)\bsubmit\s{0,9}\("
)
_PAGE = re.compile(r"page|^(?:p|pn|pg)$", re.IGNORECASE)  # another field's number may be a vote
_ASSIGNED = re.compile(r"\b(\w{1,40})\s{0,9}[=:]\s{0,9}$")
_REACH = 60  # characters before a function, in which its name stands
_CALLED = re.compile(
    r"(?:^|[\s;:])(?P<name>\w{1,40})\s{0,9}\(\s{0,9}"
    r"""(?:["'](?P<word>[^"'\s<>+\\]{1,300})["']|(?P<number>\d{1,20}))\s{0,9}\)"""
)
_CHOICE = re.compile(
    rf"{_GOES}(?:{_AROUND % _CHOSEN}|{_CHOSEN})|\b\w{{0,9}}[jJ]umpMenu\b|\b(?P<name>\w{{1,40}})\s{{0,9}}\(\s{{0,9}}{_CHOSEN}\s{{0,9}}\)"
)
_ADDRESS = re.compile(r"[/.?]")  # in an option that is one: a bare word or number is none
_VALUE = re.compile(r"[\w-]{1,60}")
_DATA = ("data-href", "data-url", "data-link")
_CARRIERS = '[onclick], [data-href], [data-url], [data-link], a[href^="javascript:"]'
_HINTS = ("location", "open(", "open (", "jumpMenu", "JumpMenu", "submit(", *_DATA)
_RECORD = re.compile(r"<record>\s{0,99}<!\[CDATA\[(.{1,5000}?)\]\]>", re.DOTALL)
_GROUP = re.compile(
    r"""<nextgroup>\s{0,99}<!\[CDATA\[.{0,99}?href=["']([^"'<>]{1,1000})["']""", re.DOTALL
)
_REFRESH = re.compile(r"""\s*\d{1,3}\s*[;,]\s*url\s*=\s*["']?([^"'\s]{1,1000})""", re.IGNORECASE)
_INSTEAD = ("frame", "FRAME", "refresh", "Refresh", "REFRESH")
_SHELL = 20_000  # characters; a longer page is none that only sends its reader on
_WIDEST = 200  # characters; an element that says more is no link


@dataclass(frozen=True, slots=True)
class _Around:
    """What a script puts before and after what is chosen."""

    before: str
    after: str

    def put(self, chosen: str) -> str:
        fits = _VALUE.fullmatch(chosen) if self.before else _ADDRESS.search(chosen)
        return f"{self.before}{chosen}{self.after}" if fits else ""


def carriers(tree: LexborHTMLParser, text: str) -> Iterator[tuple[LexborNode, str]]:
    """Yield elements that lead somewhere when they are clicked, and where to.

    `location.href='…'`, `window.open('…')`, `data-href="…"`, an option of a select; not where an
    anchor beside or inside says so too.
    """
    if not any(hint in text for hint in _HINTS):
        return
    functions = {_name(found): _around(found) for found in _FUNCTION.finditer(text)}
    functions |= _submitting(tree, text)
    for node in tree.css(_CARRIERS):
        address = _target(node, functions)
        if address and (node.tag == "a" or node.css_first("a[href]") is None):
            yield node, address
    for select in tree.css("select[onchange]"):
        if around := _choice(select, functions):
            for option in select.css("option[value]"):
                if address := around.put((option.attributes.get("value") or "").strip()):
                    yield option, address


def buttons(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """Yield the buttons of forms that ask for a page and leave nothing to fill in, and where they lead."""
    for form in islice(tree.css("form"), _MOST_FORMS):
        if _is_posted(form):
            continue
        fields = form.css("input, select, textarea, button")
        pressed = [one for one in fields if _is_button(one)]
        sent = [_sent(one) for one in fields if one not in pressed]
        address = (form.attributes.get("action") or "").partition("?")[0]
        for button in pressed if all(sent) else ():
            yield button, f"{address}?{'&'.join([*sent, *filter(None, [_sent(button)])])}"


def _submitting(tree: LexborHTMLParser, text: str) -> dict[str, _Around]:
    """Return the functions that put a number into a field of a form and send it off, with nothing to fill in."""
    found: dict[str, _Around] = {}
    for one in _SUBMITS.finditer(text) if "submit(" in text else ():
        name = one["field"] or one["id"]
        field = tree.css_first(f'input[name="{name}"], input[id="{name}"]')
        form = _form_of(field)
        if field is None or form is None or _is_posted(form) or ".action" in one["then"]:
            continue
        fields = [f for f in form.css("input, select, textarea") if not _is_button(f)]
        sent = [_sent(f) for f in fields if f != field]
        name = field.attributes.get("name") or ""
        if _PAGE.search(name) and all(sent):
            address = (form.attributes.get("action") or "").partition("?")[0]
            found[one["name"]] = _Around(f"{address}?{'&'.join([*sent, name])}=", "")
    return found


def _form_of(field: LexborNode | None) -> LexborNode | None:
    while field is not None and field.tag != "form":
        field = field.parent
    return field


def _is_posted(form: LexborNode) -> bool:
    return (form.attributes.get("method") or "get").strip().lower() != "get"


def _is_button(node: LexborNode) -> bool:
    return (node.attributes.get("type") or node.tag or "").lower() in {"submit", "button"}


def _sent(node: LexborNode) -> str:
    """Return what a field sends as it stands: hidden, or a number; "" for what is to be filled in."""
    attributes = node.attributes
    name, value = (attributes.get("name") or ""), (attributes.get("value") or "")
    hidden = (attributes.get("type") or "text").lower() in {"hidden", "submit"}
    stands = node.tag != "select" and (hidden or value.isdecimal())
    return f"{name.translate(_QUOTED)}={value.translate(_QUOTED)}" if name and stands else ""


def _name(found: re.Match[str]) -> str:
    """Return the name of a function, or what it is assigned to."""
    before = found.string[max(0, found.start() - _REACH) : found.start()]
    assigned = _ASSIGNED.search(before) if found["name"] is None else None
    return found["name"] or (assigned[1] if assigned else "")


def _around(found: re.Match[str]) -> _Around:
    return _Around(found["before"] or "", found["after"] or "")


def _choice(select: LexborNode, functions: Mapping[str, _Around]) -> _Around | None:
    found = _CHOICE.search(select.attributes.get("onchange") or "")
    if found is None:
        return None
    return functions.get(found["name"]) if found["name"] else _around(found)


def _target(node: LexborNode, functions: Mapping[str, _Around]) -> str:
    attributes = node.attributes
    href = (attributes.get("href") or "").strip()
    if href and not href.startswith(("#", "javascript:")):
        return ""  # an anchor as any
    for name in ("onclick", "href"):
        does = attributes.get(name) or ""
        if found := _CALL.search(does):
            return found["url"]
        called = _CALLED.search(does)
        if called and called["name"] in functions:
            return functions[called["name"]].put(called["word"] or called["number"])
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
