"""CPU of starting up, beside sqlite-utils: python benchmarks/startup.py FILE.db [--write].

The commands run in turn; each ratio is of one round, the median of all is printed. In an
environment with pandas installed sqlite-utils loads it, and the comparison means nothing.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from statistics import median

from tables import note, write


def cpu(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", *command], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--write", action="store_true", help="into README.md beside this file")
    wanted = parser.parse_args()
    search = ("scraper", "search", "--db", wanted.database)
    commands = {
        "sqlite-utils --help": ("sqlite_utils", "--help"),
        "gongwen --help": ("scraper", "--help"),
        "gongwen search 防汛": (*search, "防汛"),
        "gongwen search 項目 (loads the dictionaries)": (*search, "項目"),
    }
    rounds = [
        {name: cpu(*command) for name, command in commands.items()} for _ in range(wanted.rounds)
    ]
    rows = [["command", "ms", "× sqlite-utils"]]
    for name in commands:
        took = median(one[name] for one in rounds)
        ratio = median(one[name] / one["sqlite-utils --help"] for one in rounds)
        rows.append([name, f"{took * 1000:.0f}", f"{ratio:.2f}"])
    print(write("startup", rows, f"Medians of {wanted.rounds} rounds. {note()}", keep=wanted.write))


if __name__ == "__main__":
    main()
