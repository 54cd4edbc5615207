"""`crawl`, `import` and `reclean`: the commands that fill the library."""

from __future__ import annotations

import math
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners import Page
from cleaners.blocks.decode import decode
from scraper import jobs, plan, sources
from scraper.cli.options import Setup, as_json, common, content_type, examples
from scraper.cli.output import KEPT, ask_for_page, place, put, put_json, put_table, say
from scraper.cli.running import metrics_in, open_desk, put_moves, put_report, reported
from scraper.configfile import DEFAULT_FILE
from scraper.errors import FetchError, UsageError
from scraper.extras import extra
from scraper.files import read_bytes
from scraper.reclean import reclean
from scraper.walk import Limits

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from scraper.config import Config, SiteConfig
    from scraper.desk import Desk
    from scraper.report import Report
    from scraper.sources import Source


_LEFT_FULL = "what is stored stays; the next run fetches what is due, --full everything again"
_LIST_BYTES = 100_000_000


@click.command(
    "crawl",
    epilog=examples(
        "gongwen crawl", "gongwen crawl 案牍集 --max-pages 50", "gongwen crawl --dry-run"
    ),
)
@click.argument("site", nargs=-1)
@click.option("--full", is_flag=True, help="Fetch stored articles again.")
@click.option(
    "--dry-run", is_flag=True, help="List what would be fetched, in order; fetch nothing."
)
@click.option("--max-pages", type=click.IntRange(1), help="At most this many requests per site.")
@click.option(
    "--max-seconds", type=click.FloatRange(0, min_open=True), help="Stop after this many seconds."
)
@click.option(
    "--executor",
    type=click.Choice(["local", "ray"]),
    default="local",
    help="On this machine (default), or with hosts spread over a Ray cluster; needs gongwen[scale].",
)
@click.option(
    "--accept", is_flag=True, help="Accept what the named sites return now as their new normal."
)
@click.option(
    "--metrics",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write metrics there, as Prometheus text.",
)
@as_json
@common
def crawl_command(
    setup: Setup,
    site: tuple[str, ...],
    *,
    full: bool,
    dry_run: bool,
    max_pages: int | None,
    max_seconds: float | None,
    executor: str,
    accept: bool,
    metrics: Path | None,
    as_json: bool,
) -> int:
    """Crawl the sites of config.toml that are due, or those named; store what is new or changed."""
    if max_seconds is not None and not math.isfinite(max_seconds):
        raise UsageError("--max-seconds: must be a number of seconds")
    config = _chosen(setup, site)
    if accept and not site:
        raise UsageError("--accept: name the sites to accept")
    if dry_run:
        _plan(setup, config.sites, all_due=bool(site) or full, as_json=as_json)
        return 0
    ends = None if max_seconds is None else time.monotonic() + max_seconds
    limits = Limits(max_pages, ends, full, not site and not full, accept)
    with open_desk(setup) as desk, metrics_in(metrics, desk.library):
        if executor == "ray":
            job, left = _spread(config, desk, limits, max_seconds), KEPT
        else:
            job, left = jobs.crawl(config, desk, limits), _LEFT_FULL if full else KEPT
        report = reported(job, desk, as_json=as_json, left=left)
    if not setup.quiet or report.exit_code:
        put_report(report, as_json=as_json)
    return report.exit_code


def _spread(
    config: Config, desk: Desk, limits: Limits, max_seconds: float | None
) -> Coroutine[object, object, Report]:
    with extra("scale"):
        import ray  # noqa: F401, PLC0415 - asked for before anything is begun
    from scraper.adapters.crawl import crawl  # noqa: PLC0415 - few need it

    return crawl(config, desk, limits, max_seconds)


def _chosen(setup: Setup, names: tuple[str, ...]) -> Config:
    """Return the configuration with only the named sites; raises UsageError for an unknown name."""
    config = setup.config()
    if not config.sites:
        file = setup.config_file or DEFAULT_FILE
        where = f"in {file}" if file.exists() else f"yet: there is no {file} in this folder"
        raise UsageError(
            f"no [[site]] {where}; `gongwen sites check ADDRESS` prints one to put there"
        )
    known = [site.name for site in config.sites]
    for name in names:
        if name not in known:
            raise UsageError(
                f"no site called {name} in the configuration; there are: {', '.join(known)}"
            )
    return jobs.only_sites(config, names) if names else config


