"""Fetching, over real connections on loopback: what comes back, and what must never happen."""

from __future__ import annotations

import asyncio
import gzip
import resource
import socket
import ssl
import time
import zlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from wire import Request, Sandglass, Wire, answer, packed, to

from scraper import demo
from scraper.config import CrawlSettings
from scraper.errors import (
    BadAnswer,
    Disallowed,
    FetchError,
    Gone,
    OutOfScope,
    Refused,
    Unreachable,
)
from scraper.fetch import Fetcher, Visit

if TYPE_CHECKING:
    from scraper.politeness import Pace

PAGE = b"<html><body><p>\xe5\x90\x8c\xe5\xbf\x97\xe4\xbb\xac</p></body></html>"
Sent = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


def visited(routes: dict[str, Sent | list[Sent]], path: str = "/", **changes: object) -> Visit:
    """Ask a server with these routes for one page."""

    async def main() -> Visit:
        async with Wire(routes) as wire:
            return await wire.visit(path, **changes)

    return asyncio.run(main())


def refused(
    routes: dict[str, Sent | list[Sent]],
    kind: type[FetchError],
    code: str,
    path: str = "/",
    **changes: object,
) -> list[Request]:
    """Ask for a page that must fail, for that reason; return what the server was asked for."""

    async def main() -> list[Request]:
        async with Wire(routes) as wire:
            with pytest.raises(kind) as caught:
                await wire.visit(path, **changes)
            assert type(caught.value) is kind
            assert caught.value.code == code
            assert caught.value.url == wire.url(path)
            assert len(str(caught.value).splitlines()) == 1
            return wire.requests

    return asyncio.run(main())


def paths(requests: list[Request]) -> list[str]:
    return [one.path for one in requests if one.path != "/robots.txt"]


# What comes back


def test_a_page_comes_back_as_it_was_sent() -> None:
    visit = visited(
        {"/x.html": answer(PAGE, Content_Type="text/html; charset=gb2312", ETag='"1"')}, "/x.html"
    )
    assert visit.page is not None
    assert visit.page.body == PAGE
    assert visit.page.content_type == "text/html; charset=gb2312"
    assert visit.page.url == visit.url == visit.final_url
    assert visit.page.fetched_at == visit.at
    assert datetime.now(UTC) - visit.at < timedelta(seconds=9)
    assert (visit.status, visit.etag, visit.last_modified) == (200, '"1"', "")
    assert visit.bytes == len(PAGE)
    assert visit.requests == 2  # robots.txt


def test_a_visit_keeps_the_url_asked_for_and_names_the_canonical_one() -> None:
    async def main() -> None:
        async with Wire({"/x?b=1&a=2&sid=8f14e45fceea167a": answer(PAGE)}) as wire:
            visit = await wire.visit("/x?b=1&a=2&sid=8f14e45fceea167a")
            assert wire.paths == ["/x?b=1&a=2&sid=8f14e45fceea167a"]
            assert visit.url == wire.url("/x?b=1&a=2&sid=8f14e45fceea167a")
            assert visit.final_url == wire.url("/x?a=2&b=1")

    asyncio.run(main())


def test_what_is_sent_is_honest_and_bare() -> None:
    async def main() -> None:
        async with Wire({"/": answer(PAGE, Set_Cookie="a=b")}) as wire:
            async with Fetcher(wire.settings(contact="mailto:me@example.org")) as fetcher:
                await fetcher.visit(wire.url())
                await fetcher.visit(wire.url())
            sent = wire.requests[-1].headers
            assert sent["user-agent"].startswith("gongwen/")
            assert sent["user-agent"].endswith(" (+mailto:me@example.org)")
            assert sent["accept-encoding"] == "gzip, deflate"
            assert sent["host"] == wire.name
            assert not {"cookie", "authorization", "referer"} & set(sent)

    asyncio.run(main())


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert visited({"/": answer(PAGE)}).status == 200


