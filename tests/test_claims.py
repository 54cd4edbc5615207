"""A rel=canonical that says the same on all pages of a site puts no text in the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from crawling import configured, crawl, listing
from served import article, serve, texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

_TOPICS = {f"/z/{n}.html": topic for n, topic in enumerate("防汛 招商 教育 林业".split(), 11)}


@pytest.mark.parametrize(
    "named", ["/", "/index.html", "/zw/", "/about.html", "/z/13.html", "/z/14.html"]
)
def test_every_article_is_kept_under_its_own_address_whatever_all_pages_name(
    tmp_path: Path, httpserver: HTTPServer, named: str
) -> None:
    config = configured(httpserver, "/")
    link = f'<link rel="canonical" href="{named}">'
    for path in ("/index.html", "/about.html"):
        serve(httpserver, path, "", 404)
    serve(httpserver, "/", f"{link}<a href='/zw/'>政务</a>")
    serve(httpserver, "/zw/", link + listing(*_TOPICS))
    for path, topic in _TOPICS.items():
        serve(httpserver, path, link + article(topic))
    for _ in range(3):
        crawl(tmp_path, config)
        assert texts(tmp_path) == {path: (topic, False) for path, topic in _TOPICS.items()}
    later = "/z/15.html"
    serve(httpserver, "/zw/", link + listing(later, *_TOPICS))
    serve(httpserver, later, link + article("水利"))
    assert crawl(tmp_path, config).changed == 0
    assert texts(tmp_path)[later] == ("水利", False)
    assert len(texts(tmp_path)) == 5
