"""Captured pages from the files of a corpus: WARC, or Parquet with a column of HTML."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import ArrowException
from pyarrow.parquet import ParquetFile

from cleaners.model import Page
from scraper import warc
from scraper.bodies import is_text, may_be_text, typed
from scraper.errors import FetchError, UsageError
from scraper.sources import seen_in
from scraper.store import Visited
from scraper.urls import canonical
from scraper.warc import Capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PARQUET = ".parquet"
BODIES = ("html", "body", "content", "raw_content")  # the names such columns have
_DATES = ("fetched_at", "date", "warc_date", "crawl_date", "timestamp")
_ROWS = 100  # of HTML in memory at once
_TEXT = (pa.types.is_string, pa.types.is_large_string)
_BYTES = (pa.types.is_binary, pa.types.is_large_binary)


def sources(source: Path, out: Path) -> list[Path]:
    """Return the WARC and Parquet files of a folder, sorted, or the one file that is named.

    What is hidden is passed over, and what lies in `out`, which may be in the folder. Raises
    UsageError where there is none, and for Parquet without the columns that are read.
    """
    found = sorted(seen_in(source)) if source.is_dir() else [source]
    files = [one for one in found if one.is_file() and (warc.is_warc(one) or one.suffix == PARQUET)]
    files = [one for one in files if not one.resolve().is_relative_to(out.resolve())]
    if not files:
        raise UsageError(f"{source}: neither WARC nor Parquet (.warc.gz .warc .parquet)")
    for file in files:
        if not warc.is_warc(file):
            _check(file)
    return files


def _check(file: Path) -> None:
    """Raise UsageError for a Parquet file that has no pages; what is broken is told when it is read."""
    with suppress(OSError, ArrowException), ParquetFile(file) as table:
        _columns(file, table.schema_arrow)


def read(file: Path, max_bytes: int) -> Iterator[Capture | FetchError]:
    """Yield the pages of a file; what is broken or too long gives its error instead."""
    try:
        if warc.is_warc(file):
            yield from warc.read(file, max_bytes)
        else:
            yield from _parquet(file, max_bytes)
    except FetchError as error:
        yield error


def _parquet(file: Path, max_bytes: int) -> Iterator[Capture | FetchError]:
    """Yield the rows of a Parquet file that have `url` and one of BODIES."""
    where = file.resolve().as_uri()
    try:
        with ParquetFile(file) as table:
            body, date = _columns(file, table.schema_arrow)
            wanted = ("url", body, date, "content_type")
            named = [name for name in wanted if name in table.schema_arrow.names]
            decoded = not _is(table.schema_arrow.field(body).type, _BYTES)
            for batch in table.iter_batches(_ROWS, columns=named):
                bodies = _plain(batch[body]).cast(pa.large_binary()).to_pylist()
                texts = (_texts(batch, name) for name in ("url", date, "content_type"))
                for url, at, kind, content in zip(*texts, bodies, strict=True):
                    # it is decoded: what it says of its charset is no longer so
                    said = f"{kind.partition(';')[0] or 'text/html'}; charset=utf-8"
                    row = (content or b"", said if decoded else kind, _time(at))
                    yield _row(canonical(url) or "", where, row, max_bytes)
    except (OSError, ArrowException) as error:
        raise FetchError(where, "file", f"{file}: {error}") from None


def _columns(file: Path, schema: pa.Schema) -> tuple[str, str]:
    """Return the names of the columns that hold pages and their dates, "" where there are none."""
    names = [one.name for one in schema if _is(one.type, _BYTES) or _is(one.type, _TEXT)]
    body = next((name for name in BODIES if name in names), None)
    if body is None or "url" not in names:
        raise UsageError(
            f"{file}: needs a column `url` and one of {', '.join(BODIES)}, of text or bytes"
        )
    return body, next((name for name in _DATES if name in schema.names), "")


def _is(kind: pa.DataType, tests: tuple[Callable[[pa.DataType], bool], ...]) -> bool:
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(test(plain) for test in tests)


def _plain(column: pa.Array) -> pa.Array:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _texts(batch: pa.RecordBatch, name: str) -> list[str]:
    """Return a column as texts, times in ISO 8601, "" for what is null or not there."""
    if name not in batch.schema.names:
        return [""] * batch.num_rows
    column = _plain(batch[name])
    if not _is(column.type, _BYTES):
        column = column.cast(pa.large_string())
    found = column.cast(pa.large_binary()).to_pylist()  # not every file keeps its word on UTF-8
    return [(one or b"").decode(errors="replace") for one in found]


def _row(
    url: str, where: str, row: tuple[bytes, str, datetime | None], max_bytes: int
) -> Capture | FetchError:
    body, kind, at = row
    if not url:
        return FetchError(where, "no-url", "a row without an http(s) address")
    if not body.strip():
        return FetchError(url, "empty", "empty")
    if not may_be_text(kind) or not is_text(body):
        return FetchError(url, "binary", "not text")
    if len(body) > max_bytes:
        return FetchError(url, "too-large", f"the body is longer than {max_bytes:,} bytes")
    page = Page(url, body, typed(body, kind), at)
    return Capture(page, Visited(200, page.content_type))


def _time(at: str) -> datetime | None:
    """Return a time in ISO 8601 or, as in an index of captures, of fourteen digits, or None."""
    try:
        if len(at) == len("YYYYMMDDhhmmss") and at.isdecimal():
            return datetime.strptime(at, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