def test_a_conditional_request_may_bring_nothing_new() -> None:
    async def main() -> None:
        with demo.serve({"/": PAGE, "/robots.txt": b""}) as start:
            settings = CrawlSettings(delay=0, allow_private=(start.split("/")[2],))
            async with Fetcher(settings) as fetcher:
                first = await fetcher.visit(start)
                again = await fetcher.visit(start, etag=first.etag)
        assert first.page is not None
        assert (again.status, again.page, again.etag) == (304, None, first.etag)

    asyncio.run(main())


def test_validators_are_sent_as_they_came_and_never_if_they_could_break_a_header() -> None:
    async def main() -> None:
        async with Wire({"/": answer(b"", 304, Content_Length=None) + b""}) as wire:
            async with Fetcher(wire.settings()) as fetcher:
                with pytest.raises(BadAnswer):
                    await fetcher.visit(wire.url(), etag='"a\r\nX: y"', last_modified="三月")
                visit = await fetcher.visit(wire.url(), etag='W/"a"', last_modified="Sat")
            assert visit.page is None
            assert not {"if-none-match", "if-modified-since", "x"} & set(wire.requests[1].headers)
            assert wire.requests[2].headers["if-none-match"] == 'w/"a"'
            assert wire.requests[2].headers["if-modified-since"] == "sat"

    asyncio.run(main())


# Status and type


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, Gone),
        (410, Gone),
        (401, Refused),
        (403, Refused),
        (402, Refused),
        (400, BadAnswer),
        (418, BadAnswer),
        (204, BadAnswer),
        (206, BadAnswer),
        (226, BadAnswer),
        (304, BadAnswer),
        (300, BadAnswer),
        (429, Unreachable),
        (500, Unreachable),
        (503, Unreachable),
        (599, Unreachable),
    ],
)
def test_any_other_status_says_why(status: int, kind: type[FetchError]) -> None:
    body = b"" if status in {204, 304} else PAGE
    asked = refused({"/": answer(body, status)}, kind, f"http-{status}")
    assert paths(asked) == ["/"]


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/png", "application/json", "text/css", "video/mp4", "x"]
)
def test_other_types_are_refused_by_their_label(kind: str) -> None:
    refused({"/": answer(PAGE, Content_Type=kind)}, BadAnswer, "type")


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04",
        b"\x89PNG\r\n\x1a\n",
        b"\x00" * 99,
        gzip.compress(PAGE, mtime=0),
    ],
)
def test_binary_data_is_refused_whatever_its_label(body: bytes) -> None:
    for label in ("text/html", None, "application/octet-stream"):
        refused({"/": answer(body, Content_Type=label)}, BadAnswer, "type")


@pytest.mark.parametrize(
    ("body", "label", "expected"),
    [
        (PAGE, None, "text/html"),
        (PAGE, "", "text/html"),
        (b"\xef\xbb\xbf  <!doctype html>", None, "text/html"),
        ("同志们".encode("gbk"), None, "text/plain"),
        (PAGE, "application/octet-stream", "text/html"),
        (PAGE, "application/xhtml+xml", "application/xhtml+xml"),
        (b"<rss/>", "application/rss+xml", "application/rss+xml"),
        ("<html>讲话".encode("utf-16"), "text/html", "text/html"),
        (b"", "text/html", "text/html"),
    ],
)
def test_text_of_any_kind_is_a_page(body: bytes, label: str | None, expected: str) -> None:
    visit = visited({"/": answer(body, Content_Type=label)})
    assert visit.page is not None
    assert (visit.page.body, visit.page.content_type) == (body, expected)


# Size and encoding


def test_a_body_may_be_as_long_as_the_limit_and_no_longer() -> None:
    for size, good in ((1000, True), (1001, False)):
        for sent in (answer(b"a" * size), answer(b"a" * size, Content_Length=None)):
            if good:
                assert len(body_of(visited({"/": sent}, max_bytes=1000))) == 1000
            else:
                refused({"/": sent}, BadAnswer, "too-large", max_bytes=1000)


