"""CPU and peak memory of every export: python benchmarks/export.py FILE.db FOLDER [--small FILE.db] [--write].

FOLDER is where the exports go. `--small` is another library, to tell whether memory grows with one.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tables import note, write

TARGETS = ("all.jsonl", "all.csv", "notes", "all.parquet", "pages.warc.gz")


def exported(database: Path, target: Path) -> tuple[float, float, int]:
    """Export a library; return CPU seconds, megabytes at most and bytes written."""
    command = [sys.executable, "-m", "scraper", "export", str(target), "--db", str(database)]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, target
    peak = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    files = [target] if target.is_file() else target.glob("*")
    return used.ru_utime + used.ru_stime, peak, sum(file.stat().st_size for file in files)


def documents(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    return int(count)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", type=Path, help="a smaller library, for the memory it takes")
    parser.add_argument("--write", action="store_true", help="into README.md beside this file")
    wanted = parser.parse_args()
    rows = [["to", "CPU s", "peak MB", "size MB"]]
    if wanted.small:
        rows[0].append(f"peak MB of {documents(wanted.small):,}")
    for name in TARGETS:
        small = exported(wanted.small, wanted.folder / f"few-{name}") if wanted.small else None
        cpu, peak, size = exported(wanted.database, wanted.folder / name)
        rows.append([name, f"{cpu:.1f}", f"{peak:.0f}", f"{size / 1e6:.0f}"])
        if small:
            rows[-1].append(f"{small[1]:.0f}")
    text = note(documents=documents(wanted.database))
    print(write("export", rows, text, keep=wanted.write))


if __name__ == "__main__":
    main()
