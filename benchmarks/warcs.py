"""WARC files of invented pages, for what reads them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cleaners import Page

DATE = "2026-05-09T12:00:00Z"


def written(path: Path, pages: Iterable[Page]) -> int:
    """Write pages as responses of one moment; return how many."""
    count = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for count, page in enumerate(pages, 1):  # noqa: B007 - it is returned
            answer = StatusAndHeaders(
                "200 OK", [("Content-Type", page.content_type)], protocol="HTTP/1.1"
            )
            record = writer.create_warc_record(
                page.url,
                "response",
                payload=BytesIO(page.body),
                length=len(page.body),
                http_headers=answer,
                warc_headers_dict={"WARC-Date": DATE},
            )
            writer.write_record(record)
    return count
