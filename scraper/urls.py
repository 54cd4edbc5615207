"""URLs as text: made absolute, safe to ask, and one spelling for one page. Pure.

`absolute` is what may go over the wire; `canonical` is the page's identity: it also drops what
counts visitors (tracking, sessions) and sorts the query.
"""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from scraper import parameters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

MAX_LENGTH = 2048
_PORTS = {"http": 80, "https": 443}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\\\ud800-\udfff]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_PATH_SAFE = "%/:@!$&'()*+,;=~"
_QUERY_SAFE = _PATH_SAFE + "?[]|"

_ACROSS = re.compile(
    r"[^?]*/(?:(?:(?:tags?|label|biaoqian)[-_/]|taxonomy/term/)[^?]+|tags?\.php\?(?:/|tag=)[^&]+"
    r"|(?:archives?|date)[-_/](?:19|20)\d\d(?:[-_/]\d\d?){0,2}(?:/|\.\w{1,5})?(?:\?[^&]*)?)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"[^?]*/(?:(?:archives?|date)[-_])?((?:19|20)\d\d)[/-](\d\d?)(?:/page/\d{1,4}|_\d{1,4})?(?:/|\.s?html?)?(?:\?[^&]*)?",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/;?]*|(?<=/)\([sS]\(\w{16,40}\)\)/", re.IGNORECASE
)
_COMMENTS = re.compile(r"(\.s?html?)?/comment-page-\d{1,4}/?$", re.IGNORECASE)
_ROUTE = re.compile(r"(?:s|r|route)=(/?[\w-]+(?:/[\w.-]+)+)")
_BARE_ROUTE = re.compile(r"(/?[\w%-]+/[\w./%-]*)")  # all of a query, or what it begins with
_ENTRANCE = re.compile(r"/(?:index\.\w{2,5})?$")
_TURNED = re.compile(r"/p/(?=\d{1,4}(?:\.\w{1,5})?$)")
_PORT = re.compile(r":\d+$")
_NO_NAME = re.compile(r"\[|[\d.]+(?::|$)|[^.]+$")  # a number, or a machine of this network
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@lru_cache(maxsize=4096)  # one visit asks for the same URL half a dozen times
def absolute(url: str, base: str = "") -> str | None:
    """Return an http(s) URL that is safe to ask, without its fragment; None for anything else.

    Refused are user names, control characters, backslashes, odd hosts and ports, and more than
    2 KB; host, port, escapes and dot segments get their one spelling.
    """
    text = url.strip(" \t\r\n\f\ufeff\u3000")
    if not text or len(text) > MAX_LENGTH or _UNSAFE.search(text):
        return None
    if _SCHEME.match(text) and not text[:8].lower().startswith(("http://", "https://")):
        return None  # http:page.html is a relative form that nobody means
    try:
        parts = urlsplit(_joined(base, text))
        netloc = _netloc(parts.scheme, parts.netloc)
        path = _without_dots(_escaped(parts.path, _PATH_SAFE)) or "/"
        query = _escaped(parts.query, _QUERY_SAFE)
    except ValueError:  # lone surrogates of a base among them
        return None
    if netloc is None:
        return None
    found = f"{parts.scheme}://{netloc}{path}" + (f"?{query}" if query else "")
    return found if len(found) <= MAX_LENGTH else None


def canonical(url: str, base: str = "") -> str | None:
    """Return the one spelling of a page's URL, or None for what is not safe to ask."""
    found = absolute(url, base)
    if found is None:
        return None
    address, _, query = found.partition("?")
    kept = sorted(parameters.telling(address, query), key=parameters.place)
    return _with(_page_itself(address), kept)


def as_written(url: str, base: str = "") -> str:
    """Return a page's URL like `canonical`, but with its parameters in the order they were written in.

    robots.txt speaks of that order: `Disallow: /forum.php?mod=redirect`.
    """
    address, _, query = (absolute(url, base) or "").partition("?")
    return _with(_page_itself(address), parameters.telling(address, query))


def _page_itself(address: str) -> str:
    """Return an address without a session in its path, and without the number of a page of comments."""
    return _COMMENTS.sub(lambda found: found[1] or "/", _PATH_SESSION.sub("", address))


def without(url: str, names: Collection[str]) -> str:
    """Return a canonical URL without the query parameters of these names."""
    address, _, query = url.partition("?")
    kept = [one for one in query.split("&") if one and parameters.name(one) not in names]
    return _with(address, kept)


def _with(address: str, kept: Collection[str]) -> str:
    return f"{address}?{'&'.join(kept)}" if kept else address


