"""What a run that was killed had been told, and what the next one still knows; real HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from command import environment
from crawling import configured, crawl, listing, opened
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


def test_a_run_killed_in_a_hold_loses_no_page_and_the_next_one_keeps_the_hold(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    wait, asked_at = 4, []
    state = {"until": 0.0}
    said = {path: f"第{n}" for n, path in enumerate(("/z/10.html", "/z/20.html", "/z/30.html"))}
    pages = {"/": listing(*said)}
    for path, topic in said.items():
        second = path.replace(".html", "_2.html")
        pages[path] = article(f"{topic}上", f"<a href='{second}'>下一页</a>")
        pages[second] = article(f"{topic}下")

    def answer(request: Request) -> Response:
        now = time.monotonic()
        asked_at.append((now, state["until"]))
        if request.path == "/z/20_2.html" and not state["until"]:
            state["until"] = now + wait
            return Response("", 429, {"Retry-After": str(wait)})
        return Response(pages[request.path], content_type=HTML)

    for path in pages:
        httpserver.expect_request(path).respond_with_handler(answer)
    (tmp_path / "config.toml").write_text(
        f"""[library]\ndatabase = "lib.db"\n[crawl]\ndelay = 0.0
        allow_private = ["{httpserver.host}:{httpserver.port}"]
        [[site]]\nname = "/"\nstart = ["{httpserver.url_for("/")}"]\n"""
    )
    command = [sys.executable, "-m", "scraper", "crawl", "--quiet"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment()) as process:
        for _ in range(600):
            if state["until"]:
                break
            time.sleep(0.05)
        time.sleep(0.5)
        process.kill()
    crawl(tmp_path, config)
    assert not [at for at, until in asked_at if until and at < until]
    assert set(texts(tmp_path)) == set(said)
    with opened(tmp_path) as desk:
        rows = desk.library.rows("SELECT text FROM documents")
    assert all("上工作" in row["text"] and "下工作" in row["text"] for row in rows)
