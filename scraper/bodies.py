"""A response body from the wire: unpacked within bounds, and judged to be text or not. Pure.

Nothing here trusts a length or an encoding that the server claims.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

WITH_BODY = frozenset({200, 203})  # of no other answer the body is read
ENCODINGS = "gzip, deflate"  # what is asked for, and all that is understood
_GZIP = b"\x1f\x8b"
_TEXT = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"}
)
_VAGUE = frozenset({"", "application/octet-stream", "unknown/unknown"})
_BOMS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 and UTF-32 hold NULs and are text
_MAGIC = (
    *(
        b"%PDF-",
        b"PK\x03\x04",
        b"\x89PNG\r\n",
        b"GIF8",
        b"\xff\xd8\xff",
        b"RIFF",
        b"Rar!",
        b"7z\xbc",
    ),
    *(_GZIP, b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"MZ\x90\x00"),
    *(b"wOFF", b"wOF2", b"OggS", b"ID3", b"SQLite format 3"),
)
_START = 4096
_PIECE = 4096  # zlib copies what is left after each member: of many small ones, all in one piece
_NULS = 0.01  # a stray NUL stands in some old pages


class BodyError(Exception):
    """A body that cannot be taken; `code` is a stable word: too-large, encoding."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True)
class Body:
    """Collects a body chunk by chunk; neither the packed nor the unpacked form may pass `limit`.

    With `cut`, what lies beyond the limit is dropped (robots.txt); else BodyError says too-large.
    """

    encoding: str
    limit: int
    cut: bool = False
    received: int = 0  # bytes from the wire
    full: bool = False  # more would only be dropped
    _parts: bytearray = field(default_factory=bytearray)
    _unpack: _Unpacker | None = None

    def __post_init__(self) -> None:
        name = self.encoding.strip().lower()
        if name in {"gzip", "x-gzip", "deflate"}:
            self._unpack = _Unpacker()
        elif name not in {"", "identity"}:
            raise BodyError("encoding", f"Content-Encoding {name[:40]!r} was not asked for")

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes from the wire; raises BodyError when they are too many or broken."""
        self.received += len(chunk)
        room = self.limit - len(self._parts)
        if self._unpack is not None:
            chunk = self._unpack(chunk, room + 1)
        self._parts += chunk[:room]
        if len(chunk) > room or self.received > self.limit:
            self.full = True
            if not self.cut:
                raise BodyError("too-large", f"the body is longer than {self.limit:,} bytes")

    def whole(self) -> bytes:
        """Return the body; raises BodyError if its packed form ended too early."""
        ended = self._unpack is None or self._unpack.ended or not self.received or self.full
        if not ended:
            raise BodyError("encoding", "the compressed body ends too early")
        return bytes(self._parts)


class _Unpacker:
    """gzip or deflate, members one after the other, never more out than asked for."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    @property
    def ended(self) -> bool:
        return self._stream is not None and self._stream.eof

    def __call__(self, data: bytes, most: int) -> bytes:
        """Return at most `most` bytes, as many as the data holds up to that."""
        found = bytearray()
        try:
            for at in range(0, len(data), _PIECE):
                found += self._piece(data[at : at + _PIECE], most - len(found))
                if len(found) >= most:
                    break
        except zlib.error:
            raise BodyError("encoding", "the compressed body is broken") from None
        return bytes(found)

    def _piece(self, data: bytes, most: int) -> bytes:
        found = bytearray()
        while data and len(found) < most:
            if self._stream is None or (self._stream.eof and _GZIP.startswith(data[:2])):
                self._stream = zlib.decompressobj(_window(data))
            elif self._stream.eof:
                break  # padding after the end, as browsers ignore it
            found += self._stream.decompress(data, most - len(found))
            data = self._stream.unconsumed_tail or self._stream.unused_data
        return bytes(found)


def _window(data: bytes) -> int:
    """Return zlib's name for the format: by header, or a raw stream, as some servers send."""
    if data.startswith(_GZIP[: len(data)]):
        return 16 + zlib.MAX_WBITS
    headed = data[0] & 0x0F == 8 and (len(data) < 2 or int.from_bytes(data[:2]) % 31 == 0)
    return zlib.MAX_WBITS if headed else -zlib.MAX_WBITS


def media_type(content_type: str) -> str:
    """Return `text/html` of `text/html; charset=gbk`, in lower case."""
    return content_type.partition(";")[0].partition(",")[0].strip().lower()


def may_be_text(content_type: str) -> bool:
    """Say whether a body of this Content-Type is worth reading: HTML, text, XML or not said."""
    kind = media_type(content_type)
    return kind in _TEXT or kind in _VAGUE or kind.endswith("+xml")


def is_text(body: bytes) -> bool:
    """Say whether bytes are text whatever their label says: no known file form, hardly a NUL."""
    start = body[:_START]
    if start.startswith(_BOMS):
        return True
    return not start.startswith(_MAGIC) and start.count(0) <= len(start) * _NULS


def typed(body: bytes, content_type: str) -> str:
    """Return the Content-Type, told from the body where the server does not say."""
    if media_type(content_type) not in _VAGUE:
        return content_type
    start = body[:_START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "text/html" if start.startswith(b"<") else "text/plain"
