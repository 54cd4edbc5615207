from __future__ import annotations

import dataclasses
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents import NOON, cleaned
from plain_sql import table

from cleaners.model import Attachment, Document, Heading, Part, Truncated
from scraper import database, search, stored
from scraper.errors import BusyError, StoreError
from scraper.store import Counts, Library, Saved, Visited, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = "https://a.example/1.html"
LATER = NOON + timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "gongwen.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with open_library(path) as library:
        yield library


# documents


def full_document() -> Document:
    """A document with every field set, each to something else."""
    document = Document(
        url=URL,
        title="关于 “五水共治” 的讲话",
        paragraphs=("同志们:", "一、紧扣**发展", "", "谢谢大家!"),
        published=date(2022, 5, 9),
        written=date(2022, 5, 8),
        spoken=date(2022, 5, 7),
        category="致辞讲话",
        breadcrumb=("首页", "公务范文", "致辞讲话"),
        kind="讲话",
        site="稿子汇",
        source="市政协",
        author="张三",
        speaker="李四",
        post="主席",
        occasion="全市委员会议",
        issuer="市政府",
        doc_number="市政发〔2022〕5号",
        index_number="000014349/2022-00001",
        addressee="各县人民政府:",
        salutation="同志们:",
        closing="谢谢大家!",
        outline=(Heading(1, 1, "一、紧扣**发展"),),
        parts=(Part("篇一", 0, 2), Part("篇二", 2, 4)),
        attachments=(Attachment("附件1.doc", "https://a.example/1.doc"),),
        truncated=Truncated(300, 4000),
        placeholders=1,
    )
    for field in dataclasses.fields(Document):
        assert getattr(document, field.name), f"{field.name} is not tried"
    return document


def test_every_field_comes_back(library: Library) -> None:
    document = full_document()
    trail = cleaned(URL)
    library.save(dataclasses.replace(trail, document=document), "hash", "v1", NOON)

    stored = search.get(library, URL)

    assert stored is not None
    assert stored.document == document
    assert stored.found == trail.draft.found
    assert [dataclasses.astuple(cut) for cut in stored.cuts] == [
        ("watermark.name", 0, 2, 4, "水印"),
        ("watermark.address", 1, 0, 19, "稿子汇 www.example.com"),
    ]
    assert (stored.page_hash, stored.rules_version) == ("hash", "v1")
    assert stored.first_seen_at == stored.fetched_at == stored.changed_at == "2026-05-09T12:00:00Z"


def test_a_document_that_says_little_comes_back(library: Library) -> None:
    document = Document(url=URL, title="", paragraphs=(), truncated=Truncated())
    library.save(dataclasses.replace(cleaned(URL), document=document), "", "", NOON)
    stored = search.get(library, 1)
    assert stored is not None
    assert stored.document == document


def test_the_same_page_again_changes_nothing(library: Library, path: Path) -> None:
    assert library.save(cleaned(), "h1", "v1", NOON) is Saved.NEW
    assert library.save(cleaned(), "h1", "v1", LATER) is Saved.UNCHANGED

    assert table(path, "SELECT count(*), fetched_at, changed_at, first_seen_at FROM documents") == [
        (1, "2026-05-10T12:00:00Z", "2026-05-09T12:00:00Z", "2026-05-09T12:00:00Z")
    ]
    assert table(path, "SELECT count(*) FROM versions") == [(0,)]
    assert table(path, "SELECT count(*) FROM cuts") == [(2,)]


def test_a_changed_text_is_replaced_once_and_the_old_one_kept(library: Library, path: Path) -> None:
    library.save(cleaned(URL, "旧文"), "h1", "v1", NOON)
    assert library.save(cleaned(URL, "新文"), "h2", "v2", LATER) is Saved.CHANGED

    assert table(path, "SELECT text, page_hash, rules_version, changed_at FROM documents") == [
        ("新文", "h2", "v2", "2026-05-10T12:00:00Z")
    ]
    assert table(path, "SELECT document_id, text, page_hash, rules_version FROM versions") == [
        (1, "旧文", "h1", "v1")
    ]
    assert table(path, "SELECT count(*) FROM cuts") == [(2,)]


def test_a_changed_field_is_a_change_but_no_version(library: Library, path: Path) -> None:
    library.save(cleaned(category="讲话"), "h1", "v1", NOON)
    assert library.save(cleaned(category="致辞"), "h1", "v2", LATER) is Saved.CHANGED

    assert table(path, "SELECT category, changed_at FROM documents") == [
        ("致辞", "2026-05-09T12:00:00Z")
    ]
    assert table(path, "SELECT count(*) FROM versions") == [(0,)]


def test_new_rules_replace_the_cuts_of_an_unchanged_document(library: Library, path: Path) -> None:
    first = cleaned()
    library.save(first, "h1", "v1", NOON)
    fewer = dataclasses.replace(first.draft, cuts=first.draft.cuts[:1])
    again = dataclasses.replace(first, draft=fewer)
    assert library.save(again, "h1", "v2", NOON) is Saved.UNCHANGED
    assert table(path, "SELECT rule FROM cuts") == [("watermark.name",)]