@lru_cache(maxsize=1024)
def routed(url: str) -> str:
    """Return an address with the path that its query names as its own path, to look at and never to ask for.

    index.php?s=/news/lists/cid/2/p/3.html is one script for all of a site: what it shows is told by its route.
    So is /?news/12.html.
    """
    address, _, query = url.partition("?")
    parts = query.split("&") if "/" in query else []
    route = next(filter(None, map(_ROUTE.fullmatch, parts)), None)
    if route is None and parts and _ENTRANCE.search(address):
        route = _BARE_ROUTE.fullmatch(parts[0])
    if route is None:
        return url
    path = _TURNED.sub("/page/", f"{address.rstrip('/')}/{route[1].lstrip('/')}")
    rest = "&".join(one for one in parts if one != route[0])
    return f"{path}?{rest}" if rest else path


def origin(url: str) -> str:
    """Return `scheme://host[:port]` in its one spelling, or "" for what is no http(s) URL."""
    found = absolute(url)
    return "" if found is None else "/".join(found.split("/", 3)[:3])


def same_origin(url: str, other: str) -> bool:
    """Say whether two addresses are of one scheme, host and port."""
    return origin(url) == origin(other)


def names(origin: str) -> tuple[str, ...]:
    """Return the origins a site answers to: with and without www., by http and https."""
    scheme, _, own = origin.partition("://")
    bare = own.removeprefix("www.")
    hosts = (own,) if _NO_NAME.match(own) else dict.fromkeys((own, bare, f"www.{bare}"))
    schemes = (scheme,) if _PORT.search(own) else dict.fromkeys((scheme, *_PORTS))
    return tuple(f"{scheme}://{host}" for scheme in schemes for host in hosts)


def at_home(url: str, on: str) -> str:
    """Return an address as the page it stands on names its own site: http or https, with www. or not."""
    own = origin(on)
    if url.startswith(f"{own}/"):
        return url
    theirs = origin(url)
    return own + url.removeprefix(theirs) if theirs in names(own) else url


def same_site(url: str, other: str) -> bool:
    """Say whether two addresses are of one origin, or of two names of one."""
    return origin(url) in names(origin(other))


def cuts_across(url: str) -> bool:
    """Say whether an address is a tag's or a month's, which shows what the lists of a site show.

    A tag in a query may share its script with filters, that end together with it, unless its name says tags.
    """
    return bool(_ACROSS.fullmatch(url))


def is_month(url: str) -> bool:
    """Say whether an address is that of a month of an archive, or of a page of it."""
    return bool(_MONTH.fullmatch(url))


def from_both_ends(urls: Iterable[str]) -> list[str]:
    """Return addresses with the months of an archive among them last: the newest, the oldest, the next newest.

    What lists lack is old, and what they have is new.
    """
    all_ = list(urls)
    months = sorted(filter(is_month, all_), key=_when)
    turned = [months.pop(0 if at % 2 else -1) for at in range(len(months))]
    return [one for one in all_ if not is_month(one)] + turned


def _when(url: str) -> tuple[int, int]:
    found = _MONTH.fullmatch(url)
    assert found is not None
    return int(found[1]), int(found[2])


def host(url: str) -> str:
    """Return `host[:port]` of a URL, as a canonical one spells it; "" for what is no URL."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def host_and_port(url: str) -> tuple[str, int]:
    """Return the host without brackets and the port, the scheme's own included, of a safe URL."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    return parts.hostname, parts.port or _PORTS[parts.scheme]


def is_public(address: str) -> bool:
    """Say whether an IP address lies in the public Internet, its IPv4 inside an IPv6 too."""
    try:
        found: Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        found = _inner(found) or found
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that a mapped, 6to4, Teredo or NAT64 address leads to."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


def _joined(base: str, text: str) -> str:
    """Do as `urljoin`; a path from the root, as most links are, only needs its origin before it."""
    root, mark, _ = base[8:].partition("/")
    plain = text.startswith("/") and not text.startswith("//") and ";" not in text
    if plain and mark and not {"?", "#"} & set(root):
        return base[:8] + root + text
    return urljoin(base, text)


@lru_cache(maxsize=1024)  # a site has thousands of URLs and one of these
def _netloc(scheme: str, netloc: str) -> str | None:
    parts = SplitResult(scheme, netloc, "", "", "")
    if scheme not in _PORTS or "@" in netloc or not parts.hostname:
        return None
    name = _host(parts.hostname)
    if name is None or parts.port == 0:
        return None
    usual = parts.port is None or parts.port == _PORTS[scheme]
    return name if usual else f"{name}:{parts.port}"


@lru_cache(maxsize=4096)
def _host(name: str) -> str | None:
    if ":" in name:
        with suppress(ValueError):
            return f"[{ipaddress.IPv6Address(name)}]"
        return None
    try:
        ascii_name = name.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return None
    return ascii_name if len(ascii_name) <= 253 and _HOST.fullmatch(ascii_name) else None


def _escaped(text: str, safe: str) -> str:
    """Percent-encode what must be, as UTF-8; decode what need not be; escapes in upper case."""
    return _ESCAPE.sub(_escape, quote(text, safe=safe))


def _escape(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char in _UNRESERVED else found[0].upper()


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    folder = "/" if segments[-1] in {".", ".."} and kept else ""
    return "/" + "/".join(kept) + folder
