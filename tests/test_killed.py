"""What a run that was killed had been told, and what the next one still knows; real HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from command import environment
from crawling import configured, crawl, listing
from served import HTML, article, serve, texts
from werkzeug import Request, Response

from scraper.walk import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def killed(folder: Path, server: HTTPServer, path: str) -> None:
    """Begin a crawl that is killed when it asks for a path."""
    (folder / "config.toml").write_text(
        f"""[library]\ndatabase = "lib.db"\n[crawl]\ndelay = 0.0
        allow_private = ["{server.host}:{server.port}"]
        [[site]]\nname = "/"\nstart = ["{server.url_for("/")}"]\n"""
    )
    command = [sys.executable, "-m", "scraper", "crawl", "--quiet"]
    with subprocess.Popen(command, cwd=folder, env=environment()) as process:

        def answer(_: Request) -> Response:
            os.kill(process.pid, signal.SIGKILL)
            return Response("", status=503)

        server.expect_request(path).respond_with_handler(answer)
        assert process.wait(60) == -signal.SIGKILL


def test_what_a_list_announced_to_a_killed_run_is_looked_at_by_the_next(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/z/{n}0.html" for n in range(1, 6)]
    for path in paths:
        serve(httpserver, path, article(f"旧{path}"))
    serve(httpserver, "/", listing(*paths))
    for _ in range(3):  # stored, and then looked at again: none of them is due
        crawl(tmp_path, config)
    serve(httpserver, paths[2], article("新文"))
    day = "<li>2026-11-28</li>"
    again = listing(*paths[:2], "/z/90.html") + listing(*paths[3:])
    again += f"<ul><li><a href='{paths[2]}'>关于做好今年工作的通知（更新）</a>{day}</li></ul>"
    serve(httpserver, "/", again)
    killed(tmp_path, httpserver, "/z/90.html")
    assert texts(tmp_path)[paths[2]][0] != "新文"
    serve(httpserver, "/z/90.html", article("补文"))
    crawl(tmp_path, config)
    assert texts(tmp_path)[paths[2]][0] == "新文"


def test_a_first_walk_that_is_gone_on_with_has_no_more_patience_with_filters(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/z/{n}0.html" for n in range(1, 4)]
    for path in paths:
        serve(httpserver, path, article(f"旧{path}"))
    serve(httpserver, "/", listing(*paths) + "<a href='/list.php?cid=1'>更多</a>")
    filters = "".join(f"<a href='/list.php?cid=1&ord=h&y={y}'>{y}年</a>" for y in range(1950, 2020))
    page = listing(*paths) + filters
    httpserver.expect_request("/list.php").respond_with_data(page, content_type=HTML)
    crawl(tmp_path, config, Limits(max_pages=8))
    crawl(tmp_path, config)
    lists = [request for request, _ in httpserver.log if request.path == "/list.php"]
    assert 12 < len(lists) <= 20
