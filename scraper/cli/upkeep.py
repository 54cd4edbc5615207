"""`merge`, `backup` and `check`: the commands that keep libraries for years."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from scraper.archive import open_archive
from scraper.backup import backup
from scraper.cli.options import Setup, as_json, common, examples
from scraper.cli.output import one_line, put, put_json, say, size
from scraper.cli.progress import busy
from scraper.cli.running import open_desk, put_report
from scraper.database import may_write
from scraper.errors import StoreError, UsageError
from scraper.integrity import Finding, check
from scraper.merge import merge
from scraper.runs import MERGE, recorded


@click.command("backup", epilog=examples("gongwen backup copies/gongwen.db"))
@click.argument("file", type=click.Path(path_type=Path))
@common
def backup_command(setup: Setup, *, file: Path) -> int:
    """Copy the library to FILE and its raw pages to raw.db beside it, even while a crawl writes.

    An earlier copy is replaced once the new one is complete; raw pages are only added.
    """
    database = setup.path()
    if not database.exists():
        raise StoreError(f"{database}: no library yet, so nothing to copy")
    with busy(f"copying {database}", quiet=setup.quiet):
        copies = backup(database, file)
    for made in copies:
        if made.exists():
            say(f"{one_line(str(made))}: {size(made.stat().st_size)}", quiet=setup.quiet)
    return 0


@click.command(
    "merge", epilog=examples("gongwen merge other/gongwen.db", "gongwen merge workers/*/gongwen.db")
)
@click.argument("other", type=click.Path(path_type=Path), nargs=-1, required=True)
@as_json
@common
def merge_command(setup: Setup, other: tuple[Path, ...], *, as_json: bool) -> int:
    """Merge other libraries into this one, each with its raw pages; they are not changed.

    Of two texts with one address the newer is kept and the other becomes an earlier version. Merging
    again changes nothing, and all libraries may be in use meanwhile.
    """
    for one in other:
        if not one.exists():
            raise UsageError(f"{one}: there is no such file")
    with open_desk(setup) as desk, recorded(desk, MERGE):
        for one in other:
            merge(desk.library, desk.archive, one, desk.tally)
        report = desk.tally.report()
    if not setup.quiet:
        put_report(report, as_json=as_json)
    return report.exit_code


@click.command("check", epilog=examples("gongwen check", "gongwen check --repair"))
@click.option("--repair", is_flag=True, help="Repair what can be repaired.")
@as_json
@common
def check_command(setup: Setup, *, repair: bool, as_json: bool) -> int:
    """Check both files completely: structure, orphans, search index, texts, raw pages.

    Exits with 74 if anything is wrong and was not repaired.
    """
    path = setup.path()
    readonly = not repair and path.exists() and not may_write(path)
    if readonly:
        say(f"{path}: may only be read; the search index is not compared", quiet=setup.quiet)
    with (
        setup.library(readonly=readonly) as library,
        open_archive(library.path, create=not readonly, readonly=readonly) as archive,
        busy(f"checking {library.path}", quiet=setup.quiet),
    ):
        findings = check(library, archive, repair=repair)
    bad = [one for one in findings if not one.harmless and not one.repaired]
    if as_json:
        put_json([asdict(one) for one in findings])
    elif bad or not setup.quiet:
        _put(findings, wrong=bool(bad))
    return StoreError.exit_code if bad else 0


def _put(findings: list[Finding], *, wrong: bool) -> None:
    for one in findings:
        end = one.repaired or ("harmless" if one.harmless else "not repaired")
        put(f"{one.count} × {one.what}: {end}  ({one_line(one.example)})")
    repairable = wrong and not any(one.repaired for one in findings)
    put("all is well" if not wrong else "try --repair" if repairable else "restore a backup")
