"""Raw page bodies, exactly as received: content-addressed and compressed, in their own file.

A body is stored before the document that is made from it: a crash leaves at most an unused body.
The file of `gongwen.db` is `raw.db`, that of any other library `NAME-raw`. Before there was that
rule every library of a folder used `raw.db`, and copies made by `backup` still do: one that has
pages, and no file of its own, goes on with it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import zstandard

from scraper.database import Database, connect, may_be, naming, reading
from scraper.errors import StoreError, UsageError
from scraper.schema import ARCHIVE, LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEVEL = 3  # zstd's own default: a quarter of the work of 6, on real pages 7 % more bytes
NAME = "raw.db"
_USUAL = "gongwen.db"
_WITH_PAGES = "SELECT 1 FROM pages WHERE hash <> '' LIMIT 1"


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


def own(database: Path) -> Path:
    """Where the raw pages of the library at `database` lie if it shares them with no other.

    Raises UsageError for a library that is called as the file of raw pages is.
    """
    if database.name == NAME:
        raise UsageError(f"{database}: is where the raw pages go; choose another name")
    return database.with_name(NAME if database.name == _USUAL else f"{database.name}-raw")


def beside(database: Path) -> Path:
    """Where the raw pages of the library at `database` lie, or will; errors as in `own`.

    Raises StoreError where the library cannot be read.
    """
    apart, common = own(database), database.with_name(NAME)
    return common if not apart.exists() and common.exists() and _has_pages(database) else apart


def _has_pages(database: Path) -> bool:
    if not database.exists() or not database.stat().st_size:
        return False
    with naming(database), closing(sqlite3.connect(reading(database), uri=True)) as library:
        return library.execute(_WITH_PAGES).fetchone() is not None


def sharing(archive: Path, library: Path) -> list[Path]:
    """Return the other files of a folder that may be libraries and use the same archive."""
    if archive.name != NAME:
        return []
    files = sorted(one for one in archive.parent.iterdir() if one.is_file())
    ours = [one for one in (archive, library) if one.exists()]
    others = [one for one in files if not any(one.samefile(own) for own in ours)]
    return [one for one in others if may_be(one, LIBRARY) and _may_use(one, archive)]


def _may_use(library: Path, archive: Path) -> bool:
    try:
        return beside(library) == archive
    except StoreError:
        return True


def open_archive(database: Path, *, create: bool = True, readonly: bool = False) -> Archive:
    """Open the raw pages of the library at `database`; errors as in `beside` and `opened`."""
    return opened(beside(database), create=create, readonly=readonly)


@contextmanager
def if_any(database: Path) -> Iterator[Archive | None]:
    """Give the raw pages of the library at `database` to read, or None; errors as in `open_archive`."""
    path = beside(database)
    if not path.exists():
        yield None
        return
    with opened(path, create=False, readonly=True) as archive:
        yield archive


def opened(path: Path, *, create: bool = True, readonly: bool = False) -> Archive:
    """Open a file of raw pages; errors as in `open_library`."""
    return Archive(
        path, connect(path, ARCHIVE, create=create, readonly=readonly), readonly=readonly
    )
