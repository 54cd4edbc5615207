"""A site whose articles stand on two names of its host, with www. and without; real HTTP."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, opened
from served import article
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

BARE, WWW = "xicun.example", "www.xicun.example"
HTML = "text/html; charset=utf-8"


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both names lead to this machine."""
    known = socket.getaddrinfo

    def found(name: object, *rest: object, **more: object) -> object:
        here = name in {BARE, WWW, BARE.encode(), WWW.encode()}
        return known("127.0.0.1" if here else name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", found)


def _walked(server: HTTPServer, folder: Path, home: str, kept: dict[str, set[int]]) -> set[str]:
    """Crawl from the home page of one name; `kept`: the articles that each has."""
    asked = server.port
    config = configured(server, "/")
    bare, www = (f"http://{name}:{asked}" for name in (BARE, WWW))
    both = {name: one for one, name in ((bare, BARE), (www, WWW))}
    where = {n: name for name, numbers in kept.items() for n in numbers}
    items = "".join(
        f"<li><a href='{both[where[n]]}/z/{n}.html'>关于做好第{n}项工作的通知</a></li>"
        for n in sorted(where)
    )

    def answer(request: Request) -> Response:
        name = request.host.partition(":")[0]
        number = request.path.removeprefix("/z/").removesuffix(".html")
        if request.path in {"/", "/zw/"}:
            return Response(f"<a href='/zw/'>政务公开</a><ul>{items}</ul>", content_type=HTML)
        if number.isdecimal() and int(number) in kept[name]:
            beside = "<p><a href='/zw/'>政务公开</a> <a href='/'>首页</a></p>"
            return Response(article(f"第{number}", beside), content_type=HTML)
        return Response("", 404)

    server.expect_request("/robots.txt").respond_with_data("", status=404)
    for path in ("/", "/zw/", *(f"/z/{n}.html" for n in where)):
        server.expect_request(path).respond_with_handler(answer)
    how = replace(config.crawl, allow_private=tuple(f"{name}:{asked}" for name in kept))
    site = replace(config.sites[0], settings=how, start=(f"{both[home]}/",))
    crawl(folder, replace(config, crawl=how, sites=(site,)))
    with opened(folder) as desk:
        rows = desk.library.rows("SELECT url FROM documents")
    return {row["url"].replace(f":{asked}", "") for row in rows}


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(("home", "other"), [(WWW, BARE), (BARE, WWW)])
def test_what_one_name_of_a_site_lacks_is_asked_of_the_other_that_its_pages_name(
    tmp_path: Path, httpserver: HTTPServer, home: str, other: str
) -> None:
    kept = {home: {11, 12, 13}, other: {12, 13, 14, 15}}
    own = {f"http://{home}/z/{n}.html" for n in (11, 12, 13)}
    assert _walked(httpserver, tmp_path, home, kept) == own | {
        f"http://{other}/z/{n}.html" for n in (14, 15)
    }
    assert len(_walked(httpserver, tmp_path, home, kept)) == 5
    asked = [request.host for request, _ in httpserver.log if request.path == "/z/14.html"]
    assert [one.partition(":")[0] for one in asked].count(home) == 1  # not in the second run
    lists = [request.host for request, _ in httpserver.log if request.path == "/zw/"]
    assert {one.partition(":")[0] for one in lists} == {home}
