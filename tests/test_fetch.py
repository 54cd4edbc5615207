"""Fetching, over real connections on loopback: what comes back, and what must never happen."""

from __future__ import annotations

import asyncio
import gzip
from datetime import UTC, datetime, timedelta

import pytest
from wire import (
    PAGE,
    Wire,
    answer,
    paths,
    refused,
    visited,
)

from scraper import demo
from scraper.config import CrawlSettings
from scraper.errors import (
    BadAnswer,
    FetchError,
    Gone,
    OutOfScope,
    Refused,
    Unreachable,
)
from scraper.fetch import Fetcher

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
