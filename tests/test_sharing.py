"""Several programs at one library."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from plain_sql import table

from scraper.database import write_ahead


def count(path: Path) -> int:
    return int(table(path, "SELECT count(*) FROM documents")[0][0])


def test_two_that_make_the_library_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "data" / "gongwen.db"
    script = (
        "import sys, pathlib; sys.path[:0] = sys.argv[2:]\n"
        "from documents import NOON, cleaned\n"
        "from scraper.store import open_library\n"
        "with open_library(pathlib.Path(sys.argv[1])) as library:\n"
        "    for n in range(5): library.save(cleaned(f'{sys.argv[2]}{n}'), 'h', 'v', NOON)\n"
    )
    here = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(path), str(n), *here]) for n in range(4)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    assert count(path) == 20


def test_a_writer_at_the_moment_the_log_is_switched_on_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "gongwen.db"
    with (
        closing(sqlite3.connect(path, check_same_thread=False)) as writer,
        closing(sqlite3.connect(path)) as opened,
    ):
        writer.execute("CREATE TABLE t (x)")
        writer.execute("BEGIN IMMEDIATE")
        ending = threading.Timer(0.5, writer.rollback)
        ending.start()
        write_ahead(opened)
        ending.join()
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
