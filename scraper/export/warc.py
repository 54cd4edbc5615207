"""WARC: the raw pages of documents, for archives and other crawlers' tools. Extra [warc]."""

from __future__ import annotations

import json
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.export.card import software
from scraper.warc import PART_OF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from warcio.recordloader import ArcWarcRecord

    from scraper.archive import Archive
    from scraper.database import Row


def write(rows: Iterable[Row], file: BinaryIO, archive: Archive) -> int:
    """Write the page of every document; return how many had none in the archive.

    Bodies are as they were received, unpacked; of the headers those that were kept. Pages 2 to n of
    a document follow its first one and name that one's record. `scraper.warc` reads all of it back.
    """
    writer = WARCWriter(file, gzip=True)
    info = {"software": software(), "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("", info))
    missing = 0
    for row in rows:
        rest = [(one["url"], archive.get(one["hash"])) for one in json.loads(row["pages"])]
        bodies = [(row["url"], archive.get(row["page_hash"])), *rest]
        whole = [(url, body) for url, body in bodies if body is not None]
        if len(whole) < len(bodies):
            missing += 1
            continue
        _write_pages(writer, row, whole)
    return missing


def _write_pages(writer: WARCWriter, row: Row, pages: list[tuple[str, bytes]]) -> None:
    (url, body), *rest = pages
    first = _record(writer, row, url, body, {})
    name = first.rec_headers.get_header("WARC-Record-ID")
    writer.write_record(first)
    for url, body in rest:
        writer.write_record(_record(writer, row, url, body, {PART_OF: name}))


def _record(
    writer: WARCWriter, row: Row, url: str, body: bytes, headers: dict[str, str]
) -> ArcWarcRecord:
    kind = row["content_type"] or "text/html"
    if row["fetched_at"]:
        headers["WARC-Date"] = row["fetched_at"]
    type_, rest = "resource", {"warc_content_type": kind}  # a file: nobody answered
    if row["status"]:
        said = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        if PART_OF not in headers:  # what vouches for the first page vouches for no other
            said += [("ETag", row["etag"]), ("Last-Modified", row["last_modified"])]
        given = [one for one in said if one[1]]
        answer = StatusAndHeaders(_status(row["status"]), given, protocol="HTTP/1.1")
        type_, rest = "response", {"http_headers": answer}
    return writer.create_warc_record(
        url, type_, payload=BytesIO(body), length=len(body), warc_headers_dict=headers, **rest
    )


def _status(code: int) -> str:
    return f"{code} {HTTPStatus(code).phrase}"  # a page is kept of 200 and its like only
