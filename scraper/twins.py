"""The same text under several addresses: marked in `duplicate_of`, also across sites; nothing goes.

Works after the fact, like the full-text index: what was stored or changed since the last time is
signed and compared, many at a time. Only originals stand in `bands`, so a text that was copied a
thousand times costs one look; and the bands of a batch are put in order, then looked up and stored
by one statement each, so that each page of that table, however large it has grown, is read once for
many of them. It is written once for more: new bands stand in `recent_bands`, which stays small, until
there are enough of them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from scraper.signature import ALIKE, SHORT, bands, likeness, signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping, Sequence
    from sqlite3 import Connection

    from scraper.database import Row
    from scraper.store import Library

BATCH = 2000  # documents in one transaction: more are quicker to compare, and held in memory
_CANDIDATES = 16
_COMMON = 32  # originals that may share a band
_RECENT = 500_000  # bands, of some 16,000 documents; about 8 MB of the file
_QUEUE = (
    "SELECT id, documents.text_hash, chars, duplicate_of, digest FROM twins_queue"
    " JOIN documents USING (id) LEFT JOIN signatures USING (id) ORDER BY id LIMIT ?"
)
_SHARED = (  # bands of a batch that other texts have too, here or in the library
    "SELECT band, document_id FROM batch WHERE EXISTS (SELECT 1 FROM bands WHERE band = batch.band)"
    " OR EXISTS (SELECT 1 FROM recent_bands WHERE band = batch.band) OR EXISTS (SELECT 1 FROM batch AS other"
    " WHERE other.band = batch.band AND other.document_id <> batch.document_id) ORDER BY band"
)
_ORIGINALS = (
    "SELECT document_id FROM bands WHERE band = ?"
    " UNION ALL SELECT document_id FROM recent_bands WHERE band = ? LIMIT ?"
)
_REMEMBER = (
    "INSERT OR IGNORE INTO recent_bands (band, document_id) SELECT band, document_id FROM batch"
    " WHERE document_id NOT IN (SELECT value FROM json_each(?)) ORDER BY band, document_id"
)


def catch_up(
    library: Library, signed: MutableMapping[str, bytes] | None = None, *, least: int = 1
) -> int:
    """Sign and compare the documents that are new or have changed; return how many.

    `signed`: the signatures of texts, by their hash, where somebody has made them already; those
    that were used are taken out. Fewer documents than `least` are left for later.
    """
    taken = 0
    while _queued(library) >= least and (
        digests := _digests(library, signed if signed is not None else {})
    ):
        with library.transaction() as connection:
            again = connection.execute(_QUEUE, (BATCH,)).fetchall()  # one may have changed since
            rows = [row for row in again if row["text_hash"] in digests]
            _compare(connection, rows, digests)
        taken += len(rows)
    return taken


def _queued(library: Library) -> int:
    row = library.row("SELECT count(*) FROM twins_queue")
    return int(row[0]) if row else 0


def _digests(library: Library, signed: MutableMapping[str, bytes]) -> dict[str, bytes]:
    """Return the signatures of queued texts by their hash; nobody waits while they are made."""
    found: dict[str, bytes] = {}
    for row in library.rows(_QUEUE, (BATCH,)):
        if made := signed.pop(row["text_hash"], None) or found.get(row["text_hash"]):
            found[row["text_hash"]] = made
        # one by one, since a few may be very long
        elif text := library.row(
            "SELECT text_hash, text FROM documents WHERE id = ?", (row["id"],)
        ):
            found[text["text_hash"]] = signature(text["text"])
    return found


def _compare(connection: Connection, rows: Sequence[Row], digests: Mapping[str, bytes]) -> None:
    """Find the originals of a batch, and remember those that are none's copy."""
    connection.executemany("DELETE FROM twins_queue WHERE id = ?", [(row["id"],) for row in rows])
    _forget(connection, {row["id"]: row["digest"] for row in rows if row["digest"] is not None})
    connection.executemany(
        "INSERT INTO signatures (id, text_hash, digest) VALUES (?, ?, ?)",
        [(row["id"], row["text_hash"], digests[row["text_hash"]]) for row in rows],
    )
    same = {row["id"]: _same(connection, row) for row in rows}
    signed = {row["id"]: digests[row["text_hash"]] for row in rows if row["chars"] >= SHORT}
    _gather(connection, {id_: one for id_, one in signed.items() if same[id_] is None})
    shared, copies = _shared(connection), []
    for row in rows:  # in the order of their ids: a copy is nobody's original
        id_, own = row["id"], shared.get(row["id"], [])
        original = _original(connection, same[id_])
        if original is None and own:
            original = _alike(connection, id_, signed[id_], own)
        if original != row["duplicate_of"]:  # a row is long, and seldom a copy
            connection.execute(
                "UPDATE documents SET duplicate_of = ? WHERE id = ?", (original, id_)
            )
        if original is None:
            for some in own:
                some.append(id_)
        else:
            copies.append(id_)
    connection.execute(_REMEMBER, (json.dumps(copies),))
    connection.execute("DROP TABLE batch")
    _put_away(connection)


