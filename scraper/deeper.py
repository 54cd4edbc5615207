"""Lists and pages of lists that are asked for though they have brought nothing, or nothing new led to them.

A few in each run: what a site puts on the second or third page of a list shows on no page before it.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from scraper import frontier, linked, pagers, revisits, stored
from scraper.groups import form
from scraper.traps import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scraper.database import Row
    from scraper.store import Library

_PART = 3  # of the requests that are left for looking again; one page tells of many documents
_LEAST = 2
_A_DAY = re.compile(r"^[^?*\[]*/(20\d\d)[-/]?([01]\d)[-/]?([0-3]\d)/[^?*\[]*$")
_DIGIT = re.compile(r"\d")
_LAST_WORD = timedelta(days=3)  # after which nothing is added to a day's paper
_DAYS = 5
_GOOD_PART = 20  # the least is a twentieth
_BARREN = 4  # lists of one kind that have brought nothing
_FOR_BARREN = 8  # of a run's requests one is for such a list, of each kind


def worth(library: Library, site: str, lists: Sequence[str], least: int) -> list[str]:
    """Return those of the lists that a page leads to which a daily run asks: what brings something.

    With `least` 0 some of those that have brought nothing, too, as a section of a small site has, as
    many as its size allows, those asked longest ago; not where ten of the kind were left in a trap: a tag among tags, a day of
    a calendar. Nor the pages of a past day's paper, where each day has its own.
    """
    fruitful = [
        one for one in linked.fruitful(library, lists, 1) if not _is_past(library, site, one)
    ]
    if least:
        return fruitful
    unasked = frontier.left_unasked(library, site)
    left = Counter(map(form, unasked))
    open_ = {url for url in lists if left[form(url)] < PATIENCE} - {*fruitful, *unasked}
    most = min(max(revisits.allowance(library, site) // _FOR_BARREN, _LEAST), _BARREN)
    turns: Counter[str] = Counter()
    for url in _longest_unasked(library, linked.fruitful(library, open_, 0)):
        turns[_kind(url)] += 1
        fruitful += [url] if turns[_kind(url)] <= most else []
    return fruitful


def shows_much(library: Library, site: str, articles: int) -> bool:
    """Say whether a month shows a good part of a site, so that few of its kind tell what the others lack."""
    sql = (
        "SELECT count(*) AS n FROM"
        " (SELECT 1 FROM frontier WHERE site = ? AND kind = 'article' LIMIT ?)"
    )
    row = library.row(sql, (site, articles * _GOOD_PART + 1))
    return row is not None and row["n"] <= articles * _GOOD_PART


def _is_past(library: Library, site: str, url: str) -> bool:
    """Say whether a list is of a day that is over, one of many that only differ in their days."""
    found = _A_DAY.search(url)
    day = "-".join(found.groups()) if found else ""
    if not day or day >= f"{datetime.now(UTC) - _LAST_WORD:%Y-%m-%d}":
        return False
    sql = "SELECT count(*) AS n FROM (SELECT 1 FROM frontier WHERE site = ? AND url GLOB ? LIMIT ?)"
    row = library.row(sql, (site, _DIGIT.sub("[0-9]", url), _DAYS))
    return row is not None and row["n"] == _DAYS


def _longest_unasked(library: Library, urls: Sequence[str]) -> list[str]:
    sql = "SELECT asked_in FROM frontier WHERE url = ?"
    asked = {url: row["asked_in"] or 0 for url in urls if (row := library.row(sql, (url,)))}
    return sorted(asked, key=lambda url: (asked[url], url))


def _kind(url: str) -> str:
    """Return what lists of one kind have in common: the form of their addresses, or the folder they are in."""
    above = url.rstrip("/").rpartition("/")[0]
    return form(url) if "?" in url or above.endswith("/") else form(f"{above}/")  # a host alone


def pages(library: Library, site: str, run: int, left: int) -> list[str]:
    """Return a site's pages of lists that were asked longest ago, with so many requests `left`.

    One list after the other. Not those whose articles other pages have brought: tags, other orders;
    nor what goes on behind such a page, which may never end.
    """
    sql = (
        "SELECT url, asked_in FROM frontier WHERE site = ? AND kind = 'listing' AND state = 'done'"
    )
    known = sorted(library.rows(sql, (site,)), key=_turn)
    ends = _ends(known)
    asked = ((row["url"], _told_by(library, row, ends)) for row in known if row["asked_in"] != run)
    worth = (url for url, by in asked if not by or linked.fruitful(library, by))
    return list(islice(worth, max(left // _PART, _LEAST)))


def _ends(known: Sequence[Row]) -> dict[str, str]:
    """Return the last page that was asked of each list, by what the addresses of its pages have in common."""
    asked = (row["url"] for row in known if row["asked_in"] is not None)
    return {pagers.beginning(url): url for url in sorted(asked, key=pagers.count)}


def _told_by(library: Library, row: Row, ends: Mapping[str, str]) -> list[str]:
    """Return the pages that tell whether one is worth asking.

    Itself, the end of its list that was asked, or those that turn to it: a month, to its days.
    """
    url = str(row["url"])
    if row["asked_in"] is not None:
        return [url]
    end = ends.get(pagers.beginning(url))
    return [end] if end else linked.turning_to(library, url)


def first_page(library: Library, url: str, run: int) -> str:
    """Return the first page of a list, asked already without a number, if an address is that page's with it; or "".

    The page that follows tells: ?page=1 is that of a page which goes on with ?page=2, or ?page=0.
    """
    for plain in {pagers.without_page(url), *linked.turning_to(library, url)} - {url}:
        if pagers.is_first(url, plain) and stored.was_asked(library, plain, run):
            turned = [one for one in linked.of(library, plain) if one.turns]
            after = linked.next_page(library, plain, turned)
            if after and pagers.count(after[0]) == pagers.count(url) + 1:
                return plain
    return ""


def torn(library: Library, asked: Sequence[str], run: int) -> set[str]:
    """Return those of some pages whose list goes on, as far as is known, on a page that this run does not ask.

    What is missing there may have been pushed on to it.
    """
    found = set()
    for url in asked:
        others = [one for one in linked.of(library, url) if one.turns]
        after = set(linked.next_page(library, url, others)) - set(asked)
        if not all(stored.was_asked(library, one, run) for one in after):
            found.add(url)
    return found


def _turn(row: Row) -> tuple[int, str, int]:
    return (row["asked_in"] or 0, pagers.beginning(row["url"]), pagers.count(row["url"]))
