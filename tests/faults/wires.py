"""Faults below the page: connections, framing, slowness, size, packing."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING

from wire import answer, packed

from faults.fault import STORED, Fault, fault, html, text

if TYPE_CHECKING:
    from wire import Drip

GOOD = html(text(9)).encode()
BROKEN = ("connection", "timeout", "too-slow")
EMPTY = ("no-body", "no-text", "empty")


def raw(*pieces: bytes, pause: float = 0.0, end: bool = True) -> Drip:
    """Bytes sent as they are, then the end of the connection, or silence."""

    async def send(writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)
        if not end:
            await asyncio.sleep(60)

    return send


async def _reset(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html>")
    await writer.drain()
    writer.transport.abort()


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for byte in GOOD:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.2)


async def _flood(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(2000):
        writer.write("<p>没有尽头</p>".encode() * 4000)
        await writer.drain()


async def _headers_for_ever(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(20_000):
        writer.write(b"X-%d: %s\r\n" % (number, b"x" * 400))
        await writer.drain()


def chunked(*pieces: bytes, last: bytes = b"0\r\n\r\n") -> Drip:
    """A chunked body, whatever its chunks are."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return raw(head, *pieces, last)


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _bomb(level: int = 9) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    block = b" " * 1_000_000
    return b"".join(packer.compress(block) for _ in range(300)) + packer.flush()


BOMB = _bomb()


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


def packed_and(more: bytes) -> bytes:
    """A packed page with bytes behind its end."""
    return answer(gzip.compress(GOOD) + more, Content_Encoding="gzip")


RAW_DEFLATE = _raw_deflate(GOOD)

_MEMBER = gzip.compress(b"")
_ENDLESS = gzip.compress(GOOD + b"<p> </p>" * 4_000_000)