def _forget(connection: Connection, digests: Mapping[int, bytes]) -> None:
    """Drop what is known of texts, and look again at what was held to be copies of them."""
    ids = [(id_,) for id_ in digests]
    known = sorted((key, id_) for id_, digest in digests.items() for key in bands(digest))
    for table in ("bands", "recent_bands"):
        connection.executemany(
            f"DELETE FROM {table} WHERE band = ? AND document_id = ?",  # noqa: S608 - our own names
            known,
        )
    connection.executemany("DELETE FROM signatures WHERE id = ?", ids)
    connection.executemany(
        "INSERT OR IGNORE INTO twins_queue SELECT id FROM documents WHERE duplicate_of = ?", ids
    )


def _put_away(connection: Connection) -> None:
    """Put recent bands among the others where there are so many that they share its pages."""
    (recent,) = connection.execute("SELECT count(*) FROM recent_bands").fetchone()
    if recent >= _RECENT:
        connection.execute("INSERT OR IGNORE INTO bands SELECT band, document_id FROM recent_bands")
        connection.execute("DELETE FROM recent_bands")


def _same(connection: Connection, row: Row) -> int | None:
    """Return the first document with this very text, where that is an earlier one."""
    (found,) = connection.execute(
        "SELECT min(id) FROM documents WHERE text_hash = ? AND id < ?",
        (row["text_hash"], row["id"]),
    ).fetchone()
    return None if found is None else int(found)


def _original(connection: Connection, id_: int | None) -> int | None:
    """Return what a document is a copy of, or itself."""
    if id_ is None:
        return None
    found = connection.execute(
        "SELECT ifnull(duplicate_of, id) FROM documents WHERE id = ?", (id_,)
    ).fetchone()
    return None if found is None else int(found[0])


def _gather(connection: Connection, digests: Mapping[int, bytes]) -> None:
    """Put the bands of a batch in order, in a table of their own: as objects they are 40 MB."""
    connection.execute("CREATE TEMP TABLE batch (band INTEGER, document_id INTEGER)")
    connection.executemany(
        "INSERT INTO batch VALUES (?, ?)",
        ((key, id_) for id_, digest in digests.items() for key in bands(digest)),
    )
    connection.execute("CREATE INDEX batch_band ON batch (band, document_id)")


def _shared(connection: Connection) -> dict[int, list[list[int]]]:
    """Return, by document of the batch, the originals known so far of each band it shares."""
    originals: dict[int, list[int]] = {}
    found = defaultdict(list)
    for band, id_ in connection.execute(_SHARED).fetchall():
        if band not in originals:
            rows = connection.execute(_ORIGINALS, (band, band, _COMMON + 1))
            originals[band] = [row[0] for row in rows]
        found[id_].append(originals[band])
    return found


def _alike(
    connection: Connection, id_: int, digest: bytes, shared: Iterable[Sequence[int]]
) -> int | None:
    """Return the first original that is alike enough, or None.

    `shared`: the originals of each of its bands. Looked at are those that share the most, of bands
    that tell something: one that many texts have that are no copies of each other is a stock
    phrase. So a large library takes no longer.
    """
    counts = Counter(one for some in shared if len(some) <= _COMMON for one in some if one < id_)
    likely = [one for one, _ in counts.most_common(_CANDIDATES)]
    marks = ", ".join("?" * len(likely))
    rows = connection.execute(
        f"SELECT id, digest FROM signatures WHERE id IN ({marks}) ORDER BY id",  # noqa: S608 - only marks
        likely,
    )
    return next((int(r["id"]) for r in rows if likeness(digest, r["digest"]) >= ALIKE), None)
