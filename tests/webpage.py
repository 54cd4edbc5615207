"""A library to look at, and the real `gongwen serve` on it, for the tests of the web page."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from command import environment
from documents import cleaned

from cleaners import NoDocument, Page, clean
from cleaners.model import Attachment, Cleaned
from scraper import checkups, demo, fulltext
from scraper.checkups import Checkup, Pages
from scraper.store import Counts, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.store import Library

NOON = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)
SPEECH = "https://anduji.example/jianghua/1001.html"
SPEECH_TITLE = "在全县重点项目建设推进会上的讲话"
SCRIPT = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
HOSTILE = f"讲话{SCRIPT}{{{{ 7 * 7 }}}}"
GONE_URL = "https://copy.example/1.html"  # a copy whose page went away
FILE_URL = "file:///home/me/a.txt"
LONG_URL = "https://anduji.example/long.html"
LONG = tuple(f"第{number}段，略。" for number in range(5200))
HOSTILE_URL = "https://anduji.example/hostile.html"


def fill(library: Library) -> None:
    """Store the demo's documents, an earlier version, a copy, a hostile text, runs and a failure."""
    for path, body in sorted(demo.pages().items()):
        try:
            one = clean(Page(f"https://anduji.example{path}", body))
        except NoDocument:
            continue
        library.save(one, "h", "v", NOON)
    first = clean(Page(SPEECH, demo.pages()["/jianghua/1001.html"]))
    texts = [text.replace("三点意见", "两点意见") for text in first.document.paragraphs[:-1]]
    library.save(_with(first, paragraphs=tuple(texts)), "h", "v", NOON + timedelta(days=1))
    library.save(first, "h", "v", NOON + timedelta(days=2))
    library.save(_with(first, url=GONE_URL, site="文稿屋"), "h", "v", NOON)
    library.save(_hostile(), "h", "v", NOON)
    library.save(cleaned(FILE_URL, title="从文件导入的讲话"), "h", "v", NOON)
    with library.transaction() as connection:  # as stored before cuts knew their places
        sql = "UPDATE cuts SET paragraph = NULL, before_char = NULL WHERE document_id ="
        connection.execute(f"{sql} (SELECT id FROM documents WHERE url = ?)", (FILE_URL,))
        sql = "UPDATE documents SET gone_at = '2026-05-11T12:00:00Z' WHERE url = ?"
        connection.execute(sql, (GONE_URL,))
    library.save(cleaned(LONG_URL, *LONG, title="一篇很长的汇编"), "h", "v", NOON)
    run = library.start_run("crawl", NOON)
    library.finish_run(run, Counts(new=9, requests=15, bytes=52_000), 0, NOON)
    run = library.start_run("crawl", NOON)
    library.finish_run(run, Counts(failed=9, requests=9), 65, NOON)
    for lengths, refused in (([500] * 9, 0), ([], 9)):
        seen = Checkup("案牍集", NOON, every=Pages(lengths, refused))
        checkups.close(library, run, seen)
    library.start_run("crawl", NOON)
    library.close_dead_runs("crawl")
    for year in range(2000, 2012):
        url = f"https://anduji.example/{year}.html"
        one = cleaned(url, title=f"{year}年的通知", published=date(year, 5, 9))
        library.save(one, "h", "v", NOON)
    library.record_failure("https://anduji.example/vip/1.html", "login", "asks for a login", NOON)
    fulltext.catch_up(library)


def _with(one: Cleaned, **changes: object) -> Cleaned:
    return replace(one, document=replace(one.document, **changes))  # type: ignore[arg-type]


def _hostile() -> Cleaned:
    names = ("site", "category", "kind", "speaker", "issuer", "source", "post", "salutation")
    one = cleaned(HOSTILE_URL, HOSTILE, HOSTILE, title=HOSTILE, **dict.fromkeys(names, HOSTILE))
    files = (
        Attachment(HOSTILE, "javascript:window.hit=1"),
        Attachment("表", "https://a.example/b"),
    )
    return _with(one, attachments=files)


def make(path: Path) -> Path:
    with open_library(path) as library:
        fill(library)
    return path


def number(path: Path, url: str) -> int:
    with open_library(path, readonly=True) as library:
        row = library.row("SELECT id FROM documents WHERE url = ?", (url,))
    assert row is not None
    return int(row["id"])


@contextmanager
def served(database: Path, *options: str) -> Iterator[str]:
    """Run `gongwen serve` and give its address without the last slash; it must end cleanly."""
    command = [sys.executable, "-m", "scraper", "serve", "--db", str(database), "--port", "0"]
    with subprocess.Popen(
        [*command, *options],
        cwd=database.parent,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            assert line.startswith("http://"), line + (server.communicate()[1] if not line else "")
            yield line.split()[0].rstrip("/")
        finally:
            server.send_signal(signal.SIGINT)
            _, said = server.communicate(timeout=60)
        assert (server.returncode, said) == (130, "")
