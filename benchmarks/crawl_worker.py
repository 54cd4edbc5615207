"""One crawl of benchmarks/crawl.py in a process of its own; prints its figures as JSON.

    python crawl_worker.py gongwen|scrapy CONCURRENCY PAGES FOLDER ORIGIN…

CPU is of the crawl itself, without the start of the interpreter and its imports.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.modules["pandas"] = None  # type: ignore[assignment] # sqlite-utils loads it where it is: 70 MB
_BATCH = 100


class Timed:
    """A function whose CPU seconds are counted."""

    def __init__(self, function: Any) -> None:
        self.function = function
        self.spent = 0.0

    def __call__(self, *arguments: Any) -> Any:
        began = time.thread_time()  # a process's own is coarse while its CPU timer runs
        try:
            return self.function(*arguments)
        finally:
            self.spent += time.thread_time() - began


def gongwen(folder: Path, origins: list[str], pages: int) -> dict[str, float]:
    """Crawl with our own command, politeness off; cleaning and the two indexes are timed apart."""
    from cleaners import bundled
    from scraper import apart, cli, fulltext, twins
    from scraper.cli import collect, running  # noqa: F401 - else loaded inside what is timed
    from scraper.configfile import load

    index, near = Timed(fulltext.catch_up), Timed(twins.catch_up)
    clean = Timed(apart.clean_here)
    twins.catch_up = near  # type: ignore[assignment]
    fulltext.catch_up = index  # type: ignore[assignment]
    apart.clean_here = clean  # type: ignore[assignment]
    config = folder / "config.toml"
    config.write_text(_config(folder, origins, pages), "utf-8")
    bundled()
    load(config)
    sys.argv = ["gongwen", "crawl", "--config", str(config), "--quiet"]
    began = time.process_time()
    code: object = None
    try:
        cli.main()
    except SystemExit as end:
        code = end.code
    assert not code, code
    spent = time.process_time() - began
    with closing(sqlite3.connect(folder / "lib.db")) as library, library:
        stored = library.execute("SELECT count(*) FROM documents").fetchone()[0]
    caught_up = index.spent + near.spent
    return {"cpu": spent - caught_up, "clean": clean.spent, "index": caught_up, "pages": stored}


def _config(folder: Path, origins: list[str], pages: int) -> str:
    names = json.dumps([one.split("/")[2] for one in origins])
    sites = "".join(f'[[site]]\nname = "{n}"\nstart = ["{one}"]\n' for n, one in enumerate(origins))
    return (
        f'[library]\ndatabase = "{folder / "lib.db"}"\n'
        f"[crawl]\ndelay = 0.0\nmax_pages = {pages * 2 + 100}\nallow_private = {names}\n{sites}"
    )


# Scrapy at its quickest: no politeness, nothing that is not asked for
PLAIN: dict[str, object] = {
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": False,
    "COOKIES_ENABLED": False,
    "RETRY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_ENABLED": False,
}


def scrapy(folder: Path, origins: list[str], concurrency: int) -> dict[str, float]:
    """Crawl with Scrapy, parsel and a pipeline that commits a hundred rows at a time."""
    from scrapy import Spider
    from scrapy.crawler import CrawlerProcess

    class Speeches(Spider):
        name = "speeches"
        start_urls = origins

        def parse(self, response: Any, **_: Any) -> Any:
            yield from response.follow_all(css=".list a", callback=self.parse_page)

        def parse_page(self, response: Any) -> Any:
            if "/list/" in response.url:
                yield from self.parse(response)
                return
            yield {
                "url": response.url,
                "title": response.css("h1::text").get(),
                "published": response.css("meta[name=PubDate]::attr(content)").get(),
                "text": "\n".join(response.css(".TRS_Editor p::text").getall()),
            }

    process = CrawlerProcess(
        PLAIN
        | {
            "CONCURRENT_REQUESTS": concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
            "ITEM_PIPELINES": {Pipeline: 1},
            "LIBRARY": str(folder / "scrapy.db"),
        }
    )
    process.crawl(Speeches)
    began = time.process_time()
    process.start()
    spent = time.process_time() - began
    with closing(sqlite3.connect(folder / "scrapy.db")) as library, library:
        stored = library.execute("SELECT count(*) FROM documents").fetchone()[0]
    return {"cpu": spent, "index": 0.0, "pages": stored}


class Pipeline:
    """Rows into SQLite."""

    def __init__(self, file: str) -> None:
        self.connection = sqlite3.connect(file)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute(
            "CREATE TABLE documents (url TEXT PRIMARY KEY, title TEXT, published TEXT, text TEXT)"
        )
        self.waiting = 0

    @classmethod
    def from_crawler(cls, crawler: Any) -> Pipeline:
        return cls(crawler.settings["LIBRARY"])

    def process_item(self, item: dict[str, str]) -> dict[str, str]:
        self.connection.execute(
            "INSERT INTO documents VALUES (:url, :title, :published, :text)", item
        )
        self.waiting += 1
        if self.waiting % _BATCH == 0:
            self.connection.commit()
        return item

    def close_spider(self) -> None:
        self.connection.commit()
        self.connection.close()


def peak() -> float:
    """Return this process's highest resident set in MB (ru_maxrss would know its parent's)."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main() -> None:
    kind, concurrency, pages, folder, *origins = sys.argv[1:]
    if kind == "gongwen":
        figures = gongwen(Path(folder), origins, int(pages))
    else:
        figures = scrapy(Path(folder), origins, int(concurrency))
    print(json.dumps({**figures, "peak": peak()}))


if __name__ == "__main__":
    main()
