"""One site that holds every fault of tests/faults at once, crawled by the real command.

    python benchmarks/faults.py

Prints how many healthy articles were stored, how many faults ended as they should, seconds, CPU
seconds and peak memory; exits 1 if anything is missing.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from command import environment  # noqa: E402
from faults.fault import STORED  # noqa: E402
from faults.server import EVERY, Site, site  # noqa: E402

HEALTHY = 40


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, site(EVERY, HEALTHY) as served:
        home = Path(folder)
        (home / "config.toml").write_text(
            f"""[library]\ndatabase = "lib.db"\n[crawl]\ndelay = 0.0\ntimeout = 3.0
            total_timeout = 6.0\nretries = 2\nallow_private = ["{served.wire.name}"]
            [[site]]\nname = "all"\nstart = ["{served.wire.url()}"]\narticle = ['/[fh]/\\d+']\n"""
        )
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "scraper", "crawl", "--quiet"],
            cwd=home,
            env=environment(),
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        wrong, healthy = judged(home / "lib.db", served)
    cpu = used.ru_utime + used.ru_stime
    print(f"exit {process.returncode}, {seconds:.0f} s, {cpu:.0f} CPU s, {used.ru_maxrss >> 10} MB")
    print(f"healthy {healthy}/{HEALTHY}, faults {len(EVERY) - len(wrong)}/{len(EVERY)}")
    print(f"requests {len(served.wire.requests)}, to others {len(served.other.requests)}")
    print(*wrong, sep="\n")
    return int(bool(wrong) or healthy < HEALTHY or bool(served.other.requests))


def judged(library: Path, served: Site) -> tuple[list[str], int]:
    """Return a line for each fault that ended otherwise, and how many healthy pages are stored."""
    with closing(sqlite3.connect(library)) as found:
        stored = {_path(url) for (url,) in found.execute("SELECT url FROM documents")}
        codes = {_path(u): code for u, code in found.execute("SELECT url, code FROM failures")}
    wrong = []
    for path, fault in served.faulty.items():
        end = STORED if path in stored else codes.get(path, "no trace")
        if end not in fault.ends:
            wrong.append(f"{fault.name}: {end}, not {' or '.join(sorted(fault.ends))}")
    return wrong, len(stored & set(served.healthy))


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


if __name__ == "__main__":
    sys.exit(main())
