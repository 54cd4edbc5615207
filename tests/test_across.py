"""Tags and months of a small site: few tell that all is known, and what they alone name is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, item
from served import article, serve, texts

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


@pytest.mark.parametrize(("each", "most"), [(6, 5), (1, 10)])
def test_tags_that_show_much_of_a_small_site_and_nothing_new_are_left_sooner(
    tmp_path: Path, httpserver: HTTPServer, each: int, most: int
) -> None:
    paths = _articles(httpserver, 40)
    tags = [f"/tags-{n}.html" for n in range(1, 31)]
    for n, tag in enumerate(tags):
        serve(httpserver, tag, "".join(map(item, paths[n : n + each])))
    box = "".join(f"<a href='{tag}'>标签</a>" for tag in tags)
    serve(httpserver, "/", f"{box}<a href='/zw/'>政务文件</a>")
    serve(httpserver, "/zw/", "".join(map(item, paths)))
    crawl(tmp_path, configured(httpserver, "/"))
    assert set(texts(tmp_path)) == set(paths)
    assert _asked(httpserver, tags) == most


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
