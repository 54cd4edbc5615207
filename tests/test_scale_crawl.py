"""A crawl on a two-node Ray cluster: each host on one worker, a killed one costs nothing."""

from __future__ import annotations

import itertools
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import environment, gongwen
from processes import below, named
from test_scale import PATIENCE, cluster, pytestmark
from yearly import article, listing, path

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("ray", reason="needs gongwen[scale]")
__all__ = ["cluster", "pytestmark"]  # a fixture; how tests with a cluster are marked
EACH = 25
DELAY = 0.15


class Site:
    """A site of its own host; knows who asked for what, and how many at once."""

    def __init__(self, first: int) -> None:
        self.pages = {path(n): article(n) for n in range(first, first + EACH)}
        self.asked: list[tuple[float, str, int]] = []
        self.at_once = self.most = 0
        self.lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with site.lock:
                    site.at_once += 1
                    site.most = max(site.most, site.at_once)
                    site.asked.append((time.monotonic(), self.path, self.client_address[1]))
                body = site.pages.get(self.path)
                if self.path in {"/", "/all"}:
                    body = listing(site.pages).encode()
                time.sleep(0.01)
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")
                with site.lock:
                    site.at_once -= 1

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_address[1]}"

    def articles(self) -> Counter[str]:
        return Counter(asked for _, asked, _ in self.asked if asked in self.pages)


