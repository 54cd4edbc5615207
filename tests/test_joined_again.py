"""An article on several pages that grows between two runs, while its first page stays as it is; real HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawling import configured, crawl, listing, opened
from served import article, serve

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def test_a_page_that_comes_behind_the_last_one_is_part_of_the_article(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")

    def text() -> str:
        crawl(tmp_path, config)
        with opened(tmp_path) as desk:
            (row,) = desk.library.rows("SELECT text FROM documents")
        return str(row["text"])

    serve(httpserver, "/", listing("/z/9.html"))
    serve(httpserver, "/z/9.html", article("上篇", "<a href='9_2.html'>下一页</a>"))
    serve(httpserver, "/z/9_2.html", article("中篇"))
    assert "中篇" in text()
    serve(httpserver, "/z/9_2.html", article("新中", "<a href='9_3.html'>下一页</a>"))
    serve(httpserver, "/z/9_3.html", article("下篇"))
    assert all(part in text() for part in ("上篇", "新中", "下篇"))