def test_a_failed_save_leaves_nothing_behind(library: Library, path: Path) -> None:
    broken = cleaned(URL, "正文")
    cut = dataclasses.replace(broken.draft.cuts[0], rule=None)  # type: ignore[arg-type]
    draft = dataclasses.replace(broken.draft, cuts=(cut,))
    with pytest.raises(StoreError, match=str(path)):
        library.save(dataclasses.replace(broken, draft=draft), "h", "v", NOON)
    assert table(path, "SELECT count(*) FROM documents") == [(0,)]
    assert library.save(broken, "h", "v", NOON) is Saved.NEW


def test_deleting_a_document_takes_its_details_along(library: Library, path: Path) -> None:
    library.save(cleaned(), "h", "v", NOON)
    with library.transaction() as connection:
        connection.execute("DELETE FROM documents")
    assert table(path, "SELECT count(*) FROM cuts") == [(0,)]


# pages, failures, runs


def test_validators_are_kept_replaced_and_survive_a_304(library: Library, path: Path) -> None:
    library.save(cleaned(), "h1", "v", NOON, Visited(200, "text/html", '"a"', "Mon"))
    library.record_visit(URL, "", LATER, Visited(304))
    assert stored.validators(library, URL) == ('"a"', "Mon")
    row = "SELECT hash, status, content_type, fetched_at FROM pages"
    assert table(path, row) == [("h1", 200, "text/html", "2026-05-10T12:00:00Z")]

    library.save(cleaned(), "h1", "v2", NOON)  # a re-clean knows no response
    assert stored.validators(library, URL) == ('"a"', "Mon")

    library.record_visit(URL, "h2", LATER, Visited(200, "text/html"))
    assert stored.validators(library, URL) == ("", "")
    assert table(path, "SELECT hash FROM pages") == [("h2",)]
    assert stored.validators(library, "https://nowhere.example/") == ("", "")


def test_a_failure_is_one_row_that_counts_and_goes_with_success(library: Library) -> None:
    library.record_failure(URL, "timeout", "no answer within 20 s", NOON)
    library.record_failure(URL, "gone", "404 \ud800", LATER)
    (failure,) = search.failures(library)
    assert (failure.url, failure.code, failure.reason, failure.tries) == (URL, "gone", "404 ?", 2)
    assert (failure.first_at, failure.last_at) == ("2026-05-09T12:00:00Z", "2026-05-10T12:00:00Z")
    library.save(cleaned(), "h", "v", LATER)
    assert search.failures(library) == []


def test_runs_are_kept(library: Library) -> None:
    run = library.start_run("crawl", NOON)
    assert search.status(library).runs[0].finished_at == ""
    library.finish_run(run, Counts(new=1, failed=2, requests=9, bytes=800), 1, LATER)
    (kept,) = search.status(library).runs
    assert (kept.id, kept.command, kept.new, kept.failed) == (run, "crawl", 1, 2)
    assert (kept.requests, kept.bytes, kept.exit_code) == (9, 800, 1)


# transactions


def test_an_inner_transaction_is_part_of_the_outer_one(library: Library, path: Path) -> None:
    with library.transaction():
        with library.transaction():
            library.record_failure("a", "x", "", NOON)
        with closing(sqlite3.connect(path)) as other:  # nobody sees it before the outer one ends
            assert other.execute("SELECT count(*) FROM failures").fetchone() == (0,)
    assert [failure.url for failure in search.failures(library)] == ["a"]


def test_an_outer_transaction_is_whole_or_absent(library: Library) -> None:
    def both() -> None:
        with library.transaction():
            library.save(cleaned(), "h", "v", NOON)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        both()
    assert search.get(library, URL) is None


def test_a_writer_waits_for_another_one(library: Library, path: Path) -> None:
    other = sqlite3.connect(path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.5, other.rollback)
    release.start()
    started = time.monotonic()
    library.save(cleaned(), "h", "v", NOON)
    assert time.monotonic() - started > 0.3
    release.join()
    other.close()


def test_a_lock_that_stays_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with open_library(path) as library, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match="another program"):
            library.save(cleaned(), "h", "v", NOON)


def test_a_reader_does_not_stop_the_writer(library: Library, path: Path) -> None:
    library.save(cleaned(), "h", "v", NOON)
    with open_library(path, readonly=True) as reader, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        library.save(cleaned("https://a.example/2.html"), "h", "v", NOON)
        assert search.status(reader).documents == 2


# one crawl


def test_a_second_crawl_is_refused_and_told_whose_turn_it_is(path: Path) -> None:
    with open_library(path) as first, open_library(path) as second:
        with (
            first.crawl_lock(),
            pytest.raises(BusyError, match=f"process {os.getpid()}"),
            second.crawl_lock(),
        ):
            pytest.fail("both hold it")
        with second.crawl_lock():
            pass


def test_the_lock_of_a_killed_crawl_is_harmless(path: Path) -> None:
    script = (
        "import sys, pathlib, time; sys.path[:0] = sys.argv[2:]\n"
        "from scraper.store import open_library\n"
        "with open_library(pathlib.Path(sys.argv[1])) as library, library.crawl_lock():\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(path), str(Path(__file__).parents[1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with open_library(path) as library, pytest.raises(BusyError), library.crawl_lock():
            pytest.fail("both hold it")
        process.send_signal(signal.SIGKILL)
    with open_library(path) as library, library.crawl_lock():
        pass
