"""What a library holds and what the sites were asked for, held against what is so."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from plain_sql import table

from replay.drive import DELAY
from replay.gov import Government, Mobile
from replay.site import DAY_ONE

if TYPE_CHECKING:
    from pathlib import Path

    from replay.server import Entry, World
    from replay.site import Article, Site

_RECENT = timedelta(days=3)  # what is so young is looked at again without being told


@dataclass(frozen=True)
class Row:
    """A document of the library."""

    id: int
    url: str
    text: str
    duplicate_of: int | None
    gone: bool
    versions: int


@dataclass
class Stored:
    """A library against the truth of a day; each list names what is wrong."""

    reachable: int = 0
    missing: list[str] = field(default_factory=list)
    inexact: list[str] = field(default_factory=list)  # found, with another text
    duplicates: list[str] = field(default_factory=list)  # second row of a document, not marked
    unmarked: list[str] = field(default_factory=list)  # the same text elsewhere, not marked
    mismarked: list[str] = field(default_factory=list)  # marked, and a document of its own
    junk: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)  # has earlier versions

    @property
    def recall(self) -> float:
        return 1 - len(self.missing) / self.reachable

    @property
    def exact(self) -> float:
        return 1 - len(self.inexact) / max(1, self.reachable - len(self.missing))


def rows(library: Path) -> list[Row]:
    sql = (
        "SELECT id, url, text, duplicate_of, gone_at IS NOT NULL,"
        " (SELECT count(*) FROM versions WHERE document_id = documents.id) FROM documents"
    )
    return [Row(*one) for one in table(library, sql)]


def owners(world: World) -> dict[str, tuple[Site, Article]]:
    """Every address of every article → the article."""
    found: dict[str, tuple[Site, Article]] = {}
    for site in world.sites:
        for one in site.articles:
            found |= {site.url(path): (site, one) for path in (one.path, *one.others)}
        if isinstance(site, Government):
            found |= {site.url(old): found[site.url(new)] for old, new in site.moved.items()}
        if isinstance(site, Mobile):
            twin = site.twin
            shared = twin.articles[12:18]
            found |= {site.url(one.path): (twin, one) for one in shared}
    return found


def stored(world: World, library: Path, day: int, *, silent: bool = False) -> Stored:
    """Judge a library; with `silent`, changes that nothing told of must have been seen too."""
    known, kept = owners(world), Stored()
    by_article: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(library):
        owner = known.get(_keyed(world, row.url))
        if owner is None:
            kept.junk.append(row.url)
        else:
            by_article[owner[0].name, owner[1].path].append(row)
    for site in world.sites:
        for one in site.reachable(day):
            kept.reachable += 1
            _one(
                kept,
                site.url(one.path),
                by_article[site.name, one.path],
                _expected(one, day, silent=silent),
            )
    _copies(world, kept, by_article)
    return kept


def _one(kept: Stored, url: str, found: list[Row], expected: str) -> None:
    if not found:
        kept.missing.append(url)
        return
    best = max(found, key=lambda row: (row.text == expected, row.duplicate_of is None))
    if best.text != expected:
        kept.inexact.append(url)
    whole = [row for row in found if row.duplicate_of is None]
    kept.duplicates += [row.url for row in whole[1:]]
    kept.gone += [row.url for row in found if row.gone]
    kept.versions += [row.url for row in found if row.versions]


def _expected(one: Article, day: int, *, silent: bool) -> str:
    seen = day if silent or told(one) else 1
    return one.expected(1 if one.bad else max(seen, one.born))


def told(one: Article) -> bool:
    """Whether a crawler can know that it should look again."""
    return one.hinted or DAY_ONE.date() - one.published <= _RECENT


def _copies(world: World, kept: Stored, found: dict[tuple[str, str], list[Row]]) -> None:
    """Of the articles with (nearly) one text all but one are marked; of others none is."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for site in world.sites:
        for one in site.articles:
            groups[one.original.lines[3]] += found[site.name, one.path]
    for group in groups.values():
        originals = [row for row in group if row.duplicate_of is None]
        kept.unmarked += [row.url for row in originals[1:] if row.url not in kept.duplicates]
        kept.mismarked += [row.url for row in group[:1] if not originals]


def _keyed(world: World, url: str) -> str:
    parts = urlsplit(url)
    site = next((one for one in world.sites if one.name == parts.netloc), None)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return url if site is None else site.url(site.key(path))


def broken_rules(entries: list[Entry]) -> list[str]:
    """Requests against robots.txt, delay, Retry-After; for attachments; to sites nobody named."""
    found = []
    by_site: dict[str, list[Entry]] = defaultdict(list)
    for one in sorted(entries, key=lambda entry: entry.at):
        by_site[one.site.name].append(one)
        if not one.site.crawled or one.path.startswith(one.site.forbidden or ("\0",)):
            found.append(f"forbidden: {one.site.label} {one.path}")
        if any(one.path == article.attachment for article in one.site.articles):
            found.append(f"attachment: {one.site.label} {one.path}")
    for mine in by_site.values():
        found += [
            f"{why}: {two.site.label} {two.path}"
            for one, two in pairwise(mine)
            if (why := _hasty(one, two))
        ]
        found += _unheld(mine)
        unread = mine[0].path == "/robots.txt" and all(
            one.status >= 500 for one in mine if one.path == "/robots.txt"
        )
        found += [
            f"no robots.txt: {one.site.label} {one.path}"
            for one in mine
            if unread and one.path != "/robots.txt"
        ]
    return found


def _hasty(one: Entry, two: Entry) -> str:
    if two.at < one.answered:
        return "two at once"
    return (
        "too soon"
        if two.at - one.at < max(DELAY, one.site.delay * (one.path != "/robots.txt"))
        else ""
    )


def _unheld(entries: list[Entry]) -> list[str]:
    return [
        f"Retry-After: {two.site.label} {two.path}"
        for one in entries
        if one.hold
        for two in entries
        if one.answered < two.at < one.answered + one.hold
    ]


def in_traps(entries: list[Entry]) -> Counter[str]:
    return Counter(trap for one in entries for trap in one.site.traps if one.path.startswith(trap))


def not_modified(before: list[Entry], now: list[Entry]) -> tuple[int, int, list[str]]:
    """Of what was known and has validators: answered by 304, all, and asked whole for nothing."""
    known = {(one.site.name, one.path): one.digest for one in before if one.status == 200}
    again = [one for one in now if one.could_304 and (one.site.name, one.path) in known]
    wasted = [
        one.site.label + one.path
        for one in again
        if one.status == 200 and known[one.site.name, one.path] == one.digest
    ]
    return sum(one.status == 304 for one in again), len(again), wasted
