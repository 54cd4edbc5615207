"""Pages of lists that are asked for though nothing new led to them, a few in each run.

What a site puts on the second or third page of a list shows on no page before it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scraper import linked, pagers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.database import Row
    from scraper.store import Library

_PART = 3  # of the requests that are left for looking again; one page tells of many documents
_LEAST = 2


def pages(library: Library, site: str, run: int, left: int) -> list[str]:
    """Return a site's pages of lists that were asked longest ago, with so many requests `left`.

    One list after the other. Not those whose articles other pages have brought: tags, other orders.
    """
    sql = (
        "SELECT url, asked_in FROM frontier WHERE site = ? AND kind = 'listing' AND state = 'done'"
        " AND asked_in IS NOT ?"
    )
    known = sorted(library.rows(sql, (site, run)), key=_turn)
    worth = (
        row["url"]
        for row in known
        if row["asked_in"] is None or linked.fruitful(library, [row["url"]])
    )
    return list(islice(worth, max(left // _PART, _LEAST)))


def torn(library: Library, asked: Sequence[str]) -> set[str]:
    """Return those of some pages whose list goes on, as far as is known, on a page that is not asked.

    What is missing there may have been pushed on to it.
    """
    found = set()
    for url in asked:
        others = [one for one in linked.of(library, url) if one.turns]
        if not set(linked.next_page(library, url, others)) <= set(asked):
            found.add(url)
    return found


def _turn(row: Row) -> tuple[int, str, int]:
    return (row["asked_in"] or 0, pagers.beginning(row["url"]), pagers.count(row["url"]))
