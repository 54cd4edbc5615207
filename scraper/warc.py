"""WARC read: its records as pages, as a crawl would have had them. Extra [warc].

A record that is broken costs itself: reading goes on at the next place where one may begin. What is
no page (requests, images, redirects, errors, robots.txt) is passed over.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from cleaners.model import Page
from scraper.answers import as_validator
from scraper.bodies import WITH_BODY, Body, BodyError, is_text, may_be_text, media_type, typed
from scraper.errors import FetchError
from scraper.extras import extra
from scraper.store import Visited
from scraper.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastwarc import WarcRecord
    from fastwarc.warc import HeaderMap

SUFFIXES = (".warc.gz", ".warc")
PART_OF = "WARC-Concurrent-To"  # pages 2 to n of a document name the record of its first one
_BEGINS = {".warc.gz": b"\x1f\x8b\x08", ".warc": b"WARC/1."}
_CHUNK = 1 << 20
_XML = frozenset({"application/xml", "text/xml", "application/rss+xml", "application/atom+xml"})
_START = 4096  # bytes of XML in which a page's first element stands
_GZIP = b"\x1f\x8b"
_CHUNKED = re.compile(rb"(?:\r?\n)?([0-9a-fA-F]{1,8})[ \t]{0,9}(?:;[^\r\n]{0,999})?\r?\n")
_SAID = 200  # characters of an error, which may quote a page
_OURS = ("file:", "text:")  # addresses of what came from no site


@dataclass(frozen=True, slots=True)
class Capture:
    """A page that was received before, and what is kept of the response; `rest`: pages 2 to n.

    `file`: the address of the file it stands in, where it names another one as its own.
    """

    page: Page
    visited: Visited
    rest: tuple[Page, ...] = ()
    file: str = ""


def is_warc(path: Path) -> bool:
    """Say whether a name is that of a WARC file."""
    return path.name.lower().endswith(SUFFIXES)


def available() -> None:
    """Raise UsageError where the package that reads WARC is missing."""
    with extra("warc"):
        import fastwarc  # noqa: F401, PLC0415


def read(path: Path, max_bytes: int) -> Iterator[Capture | FetchError]:
    """Yield the pages of a WARC file, in its order, a body of `max_bytes` at most.

    A record that cannot be read, or whose body is too long, gives its error instead.
    """
    last, head = "", None
    for found in _records(path, max_bytes):
        if isinstance(found, FetchError):
            yield found
        elif head is not None and found.part_of == last:
            head = replace(head, rest=(*head.rest, found.capture.page))
        else:
            if head is not None:
                yield head
            last, head = found.id, found.capture
    if head is not None:
        yield head


@dataclass(frozen=True, slots=True)
class _Record:
    """A page with the names its record has for itself and for what it belongs to."""

    capture: Capture
    id: str
    part_of: str


def _records(path: Path, max_bytes: int) -> Iterator[_Record | FetchError]:
    try:
        with path.open("rb") as file:
            yield from _from(path, file, max_bytes)
    except OSError as error:
        raise FetchError(path.as_uri(), "file", f"{path}: {error.strerror or error}") from None


def _from(path: Path, file: BinaryIO, max_bytes: int) -> Iterator[_Record | FetchError]:
    """Read on behind each broken record, at the next bytes that begin one."""
    from fastwarc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an extra

    kinds = WarcRecordType.response | WarcRecordType.resource
    begins = _BEGINS[next(one for one in SUFFIXES if path.name.lower().endswith(one))]
    start, broken = 0, False
    while start >= 0:
        file.seek(start)
        at = start
        try:
            for record in ArchiveIterator(file, kinds):
                at = record.stream_pos
                found = _page(record, max_bytes)
                broken = False
                if found is not None:
                    yield found
            if not _is_whole(path, file, at):
                raise ValueError("the file ends too early")  # noqa: TRY301 - one way out
            start = -1
        except (OSError, ValueError, TypeError, zlib.error) as error:
            if not broken:  # several tries behind one fault are one fault
                reason = f"{path}: the record behind byte {at} is broken: {str(error)[:_SAID]}"
                yield FetchError(path.resolve().as_uri(), "broken-record", reason)
            broken = True
            start = _next(file, at + 1, begins)


def _is_whole(path: Path, file: BinaryIO, start: int) -> bool:
    """Say whether what follows a place, gzip members or none, comes to its end."""
    if not path.name.lower().endswith(".gz"):
        return True
    file.seek(start)
    member = None
    while data := file.read(_CHUNK):
        while data:
            if member is None or member.eof:
                member = zlib.decompressobj(16 + zlib.MAX_WBITS)
            member.decompress(data, _CHUNK)
            data = member.unconsumed_tail or member.unused_data
    return member is None or member.eof


def _next(file: BinaryIO, start: int, begins: bytes) -> int:
    """Return where these bytes next stand in a file, or -1."""
    tail, at = b"", start
    file.seek(start)
    while chunk := file.read(_CHUNK):
        found = (tail + chunk).find(begins)
        if found >= 0:
            return at - len(tail) + found
        at += len(chunk)
        tail = (tail + chunk)[-len(begins) + 1 :]
    return -1


def _page(record: WarcRecord, max_bytes: int) -> _Record | FetchError | None:
    """Return a record's page, None where it is no page; raises ValueError where it is broken."""
    if "Content-Length" not in record.headers:
        raise ValueError("its header ends too early")
    named = _header(record.headers, "WARC-Target-URI").strip("<>")
    url = named if named.startswith(_OURS) else canonical(named)
    answer = record.http_headers if record.is_http else None
    kind = _header(record.headers if answer is None else answer, "Content-Type")[:200]
    if url is None or not _may_be_page(url, answer, kind):
        return None
    try:
        body = _body(record, answer, max_bytes)
    except BodyError as error:
        return FetchError(url, error.code, error.reason)
    if not body.strip() or not is_text(body) or (media_type(kind) in _XML and not _is_page(body)):
        return None
    if cut := _header(record.headers, "WARC-Truncated"):
        return FetchError(url, "broken-record", f"its archive kept only the beginning ({cut[:40]})")
    page = Page(url, body, typed(body, kind), record.record_date)
    visited = Visited(
        (answer.status_code or 0) if answer else 0,
        page.content_type,
        *(as_validator(_header(answer, name)) for name in ("ETag", "Last-Modified")),
    )
    return _Record(Capture(page, visited), record.record_id or "", _header(record.headers, PART_OF))