def body_of(visit: Visit) -> bytes:
    assert visit.page is not None
    return visit.page.body


def test_a_body_announced_too_long_is_not_read() -> None:
    sent = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n"
    began = time.monotonic()
    refused({"/": sent}, BadAnswer, "too-large")
    assert time.monotonic() - began < 1.5


def test_gzip_deflate_and_raw_deflate_are_unpacked() -> None:
    raw = zlib.compressobj(wbits=-15)
    forms = {
        "gzip": gzip.compress(PAGE),
        "x-gzip": gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]),
        "GZIP": gzip.compress(PAGE) + b"\0" * 9,
        "deflate": zlib.compress(PAGE),
        "Deflate": raw.compress(PAGE) + raw.flush(),
        "identity": PAGE,
    }
    for name, body in forms.items():
        visit = visited({"/": answer(body, Content_Encoding=name)})
        assert body_of(visit) == PAGE, name
        assert visit.bytes == len(body)


@pytest.mark.parametrize("name", ["br", "zstd", "gzip, gzip", "gzip, br", "compress", "x" * 999])
def test_encodings_that_were_not_asked_for_are_refused(name: str) -> None:
    body = gzip.compress(gzip.compress(PAGE))
    refused({"/": answer(body, Content_Encoding=name)}, BadAnswer, "encoding")


@pytest.mark.parametrize(
    "body", [gzip.compress(PAGE, mtime=0)[:-9], b"\x1f\x8bnonsense", PAGE, b"\x1f"]
)
def test_broken_packing_is_refused(body: bytes) -> None:
    refused({"/": answer(body, Content_Encoding="gzip")}, BadAnswer, "encoding")


def test_what_follows_a_packed_body_counts_too() -> None:
    body = gzip.compress(PAGE) + bytes(2000)
    sent = answer(body, Content_Encoding="gzip", Content_Length=None)
    assert body_of(visited({"/": sent}, max_bytes=len(body))) == PAGE
    refused({"/": sent}, BadAnswer, "too-large", max_bytes=1000)


def test_a_bomb_costs_neither_memory_nor_time() -> None:
    bomb = zlib.compressobj(9, wbits=31)
    body = b"".join([*(bomb.compress(bytes(1 << 20)) for _ in range(512)), bomb.flush()])
    assert len(body) < 1_000_000
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    refused(
        {"/": answer(body, Content_Encoding="gzip")}, BadAnswer, "too-large", max_bytes=1_000_000
    )
    assert time.monotonic() - began < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


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


def test_a_long_retry_after_of_one_page_only_puts_that_page_off() -> None:
    async def main() -> None:
        routes: dict[str, Sent | list[Sent]] = {
            "/": answer(PAGE),
            "/2": answer(b"", 503, Retry_After="3600"),
            "/3": answer(PAGE),
        }
        async with Wire(routes) as wire, Fetcher(wire.settings(retries=3)) as fetcher:
            await fetcher.visit(wire.url("/"))
            with pytest.raises(Unreachable) as caught:
                await fetcher.visit(wire.url("/2"))
            assert (caught.value.code, caught.value.until) == ("put-off", None)
            assert (await fetcher.visit(wire.url("/3"))).status == 200
            assert wire.paths == ["/", "/2", "/", "/3"]  # the last good page is asked again

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
            assert (await fetcher.visit(wire.url("/2"))).status == 200
            assert wire.paths == ["/", "/2"]
            assert sum(glass.slept) < 3

    asyncio.run(main())


def test_a_nonsensical_retry_after_is_ignored() -> None:
    throttled = answer(b"", 503, Retry_After="soon")
    assert visited({"/": [throttled, answer(PAGE)]}, retries=2).status == 200


# Redirects


