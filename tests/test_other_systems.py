"""What sites of other systems have: paths in queries, one filter in many sections, numbers for sections, a check of who asks; real HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from crawling import asked, configured, crawl, item
from documents import invented
from served import HTML, article, serve, texts
from werkzeug import Request, Response

from scraper.traps import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

SECTIONS = {"gongwen": "公文写作", "jianghua": "领导讲话", "zongjie": "工作总结"}
# what stands where a page was, in words that no rule foresees
CHECK = "<html><head><title>稍候</title></head><body><p>正在核对来访者，马上就好</p></body></html>"


def _queries(server: HTTPServer) -> list[str]:
    return [request.query_string.decode() for request, _ in server.log if request.path == "/"]


def _a_site_behind_one_script(server: HTTPServer, *, filters: bool = False) -> set[str]:
    """Serve sections of nine articles at /?gongwen/ and /?gongwen_2/, which are at /?gongwen/7.html."""
    menu = "<a href='/'>文稿屋</a>"
    menu += "".join(f"<a href='/?{one}/'>{name}</a>" for one, name in SECTIONS.items())
    numbers = {one: range(10 * n, 10 * n + 9) for n, one in enumerate(SECTIONS, 1)}
    known = {f"/?{one}/{n}.html" for one in SECTIONS for n in numbers[one]}

    def answer(request: Request) -> Response:
        query = request.query_string.decode()
        if f"/?{query}" in known:
            return Response(article(query), content_type=HTML)
        found = re.fullmatch(r"([a-z]+)(_2)?/((?:&[a-z]+=[^&]*)*)", query)
        if query and found is None:
            return Response("<p>您访问的页面不存在</p>", status=404, content_type=HTML)
        section, more, chosen = found.groups() if found else ("", None, "")
        shown = list(numbers.get(section, ()))[6 if more else 0 : 9 if more else 6]
        urls = [f"/?{section}/{n}.html" for n in shown]
        rows = "".join(f"{item(url)}<p>{invented(url)}，{invented(url + 'x')}…</p>" for url in urls)
        turn = f"<a href='/?{section}_2/'>下一页</a>" if section and not more else ""
        years = range(2015, 2027) if filters and section else ()
        offered = "".join(
            f"<a href='/?{section}/{chosen}&niandu={year}'>{year}年</a>" for year in years
        )
        return Response(f"<div>{menu}</div>{offered}<ul>{rows}</ul>{turn}", content_type=HTML)

    server.expect_request("/").respond_with_handler(answer)
    return known


def test_a_path_that_stands_in_the_query_tells_lists_from_documents(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    known = _a_site_behind_one_script(httpserver)
    assert crawl(tmp_path, configured(httpserver, "/")).exit_code == 0
    assert set(texts(tmp_path)) == known
    report = crawl(tmp_path, configured(httpserver, "/"))
    assert (report.exit_code, report.new) == (0, 0)


def test_one_filter_in_many_sections_is_left_in_all_of_them(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    known = _a_site_behind_one_script(httpserver, filters=True)
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == known
    chosen = [query for query in _queries(httpserver) if "niandu" in query]
    assert len(chosen) <= PATIENCE + len(SECTIONS) - 1
    assert all(query.partition("/")[0] in SECTIONS for query in chosen)  # as they are written


def test_another_order_of_a_folder_is_not_asked_for_from_its_later_pages(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    orders = "".join(f"<a href='/jh/?orderby={one}&orderway=asc'>{one}</a>" for one in "abcdefgh")
    for path, numbers in {"/jh/": (1, 2, 3), "/jh/list_3_2.html": (4, 5, 6)}.items():
        rows = "".join(item(f"/jh/{n}01.html") for n in numbers)
        serve(httpserver, path, f"{orders}{rows}<a href='/jh/list_3_2.html'>下一页</a>")
        for n in numbers:
            serve(httpserver, f"/jh/{n}01.html", article(f"第{n}号"))
    serve(httpserver, "/", "<a href='/jh/'>领导讲话</a>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert len(texts(tmp_path)) == 6
    assert not any("order" in str(request.query_string) for request, _ in httpserver.log)


def test_a_section_of_films_leaves_those_of_documents_open_though_all_are_numbers(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    films = [f"/n1/n40/c{n}/content.html" for n in range(401, 425)]
    papers = [f"/n1/n{20 + n % 2}/c{n}/content.html" for n in range(501, 513)]
    for path in films:
        serve(httpserver, path, "<h1>江边一日</h1><video src='/v.mp4'></video>")
    for path in papers:
        serve(httpserver, path, article(path))
    serve(httpserver, "/", "".join(map(item, films + papers)))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(papers)
    assert sum(path in films for path in asked(httpserver)) <= PATIENCE + 2


@pytest.mark.parametrize("path", ["/archives/{}/", "/archives/{}.html"])
def test_a_page_of_comments_is_the_article_they_stand_below(
    tmp_path: Path, httpserver: HTTPServer, path: str
) -> None:
    paths = [path.format(n) for n in range(61, 65)]
    for one in paths:
        below = f"<a href='{one.rstrip('/')}/comment-page-1#comment-7'>2026-05-04</a><p>写得好</p>"
        serve(httpserver, one, article(one, below))
        httpserver.expect_request(
            re.compile(re.escape(one.rstrip("/")) + "/comment")
        ).respond_with_data(article(one, below + below), content_type=HTML)
    serve(httpserver, "/", "".join(map(item, paths)))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert not any("comment" in one for one in asked(httpserver))


def test_a_start_page_that_brings_nothing_and_leads_to_itself_ends_no_run(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    home = "<a href='/'>首页</a><a href='/jh/'>领导讲话</a>"
    httpserver.expect_request("/").respond_with_data(home, content_type=HTML)  # without an ETag
    serve(httpserver, "/jh/", home + item("/jh/101.html"))
    serve(httpserver, "/jh/101.html", article("防汛", home))
    config = configured(httpserver, "/")
    for _ in range(2):
        assert crawl(tmp_path, config).exit_code == 0


@pytest.mark.parametrize("second", ["/s/xk7Qm2PzLw0r", "/n912/c30876/content.html"])
def test_two_addresses_of_one_title_day_and_text_are_one_document(
    tmp_path: Path, httpserver: HTTPServer, second: str
) -> None:
    first, other = "/n207/c30876/content.html", "/n207/c30880/content.html"
    page = article("防汛").replace("</h1>", "</h1><p>发布时间：2026-05-04</p>")
    later = page.replace("05-04", "06-04")  # the same words, but a month later
    for path, body in {first: page, second: page, other: later}.items():
        serve(httpserver, path, body)
    serve(httpserver, "/", "".join(map(item, (first, second, other))))
    crawl(tmp_path, configured(httpserver, "/"))
    kept = set(texts(tmp_path))
    assert other in kept
    assert len(kept) == 2


def test_a_check_of_who_asks_is_neither_a_list_that_lost_its_articles_nor_the_end_of_a_new_one(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = [f"/jh/{n}01.html" for n in range(1, 9)]
    for path in paths:
        serve(httpserver, path, article(path))
    serve(httpserver, "/", "<a href='/jh/'>领导讲话</a>")
    serve(httpserver, "/jh/", "".join(map(item, paths)))
    config = configured(httpserver, "/")
    crawl(tmp_path, config)
    new = "/jh/901.html"
    serve(httpserver, "/", "<a href='/jh/'>领导讲话</a>" + item(new))
    for path in (new, "/jh/", *paths):
        serve(httpserver, path, CHECK)
    httpserver.clear_log()
    assert crawl(tmp_path, config).exit_code == 65
    assert sum(path in paths for path in asked(httpserver)) <= 4  # those due, and none in doubt
    for path in (new, *paths):
        serve(httpserver, path, article(path))
    serve(httpserver, "/jh/", "".join(map(item, (new, *paths))))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {new, *paths}


def test_a_document_whose_number_is_called_a_view_is_its_own(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    for n in range(11, 16):
        httpserver.expect_request("/show.aspx", query_string=f"PageView={n}").respond_with_data(
            article(f"修堤{n}"), content_type="text/html; charset=utf-8"
        )
    rows = "".join(item(f"/show.aspx?PageView={n}") for n in range(11, 16))
    serve(httpserver, "/", f"<ul>{rows}</ul>")
    crawl(tmp_path, configured(httpserver, "/"))
    assert len(texts(tmp_path)) == 5
