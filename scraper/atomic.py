"""Files and folders that appear whole or not at all.

What is being written has a name of its own beside the final one, `.NAME.PID.part`; a process that
is killed leaves that behind, and nothing else.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from scraper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a name to write a file under, which takes the place of `path` when all went well.

    Whoever writes it sees to it that it is on the disk.
    """
    if path.is_dir():
        raise UsageError(f"{path}: is a folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _beside(path, "part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when all went well."""
    with replaced(path) as part, part.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def whole_folder(path: Path, mark: str) -> Iterator[Path]:
    """Make a folder that takes the place of `path` when all went well.

    It replaces a folder only that is empty or holds a file of the name `mark`, as ours do.
    """
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path}: is a file")
    if path.is_dir() and any(path.iterdir()) and not (path / mark).is_file():
        raise UsageError(f"{path}: is not empty, and not an export (no {mark} in it)")
    path.parent.mkdir(parents=True, exist_ok=True)
    part, old = _beside(path, "part"), _beside(path, "old")
    try:
        part.mkdir()
        yield part
        os.sync()
        if path.exists():
            path.rename(old)
        part.rename(path)
    finally:
        for left in (part, old):
            shutil.rmtree(left, ignore_errors=True)


def _beside(path: Path, word: str) -> Path:
    return path.absolute().with_name(f".{path.name}.{os.getpid()}.{word}")