def test_redirects_are_followed_and_the_end_is_named() -> None:
    async def main() -> None:
        routes: dict[str, Sent | list[Sent]] = {
            "/": to("/b", 301),
            "/b": to("c?x=1", 302),
            "/c?x=1": to("/%E8%AE%B2", 308),
            "/%E8%AE%B2": answer(PAGE),
        }
        async with Wire(routes) as wire:
            visit = await wire.visit("/")
            assert visit.url == wire.url("/")
            assert visit.final_url == wire.url("/%E8%AE%B2")
            assert visit.page is not None
            assert visit.page.url == visit.final_url

    asyncio.run(main())


def test_an_address_in_gbk_or_utf8_is_followed_byte_for_byte() -> None:
    for raw, path in (("讲".encode("gbk"), "/%BD%B2"), ("讲".encode(), "/%E8%AE%B2")):
        sent = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /" + raw + b"\r\n\r\n"
        assert visited({"/": sent, path: answer(PAGE)}).status == 200


@pytest.mark.parametrize("hops", [5, 6])
def test_five_redirects_are_enough(hops: int) -> None:
    routes: dict[str, Sent | list[Sent]] = {f"/{i}": to(f"/{i + 1}") for i in range(hops)}
    routes[f"/{hops}"] = answer(PAGE)
    if hops == 5:
        assert visited(routes, "/0").status == 200
    else:
        assert len(paths(refused(routes, BadAnswer, "redirect", "/0"))) == 6


@pytest.mark.parametrize(
    ("location", "kind", "code"),
    [
        ("/", BadAnswer, "redirect"),
        ("", BadAnswer, "redirect"),
        ("file:///etc/passwd", OutOfScope, "redirect"),
        ("ftp://127.0.0.1/", OutOfScope, "redirect"),
        ("http://user:pw@127.0.0.1/", OutOfScope, "redirect"),
        ("http://127.0.0.1\\@a.example/", OutOfScope, "redirect"),
        ("//169.254.169.254/latest/meta-data/", OutOfScope, "private-address"),
        ("/user/login?back=/", Refused, "login"),
    ],
)
def test_redirects_that_are_not_followed(location: str, kind: type[FetchError], code: str) -> None:
    asked = refused({"/": to(location)}, kind, code)
    assert paths(asked) == ["/"]


def test_a_redirects_body_is_never_read() -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Encoding: br\r\n\r\n")
        for _ in range(1000):
            writer.write(b"a" * 1000)
            await writer.drain()
            await asyncio.sleep(0.01)

    began = time.monotonic()
    assert visited({"/": endless, "/b": answer(PAGE)}).bytes == len(PAGE)
    assert time.monotonic() - began < 3


def test_every_hop_stays_in_scope() -> None:
    async def main() -> None:
        async with Wire({"/": answer(PAGE)}) as canary, Wire({"/": to(canary.url())}) as wire:
            settings = wire.settings(allow_private=(wire.name, canary.name))
            async with Fetcher(settings) as fetcher:
                with pytest.raises(OutOfScope) as caught:
                    await fetcher.visit(wire.url(), scope=lambda url: url.startswith(wire.url()))
                assert caught.value.code == "scope"
                assert caught.value.url == wire.url()
                assert canary.url() in caught.value.reason
                with pytest.raises(OutOfScope):
                    await fetcher.visit(canary.url(), scope=lambda _: False)
                assert canary.requests == []
                assert (await fetcher.visit(wire.url())).final_url == canary.url()

    asyncio.run(main())


# Addresses


