"""The `gongwen` command: its groups, its errors, its exit codes; the only package that prints.

Commands are loaded when they are asked for, so `gongwen clean` never pays for the crawler.
Every command returns its exit code; every expected error ends here as one line on stderr.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

import click
from click.shell_completion import CompletionItem, shell_complete

from cleaners import NoDocument
from scraper.cli.output import Stopped, one_line, prepare_streams, say
from scraper.errors import ConfigError, ScraperError

# command → the module that holds it and its line in `gongwen --help`
_COMMANDS = {
    "demo": ("demonstrate", "Crawl a small bundled site on this machine and show what comes out."),
    "crawl": ("collect", "Crawl the sites of config.toml; store what is new or changed."),
    "import": ("collect", "Fetch or read single pages, clean and store them."),
    "reclean": ("collect", "Re-clean stored pages where the rules changed; uses no network."),
    "clean": ("cleaning", "Clean one page and print the document; stores nothing."),
    "explain": (
        "cleaning",
        "Show what was cut from a page, by which rule, and where fields came from.",
    ),
    "case": ("cleaning", "Write a test case from a page."),
    "rules": ("cleaning", "List or check the cleaning rules."),
    "sites": ("sites", "Show what a crawl would take of a site, and why."),
    "search": ("reading", "Search the library for words of any length; all must occur."),
    "export": ("exporting", "Write documents to a file or folder: JSONL, CSV, Markdown and more."),
    "show": ("reading", "Print one document of the library."),
    "schedule": ("scheduling", "Print (or install) a systemd timer or a cron line for `crawl`."),
    "scale": ("scaling", "Clean a corpus of WARC or Parquet files on all processors or a cluster."),
    "merge": ("upkeep", "Merge another library's documents and crawl state into this one."),
    "backup": ("upkeep", "Copy the library and its raw pages, even while a crawl writes."),
    "check": ("upkeep", "Check the library and its raw pages for damage; --repair."),
    "status": ("reading", "Show the library, its sites, runs and failures."),
    "serve": ("serving", "Serve the library as a web page on this machine."),
}
_COMPLETE = "_GONGWEN_COMPLETE"  # click's own way: docs/cli.md says how a shell is taught
_STOPPED = 128  # and the number of the signal
_BROKEN_PIPE = _STOPPED + 13
_INTERRUPTED = _STOPPED + 2
_UNEXPECTED = 70
_LONGEST = 2000  # characters of a line; what was asked for may be as long as it likes


class _Commands(click.Group):
    """A group that imports a command's module only when the command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"scraper.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `help` and `help COMMAND` for what `--help` prints."""
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for, or name the one that may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches  # noqa: PLC0415 - after a slip only

            near = get_close_matches(args[0], _COMMANDS, 1)
            meant = f"; did you mean `gongwen {near[0]}`?" if near else ""
            raise click.UsageError(f"no command is called {args[0]}{meant}", ctx) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command's name without importing anything."""
        return [
            *(
                CompletionItem(name, help=line)
                for name, (_, line) in _COMMANDS.items()
                if name.startswith(incomplete)
            ),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help's list without importing anything."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongwen", message="%(prog)s %(version)s")
def gongwen() -> None:
    """Collect Chinese official documents (公文): crawl, strip the site's chrome, keep the text.

    Start with `gongwen demo`; `gongwen COMMAND --help` shows examples. Exit codes: 0 done, 1 some pages failed, 2 wrong usage or
    configuration, 65 a site's pages no longer read as documents, 69 nothing reachable, 74 database
    unusable, 75 another crawl is running.
    """


def main() -> NoReturn:
    """Run the command line and exit with its code; or complete it, where a shell asks for that."""
    prepare_streams()
    if asked := os.environ.get(_COMPLETE):
        sys.exit(shell_complete(gongwen, {}, "gongwen", _COMPLETE, asked))
    code = _run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    if code > _STOPPED:
        os._exit(code)  # else a name that is still being looked up would be waited for
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    try:
        # not gongwen.main(): it turns a reader that went away into exit code 1
        with gongwen.make_context("gongwen", arguments) as context:
            code = gongwen.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as done:
        code = done.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - the last resort: a line, never a traceback
        code = _report(error)
    return int(code or 0)


def _asked_wrongly(error: click.ClickException) -> str:
    """Return what is wrong with a command line, and where it says how it is right."""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        how = f"`{error.ctx.command_path} --help` shows how"
        return f"{error.format_message().rstrip('.')} ({how})"
    return error.format_message()


def _told(error: Exception) -> str:
    """Return what an error says; one of the system that names no file is met at the output."""
    if isinstance(error, OSError) and error.filename is None:
        return f"the output cannot be written: {error.strerror or error}"
    return str(error)


def _report(error: Exception) -> int:
    """Say what went wrong, a line a fault, and return the exit code it stands for."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    if isinstance(error, click.ClickException):
        say(f"gongwen: {one_line(_asked_wrongly(error))}")
        return error.exit_code
    if isinstance(error, ScraperError | Stopped):
        # only a configuration has a line for each of its faults
        lines = str(error).split("\n") if isinstance(error, ConfigError) else [str(error)]
        for line in lines:
            say(f"gongwen: {one_line(line)[:_LONGEST]}")
        return error.exit_code
    from cleaners import RulebookError  # noqa: PLC0415 - the cleaners, when something is wrong

    # expected errors that do not carry their exit code
    for kind, code in ((RulebookError, 2), (NoDocument, 1), (OSError, 74)):  # 74: of the output
        if isinstance(error, kind):
            say(f"gongwen: {one_line(_told(error))}")
            return code
    if os.environ.get("GONGWEN_DEBUG"):
        traceback.print_exc()
    name = type(error).__name__
    report = "a bug in gongwen: please report it with what GONGWEN_DEBUG=1 shows"
    say(f"gongwen: unexpected {name}: {one_line(str(error))} ({report})")
    return _UNEXPECTED
