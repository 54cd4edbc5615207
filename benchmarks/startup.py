"""CPU of starting up, beside sqlite-utils: python benchmarks/startup.py FILE.db [RUNS].

The commands run in turn; each ratio is of one round, the median of all is printed. In an
environment with pandas installed sqlite-utils loads it, and the comparison means nothing.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from statistics import median


def cpu(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", *command], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    commands = {
        "sqlite-utils --help": ("sqlite_utils", "--help"),
        "gongwen --help": ("scraper", "--help"),
        "gongwen search 防汛": ("scraper", "search", "防汛", "--db", sys.argv[1]),
        "gongwen search 項目": ("scraper", "search", "項目", "--db", sys.argv[1]),
    }
    rounds = [
        {name: cpu(*command) for name, command in commands.items()}
        for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 15)
    ]
    for name in commands:
        took = median(one[name] for one in rounds)
        ratio = median(one[name] / one["sqlite-utils --help"] for one in rounds)
        print(f"{name:22} {took * 1000:5.0f} ms  × {ratio:.2f}")


if __name__ == "__main__":
    main()
