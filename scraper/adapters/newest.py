"""Of several captures of an address the newest, over all tasks of a run.

datatrove's own steps compare days; an import compares seconds, and of one second takes the last.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.typeshelper import StatHints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from datatrove.data import Document

BUCKETS = 16  # tasks that compare, each a share of the addresses
_NOTE = np.dtype([("address", "<u8"), ("at", "<i8"), ("place", "<u8")])
_TASK = 32  # bits: a place is a task's number and behind it the document's in what that task wrote


class Addresses(PipelineStep):  # type: ignore[misc] # datatrove has no types
    """Note the address of each document and when it was captured."""

    name, type = "addresses", "🕰 - NEWEST"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> None:
        """Write the notes of a task, a file a bucket."""
        del world_size
        places = enumerate(data, rank << _TASK)
        notes = np.array([(_number(one.id), _seconds(one), at) for at, one in places], _NOTE)
        bucket = notes["address"] % BUCKETS
        for number in range(BUCKETS):
            folder = self.folder / f"{number:02}"
            folder.mkdir(parents=True, exist_ok=True)
            np.save(folder / f"{rank}.npy", notes[bucket == number])


class Compare(PipelineStep):  # type: ignore[misc] # as above
    """Find the documents of one bucket that a newer one of the same address replaces."""

    name, type = "compare addresses", "🕰 - NEWEST"

    def __init__(self, notes: Path, folder: Path) -> None:
        super().__init__()
        self.notes, self.folder = notes, folder

    def run(self, data: object = None, rank: int = 0, world_size: int = 1) -> None:
        """Write where they are."""
        del data, world_size
        files = sorted((self.notes / f"{rank:02}").glob("*.npy"))
        notes = np.concatenate([np.load(file) for file in files])
        notes = notes[np.lexsort((notes["place"], notes["at"], notes["address"]))]
        replaced = notes["address"][:-1] == notes["address"][1:]
        self.folder.mkdir(parents=True, exist_ok=True)
        np.save(self.folder / f"{rank:02}.npy", np.sort(notes["place"][:-1][replaced]))


class Newest(PipelineStep):  # type: ignore[misc] # as above
    """Let pass what no newer capture replaces."""

    name, type = "newest", "🕰 - NEWEST"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def run(
        self, data: Iterable[Document], rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Yield the documents."""
        del world_size
        older: set[int] = set()
        for file in self.folder.glob("*.npy"):
            places = np.load(file, mmap_mode="r")
            first, last = np.searchsorted(places, np.array([rank, rank + 1], "<u8") << _TASK)
            older.update(places[first:last].tolist())
        for at, document in enumerate(data, rank << _TASK):
            if at in older:
                self.stat_update(StatHints.dropped)
            else:
                self.stat_update(StatHints.forwarded)
                yield document


def _number(address: str) -> int:
    digest = hashlib.blake2b(address.encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest)


def _seconds(document: Document) -> int:
    """Return when a document was captured; one without a date is older than any other."""
    at = document.metadata["fetched_at"]
    return -(1 << 62) if at is None else int(at.timestamp())
