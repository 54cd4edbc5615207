"""`scale`: a corpus that is too large for one library."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.options import Setup, as_json, common, examples
from scraper.cli.output import counted, put, put_json, say, stopping
from scraper.errors import UsageError
from scraper.extras import extra
from scraper.workers import processors

if TYPE_CHECKING:
    from scraper.adapters.scale import Scaled

_SHOWN = 10  # rules


@click.command(
    "scale",
    epilog=examples(
        "gongwen scale crawl/ corpus/",
        "gongwen scale CC-MAIN-1.warc.gz corpus/ --workers 8",
        "RAY_ADDRESS=head:6379 gongwen scale /shared/crawl /shared/corpus --executor ray",
    ),
)
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--executor",
    type=click.Choice(["local", "ray"]),
    default="local",
    help="Processes on this machine (default), or a Ray cluster.",
)
@click.option(
    "--workers", type=click.IntRange(1), help="Processes at once; by default one per processor."
)
@as_json
@common
def scale_command(
    setup: Setup, *, source: Path, out: Path, executor: str, workers: int | None, as_json: bool
) -> int:
    """Clean the WARC and Parquet files of SOURCE and set near-duplicates apart; needs gongwen[scale].

    OUT/documents and OUT/duplicates are Parquet, one file for each file of SOURCE. Run the same
    command again to resume. On a cluster (RAY_ADDRESS) every node must see both folders. Exits with
    1 if something of SOURCE could not be read.
    """
    if not source.exists():
        raise UsageError(f"{source}: there is no such file or folder")
    with extra("scale"):
        from scraper.adapters.scale import Means, scale  # noqa: PLC0415
    means = Means(
        workers=workers or processors(),
        on_ray=executor == "ray",
        max_bytes=setup.config().crawl.max_bytes,
        tell=lambda line: say(line, quiet=setup.quiet),
    )
    with stopping("the same command goes on where it was"):
        done = scale(source, out, means)
    if as_json:
        put_json(asdict(done))
    elif not setup.quiet:
        _put(done, out)
    if not done.broken:
        return 0
    say(f"what is broken is named in {out}/work/stages/clean/logs", quiet=setup.quiet)
    return 1


def _put(done: Scaled, out: Path) -> None:
    put(
        f"{counted(done.pages, 'page')} of {counted(done.files, 'file')}:"
        f" {counted(done.documents, 'document')}, {counted(done.duplicates, 'near-duplicate')},"
        f" {counted(done.older, 'older capture')} → {out}"
    )
    for what, counts in (("no document", done.refused), ("broken", done.broken)):
        for code, count in counts.items():
            put(f"  {what}  {code} {count}")
    for rule, chars in list(done.cut.items())[:_SHOWN]:
        put(f"  cut  {rule}  {chars} characters")
