"""CPU and peak memory of every export: python benchmarks/export.py FILE.db FOLDER."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main() -> None:
    database, folder = sys.argv[1:]
    for name in ("all.jsonl", "all.csv", "notes", "all.parquet", "pages.warc.gz"):
        command = [sys.executable, "-m", "scraper", "export", f"{folder}/{name}", "--db", database]
        child = subprocess.Popen(command, stderr=subprocess.PIPE)
        said = child.stderr.read().decode().strip() if child.stderr else ""
        _, status, used = os.wait4(child.pid, 0)
        peak = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
        target = Path(folder, name)
        size = sum(f.stat().st_size for f in ([target] if target.is_file() else target.glob("*")))
        print(
            f"{name:14} {used.ru_utime + used.ru_stime:6.1f} CPU s  {peak:4.0f} MB peak"
            f"  {size / 1e6:5.0f} MB  exit {os.waitstatus_to_exitcode(status)}  {said}"
        )


if __name__ == "__main__":
    main()
