"""The same text under several addresses: marked in `duplicate_of`, also across sites; nothing goes.

Works after the fact, in short transactions, like the full-text index: what was stored or changed
since the last time is signed and compared. Only originals stand in `bands`, so a text that was
copied a thousand times costs one look.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scraper.signature import ALIKE, SHORT, bands, likeness, signature

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Connection

    from scraper.database import Row
    from scraper.store import Library

_BATCH = 50  # documents in one transaction
_CANDIDATES = 16
_COMMON = 32  # originals that may share a band


def catch_up(library: Library, signed: Mapping[str, bytes] | None = None) -> int:
    """Sign and compare the documents that are new or have changed; return how many.

    `signed`: the signatures of texts, by their hash, where somebody has made them already.
    """
    taken = 0
    while rows := library.rows(
        "SELECT id, documents.text_hash, chars, duplicate_of, digest FROM twins_queue"
        " JOIN documents USING (id) LEFT JOIN signatures USING (id) ORDER BY id LIMIT ?",
        (_BATCH,),
    ):
        with library.transaction() as connection:
            for row in rows:
                digest = (signed or {}).get(row["text_hash"]) or _sign(connection, row["id"])
                _compare(connection, row, digest)
        taken += len(rows)
    return taken


def _sign(connection: Connection, id_: int) -> bytes:
    """Sign one text; texts are read one by one, since a few may be very long."""
    return signature(
        connection.execute("SELECT text FROM documents WHERE id = ?", (id_,)).fetchone()[0]
    )


def _compare(connection: Connection, row: Row, digest: bytes) -> None:
    id_ = row["id"]
    keys = bands(digest) if row["chars"] >= SHORT else []
    connection.execute("DELETE FROM twins_queue WHERE id = ?", (id_,))
    if row["digest"] is not None:
        _forget(connection, id_, row["digest"])
    original = _same(connection, row) or _alike(connection, id_, digest, keys)
    if original != row["duplicate_of"]:  # a row is long, and seldom a copy
        connection.execute("UPDATE documents SET duplicate_of = ? WHERE id = ?", (original, id_))
    connection.execute(
        "INSERT INTO signatures (id, text_hash, digest) VALUES (?, ?, ?)",
        (id_, row["text_hash"], digest),
    )
    if original is None:
        connection.executemany(
            "INSERT OR IGNORE INTO bands (band, document_id) VALUES (?, ?)",
            [(key, id_) for key in keys],
        )


def _forget(connection: Connection, id_: int, digest: bytes) -> None:
    """Drop what is known of a text, and look again at what was held to be a copy of it."""
    connection.executemany(
        "DELETE FROM bands WHERE band = ? AND document_id = ?",
        [(key, id_) for key in bands(digest)],
    )
    connection.execute("DELETE FROM signatures WHERE id = ?", (id_,))
    connection.execute(
        "INSERT OR IGNORE INTO twins_queue SELECT id FROM documents WHERE duplicate_of = ?", (id_,)
    )


def _same(connection: Connection, row: Row) -> int | None:
    found = connection.execute(
        "SELECT ifnull(duplicate_of, id) FROM documents WHERE text_hash = ? AND id < ?"
        " ORDER BY id LIMIT 1",
        (row["text_hash"], row["id"]),
    ).fetchone()
    return None if found is None else int(found[0])


def _alike(connection: Connection, id_: int, digest: bytes, keys: list[int]) -> int | None:
    """Return the first original that is alike enough, or None.

    Looked at are those that share the most bands, of bands that tell something: one that many texts
    have that are no copies of each other is a stock phrase. So a large library takes no longer.
    """
    shared: Counter[int] = Counter()
    for key in keys:
        rows = connection.execute(
            "SELECT document_id FROM bands WHERE band = ? AND document_id < ? LIMIT ?",
            (key, id_, _COMMON + 1),
        ).fetchall()
        if len(rows) <= _COMMON:
            shared.update(row["document_id"] for row in rows)
    likely = [one for one, _ in shared.most_common(_CANDIDATES)]
    marks = ", ".join("?" * len(likely))
    digests = connection.execute(
        f"SELECT id, digest FROM signatures WHERE id IN ({marks}) ORDER BY id",  # noqa: S608 - only marks
        likely,
    )
    return next((int(r["id"]) for r in digests if likeness(digest, r["digest"]) >= ALIKE), None)
