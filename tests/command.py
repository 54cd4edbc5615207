"""Running the real command as a process of its own, for the tests of the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import forking
from plain_sql import table

if TYPE_CHECKING:
    from pytest_httpserver import HTTPServer

ROOT = Path(__file__).parents[1]
DEMO_TEXTS = ROOT / "tests" / "demo"
DEMO_SITE = ROOT / "scraper" / "demo_site"
SPEECH = DEMO_SITE / "jianghua" / "1001.html"
SPEECH_URL = "https://www.example.com/jianghua/1001.html"
TIMEOUT = 60
STEERING = frozenset("\x1b\x9b\u202e\u200b\x07")  # what could steer a terminal or hide a text


@dataclass(frozen=True)
class Result:
    """How a command ended; `out` and `err` are decoded as UTF-8."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def environment(**changes: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        **changes,
    }


def gongwen(*arguments: str | Path, cwd: Path, stdin: bytes = b"", **env: str) -> Result:
    """Run `gongwen` in a folder; no run may ever show a traceback or a control character.

    An environment of its own takes a Python started anew; else the command is a child of one that has imported it.
    """
    words = list(map(str, arguments))
    if forking.POSSIBLE and not env:
        code, *streams = forking.run(words, cwd, stdin, TIMEOUT)
    else:
        done = subprocess.run(
            [sys.executable, "-m", "scraper", *words],
            cwd=cwd,
            env=environment(**env),
            input=stdin,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
        code, streams = done.returncode, [done.stdout, done.stderr]
    out, err = (stream.decode("utf-8", "replace") for stream in streams)
    assert "Traceback" not in err, err
    assert not set(out + err) & STEERING
    return Result(code, out, err)


def config(folder: Path, start: str, **crawl: object) -> Path:
    """Write a config.toml for one site on this machine."""
    host = start.split("/")[2]
    settings = {"delay": 0.0, "retries": 0, "timeout": 2.0, **crawl}
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    file = folder / "config.toml"
    file.write_text(
        f'[library]\ndatabase = "lib.db"\n[crawl]\nallow_private = ["{host}"]\n'
        + "\n".join(lines)
        + f'\n[[site]]\nname = "案牍集"\nstart = ["{start}"]\n',
        "utf-8",
    )
    return file


def demo_expectation(name: str) -> tuple[dict[str, str], list[str]]:
    """Return the fields and paragraphs that a page of the demo site must give."""
    head, _, body = (DEMO_TEXTS / f"{name}.txt").read_text("utf-8").partition("---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return fields, body.splitlines()


def asked(site: HTTPServer) -> list[str]:
    """Return the paths a server was asked for, in order."""
    return [request.path for request, _ in site.log]


def count(database: Path) -> int:
    """Return how many documents a library holds."""
    return int(table(database, "SELECT count(*) FROM documents")[0][0])
