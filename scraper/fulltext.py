"""The full-text index, which follows what is stored in short transactions of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.store import Library

# documents in one transaction, a quarter of a second to a whole one: others may write between. Each
# begins a piece of the index, to be merged with others.
BATCH = 256
_PAGES = 2000  # of the index, written by one transaction that merges


def catch_up(library: Library, *, least: int = 1) -> int:
    """Bring the index up to date; return how many documents it took.

    May be interrupted at any moment: what is left stays queued, as are fewer than `least`. Where
    nothing is left, pieces that have become many are merged, which makes searches quick.
    """
    taken = 0
    while batch := _index_batch(library, least):
        taken += batch
    if least <= 1:
        while _merge(library):
            pass
    return taken


def _index_batch(library: Library, least: int) -> int:
    row = library.row(
        "SELECT count(*), max(id) FROM (SELECT id FROM index_queue ORDER BY id LIMIT ?)",
        (BATCH,),
    )
    if row is None or row[0] < max(least, 1):
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


def _merge(library: Library) -> bool:
    """Merge pieces of the index, a little; return whether there is more to be merged."""
    with library.transaction() as connection:
        before = connection.total_changes
        connection.execute(
            "INSERT INTO documents_fts (documents_fts, rank) VALUES ('merge', ?)", (_PAGES,)
        )
        return connection.total_changes - before > 1  # so FTS5 says that it found something
