from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from documents import NOON, TEXTS, cleaned, fill, ids

from scraper import fulltext, search
from scraper.store import Library, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "gongwen.db") as library:
        fill(library)
        yield library


# the index


def test_the_index_follows_every_change(tmp_path: Path) -> None:
    path = tmp_path / "gongwen.db"
    with open_library(path) as library:
        fill(library)
        assert fulltext.catch_up(library) == 4
        library.save(cleaned("https://a.example/1.html", "全新内容", title="新题"), "h", "v", NOON)
        library.save(cleaned("https://a.example/1.html", "又改一次", title="新题"), "h", "v", NOON)
        library.save(cleaned("https://a.example/5.html", "第五篇文章"), "h", "v", NOON)
        for _ in range(2):
            assert ids(library, "履职能力") == set()
            assert ids(library, "全新内容") == set()
            assert ids(library, "又改一次") == {1}
            assert ids(library, "又改") == {1}
            assert ids(library, "第五篇") == {5}
            fulltext.catch_up(library)
        assert fulltext.catch_up(library) == 0
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("INSERT INTO documents_fts (documents_fts) VALUES ('integrity-check')")
        sql = "SELECT rowid FROM documents_fts WHERE documents_fts MATCH '又改一'"
        assert plain.execute(sql).fetchall() == [(1,)]


def test_a_large_queue_is_taken_in_batches(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        for number in range(120):
            library.save(cleaned(f"https://a.example/{number}", f"第{number:03}号"), "", "", NOON)
        assert fulltext.catch_up(library) == 120
        assert len(ids(library, "同志")) == 0
        assert len(ids(library, "第119号")) == 1
        assert len(ids(library, "讲话")) == 120


def test_pieces_of_the_index_pile_up_while_it_is_fed_and_are_merged_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few pieces make searches quick; merging them early would write each again and again."""
    monkeypatch.setattr(fulltext, "BATCH", 2)

    def pieces() -> int:
        row = library.row("SELECT count(DISTINCT id >> 37) FROM documents_fts_data WHERE id > 10")
        assert row is not None
        return int(row[0])

    with open_library(tmp_path / "gongwen.db") as library:
        for number in range(81):
            library.save(cleaned(f"https://a.example/{number}", f"第{number:03}号"), "", "", NOON)
        assert fulltext.catch_up(library, least=2) == 80
        assert pieces() == 40
        assert fulltext.catch_up(library) == 1
        assert pieces() == 1
        assert len(ids(library, "第079号")) == len(ids(library, "第080号")) == 1
        assert len(ids(library, "讲话")) == 81


def test_short_words_use_the_index(library: Library) -> None:
    """No search may scan the documents: at 100,000 of them that takes seconds."""
    statements: list[str] = []
    with library.transaction() as connection:
        connection.set_trace_callback(statements.append)
        search.search(library, "政 政协 政协工作")
        connection.set_trace_callback(None)
        (sql,) = (sql for sql in statements if "WITH hits" in sql)
        plan = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + sql)]
    scans = [line for line in plan if line.startswith("SCAN documents")]
    assert scans
    assert all("VIRTUAL TABLE INDEX" in line for line in scans)


# one document, the state of things


def test_get_takes_an_id_or_a_url(library: Library) -> None:
    for key in (2, "2", " 2 ", "https://a.example/2.html"):
        stored = search.get(library, key)
        assert stored is not None
        assert stored.document.title == TEXTS[2][0]
    for key in (0, -1, "9" * 30, "²", "", "https://a.example/9.html", "\ud800", "' OR 1"):
        assert search.get(library, key) is None


def test_status_counts_by_host(library: Library) -> None:
    status = search.status(library)
    assert (status.documents, status.versions, status.pages, status.failures) == (4, 0, 4, 0)
    assert status.bytes > 10_000
    assert [dataclasses.astuple(site) for site in status.sites] == [
        ("a.example", 4, 0, 0, "2026-05-09T12:00:00Z", (0,) * 8)
    ]
    assert status.runs == ()


def test_status_shows_failures_of_hosts_without_documents(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        library.record_failure("https://b.example/", "timeout", "no answer", NOON)
        (site,) = search.status(library).sites
        assert dataclasses.astuple(site) == ("b.example", 0, 0, 1, "", (0,) * 8)
        assert search.status(library).failures == 1


def test_what_robots_txt_forbids_is_no_failure_of_a_site(tmp_path: Path) -> None:
    with open_library(tmp_path / "gongwen.db") as library:
        for path, code in (("a", "robots"), ("b", "crawl-delay"), ("c", "timeout")):
            library.record_failure(f"https://b.example/{path}", code, "why", NOON)
        assert [site.failures for site in search.status(library).sites] == [1]
        assert search.status(library).failures == 3  # pages that gave no document


def test_stale_documents_may_be_saved_while_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "BATCH", 2)
    with open_library(tmp_path / "gongwen.db") as library:
        fill(library)
        assert list(search.stale(library, "v")) == []
        pages = []
        for page in search.stale(library, "v2"):
            pages.append(page)
            id_ = int(page.url[-6])
            title, text = TEXTS[id_]
            if id_ != 3:  # this one no longer reads as a document
                one = cleaned(page.url, *text.split("\n"), title=title)
                library.save(one, page.hash, "v2", NOON)
        assert [(page.url[-6], page.hash) for page in pages] == [(str(n), "h") for n in TEXTS]
        assert [page.url[-6] for page in search.stale(library, "v2")] == ["3"]
