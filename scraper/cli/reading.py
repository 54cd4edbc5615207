"""`search`, `show` and `status`: the commands that only read the library."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from scraper import checkups, kindred, search
from scraper.cli.finding import WordsCommand, filtered
from scraper.cli.options import Setup, as_json, common, examples
from scraper.cli.output import (
    counted,
    in_colour,
    one_line,
    place,
    put,
    put_json,
    put_table,
    say,
    size,
)
from scraper.cli.render import put_document
from scraper.errors import UsageError
from scraper.filters import ANY
from scraper.query import is_joined
from scraper.rows import local
from scraper.search import Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.checkups import SiteHealth
    from scraper.search import Facet, Facets, Failure, Filter, Hit, Run, Status, Stored

# columns of `status`: fields of SiteStatus and of Run
_SITES = ("host", "documents", "due", "failures", "last_fetched_at")
_RUNS = ("started_at", "command", "new", "changed", "unchanged", "failed", "requests", "seconds")
_HEALTH = ("site", "health", "last_run_at", "pages_read", "usually", "")
_NOTHING = "nothing found; fewer or shorter words find more"
_FILTERED = (
    "nothing found; fewer or shorter words, or fewer filters, find more;"
    " `gongwen search --facets` lists what there is to filter by"
)
_SPACES = (
    "nothing found; words are set apart by spaces and must all occur: there is no OR, title: is the only"
    " field, and filters are options (--site, --kind)"
)
_BARS = " ▁▂▃▄▅▆▇█"
_SILENT = timedelta(minutes=5)  # a run at work says so sooner


@click.command(
    "search",
    cls=WordsCommand,
    epilog=examples(
        "gongwen search 五水共治 政协",
        "gongwen search '\"征求意见\"' -草案 title:通知",
        "gongwen search 防汛 --kind 致辞讲话 --from 2024-01-01 --sort date",
        "gongwen search 項目 --facets",
    ),
)
@click.argument("words", nargs=-1)
@filtered
@click.option(
    "--sort",
    type=click.Choice([order.value for order in Order]),
    default=Order.RELEVANCE.value,
    show_default=True,
    help="Best or newest first.",
)
@click.option("--facets", is_flag=True, help="Count the hits by site, kind, year and more.")
@click.option("--limit", default=20, type=click.IntRange(1, 1000), show_default=True)
@click.option("--offset", default=0, type=click.IntRange(0), show_default=True)
@as_json
@common
def search_command(
    setup: Setup,
    words: tuple[str, ...],
    where: Filter,
    *,
    sort: str,
    facets: bool,
    limit: int,
    offset: int,
    as_json: bool,
) -> int:
    """Find documents by words, "phrases", -words that must not occur, title:words.

    A word is any piece of text, even a single character; all words must occur. Letter case and
    character width do not matter, and traditional characters find simplified ones.
    """
    query = " ".join(words)
    with setup.library() as library:
        if facets:
            _put_facets(search.facets(library, query, where), as_json=as_json)
            return 0
        hits = search.search(library, query, where, order=Order(sort), limit=limit, offset=offset)
        before = search.count(library, query, where) if offset and not hits else 0
        near = {} if hits or before else search.nearest(library, where)
    if as_json:
        put_json([asdict(hit) for hit in hits])
        return 0
    for hit in hits:
        _put_hit(hit)
    if before:
        there = "is" if before == 1 else "are"
        say(f"nothing more: there {there} only {counted(before, 'hit')}", quiet=setup.quiet)
    elif not hits:
        for line in _hints(query, where, near):
            say(line, quiet=setup.quiet)
    elif len(hits) == limit:
        say(f"more: --offset {offset + limit}", quiet=setup.quiet)
    return 0


def _hints(words: str, where: Filter, near: dict[str, list[str]]) -> Iterator[str]:
    """Say what may find more: values that there are, words set apart, fewer of them."""
    for name, values in near.items():
        meant = f"there is {', '.join(values)}; " if values else ""
        yield (
            f"nothing found: no document has --{name} {getattr(where, name)};"
            f" {meant}`gongwen search --facets` lists them"
        )
    if is_joined(words):
        yield _SPACES
    elif not near:
        yield _NOTHING if where == ANY else _FILTERED


def _put_facets(facets: Facets, *, as_json: bool) -> None:
    """Print the counts: a table of values for each field."""
    if as_json:
        put_json(asdict(facets))
        return
    put(counted(facets.count, "document"))
    for name in search.FACETS:
        values: tuple[Facet, ...] = getattr(facets, name)
        if values:
            put(f"\n{name}")
            put_table((value.count, value.value) for value in values)


def _put_hit(hit: Hit) -> None:
    """Print one hit; on a terminal its words stand out."""
    title = _marked(hit.title, hit.title_matches) if hit.title else "(no title)"
    near = f"  (near-duplicate of {hit.duplicate_of})" if hit.duplicate_of else ""
    click.echo(f"{hit.id:>4}  {hit.day or '          '}  {title}{near}")
    click.echo(f"      {_marked(hit.snippet, hit.matches)}")


def _marked(text: str, matches: tuple[tuple[int, int], ...]) -> str:
    """Return a text on one line, what matched in colour where a terminal shows it."""
    marked, at = "", 0
    for start, end in matches:
        word = one_line(text[start:end])
        marked += one_line(text[at:start])
        marked += click.style(word, fg="red", bold=True) if in_colour(sys.stdout) else word
        at = end
    return marked + one_line(text[at:])


@click.command(
    "show", epilog=examples("gongwen show 12", "gongwen show 12 --format markdown > 12.md")
)
@click.argument("id_or_url")
@click.option("--format", "form", type=click.Choice(["json", "text", "markdown"]), default="text")
@as_json
@common
def show_command(setup: Setup, id_or_url: str, *, form: str, as_json: bool) -> int:
    """Print one document, by the number `search` shows or by its address."""
    with setup.library() as library:
        stored = search.get(library, id_or_url)
        if stored is None:
            raise UsageError(
                f"{id_or_url}: no such document in {setup.path()}; `gongwen search` shows numbers"
            )
        near, versions = kindred.copies(library, stored.id), kindred.versions(library, stored.id)
        if as_json or form == "json":
            earlier = [
                {**asdict(one), "text": kindred.text_of_version(library, stored.id, one.id)}
                for one in versions
            ]
            put_json(
                {
                    **_as_dict(stored),
                    "near_duplicates": [one.id for one in near],
                    "versions": earlier,
                }
            )
            return 0
    put_document(stored.document, form)
    if stored.gone_at:
        say(f"gone from its site since {local(stored.gone_at)[:10]}", quiet=setup.quiet)
    if near:
        say(f"near-duplicates: {', '.join(str(one.id) for one in near)}", quiet=setup.quiet)
    if versions:
        count = counted(len(versions), "earlier text")
        last = local(versions[0].replaced_at)[:10]
        say(f"{count}, the last until {last}: --json has them", quiet=setup.quiet)
    return 0


def _as_dict(stored: Stored) -> dict[str, object]:
    """Return a stored document as flat JSON: the document's fields, then the library's."""
    whole = asdict(stored)
    document: dict[str, object] = whole.pop("document")
    return {"id": whole.pop("id"), **document, **whole}


@click.command("status", epilog=examples("gongwen status", "gongwen status --failures --json"))
@click.option("--failures", is_flag=True, help="List pages that failed, and why.")
@as_json
@common
def status_command(setup: Setup, *, failures: bool, as_json: bool) -> int:
    """Show what the library holds, its sites, the last runs, and failures."""
    with setup.library() as library:
        missed = search.failures(library) if failures else []
        status, health = search.status(library), checkups.state(library)
    if as_json:
        whole = asdict(status) | {"health": [asdict(site) for site in health]}
        put_json([asdict(miss) for miss in missed] if failures else whole)
    elif failures:
        _put_failures(missed)
    else:
        _put_status(status, health, str(setup.path()))
    return 0


def _put_failures(missed: list[Failure]) -> None:
    put_table(
        (local(miss.last_at), miss.tries, miss.code, f"{place(miss.url)}  {miss.reason}")
        for miss in missed
    )
    if not missed:
        put("no failures")


def _put_status(status: Status, health: tuple[SiteHealth, ...], name: str) -> None:
    documents, versions = (
        counted(status.documents, "document"),
        counted(status.versions, "earlier version"),
    )
    put(f"{name}: {documents}, {versions}, {size(status.bytes)}")
    if status.sites:
        put("\nsites")
        trends = [_trend(site.new_by_week) for site in status.sites]
        sites = [
            replace(site, host=site.host or "(files)", last_fetched_at=local(site.last_fetched_at))
            for site in status.sites
        ]
        rows = zip(_cells(sites, _SITES), trends, strict=True)
        put_table([(*_SITES, "new_by_week"), *((*row, trend) for row, trend in rows)])
    if health:
        put("\nhealth")
        put_table([_HEALTH, *map(_health_row, health)])
    if status.runs:
        put("\nlast runs")
        runs = [replace(one, started_at=local(one.started_at)) for one in status.runs]
        ends = [_ended(one) for one in status.runs]
        rows = zip(_cells(runs, _RUNS), ends, strict=True)
        put_table([(*_RUNS, "ended"), *((*row, end) for row, end in rows)])
    if status.failures:
        pages = counted(status.failures, "page")
        put(f"\n{pages} gave no document: gongwen status --failures")


def _cells(rows: Iterable[object], names: tuple[str, ...]) -> list[list[object]]:
    return [[getattr(row, name) for name in names] for row in rows]


def _trend(counts: tuple[int, ...]) -> str:
    """Draw counts as bars, and say the last one."""
    most = max(1, *counts)
    bars = "".join(_BARS[-(-count * (len(_BARS) - 1) // most)] for count in counts)
    return f"{bars} {counts[-1]}"


def _ended(run: Run) -> str:
    """Say how a run ended, or since when one that has not is silent."""
    if run.ended:
        return run.ended if run.exit_code is None else f"{run.ended}, exit {run.exit_code}"
    sign = datetime.fromisoformat(run.started_at) + timedelta(seconds=run.seconds)
    if datetime.now(UTC) - sign < _SILENT:
        return "at work"
    return f"killed? no sign since {sign.astimezone():%Y-%m-%d %H:%M}"


def _health_row(site: SiteHealth) -> tuple[str, ...]:
    pages = site.read + site.refused
    read = f"{site.read} of {pages}" if pages else "-"
    usual = "-"
    if site.usual_share is not None:
        usual = f"{site.usual_share:.0%}, {site.usual_median} characters"
    said = f"since {local(site.since)}: {site.note}" if site.note else ""
    return site.site, site.verdict, local(site.last_run_at), read, usual, said
