"""The words and filters that `search` and `export` share."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import wraps
from typing import cast

import click

from scraper.cli.options import Command, Day
from scraper.errors import UsageError
from scraper.search import Filter

# -word is a word, unless it can be an option: one letter of one's own keyboard, or a long one
_WITHOUT = re.compile(r"-(?:[^-\s].+|[^-\x00-\x7f])", re.DOTALL)
_OPTIONS = (
    click.option("--site", default="", help="A site's name, its own or config.toml's, or host."),
    click.option("--category", default="", help="The column (栏目)."),
    click.option("--kind", default="", help="The kind of document (文种), such as 致辞讲话."),
    click.option("--speaker", default="", help="Who gave the speech."),
    click.option("--issuer", default="", help="The issuing office (发文机关)."),
    click.option(
        "--from",
        "since",
        type=Day(),
        help="Dated this day, month or year or later: published, else spoken, else written.",
    ),
    click.option("--to", "until", type=Day(last=True), help="Dated this day or earlier."),
    click.option(
        "--min-chars", default=0, type=click.IntRange(0), help="At least this many characters."
    ),
    click.option(
        "--max-chars", default=0, type=click.IntRange(0), help="At most this many characters."
    ),
    click.option(
        "--no-duplicates",
        is_flag=True,
        help="Show only the first of each group of near-duplicates.",
    ),
)


class WordsCommand(click.Command):
    """A command whose words may begin with a minus: -草案 means without."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put such words behind a `--`, where they are no options."""
        end = args.index("--") if "--" in args else len(args)
        without = [word for word in args[:end] if _WITHOUT.fullmatch(word)]
        if without:
            rest = [word for word in args[:end] if not _WITHOUT.fullmatch(word)]
            args = [*rest, "--", *without, *args[end + 1 :]]
        return super().parse_args(ctx, args)


def filtered(command: Command) -> Command:
    """Add the filters, handed to the command as one `Filter`."""
    names = [field.name for field in fields(Filter)]

    @wraps(command)
    def with_filter(**options: object) -> object:
        where = Filter(**{name: options.pop(name) for name in names})  # type: ignore[arg-type]  # click has checked each
        if where.since and where.until and where.since > where.until:
            raise UsageError(f"--from {where.since} is after --to {where.until}")
        return command(where=where, **options)

    for option in reversed(_OPTIONS):
        option(with_filter)
    return cast("Command", with_filter)