@pytest.mark.parametrize(
    "named", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked_under_any_name(named: str) -> None:
    async def main() -> None:
        async with Wire({"/": answer(PAGE)}) as wire:
            async with Fetcher(CrawlSettings(delay=0, retries=1)) as fetcher:
                with pytest.raises(OutOfScope) as caught:
                    await fetcher.visit(f"http://{named}:{wire.port}/")
                assert caught.value.code == "private-address"
            assert wire.requests == []

    asyncio.run(main())


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://u:p@a.example/", "x.html", ""])
def test_odd_addresses_are_refused_before_anything(url: str) -> None:
    async def main() -> None:
        async with Fetcher(CrawlSettings(delay=0)) as fetcher:
            with pytest.raises(OutOfScope) as caught:
                await fetcher.visit(url)
            assert caught.value.url == url
            assert fetcher.requests == 0

    asyncio.run(main())


def test_a_name_keeps_its_host_header_while_its_address_is_asked() -> None:
    async def main() -> None:
        async with Wire({"/": answer(PAGE)}) as wire:
            settings = wire.settings(allow_private=(f"localhost:{wire.port}",))
            async with Fetcher(settings) as fetcher:
                await fetcher.visit(f"http://localhost:{wire.port}/")
            assert wire.requests[-1].headers["host"] == f"localhost:{wire.port}"

    asyncio.run(main())


# robots.txt


RULES = answer("User-agent: *\nDisallow: /private/\n", Content_Type="text/plain")


def test_robots_is_asked_first_once_and_obeyed() -> None:
    async def main() -> None:
        routes: dict[str, Sent | list[Sent]] = {"/robots.txt": RULES, "/a": answer(PAGE)}
        async with Wire(routes) as wire, Fetcher(wire.settings()) as fetcher:
            for _ in range(2):
                await fetcher.visit(wire.url("/a"))
            with pytest.raises(Disallowed) as caught:
                await fetcher.visit(wire.url("/private/1.html"))
            assert caught.value.code == "robots"
            assert [one.path for one in wire.requests] == ["/robots.txt", "/a", "/a"]

    asyncio.run(main())


def test_robots_counts_at_every_hop() -> None:
    asked = refused({"/robots.txt": RULES, "/": to("/private/x")}, Disallowed, "robots")
    assert paths(asked) == ["/"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 204])
def test_a_site_without_robots_is_open(status: int) -> None:
    forbids = answer("User-agent: *\nDisallow: /" if status != 204 else "", status)
    assert visited({"/robots.txt": forbids, "/": answer(PAGE)}).status == 200


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_robots_fails_is_not_asked(status: int) -> None:
    async def main() -> None:
        routes: dict[str, Sent | list[Sent]] = {
            "/robots.txt": answer(b"", status),
            "/": answer(PAGE),
        }
        async with Wire(routes) as wire, Fetcher(wire.settings()) as fetcher:
            for _ in range(3):
                with pytest.raises(Unreachable, match=str(status)) as caught:
                    await fetcher.visit(wire.url())
                assert caught.value.code == "robots"
            assert [one.path for one in wire.requests] == ["/robots.txt"]

    asyncio.run(main())


async def _reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


async def _hang(_: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.8)


@pytest.mark.parametrize("sent", [_reset, _hang, answer(b"x", Content_Encoding="gzip")])
def test_a_site_whose_robots_breaks_is_not_asked(sent: Sent) -> None:
    asked = refused({"/robots.txt": sent, "/": answer(PAGE)}, Unreachable, "robots", timeout=0.3)
    assert paths(asked) == []


def test_robots_may_be_packed_huge_redirected_and_of_any_type() -> None:
    rules = b"User-agent: *\nDisallow: /private/\n"
    huge = packed(rules + b"#" * 50_000_000, Content_Type="application/octet-stream")
    for sent in (huge, packed(rules), answer(rules + b"# \n" * 900_000), to("/r.txt")):
        routes: dict[str, Sent | list[Sent]] = {
            "/robots.txt": sent,
            "/r.txt": answer(rules),
            "/": answer(PAGE),
        }
        assert visited(routes).status == 200
        refused(routes, Disallowed, "robots", "/private/1")


