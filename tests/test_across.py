"""Tags and months of a small site: few tell that all is known, and what they alone name is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, item
from served import HTML, article, serve, texts
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

MONTHS = [(year, month) for year in (2026, 2025) for month in range(8, 0, -1)]


def _articles(server: HTTPServer, count: int) -> list[str]:
    paths = [f"/z/{n}.html" for n in range(101, 101 + count)]
    for path in paths:
        serve(server, path, article(path[3:6]))
    return paths


def _asked(server: HTTPServer, lists: list[str]) -> int:
    return sum(request.path in lists for request, _ in server.log)


def test_an_article_that_a_small_sites_ninth_tag_alone_names_is_found(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    *paths, alone = _articles(httpserver, 41)
    tags = [f"/tags-{n}.html" for n in range(1, 31)]
    for n, tag in enumerate(tags):
        shown = [alone] if n == 8 else paths[n : n + 6]
        serve(httpserver, tag, "".join(map(item, shown)))
    box = "".join(f"<a href='{tag}'>标签</a>" for tag in tags)
    serve(httpserver, "/", f"{box}<a href='/zw/'>政务文件</a>")
    serve(httpserver, "/zw/", "".join(map(item, paths)))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == {*paths, alone}
    assert _asked(httpserver, tags) < len(tags)


def test_the_tags_of_a_script_that_has_nothing_else_are_asked_for_behind_the_lists(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = _articles(httpserver, 40)

    def answer(request: Request) -> Response:
        at = int(request.query_string.strip(b"/"))
        return Response("".join(map(item, paths[at : at + 6])), content_type=HTML)

    httpserver.expect_request("/tags.php").respond_with_handler(answer)
    box = "".join(f"<a href='/tags.php?/{n}/'>标签</a>" for n in range(1, 31))
    serve(httpserver, "/", f"{box}<a href='/zw/'>政务文件</a>")
    serve(httpserver, "/zw/", "".join(map(item, paths)))
    config = configured(httpserver, "/")
    crawl(tmp_path, config)
    assert set(texts(tmp_path)) == set(paths)
    assert _asked(httpserver, ["/tags.php"]) == 10
    httpserver.clear_log()
    crawl(tmp_path, config)
    assert _asked(httpserver, ["/tags.php"]) <= 2


def test_of_lists_that_have_brought_nothing_a_run_asks_for_as_many_as_the_site_is_large(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    paths = _articles(httpserver, 20)
    empty = [f"/lm/{n}/" for n in range(1, 7)]
    for path in empty:
        serve(httpserver, path, "本栏目暂无内容")
    box = "".join(f"<a href='{path}'>政务文件</a>" for path in empty)
    serve(httpserver, "/", f"{box}<a href='/zw/'>政务文件</a>")
    serve(httpserver, "/zw/", "".join(map(item, paths)))
    config = configured(httpserver, "/")
    crawl(tmp_path, config)
    for _ in range(10):
        httpserver.clear_log()
        crawl(tmp_path, config)
        assert _asked(httpserver, empty) == 2
    for path in empty[:5]:  # the last was left in the first run
        serve(httpserver, path, item(path + "101.html"))
        serve(httpserver, path + "101.html", article(path[4:5]))
    for _ in empty:
        crawl(tmp_path, config)
    assert len(texts(tmp_path)) == 25


@pytest.mark.parametrize("name", ["{}年{}月归档", "{}年{}月发布的全部文章"])
@pytest.mark.parametrize("form", ["/date-{}-{}.html", "/{}/{}/", "/archive/{}/{}?Itemid=7"])
@pytest.mark.parametrize(("listed", "most"), [(80, 5), (45, 16)])
def test_months_are_asked_for_from_both_ends_and_left_where_they_bring_nothing(  # noqa: PLR0917
    tmp_path: Path, httpserver: HTTPServer, form: str, name: str, listed: int, most: int
) -> None:
    paths = _articles(httpserver, 5 * len(MONTHS))
    months = [form.format(*one) for one in MONTHS]
    for n, month in enumerate(months):
        serve(httpserver, month.partition("?")[0], "".join(map(item, paths[5 * n : 5 * n + 5])))
    names = (name.format(*one) for one in MONTHS)
    links = zip(months, names, strict=True)
    box = "".join(f"<a href='{month}'>{said}</a>" for month, said in links)
    serve(httpserver, "/", f"{box}<a href='/zw/'>政务文件</a>")
    serve(httpserver, "/zw/", "".join(map(item, paths[:listed])))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert _asked(httpserver, [one.partition("?")[0] for one in months]) <= most
