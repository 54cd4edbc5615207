"""Parquet, typed and compressed; written in row groups, so memory stays flat. Extra [parquet]."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from scraper.export.records import FIELDS, Kind, as_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.database import Row
    from scraper.export.records import Field

GROUP = 1000  # documents
_TITLED = [("title", pa.string())]
_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.NUMBER: pa.int64(),
    Kind.FLAG: pa.bool_(),
    Kind.DAY: pa.date32(),
    Kind.TIME: pa.timestamp("s", "UTC"),
    Kind.TEXTS: pa.list_(pa.string()),
    Kind.OUTLINE: pa.list_(
        pa.struct([("paragraph", pa.int64()), ("level", pa.int64()), ("heading", pa.string())])
    ),
    Kind.PARTS: pa.list_(pa.struct([*_TITLED, ("first", pa.int64()), ("last", pa.int64())])),
    Kind.ATTACHMENTS: pa.list_(pa.struct([*_TITLED, ("url", pa.string())])),
}
_READ = {Kind.DAY: date.fromisoformat, Kind.TIME: datetime.fromisoformat}


def schema(fields: Iterable[Field], **more: str) -> pa.Schema:
    """Return the columns of these fields; `more`: columns beside them, name → type."""
    columns = [(field.name, _TYPES[field.kind]) for field in fields]
    return pa.schema([*columns, *((name, pa.type_for_alias(kind)) for name, kind in more.items())])


SCHEMA = schema(FIELDS)


def write(rows: Iterable[Row], file: BinaryIO) -> None:
    """Write every document."""
    records = (typed(as_record(row)) for row in rows)
    with parquet.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
        while group := list(islice(records, GROUP)):
            writer.write_table(pa.Table.from_pylist(group, SCHEMA))


def typed(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with days and times as such."""
    for field in FIELDS:
        read = _READ.get(field.kind)
        if read and field.name in record:
            record[field.name] = read(record[field.name]) if record[field.name] else None
    return record
