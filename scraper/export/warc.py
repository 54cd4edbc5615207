"""WARC: the raw pages of documents, for archives and other crawlers' tools. Extra [warc]."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.export.card import software

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.archive import Archive
    from scraper.database import Row


def write(rows: Iterable[Row], file: BinaryIO, archive: Archive) -> int:
    """Write the page of every document; return how many had none in the archive.

    Bodies are as they were received, unpacked; of the headers those that were kept.
    """
    writer = WARCWriter(file, gzip=True)
    info = {"software": software(), "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("", info))
    missing = 0
    for row in rows:
        body = archive.get(row["page_hash"])
        if body is None:
            missing += 1
            continue
        _write_page(writer, row, body)
    return missing


def _write_page(writer: WARCWriter, row: Row, body: bytes) -> None:
    kind = row["content_type"] or "text/html"
    headers = {"WARC-Date": row["fetched_at"]} if row["fetched_at"] else {}
    if not row["status"]:  # a file: nobody answered
        record = writer.create_warc_record(
            row["url"],
            "resource",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=kind,
            warc_headers_dict=headers,
        )
    else:
        answer = StatusAndHeaders(
            _status(row["status"]),
            [("Content-Type", kind), ("Content-Length", str(len(body)))],
            protocol="HTTP/1.1",
        )
        record = writer.create_warc_record(
            row["url"],
            "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=answer,
            warc_headers_dict=headers,
        )
    writer.write_record(record)


def _status(code: int) -> str:
    return f"{code} {HTTPStatus(code).phrase}"  # a page is kept of 200 and its like only
