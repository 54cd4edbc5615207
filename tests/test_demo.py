"""The bundled site: its bytes, and that it answers like a real one."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from urllib.parse import urljoin

import pytest

from scraper import demo


def test_pages_are_raw_bytes_in_three_forms() -> None:
    site = demo.pages()
    speech = site["/jianghua/1001.html"]
    assert b"charset=gb2312" in speech
    with pytest.raises(UnicodeDecodeError):
        speech.decode("utf-8")
    with pytest.raises(UnicodeDecodeError):
        speech.decode("gb2312")  # 堃 is not in what it declares
    assert "陶堃" in speech.decode("gb18030")
    assert "档案馆" in site["/zongjie/2001.html"].decode("utf-8")
    assert b"<br />\r\n" in site["/jianghua/1002.html"]


def test_folders_answer_with_their_index() -> None:
    site = demo.pages()
    assert site["/"] == site["/index.html"]
    assert site["/jianghua/"] == site["/jianghua/index.html"]


def test_every_link_of_the_listings_is_there_or_forbidden() -> None:
    site = demo.pages()
    assert b"Disallow: /huiyuan/" in site["/robots.txt"]
    seen = set()
    for path, body in site.items():
        if path.endswith("/"):
            links = re.findall(rb'href="([^"#]+)', body)
            seen |= {urljoin(path, link.decode()) for link in links}
    articles = {link for link in seen if re.search(r"/\d+\.html$|_\d{4}\.html$", link)}
    allowed = {link for link in articles if not link.startswith("/huiyuan/")}
    assert allowed <= set(site)
    assert len(allowed) == 8  # the ninth stands on the second page of a listing
    assert len(articles) == 9


def test_server_answers_304_and_404() -> None:
    with demo.serve() as start:
        with urllib.request.urlopen(start) as answer:
            assert answer.status == 200
            tag = answer.headers["ETag"]
            assert answer.headers["Content-Type"] == "text/html"
        again = urllib.request.Request(start, headers={"If-None-Match": tag})
        with pytest.raises(urllib.error.HTTPError) as not_modified:
            urllib.request.urlopen(again)
        assert not_modified.value.code == 304
        not_modified.value.close()
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(start + "nothing.html")
        assert missing.value.code == 404
        missing.value.close()
