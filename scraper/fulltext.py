"""The full-text index, which follows what is stored in short transactions of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.store import Library

_BATCH = 50  # documents in one transaction, about half a second: others may write between


def catch_up(library: Library) -> int:
    """Bring the index up to date; return how many documents it took.

    May be interrupted at any moment: what is left stays queued.
    """
    taken = 0
    while batch := _index_batch(library):
        taken += batch
    return taken


def _index_batch(library: Library) -> int:
    row = library.row(
        "SELECT count(*), max(id) FROM (SELECT id FROM index_queue ORDER BY id LIMIT ?)",
        (_BATCH,),
    )
    if row is None or row[0] == 0:
        return 0
    count, last = row
    with library.transaction() as connection:
        connection.execute(
            "INSERT INTO documents_fts (documents_fts, rowid, title, text)"
            " SELECT 'delete', id, old_title, old_text FROM index_queue"
            " WHERE id <= ? AND old_text IS NOT NULL",
            (last,),
        )
        connection.execute(
            "INSERT INTO documents_fts (rowid, title, text)"
            " SELECT id, title, text FROM documents"
            " WHERE id IN (SELECT id FROM index_queue WHERE id <= ?)",
            (last,),
        )
        connection.execute("DELETE FROM index_queue WHERE id <= ?", (last,))
    return int(count)
