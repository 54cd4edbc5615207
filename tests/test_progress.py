"""What is shown of a job at work: on a real pseudo-terminal, in a log, under cron."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

import pytest
from command import SPEECH, config, gongwen
from terminal import on_terminal
from yearly import SHELL, article, serve

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

pytestmark = pytest.mark.slow

HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"


def screen(shown: str) -> list[str]:
    """Return what is left on the screen at the end: rich moves up and clears lines, no more."""
    lines, at = [""], 0
    for piece in re.split(r"(\x1b\[[?\d;]*[A-Za-z]|\r|\n)", shown):
        if piece == "\n":
            at += 1
            lines += [""] * (at + 1 - len(lines))
        elif up := re.fullmatch(r"\x1b\[(\d*)A", piece):
            at -= int(up[1] or 1)
        elif piece == "\x1b[2K":
            lines[at] = ""
        elif piece and not piece.startswith("\x1b") and piece != "\r":
            lines[at] += piece
    return [line.rstrip() for line in lines if line.strip()]


def test_a_terminal_shows_each_host_live_and_keeps_the_report(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {1: article(1), 2: article(2), 3: SHELL})
    config(tmp_path, httpserver.url_for("/"), delay=0.4)
    code, shown = on_terminal(tmp_path, "crawl")
    assert code == 1
    host = f"{httpserver.host}:{httpserver.port}"
    rows = re.findall(rf"{host} +(\d+) +(\d+) +(\d+) +(.*)", shown)
    assert [int(stored) for _, stored, _, _ in rows] == sorted(int(row[1]) for row in rows)
    assert rows[-1][1:3] == ("2", "1")
    assert int(rows[-1][0]) >= 4
    assert any("/jh/" in row[3] for row in rows)
    assert shown.rindex(SHOW) > shown.rindex(HIDE)
    left = screen(shown)
    assert left[0].startswith("+ http")
    assert left[3].startswith("2 new, 0 changed")
    assert not [line for line in left if "Ctrl-C" in line or line.startswith("host")]


@pytest.mark.parametrize("command", ["clean", "explain", "import"])
def test_a_terminal_shows_that_the_rules_are_read(tmp_path: Path, command: str) -> None:
    code, shown = on_terminal(tmp_path, command, str(SPEECH))
    assert (code, "reading the rules" in shown) == (0, True)
    assert shown.rindex(SHOW) > shown.rindex(HIDE)


def test_a_narrow_terminal_keeps_the_counts(tmp_path: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, {1: article(1), 2: article(2)})
    config(tmp_path, httpserver.url_for("/"), delay=0.4)
    _, shown = on_terminal(tmp_path, "crawl", COLUMNS="40")
    plain = re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", shown)
    heads = [line for line in plain.splitlines() if line.startswith("host ")]
    assert heads
    assert all(line.split()[:4] == ["host", "asked", "stored", "failed"] for line in heads[1:])


def test_ctrl_c_leaves_the_terminal_clean(tmp_path: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 30)})
    config(tmp_path, httpserver.url_for("/"), delay=0.3)

    def press(leader: int, shown: str) -> bool:
        if "+ http" not in shown:
            return False
        os.write(leader, b"\x03")
        return True

    began = time.monotonic()
    code, shown = on_terminal(tmp_path, "crawl", act=press)
    assert time.monotonic() - began < 20
    assert code == 130
    assert shown.rindex(SHOW) > shown.rindex(HIDE)
    assert "Traceback" not in shown
    assert screen(shown)[-1].startswith("gongwen: stopped by SIGINT")
    assert not [line for line in screen(shown) if "waiting for" in line]


def test_a_hostile_title_cannot_steer_the_live_display(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    body = article(1).replace("在第1次".encode(), "[bold]在\x1b]0;x\x07第1次".encode())
    serve(httpserver, {1: body})
    config(tmp_path, httpserver.url_for("/"))
    _, shown = on_terminal(tmp_path, "crawl")
    assert "\x1b]0" not in shown
    assert "\x07" not in shown


def test_a_log_gets_plain_lines_and_cron_nothing_unless_something_is_wrong(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, {1: article(1), 2: article(2)})
    config(tmp_path, httpserver.url_for("/"))
    plain = gongwen("crawl", cwd=tmp_path)
    assert [line[0] for line in plain.err.splitlines() if line[0] != "-"] == [".", "+", "+"]
    quiet = gongwen("crawl", "--quiet", cwd=tmp_path)
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    serve(httpserver, {1: article(1), 2: article(2), 3: SHELL})
    wrong = gongwen("crawl", "--quiet", cwd=tmp_path)
    assert (wrong.code, wrong.err) == (1, "")
    assert "/jh/3.html" in wrong.out
