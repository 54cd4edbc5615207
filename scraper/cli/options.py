"""Options that several commands share, and what they load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import click

from scraper.bodies import media_type
from scraper.configfile import database, load
from scraper.errors import StoreError
from scraper.filters import days

if TYPE_CHECKING:
    from scraper.config import Config
    from scraper.store import Library

_READ = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Setup:
    """What `--config`, `--db` and `--quiet` say; nothing is read before it is needed."""

    config_file: Path | None
    database: Path | None
    quiet: bool

    def config(self) -> Config:
        """Read and check the configuration; raises ConfigError with all of its faults."""
        config = load(self.config_file)
        if self.database is None:
            return config
        return replace(config, library=replace(config.library, database=self.database))

    def path(self) -> Path:
        """Where the library lies; of a configuration nothing else is read, or judged."""
        return self.database or database(self.config_file)

    def library(self, *, create: bool = False, readonly: bool = True) -> Library:
        """Open the library; only a command that fills it writes, and makes a new one.

        Raises StoreError where there is none or it cannot be used.
        """
        from scraper.store import open_library  # noqa: PLC0415 - SQLite, when needed

        path = self.path()
        if not create and not path.exists():
            raise StoreError(
                f"{path}: no library yet; `gongwen import ADDRESS` or `gongwen crawl` makes one,"
                " --db names another"
            )
        return open_library(path, create=create, readonly=readonly)


def common(command: Command) -> Command:
    """Add `--config`, `--db` and `--quiet`, handed to the command as one `Setup`."""

    @wraps(command)
    def with_setup(config: Path | None, db: Path | None, *, quiet: bool, **rest: object) -> object:
        return command(Setup(config, db, quiet), **rest)

    file = click.Path(path_type=Path)
    for option in (
        click.option("--quiet", "-q", is_flag=True, help="Print results only."),
        click.option("--db", type=file, metavar="FILE", help="The library to use."),
        click.option("--config", type=file, metavar="FILE", help="Default: ./config.toml"),
    ):
        option(with_setup)
    return cast("Command", with_setup)


class _MediaType(click.ParamType[str]):
    """`text/html` or `text/plain`, as a server would say it."""

    name = "TYPE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the type as it was given or fail with one line."""
        kind = str(value)
        if kind and media_type(kind) not in _READ:
            self.fail(f"{kind!r} is neither text/html nor text/plain", param, ctx)
        return kind


content_type = click.option(
    "--content-type",
    default="",
    type=_MediaType(),
    help="Type of the file: text/html or text/plain.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def examples(*lines: str) -> str:
    """Return lines to try, as the end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


class Day(click.ParamType[date]):
    """A day such as 2026-03-01; of a month or a year its first one or its last."""

    name = "YYYY-MM-DD"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day or fail with one line."""
        if isinstance(value, date):
            return value
        meant = days(str(value))
        if meant is None:
            said = f"{value!r} is not a day; write it like 2026-03-01, 2026-03 or 2026"
            self.fail(said, param, ctx)
        return meant[self.last]
