"""Other addresses of a page: the one it names as its own, and those its site is likely to have. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.urls import canonical, origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners import Page

_HEAD = 30_000  # bytes in which rel=canonical stands
_CANONICAL = re.compile(rb"<link\b[^>]{0,400}?\brel\s*=\s*[\"']?canonical\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(rb"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_MOBILE_PATH = re.compile(r"^/(?:m|wap|mobile)(?=/)")
# of a host: what tells one form of a site from another
_FORM = re.compile(r"^(?:www|m|wap|3g|mobile)\.")


def declared(page: Page) -> str:
    """Return the rel=canonical of a page where it names a page of the same site, or ""."""
    tag = _CANONICAL.search(page.body[:_HEAD])
    href = _HREF.search(tag[0]) if tag else None
    url = (
        canonical(href[1].decode("utf-8", "replace").replace("&amp;", "&"), page.url)
        if href
        else None
    )
    if url is None or urlsplit(url).path == "/" or _site(url) != _site(page.url):
        return ""
    return url


def alternates(url: str) -> Iterator[str]:
    """Yield the addresses a site's mobile or desktop form of a page is likely to have."""
    scheme, _, rest = url.partition("://")
    name, slash, path = rest.partition("/")
    path = slash + path
    bare = _FORM.sub("", name)
    plain = _MOBILE_PATH.sub("", path)
    hosts = dict.fromkeys([f"www.{bare}", bare, f"m.{bare}", f"wap.{bare}", name])
    for one in hosts:
        yield f"{scheme}://{one}{plain}"
    for prefix in ("/m", "/wap", "/mobile"):
        yield f"{scheme}://{name}{prefix}{plain}"
    yield f"{'http' if scheme == 'https' else 'https'}://{rest}"


def _site(url: str) -> str:
    """Name a site without what tells its mobile form: host and port."""
    return _FORM.sub("", origin(url).rpartition("/")[2])
