"""What a crawl finds in the lists of a site it has no file for, and when it reads them again; real HTTP."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from crawling import SHELL, asked, configured, crawl, listing, opened
from documents import invented
from served import article, serve, statuses, texts
from werkzeug import Request, Response

from scraper.report import UNREADABLE
from scraper.walk import Limits

if TYPE_CHECKING:
    from collections.abc import Callable
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


def test_lists_that_only_a_sitemap_names_are_walked_again(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", SHELL)
    lists = f"<urlset><url><loc>{httpserver.url_for('/zw/')}</loc>%s</url></urlset>"
    serve(httpserver, "/sitemap.xml", lists % "")
    serve(httpserver, "/zw/", listing("/zw/00.html"))
    serve(httpserver, "/zw/00.html", article("春耕"))
    crawl(tmp_path, config)
    serve(httpserver, "/zw/", listing("/zw/10.html", "/zw/00.html"))
    serve(httpserver, "/zw/10.html", article("防汛"))
    crawl(tmp_path, config)
    assert statuses(httpserver)["/sitemap.xml"] == 304
    assert set(texts(tmp_path)) == {"/zw/00.html", "/zw/10.html"}
    serve(httpserver, "/zw/", listing("/zw/20.html", "/zw/10.html", "/zw/00.html"))
    serve(httpserver, "/zw/20.html", article("护林"))
    serve(httpserver, "/sitemap.xml", lists % "<changefreq>daily</changefreq>")
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/zw/00.html", "/zw/10.html", "/zw/20.html"}


def test_what_a_sitemap_names_at_the_root_is_a_document_where_it_bears_a_number(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", SHELL)
    paths = ["/k3f9ab.html", "/zw/chungeng.html", "/shengming.html"]
    urls = "".join(f"<url><loc>{httpserver.url_for(path)}</loc></url>" for path in paths)
    serve(httpserver, "/sitemap.xml", f"<urlset>{urls}</urlset>")
    for path in paths:
        serve(httpserver, path, article(path))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/k3f9ab.html", "/zw/chungeng.html"}


def test_a_section_of_any_name_is_walked_and_what_the_bar_names_is_no_document(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    bar = "<div class='nav'><a href='/90.html'>任免</a><a href='/91.html'>机构设置</a></div>"
    serve(httpserver, "/", bar)
    serve(httpserver, "/90.html", bar + listing("/wj/lin.html"))
    serve(httpserver, "/91.html", article("机构设置", bar))
    serve(httpserver, "/wj/lin.html", article("任免"))
    crawl(tmp_path, config)
    assert "/91.html" in asked(httpserver)
    assert set(texts(tmp_path)) == {"/wj/lin.html"}


def test_what_was_asked_for_before_it_was_there_is_asked_again_once_a_list_names_it(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    following = "<a href='/zw/10.html'>下一篇：关于做好今年防汛工作的通知</a>"
    serve(httpserver, "/", listing("/zw/00.html"))
    serve(httpserver, "/zw/00.html", article("春耕", following))
    serve(httpserver, "/zw/10.html", "<title>提示</title><p>您访问的页面不存在或已删除</p>")
    crawl(tmp_path, config)
    crawl(tmp_path, config)
    assert asked(httpserver).count("/zw/10.html") == 1
    serve(httpserver, "/", listing("/zw/10.html", "/zw/00.html"))
    serve(httpserver, "/zw/10.html", article("防汛"))
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == {"/zw/00.html", "/zw/10.html"}


def test_a_page_that_is_the_same_at_every_address_is_walked_once(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    bar = "<p><a href='gk/index.html'>信息公开</a><a href='zn/index.html'>公开指南</a></p>"
    sections = [f"/lm{n}/" for n in range(3)]
    serve(httpserver, "/", "".join(f"<a href='{path}'>通知公告</a>" for path in sections))
    for path in sections:
        serve(httpserver, path, bar + listing(f"{path}00.html"))
        serve(httpserver, f"{path}00.html", article(path))
    anywhere = re.compile(r"/(?:.*/)?(?:gk|zn)/index\.html")  # whatever folders stand before it
    httpserver.expect_request(anywhere).respond_with_data(bar, content_type="text/html")
    crawl(tmp_path, config)
    assert len(texts(tmp_path)) == 3
    assert sum(path.endswith("index.html") for path in asked(httpserver)) <= 8


def test_a_site_whose_lists_have_not_changed_was_reached(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", listing("/zw/00.html"))
    serve(httpserver, "/zw/00.html", article("春耕"))
    for _ in range(2):
        crawl(tmp_path, config)
    assert statuses(httpserver)["/"] == 304
    with opened(tmp_path) as desk:
        rows = desk.library.rows("SELECT stopped FROM site_runs")
    assert {row["stopped"] for row in rows} == {""}


@pytest.mark.parametrize("folder", ["hy", "zw"])
def test_a_wall_that_always_stood_there_is_no_new_layout(
    tmp_path: Path, httpserver: HTTPServer, folder: str
) -> None:
    config = configured(httpserver, "/")
    wall = "<h2>请登录后查看</h2><p>用户名</p><p>密码</p>"

    def publish(folder: str, body: Callable[[int], str], *numbers: int) -> list[str]:
        urls = [f"/{folder}/{n}.html" for n in numbers]
        for n, url in zip(numbers, urls, strict=True):
            serve(httpserver, url, body(n))
        return urls

    good = publish("zw", lambda n: article(f"第{n}次防汛"), *range(1000, 1012))
    walls = publish("vip", lambda _: wall, *range(2000, 2004))
    walls += publish("zw", lambda _: wall, *range(1100, 1104))
    serve(httpserver, "/", listing(*good, *walls))
    assert crawl(tmp_path, config).exit_code == 1
    with opened(tmp_path) as desk, desk.library.transaction() as connection:
        connection.execute("UPDATE failures SET first_at = '2026-01-01T00:00:00Z'")  # days ago
    walls += publish("vip", lambda _: wall, *range(2004, 2014))
    serve(httpserver, "/", listing(*good, *walls))
    assert crawl(tmp_path, config).exit_code == 1
    # where good articles are, or nothing was before, pages that do not read are news
    broken = publish(folder, lambda _: wall, *range(3000, 3010))
    serve(httpserver, "/", listing(*good, *walls, *broken))
    assert crawl(tmp_path, config).exit_code == UNREADABLE


def test_frames_of_lists_are_asked_and_those_of_articles_are_not(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    serve(httpserver, "/", '<iframe src="/kuang"></iframe>')
    serve(httpserver, "/kuang", listing("/zw/00.html"))
    more = '<iframe src="/jishu/00"></iframe><a href="/讲话/">更多讲话</a>'
    serve(httpserver, "/zw/00.html", article("春耕", more))
    crawl(tmp_path, config)
    assert "/讲话/" in asked(httpserver)  # all of the page's links were read
    assert "/jishu/00" not in asked(httpserver)
    assert set(texts(tmp_path)) == {"/zw/00.html"}


def test_a_list_of_articles_at_addresses_of_sections_is_walked_to_its_end(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    names = ["chun", "xia", "qiu", "dong", "shuang", "xue", "feng", "yu", "lei", "dian"]
    paths = [f"/gushi/{name}/" for name in names]
    for path in paths:
        serve(httpserver, path, article(path))

    def publish(paths: list[str]) -> None:
        serve(httpserver, "/", "<a href='/gushi/'>故事</a>")
        for at in range(0, len(paths), 2):
            number = at // 2 + 1
            more = f"<a href='/gushi/index_{number + 1}.html'>下一页</a>"
            page = listing(*paths[at : at + 2]) + (more if at + 2 < len(paths) else "")
            serve(httpserver, f"/gushi/index_{number}.html" if at else "/gushi/", page)

    publish(paths[5:])
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == set(paths[5:])
    publish(paths)  # five new ones, on three pages of the list
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == set(paths)


def test_a_first_walk_that_was_cut_short_is_gone_on_with_to_the_ends_of_its_lists(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/zw/{n}0.html" for n in range(6)]
    for path in paths:
        serve(httpserver, path, article(path))
    # the newest are known from the home page before their list is read
    serve(httpserver, "/", listing(*paths[:2]) + "<a href='/zw/'>更多</a>")
    for at in (0, 2, 4):
        more = f"<a href='/zw/index_{at // 2 + 2}.html'>下一页</a>" if at < 4 else ""
        page = listing(*paths[at : at + 2]) + more
        serve(httpserver, f"/zw/index_{at // 2 + 1}.html" if at else "/zw/", page)
    crawl(tmp_path, config, Limits(max_pages=3))
    assert len(texts(tmp_path)) < 3
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == set(paths)


def test_a_list_whose_titles_the_home_page_has_goes_on_behind_its_filters(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/")
    paths = [f"/zw/{n}0.html" for n in range(4)]
    for path in paths:
        serve(httpserver, path, article(path))
    filters = "".join(
        f"<a href='/list.php?cid=1&ord=hits&y={y}'>{y}年</a>" for y in range(2000, 2030)
    )
    more = "<a href='/list.php?cid=1&page=2'>下一页</a>"
    serve(httpserver, "/", listing(*paths[:2]) + "<a href='/list.php?cid=1'>更多</a>")

    def answer(request: Request) -> Response:
        at = 2 if "page" in request.args else 0
        page = listing(*paths[at : at + 2]) + filters + ("" if at else more)
        return Response(page, content_type="text/html; charset=utf-8")

    httpserver.expect_request("/list.php").respond_with_handler(answer)
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == set(paths)


def test_what_comes_to_the_front_of_its_list_with_a_new_date_is_looked_at_again(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config = configured(httpserver, "/zw/")
    paths = [f"/zw/{n}0.html" for n in range(1, 19)]
    days = {path: f"2026-09-{28 - n}" for n, path in enumerate(paths)}
    for path in paths:
        serve(httpserver, path, article(f"旧{path}"))

    def publish(order: list[str]) -> None:
        pages = [order[at : at + 3] for at in range(0, len(order), 3)]
        for n, page in enumerate(pages, 1):
            items = "".join(
                f"<li><a href='{path}'>关于做好{path}工作的通知</a> <span>{days[path]}</span></li>"
                for path in page
            )
            more = f"<a href='index_{n + 1}.html'>下一页</a>" if n < len(pages) else ""
            serve(httpserver, f"/zw/index_{n}.html" if n > 1 else "/zw/", f"<ul>{items}</ul>{more}")

    publish(paths)
    for _ in range(8):  # stored, and then all of them looked at again: none is due
        crawl(tmp_path, config)
    again = paths[15]
    days[again] = "2026-11-28"
    serve(httpserver, again, article("新文"))
    publish([again, *(path for path in paths if path != again)])
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert texts(tmp_path)[again][0] == "新文"
    # and the one that was pushed off the page that was read
    assert {path for path in asked(httpserver) if path in paths} == {again, paths[2]}
