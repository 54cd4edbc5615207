"""JSON Lines: one document a line, UTF-8."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from scraper.export.records import as_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.database import Row


def write(rows: Iterable[Row], file: BinaryIO) -> None:
    """Write every document."""
    file.writelines(json.dumps(as_record(row), ensure_ascii=False).encode() + b"\n" for row in rows)
