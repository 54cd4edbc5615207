"""The library as docs/library.md tells of it: its tables, its columns, its SQL."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from command import gongwen
from manual import blocks, first_cells, section, text_of

from scraper.archive import open_archive
from scraper.store import open_library

if TYPE_CHECKING:
    from pathlib import Path


def columns(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """Return the columns of every table that is ours: no index, nothing of SQLite or sqlite-utils."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        " AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    return {
        name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        for (name,) in names
    }


@pytest.fixture(scope="module")
def demo_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    assert gongwen("demo", "--db", "lib.db", cwd=folder).code == 0
    last = "各位同志：\n今天请大家来，商量一件事。\n请大家多提意见，谢谢各位，我先说到这里，龘靐"
    (folder / "last.txt").write_text(last, "utf-8")  # its last characters stand nowhere else
    assert gongwen("import", "last.txt", "--db", "lib.db", cwd=folder).code == 0
    return folder / "lib.db"


def test_every_table_and_column_is_documented(tmp_path: Path) -> None:
    with open_library(tmp_path / "lib.db") as library, open_archive(library.path) as archive:
        files = (library.path, archive.path)
    text = text_of("docs/library.md")
    for file in files:
        connection = sqlite3.connect(file)
        for table, names in columns(connection).items():
            assert first_cells(section(text, f"### `{table}`")) == names, table
        connection.close()


def test_documented_sql_runs(demo_library: Path) -> None:
    connection = sqlite3.connect(demo_library)
    for query in blocks(text_of("docs/library.md"), r"sql[ \w]*"):
        connection.execute(query, {"q": "项目"} if ":q" in query else {})
    connection.close()


def test_documented_search_finds_words_of_any_length(demo_library: Path) -> None:
    (query,) = blocks(text_of("docs/library.md"), "sql search")
    connection = sqlite3.connect(demo_library)
    texts = connection.execute("SELECT id, title, text FROM documents").fetchall()
    words = {
        part[at:][:size]
        for _, *parts in texts
        for part in parts
        for at in (0, 1, 40, -3, -2, -1)
        for size in (1, 2, 3, 6)
    }
    for word in {word for word in words if word and "\n" not in word} | {"没有的词", "龘"}:
        found = {row[0] for row in connection.execute(query, {"q": word})}
        low = word.lower()
        assert found == {i for i, *parts in texts if any(low in p.lower() for p in parts)}, word
    connection.close()


def test_a_text_is_deleted_as_documented(demo_library: Path, tmp_path: Path) -> None:
    """The row, its cuts and its raw page; nothing else, and the library is whole after it."""
    for name in ("lib.db", "lib.db-raw"):
        shutil.copy(demo_library.with_name(name), tmp_path / name)
    counts = {
        "lib.db": "SELECT count(*), count(*) FILTER (WHERE id = 1) FROM documents",
        "lib.db-raw": "SELECT count(*), 0 FROM bodies",
    }

    def counted() -> list[tuple[int, int]]:
        found = []
        for file, query in counts.items():
            connection = sqlite3.connect(tmp_path / file)
            found.append(connection.execute(query).fetchone())
            connection.close()
        return found

    (documents, one), (bodies, _) = counted()
    (script,) = blocks(text_of("docs/ethics.md"), "sql")
    connection = sqlite3.connect(tmp_path / "lib.db")
    connection.executescript(script)
    connection.close()
    assert gongwen("check", "--repair", "--db", "lib.db", cwd=tmp_path).code == 0
    assert one == 1
    assert counted() == [(documents - 1, 0), (bodies - 1, 0)]
    assert gongwen("check", "--db", "lib.db", cwd=tmp_path).out == "all is well\n"
