"""robots.txt and the pace of requests, over real connections."""

from __future__ import annotations

import asyncio
import socket
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from wire import (
    PAGE,
    Sandglass,
    Sent,
    Wire,
    answer,
    packed,
    paths,
    refused,
    to,
    visited,
)

from scraper.errors import (
    Disallowed,
    Unreachable,
)
from scraper.fetch import Fetcher

if TYPE_CHECKING:
    from scraper.politeness import Pace


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