CONNECTION: tuple[Fault, ...] = (
    fault("closed at once", raw(), *BROKEN),
    fault("reset in the body", _reset, *BROKEN),
    fault("silence", raw(b"", end=False), *BROKEN),
    fault("silence after the head", raw(b"HTTP/1.1 200 OK\r\n\r\n", end=False), *BROKEN),
    fault("silence in the body", raw(answer(GOOD)[:400], end=False), *BROKEN),
    fault("body ends early", raw(answer(GOOD)[:-200]), *BROKEN),
    fault("not HTTP", raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), *BROKEN),
    fault("HTTP/0.9", raw(GOOD), *BROKEN),
    fault("status line of nonsense", raw(b"HTTP/1.1 abc OK\r\n\r\n"), *BROKEN),
    fault("status 99999", raw(b"HTTP/1.1 99999 OK\r\n\r\n"), *BROKEN),
    fault("header without colon", raw(b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n" + GOOD), *BROKEN),
    fault("NUL in a header", raw(b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n" + GOOD), *BROKEN),
    fault("headers for ever", _headers_for_ever, *BROKEN),
    fault("a header of 1 MB", answer(GOOD, X_Long="x" * 1_000_000), *BROKEN),
    fault("two lengths", answer(GOOD, content_length="5"), *BROKEN),
    fault("a length below zero", answer(GOOD, Content_Length="-5"), *BROKEN),
    fault("a length of letters", answer(GOOD, Content_Length="viele"), *BROKEN),
    fault("chunk size of nonsense", chunked(b"zz\r\n<html>\r\n"), *BROKEN),
    fault("chunk longer than said", chunked(b"5\r\n" + GOOD + b"\r\n"), *BROKEN),
    fault("chunks without an end", chunked(_chunk(GOOD), last=b""), *BROKEN),
    fault("chunk of 2^64", chunked(b"ffffffffffffffff1\r\n" + GOOD), *BROKEN, "too-large"),
    fault("chunked and well", chunked(_chunk(GOOD[:700]), _chunk(GOOD[700:])), STORED),
    fault(
        "switching protocols", raw(b"HTTP/1.1 101 Go\r\nUpgrade: x\r\n\r\n"), *BROKEN, "http-101"
    ),
    fault("100 before 200", raw(b"HTTP/1.1 100 Continue\r\n\r\n", answer(GOOD)), STORED),
    fault("100 for ever", raw(*[b"HTTP/1.1 100 Continue\r\n\r\n" * 1000] * 500), *BROKEN),
    fault(
        "hints before 200", raw(b"HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n", answer(GOOD)), STORED
    ),
    # the connection stays open: what stands behind must not pass for the next page
    fault("an answer behind the answer", answer(GOOD) + answer(html(text(8, 3))), STORED),
    fault("half a head", raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), *BROKEN),
    fault("length and chunks", raw(answer(GOOD, Transfer_Encoding="chunked")), *BROKEN),
    fault(
        "packed as transfer",
        raw(answer(GOOD, Transfer_Encoding="gzip", Content_Length=None)),
        STORED,
        *BROKEN,
    ),
    fault("length 0 and a body", raw(answer(GOOD, Content_Length="0")), *EMPTY, *BROKEN),
    fault("bytes as chunks", chunked(*(_chunk(bytes([byte])) for byte in GOOD)), STORED),
    fault(
        "chunks with 1 MB of notes",
        chunked(b"5;" + b"x" * 1_000_000 + b"\r\nhello\r\n"),
        *BROKEN,
        *EMPTY,
    ),
    fault("chunks with trailers", chunked(_chunk(GOOD), last=b"0\r\nX-End: 1\r\n\r\n"), STORED),
    fault(
        "chunks with trailers for ever",
        chunked(_chunk(GOOD), last=b"0\r\n" + b"X: 1\r\n" * 500_000),
        *BROKEN,
    ),
    fault("lines that end in LF", raw(answer(GOOD).replace(b"\r\n", b"\n", 4)), STORED, *BROKEN),
    fault("a header on two lines", raw(answer(GOOD, X="a\r\n b")), STORED, *BROKEN),
    fault("spaces before the status", raw(b"  " + answer(GOOD)), *BROKEN),
)
SLOW: tuple[Fault, ...] = (
    fault("one byte at a time", _drip, "too-slow"),
    fault(
        "a head byte by byte",
        raw(*(bytes([byte]) for byte in answer(GOOD)[:90]), pause=0.1),
        "too-slow",
        *BROKEN,
    ),
    fault("late but whole", raw(answer(GOOD)[:500], answer(GOOD)[500:], pause=0.4), STORED),
)
SIZE: tuple[Fault, ...] = (
    fault("said to be 9 GB", answer(b"x" * 100, Content_Length="9000000000"), "too-large"),
    fault("no end", _flood, "too-large"),
    fault("no length and well", answer(GOOD, Content_Length=None), STORED),
    fault("one byte too many", answer(GOOD + b" " * (10_000_001 - len(GOOD))), "too-large"),
    fault("50 MB on one line", answer(b"<p>" + b"x" * 50_000_000), "too-large"),
)
PACKED: tuple[Fault, ...] = (
    fault("gzip bomb", answer(BOMB, Content_Encoding="gzip"), "too-large"),
    fault("gzip bomb in gzip", packed(gzip.compress(BOMB)), "encoding", "type", "too-large"),
    fault(
        "deflate bomb",
        answer(zlib.compress(b" " * 50_000_000), Content_Encoding="deflate"),
        "too-large",
    ),
    fault("stacked", answer(gzip.compress(BOMB), Content_Encoding="gzip, gzip"), "encoding"),
    fault("br", answer(b"\x8b\x0f\x80" * 99, Content_Encoding="br"), "encoding"),
    fault("zstd", answer(b"(\xb5/\xfd" * 99, Content_Encoding="zstd"), "encoding"),
    fault("unknown packing", answer(GOOD, Content_Encoding="x-rot13"), "encoding"),
    fault("gzip that is none", answer(GOOD, Content_Encoding="gzip"), "encoding"),
    fault("gzip cut short", answer(gzip.compress(GOOD)[:-30], Content_Encoding="gzip"), "encoding"),
    fault("gzip unsaid", answer(gzip.compress(GOOD)), "type"),
    fault(
        "gzip, two members",
        answer(gzip.compress(GOOD[:500]) + gzip.compress(GOOD[500:]), Content_Encoding="gzip"),
        STORED,
    ),
    fault("gzip with more behind", packed_and(b"\0" * 700), STORED),
    fault(
        "gzip with a wrong sum",
        answer(gzip.compress(GOOD)[:-8] + b"\1" * 8, Content_Encoding="gzip"),
        "encoding",
    ),
    fault("a page, then a bomb", answer(_ENDLESS, Content_Encoding="gzip"), "too-large"),
    fault(
        "gzip of 400,000 empty members",
        answer(_MEMBER * 400_000, Content_Encoding="gzip"),
        *EMPTY,
        "too-slow",
    ),
    fault("a bomb in a 404", answer(BOMB, 404, Content_Encoding="gzip"), "http-404"),
    fault(
        "a bomb in chunks",
        raw(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n",
            _chunk(BOMB),
            b"0\r\n\r\n",
        ),
        "too-large",
    ),
    fault(
        "raw deflate bomb",
        answer(_raw_deflate(b" " * 50_000_000), Content_Encoding="deflate"),
        "too-large",
    ),
    fault(
        "a thousand packings", answer(GOOD, Content_Encoding=", ".join(["gzip"] * 1000)), "encoding"
    ),
    fault(
        "packing said twice",
        answer(gzip.compress(GOOD)).replace(
            b"\r\n", b"\r\nContent-Encoding: gzip" * 2 + b"\r\n", 1
        ),
        "encoding",
    ),
    fault("identity", answer(GOOD, Content_Encoding="identity"), STORED),
    fault("x-gzip", answer(gzip.compress(GOOD), Content_Encoding="X-GZIP"), STORED),
    fault("deflate", answer(zlib.compress(GOOD), Content_Encoding="deflate"), STORED),
    fault("raw deflate", answer(RAW_DEFLATE, Content_Encoding="deflate"), STORED),
)
WIRES = (*CONNECTION, *SLOW, *SIZE, *PACKED)
