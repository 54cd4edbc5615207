"""CSV for spreadsheets: UTF-8 with a mark, so that Excel reads it; lists are JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, BinaryIO

from scraper.export.records import FIELDS, as_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.database import Row

# a spreadsheet takes such a cell for a formula, also in full width (OWASP, CSV Injection)
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write(rows: Iterable[Row], file: BinaryIO, *, raw: bool) -> None:
    """Write every document; unless `raw`, a ' stands before what could be taken for a formula."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(field.name for field in FIELDS)
    for row in rows:
        table.writerow(_cell(value, raw=raw) for value in as_record(row).values())
    text.detach()  # the file is not ours to close


def _cell(value: Any, *, raw: bool) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA) and not raw:
        return f"'{value}"
    return value
