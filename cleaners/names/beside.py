"""What stands beside web addresses on a page: the names of sites, and whose addresses are strewn in."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cleaners.words.addresses import (
    ADDRESS,
    ADDRESS_NAMED,
    NAMED_ADDRESS,
    OFFICIAL,
    ORNAMENTS,
    REACH,
    TRAILING_MARKS,
    USED,
    host_of,
    may_address,
    near,
)
from cleaners.words.broken import PROSE
from cleaners.words.sellers import (
    MAX_NAME,
    NAME_END,
    NO_NAME,
    SELLER,
    is_spelled,
    is_subject,
    led_by,
    nearest,
    spelled_alone,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_BROUGHT_IN = re.compile(
    r"^(?:(?:本文|文章|资料|内容|稿件)?(?:来自|来源于?|摘自|转自|选自|出自)于?|(?:本文|文章|资料|内容|稿件)由)(?=..)"
)
_OPENERS = tuple('【[(“"《『「〖<')
_GLUED = re.compile(r"^[\u4e00-\u9fff]|[\u4e00-\u9fff]$")


def strewn_hosts(texts: Collection[str]) -> Iterator[str]:
    """Yield the hosts whose addresses stand alone on a line of these, inside a word, or twice amid words."""
    glued: Counter[str] = Counter()
    for text in filter(may_address, texts):
        for match in ADDRESS.finditer(text):
            before, after = text[near(match.start()) : match.start()], text[match.end() :][:REACH]
            host = host_of(match[0])
            if OFFICIAL.search(match[0]) or USED.search(before.rstrip(' ("“<《:')):
                continue
            if not (before + after).strip(TRAILING_MARKS + "([【<" + ORNAMENTS):
                yield host
            elif _GLUED.search(before) and _GLUED.match(after):
                glued[host] += 2 if before[-1] + after[0] in PROSE else 1
    yield from (host for host, n in glued.items() if n > 1)


class Beside(NamedTuple):
    """A run of letters beside an address; `bound` where nothing but a name can stand."""

    name: str
    address: str
    bound: bool


def beside_addresses(text: str) -> Iterator[Beside]:
    """Yield what stands beside the addresses of a shadow, name or not; `settled` tells which."""
    if not may_address(text):
        return
    if (after := ADDRESS_NAMED.match(text)) and not OFFICIAL.search(text):
        yield Beside(after[1], "", bound=True)
    yield from _told_beside(text)
    for match in NAMED_ADDRESS.finditer(text):
        address = ADDRESS.match(text, match.end())
        if not address or OFFICIAL.search(address[0]):
            continue
        if NO_NAME.search(match[1]) and not is_spelled(match[1], address[0]):
            continue
        before, after_it = text[near(match.start(1)) : match.start(1)], text[address.end() :]
        if not USED.search(before) and not is_subject(text, address):
            opens = before.rstrip(" —-–~")[-1:] in ("", *"。!?")
            alone = opens and not after_it.strip(TRAILING_MARKS)
            bound = alone or before[-1:] in _OPENERS
            name = _BROUGHT_IN.sub("", match[1])
            bound |= name != match[1]
            yield Beside(name, re.sub(r"\s", "", address[0].lower()), bound)


def _told_beside(text: str) -> Iterator[Beside]:
    """Yield the names that a line has nothing but an address beside, or that a site's words bring in."""
    for host in ADDRESS.finditer(text):
        if spelled := spelled_alone(text, host):
            yield Beside(spelled, re.sub(r"\s", "", host[0].lower()), bound=True)
        if (led := led_by(text, host)) and len(led["name"]) > 1:
            yield Beside(led["name"], re.sub(r"\s", "", host[0].lower()), bound=True)


def settled(found: Collection[Beside], known: Collection[str]) -> Iterator[str]:
    """Yield the names among what stands beside addresses.

    A sentence runs on into the address dropped into it: 全县上下某某文库www.…; the name another place
    proves, or else the nearest run of letters that a site may be called, is all that is taken of it.
    """
    bound = {x.name for x in found if x.bound} | set(known)
    places = Counter(x.name for x in found)
    owned = {x.address for x in found if x.bound and x.address}
    for name, address, is_bound in found:
        if any(len(x) > 2 and x != name and name.endswith(x) for x in bound):
            continue
        if NAME_END.search(name) or (SELLER.match(name) and len(name) <= MAX_NAME):
            yield name if is_bound else nearest(name, address)
        elif is_bound or (places[name] > 1 and address not in owned):
            yield name
