"""`search`, `show` and `status`: the commands that only read the library."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from scraper import checkups, search
from scraper.cli.options import Day, Setup, as_json, common
from scraper.cli.output import on_terminal, one_line, put, put_json, put_table, say, size
from scraper.cli.render import put_document
from scraper.errors import UsageError
from scraper.health import UNWELL
from scraper.search import Failure, Filter, Hit, Run, Status, Stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from scraper.checkups import SiteHealth

# columns of `status`: fields of SiteStatus and of Run
_SITES = ("host", "documents", "due", "failures", "last_fetched_at")
_RUNS = ("started_at", "command", "new", "changed", "unchanged", "failed", "requests", "seconds")
_HEALTH = ("site", "health", "last_run_at", "pages_read", "usually", "")
_BARS = " ▁▂▃▄▅▆▇█"
# a run that is at work says so with every page, and waits for a host no longer than this
_SILENT = timedelta(minutes=5)


@click.command("search")
@click.argument("words", nargs=-1)
@click.option("--site", default="", help="A site's name or host.")
@click.option("--category", default="", help="A 栏目.")
@click.option("--kind", default="", help="A 文种, such as 讲话.")
@click.option("--from", "since", type=Day(), help="Published on this day or later.")
@click.option("--to", "until", type=Day(), help="Published on this day or earlier.")
@click.option("--limit", default=20, type=click.IntRange(1, 1000), show_default=True)
@click.option("--offset", default=0, type=click.IntRange(0), show_default=True)
@as_json
@common
def search_command(
    setup: Setup,
    words: tuple[str, ...],
    *,
    site: str,
    category: str,
    kind: str,
    since: date | None,
    until: date | None,
    limit: int,
    offset: int,
    as_json: bool,
) -> int:
    """Find documents that contain every word; a word is any piece of text, of any length."""
    where = Filter(site, category, kind, since, until)
    with setup.library(readonly=not setup.may_write()) as library:
        if not library.readonly:
            library.catch_up()  # exact without it, but slower
        hits = search.search(library, " ".join(words), where, limit=limit, offset=offset)
    if as_json:
        put_json([asdict(hit) for hit in hits])
        return 0
    for hit in hits:
        _put_hit(hit)
    if not hits:
        say("nothing found", quiet=setup.quiet)
    elif len(hits) == limit:
        say(f"more: --offset {offset + limit}", quiet=setup.quiet)
    return 0


def _put_hit(hit: Hit) -> None:
    """Print one hit; on a terminal its words stand out."""
    put(f"{hit.id:>4}  {hit.published or '          '}  {one_line(hit.title)}")
    snippet, at = "", 0
    for start, end in hit.matches:
        snippet += one_line(hit.snippet[at:start])
        word = one_line(hit.snippet[start:end])
        snippet += click.style(word, fg="red", bold=True) if on_terminal(sys.stdout) else word
        at = end
    click.echo(f"      {snippet}{one_line(hit.snippet[at:])}")


@click.command("show")
@click.argument("id_or_url")
@click.option("--format", "form", type=click.Choice(["json", "text", "markdown"]), default="text")
@as_json
@common
def show_command(setup: Setup, id_or_url: str, *, form: str, as_json: bool) -> int:
    """Print one document, by the number `search` shows or by its address."""
    with setup.library() as library:
        stored = search.get(library, id_or_url)
    if stored is None:
        raise UsageError(f"{id_or_url}: no such document in {setup.config().library.database}")
    if as_json or form == "json":
        put_json(_as_dict(stored))
    else:
        put_document(stored.document, form)
    return 0


def _as_dict(stored: Stored) -> dict[str, object]:
    """Return a stored document as flat JSON: the document's fields, then the library's."""
    whole = asdict(stored)
    document: dict[str, object] = whole.pop("document")
    return {"id": whole.pop("id"), **document, **whole}


@click.command("status")
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
        _put_status(status, health, str(setup.config().library.database))
    return 0


def _put_failures(missed: list[Failure]) -> None:
    put_table(
        (miss.last_at, miss.tries, miss.code, f"{miss.url}  {miss.reason}") for miss in missed
    )
    if not missed:
        put("no failures")


def _put_status(status: Status, health: tuple[SiteHealth, ...], name: str) -> None:
    counts = f"{status.documents} documents, {status.versions} earlier versions"
    put(f"{name}: {counts}, {size(status.bytes)}")
    if status.sites:
        put("\nsites")
        trends = [_trend(site.new_by_week) for site in status.sites]
        rows = zip(_cells(status.sites, _SITES), trends, strict=True)
        put_table([(*_SITES, "new_by_week"), *((*row, trend) for row, trend in rows)])
    if health:
        put("\nhealth")
        put_table([_HEALTH, *map(_health_row, health)])
    if status.runs:
        put("\nlast runs")
        ends = [_ended(one) for one in status.runs]
        rows = zip(_cells(status.runs, _RUNS), ends, strict=True)
        put_table([(*_RUNS, "ended"), *((*row, end) for row, end in rows)])
    if status.failures:
        put(f"\n{status.failures} pages gave no document: gongwen status --failures")


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
    return f"killed? no sign since {sign:%Y-%m-%d %H:%M}"


def _health_row(site: SiteHealth) -> tuple[str, ...]:
    pages = site.read + site.refused
    read = f"{site.read} of {pages}" if pages else "-"
    usual = "-"
    if site.usual_share is not None:
        usual = f"{site.usual_share:.0%}, {site.usual_median} characters"
    said = f"since {site.since}: {site.note}" if site.verdict == UNWELL else ""
    return site.site, site.verdict, site.last_run_at, read, usual, said
