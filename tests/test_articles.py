"""An article under whatever addresses it is met: asked once, read again, its later pages its own; real HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import asked, configured, crawl, listing, opened
from documents import invented
from served import HTML, article, serve, texts
from werkzeug import Request, Response

from scraper.walk import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def test_an_article_is_asked_once_whatever_redirects_to_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    for n, topic in enumerate(("春耕", "防汛")):
        serve(httpserver, f"/zw/{n}0.html", article(topic))
        moved = Response(status=301, headers={"Location": f"/zw/{n}0.html"})
        httpserver.expect_request(f"/jiu/{n}1.html").respond_with_response(moved)
    # one redirect is met before the article itself is, one after it
    serve(httpserver, "/", listing("/jiu/01.html", "/zw/00.html", "/zw/10.html", "/jiu/11.html"))
    crawl(tmp_path, config)
    articles = [path for path in asked(httpserver) if path.startswith("/zw/")]
    assert sorted(articles) == ["/zw/00.html", "/zw/10.html"]
    assert set(texts(tmp_path)) == {"/zw/00.html", "/zw/10.html"}
    with opened(tmp_path) as desk:
        assert len(desk.library.rows("SELECT url FROM aliases")) == 2


def test_a_stored_article_that_leads_to_another_one_for_a_while_stays_its_own(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/zw/00.html", "/zw/10.html"))
    for n, topic in enumerate(("春耕", "防汛")):
        serve(httpserver, f"/zw/{n}0.html", article(topic))
    crawl(tmp_path, config)
    before = texts(tmp_path)
    serve(httpserver, "/zw/00.html", "", 302, Location="/zw/10.html")
    crawl(tmp_path, config, Limits(full=True))
    assert texts(tmp_path) == before
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert "/zw/00.html" not in asked(httpserver)  # some time later
    serve(httpserver, "/zw/00.html", article("护林"))
    crawl(tmp_path, config, Limits(full=True))
    assert texts(tmp_path) == {"/zw/00.html": ("护林", False), "/zw/10.html": ("防汛", False)}


def test_an_article_at_the_address_of_a_section_is_asked_again_as_articles_are(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/gushi/{name}/" for name in ("chun", "xia", "qiu", "dong")]
    serve(httpserver, "/", listing(*paths))
    for path in paths:
        serve(httpserver, path, article(path))
    for _ in range(3):
        crawl(tmp_path, config, Limits(full=True))
    log = [(r.path, answer.status_code) for r, answer in httpserver.log if r.path in paths]
    assert [code for _, code in log] == [200] * 4 + [304] * 8


@pytest.mark.parametrize("first", ["1", "上一页"])
def test_page_one_by_its_number_is_no_second_page(
    tmp_path: Path, httpserver: HTTPServer, first: str
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/z/1001.html"))
    words = {"1": "上篇", "2": "下篇"}

    def answer(request: Request) -> Response:
        at = request.args.get("page", "1")
        turn = f'<a href="?page=1">{first}</a> <a href="?page=2">2</a> <a href="?page=2">下一页</a>'
        heading = f"<p>一、把{words[at]}做好</p><p>{words[at]}还要抓，{invented(at)}。</p>"
        return Response(article(words[at], heading + turn), content_type=HTML)

    httpserver.expect_request("/z/1001.html").respond_with_handler(answer)
    assert crawl(tmp_path, config).new == 1
    with opened(tmp_path) as desk:
        (row,) = desk.library.rows("SELECT text FROM documents")
    assert [row["text"].count(f"一、把{word}") for word in words.values()] == [1, 1]


def test_pages_under_an_article_are_its_own_by_whatever_address_it_was_met(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    first = "/z/a-b-2026"
    serve(httpserver, "/", listing(first, "/z/7001.html"))
    serve(httpserver, first, article("上篇", f'<p>页: 1 <a href="{first}/2">2</a></p>'))
    serve(httpserver, f"{first}/2", article("下篇", f'<p>页: <a href="{first}">1</a> 2</p>'))
    other = f'<a href="{first}?t=1789">在上篇工作会议上的讲话</a>'
    serve(httpserver, "/z/7001.html", article("别的", other))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {first, "/z/7001.html"}
    with opened(tmp_path) as desk:
        row = desk.library.row("SELECT text FROM documents WHERE url LIKE '%' || ?", (first,))
    assert row is not None
    assert "下篇" in row["text"]


def test_an_article_that_leads_to_itself_with_a_session_is_read_again(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/z/1001.html"))
    httpserver.expect_request("/z/1001.html", query_string="").respond_with_data(
        "", status=302, headers={"Location": "/z/1001.html?PHPSESSID=0123456789abcdef01234567"}
    )

    def publish(topic: str) -> None:
        httpserver.expect_oneshot_request(
            "/z/1001.html", query_string="PHPSESSID=0123456789abcdef01234567"
        ).respond_with_data(article(topic), content_type=HTML)

    publish("旧文")
    crawl(tmp_path, config)
    publish("新文")
    crawl(tmp_path, config)
    assert texts(tmp_path)["/z/1001.html"][0] == "新文"
