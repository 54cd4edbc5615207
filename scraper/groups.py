"""Groups of addresses: what an address has in common with others of its site. Pure.

An address belongs to a few: its shape (digits aside), its folders, its parameters. A group in which nothing is
found tells of the rest of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from scraper.forms import HEX
from scraper.pagers import beginning
from scraper.urls import host, routed

_WRITTEN = 3  # names in a relative link
_DIGITS = re.compile(rf"{HEX}|\d+")
_SLUG = re.compile(r"[\w%]+(?:-[\w%]+){2,}|[\w%-]{25,}")


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one address.

    `chain`: its shape, its folder, the folder above; `filtered`: its path, and those folders, with
    parameters that have led nowhere yet.
    """

    chain: tuple[str, ...]
    parameters: tuple[str, ...]
    filtered: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def groups(url: str) -> Groups:
    """Return the groups an address belongs to."""
    address, _, query = routed(url).partition("?")
    *folders, name = address.split("/")[3:]
    origin = host(url)
    shapes = [_DIGITS.sub("#", folder) for folder in folders]
    path = "/".join([origin, *shapes, _SLUG.sub("*", _DIGITS.sub("#", name))])
    within = ["/".join([origin, *shapes[:depth], ""]) for depth in range(len(shapes), 0, -1)]
    if not query:  # a folder by itself (/2024/03/) is shape and folder, and counts twice
        return Groups((path, *within), ())
    # a query may be a value alone: tags.php?/some-tag/
    names = sorted({one.partition("=")[0] if "=" in one else "" for one in query.split("&")})
    whole = f"{path}?{'&'.join(f'{one}=' for one in names)}"  # a form of an address
    each = tuple(f"{path}?{one}=" for one in names)
    chain = (whole, *within) if len(names) > 1 else tuple(within)
    return Groups(chain, each, tuple(f"{one}?" for one in (path, *within)))


def form(url: str) -> str:
    """Return the group of the addresses that are like this one but for their digits and values."""
    found = groups(url)
    return found.parameters[0] if len(found.parameters) == 1 else found.chain[0]


def on_list(url: str, found_on: str) -> str:
    """Return what the addresses of one form have in common that the pages of one list lead to."""
    return f"{form(url)}@{beginning(found_on)}"


def ends_of(url: str) -> list[str]:
    """Return the last names in an address, whatever lies above them; a bare number names nothing."""
    names = url.partition("?")[0].rstrip("/").split("/")[3:]
    ends = ["/".join(names[-most:]) for most in range(1, min(_WRITTEN, len(names)) + 1)]
    return [f"{host(url)}/…/{end}" for end in ends if not end.isdecimal()]


def anywhere(group: str) -> str:
    """Return the group of a parameter on any folder of its host: the sections of a site have one filter. No number's; or ""."""
    path, _, name = group.partition("?")
    if not path.endswith("/") or name.removesuffix("=").lower().endswith("id"):
        return ""
    return f"{path.partition('/')[0]}/…/?{name}"


def folder_of(url: str) -> str:
    """Return host and folder of an address, with a slash at the end."""
    return routed(url).partition("?")[0].rpartition("/")[0] + "/"


def shared_folder(one: str, other: str) -> str:
    """Return the folder that two lie in."""
    pairs = zip(one[:-1].split("/"), other[:-1].split("/"), strict=False)
    return "/".join([*(mine for mine, _ in takewhile(lambda pair: len(set(pair)) == 1, pairs)), ""])
