"""A site on loopback whose articles a test writes, and crawls of it inside this process."""

from __future__ import annotations

import asyncio
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from speeches import SENTENCES, as_html

from cleaners import bundled
from scraper import jobs, learnt
from scraper.archive import open_archive
from scraper.config import Config, CrawlSettings, LibraryConfig, SiteConfig
from scraper.desk import Desk
from scraper.store import open_library
from scraper.walk import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import timedelta
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from scraper.report import Report

SHELL = b"<html><body><div id=app></div><script src=/app.js></script></body></html>"
NAME = "丹青文稿"
_AWAY = re.compile(rb'<a\s+href="[^"]*"')  # to pages that this site has not


def article(number: int, sentences: int = 12) -> bytes:
    """A page whose document has so many sentences, no two pages the same."""
    start = number % len(SENTENCES)
    chosen = [SENTENCES[(start + i) % len(SENTENCES)] for i in range(sentences)]
    lines = [f"第{number}次会上讲过的第{i}点：{text}" for i, text in enumerate(chosen, 1)]
    lines = ["同志们：", f"这是今年第{number}次开会。", *lines, "谢谢大家！"]
    page = as_html(f"在第{number}次工作会议上的讲话", tuple(lines))
    return _AWAY.sub(b'<a href="#"', page.body)


def listing(paths: Iterable[str]) -> str:
    links = "".join(f'<li><a href="{p}">在第{p[4:-5]}次工作会议上的讲话</a></li>' for p in paths)
    return f"<html><body><ul>{links}</ul></body></html>"


def path(number: int) -> str:
    return f"/jh/{number}.html"


def serve(server: HTTPServer, pages: dict[int, bytes]) -> None:
    """Let the server be a site of these articles and a start page that lists them."""
    server.clear()
    server.expect_request("/robots.txt").respond_with_data("", status=404)
    kind = "text/html; charset=utf-8"
    server.expect_request("/").respond_with_data(listing(map(path, pages)), content_type=kind)
    for number, body in pages.items():
        server.expect_request(path(number)).respond_with_data(body, content_type=kind)
    server.expect_request(re.compile(".*")).respond_with_data("", status=404)


def configured(server: HTTPServer, every: timedelta | None = None) -> Config:
    host = f"{server.host}:{server.port}"
    how = CrawlSettings(delay=0.0, retries=1, timeout=2.0, allow_private=(host,))
    site = SiteConfig(NAME, (server.url_for("/"),), how, every=every)
    return Config(LibraryConfig(), how, (site,))


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    with open_library(folder / "lib.db") as library, open_archive(library.path) as archive:
        yield Desk(library, archive, learnt.rulebook(library, bundled()))


def crawl(
    folder: Path, server: HTTPServer, every: timedelta | None = None, **limits: bool
) -> Report:
    with opened(folder) as desk:
        return asyncio.run(jobs.crawl(configured(server, every), desk, Limits(**limits)))  # type: ignore[arg-type]
