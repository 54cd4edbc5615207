"""Gongwen's steps for datatrove: captured pages in, documents through, near-duplicates by MinHash.

`pipeline` puts them together as `gongwen scale` runs them; each is a `PipelineStep` like any other.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.dedup import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.readers import ParquetReader
from datatrove.pipeline.writers import ParquetWriter
from datatrove.utils.hashing import HashConfig
from datatrove.utils.logging import logger
from datatrove.utils.typeshelper import Languages, StatHints
from pyarrow import parquet

from cleaners import bundled
from scraper import archive
from scraper.adapters.captures import read
from scraper.adapters.newest import BUCKETS, Addresses, Compare, Newest
from scraper.apart import read as cleaned
from scraper.errors import FetchError
from scraper.export.parquet import schema, typed
from scraper.export.records import FIELDS, as_record
from scraper.report import Miss
from scraper.rows import COLUMNS as ROWS
from scraper.rows import stamp
from scraper.signature import SHORT, signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cleaners import Rulebook
    from scraper.rows import Record
    from scraper.warc import Capture

# what only a library knows of a document
_OWN = frozenset({"id", "duplicate_of", "first_seen_at", "changed_at", "gone_at"})
COLUMNS = tuple(field for field in FIELDS if field.name not in _OWN)
SCHEMA = schema(COLUMNS, cuts="string")  # JSON: rule → characters it cut
CUTS = ROWS["cuts"]
# 128 numbers as 16 buckets of 8: texts that share 67 % of their 5-grams are found as often as not,
# of those that share 85 % all but one in 160; 4 numbers, as a library uses, would need each pair
# compared, which datatrove does not do
MINHASH = MinhashConfig(
    n_grams=5,
    num_buckets=16,
    hashes_per_bucket=8,
    hash_config=HashConfig(precision=32, hash_fc="sha1"),  # only the width counts: rensa hashes
)


class Captures(PipelineStep):  # type: ignore[misc] # datatrove has no types
    """Read the pages of WARC and Parquet files; task n takes every so many-th file."""

    name, type = "captures", "📖 - READER"

    def __init__(self, files: Sequence[Path], max_bytes: int) -> None:
        super().__init__()
        self.files, self.max_bytes = tuple(files), max_bytes

    def run(self, data: object = None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Yield a document a page, its text not made yet; broken records are counted."""
        del data
        for file in self.files[rank::world_size]:
            for found in read(file, self.max_bytes):
                if isinstance(found, FetchError):
                    logger.warning(str(found))  # the task's log names it
                    self.stat_update(f"broken_{found.code}")
                else:
                    yield Document(found.page.url, found.page.url, metadata={"capture": found})


