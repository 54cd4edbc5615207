"""An export from end to end: choose, stream, write whole, describe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from scraper.atomic import whole_file, whole_folder
from scraper.errors import UsageError
from scraper.export import jsonl, markdown, table
from scraper.export.card import Tally, card
from scraper.export.records import stream
from scraper.extras import extra
from scraper.filters import ANY, Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from scraper.archive import Archive
    from scraper.database import Row
    from scraper.store import Library

CARD = "README.md"
WARC = ".warc.gz"
SUFFIXES = (".jsonl", ".csv", ".parquet", WARC)
Writer: TypeAlias = "Callable[[Iterable[Row], BinaryIO], int | None]"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote; `missing` pages were not in the archive."""

    path: Path
    documents: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported: the documents that fit a query; `raw` leaves CSV cells exactly as they are.

    The archive is needed for WARC alone.
    """

    library: Library
    archive: Archive | None = None
    words: str = ""
    where: Filter = ANY
    raw: bool = False

    def to(self, target: Path) -> Exported:
        """Write a file, by its suffix, or a folder of Markdown, and the data card with it.

        Raises UsageError where the name says no format or a package is missing, OSError where
        the target cannot be written. What stood there before stays until all is written.
        """
        tally = Tally()
        rows = tally.counting(self.rows())
        if not target.suffix:
            with whole_folder(target, CARD) as folder:
                markdown.write(rows, folder)
                text = card(target.resolve().name, "*.md", tally, self.words, self.where)
                (folder / CARD).write_text(text, "utf-8")
            return Exported(target, tally.documents)
        suffix = next((one for one in SUFFIXES if target.name.endswith(one)), "")
        write = self._writer(target, suffix)
        with whole_file(target) as file:
            missing = write(rows, file) or 0
        pattern = "" if suffix == WARC else target.name
        with whole_file(target.with_name(f"{target.name}.md")) as file:
            file.write(card(target.name, pattern, tally, self.words, self.where).encode())
        return Exported(target, tally.documents, missing)

    def rows(self) -> Iterator[Row]:
        """Stream the documents as rows; `jsonl.write` takes them for a pipe."""
        return stream(self.library, self.words, self.where)

    def _writer(self, target: Path, suffix: str) -> Writer:
        """Return what writes a format; the packages of extras are loaded here."""
        match suffix:
            case ".jsonl":
                return jsonl.write
            case ".csv":
                return partial(table.write, raw=self.raw)
            case ".parquet":
                with extra("parquet"):
                    from scraper.export import parquet  # noqa: PLC0415
                return parquet.write
            case ".warc.gz":
                with extra("warc"):
                    from scraper.export import warc  # noqa: PLC0415
                if self.archive is None:
                    raise UsageError(f"{self.library.path}: there are no raw pages beside it")
                return partial(warc.write, archive=self.archive)
        raise UsageError(f"{target}: a file ends in {' '.join(SUFFIXES)}; a folder has no suffix")
