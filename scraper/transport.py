"""One kept connection to one origin, as a transport for httpx: asyncio below, h11 for the protocol.

httpx's own transport is a pool for many origins and either event loop, and takes five times the CPU
of this one for a page (`benchmarks/README.md`); a crawl has one connection to a host.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from typing import TYPE_CHECKING

import h11
import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

_KEEP_ALIVE = 30.0  # seconds: longer than most delays, so that a polite crawl need not reconnect
_HEAD = 100 * 1024  # bytes of a status line with its headers
TLS = "no secure connection: "  # how a ConnectError begins where TLS failed
_PIECE = 64 * 1024  # bytes that are looked at in one go
_CHUNK = 256 * 1024  # bytes that are taken from the network before anybody asks for them


class OneConnection(httpx.AsyncBaseTransport):
    """Sends one request after the other over one connection, and connects again where it must.

    A request names in its extensions the `address` to connect to and httpx's `timeout`; `tls` makes
    what a secure connection needs. Raises what httpx's transports raise.
    """

    def __init__(self, tls: Callable[[], ssl.SSLContext]) -> None:
        self._tls = tls
        self._wire: _Wire | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its answer, the body still to be read."""
        seconds = request.extensions["timeout"]["read"]
        await asyncio.sleep(0)  # tells us whether the other side has closed what we kept
        wire = self._wire
        if wire is None or not wire.is_fresh():
            await self.aclose()
            wire = self._wire = await self._connect(request)
        try:
            wire.send(request)
            head = await wire.head(seconds)
        except BaseException:
            await self.aclose()
            raise
        body = _Body(wire, seconds)
        return httpx.Response(head.status_code, headers=head.headers.raw_items(), stream=body)

    async def _connect(self, request: httpx.Request) -> _Wire:
        url, address = request.url, request.extensions["address"]
        secure = url.scheme == "https"
        port = url.port or (443 if secure else 80)
        name = url.raw_host.decode("ascii") if secure else None
        try:
            async with asyncio.timeout(request.extensions["timeout"]["connect"]):
                _, wire = await asyncio.get_running_loop().create_connection(
                    _Wire, address, port, ssl=self._tls() if secure else None, server_hostname=name
                )
        except TimeoutError as error:
            raise httpx.ConnectTimeout("not connected", request=request) from error
        except OSError as error:
            raise httpx.ConnectError(_why(error, secure=secure), request=request) from error
        return wire

    async def aclose(self) -> None:
        """Close the connection."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None


def _why(error: OSError, *, secure: bool) -> str:
    """Say why there is no connection; a reset is one that was there."""
    told = isinstance(error, ssl.SSLError) and error.reason
    broken = secure and isinstance(error, ssl.SSLError | ConnectionResetError)
    return f"{TLS}{told or 'the handshake was broken off'}" if broken else ""


class _Wire(asyncio.Protocol):
    """The connection: bytes as they come, and what h11 makes of them."""

    def __init__(self) -> None:
        self._h11 = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEAD)
        self._transport: asyncio.Transport | None = None
        self._come = bytearray()
        self._over = False
        self._broken: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._idle_from = time.monotonic()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._come += data
        if len(self._come) > _CHUNK and self._transport is not None:
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self._over, self._broken = True, exc
        self._wake()

    def eof_received(self) -> bool:
        self._over = True
        self._wake()
        return False

    def is_fresh(self) -> bool:
        """Say whether the connection may be used again: idle for not too long, and silent.

        What stands behind an answer would pass for the answer to the next request.
        """
        silent = not self._come and not self._h11.trailing_data[0]
        idle = self._h11.our_state is h11.IDLE and not self._over and silent
        return idle and time.monotonic() - self._idle_from < _KEEP_ALIVE

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def send(self, request: httpx.Request) -> None:
        try:
            head = h11.Request(
                method=request.method, target=request.url.raw_path, headers=request.headers.raw
            )
            data = self._h11.send(head)
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError(str(error)) from error
        self._h11.send(h11.EndOfMessage())
        assert self._transport is not None
        self._transport.write(data or b"")

    async def head(self, seconds: float) -> h11.Response:
        """Return the answer's status and headers, those that say "wait" passed over."""
        while not isinstance(event := await self.event(seconds), h11.Response):
            if not isinstance(event, h11.InformationalResponse):
                raise httpx.RemoteProtocolError("closed without an answer")
        return event

    async def event(self, seconds: float) -> h11.Event:
        """Return the next part of an answer; raises ReadTimeout, ReadError, RemoteProtocolError."""
        while (event := self._next()) is None:
            if not self._come and not self._over:
                await self._more(seconds)
            self._take()
        return event

    def rest(self) -> None:
        """Make ready for the next request where the answer has come to its end, else close."""
        try:
            while (event := self._next()) is None or isinstance(event, h11.Data):
                if event is None:
                    if not self._come:
                        break
                    self._take()
            self._h11.start_next_cycle()
        except (httpx.TransportError, h11.LocalProtocolError):  # not at its end; or it is the last
            self.close()
            self._over = True
        self._idle_from = time.monotonic()

    def _next(self) -> h11.Event | None:
        """Return what h11 has made of the bytes so far; None where it needs more."""
        try:
            event = self._h11.next_event()
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        if event is h11.PAUSED:
            raise httpx.RemoteProtocolError("speaks another protocol, unasked")
        return event if isinstance(event, h11.Event) else None

    def _take(self) -> None:
        """Give h11 what has come; b"" where no more will."""
        if self._broken is not None and not self._come:
            raise httpx.ReadError(str(self._broken)) from self._broken
        data = bytes(self._come[:_PIECE])
        del self._come[:_PIECE]
        if not data and self._h11.their_state is h11.SEND_RESPONSE:
            raise httpx.RemoteProtocolError("closed without an answer")
        self._h11.receive_data(data)
        if self._transport is not None and not self._over:
            self._transport.resume_reading()

    async def _more(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        patience = loop.call_later(seconds, self._wake)
        try:
            await self._waiter
        finally:
            self._waiter = None
            patience.cancel()
        if not self._come and not self._over:
            raise httpx.ReadTimeout("nothing came")

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class _Body(httpx.AsyncByteStream):
    """The body of an answer as it comes."""

    def __init__(self, wire: _Wire, seconds: float) -> None:
        self._wire = wire
        self._seconds = seconds

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while isinstance(event := await self._wire.event(self._seconds), h11.Data):
            yield bytes(event.data)

    async def aclose(self) -> None:
        self._wire.rest()