@contextmanager
def sites(count: int) -> Iterator[list[Site]]:
    found = [Site(1 + 100 * n) for n in range(count)]
    for site in found:
        threading.Thread(target=site.server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        for site in found:
            site.server.shutdown()
            site.server.server_close()


def configured(folder: Path, found: list[Site]) -> None:
    hosts = json.dumps([site.host for site in found])
    tables = "".join(
        f'[[site]]\nname = "站{n}"\nstart = ["http://{site.host}/"]\n'
        for n, site in enumerate(found)
    )
    # two names for parts of one host: it must not be asked by two workers
    tables += f'[[site]]\nname = "站0乙"\nstart = ["http://{found[0].host}/all"]\n'
    (folder / "config.toml").write_text(
        f'[library]\ndatabase = "lib.db"\n[crawl]\ndelay = {DELAY}\nallow_private = {hosts}\n{tables}',
        "utf-8",
    )


def crawling(folder: Path, address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scraper", "crawl", "--executor", "ray", "--json"],
        cwd=folder,
        env=environment(RAY_ADDRESS=address),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def result(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, (out, err)
    told: dict[str, Any] = json.loads(out)
    return told


def stored(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "lib.db")) as connection:
        return sorted(url for (url,) in connection.execute("SELECT url FROM documents"))


def wait_for(what: Any, seconds: float = PATIENCE) -> None:
    ends = time.monotonic() + seconds
    while not what() and time.monotonic() < ends:
        time.sleep(0.02)
    assert what()


def test_each_host_is_asked_by_one_worker_and_a_killed_one_is_replaced(
    tmp_path: Path,
    cluster: Any,
) -> None:
    with sites(3) as found:
        configured(tmp_path, found)
        with crawling(tmp_path, cluster.address) as process:
            wait_for(lambda: any(len(site.articles()) >= 5 for site in found))
            workers = [pid for pid in below(os.getpid()) if named(pid).startswith("ray::work")]
            assert 1 <= len(workers) <= 3  # one a host; the slowest may not have begun
            os.kill(workers[0], signal.SIGKILL)
            told = result(process)
        expected = sorted(f"http://{site.host}{one}" for site in found for one in site.pages)
        assert stored(tmp_path) == expected
        assert told["new"] == len(expected)
        for site in found:
            assert site.most == 1  # politeness: one request at a time, whoever asks
            twice = [one for one, times in site.articles().items() if times > 1]
            # what the dead worker was at is asked again, and nothing else
            assert len(twice) <= 1 + (site is found[0])
        times = sorted(at for at, _, _ in found[1].asked)
        gaps = [b - a for a, b in itertools.pairwise(times)]
        assert sum(gap < DELAY * 0.8 for gap in gaps) <= 2
        check = gongwen("check", "--db", "lib.db", cwd=tmp_path)
        assert check.out == "all is well\n"

        for site in found:  # the next crawl knows what there is, also where another one takes it up
            site.asked.clear()
        one = found[1]
        one.pages[path(150)] = article(150)
        del one.pages[path(101)]
        one.pages[path(102)] = article(999)
        with crawling(tmp_path, cluster.address) as process:
            again = result(process)
        assert (again["new"], again["failed"]) == (1, [])
        assert again["requests"] < len(expected)
        plain = gongwen("crawl", "--json", cwd=tmp_path).json()
        assert (plain["new"], plain["changed"]) == (0, plain["changed"])
        assert plain["requests"] < len(expected)


def test_what_a_killed_crawl_had_is_merged_by_the_next_one(tmp_path: Path, cluster: Any) -> None:
    with sites(1) as found:
        (site,) = found
        configured(tmp_path, found)
        with crawling(tmp_path, cluster.address) as process:
            wait_for(lambda: len(site.articles()) >= 8)
            process.kill()
        wait_for(
            lambda: not [pid for pid in below(os.getpid()) if named(pid).startswith("ray::work")]
        )
        done = len(site.articles())
        assert stored(tmp_path) == []
        with crawling(tmp_path, cluster.address) as process:
            told = result(process)
        assert len(stored(tmp_path)) == EACH
        assert told["new"] <= EACH - done + 2  # what was stored before is not asked again
        assert sum(times > 1 for times in site.articles().values()) <= 2


def test_what_an_earlier_version_left_is_brought_up_to_date(tmp_path: Path, cluster: Any) -> None:
    code = (
        "import sys; from pathlib import Path; from scraper.schema import LIBRARY\n"
        "LIBRARY.migrations._functions.pop()\n"
        "from scraper.store import open_library; open_library(Path(sys.argv[1])).close()"
    )
    left = tmp_path / "lib.workers" / "old.example" / "gongwen.db"
    subprocess.run([sys.executable, "-c", code, str(left)], env=environment(), check=True)
    with sites(1) as found:
        configured(tmp_path, found)
        by_hand = gongwen("merge", left, "--db", "lib.db", cwd=tmp_path)
        assert (by_hand.code, "older version" in by_hand.err) == (74, True)
        with crawling(tmp_path, cluster.address) as process:
            assert result(process)["new"] == EACH


def test_the_error_of_one_host_is_one_line(tmp_path: Path, cluster: Any) -> None:
    with sites(1) as found:
        configured(tmp_path, found)
        (tmp_path / "lib.workers").mkdir()
        (tmp_path / "lib.workers" / found[0].host.replace(":", "_")).write_text("in the way")
        with crawling(tmp_path, cluster.address) as process:
            _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, "unexpected" in err) == (74, False), err


def test_a_site_with_two_names_stays_together() -> None:
    from scraper.adapters.crawl import groups
    from scraper.config import SiteConfig

    made = [
        SiteConfig("a", ("https://a.example/",)),
        SiteConfig("b", ("https://b.example/", "https://c.example:81/")),
        SiteConfig("c", ("http://a.example/x", "https://c.example:81/y")),
        SiteConfig("d", ("https://d.example/",)),
        SiteConfig(
            "e", ("http://www.d.example/x/",)
        ),  # no link leads out of either, and both to both
    ]
    found = groups(made, Path("x"))
    assert [sorted(site.name for site in group.sites) for group in found] == [
        ["a", "b", "c"],
        ["d", "e"],
    ]
    assert found[1].hosts == {"d.example", "www.d.example"}
    assert [group.file.parent.name for group in found] == ["a.example", "d.example"]
