"""The folded shadow: what rules read in place of the text, character for character as long.

Full-width letters, digits and punctuation read as their ASCII forms, letters in circles, brackets or
mathematical dress as plain ones. Every character maps to exactly one, so an offset in the shadow is
an offset in the text, and the kept text itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLED = [*range(0x24B6, 0x24EA), *range(0x1D400, 0x1D800), *range(0x1F130, 0x1F14A)]
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_FOLD |= {
    code: ord(plain)
    for code in _STYLED
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain.isascii()
}
_FOLD |= {ord("丨"): ord("|"), ord("｜"): ord("|")}  # the first is a Han stroke set as a bar
_FOLD |= {ord("〈"): ord("<"), ord("〉"): ord(">"), ord("＞"): ord(">"), ord("\t"): ord(" ")}
# look-alikes that addresses are disguised with
_FOLD |= {ord("．"): ord("."), ord("｡"): ord("。"), ord("‧"): ord("·"), ord("•"): ord("·")}

# a table by code point, without a gap: a dictionary raises and catches an error for each it has not
_TABLE = list(range(max(_FOLD) + 1))
for _code, _plain in _FOLD.items():
    _TABLE[_code] = _plain
_COMMON = "，：；！？（）\u3000"
_RARE = re.compile(
    "[" + re.escape("".join(chr(c) for c in _FOLD if c < 0x10000 and chr(c) not in _COMMON)) + "]"
)
_ASTRAL = re.compile(r"[^\0-\uffff]")  # apart: a class that holds some of them is slow


@lru_cache(maxsize=4096)
def shadow(text: str) -> str:
    """Return the text as rules read it; the same length, so offsets carry over."""
    return text.translate(_TABLE)


def shadows(texts: Sequence[str]) -> list[str]:
    """Return the shadows of all texts of a page.

    A page holds few of the characters that are folded: to replace these in all of it at once takes a
    third of the time that one text after another does, character by character.
    """
    whole = "\n".join(texts)
    if _ASTRAL.search(whole):
        whole = whole.translate(_TABLE)
    for char in (*_COMMON, *set(_RARE.findall(whole))):
        whole = whole.replace(char, chr(_FOLD[ord(char)]))
    read = whole.split("\n")
    return read if len(read) == len(texts) else [shadow(text) for text in texts]


_RUN = re.compile(r"(.)\1{5}")
_REPEATED = re.compile(r"(.{1,12}?)\1{5,}")
_FEW = 4  # of a line that only repeats itself, each character stands so many times


@lru_cache(maxsize=1024)
def squeezed(text: str) -> str:
    """Return a line with whatever it repeats over six times in a row cut down to six times.

    A pattern with choices takes twice as long for each of forty dashes, or forty times 下载, before it
    fails; what it does not take squeezed it does not take at all.
    """
    if len(text) < 2 * _FEW or not (_RUN.search(text) or len(set(text)) * _FEW <= len(text)):
        return text
    return _REPEATED.sub(lambda found: found[1] * 6, text)
