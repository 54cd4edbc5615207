"""Lists that a page's own script draws: the titles and addresses in its data. Pure.

`var list = [{"title": "…", "url": "…", "date": "…"}]`, `a[0] = new Array("…", "….html")`,
`document.write('<li><a href="…">…</a></li>')`: no script is run. An entry is a bracket in which an
address and a title stand as whole strings, or what several lists have under one number (`urls[0] =
"…"; headers[0] = "…"`); what is put together of pieces is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser

_MOST = 2000  # entries of one page
_LONGEST = 1_000_000  # characters of one page's scripts
_TITLE = 4  # characters; what says less is a label
_LINE = 100  # characters; what says more is no title
_WIDE = re.compile(r"[一-鿿]|\\u[4-9][0-9a-fA-F]{3}")
_END = r"\.(?:[sjx]?html?|aspx?|jspx?|php|do|action)"
_ADDRESS = re.compile(
    rf"(?:https?:)?//[\w.-]+[^\s<>{{}}]*|\.{{0,2}}/[^\s<>{{}}]+|[\w./-]{{1,200}}{_END}(?:\?[^\s<>{{}}]*)?"
    r"|\?[\w%]+=[^\s<>{}]+"
)
_LEADS = re.compile(
    rf"""["'](?:\.{{0,2}}\\?/|https?:|\?\w|[\w./-]{{1,200}}{_END})"""
)  # to a page, perhaps
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg|ico|css|js|mp[34]|swf)(?:\?|$)", re.IGNORECASE)
_STRING = (  # one that is not closed ends with its line
    r"""(?:"(?P<double>[^"\\\n]*+(?>(?:\\.[^"\\\n]*+)*))(?:"|(?=[\\\n])|\Z)"""
    r"""|'(?P<single>[^'\\\n]*+(?>(?:\\.[^'\\\n]*+)*))(?:'|(?=[\\\n])|\Z))"""
)
_TOKEN = re.compile(
    rf"""(?:["']?(?P<key>\w{{1,40}})["']?\s{{0,9}}:\s{{0,9}})?{_STRING}"""
    r"|(?P<opens>[\[{(])|(?P<closes>[\]})])"
)
_NUMBERED = re.compile(
    rf"\b(?P<key>\w{{1,40}})\s{{0,9}}\[\s{{0,9}}(?P<at>\d{{1,5}})\s{{0,9}}\]\s{{0,9}}=\s{{0,9}}{_STRING}"
)
_DATA = re.compile(r"\s*[\[{]\s*[\[{\"']")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_SPACES = "nrt"
_TAG = re.compile(r"<[^>]{0,300}>")
_ANCHOR = re.compile(r"<a\s[^>]{0,999}>.{0,999}?</a>", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"\w*(?:title|subject|headline|biaoti)", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A title that a script draws: its address as it stands there, its words, its date or ""."""

    address: str
    title: str
    day: str


@dataclass(slots=True)
class _Bracket:
    """The whole strings of one bracket, with their keys; those of brackets inside it apart."""

    strings: list[tuple[str, str]] = field(default_factory=list)

    def entry(self) -> Entry | None:
        """Return what the bracket says, if it is a title and an address."""
        said = [one for _, one in self.strings]
        address = next((o for o in said if _ADDRESS.fullmatch(o) and not _FILE.search(o)), "")
        title = self._title() if address else ""
        days = (found[0] for one in said if (found := _DAY.match(one)))
        return Entry(address, title, next(days, "")) if title else None

    def _title(self) -> str:
        """Return the string whose key says that it is one, else the longest that is no sentence."""
        lines = [
            (key, " ".join(_TAG.sub("", one).split()))
            for key, one in self.strings
            if _WIDE.search(one)
        ]
        titles = [
            (bool(_NAMED.fullmatch(key)), len(one), one)
            for key, one in lines
            if _TITLE <= len(one) <= _LINE and "。" not in one
        ]
        return max(titles)[2] if titles else ""


def entries(scripts: Sequence[str]) -> Iterator[Entry]:
    """Yield the titles that the scripts of a page draw from their data."""
    found = 0
    for script in scripts:
        for entry in _read(script):
            found += 1
            if found > _MOST:
                return
            yield entry


def written(scripts: Sequence[str]) -> str:
    """Return, as HTML, the lines with whole links that the scripts of a page write into it, or ""."""
    lines = [
        said
        for script in scripts
        if "<a " in script
        for token in _TOKEN.finditer(script)
        if _ANCHOR.search(said := _said(token))
    ]
    return "\n".join(lines[:_MOST])


def scripts_of(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield the scripts of a page that may draw a list: with words in them and addresses."""
    left = _LONGEST
    for node in tree.css("script:not([src])"):
        text = node.text()
        if "ld+json" in (node.attributes.get("type") or ""):
            continue  # what search engines are told; nobody sees it
        if len(text) <= left and _WIDE.search(text) and _LEADS.search(text):
            left -= len(text)
            yield text


def _read(script: str, *, inner: bool = False) -> Iterator[Entry]:
    """Yield the entries of a script, and of data that stand in one of its strings."""
    open_brackets = [_Bracket()]
    for token in _TOKEN.finditer(script):
        if token["opens"]:
            open_brackets.append(_Bracket())
        elif token["closes"]:
            entry = open_brackets.pop().entry()
            open_brackets = open_brackets or [_Bracket()]
            if entry is not None:
                yield entry
        else:
            said = _said(token)
            open_brackets[-1].strings.append((token["key"] or "", said))
            if not inner and _DATA.match(said):
                yield from _read(said, inner=True)
    if not inner:
        yield from _numbered(script)


def _numbered(script: str) -> Iterator[Entry]:
    """Yield what several lists have under one number: urls[0], headers[0]."""
    rows: dict[str, _Bracket] = {}
    for found in _NUMBERED.finditer(script):
        rows.setdefault(found["at"], _Bracket()).strings.append((found["key"], _said(found)))
    for row in rows.values():
        if entry := row.entry():
            yield entry


def _said(token: re.Match[str]) -> str:
    raw = token["double"] or token["single"] or ""
    return _ESCAPE.sub(_escaped, raw) if "\\" in raw else raw


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return " " if found[2] in _SPACES else str(found[2])
