"""Lists whose pages are named by what stands on them, and pages that lead back; over real HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, item
from served import HTML, article, serve, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

SIZE = 5


def _keyed(shown: list[int], forth: str, back: str) -> Callable[[Request], Response]:
    """A list that is turned by the number of its last row, or of its first one."""

    def answer(request: Request) -> Response:
        asked = {name.lower(): value for name, value in request.args.items()}
        at = shown.index(int(asked["after"])) + 1 if "after" in asked else 0
        at = max(shown.index(int(asked["before"])) - SIZE, 0) if "before" in asked else at
        page = shown[at : at + SIZE]
        links = f"<a href='/zw{back.format(page[0], at - SIZE + 1)}'>上一页</a>" if at else ""
        if at + SIZE < len(shown):
            links += f"<a href='/zw{forth.format(page[-1], at + SIZE + 1)}'>下一页</a>"
        items = "".join(item(f"/z/{n}.html") for n in page)
        return Response(f"<ul>{items}</ul>{at + 1} - {at + SIZE} {links}", content_type=HTML)

    return answer


@pytest.mark.parametrize(
    ("forth", "back"),
    [
        ("?after={}", "?before={}"),
        ("?after={}&PageFirstRow={}", "?before={}&PagedPrev=TRUE&PageFirstRow={}"),
    ],
)
def test_what_leads_back_is_not_asked_for_and_a_later_run_stops_where_nothing_is_new(
    tmp_path: Path, httpserver: HTTPServer, forth: str, back: str
) -> None:
    shown = list(range(160, 110, -1))
    for n in range(111, 162):
        serve(httpserver, f"/z/{n}.html", article(f"护林{n}"))
    httpserver.expect_request(re.compile("/zw")).respond_with_handler(_keyed(shown, forth, back))
    serve(httpserver, "/", "<a href='/zw'>政务文件</a>")
    config = configured(httpserver, "/")
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == 50
    assert sum(request.path == "/zw" for request, _ in httpserver.log) == 10
    shown.insert(0, 161)
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == 51
    assert sum(request.path == "/zw" for request, _ in httpserver.log) <= 8


def test_what_says_back_is_asked_for_where_no_page_before_it_has_led_on(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    shown = list(range(120, 100, -1))
    for n in shown:
        serve(httpserver, f"/z/{n}.html", article(f"护林{n}"))
    answer = _keyed(shown, "?after={}&start={}", "?before={}&start={}")
    httpserver.expect_request(re.compile("/zw")).respond_with_handler(answer)
    serve(httpserver, "/", "<a href='/zw?after=111&start=11'>政务文件</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert len(texts(tmp_path)) == 20