def test_robots_led_astray_is_no_robots_and_nothing_foreign_is_asked() -> None:
    async def main(scoped: str) -> None:
        async with Wire({"/robots.txt": RULES}) as canary:
            away = canary.url("/robots.txt")
            for location in (away, "http://10.0.0.1/", "file:///x", "/robots.txt", "/login"):
                async with Wire({"/robots.txt": to(location), "/": answer(PAGE)}) as wire:
                    names = (wire.name, canary.name) if scoped else (wire.name,)
                    scope = (lambda url, w=wire: url.startswith(w.url())) if scoped else None
                    async with Fetcher(wire.settings(allow_private=names)) as fetcher:
                        assert (await fetcher.visit(wire.url(), scope=scope)).status == 200
            assert canary.requests == []

    asyncio.run(main("by the scope"))
    asyncio.run(main(""))  # by the address


def test_crawl_delay_wins_over_a_shorter_delay() -> None:
    async def main() -> None:
        glass = Sandglass()
        rules = answer("User-agent: *\nCrawl-delay: 7\n")
        async with (
            Wire({"/robots.txt": rules, "/": answer(PAGE)}) as wire,
            Fetcher(wire.settings(delay=1.0), clock=glass.clock) as fetcher,
        ):
            for _ in range(3):
                await fetcher.visit(wire.url())
        after_robots, *others = glass.slept
        assert after_robots >= 0.9
        assert len(others) == 2
        assert all(6.9 <= wait <= 8.5 for wait in others)

    asyncio.run(main())


def test_a_site_that_wants_an_hour_between_requests_is_left_alone() -> None:
    rules = answer("User-agent: *\nCrawl-delay: 3600\n")
    asked = refused({"/robots.txt": rules, "/": answer(PAGE)}, Disallowed, "crawl-delay")
    assert paths(asked) == []


# Pace


def test_requests_to_one_host_keep_their_distance_in_real_time() -> None:
    async def main() -> None:
        async def slow(writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(0.15)
            writer.write(answer(PAGE))
            await writer.drain()

        async with Wire({"/": to("/b"), "/b": slow}) as wire:
            async with Fetcher(wire.settings(delay=0.2)) as fetcher:
                await asyncio.gather(*(fetcher.visit(wire.url()) for _ in range(2)))
            assert len(wire.requests) == 5
            pairs = pairwise(wire.requests)
            assert all(later.at - one.done >= 0.19 for one, later in pairs)

    asyncio.run(main())


def test_two_fetchers_may_share_the_pace_of_a_host() -> None:
    async def main() -> None:
        paces: dict[str, Pace] = {}

        async def one(wire: Wire, delay: float) -> None:
            async with Fetcher(wire.settings(delay=delay), paces=paces) as fetcher:
                await fetcher.visit(wire.url())

        async with Wire({"/": answer(PAGE)}) as wire:
            await asyncio.gather(one(wire, 0.1), one(wire, 0.2))
            times = sorted(one.at for one in wire.requests)
            assert len(times) == 4
            assert min(b - a for a, b in pairwise(times)) >= 0.19

    asyncio.run(main())


def test_connections_are_kept_and_closed() -> None:
    async def main() -> None:
        async with Wire({"/": answer(PAGE)}) as wire:
            wire.routes["/robots.txt"] = answer(b"")
            opened = 0
            serve = wire._serve  # noqa: SLF001 - our own server

            async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                nonlocal opened
                opened += 1
                await serve(reader, writer)

            server = await asyncio.start_server(counted, "127.0.0.1", 0)
            name = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
            async with Fetcher(wire.settings(allow_private=(name,))) as fetcher:
                for _ in range(5):
                    await fetcher.visit(f"http://{name}/")
            assert opened == 1
            server.close()
            await asyncio.wait_for(server.wait_closed(), 2)

    asyncio.run(main())


def test_a_cancelled_visit_ends_at_once_and_leaves_the_fetcher_usable() -> None:
    async def main() -> None:
        async with (
            Wire({"/": _hang, "/b": answer(PAGE)}) as wire,
            Fetcher(wire.settings()) as fetcher,
        ):
            task = asyncio.create_task(fetcher.visit(wire.url()))
            await asyncio.sleep(0.2)
            began = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert time.monotonic() - began < 0.3
            assert (await fetcher.visit(wire.url("/b"))).status == 200

    asyncio.run(main())
