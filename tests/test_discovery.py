"""What a crawl finds on a site it has no file for: lists told from articles; real HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawling import configured, crawl
from documents import invented
from test_crawl import article, serve, texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def test_a_list_with_the_first_lines_of_each_text_is_no_document(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    topics = ["春耕", "防汛", "护林", "禁毒", "普法"]
    for topic in topics:
        serve(httpserver, f"/zw/{topics.index(topic)}0.html", article(topic))

    def items(some: list[str]) -> str:
        return "".join(
            f"<h3><a href='/zw/{topics.index(one)}0.html'>在{one}工作会议上的讲话</a></h3>"
            f"<p>{one}工作，{invented(f'{one}{0}')}。{invented(f'{one}{1}')}……</p><p>2026-03-01</p>"
            for one in some
        )

    serve(httpserver, "/", "<a href='/zw/'>更多</a><a href='/hy/'>会议</a>")
    serve(httpserver, "/zw/", items(topics[:3]) + "<a href='/zw/index_2.html'>下一页</a>")
    serve(httpserver, "/zw/index_2.html", items(topics[3:4]))  # the last page has one
    # an article at the address of a section, which names two others below its text
    serve(httpserver, "/hy/", article("会议", items(topics[4:])))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/hy/", *(f"/zw/{n}0.html" for n in range(5))}
