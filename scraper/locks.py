"""Who works on a library: one crawl alone, imports beside each other.

A lock dies with its process; its file stays, and means nothing by itself.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from scraper.errors import BusyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def alone(library: Path, name: str = "lock", who: str = "crawl") -> Iterator[None]:
    """Hold the file `….lock` (or of another name); raises BusyError while another process does."""
    with _open(library, name) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read(20).strip() or "?"
            raise BusyError(
                f"{library}: another {who} (process {holder}) is working on this library"
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


@contextmanager
def among(library: Path, when_first: Callable[[], object]) -> Iterator[None]:
    """Share the file `….import.lock`; `when_first` is called if nobody else is there."""
    with _open(library, "import.lock") as file:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            when_first()
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def _open(library: Path, name: str) -> TextIO:
    path = Path(f"{library.resolve()}.{name}")
    try:
        return path.open("a+", encoding="ascii")
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from error
