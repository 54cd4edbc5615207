# ruff: noqa: SLF001 - the closed vocabularies are private; nothing else needs them
"""What the documents say is there, and what is there is said: commands, keys, tables, links, output."""

from __future__ import annotations

import functools
import re
import runpy
import shlex
import subprocess
import sys
import threading
import tomllib
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import click
import pytest
from command import DEMO_SITE, ROOT, environment, gongwen
from manual import blocks, first_cells, section, text_of

from cleaners import rulebook
from scraper import configschema
from scraper.cli import gongwen as command_line
from scraper.configfile import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its full name, `rules check` included."""
    context = click.Context(command_line)
    for name in command_line.list_commands(context):
        command = command_line.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", one) for below, one in command.commands.items())
        else:
            yield name, command


COMMANDS = dict(commands())


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_readme_lists_every_command(page: Path) -> None:
    listed = first_cells(page.read_text("utf-8"))
    assert {f"gongwen {name}" for name in COMMANDS} == {x for x in listed if "gongwen" in x}


@pytest.mark.parametrize(  # the manual is made from the commands themselves
    "page", [page for page in PAGES if page.name != "cli.md"], ids=lambda page: page.name
)
def test_every_command_and_option_named_exists(page: Path) -> None:
    for words in calls(page.read_text("utf-8")):
        name = " ".join(words[:2]) if words[0] in {"rules", "sites"} else words[0]
        assert name in COMMANDS, words
        known = {option for one in COMMANDS[name].params for option in one.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, words


def calls(text: str) -> list[list[str]]:
    """Return the words after every `gongwen` that stands in code and is followed by a command."""
    code = [*blocks(text, r"[^\n]*"), *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)]
    found = re.findall(r"(?:^|[\s/])gongwen (\w[^\n#|&>]*)", "\n".join(code), re.MULTILINE)
    return [line.split() for line in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("package", ["cleaners", "scraper"])
def test_every_file_has_its_place_in_the_architecture(package: str) -> None:
    named = set(re.findall(r"`([\w.]+?)/?`", text_of("ARCHITECTURE.md")))
    files = [file for file in (ROOT / package).iterdir() if not file.name.startswith("__")]
    assert {file.name for file in files} - {"py.typed"} <= named


def test_both_readmes_show_the_same_code() -> None:
    english, chinese = (page.read_text("utf-8") for page in READMES)
    for language in ("sh", "console", "toml", "python"):
        assert blocks(english, language) == blocks(chinese, language)
    assert english.count("\n## ") == chinese.count("\n## ")
    rows = [
        re.findall(r"^\| (`gongwen [^|]*) \|", text, re.MULTILINE) for text in (english, chinese)
    ]
    assert rows[0] == [row.replace("、", ", ") for row in rows[1]]


def test_readmes_list_every_exit_code() -> None:
    from scraper import cli, errors, report

    codes = {one.exit_code for one in vars(errors).values() if hasattr(one, "exit_code")}
    codes |= {report.OK, report.SOME_FAILED, report.UNREADABLE, report.NOTHING_REACHED}
    codes |= {cli._UNEXPECTED}
    for page in READMES:
        said = re.findall(r"^\| (\d+) \|", page.read_text("utf-8"), re.MULTILINE)
        assert {int(code) for code in said} == codes


def test_every_key_of_the_configuration_is_documented() -> None:
    text = text_of("docs/config.md")
    crawl = set(configschema._Crawl.model_fields)
    tables = {
        "## `[library]`": set(configschema._Library.model_fields),
        "## `[crawl]`": crawl,
        "## `[[site]]`": set(configschema._Site.model_fields) - crawl,
    }
    for heading, keys in tables.items():
        assert first_cells(section(text, heading)) == keys


def defaults(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| `(\w+)` \| `([^`]+)`", text, re.MULTILINE)


def test_documented_defaults_are_the_defaults() -> None:
    text = text_of("docs/config.md")
    for heading, model in (
        ("## `[library]`", configschema._Library),
        ("## `[crawl]`", configschema._Crawl),
        ("## `[[site]]`", configschema._Site),
    ):
        for key, said in defaults(section(text, heading)):
            assert tomllib.loads(f"x = {said}")["x"] == model.model_fields[key].default, key


@pytest.mark.parametrize(
    "page",
    [*READMES, ROOT / "docs" / "config.md", ROOT / "docs" / "ethics.md"],
    ids=lambda p: p.name,
)
def test_documented_configurations_are_good(page: Path, tmp_path: Path) -> None:
    for example in blocks(page.read_text("utf-8"), "toml"):
        file = tmp_path / "config.toml"
        file.write_text(example, "utf-8")
        assert load(file).sites


def test_every_key_of_a_rule_and_a_site_is_documented() -> None:
    text = text_of("docs/rules.md")
    assert first_cells(section(text, "## Rules")) == rulebook._RULE_KEYS
    assert first_cells(section(text, "## Site files")) == rulebook.SITE_KEYS
    assert first_cells(section(text, "## Scopes")) == set(rulebook.SCOPES)
    assert first_cells(section(text, "## Zones")) == set(rulebook._ZONES)


def test_documented_rules_hold_their_examples(tmp_path: Path) -> None:
    examples = [x for page in PAGES for x in blocks(page.read_text("utf-8"), "toml")]
    rules = [example for example in examples if "[[rule]]" in example]
    assert rules
    for number, example in enumerate(rules):
        file = tmp_path / f"{number}.toml"
        file.write_text(example, "utf-8")
        assert gongwen("rules", "check", file, cwd=tmp_path).code == 0


@pytest.mark.slow
def test_readme_shows_what_happens(tmp_path: Path) -> None:
    """What import and explain print, line by line; lines shortened by hand carry an ellipsis."""
    source = "scraper/demo_site/jianghua/1003.html"
    address = "https://anduji.example/jianghua/1003.html"
    printed = "".join(blocks(text_of("README.md"), "console"))
    for expected in ("1 new, 0 changed", "0 new, 0 changed, 1 unchanged"):
        done = gongwen("import", ROOT / source, "--url", address, "--db", "lib.db", cwd=tmp_path)
        assert done.out.startswith(expected)
        assert done.out in printed
    shown = gongwen("explain", ROOT / source, cwd=tmp_path).out
    said = printed.partition(f"$ gongwen explain {source}\n")[2].partition("$ ")[0]
    assert_shown(said, shown)


def assert_shown(said: str, shown: str) -> None:
    """Every line of `said` stands in `shown`; where it was shortened by hand it has an ellipsis."""
    for line in said.splitlines():
        at = 0
        for piece in line.split("…"):
            assert piece in shown[at:], line
            at = shown.index(piece, at) + len(piece)


def masked(text: str) -> str:
    """Return text without what differs from run to run: times, sizes, the width of a port."""
    text = re.sub(
        r"\d{4}-\d\d-\d\d[T ]\d\d:[\d:]+Z?", "TIME", re.sub(r"127\.0\.0\.1:\d+", "HOST", text)
    )
    return re.sub(r"  +", "  ", re.sub(r"\b\d+\.\d+\b|\d+ kB", "N", text))


@pytest.mark.slow
def test_readme_session_is_what_a_terminal_shows(tmp_path: Path) -> None:
    """From the first crawl to plain SQL: each command in its order, and all that it prints."""
    readme = text_of("README.md")
    (settings,) = blocks(readme, "toml")
    session = "".join(blocks(readme, "console")).partition("$ gongwen crawl")
    steps = "".join(session[1:]).partition("$ gongwen serve")[0].split("$ ")[1:]
    assert len(steps) == 7
    folder = functools.partial(SimpleHTTPRequestHandler, directory=str(DEMO_SITE))
    with ThreadingHTTPServer(("127.0.0.1", 0), folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = settings.replace(":8000", f":{server.server_port}").replace("0.2", "0.0")
        (tmp_path / "config.toml").write_text(here, "utf-8")
        for step in steps:
            command, _, said = step.partition("\n")
            module = {"gongwen": "scraper", "sqlite-utils": "sqlite_utils"}
            words = shlex.split(command)
            done = subprocess.run(
                [sys.executable, "-m", module[words[0]], *words[1:]],
                cwd=tmp_path,
                env=environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=True,
            )
            assert_shown(masked(said), masked(done.stdout.decode("utf-8")))
        server.shutdown()


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_readme_figures_are_those_of_the_benchmark(page: Path) -> None:
    """The columns of the second comparison, against the rows of the table that the benchmark writes."""
    table = text_of("benchmarks/README.md").split("<!-- extraction -->")[1]
    rows = {line.split(" | ")[0].strip("| "): line for line in table.splitlines() if "|" in line}
    wanted = [[rows[name].split(" | ")[at] for at in (1, 2, 5, 6)] for name in PEERS]
    said = re.findall(
        r"^\| .*? \| (\d\.\d+) \| (\d\.\d+) \| (\d\.\d+) \| \? \|$",
        page.read_text("utf-8"),
        re.MULTILINE,
    )
    assert [list(column) for column in zip(*said, strict=True)] == wanted


PEERS = ("gongwen", "trafilatura", "gne")


def test_costs_past_one_machine_are_those_of_the_benchmarks() -> None:
    """What docs/scale.md multiplies, against the tables; two runs differ by some percent."""
    scale, tables = text_of("docs/scale.md"), text_of("benchmarks/README.md")

    def numbers(pattern: str, text: str) -> list[float]:
        found = re.findall(pattern, text, re.MULTILINE)
        return [float(one) for row in found for one in ((row,) if isinstance(row, str) else row)]

    written = numbers(r"^\| `gongwen (?:import|scale).*? \| (\d\.\d) \|", scale)
    written += numbers(r"goes from (\d\.\d+) to (\d\.\d+) ms of CPU", scale)
    bulk = numbers(r"^\| workers \| [\d.]+ \| ([\d.]+) \| ([\d.]+) ", tables)
    ways = numbers(
        r"^\| .*? \| [\d.]+ \| \d\.\d\d \| (\d\.\d\d) \| \d+ \|", tables.split("<!-- scale -->")[1]
    )
    growth = numbers(r"^\| import in all \| ([\d.]+) .* ([\d.]+) \| [\d.]+ \|$", tables)
    assert written == pytest.approx([sum(bulk), *ways, *growth], rel=0.15)


def test_one_command_writes_every_table_of_the_benchmarks(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    marks = re.findall(r"^<!-- (\w+) -->$", text_of("benchmarks/README.md"), re.MULTILINE)
    script = runpy.run_path(str(ROOT / "benchmarks" / "all.py"))
    steps = {one.name: one for one in script["steps"](tmp_path, tmp_path, None, 1, 1)}
    assert steps.keys() - {"corpus"} == set(marks)
    assert steps["extraction"].run(quick=True) == "no PAGES given"
    lacking = replace(steps["bulk"], needs=("re", "no_such_package"))
    assert lacking.run(quick=True) == "not installed: no_such_package"
    wrong = replace(steps["bulk"], needs=(), quick=("--no-such-option",))
    assert wrong.run(quick=True) == "failed with exit code 2"
    assert "--no-such-option" in capfd.readouterr().err


def test_changelog_says_what_cleaning_changed() -> None:
    text = text_of("CHANGELOG.md")
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    assert "## [Unreleased]" in text
    assert f"## [{version}]" in text
    assert "### Cleaning changed" in text
