"""The same text under several addresses: marked in `duplicate_of`, also across sites; nothing goes.

Works after the fact, in short transactions, like the full-text index: what was stored or changed
since the last time is signed and compared. Only originals stand in `bands`, so a text that was
copied a thousand times costs one look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.signature import ALIKE, bands, likeness, signature

if TYPE_CHECKING:
    from sqlite3 import Connection

    from scraper.database import Row
    from scraper.store import Library

_BATCH = 50  # documents in one transaction
_CANDIDATES = 64
_SHORT = 100  # characters; of less, a likeness says nothing


def catch_up(library: Library) -> int:
    """Sign and compare the documents that are new or have changed; return how many."""
    last = taken = 0
    while rows := library.rows(
        "SELECT documents.id, documents.text_hash, chars, duplicate_of, digest"
        " FROM documents"
        " LEFT JOIN signatures USING (id) WHERE documents.id > ?"
        " AND signatures.text_hash IS NOT documents.text_hash ORDER BY documents.id LIMIT ?",
        (last, _BATCH),
    ):
        with library.transaction() as connection:
            for row in rows:
                _compare(connection, row)
        last, taken = rows[-1]["id"], taken + len(rows)
    return taken


def _compare(connection: Connection, row: Row) -> None:
    id_ = row["id"]
    (text,) = connection.execute("SELECT text FROM documents WHERE id = ?", (id_,)).fetchone()
    digest = signature(text)
    keys = bands(digest) if row["chars"] >= _SHORT else []
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
    connection.execute(
        "DELETE FROM signatures WHERE id = ? OR id IN"
        " (SELECT id FROM documents WHERE duplicate_of = ?)",
        (id_, id_),
    )


def _same(connection: Connection, row: Row) -> int | None:
    found = connection.execute(
        "SELECT ifnull(duplicate_of, id) FROM documents WHERE text_hash = ? AND id < ?"
        " ORDER BY id LIMIT 1",
        (row["text_hash"], row["id"]),
    ).fetchone()
    return None if found is None else int(found[0])


def _alike(connection: Connection, id_: int, digest: bytes, keys: list[int]) -> int | None:
    """Return the first original that is alike enough, or None."""
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(
        "SELECT id, digest FROM signatures WHERE id IN (SELECT document_id FROM bands"  # noqa: S608 - only marks
        f" WHERE band IN ({marks}) AND document_id < ?) ORDER BY id LIMIT ?",
        (*keys, id_, _CANDIDATES),
    )
    return next((int(r["id"]) for r in rows if likeness(digest, r["digest"]) >= ALIKE), None)