def _plan(setup: Setup, sites: tuple[SiteConfig, ...], *, all_due: bool, as_json: bool) -> None:
    """Print what a crawl would fetch first; what its pages link to is not known yet."""
    if setup.config().library.database.exists():
        with setup.library(readonly=False) as library:
            early = {} if all_due else plan.too_early(library, sites)
            planned = [plan.Planned("skip", "-", name, why) for name, why in early.items()]
            due = [site for site in sites if site.name not in early]
            planned += plan.requests(library, due)
    else:
        planned = plan.first_requests(sites)
    if as_json:
        put_json([asdict(one) for one in planned])
    else:
        put_table([(one.kind, one.url, one.site, one.why) for one in planned], indent="")


@click.command(
    "import",
    epilog=examples(
        "gongwen import https://www.example.com/1.html",
        "gongwen import page.html --url https://www.example.com/1.html",
        "gongwen import pages/ --list more.txt",
    ),
)
@click.argument("source", nargs=-1)
@click.option("--url", default="", metavar="URL", help="The address the file came from.")
@click.option(
    "--list",
    "list_file",
    metavar="FILE",
    help="Read sources from a file, one per line; - is standard input.",
)
@content_type
@click.option("--dry-run", is_flag=True, help="List what would be imported; import nothing.")
@as_json
@common
def import_command(
    setup: Setup,
    source: tuple[str, ...],
    *,
    url: str,
    list_file: str | None,
    content_type: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Fetch addresses, read files and folders (- is standard input), clean and store them."""
    if not source and not list_file:
        raise UsageError("name an address, a file or a folder, or give --list FILE")
    wanted: list[Source | FetchError] = [*sources.named(source, url)]
    if list_file:
        wanted += sources.listed(_lines(list_file))
    if others := sources.left_out(source):
        say(others, quiet=setup.quiet)
    config = setup.config()
    if dry_run:
        for one in wanted:
            put(place(one.url) or sources.STDIN)
        return 0
    if sources.STDIN in source:
        ask_for_page()
    with open_desk(setup) as desk:
        report = reported(jobs.bring_in(config, desk, wanted, content_type), desk, as_json=as_json)
    if not setup.quiet or report.exit_code:
        put_report(report, as_json=as_json)
    return report.exit_code


def _lines(name: str) -> list[str]:
    if name == sources.STDIN:
        return _decoded(sources.standard_input())
    try:
        body = read_bytes(Path(name), _LIST_BYTES)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror or error}") from None
    if len(body) > _LIST_BYTES:
        raise UsageError(f"{name}: longer than {_LIST_BYTES:,} bytes")
    if b"\0" in body:  # a line of it might name a folder: `/`
        raise UsageError(f"{name}: binary data, not a list")
    return _decoded(body)


def _decoded(body: bytes) -> list[str]:
    """Return the lines of a list, which Notepad may have written in GBK."""
    return decode(Page("", body)).splitlines()


@click.command("reclean", epilog=examples("gongwen reclean --dry-run", "gongwen reclean"))
@click.option(
    "--dry-run", is_flag=True, help="Say how many documents would change; change nothing."
)
@as_json
@common
def reclean_command(setup: Setup, *, dry_run: bool, as_json: bool) -> int:
    """Re-clean stored pages that an older rule set cleaned; uses no network."""
    with open_desk(setup, create=False, briefly=True) as desk:
        report = reported(reclean(desk, dry_run=dry_run), desk, as_json=as_json)
    if dry_run:
        say("nothing was changed", quiet=setup.quiet)
    if not setup.quiet or report.exit_code:
        put_report(report, as_json=as_json)
        if not as_json:
            put_moves(report.moves)
    return report.exit_code
