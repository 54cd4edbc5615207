"""A library as any other program sees it: by SQL, through a connection of its own that is closed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def table(file: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Run one statement, and commit it; return its rows."""
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(sql, values).fetchall()
