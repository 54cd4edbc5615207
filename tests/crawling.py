"""Crawling a small HTTP server into a library in a folder; what several tests share."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaners import bundled
from scraper import demo, feeds, jobs
from scraper.archive import open_archive
from scraper.config import Config, CrawlSettings, LibraryConfig, SiteConfig
from scraper.desk import Desk
from scraper.store import open_library
from scraper.walk import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from scraper.report import Report

SHELL = b"<html><body><div id=app></div><script src=/app.js></script></body></html>"
ARTICLE = demo.pages()["/zongjie/2002.html"].replace(b"href=", b"rel=")  # leads nowhere


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """A desk on a library in this folder."""
    with open_library(folder / "lib.db") as library, open_archive(library.path) as archive:
        yield Desk(library, archive, bundled())


def settings(server: HTTPServer, **changes: float) -> CrawlSettings:
    host = f"{server.host}:{server.port}"
    quick = CrawlSettings(delay=0.0, retries=1, timeout=2.0, allow_private=(host,))
    return replace(quick, **changes)  # type: ignore[arg-type]


def configured(server: HTTPServer, *starts: str, **changes: float) -> Config:
    """A configuration with one site for each start page; nobody forbids anything."""
    server.expect_request("/robots.txt").respond_with_data("", status=404)
    how = settings(server, **changes)
    sites = tuple(
        SiteConfig(name=start, start=(server.url_for(start),), settings=how) for start in starts
    )
    return Config(LibraryConfig(), how, sites)


def crawl(folder: Path, config: Config, limits: Limits | None = None) -> Report:
    with opened(folder) as desk:
        return asyncio.run(jobs.crawl(config, desk, limits or Limits()))


def serve(server: HTTPServer, path: str, body: bytes | str, **headers: str) -> None:
    server.expect_request(path).respond_with_data(
        body, content_type="text/html; charset=utf-8", headers=headers
    )


def asked(server: HTTPServer) -> list[str]:
    """What was asked for, feeds at their usual addresses apart."""
    usual = {feeds.USUAL_FEED, feeds.USUAL_SITEMAP}
    return [request.path for request, _ in server.log if request.path not in usual]


def item(path: str) -> str:
    """A row of a list: an article's title, another for each path."""
    return f"<li><a href='{path}'>关于做好{path}工作的通知</a></li>"


def listing(*urls: str) -> str:
    links = "".join(
        f'<li><a href="{url}">关于做好今年工作的第{i}号通知</a></li>' for i, url in enumerate(urls)
    )
    return f"<html><body><ul>{links}</ul></body></html>"
