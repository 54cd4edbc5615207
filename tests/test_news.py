"""Which links of an article's page are read: those that lead to something new, or turn the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import opened

from cleaners import Page
from scraper import frontier
from scraper.frontier import Kind
from scraper.links import links
from scraper.news import News

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A = "http://a.example"
MENU = '<a href="/">首页</a><a href="/z/">讲话</a><a href="javascript:window.close()">关闭</a>'


@pytest.fixture
def news(tmp_path: Path) -> Iterator[News]:
    with opened(tmp_path) as desk:
        frontier.add(desk.library, [f"{A}/z/1.html", f"{A}/z/2.html"], Kind.ARTICLE, "甲")
        yield News(desk.library)


def page(path: str, html: str, head: str = "") -> Page:
    return Page(A + path, f"<html><head>{head}</head><body>{html}</body></html>".encode())


def read(news: News, one: Page) -> list[str]:
    return [link.url.removeprefix(A) for link in news.links(one)]


def test_what_is_known_is_not_read_again(news: News) -> None:
    assert read(news, page("/z/1.html", MENU)) == ["/", "/z/"]
    assert read(news, page("/z/2.html", MENU + '<a href="1.html">上一篇</a>')) == []
    more = MENU + '<A class="x" HREF = "3.html" ><b>在会上的讲话</b></A><a href="1.html">上一篇</a>'
    assert read(news, page("/z/2.html", more)) == ["/z/3.html"]
    assert read(news, page("/y/2.html", more)) == ["/y/3.html", "/y/1.html"]  # another folder


def test_other_words_are_something_new(news: News) -> None:
    assert read(news, page("/z/1.html", '<a href="/x">更多</a>')) == ["/x"]
    assert read(news, page("/z/2.html", '<a href="/x">更多</a>')) == []
    assert read(news, page("/z/2.html", '<a href="/x">关于做好今年工作的通知</a>')) == ["/x"]


@pytest.mark.parametrize(
    ("path", "second"),
    [
        ("/z/1.html", "1_2.html"),
        ("/z/1_1.html", "/z/1_2.html"),
        ("/show.asp?id=5", "/show.asp?id=5&amp;page=2"),
        ("/z/1.html", "/z/1.html?page=2"),
    ],
)
def test_other_pages_of_an_article_are_always_read(news: News, path: str, second: str) -> None:
    html = f'{MENU}<a href="{second}">下一页</a>'
    (url,) = [link.url for link in links(page(path, html)) if link.turns]
    frontier.add(news.library, [url], Kind.PART, "甲")
    assert read(news, page(path, html))[-1] == url.removeprefix(A)
    assert read(news, page(path, html)) == [url.removeprefix(A)]


@pytest.mark.parametrize(
    "head",
    ['<base href="/y/">', '<link rel="next" href="/z/9.html">', '<script>createPageHTML(3, 0, "1", "html")</script>'],
)  # fmt: skip
def test_what_anchors_do_not_tell_is_read_by_the_parser(news: News, head: str) -> None:
    html = MENU + '<a href="1.html">一</a>'
    news.links(page("/z/2.html", html))
    one = page("/z/2.html", html, head)
    assert news.links(one) == links(one)


def test_a_page_of_two_bytes_a_character_is_read_by_the_parser(news: News) -> None:
    one = Page(f"{A}/z/2.html", "<a href='/new.html'>关于今年工作的通知</a>".encode("utf-16"))
    assert read(news, one) == ["/new.html"]
