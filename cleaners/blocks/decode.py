"""Bytes to text: BOM, then strict UTF-8, then what the page declares, then gb18030."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from cleaners.words.han import HAN

if TYPE_CHECKING:
    from cleaners.model import Page

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# gb2312 and gbk pages hold characters of the larger set; gb18030 reads all three.
_GB = {"gb2312", "gbk", "cp936", "gb18030", "hz", "euc_cn"}
# a page cut in the middle of a character, or a stray byte in a counter script, is still UTF-8
_TOLERATED = 0.002
# Big5 read as gb18030 is nowhere wrong, and every few characters stand where no character is
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def decode(page: Page) -> str:
    """Return the page's text, never failing: bytes no encoding explains become U+FFFD."""
    text = _utf8(page.body)
    return text.removeprefix("\ufeff") if isinstance(text, str) else _otherwise(page, text)


def as_utf8(page: Page) -> bytes:
    """Return the page in UTF-8, as the parser reads it; most pages come as that."""
    text = _utf8(page.body)
    if isinstance(text, str):
        return page.body.removeprefix(codecs.BOM_UTF8)
    return _otherwise(page, text).encode("utf-8", "replace")


def _utf8(body: bytes) -> str | UnicodeDecodeError:
    """Return the text, or what keeps the bytes from being UTF-8; no other mark than its own is."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.with_traceback(None)  # it would hold the page until a cycle is found


def _otherwise(page: Page, error: UnicodeDecodeError) -> str:
    """Return the text of a page that is not whole UTF-8."""
    body = page.body
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if error.end == len(body) and error.reason == "unexpected end of data":
        return body[: error.start].decode("utf-8") + "\ufffd"  # cut inside its last character
    return _best(body, _candidates(page))


def _candidates(page: Page) -> list[str]:
    """Return the encodings to try, the declared ones first; gb18030 and Big5 close the list."""
    declared = _HEADER.findall(page.content_type)
    declared += [name.decode("ascii") for name in _DECLARED.findall(page.body[:4096])]
    names: list[str] = []
    for name in [*declared, "gb18030", "big5hkscs", "utf-8"]:
        try:
            found = codecs.lookup(name).name
        except LookupError:
            continue
        known = "gb18030" if found in _GB else "big5hkscs" if found == "big5" else found
        if known not in names and known not in {"iso8859-1", "ascii", "cp1252"}:
            names.append(known)
    return names


def _best(body: bytes, names: list[str]) -> str:
    """Take the first encoding that reads the bytes without damage, else the least damaged."""
    best, damage = "", len(body) + 1
    for name in names:
        if name == "gb18030":
            with suppress(UnicodeDecodeError):
                return body.decode("gbk")  # enough for most, and without private characters
        try:
            text = body.decode(name, "replace")
        except (LookupError, ValueError):
            continue  # codecs such as "hex" are no text encodings
        bad = text.count("\ufffd")
        if name == "gb18030" and (private := len(_PRIVATE.findall(text))) > 9:
            bad += private if private * 10 > len(HAN.findall(text)) else 0
        if bad <= len(text) * _TOLERATED and (bad == 0 or name != "utf-8"):
            return text
        if bad < damage:
            best, damage = text, bad
    return best
