"""How we introduce ourselves: what every request says of who asks and what is wanted."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

from scraper.bodies import ENCODINGS

AGENT = "Gongwen"  # what robots.txt calls us
_PAGE = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Accept-Encoding": ENCODINGS,
}


def headers(contact: str) -> dict[str, str]:
    """Return the headers of a request; `contact` is the operator's address, or empty."""
    agent = f"{AGENT}/{version() or 0}" + (f" (+{contact})" if contact else "")
    return {"User-Agent": agent, **_PAGE}


@cache
def version() -> str:
    """Return the version of this program; "" where it runs from a folder, not installed."""
    try:
        return version_of("gongwen")
    except PackageNotFoundError:
        return ""
