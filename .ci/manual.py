"""Print docs/cli.md, the help of every command: python .ci/manual.py > docs/cli.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scraper.cli import gongwen

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 100
HEAD = """# The command line

What `gongwen COMMAND --help` prints, made from it by `python .ci/manual.py > docs/cli.md`. Exit codes are in the
[README](../README.md#every-command).

## Completion

The shell completes commands and options after one line in its start-up file, for bash (4.4 or later), zsh and fish:

```sh
eval "$(_GONGWEN_COMPLETE=bash_source gongwen)"    # in ~/.bashrc
eval "$(_GONGWEN_COMPLETE=zsh_source gongwen)"     # in ~/.zshrc, after compinit
_GONGWEN_COMPLETE=fish_source gongwen | source     # in ~/.config/fish/completions/gongwen.fish
```
"""


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Context, str]]:
    """Yield the context and the help of a group's commands, and of theirs."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = click.Context(command, info_name=name, parent=context, terminal_width=WIDTH)
        yield below, command.get_help(below)
        if isinstance(command, click.Group):
            yield from commands(command, below)


def top() -> click.Context:
    """Return the context of the command itself."""
    settings = gongwen.context_settings
    return click.Context(gongwen, info_name="gongwen", terminal_width=WIDTH, **settings)


def manual() -> str:
    """Return the whole page."""
    context = top()
    pages = [(context, gongwen.get_help(context)), *commands(gongwen, context)]
    parts = [f"## {page.command_path}\n\n```text\n{text.rstrip()}\n```\n" for page, text in pages]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    click.echo(manual(), nl=False)
