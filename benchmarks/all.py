"""Every benchmark in one run, its README written anew: python benchmarks/all.py FOLDER [PAGES].

FOLDER keeps what takes long to make for the next run; PAGES are the real pages with gold text that
extraction needs. With `requirements/scale.lock` and `requirements/benchmarks.lock` installed it takes
some 25 minutes on two processors, much longer the first time. `--quick` tries everything at small
sizes, in some minutes, and writes nothing.

What lacks its packages or its pages is told and left as it was, as is what fails; the rest goes on.
Exit code 0 says that everything ran, 1 that something did not.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Step:
    """A script of this folder, what it is given, and the packages it cannot do without."""

    name: str
    given: tuple[object, ...] = ()
    needs: tuple[str, ...] = ()
    write: tuple[str, ...] = ("--write",)
    quick: tuple[str, ...] = ()  # in place of `write`, where it only has to be seen to run

    def run(self, *, quick: bool) -> str:
        """Return what kept it from its end, "" for nothing."""
        if self.given == (None,):
            return "no PAGES given"
        lacking = [package for package in self.needs if find_spec(package) is None]
        if lacking:
            return f"not installed: {', '.join(lacking)}"
        arguments = [*map(str, self.given), *(self.quick if quick else self.write)]
        print(f"== {self.name} {' '.join(arguments)}", flush=True)
        command = [sys.executable, str(HERE / f"{self.name}.py"), *arguments]
        code = subprocess.run(command, check=False).returncode
        return f"failed with exit code {code}" if code else ""


def steps(folder: Path, new: Path, pages: Path | None, few: int, many: int) -> list[Step]:
    """Return all that have a table; `new` is a folder for the libraries that each run makes anew."""
    warc, files = ("fastwarc", "warcio"), ("fastwarc", "warcio", "pyarrow")
    small, large = new / "small" / "small.db", new / "large" / "growth.db"
    return [
        Step("extraction", (pages,), quick=("--passes=1",)),
        Step("reclean", quick=("--pages=200",)),
        Step("bulk", needs=warc, quick=("--pages=300", "--rounds=1")),
        Step("crawl", needs=("scrapy",), quick=("--pages=128", "--rounds=1", "--large=256")),
        Step("scale", needs=(*files, "datatrove", "ray"), quick=("--pages=400",)),
        Step("search", (folder, many), needs=("tantivy",)),
        Step("growth", ("--most", many, "--folder", large.parent)),
        Step("corpus", (small, few), write=()),
        Step("startup", (small,), quick=("--rounds=1",)),
        Step("export", (large, new, "--small", small), needs=files),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", type=Path, nargs="?")
    parser.add_argument("--quick", action="store_true", help="small sizes; nothing is written")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    pages = wanted.pages and wanted.pages.resolve()
    few, many = (300, 1000) if wanted.quick else (2000, 100_000)
    ran, left = [], []
    with tempfile.TemporaryDirectory(dir=wanted.folder) as name:
        for step in steps(wanted.folder.resolve(), Path(name).resolve(), pages, few, many):
            if problem := step.run(quick=wanted.quick):
                left.append(f"{step.name} ({problem})")
                print(f"left as it was: {left[-1]}", flush=True)
            else:
                ran.append(step.name)
    print(f"{'ran, and nothing written' if wanted.quick else 'written'}: {', '.join(ran)}")
    if left:
        sys.exit(f"left as it was: {'; '.join(left)}")


if __name__ == "__main__":
    main()
