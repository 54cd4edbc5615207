"""`export`: the library as files for other programs."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.archive import if_any
from scraper.cli.finding import WordsCommand, filtered
from scraper.cli.options import Setup, common, examples
from scraper.cli.output import counted, say, stopping
from scraper.cli.progress import busy
from scraper.export import Export, jsonl

if TYPE_CHECKING:
    from scraper.search import Filter


@click.command(
    "export",
    cls=WordsCommand,
    epilog=examples(
        "gongwen export corpus.jsonl",
        "gongwen export speeches.csv --kind 致辞讲话 --from 2024-01-01",
        "gongwen export notes/ 五水共治 -草案",
        "gongwen export pages.warc.gz --site www.example.com",
        "gongwen export - 政协 | head",
    ),
)
@click.argument("target")
@click.argument("words", nargs=-1)
@filtered
@click.option("--raw", is_flag=True, help="CSV: leave cells that begin like a formula as they are.")
@common
def export_command(
    setup: Setup, target: str, words: tuple[str, ...], where: Filter, *, raw: bool
) -> int:
    """Write documents to a file or a folder: all, or those that `search` would find.

    The suffix sets the format: .jsonl, .csv, .parquet (needs gongwen[parquet]) or .warc.gz (the raw
    pages; needs gongwen[warc]). A name without a suffix is a folder of Markdown files; - is JSON Lines
    on standard output. A data card is written beside it. A half-written file never has the final name.
    """
    with ExitStack() as open_files, stopping("nothing was exported"):
        library = open_files.enter_context(setup.library())
        archive = open_files.enter_context(if_any(library.path))
        export = Export(library, archive, " ".join(words), where, raw)
        if target == "-":
            jsonl.write(export.rows(), sys.stdout.buffer)
            return 0
        with busy(f"writing {target}; Ctrl-C leaves nothing behind", quiet=setup.quiet):
            done = export.to(Path(target))
    say(f"{counted(done.documents, 'document')} → {done.path}", quiet=setup.quiet)
    if done.missing:
        say(f"{done.missing} of them have no raw page in the archive", quiet=setup.quiet)
    return 0
