"""Small libraries to merge, and what they hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from yearly import article, opened

from cleaners import Page
from scraper import fulltext, twins
from scraper.merge import merge
from scraper.report import Tally
from scraper.store import Visited

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scraper.report import Report

A = "https://www.danqing.example"


DAY = datetime(2026, 5, 9, 12, tzinfo=UTC)


def keep(folder: Path, path: str, number: int, day: int = 0, rest: Sequence[Page] = ()) -> None:
    """Store an article as a crawl of that day would have."""
    folder.mkdir(exist_ok=True)
    with opened(folder) as desk:
        page = Page(A + path, article(number), "text/html", DAY + timedelta(days=day))
        desk.keep(desk.read(page, rest), Visited(200, "text/html", f'"{number}"'))
        twins.catch_up(desk.library)
        fulltext.catch_up(desk.library)


def merged(folder: Path, *others: Path, hosts: list[str] | None = None) -> Report:
    tally = Tally()
    folder.mkdir(exist_ok=True)
    with opened(folder) as desk:
        for other in others:
            merge(desk.library, desk.archive, other / "lib.db", tally, hosts)
        twins.catch_up(desk.library)
        fulltext.catch_up(desk.library)
    return tally.report()


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "lib.db")) as connection:
        return connection.execute(sql).fetchall()


def dump(folder: Path) -> dict[str, list[str]]:
    """Every row of a library and of its archive, but for its own bookkeeping."""
    found = {}
    for name in ("lib.db", "lib.db-raw"):
        with closing(sqlite3.connect(folder / name)) as connection:
            tables = (
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'"
            )
            for (table,) in connection.execute(tables).fetchall():
                if not table.startswith(("_", "sqlite")):
                    found[table] = sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))
    return found


def titles(folder: Path) -> dict[str, str]:
    return {
        url.removeprefix(A): title
        for url, title in rows(folder, "SELECT url, title FROM documents")
    }


def opened_in(folder: Path) -> Any:
    folder.mkdir(exist_ok=True)
    return opened(folder)
