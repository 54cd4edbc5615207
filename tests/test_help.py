"""What the command line says of itself: its manual, its examples, what a shell completes."""

from __future__ import annotations

import runpy
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest
from command import ROOT, environment
from command import gongwen as run

from scraper.cli import gongwen

if TYPE_CHECKING:
    from pathlib import Path

MANUAL = runpy.run_path(str(ROOT / ".ci" / "manual.py"))
HELP = {
    context.command_path.removeprefix("gongwen "): (context.command, text)
    for context, text in MANUAL["commands"](gongwen, MANUAL["top"]())
}
LEAVES = [name for name, (command, _) in HELP.items() if not isinstance(command, click.Group)]


def test_the_manual_is_what_help_prints() -> None:
    written = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert written == MANUAL["manual"](), "python .ci/manual.py > docs/cli.md"


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_shows_examples_that_it_understands(name: str) -> None:
    command, text = HELP[name]
    examples = [line.strip() for line in text.partition("Examples:\n")[2].splitlines()]
    assert examples
    for line in examples:
        words = shlex.split(line.partition("gongwen ")[2], comments=False)
        for stop in ("|", ">"):
            words = words[: words.index(stop)] if stop in words else words
        own = words[len(name.split()) :]
        assert words[: len(name.split())] == name.split(), line
        command.make_context(name, own, resilient_parsing=False)


def complete(words: str, shell: str = "bash") -> list[str]:
    env = environment(
        _GONGWEN_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=str(words.count(" "))
    )
    command = [sys.executable, "-m", "scraper"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_a_shell_completes_commands_options_and_choices() -> None:
    assert complete("gongwen sea") == ["plain,search"]
    assert {"plain,export", "plain,rules"} <= set(complete("gongwen "))
    assert complete("gongwen search --so") == ["plain,--sort"]
    assert complete("gongwen search --sort ") == ["plain,relevance", "plain,date"]
    assert "check" in complete("gongwen rules ", "zsh")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_lines_to_paste_exist(shell: str) -> None:
    assert f"_GONGWEN_COMPLETE={shell}_source gongwen" in (ROOT / "docs/cli.md").read_text("utf-8")
    env = environment(_GONGWEN_COMPLETE=f"{shell}_source")
    command = [sys.executable, "-m", "scraper"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert f"_GONGWEN_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("serach 项目", 2, "did you mean `gongwen search`?"),
        ("merge", 2, "`gongwen merge --help` shows how"),
        ("crawl", 2, "`gongwen sites check ADDRESS` prints one"),
        ("search 项目", 74, "`gongwen import ADDRESS` or `gongwen crawl` makes one"),
        ("schedule --cron", 0, "`gongwen sites check ADDRESS` prints one"),
    ],
)
def test_a_slip_says_what_to_do_next(words: str, code: int, said: str, tmp_path: Path) -> None:
    done = run(*words.split(), cwd=tmp_path)
    assert (done.code, len(done.err.splitlines())) == (code, 1)
    assert said in done.err


def test_help_is_a_word_too_and_sites_names_its_command(tmp_path: Path) -> None:
    for words in ((), ("search",)):
        asked = run("help", *words, cwd=tmp_path)
        assert (asked.code, asked.out) == (0, run(*words, "--help", cwd=tmp_path).out)
    slip = run("sites", "https://a.example/", cwd=tmp_path)
    assert slip.code == 2
    assert "`gongwen sites check https://a.example/`" in slip.err