class Clean(PipelineStep):  # type: ignore[misc] # as above
    """Make documents of captured pages by the same rules as everywhere; what is none is dropped.

    Metadata are the columns of an export but those only a library knows, and `cuts`. Counted: what
    is dropped, by reason; characters cut, by rule.
    """

    name, type = "clean", "🧹 - CLEANER"

    def __init__(self, rulebook: Rulebook | None = None) -> None:
        super().__init__()
        self.rulebook = rulebook

    def run(
        self, data: Iterable[Document], rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Yield the documents."""
        del rank, world_size
        rules = self.rulebook or bundled()
        for page in data:
            capture: Capture = page.metadata["capture"]
            self.stat_update(StatHints.total)
            with self.track_time():
                made = cleaned((capture.page, *capture.rest), rules)
            if isinstance(made, Miss):
                self.stat_update(StatHints.dropped, f"dropped_{made.code}")
                continue
            cuts = _cuts(made)
            for rule, chars in cuts.items():
                self.stat_update(f"cut_{rule}", value=chars)
            self.stat_update(StatHints.forwarded)
            yield Document(made.text, made.url, metadata=_metadata(made, capture, rules, cuts))


def _cuts(made: Record) -> Counter[str]:
    """Return the trail's summary: how many characters each rule cut."""
    found: Counter[str] = Counter()
    rule, text = (CUTS.index(name) for name in ("rule", "text"))
    for cut in made.details["cuts"]:
        found[str(cut[rule])] += len(str(cut[text]))
    return found


def _metadata(
    made: Record, capture: Capture, rules: Rulebook, cuts: Counter[str]
) -> dict[str, Any]:
    parts = [
        dict(zip(("title", "first", "last"), one, strict=True)) for one in made.details["parts"]
    ]
    files = [dict(zip(("title", "url"), one, strict=True)) for one in made.details["attachments"]]
    at = capture.page.fetched_at
    row = made.row | {
        "parts": json.dumps(parts, ensure_ascii=False),
        "attachments": json.dumps(files, ensure_ascii=False),
        "page_hash": archive.digest(capture.page.body),
        "rules_version": rules.version,
        "fetched_at": stamp(at) if at else None,
    }
    record = typed(as_record(row, COLUMNS))
    record["cuts"] = json.dumps(cuts, ensure_ascii=False, sort_keys=True)
    del record["text"], record["url"]
    return record


class Signature(MinhashDedupSignature):  # type: ignore[misc] # as above
    """Sign texts as a library does: MinHash of character 5-grams, so no tokenizer is needed.

    Short texts are alike only where they are the same.
    """

    def __init__(self, output_folder: str) -> None:
        super().__init__(output_folder, MINHASH, Languages.chinese__latn)

    def get_shingles(self, text: str) -> np.ndarray[Any, Any]:
        """Return the 128 numbers that stand for all 5-grams."""
        plain = text if len(text) >= SHORT else f"{text}\0" * 5
        return np.frombuffer(signature(plain), dtype="<u4")

    def get_signature(self, shingles: np.ndarray[Any, Any]) -> list[list[int]]:
        """Return them by bucket."""
        rows = shingles.reshape(MINHASH.num_buckets, MINHASH.hashes_per_bucket)
        return cast("list[list[int]]", rows.tolist())


class Rows(ParquetWriter):  # type: ignore[misc] # as above
    """Write documents as Parquet, in the columns of an export; a file a task, also of none."""

    def __init__(self, output_folder: str) -> None:
        super().__init__(
            output_folder, compression="zstd", schema=SCHEMA, max_file_size=-1, batch_size=500
        )

    def run(
        self, data: Iterable[Document], rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Write the documents, and yield them."""
        self.begin(rank)
        yield from super().run(data, rank, world_size)

    def begin(self, rank: int) -> None:
        """Open a task's file: else there is none where it has no documents."""
        name = _file(rank)
        file = self.output_mg.get_file(name)
        self._writers[name] = parquet.ParquetWriter(file, SCHEMA, compression=self.compression)

    def _default_adapter(self, document: Document) -> dict[str, Any]:
        return {**document.metadata, "url": document.id, "text": document.text}


class Written(ParquetReader):  # type: ignore[misc] # as above
    """Read back what the same task wrote by `Rows`."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder, id_key="url", batch_size=100)

    def run(self, data: object = None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Yield the documents; another task's would bear other numbers than later steps know."""
        del data, world_size
        yield from self.read_files_shard([_file(rank)])


class Apart(MinhashDedupFilter):  # type: ignore[misc] # as above
    """Let one of each group of near-duplicates pass; the others are written apart."""

    def __init__(self, input_folder: str, apart: Rows) -> None:
        super().__init__(input_folder, apart)

    def run(
        self, data: Iterable[Document], rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Yield the documents."""
        with self.exclusion_writer:
            self.exclusion_writer.begin(rank)
            yield from super().run(data, rank, world_size)


def _file(rank: int) -> str:
    return f"{rank:05}.parquet"


def pipeline(
    files: Sequence[Path], out: Path, max_bytes: int
) -> list[tuple[str, int, list[PipelineStep]]]:
    """Return the stages of a run, (name, number of tasks, steps); each reads what others wrote."""
    tasks, work = len(files), out / "work"

    def again() -> list[PipelineStep]:
        return [Written(f"{work}/clean"), Newest(work / "older")]

    clean = [Captures(files, max_bytes), Clean(), Rows(f"{work}/clean")]
    near = MinhashDedupBuckets(f"{work}/signatures", f"{work}/pairs", config=MINHASH)
    apart = Apart(f"{work}/remove", Rows(f"{out}/duplicates"))
    return [
        ("clean", tasks, [*clean, Addresses(work / "addresses")]),
        ("addresses", BUCKETS, [Compare(work / "addresses", work / "older")]),
        ("sign", tasks, [*again(), Signature(f"{work}/signatures")]),
        ("compare", MINHASH.num_buckets, [near]),
        ("cluster", 1, [MinhashDedupCluster(f"{work}/pairs", f"{work}/remove", MINHASH)]),
        ("filter", tasks, [*again(), apart, Rows(f"{out}/documents")]),
    ]
