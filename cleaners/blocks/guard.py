"""What a page would cost to parse, told from its bytes before any parser sees it.

The parser is native code: while it works nothing can stop it, and where it fails the process ends.
It takes quadratic time for elements nested in one another and for attributes of one tag. Measured
with lexbor in selectolax 1.0.2: depth 10,000 takes .2 s, 20,000 .9 s, 200,000 over a minute;
10,000 attributes .15 s, 25,000 1.4 s, 100,000 over 20 s. A <font> that is never ended is made anew in
each block behind it: 86 kB of them become 3.4 GB, 83 kB take over 20 s. Telling tags apart without a
parser is a guess, so a guess alone refuses only what is far beyond any page for readers:

- light: read right away; at worst two seconds;
- heavy: read in a process of its own that may die (`scraper.apart`);
- the rest is not read at all.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from cleaners.model import NoDocument, Page

MAX_BYTES = 24_000_000  # 8 million ideographs in UTF-8
MAX_TAGS = 500_000
MAX_DEPTH = 50_000
MAX_ATTRIBUTES = 50_000  # of one tag
TOO_COMPLEX = "too-complex"
_SMALL = 100_000  # bytes; room for 30,000 attributes in one tag, not for more
_LARGE = 500_000
_DEEP = 5_000
_LONG_TAG = 20_000  # bytes of one tag; most that are longer hold an image
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16: a "<" is two bytes there

# everything up to a tag of unusual length: 64 pieces of names and values; atomic, so that nothing is read
# twice (a group with `*+` is the same, but Python below 3.11.5 matches it wrongly: gh-106052)
_VALUE = rb"""(?:"[^"]{0,2000}+"|'[^']{0,2000}+')[^"'>]{0,500}+"""
_USUAL = re.compile(
    rb"""(?>(?:[^<]*+<(?:/|[a-zA-Z][^"'>]{0,499}+(?:>|"[^"]{0,2000}+">|(?>(?:%s){1,64})>)|(?![a-zA-Z])))*)[^<]*+"""
    % _VALUE
)
# quotes may hold a ">"
_TAG = re.compile(rb"""<(?>(?:[^"'>]++|"[^"]*+"|'[^']*+'|["'])*)""")
_NAME = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*+)")
_QUOTED = re.compile(rb""""[^"]*+"|'[^']*+'""")
_ATTRIBUTE = re.compile(rb"[^\s/=>]++")
# elements without an end tag, or that the next of their kind ends: they do not nest
_FLAT = frozenset(
    b"area base br col embed hr img input link meta param source track wbr "
    b"p li dt dd tr td th option optgroup thead tbody tfoot colgroup rp rt".split()
)
# elements that a parser opens again in every block behind them until they are ended
_FORMATTING = rb"b|big|code|em|font|i|s|small|strike|strong|tt|u"
_OPENED = re.compile(rb"<(?=[bcefistu])(?:%s)[\s/>]" % _FORMATTING, re.IGNORECASE)
# attributes
_PLAIN = rb"""(?>(?:\s++[\w:-]++(?>(?:=(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++))?))*)\s*+"""
# one with its end right behind its text, wherever it stands; a, span and br for what they stand in
_ENDED = re.compile(
    rb"<(?=[abcefistu])(a|span|%s)%s>[^<]*+(?>(?:<(?:br|img)%s/?+>[^<]*+)*)</\1\s*+>"
    % (_FORMATTING, _PLAIN, _PLAIN),
    re.IGNORECASE,
)
_REOPENED = 50_000  # open formatting times tags; a page for readers has a tenth
_NESTED = 4  # such elements in one another


class Weight(Enum):
    """How a page may be read."""

    LIGHT = "light"
    HEAVY = "heavy"


@lru_cache(maxsize=1)  # whoever reads a page asks, and so does who follows its links
def weigh(page: Page) -> Weight:
    """Say how a page may be read; raises NoDocument where it must not be."""
    tags, deep, longest = measure(page)
    if len(page.body) > _LARGE or deep > _DEEP or longest > _LONG_TAG:
        return Weight.HEAVY
    return Weight.HEAVY if _reopens(_narrow(page.body), tags) else Weight.LIGHT


def _narrow(body: bytes) -> bytes:
    return body.replace(b"\0", b"") if body.startswith(_WIDE) else body


@lru_cache(maxsize=1)  # whoever weighs a page asks, and so does the pipeline
def measure(page: Page) -> tuple[int, int, int]:
    """Return how many tags a page has, how deep they nest and the bytes of the longest, 0 for what is usual.

    Raises NoDocument where no parser should see the page. A few counts are enough for most; tags are
    looked at only in pages over 100 kB, or with thousands of tags that nothing ends.
    """
    if len(page.body) > MAX_BYTES:
        raise NoDocument(page.url, TOO_COMPLEX, f"longer than {MAX_BYTES:,} bytes")
    body = _narrow(page.body)
    deep = 0
    tags = body.count(b"<")
    if tags > 2 * _DEEP and (opened := tags - body.count(b"</")) > _DEEP:
        if opened > MAX_TAGS:
            raise NoDocument(page.url, TOO_COMPLEX, f"more than {MAX_TAGS:,} tags")
        if (deep := _depth(body)) > MAX_DEPTH:
            raise NoDocument(page.url, TOO_COMPLEX, f"elements nested over {MAX_DEPTH:,} deep")
    return tags, deep, _longest_tag(page.url, body) if len(body) > _SMALL else 0


def _reopens(body: bytes, tags: int) -> bool:
    """Say whether formatting that nothing ends may multiply; what is surely ended does not count."""
    opened = [found.start() for found in _OPENED.finditer(body)]
    if len(opened) * tags <= _REOPENED:
        return False
    if sum(_ENDED.match(body, at) is None for at in opened) * tags <= _REOPENED:
        return False  # as most that have much are found to be, without making the page again
    for _ in range(_NESTED):
        body, ended = _ENDED.subn(b"", body)
        if not ended:
            break
        if len(_OPENED.findall(body)) * tags <= _REOPENED:
            return False
    return True


def _depth(body: bytes) -> int:
    """Return how deep elements nest, give or take what a parser mends."""
    depth = deepest = 0
    for end, name in _NAME.findall(body):
        if name.lower() not in _FLAT:
            depth = max(0, depth - 1) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _longest_tag(url: str, body: bytes) -> int:
    """Return the bytes of the longest tag; raises NoDocument for one with too many attributes."""
    longest, at = 0, _end(_USUAL, body, 0)
    while at < len(body):
        end = _end(_TAG, body, at)
        if end - at > _LONG_TAG and _attributes(body[at:end]) > MAX_ATTRIBUTES:
            raise NoDocument(url, TOO_COMPLEX, f"a tag of over {MAX_ATTRIBUTES:,} attributes")
        longest = max(longest, end - at)
        at = _end(_USUAL, body, end)
    return longest


def _end(pattern: re.Pattern[bytes], body: bytes, at: int) -> int:
    found = pattern.match(body, at)
    return found.end() if found else at


def _attributes(tag: bytes) -> int:
    return sum(1 for _ in _ATTRIBUTE.finditer(_QUOTED.sub(b"", tag)))
