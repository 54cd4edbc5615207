"""One request and its bounded answer over the wire.

httpx without its client: no cookies, no proxies from the environment, no
decoding without a limit, no redirects of its own. The address is looked up and checked here and
the connection goes to that very address, so a name cannot change its mind in between.
"""

from __future__ import annotations

import asyncio
import socket
import time
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx

from scraper.bodies import WITH_BODY, Body, BodyError, may_be_text
from scraper.errors import BadAnswer, OutOfScope, Unreachable
from scraper.transport import TLS, OneConnection
from scraper.urls import host_and_port, is_public

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from scraper.config import CrawlSettings

_ADDRESSES_EXPIRE = 300.0
_MAX_ADDRESSES = 3  # tried for one request


@dataclass(frozen=True, slots=True)
class Want:
    """What is taken of a body: at most `limit` bytes; with `cut` the rest is dropped.

    Without `any_type` an answer that is neither HTML, XML nor text is refused before its body.
    """

    limit: int
    cut: bool = False
    any_type: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `location` is percent-encoded, `received` counts the body's wire bytes."""

    status: int
    headers: Mapping[str, str]
    location: str
    body: bytes
    received: int


@cache
def _tls() -> ssl.SSLContext:
    context = httpx.create_ssl_context(trust_env=False)  # loading the certificates takes 30 ms
    context.set_alpn_protocols(["http/1.1"])
    return context


@dataclass(slots=True)
class Line:
    """The connection to one origin, kept open between requests."""

    settings: CrawlSettings
    _transport: OneConnection = field(default_factory=lambda: OneConnection(_tls))
    _addresses: list[str] = field(default_factory=list)
    _looked_up: float = 0.0

    async def close(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def ask(self, url: str, headers: Mapping[str, str], want: Want) -> Answer:
        """GET a URL that `absolute` has passed; any status is an answer.

        Raises Unreachable, BadAnswer, or OutOfScope for an address that is not public.
        """
        try:
            async with asyncio.timeout(self.settings.total_timeout):
                return await self._ask(url, headers, want)
        except TimeoutError:
            seconds = self.settings.total_timeout
            raise Unreachable(url, "too-slow", f"not finished after {seconds:g} s") from None
        except httpx.TimeoutException:
            seconds = self.settings.timeout
            raise Unreachable(url, "timeout", f"no answer within {seconds:g} s") from None
        except httpx.TransportError as error:
            raise _unreachable(url, error) from None
        except httpx.InvalidURL as error:
            raise OutOfScope(url, "url", f"cannot be requested: {error}") from None
        except BodyError as error:
            raise BadAnswer(url, error.code, error.reason) from None

    async def _ask(self, url: str, headers: Mapping[str, str], want: Want) -> Answer:
        response = await self._connected(url, headers)
        try:
            wanted = response.status_code in WITH_BODY
            body, received = await _read(url, response, want) if wanted else (b"", 0)
        finally:
            await response.aclose()
        location = _location(response)
        return Answer(response.status_code, response.headers, location, body, received)

    async def _connected(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        """Send the request to the first address that takes it, and return the opened answer."""
        addresses = await self._look_up(url)
        for left, address in enumerate(addresses, 1 - len(addresses)):
            try:
                return await self._transport.handle_async_request(
                    self._request(url, address, headers)
                )
            except (httpx.ConnectError, httpx.ConnectTimeout):
                self._addresses.remove(address)
                if not left:
                    raise
        raise AssertionError("there is an address")

    def _request(self, url: str, address: str, headers: Mapping[str, str]) -> httpx.Request:
        timeout = {"connect": self.settings.timeout, "read": self.settings.timeout}
        extensions = {"timeout": timeout, "address": address}
        return httpx.Request("GET", url, headers=headers, extensions=extensions)

    async def _look_up(self, url: str) -> list[str]:
        """Return the addresses to try; raises OutOfScope where all are private and not allowed."""
        if self._addresses and time.monotonic() - self._looked_up < _ADDRESSES_EXPIRE:
            return self._addresses[:_MAX_ADDRESSES]
        host, port = host_and_port(url)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(
                host, port, type=socket.SOCK_STREAM
            )
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Unreachable(url, "dns", f"{host} has no address: {reason}") from None
        every = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        allowed = _is_named(host, port, self.settings.allow_private)
        self._addresses = every if allowed else [one for one in every if is_public(one)]
        self._looked_up = time.monotonic()
        if not self._addresses:
            hint = f'to fetch from it, add "{host}:{port}" to allow_private under [crawl] in config.toml'
            raise OutOfScope(
                url, "private-address", f"{host} is not on the public internet; {hint}"
            )
        return self._addresses[:_MAX_ADDRESSES]


def _is_named(host: str, port: int, allow_private: tuple[str, ...]) -> bool:
    return f"{host}:{port}" in allow_private or f"[{host}]:{port}" in allow_private


async def _read(url: str, response: httpx.Response, want: Want) -> tuple[bytes, int]:
    """Return the body and its length on the wire, as far as it is wanted."""
    _check(url, response, want)
    body = Body(response.headers.get("content-encoding", ""), want.limit, want.cut)
    async for chunk in response.aiter_raw():
        body.feed(chunk)
        if body.full:
            break
    return body.whole(), body.received


def _check(url: str, response: httpx.Response, want: Want) -> None:
    """Refuse, before it is read, a body that its own header says is not wanted."""
    kind = response.headers.get("content-type", "")
    if not want.any_type and not may_be_text(kind):
        raise BadAnswer(url, "type", f"not a page but {kind[:80]}")
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > want.limit and not want.cut:
        raise BadAnswer(url, "too-large", f"the body is longer than {want.limit:,} bytes")


def _location(response: httpx.Response) -> str:
    """Return the Location header; its bytes, GBK or UTF-8, are kept as they are, as escapes."""
    for name, value in response.headers.raw:
        if name.lower() == b"location":
            return "".join(chr(b) if b < 0x80 else quote(bytes([b])) for b in value)
    return ""


def _unreachable(url: str, error: httpx.TransportError) -> Unreachable:
    if str(error).startswith(TLS):
        return Unreachable(url, "tls", str(error))
    if isinstance(error, httpx.ConnectError):
        return Unreachable(url, "connect", "no connection")
    return Unreachable(url, "connection", f"the connection broke: {error}".rstrip(": "))
