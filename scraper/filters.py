"""Which documents: a filter, and the condition on the table `documents` that it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from scraper.terms import Sql


# the day a document is filed under, of a row of `documents`; `documents_listed` is in this order
DAY = "coalesce(published, spoken, written)"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents; empty means any. Values are meant whole, as `facets` lists them.

    `site` is a site's name or host. Days, which are those of `DAY`, and lengths (in characters)
    are inclusive.
    """

    site: str = ""
    category: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    speaker: str = ""
    issuer: str = ""
    min_chars: int = 0
    max_chars: int = 0
    no_duplicates: bool = False


ANY = Filter()


def condition_of(where: Filter) -> Sql:
    """Turn a filter into a condition on `documents`."""
    conditions, params = ["1"], list[object]()
    for sql, value in (
        ("(site = ? OR host = ? OR substr(host, -1 - length(?)) = '.' || ?)", where.site),
        ("category = ?", where.category),
        ("kind = ?", where.kind),
        ("speaker = ?", where.speaker),
        ("issuer = ?", where.issuer),
        (f"{DAY} >= ?", where.since and where.since.isoformat()),
        (f"{DAY} <= ?", where.until and where.until.isoformat()),
        ("chars >= ?", where.min_chars),
        ("chars <= ?", where.max_chars),
    ):
        if value:
            bound = value.encode(errors="replace").decode() if isinstance(value, str) else value
            conditions.append(sql)
            params += [bound] * sql.count("?")
    if where.no_duplicates:
        conditions.append("duplicate_of IS NULL")
    return " AND ".join(conditions), params
