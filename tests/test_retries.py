"""What is slow, broken or too busy: how long it is waited for, and when it is asked for again."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from wire import (
    PAGE,
    Sandglass,
    Sent,
    Wire,
    answer,
    body_of,
    paths,
    refused,
    visited,
)

from scraper.config import CrawlSettings
from scraper.errors import (
    Gone,
    Refused,
    Unreachable,
)
from scraper.fetch import Fetcher

# Time and broken connections


def test_a_dripping_answer_ends_at_the_total_timeout_and_is_not_asked_again() -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(100):
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(0.05)

    began = time.monotonic()
    asked = refused({"/": drip}, Unreachable, "too-slow", total_timeout=0.5, retries=3)
    assert paths(asked) == ["/"]
    assert time.monotonic() - began < 2


def test_a_silent_server_is_given_up_after_the_timeout() -> None:
    async def silence(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1.5)

    began = time.monotonic()
    refused({"/": silence}, Unreachable, "timeout", timeout=0.3)
    assert time.monotonic() - began < 1.4


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n",
    ],
)
def test_broken_answers_are_asked_for_again_and_then_given_up(sent: bytes) -> None:
    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(sent)
        await writer.drain()

    asked = refused({"/": send}, Unreachable, "connection", retries=2)
    assert paths(asked) == ["/", "/"]


def test_nobody_listening_no_such_host_no_tls() -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 This is no TLS\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    async def main() -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            nobody = f"127.0.0.1:{free.getsockname()[1]}"
        async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
            deaf = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
            settings = CrawlSettings(delay=0, retries=1, timeout=2, allow_private=(nobody, deaf))
            async with Fetcher(settings) as fetcher:
                for url, reason in (
                    (f"http://{nobody}/", "no connection"),
                    (f"https://{deaf}/", "no secure connection"),
                    ("http://no-such-host.invalid/", "has no address"),
                ):
                    with pytest.raises(Unreachable, match=reason) as caught:
                        await fetcher.visit(url)
                    assert caught.value.code == "robots"  # nothing is asked without it

    asyncio.run(main())


def test_the_host_is_named_to_a_tls_server_and_a_broken_handshake_is_told() -> None:
    async def main() -> None:
        named: list[str | None] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # without a certificate
        context.sni_callback = lambda _socket, name, _context: named.append(name)

        async def nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.close()

        server = await asyncio.start_server(nothing, "127.0.0.1", 0, ssl=context)
        async with server:
            name = f"localhost:{server.sockets[0].getsockname()[1]}"
            settings = CrawlSettings(delay=0, retries=1, timeout=2, allow_private=(name,))
            async with Fetcher(settings) as fetcher:
                with pytest.raises(Unreachable, match="no secure connection"):
                    await fetcher.visit(f"https://{name}/")
        assert named == ["localhost"]

    asyncio.run(main())


# Retries


@pytest.mark.slow
def test_a_failure_that_passes_is_tried_again() -> None:
    visit = visited({"/": [answer(b"", 500), answer(b"", 502), answer(PAGE)]}, retries=3)
    assert body_of(visit) == PAGE
    assert visit.requests == 4


def test_tries_are_counted_and_spaced() -> None:
    async def main() -> None:
        glass = Sandglass()
        async with Wire({"/": answer(b"", 500)}) as wire:
            async with Fetcher(wire.settings(retries=3), clock=glass.clock) as fetcher:
                with pytest.raises(Unreachable):
                    await fetcher.visit(wire.url())
                assert fetcher.requests == 4
            assert wire.paths == ["/"] * 3
        first, second = glass.slept
        assert 0.5 <= first <= 1.0
        assert 1.0 <= second <= 1.5

    asyncio.run(main())


def test_an_error_page_may_be_packed_as_it_likes() -> None:
    refused({"/": answer(PAGE, 404, Content_Encoding="br")}, Gone, "http-404")


def test_what_is_gone_is_not_asked_for_again() -> None:
    for status, kind in ((404, Gone), (403, Refused), (410, Gone)):
        asked = refused({"/": answer(b"", status)}, kind, f"http-{status}", retries=3)
        assert paths(asked) == ["/"]


def test_a_throttling_host_is_asked_more_slowly_afterwards() -> None:
    async def waited(status: int) -> float:
        glass = Sandglass()
        async with (
            Wire({"/": [answer(b"", status), answer(PAGE)]}) as wire,
            Fetcher(wire.settings(retries=1), clock=glass.clock) as fetcher,
        ):
            with pytest.raises(Unreachable):
                await fetcher.visit(wire.url())
            await fetcher.visit(wire.url())
        return sum(glass.slept)

    async def main() -> None:
        assert await waited(500) == 0
        assert await waited(429) > 0.9
        assert await waited(503) > 0.9

    asyncio.run(main())


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_waited_for(form: str) -> None:
    async def main() -> None:
        glass = Sandglass()
        value = "40" if form == "seconds" else format_datetime(datetime.now(UTC) + timedelta(0, 40))
        throttled = answer(b"", 429, Retry_After=value)
        async with (
            Wire({"/": [throttled, answer(PAGE)]}) as wire,
            Fetcher(wire.settings(retries=3), clock=glass.clock) as fetcher,
        ):
            assert (await fetcher.visit(wire.url())).status == 200
        assert 38 <= sum(glass.slept) <= 42

    asyncio.run(main())


def test_a_long_retry_after_leaves_the_whole_host_alone() -> None:
    async def main() -> None:
        routes: dict[str, Sent | list[Sent]] = {
            "/": answer(b"", 503, Retry_After="3600"),
            "/2": answer(PAGE),
        }
        async with Wire(routes) as wire, Fetcher(wire.settings(retries=3)) as fetcher:
            for path in ("/", "/2"):
                with pytest.raises(Unreachable) as caught:
                    await fetcher.visit(wire.url(path))
                assert caught.value.code == "on-hold"
                until = caught.value.until
                assert until is not None
                assert timedelta(0, 3590) < until - datetime.now(UTC) <= timedelta(0, 3600)
            assert wire.paths == ["/"]

    asyncio.run(main())


@pytest.mark.parametrize("status", [429, 503])
def test_a_long_retry_after_of_any_page_leaves_the_whole_host_alone(status: int) -> None:
    async def main() -> None:
        routes: dict[str, Sent | list[Sent]] = {
            "/": answer(PAGE),
            "/2": answer(b"", status, Retry_After="3600"),
            "/3": answer(PAGE),
        }
        async with Wire(routes) as wire, Fetcher(wire.settings(retries=3)) as fetcher:
            await fetcher.visit(wire.url("/"))
            for path in ("/2", "/3"):
                with pytest.raises(Unreachable) as caught:
                    await fetcher.visit(wire.url(path))
                assert caught.value.code == "on-hold"
            assert wire.paths == ["/", "/2"]

    asyncio.run(main())


def test_an_absurd_retry_after_puts_only_that_url_off() -> None:
    async def main() -> None:
        routes: dict[str, Sent | list[Sent]] = {
            "/": answer(b"", 503, Retry_After="99999999"),
            "/2": answer(PAGE),
        }
        glass = Sandglass()
        async with (
            Wire(routes) as wire,
            Fetcher(wire.settings(retries=3), clock=glass.clock) as fetcher,
        ):
            with pytest.raises(Unreachable) as caught:
                await fetcher.visit(wire.url())
            assert (caught.value.code, caught.value.until) == ("put-off", None)
            assert "the next run asks again" in caught.value.reason
            assert (await fetcher.visit(wire.url("/2"))).status == 200
            assert wire.paths == ["/", "/2"]
            assert sum(glass.slept) < 3

    asyncio.run(main())


def test_a_nonsensical_retry_after_is_ignored() -> None:
    throttled = answer(b"", 503, Retry_After="soon")
    assert visited({"/": [throttled, answer(PAGE)]}, retries=2).status == 200
