"""WARC files, written by another program than ours reads them with."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def written(
    path: Path, records: Iterable[tuple[str, bytes, dict[str, str]]], day: int = 9
) -> list[int]:
    """Write records of a day in May (URL, body, HTTP headers); return where each begins.

    `:status`, `:record` and `:date` are no headers but what they say; `WARC-…` are of the record.
    """
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    places = []
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for url, body, said in records:
            places.append(file.tell())
            fields = {"Content-Type": "text/html", **said}
            status = fields.pop(":status", "200 OK")
            kind = fields.pop(":record", "response")
            own = {"WARC-Date": fields.pop(":date", f"2026-05-{day:02}T12:00:00Z")}
            own |= {name: fields.pop(name) for name in list(fields) if name.startswith("WARC-")}
            answer = StatusAndHeaders(status, list(fields.items()), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url,
                    kind,
                    payload=io.BytesIO(body),
                    length=len(body),
                    http_headers=None if kind == "resource" else answer,
                    warc_headers_dict=own,
                )
            )
    return places
