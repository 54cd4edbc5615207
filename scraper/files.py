"""Files that others name: regular ones, read up to a bound; never waited for."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path, most: int) -> bytes:
    """Return a file's bytes, one more than `most` at most; raises OSError for a device or a pipe."""
    if str(path) == os.devnull:
        return b""
    # it may have been swapped since it was named: opening a pipe would wait for somebody to write
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        kind = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(kind):
            raise OSError(None, "Is a directory")
        if not stat.S_ISREG(kind):
            raise OSError(None, "not a regular file")
        return file.read(most + 1)


def read_text(path: Path, most: int) -> str:
    """Return a UTF-8 file as text; raises OSError where it is longer, UnicodeDecodeError."""
    body = read_bytes(path, most)
    if len(body) > most:
        raise OSError(None, f"longer than {most:,} bytes")
    return body.decode("utf-8-sig")
