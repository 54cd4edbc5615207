"""Which documents: a filter, and the condition on the table `documents` that it means."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.terms import Sql


# the day a document is filed under, of a row of `documents`; `documents_listed` is in this order
DAY = "coalesce(published, spoken, written)"

# what a page calls its site, its host or a domain above, or the name the crawl knew its site by
_SITE = """(site = ? OR host = ? OR substr(host, -1 - length(?)) = '.' || ? OR documents.id IN (
    SELECT found.id FROM frontier LEFT JOIN aliases USING (url)
    CROSS JOIN documents AS found ON found.url = ifnull(aliases.target, frontier.url)
    WHERE frontier.site = ?))"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents; empty means any. Values are meant whole, as `facets` lists them.

    `site` is a site's name, on its pages or in config.toml, or its host. Days, which are those of `DAY`, and lengths (in characters)
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
_TYPED = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日号]?|(\d{4})(\d\d)(\d\d)", re.ASCII
)


def days(typed: str) -> tuple[date, date] | None:
    """First and last day of a year, month or day as people type it: 2026, 2026-3, 2026年3月1日."""
    found = _TYPED.fullmatch(unicodedata.normalize("NFKC", "".join(typed.split())))
    if not found:
        return None
    year, month, day = (int(one or 0) for one in found.groups()[0 if found[1] else 3 :][:3])
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first, last


def condition_of(where: Filter) -> Sql:
    """Turn a filter into a condition on `documents`."""
    conditions, params = ["1"], list[object]()
    for sql, value in (
        (_SITE, where.site),
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
