"""Stored documents whose page gives none any more: what that is held to mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, listing
from served import article, serve, texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

SAYS_SO = "<html><body><p>您访问的页面不存在或已被删除。</p></body></html>"
LIST = "/tz/list.html"


def lay(server: HTTPServer, *paths: str) -> None:
    """Let the site's one list name these articles."""
    serve(server, "/", listing(LIST).replace("关于做好今年工作的第0号通知", "通知公告"))
    serve(server, LIST, listing(*paths))


@pytest.mark.parametrize("how", ["words", "redirect"])
def test_words_and_redirects_never_tell_that_a_document_is_gone(
    tmp_path: Path, httpserver: HTTPServer, how: str
) -> None:
    config = configured(httpserver, "/")
    lay(httpserver, "/z/1001.html", "/z/1002.html")
    serve(httpserver, "/z/1001.html", article("防汛"))
    serve(httpserver, "/z/1002.html", article("招商"))
    crawl(tmp_path, config)
    if how == "words":
        serve(httpserver, "/z/1001.html", SAYS_SO)
    else:
        serve(httpserver, "/z/1001.html", "", 302, Location="/")
    assert crawl(tmp_path, config).gone == 0
    lay(httpserver, "/z/1002.html")  # and no list names it any more
    for _ in range(3):
        assert crawl(tmp_path, config).gone == 0
    assert texts(tmp_path) == {"/z/1001.html": ("防汛", False), "/z/1002.html": ("招商", False)}
