"""CPU of starting up, beside sqlite-utils: python benchmarks/startup.py FILE.db [--write].

The commands run in turn; each ratio is of one round, the median of all is printed. They see nothing
but what requirements.lock names, whatever is installed: sqlite-utils looks through all packages there
are, and would load pandas.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from statistics import median

from tables import note, write

ROOT = Path(__file__).parents[1]


def gathered(folder: Path) -> None:
    """Link what the lock names into a folder."""
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE):
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another system
            continue
        for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            (folder / top).symlink_to(Path(str(found.locate_file(top))))


def cpu(folder: Path, *command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-S", "-m", *command],  # without what is installed
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        capture_output=True,
        check=True,
    )
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
    with tempfile.TemporaryDirectory() as name:
        gathered(Path(name))
        rounds = [
            {what: cpu(Path(name), *command) for what, command in commands.items()}
            for _ in range(wanted.rounds)
        ]
    rows = [["command", "ms", "× sqlite-utils"]]
    for name in commands:
        took = median(one[name] for one in rounds)
        ratio = median(one[name] / one["sqlite-utils --help"] for one in rounds)
        rows.append([name, f"{took * 1000:.0f}", f"{ratio:.2f}"])
    print(write("startup", rows, f"Medians of {wanted.rounds} rounds. {note()}", keep=wanted.write))


if __name__ == "__main__":
    main()
