"""Faults below the page: connections, framing, slowness, size, packing, status, redirects, headers."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING

from wire import answer, packed, to

from faults.fault import STORED, Fault, fault, html, page, text

if TYPE_CHECKING:
    from wire import Drip

GOOD = html(text(9)).encode()
BROKEN = ("connection", "timeout", "too-slow")


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
_PLAIN_DEFLATE = zlib.compressobj(9, zlib.DEFLATED, -15)
RAW_DEFLATE = _PLAIN_DEFLATE.compress(GOOD) + _PLAIN_DEFLATE.flush()

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
)
SLOW: tuple[Fault, ...] = (
    fault("one byte at a time", _drip, "too-slow"),
    fault("late but whole", raw(answer(GOOD)[:500], answer(GOOD)[500:], pause=0.4), STORED),
)
SIZE: tuple[Fault, ...] = (
    fault("said to be 9 GB", answer(b"x" * 100, Content_Length="9000000000"), "too-large"),
    fault("no end", _flood, "too-large"),
    fault("no length and well", answer(GOOD, Content_Length=None), STORED),
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
    fault("deflate", answer(zlib.compress(GOOD), Content_Encoding="deflate"), STORED),
    fault("raw deflate", answer(RAW_DEFLATE, Content_Encoding="deflate"), STORED),
)
STATUS: tuple[Fault, ...] = (
    *(fault(f"status {code}", answer(GOOD, code), f"http-{code}") for code in (201, 202, 204, 206, 304, 400, 401, 402, 403, 404, 405, 410, 418, 451, 500, 501, 502, 504, 520, 599)),
    fault("429 once", [answer(b"", 429, Retry_After="1"), page(text(81))], STORED),
    fault("503 once", [answer(b"", 503), page(text(82))], STORED),
    fault("503 for a week", answer(b"", 503, Retry_After="604800"), "put-off"),
    fault("503 for an hour", answer(b"", 503, Retry_After="3600"), "put-off"),
    fault("503 for ever", answer(b"", 503, Retry_After="9" * 400), "put-off"),
    fault("503 until 1999", answer(b"", 503, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"), "http-503"),
    fault("503 until soon", answer(b"", 503, Retry_After="soon"), "http-503"),
    fault("429 for minus five", answer(b"", 429, Retry_After="-5"), "http-429"),
    fault("429 for NaN", answer(b"", 429, Retry_After="NaN"), "http-429"),
)  # fmt: skip
REDIRECTS: tuple[Fault, ...] = (
    fault("to itself", to(""), "redirect"),
    fault("without an address", answer(b"", 302), "redirect"),
    fault("to and fro", to("/hop/a"), "redirect"),
    fault("further and further", to("/more/0"), "redirect", "url"),
    fault("to a file", to("file:///etc/passwd"), "redirect"),
    fault("to javascript", to("javascript:alert(1)"), "redirect"),
    fault("to data", to("data:text/html,<p>hallo"), "redirect"),
    fault("to ftp", to("ftp://{other}/1"), "redirect"),
    fault("to another port", to("http://{other}/1"), "scope"),
    fault("to nobody's scheme", to("//{other}/1"), "scope"),
    fault("with a user", to("http://user:word@{here}/ok.html"), "redirect"),
    fault("with a backslash", to("http:\\\\{other}\\1"), "redirect"),
    fault("with a newline", raw(b"HTTP/1.1 302 F\r\nLocation: /ok\x0b.html\r\nContent-Length: 0\r\n\r\n"), "redirect", *BROKEN),
    fault("of 3 kB", to("/" + "x" * 3000), "redirect"),
    fault("to metadata", to("http://169.254.169.254/latest/"), "scope", "private-address"),
    fault("to decimal", to("http://2130706433:{port}/1"), "scope", "redirect"),
    fault("to octal", to("http://0177.0.0.1:{port}/1"), "scope", "redirect"),
    fault("to short", to("http://127.1:{port}/1"), "scope", "redirect"),
    fault("to mapped IPv6", to("http://[::ffff:127.0.0.1]:{port}/1"), "scope"),
    fault("to a login", to("/passport/login.html"), "login"),
    fault("300 of choices", answer(GOOD, 300, Location="/x"), "http-300"),
    fault("a bomb that redirects", answer(BOMB, 302, Location="/404", Content_Encoding="gzip"), "http-404"),
)  # fmt: skip
_COOKIES = answer(GOOD).replace(
    b"\r\n", b"\r\n" + b"".join(b"Set-Cookie: c%d=%s\r\n" % (n, b"x" * 100) for n in range(450)), 1
)
HEADERS: tuple[Fault, ...] = (
    fault("450 cookies", _COOKIES, STORED, *BROKEN),
    fault("40 cookies", answer(GOOD).replace(b"\r\n", b"\r\n" + b"Set-Cookie: a=b\r\n" * 40, 1), STORED),
    fault("escape codes in a type", answer(GOOD, Content_Type="text/html; \x1b[31m"), STORED, *BROKEN),
    fault("a type of 50 kB", answer(GOOD, Content_Type="text/html; x=" + "y" * 50_000), STORED, *BROKEN),
    fault("no type", answer(GOOD, Content_Type=None), STORED),
    fault("an image", answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, Content_Type="image/png"), "type"),
    fault("an image said to be a page", answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 99), "type"),
    fault("a PDF said to be a page", answer(b"%PDF-1.7\n" + b"x" * 900), "type"),
    fault("a download", answer(b"PK\x03\x04" + b"\0" * 900, Content_Type="application/zip"), "type"),
    fault("JSON", answer(b'{"a": 1}', Content_Type="application/json"), "type"),
    fault("video", answer(b"\0" * 900, Content_Type="video/mp4"), "type"),
    fault("binary said to be text", answer(bytes(range(256)) * 40, Content_Type="text/plain"), "type", "mojibake"),
    fault("a disposition that climbs", answer(GOOD, Content_Disposition='attachment; filename="../../etc/x"'), STORED),
    fault("an executable Referrer-Policy", answer(GOOD, Referrer_Policy="os.system"), STORED),
)  # fmt: skip
WIRES = (*CONNECTION, *SLOW, *SIZE, *PACKED, *STATUS, *REDIRECTS, *HEADERS)
