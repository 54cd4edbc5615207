"""Requests that bring nothing: what a crawl need not ask for, and what it must although it looks alike; real HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl
from served import HTML, article, serve, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def _item(path: str) -> str:
    return f"<li><a href='{path}'>关于做好{path[1:-5]}工作的通知</a></li>"


def _articles(server: HTTPServer, *numbers: int) -> list[str]:
    paths = [f"/z/{n}00.html" for n in numbers]
    for path in paths:
        serve(server, path, article(path))
    return paths


def _queries(server: HTTPServer, path: str) -> list[str]:
    return [request.query_string.decode() for request, _ in server.log if request.path == path]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("shown", [3, 1])
def test_a_list_is_not_asked_for_its_first_page_by_its_number_unless_that_shows_more(
    tmp_path: Path, httpserver: HTTPServer, first: int, shown: int
) -> None:
    paths = _articles(httpserver, *range(11, 18))

    def answer(request: Request) -> Response:
        at = int(request.args.get("page", first)) - first
        items = paths[3 * at : 3 * at + (3 if "page" in request.args else shown)]
        turn = f"<a href='?page={at + 1 + first}'>下一页</a>" if at < 2 else ""
        back = f"<a href='?page={first}'>首页</a><a href='?page={first}'>1</a>" if at else ""
        return Response(f"{''.join(map(_item, items))}{back}{turn}", content_type=HTML)

    serve(httpserver, "/", "<a href='/zw/list'>政务文件</a>")
    httpserver.expect_request(re.compile("/zw/.*")).respond_with_handler(answer)
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert (f"page={first}" in _queries(httpserver, "/zw/list")) is (shown < 3)
