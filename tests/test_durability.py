"""What was saved stays saved, though the disk is full or the writer is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from documents import NOON, cleaned
from plain_sql import table

from scraper import fulltext, search
from scraper.errors import StoreError
from scraper.store import open_library


def test_a_full_disk_is_said_and_the_file_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "lib.db"
    with open_library(path) as library:
        library.save(cleaned(), "h", "v", NOON)
        (pages,) = library.rows("PRAGMA page_count")[0]
        library.rows(f"PRAGMA max_page_count = {pages + 2}")  # SQLite's own way to be full
        with pytest.raises(StoreError, match=r"lib\.db: database or disk is full"):
            library.save(cleaned("https://a.example/1.html", "长文" * 100_000), "h2", "v", NOON)
        library.rows("PRAGMA max_page_count = 1000000")
        library.save(cleaned("https://a.example/2", "短文"), "h", "v", NOON)
    assert table(path, "PRAGMA integrity_check") == [("ok",)]
    assert table(path, "SELECT count(*), max(length(text)) FROM documents") == [(2, 14)]


SAVING = """
import sys, pathlib
sys.path[:0] = sys.argv[2:]
from documents import NOON, cleaned
from scraper.store import open_library
with open_library(pathlib.Path(sys.argv[1])) as library:
    for n in range(100_000):
        library.save(cleaned(f"https://a.example/{n}.html", f"第{n}篇" * 500), "h", "v", NOON)
        print(n, flush=True)
"""


def test_kill_9_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "lib.db"
    here = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    command = [sys.executable, "-c", SAVING, str(path), *here]
    for round_ in range(4):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(20 + 7 * round_):
                said = process.stdout.readline()
            process.kill()
            said = (process.stdout.read().split("\n")[-2:-1] or [said])[0]
        with open_library(path, readonly=True) as reader:
            assert search.get(reader, f"https://a.example/{int(said)}.html")
        with open_library(path) as library:
            assert table(path, "PRAGMA integrity_check") == [("ok",)]
            fulltext.catch_up(library)
            (saved,) = table(path, "SELECT count(*), count(DISTINCT url) FROM documents")
            assert saved[0] == saved[1]
            assert table(path, "SELECT count(*) FROM cuts") == [(2 * int(str(saved[0])),)]
            table(path, "INSERT INTO documents_fts (documents_fts) VALUES ('integrity-check')")


def test_a_writer_killed_while_it_folds_its_log_back_loses_nothing(tmp_path: Path) -> None:
    """The first page says how long the file is to be; the pages behind it stand in the log alone."""
    path, torn = tmp_path / "lib.db", tmp_path / "torn.db"
    with open_library(path) as library:
        library.rows("PRAGMA wal_autocheckpoint = 0")
        for n in range(20):
            library.save(cleaned(f"https://a.example/{n}.html", f"第{n}篇" * 2000), "h", "v", NOON)
        short = path.read_bytes()
        Path(f"{torn}-wal").write_bytes(Path(f"{path}-wal").read_bytes())
        library.rows("PRAGMA wal_checkpoint")
        torn.write_bytes(path.read_bytes()[:4096] + short[4096:])
    for readonly in (True, False):
        with open_library(torn, readonly=readonly) as library:
            assert search.status(library).documents == 20
