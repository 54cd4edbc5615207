"""What the templates need of values: addresses, dates, sizes."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.rows import local
from scraper.urls import host
from scraper.web import reasons


def with_query(request: Any, **changes: str | int | None) -> str:
    """Return the address of this page with other parameters; None takes one away."""
    kept = [
        (name, value)
        for name, value in parse_qsl(request.query_string)
        if name not in {*changes, "_lang"}
    ]
    more = [(name, value) for name, value in changes.items() if value is not None]
    query = urlencode(kept + more)
    return f"{request.path}?{query}" if query else request.path


def elsewhere(request: Any, path: str) -> str:
    """Return another page's address with the parameters of this one: the search that is carried."""
    kept = [(k, v) for k, v in parse_qsl(request.query_string) if k not in {"_lang", "cuts"}]
    return f"{path}?{urlencode(kept)}" if kept else path


def web_address(url: str) -> str:
    """Return an address a browser may be sent to: http and https only, else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


def day(stamp: str | None) -> str:
    """Return the day of a time, on this machine's clock."""
    return minute(stamp)[:10]


def minute(stamp: str | None) -> str:
    """Return a time to the minute, on this machine's clock."""
    return local(stamp or "")


def amount(number: int) -> str:
    """Return a number with its thousands apart."""
    return f"{number:,}"


def size(count: int) -> str:
    """Return a number of bytes for people."""
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


ALL = {
    "with_query": with_query,
    "elsewhere": elsewhere,
    "web_address": web_address,
    "host": host,
    "why": reasons.why,
    "failure": reasons.failure,
    "day": day,
    "minute": minute,
    "amount": amount,
    "size": size,
}
