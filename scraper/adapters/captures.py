"""Captured pages from the files of a corpus: WARC, or Parquet with a column of HTML."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cleaners.model import Page
from scraper import warc
from scraper.bodies import is_text, typed
from scraper.errors import FetchError, UsageError
from scraper.store import Visited
from scraper.urls import canonical
from scraper.warc import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARQUET = ".parquet"
BODIES = ("html", "body", "content", "raw_content")  # the names such columns have
_DATES = ("fetched_at", "date", "warc_date", "crawl_date", "timestamp")
_ROWS = 100  # of HTML in memory at once


def sources(source: Path) -> list[Path]:
    """Return the WARC and Parquet files of a folder, sorted, or the one file that is named.

    Raises UsageError where there is none.
    """
    found = sorted(source.rglob("*")) if source.is_dir() else [source]
    files = [one for one in found if one.is_file() and (warc.is_warc(one) or one.suffix == PARQUET)]
    if not files:
        raise UsageError(f"{source}: neither WARC nor Parquet (.warc.gz .warc .parquet)")
    return files


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
    from pyarrow import ArrowException  # noqa: PLC0415 - an extra
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        with ParquetFile(file) as table:
            names = set(table.schema_arrow.names)
            body = next((name for name in BODIES if name in names), None)
            if body is None or "url" not in names:
                raise UsageError(f"{file}: needs a column `url` and one of {', '.join(BODIES)}")
            date = next((name for name in _DATES if name in names), None)
            wanted = [name for name in ("url", body, date, "content_type") if name in names]
            for batch in table.iter_batches(_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    yield from _row(row, row[body], row.get(date or ""), max_bytes)
    except (OSError, ArrowException) as error:
        raise FetchError(file.resolve().as_uri(), "file", f"{file}: {error}") from None


def _row(
    row: dict[str, Any], content: bytes | str | None, at: object, max_bytes: int
) -> Iterator[Capture | FetchError]:
    url = canonical(row["url"] or "")
    body = content.encode(errors="replace") if isinstance(content, str) else content or b""
    if url is None or not body.strip() or not is_text(body):
        return
    if len(body) > max_bytes:
        yield FetchError(url, "too-large", f"the body is longer than {max_bytes:,} bytes")
        return
    kind = row.get("content_type") or ""
    if isinstance(content, str):  # it is decoded: what it says of its charset is no longer so
        kind = f"{kind.partition(';')[0] or 'text/html'}; charset=utf-8"
    page = Page(url, body, typed(body, kind), _time(at))
    yield Capture(page, Visited(200, page.content_type))


def _time(at: object) -> datetime | None:
    """Return a time of the kinds that such columns hold, or None."""
    if isinstance(at, str):
        try:
            at = datetime.fromisoformat(at)
        except ValueError:
            return None
    if not isinstance(at, datetime):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
