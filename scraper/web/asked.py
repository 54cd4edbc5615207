"""What a reader asked for, read from the address of the search page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words, filters and the page of it, counted from 1; `chosen` are the filters set."""

    words: str
    where: Filter
    order: Order
    page: int
    chosen: tuple[tuple[str, str], ...]

    @property
    def offset(self) -> int:
        """How many hits stand on the pages before."""
        return (self.page - 1) * PAGE


def read(args: Mapping[str, str]) -> Asked:
    """Read the parameters of an address; what makes no sense is as good as not given."""
    given = {name: (args.get(name) or "").strip() for name in LABELS}
    first, last = _day(given["from"]), _day(given["to"])
    year = given["year"] if _day(f"{given['year']}-01-01") else ""
    made_of = {"year": year, "from": first or "", "to": last or ""}
    return Asked(
        words=(args.get("q") or "").strip(),
        where=Filter(
            site=given["site"],
            category=given["category"],
            kind=given["kind"],
            speaker=given["speaker"],
            issuer=given["issuer"],
            since=first or _day(f"{year}-01-01"),
            until=last or _day(f"{year}-12-31"),
        ),
        order=Order.DATE if args.get("order") == Order.DATE else Order.RELEVANCE,
        page=_page(args.get("page") or ""),
        chosen=tuple((name, str(v)) for name, v in (given | made_of).items() if v),
    )


def _page(value: str) -> int:
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 1
    return min(max(number, 1), LAST_PAGE)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
