"""`gongwen scale`: a corpus of captured pages cleaned and freed of near-duplicates, stage by stage."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.adapters import cluster
from scraper.adapters.captures import sources
from scraper.adapters.datatrove import pipeline
from scraper.adapters.executors import LocalExecutor, RayExecutor
from scraper.atomic import whole_file
from scraper.errors import UsageError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable
    from pathlib import Path

FILES = "files.txt"  # in the folder of a run: what it reads, so that no other run goes on in it
_PATTERN = frozenset("*?[]")


@dataclass(frozen=True, slots=True)
class Scaled:
    """What came out: pages read, documents written, near-duplicates set apart, older captures."""

    files: int
    pages: int
    documents: int
    duplicates: int
    older: int
    refused: dict[str, int] = field(default_factory=dict)  # pages that hold no document, by code
    broken: dict[str, int] = field(default_factory=dict)  # records, by code
    cut: dict[str, int] = field(default_factory=dict)  # characters, by rule


@dataclass(frozen=True, slots=True)
class Means:
    """What a run works with: how many processes at once, on a cluster or here; whom it tells."""

    workers: int
    on_ray: bool = False
    max_bytes: int = 10_000_000
    tell: Callable[[str], None] = lambda _line: None


def scale(source: Path, out: Path, means: Means) -> Scaled:
    """Read WARC and Parquet files; write `documents` and `duplicates`, Parquet, a file each.

    A run that ended early goes on with the tasks that were not done; a run that is done does nothing.
    Raises UsageError for a source without such files, and a folder of another run.
    """
    files = [one.resolve() for one in sources(source, out)]
    _claim(out, files)
    found: dict[str, list[Counter[str]]] = {}
    stages = out.resolve() / "work" / "stages"
    with cluster.joined() if means.on_ray else nullcontext():
        for name, tasks, steps in pipeline(files, out.resolve(), means.max_bytes):
            kind = RayExecutor if means.on_ray else LocalExecutor
            executor = kind(steps, tasks, stages / name, means.workers)
            means.tell(f"{name}: {len(executor.get_incomplete_ranks())} of {tasks} tasks")
            executor.run()
            found[name] = executor.counts()
    return _result(len(files), found)


def _claim(out: Path, files: list[Path]) -> None:
    """Let a folder be this run's; what an unfinished write left in it is written again."""
    if set(str(out.resolve())) & _PATTERN:
        raise UsageError(
            f"{out}: its path may hold none of * ? [ ], which datatrove takes for a pattern"
        )
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; name a new folder")
    listed = "".join(f"{_told(file)}\n" for file in files)
    note = out / "work" / FILES
    if note.exists():
        if note.read_text("utf-8") != listed:
            raise UsageError(
                f"{out}: holds a run over other files, or they have changed since; choose another folder"
            )
        return
    if out.exists() and any(out.iterdir()):
        raise UsageError(f"{out}: is not empty; choose a new folder")
    with whole_file(note) as file:
        file.write(listed.encode())


def _told(file: Path) -> str:
    """Return a file with what tells that it is still the same."""
    found = file.stat()
    return f"{found.st_size} {found.st_mtime_ns} {file}"


def _result(files: int, found: dict[str, list[Counter[str]]]) -> Scaled:
    captures, clean, *_ = found["clean"]
    _, newest, remove, _ = found["filter"]

    def group(counts: Counter[str], prefix: str) -> dict[str, int]:
        chosen = {name: count for name, count in counts.items() if name.startswith(prefix)}
        ranked = sorted(chosen.items(), key=lambda one: (-one[1], one[0]))
        return {name.removeprefix(prefix): count for name, count in ranked}

    return Scaled(
        files,
        clean["total"],
        remove["forwarded"],
        remove["dropped"],
        newest["dropped"],
        group(clean, "dropped_"),
        group(captures, "broken_"),
        group(clean, "cut_"),
    )
