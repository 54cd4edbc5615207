"""The crawl as a process: killed, signalled, starved of files, streams, homes and locales; and what
other processes do to its library meanwhile."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from command import DEMO_SITE, environment, gongwen
from faults.kills import begin, configure, kill_again_and_again
from faults.server import Site, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

HEALTHY = 24
PAGE = DEMO_SITE / "zongjie" / "2002.html"


@pytest.fixture
def served() -> Iterator[Site]:
    with site((), HEALTHY) as found:
        yield found


def stored(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "lib.db")) as library:
        assert library.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        count: int = library.execute("SELECT count(*) FROM documents").fetchone()[0]
    return count


def asked(served: Site, least: int, *crawls: subprocess.Popen[bytes]) -> None:
    """Wait until a site was asked so often; a crawl that ends before fails the test."""
    while len(served.wire.requests) < least:
        assert any(crawl.poll() is None for crawl in crawls), [crawl.returncode for crawl in crawls]
        time.sleep(0.01)


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, err = process.communicate(timeout=60)
    said = err.decode()
    assert "Traceback" not in said
    return process.returncode, said


def test_kill_9_loses_doubles_and_repeats_nothing(tmp_path: Path) -> None:
    with site((), 240) as served:
        losses = kill_again_and_again(tmp_path, served, kills=8, seed=5)
    assert losses.kills == 8
    assert not losses, losses


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_a_crawl_within_seconds(
    tmp_path: Path, served: Site, number: signal.Signals
) -> None:
    configure(tmp_path, served, delay=0.2)
    process = begin(tmp_path)
    asked(served, 5, process)
    began = time.monotonic()
    process.send_signal(number)
    code, said = ended(process)
    assert time.monotonic() - began < 10
    assert code == 128 + number
    assert number.name in said.splitlines()[-1]
    assert stored(tmp_path) > 0


def test_two_crawls_at_once_and_a_reader_all_the_while(tmp_path: Path, served: Site) -> None:
    configure(tmp_path, served, delay=0.15)
    rivals = begin(tmp_path), begin(tmp_path)
    asked(served, 4, *rivals)
    with closing(sqlite3.connect(tmp_path / "lib.db")) as reader:
        reader.execute("BEGIN")
        seen = reader.execute("SELECT count(*) FROM documents").fetchone()
        (won, _), (lost, why) = sorted(map(ended, rivals))
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == seen
    assert (won, lost, why.count("\n")) == (0, 75, 1)
    assert stored(tmp_path) == HEALTHY
    assert sum(path.startswith("/h/") for path in served.wire.paths) == HEALTHY


def test_a_crawl_waits_for_a_foreign_writer(tmp_path: Path, served: Site) -> None:
    configure(tmp_path, served, delay=0.02)
    gongwen("crawl", "--max-pages", "3", cwd=tmp_path)
    with closing(sqlite3.connect(tmp_path / "lib.db", check_same_thread=False)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        threading.Timer(5.5, writer.rollback).start()  # longer than SQLite waits by default
        code, _ = ended(begin(tmp_path))
    assert code == 0
    assert stored(tmp_path) == HEALTHY


def test_forty_files_are_enough(tmp_path: Path, served: Site) -> None:
    configure(tmp_path, served)
    process = subprocess.Popen(
        [sys.executable, "-m", "scraper", "crawl"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40)),  # noqa: PLW1509
    )
    code, _ = ended(process)
    assert code == 0
    assert stored(tmp_path) == HEALTHY


def test_ctrl_c_while_the_command_is_still_loading_is_quiet(tmp_path: Path) -> None:
    interrupted = """
import runpy, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
runpy.run_module("scraper", run_name="__main__")
"""
    done = subprocess.run(
        [sys.executable, "-c", interrupted],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&- <&-"])
def test_closed_streams_do_not_stop_an_import(tmp_path: Path, closed: str) -> None:
    command = f'"{sys.executable}" -m scraper import "{PAGE}" --db lib.db {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert stored(tmp_path) == 1


def test_a_bare_environment_and_a_file_name_in_chinese(tmp_path: Path) -> None:
    """No home, no encoding, no temporary folder, no such time zone."""
    (tmp_path / "讲话.html").write_bytes(PAGE.read_bytes())
    bare = {
        "PYTHONPATH": environment()["PYTHONPATH"],
        "PATH": os.defpath,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TMPDIR": "/nowhere",
        "TZ": "Mars/Phobos",
    }
    run = [sys.executable, "-m", "scraper"]
    for name, code in (("讲话.html", 0), ("没有.html", 2)):
        done = subprocess.run(
            [*run, "import", name, "--db", "库.db"],
            cwd=tmp_path,
            env=bare,
            capture_output=True,
            check=False,
        )
        said = done.stderr.decode()
        assert done.returncode == code, said
        assert "Traceback" not in said
        assert code == 0 or said.count("\n") == 1
    found = subprocess.run(
        [*run, "search", "油茶", "--db", "库.db"],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        check=False,
    )
    assert found.returncode == 0
    assert found.stdout.decode()
