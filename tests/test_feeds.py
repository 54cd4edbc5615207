"""Sitemaps, RSS and Atom as they come: packed, in GBK, malformed, hostile."""

from __future__ import annotations

import gzip
import time

import pytest

from cleaners import Page
from scraper import feeds
from scraper.feeds import Listed

ON = "http://a.example/feed.xml"


def read(body: str | bytes, *, most: int = 1_000_000) -> list[Listed] | None:
    raw = body.encode() if isinstance(body, str) else body
    found = feeds.read(Page(ON, raw, "application/xml"), most)
    return None if found is None else list(found)


def sitemap(*items: str, root: str = "urlset") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org">{"".join(items)}</{root}>'


def test_a_sitemap_gives_addresses_and_what_it_says_of_them() -> None:
    body = sitemap(
        "<url><loc> http://a.example/1.html?b=2&amp;a=1 </loc><lastmod>2026-01-02</lastmod></url>",
        "<url><loc><![CDATA[/2.html]]></loc></url>",
        "<url><loc>javascript:x</loc></url><url></url>",
    )
    assert read(body) == [
        Listed("http://a.example/1.html?a=1&b=2", "2026-01-02"),
        Listed("http://a.example/2.html"),
    ]
    assert read(gzip.compress(body.encode())) == read(body)


def test_an_index_gives_further_files() -> None:
    body = sitemap("<sitemap><loc>/sitemap_1.xml.gz</loc></sitemap>", root="sitemapindex")
    assert read(body) == [Listed("http://a.example/sitemap_1.xml.gz", "", is_list=True)]


def test_rss_in_gbk_with_bare_ampersands() -> None:
    body = (
        '<?xml version="1.0" encoding="GBK"?><rss version="2.0"><channel><link>http://a.example/</link>'
        "<item><title>关于开展检查的通知</title><link>http://a.example/show?a=1&b=2</link>"
        "<pubDate>Mon, 02 Mar 2026 08:00:00 +0800</pubDate></item>"
        "<item><guid>http://a.example/3.html</guid></item></channel></rss>"
    )
    found = read(body.encode("gb18030"))
    assert found is not None
    assert [one.url for one in found] == [
        "http://a.example/show?a=1&b=2",
        "http://a.example/3.html",
    ]
    assert found[0].said == "Mon, 02 Mar 2026 08:00:00 +0800 关于开展检查的通知"


def test_atom_takes_the_page_and_the_later_date() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed"/><entry>'
        '<link rel="edit" href="/edit/1"/><link rel="alternate" href="/1.html"/>'
        "<published>2026-01-01</published><updated>2026-02-01</updated></entry></feed>"
    )
    assert read(body) == [Listed("http://a.example/1.html", "2026-02-01")]


def test_a_list_of_lines() -> None:
    assert read("http://a.example/1.html\nhttp://a.example/2.html\n") == [
        Listed("http://a.example/1.html"),
        Listed("http://a.example/2.html"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>404</body></html>",
        "",
        '<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>http://a.example/&a;</loc></url></urlset>',
        gzip.compress(b"<urlset>" + b" " * 2_000_000, mtime=0),
        gzip.compress(b"<urlset>", mtime=0)[:-9],
    ],
)
def test_what_is_no_feed_or_not_one_to_trust(body: str | bytes) -> None:
    assert read(body) is None


def test_a_hostile_feed_takes_no_time_and_no_room() -> None:
    began = time.process_time()
    assert read("<urlset>" + "<url><loc>" * 100_000, most=10_000_000) == []
    many = read(sitemap("<url><loc>/1.html</loc></url>" * (feeds.MOST + 10)), most=10_000_000)
    assert many is not None
    assert len(many) == feeds.MOST
    assert time.process_time() - began < 5
