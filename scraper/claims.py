"""Addresses that a rel=canonical named wrongly: templates that name one page in all of them.

The first such page cannot be told from one that is right, and its document is kept under the address
it names. The second one, of another text, gives it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper import stored
from scraper.alternates import declared
from scraper.forms import share_a_number
from scraper.signature import ALIKE, shared
from scraper.urls import host

if TYPE_CHECKING:
    from cleaners import Page
    from scraper.rows import Record
    from scraper.store import Library


def withdraw(library: Library, page: Page, record: Record) -> str:
    """Give back the document that is kept under the address a page names, where that is wrong.

    Returns that address, which is asked in its own right now, or "".
    """
    named = declared(page)
    if named in {"", page.url} or _is_one_page(named, page.url):
        return ""
    own = _claimant(library, named)
    if own in {"", page.url} or _says(library, named, record):
        return ""
    with library.transaction() as connection:
        connection.execute("DELETE FROM aliases WHERE url = ?", (own,))
        connection.execute("UPDATE aliases SET target = ? WHERE target = ?", (own, named))
        for table in ("pages", "failures"):
            connection.execute(f"DELETE FROM {table} WHERE url = ?", (own,))  # noqa: S608 - our own names
            connection.execute(f"UPDATE {table} SET url = ? WHERE url = ?", (own, named))  # noqa: S608
        connection.execute(
            "UPDATE documents SET url = ?, host = ? WHERE url = ?", (own, host(own), named)
        )
        connection.execute(
            "UPDATE frontier SET state = 'due' WHERE url = ? AND asked_in IS NULL", (named,)
        )
    return named


def _says(library: Library, url: str, record: Record) -> bool:
    return shared(stored.text(library, url), record.text) >= ALIKE


def _claimant(library: Library, named: str) -> str:
    """Return the page of which the document is that is kept under an address, if no other; or ""."""
    row = library.row(
        "SELECT aliases.url FROM aliases JOIN documents ON documents.url = target"
        " JOIN pages ON pages.url = aliases.url WHERE target = ? AND pages.hash = page_hash"
        " AND NOT EXISTS (SELECT 1 FROM frontier WHERE url = target AND asked_in IS NOT NULL)"
        " ORDER BY aliases.id LIMIT 1",
        (named,),
    )
    return "" if row is None else str(row["url"])


def _is_one_page(one: str, other: str) -> bool:
    """Say whether two addresses may well be one document's: they differ in a query, or share its number."""
    return one.partition("?")[0] == other.partition("?")[0] or share_a_number(one, other)
