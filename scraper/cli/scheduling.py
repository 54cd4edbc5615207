"""`schedule`: the crawl as a systemd timer or a cron line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from scraper.cli.options import Setup, common, examples
from scraper.cli.output import put, say
from scraper.errors import UsageError
from scraper.schedule import MARK, PERIODS, Job

_IDLE = "no [[site]] yet, so the crawl has nothing to do: `gongwen sites check ADDRESS` prints one"
_UNITS = ("gongwen.service", "gongwen.timer")
_NEXT = "systemctl --user daemon-reload && systemctl --user enable --now gongwen.timer"


@click.command(
    "schedule",
    epilog=examples(
        "gongwen schedule --every 6h", "gongwen schedule --cron", "gongwen schedule --install"
    ),
)
@click.option("--every", type=click.Choice(list(PERIODS)), default="1d", show_default=True)
@click.option("--cron", is_flag=True, help="Print a crontab line instead.")
@click.option("--install", is_flag=True, help="Install them as systemd user units.")
@common
def schedule_command(setup: Setup, *, every: str, cron: bool, install: bool) -> int:
    """Print a systemd service and timer (or a cron line) that crawl from this folder."""
    if cron and install:
        raise UsageError(
            "--install is for systemd; add the line that --cron prints with `crontab -e`"
        )
    job, idle = Job(Path.cwd(), _command(setup), every), not setup.config().sites
    if install and idle:
        raise UsageError(f"{_IDLE}; nothing was installed")
    if cron:
        put(job.cron().rstrip("\n"))
    elif install:
        _install(job)
        say(f"now type: {_NEXT}")
        say("and, so that it also runs while you are not logged in: loginctl enable-linger")
    else:
        for name, text in zip(_UNITS, (job.service(), job.timer()), strict=True):
            put(f"# {_folder() / name}\n{text}")
        say("nothing was written; add --install to install both")
    if idle:
        say(_IDLE)
    return 0


def _command(setup: Setup) -> list[str]:
    """Return this very command, as it can be called from anywhere."""
    setup.config()  # a schedule of a configuration with faults helps nobody
    name = Path(sys.argv[0]).absolute()
    known = name.name == "gongwen" and os.access(name, os.X_OK)
    command = [str(name)] if known else [sys.executable, "-m", "scraper"]
    command += ["crawl", "--quiet"]
    for option, file in (("--config", setup.config_file), ("--db", setup.database)):
        command += [] if file is None else [option, str(file.absolute())]
    return command


def _folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        base = Path(home) if home.startswith("/") else Path.home() / ".config"
    except RuntimeError:
        raise UsageError("--install: there is no home folder to write to") from None
    return base / "systemd" / "user"


def _install(job: Job) -> None:
    """Write both units; what somebody else wrote, or is for another folder, is left alone."""
    folder = _folder()
    service = folder / _UNITS[0]
    here = next(line for line in job.service().split("\n") if line.startswith("WorkingDirectory="))
    try:
        for file in (folder / name for name in _UNITS):
            if file.exists() and not file.read_text("utf-8").startswith(f"{MARK}\n"):
                raise UsageError(f"{file}: was not written by `gongwen schedule`; left as it is")
        if service.exists() and here not in service.read_text("utf-8").split("\n"):
            raise UsageError(f"{service}: is for another folder; remove it, or use --cron here")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in zip(_UNITS, (job.service(), job.timer()), strict=True):
            (folder / name).write_text(text, "utf-8")
            put(str(folder / name))
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror or error}") from None
