"""Charts as numbers: what a template needs to draw bars as SVG, and nothing of SVG itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.search import Facet, Facets

MOST_YEARS = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its `height` is of 100, which is the tallest one's; the smallest can be seen."""

    label: str
    documents: int
    height: float


@dataclass(frozen=True, slots=True)
class Years:
    """Bars of consecutive years; `earlier` and `undated` documents are in none of them."""

    bars: tuple[Bar, ...]
    earlier: int
    undated: int


def by_year(facets: Facets) -> Years:
    """Return a bar a year, empty years included, up to the last of MOST_YEARS."""
    years = {int(year.value): year.count for year in facets.year}
    undated = facets.count - sum(years.values())
    if not years:
        return Years((), 0, undated)
    last = max(years)
    first = max(min(years), last - MOST_YEARS + 1)
    tallest = max(count for year, count in years.items() if year >= first)
    bars = (_bar(str(year), years.get(year, 0), tallest) for year in range(first, last + 1))
    earlier = sum(count for year, count in years.items() if year < first)
    return Years(tuple(bars), earlier, undated)


def ranked(facets: Sequence[Facet]) -> tuple[Bar, ...]:
    """Return a bar for each value, in their order."""
    most = max((facet.count for facet in facets), default=1)
    return tuple(_bar(facet.value, facet.count, most) for facet in facets)


def _bar(label: str, documents: int, most: int) -> Bar:
    return Bar(label, documents, max(100 * documents / most, 1.0) if documents else 0.0)