def _header(headers: HeaderMap | None, name: str) -> str:
    return (headers.get(name) if headers else "") or ""


def _may_be_page(url: str, answer: HeaderMap | None, kind: str) -> bool:
    if answer is not None and (answer.status_code not in WITH_BODY or url.endswith("/robots.txt")):
        return False
    return may_be_text(kind)


def _is_page(body: bytes) -> bool:
    """Say whether XML is a page, no feed and no sitemap."""
    return b"<html" in body[:_START].lower()


def _body(record: WarcRecord, answer: HeaderMap | None, max_bytes: int) -> bytes:
    """Return a record's body, its encodings undone within bounds; raises BodyError.

    Some archives undo them and leave the headers.
    """
    body: bytes = record.reader.read(max_bytes + 1)
    if len(body) <= max_bytes and (missing := record.content_length - len(body)) > 0:
        raise ValueError(f"{missing} bytes of it are missing")
    if len(body) <= max_bytes and "chunked" in _header(answer, "Transfer-Encoding").lower():
        body = _unchunked(body)
    encoding = _header(answer, "Content-Encoding").strip().lower()
    if encoding in {"br", "zstd"}:
        encoding, body = "", _unpacked(body, encoding, max_bytes)
    undone = "gzip" in encoding and not body.startswith(_GZIP)
    whole = Body("" if undone else encoding, max_bytes)
    whole.feed(body)
    return whole.whole()


def _unchunked(body: bytes) -> bytes:
    found, at = bytearray(), 0
    while (size := _CHUNKED.match(body, at)) is not None:
        end = size.end() + int(size[1], 16)
        if end == size.end():
            return bytes(found)
        if end > len(body):
            break
        found += body[size.end() : end]
        at = end
    if at or size is not None:
        raise ValueError("its last chunk is missing")
    return body


def _unpacked(body: bytes, encoding: str, max_bytes: int) -> bytes:
    """Undo what browsers ask for and a crawl of ours does not, one byte beyond the bounds at most."""
    from fastwarc.stream_io import BrotliReader, ZstdReader  # noqa: PLC0415 - an extra

    unpack = (BrotliReader if encoding == "br" else ZstdReader)(BytesIO(body))
    try:
        found: bytes = unpack.read(max_bytes + 1)
    except (OSError, ValueError):
        if body.lstrip().startswith(b"<"):
            return body
        raise BodyError("encoding", "the compressed body is broken") from None
    return found
