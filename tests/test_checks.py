"""`sites check`: what would be taken of a site, and why; and nothing is stored."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from command import gongwen

from scraper import demo

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


def serve(site: HTTPServer, folder: Path) -> str:
    robots = "Sitemap: /sitemap.xml"
    for path, body in {**demo.pages(), "/robots.txt": robots.encode()}.items():
        site.expect_request(path).respond_with_data(body, content_type="text/html")
    allowed = f'[crawl]\ndelay = 0.0\nallow_private = ["{site.host}:{site.port}"]\n'
    (folder / "config.toml").write_text(allowed, "utf-8")
    return site.url_for("/")


def test_check_says_what_and_why_and_prints_a_site(tmp_path: Path, httpserver: HTTPServer) -> None:
    url = serve(httpserver, tmp_path)
    result = gongwen("sites", "check", url, cwd=tmp_path)
    assert result.code == 0, result.err
    assert "address of an article" in result.out
    assert "what a site says of itself" in result.out
    assert f"sitemap named by robots.txt: {url}sitemap.xml" in result.out
    table = tomllib.loads("[[site]]" + result.out.partition("[[site]]")[2])
    assert table == {"site": [{"name": demo.NAME, "start": [url]}]}
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_what_is_not_listed_is_counted(tmp_path: Path, httpserver: HTTPServer) -> None:
    allowed = f'[crawl]\ndelay = 0.0\nallow_private = ["{httpserver.host}:{httpserver.port}"]\n'
    (tmp_path / "config.toml").write_text(allowed, "utf-8")
    links = "".join(
        f'<p><a href="/jianghua/{n}.html">在第{n}次会议上的讲话</a></p>' for n in range(11)
    )
    for path, body in {"/": links, "/robots.txt": "", "/jianghua/0.html": "讲话"}.items():
        httpserver.expect_request(path).respond_with_data(body, content_type="text/html")
    url = httpserver.url_for("/")
    first = gongwen("sites", "check", url, cwd=tmp_path).out
    assert "articles: 11" in first
    assert "\n  … 3 more: --all\n" in first
    whole = gongwen("sites", "check", url, "--all", cwd=tmp_path).out
    assert "/jianghua/10.html" in whole
    assert "more: --all" not in whole


def test_check_as_json_names_every_link(tmp_path: Path, httpserver: HTTPServer) -> None:
    url = serve(httpserver, tmp_path)
    found = json.loads(gongwen("sites", "check", f"{url}jianghua/", "--json", cwd=tmp_path).out)
    shapes = {link["url"].removeprefix(url): link["shape"] for link in found["links"]}
    assert shapes["jianghua/1001.html"] == "article"
    assert shapes["jianghua/index_2.html"] == "pager"
    assert "characters" in found["sample"]


@pytest.mark.parametrize("named", ["list", "feed", "sitemap"])
def test_where_a_home_page_names_no_article_the_sample_is_of_what_it_names(
    tmp_path: Path, httpserver: HTTPServer, named: str
) -> None:
    url = serve(httpserver, tmp_path)
    feed = f"<rss><item><title>讲话</title><link>{url}jianghua/1003.html</link></item></rss>"
    index = f"<sitemapindex><sitemap><loc>{url}map.xml</loc></sitemap></sitemapindex>"
    files = (
        f"<urlset><url><loc>{url}</loc></url><url><loc>{url}jianghua/1003.html</loc></url></urlset>"
    )
    home = {
        "list": '<a href="/jianghua/">讲话</a>',
        "feed": '<link rel="alternate" type="application/rss+xml" href="/feed/x.xml">',
        "sitemap": "<div id=app></div>",
    }
    sitemap = index if named == "sitemap" else ""
    for path, body in {
        "/front/": home[named],
        "/sitemap.xml": sitemap,
        "/map.xml": files,
        "/feed/x.xml": feed,
    }.items():
        for known in (httpserver.ordered_handlers, httpserver.handlers):
            known[:] = [one for one in known if one.matcher.uri != path]
        httpserver.expect_request(path).respond_with_data(body, content_type="text/html")
    result = gongwen("sites", "check", f"{url}front/", cwd=tmp_path)
    assert "the first article reads as: 在" in result.out, result.err


def test_what_robots_txt_disallows_is_left(tmp_path: Path, httpserver: HTTPServer) -> None:
    url = serve(httpserver, tmp_path)
    for known in (httpserver.ordered_handlers, httpserver.handlers):
        known[:] = [one for one in known if one.matcher.uri != "/robots.txt"]
    robots = "User-agent: *\nDisallow: /jianghua/1"
    httpserver.expect_request("/robots.txt").respond_with_data(robots)
    found = json.loads(gongwen("sites", "check", url, "--json", cwd=tmp_path).out)
    left = {link["url"]: link["why"] for link in found["links"] if link["shape"] == "other"}
    forbidden = {why for one, why in left.items() if one.startswith(f"{url}jianghua/1")}
    assert forbidden == {"robots.txt disallows it"}
    assert "/jianghua/1" not in found["sample_url"]


def test_check_of_what_cannot_be_asked_is_one_line(tmp_path: Path) -> None:
    assert gongwen("sites", "check", "ftp://a.example/", cwd=tmp_path).code == 2
    assert gongwen("sites", "check", "http://127.0.0.1:1/", cwd=tmp_path).code != 0
