"""Redirects over real connections: which are followed, and whereto."""

from __future__ import annotations

import asyncio
import time

import pytest
from wire import (
    PAGE,
    Sent,
    Wire,
    answer,
    paths,
    refused,
    to,
    visited,
)

from scraper.errors import (
    BadAnswer,
    FetchError,
    OutOfScope,
    Refused,
)
from scraper.fetch import Fetcher


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
