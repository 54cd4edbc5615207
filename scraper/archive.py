"""Raw page bodies, exactly as received: content-addressed and compressed, in their own file.

A body is stored before the document that is made from it: a crash leaves at most an unused body.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import zstandard

from scraper.database import Database, connect
from scraper.errors import StoreError
from scraper.schema import ARCHIVE

if TYPE_CHECKING:
    from pathlib import Path

LEVEL = 3  # zstd's own default: a quarter of the work of 6, on real pages 7 % more bytes
NAME = "raw.db"


@dataclass(frozen=True, slots=True)
class Packed:
    """A body as it is stored: the SHA-256 in hex and the size of what it was, and its zstd frame."""

    hash: str
    size: int
    frame: bytes


_packer = zstandard.ZstdCompressor(level=LEVEL)  # kept: to make one takes as long as a page


def digest(body: bytes) -> str:
    """Return the name of a body: its SHA-256 in hex."""
    return hashlib.sha256(body).hexdigest()


def pack(body: bytes) -> Packed:
    """Compress a body; needs no archive, so another process may do it."""
    return _packed(digest(body), body)


def _packed(name: str, body: bytes) -> Packed:
    return Packed(name, len(body), _packer.compress(body))


class Archive(Database):
    """An open archive. Use as a context manager; from one thread."""

    def put(self, body: bytes) -> str:
        """Store a body once and return its SHA-256 in hex."""
        name = digest(body)
        if self.row("SELECT 1 FROM bodies WHERE hash = ?", (name,)):
            return name
        return self.keep(_packed(name, body))

    def keep(self, packed: Packed) -> str:
        """Store a packed body once and return its hash."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO bodies (hash, size, body) VALUES (?, ?, ?)"
                " ON CONFLICT (hash) DO NOTHING",
                (packed.hash, packed.size, packed.frame),
            )
        return packed.hash

    def get(self, name: str) -> bytes | None:
        """Return the body, verified; None if it is not here. Raises StoreError if it is damaged."""
        row = self.row("SELECT body FROM bodies WHERE hash = ?", (name,))
        if row is None:
            return None
        try:
            body = zstandard.decompress(row["body"])
        except zstandard.ZstdError:
            body = None
        if body is None or digest(body) != name:
            raise StoreError(
                f"{self.path}: the page body {name} is damaged; try `gongwen check --repair`"
            )
        return body


def open_archive(database: Path, *, create: bool = True, readonly: bool = False) -> Archive:
    """Open `raw.db` beside the library at `database`; errors as in `open_library`."""
    path = database.with_name(NAME)
    connection = connect(path, ARCHIVE, create=create, readonly=readonly)
    return Archive(path, connection, readonly=readonly)
