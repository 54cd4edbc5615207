"""Bodies over real connections: how long they may be, and how they may be packed."""

from __future__ import annotations

import gzip
import resource
import time
import zlib

import pytest
from wire import (
    PAGE,
    answer,
    body_of,
    refused,
    visited,
)

from scraper.errors import (
    BadAnswer,
)


def test_a_body_may_be_as_long_as_the_limit_and_no_longer() -> None:
    for size, good in ((1000, True), (1001, False)):
        for sent in (answer(b"a" * size), answer(b"a" * size, Content_Length=None)):
            if good:
                assert len(body_of(visited({"/": sent}, max_bytes=1000))) == 1000
            else:
                refused({"/": sent}, BadAnswer, "too-large", max_bytes=1000)


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
