"""What a reader asked for, read from the address of the search page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scraper.search import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = 20  # hits
LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words, filters and the page of it, counted from 1."""

    words: str
    where: Filter
    page: int

    @property
    def offset(self) -> int:
        """How many hits stand on the pages before."""
        return (self.page - 1) * PAGE


def read(args: Mapping[str, str]) -> Asked:
    """Read the parameters of an address; what makes no sense is as good as not given."""
    page = args.get("page") or ""
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    return Asked(
        words=(args.get("q") or "").strip(),
        where=Filter(
            site=args.get("site") or "",
            category=args.get("category") or "",
            kind=args.get("kind") or "",
            since=_day(args.get("from")),
            until=_day(args.get("to")),
        ),
        page=min(max(number, 1), LAST_PAGE),
    )


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None
