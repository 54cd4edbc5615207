"""What a reader asked for, read from the address of the search page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.filters import days
from scraper.search import Filter, Order

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = 20  # hits
LAST_PAGE = 500
# the filters of an address, each with what it is called on the page
LABELS = {
    "site": "网站",
    "category": "栏目",
    "kind": "文种",
    "speaker": "讲话人",
    "issuer": "发文机关",
    "year": "年份",
    "from": "起",
    "to": "止",
}
_DAYS = ("from", "to", "year")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words, filters and the page of it, counted from 1; `chosen` are the filters set.

    `unread` are the days that are none.
    """

    words: str
    where: Filter
    order: Order
    page: int
    chosen: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]

    @property
    def offset(self) -> int:
        """How many hits stand on the pages before."""
        return (self.page - 1) * PAGE


def read(args: Mapping[str, str]) -> Asked:
    """Read the parameters of an address; what makes no sense is as good as not given."""
    given = {name: (args.get(name) or "").strip() for name in LABELS}
    read_as = {name: days(given[name]) for name in _DAYS}
    (since, _), (_, until), year = (read_as[name] or (None, None) for name in _DAYS)
    made_of = {"year": given["year"] if year[0] else "", "from": since or "", "to": until or ""}
    return Asked(
        words=(args.get("q") or "").strip(),
        where=Filter(
            site=given["site"],
            category=given["category"],
            kind=given["kind"],
            speaker=given["speaker"],
            issuer=given["issuer"],
            since=since or year[0],
            until=until or year[1],
        ),
        order=Order.DATE if args.get("order") == Order.DATE else Order.RELEVANCE,
        page=_page(args.get("page") or ""),
        chosen=tuple((name, str(v)) for name, v in (given | made_of).items() if v),
        unread=tuple(given[name] for name in _DAYS if given[name] and not read_as[name]),
    )


def _page(value: str) -> int:
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 1
    return min(max(number, 1), LAST_PAGE)
