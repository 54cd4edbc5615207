"""Every benchmark in one run, its README written anew: python benchmarks/all.py FOLDER [PAGES].

FOLDER holds libraries for the next run; PAGES the real pages with gold text that extraction needs.
With `requirements/scale.lock` and `requirements/benchmarks.lock` installed it takes some two hours on
two processors; what lacks its package or its pages is named and left as it was.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SMALL, LARGE = 2_000, 100_000


def run(name: str, *arguments: object) -> bool:
    """Run one benchmark; False if it failed."""
    print(f"== {name}", flush=True)
    command = [sys.executable, str(HERE / f"{name}.py"), *map(str, arguments)]
    return subprocess.run(command, check=False, cwd=HERE.parent).returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", type=Path, nargs="?")
    parser.add_argument("--most", type=int, default=LARGE, help="documents of the largest library")
    wanted = parser.parse_args()
    small = wanted.folder / f"{SMALL}.db"
    (wanted.folder / "exports").mkdir(parents=True, exist_ok=True)
    steps: list[tuple[object, ...]] = [
        ("reclean", "--write"),
        ("bulk", "--write"),
        ("crawl", "--write"),
        ("scale", "--write"),
        ("search", wanted.folder, wanted.most, "--write"),
        ("growth", "--most", wanted.most, "--write"),
        ("startup", small, "--write"),
        ("export", small, wanted.folder / "exports", "--write"),
    ]
    if wanted.pages is not None:
        steps.insert(0, ("extraction", wanted.pages, "--write"))
    if not small.exists():
        assert run("corpus", small, SMALL)
    failed = [str(name) for name, *arguments in steps if not run(str(name), *arguments)]
    if wanted.pages is None:
        print("left out: extraction (no PAGES)")
    if failed:
        sys.exit(f"failed, and left as it was: {', '.join(failed)}")


if __name__ == "__main__":
    main()
