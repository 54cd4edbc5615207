"""Exports: what stands in them, that they are whole or absent, and that memory stays flat."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import pytest
from command import environment, gongwen
from documents import NOON, cleaned
from pyarrow import parquet
from warcio.archiveiterator import ArchiveIterator

from cleaners import Attachment, Heading, Part
from scraper.archive import open_archive
from scraper.errors import UsageError
from scraper.export import Export
from scraper.export.records import FIELDS, as_document, stream
from scraper.filters import Filter
from scraper.rows import TEXTS
from scraper.store import Library, Visited, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

FULL = cleaned(
    "https://a.example/1.html",
    "同志们:",
    "一、第一*件*事",
    '二、"第二件\t事"',
    title='=HYPERLINK("https://b.example/")',
    published=date(2026, 5, 9),
    breadcrumb=("首页", "讲话"),
    outline=(Heading(1, 1, "一、第一*件*事"),),
    parts=(Part("篇一", 1, 3),),
    attachments=(Attachment("附件,1", "https://a.example/1.doc"),),
    kind="讲话",
)
BARE = cleaned("file:///b.txt", "@只有一段,没有别的", title="")
PAGE = b"<html>\xb9\xab\xce\xc4</html>"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    path = tmp_path / "gongwen.db"
    with open_library(path) as library, open_archive(path) as archive:
        visited = Visited(200, "text/html; charset=gbk")
        library.save(FULL, archive.put(PAGE), "v1", NOON, visited)
        library.save(BARE, "not there", "v2", NOON)
        yield library


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_json_lines_hold_every_field(library: Library, tmp_path: Path) -> None:
    done = Export(library).to(tmp_path / "out" / "all.jsonl")
    assert (done.documents, done.missing) == (2, 0)
    full, bare = lines(done.path)
    assert list(full) == list(bare) == [field.name for field in FIELDS]
    assert full["text"] == FULL.document.text
    assert full["published"] == "2026-05-09"
    assert full["breadcrumb"] == ["首页", "讲话"]
    assert full["outline"] == [{"paragraph": 1, "level": 1, "heading": "一、第一*件*事"}]
    assert full["parts"] == [{"title": "篇一", "first": 1, "last": 3}]
    assert full["attachments"] == [{"title": "附件,1", "url": "https://a.example/1.doc"}]
    assert (full["rules_version"], full["fetched_at"]) == ("v1", "2026-05-09T12:00:00Z")
    assert (bare["published"], bare["attachments"], bare["truncated"]) == (None, [], False)
    assert {field.name for field in FIELDS} > set(TEXTS)


def test_a_row_is_the_document_that_was_saved(library: Library) -> None:
    assert [as_document(row) for row in stream(library)] == [FULL.document, BARE.document]


def test_words_and_filters_choose(library: Library, tmp_path: Path) -> None:
    for words, where, expected in (
        ("第一", Filter(), [1]),
        ("-第一", Filter(), [2]),
        ("", Filter(kind="讲话"), [1]),
        ("", Filter(since=date(2027, 1, 1)), []),
    ):
        done = Export(library, None, words, where).to(tmp_path / "some.jsonl")
        assert [one["id"] for one in lines(done.path)] == expected


def test_csv_is_for_spreadsheets_and_harmless(library: Library, tmp_path: Path) -> None:
    for raw, mark in ((False, "'"), (True, "")):
        done = Export(library, raw=raw).to(tmp_path / "all.csv")
        body = done.path.read_bytes()
        assert body.startswith(b"\xef\xbb\xbfid,url,title")
        full, bare = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
        assert full["title"] == mark + FULL.document.title
        assert full["text"] == FULL.document.text
        assert bare["text"] == mark + BARE.document.text
        assert json.loads(full["breadcrumb"]) == ["首页", "讲话"]
        assert (bare["published"], bare["truncated"]) == ("", "0")


def test_markdown_files_are_named_for_people_and_begin_with_their_fields(
    library: Library, tmp_path: Path
) -> None:
    done = Export(library).to(tmp_path / "notes")
    first, second, card = sorted(file.name for file in done.path.iterdir())
    assert first.startswith("000001 2026-05-09 =HYPERLINK")
    assert not set(first) & set('\\/:*?"<>|\n')
    assert second == "000002.md"  # neither day nor title
    assert card == "README.md"
    text = (done.path / first).read_text("utf-8")
    front, _, body = text.removeprefix("---\n").partition("---\n\n")
    fields = {k: json.loads(v) for k, v in (line.split(": ", 1) for line in front.splitlines())}
    assert fields["title"] == FULL.document.title
    assert fields["published"] == "2026-05-09"
    assert "text" not in fields
    assert body.startswith("# =HYPERLINK")
    assert "同志们:\n\n## 一、第一\\*件\\*事\n\n二、" in body
    assert "- [附件,1](<https://a.example/1.doc>)" in body


def test_a_folder_of_somebody_else_is_left_alone(library: Library, tmp_path: Path) -> None:
    folder, file = tmp_path / "notes", tmp_path / "file"
    folder.mkdir()
    file.touch()
    export = Export(library, None, "第一")
    export.to(folder)  # empty
    (folder / "old.md").write_text("x")
    export.to(folder)  # ours: replaced
    assert not (folder / "old.md").exists()
    (folder / "README.md").unlink()
    with pytest.raises(UsageError, match="not an export"):
        export.to(folder)
    with pytest.raises(UsageError, match="is a file"):
        export.to(file)
    assert list(folder.glob("000001 *.md"))


def test_parquet_is_typed(library: Library, tmp_path: Path) -> None:
    done = Export(library).to(tmp_path / "all.parquet")
    table = parquet.read_table(done.path)
    full, bare = table.to_pylist()
    assert full["published"] == date(2026, 5, 9)
    assert full["fetched_at"] == NOON
    assert full["outline"] == [{"paragraph": 1, "level": 1, "heading": "一、第一*件*事"}]
    assert (bare["published"], bare["parts"], bare["truncated"]) == (None, [], False)
    assert str(table.schema.field("spoken").type) == "date32[day]"


@pytest.mark.parametrize("name", ["all.jsonl", "all.csv", "all.parquet"])
def test_duckdb_reads_it(library: Library, tmp_path: Path, name: str) -> None:
    path = Export(library, raw=True).to(tmp_path / name).path
    columns = "id, title, text, CAST(published AS DATE), chars, gone_at"
    found = duckdb.sql(f"SELECT {columns} FROM '{path}' ORDER BY id").fetchall()
    (_, title, text, published, chars, gone), (_, _, only, none, *_) = found
    assert (title, text) == (FULL.document.title, FULL.document.text)
    assert (published, chars, gone) == (date(2026, 5, 9), len(text), None)
    assert (only, none) == (BARE.document.text, None)
    if name != "all.csv":
        heading = duckdb.sql(f"SELECT outline[1].heading FROM '{path}' WHERE id = 1").fetchall()
        assert heading == [("一、第一*件*事",)]


def test_warc_holds_the_pages_as_received(library: Library, tmp_path: Path) -> None:
    with open_archive(library.path, readonly=True) as archive:
        done = Export(library, archive).to(tmp_path / "pages.warc.gz")
    assert (done.documents, done.missing) == (2, 1)
    with done.path.open("rb") as file:
        found = [
            (
                one.rec_type,
                one.rec_headers.get_header("WARC-Target-URI"),
                one.content_stream().read(),
            )
            for one in ArchiveIterator(file)
        ]
    assert [kind for kind, _, _ in found] == ["warcinfo", "response"]
    assert found[1][1:] == ("https://a.example/1.html", PAGE)


def test_the_card_counts_and_warns(library: Library, tmp_path: Path) -> None:
    Export(library, None, "", Filter(kind="讲话")).to(tmp_path / "all.jsonl")
    card = (tmp_path / "all.jsonl.md").read_text("utf-8")
    assert "1 Chinese document, " in card
    assert 'kind "讲话"' in card
    assert "| v1 | 1 |" in card
    assert "belong to their authors" in card
    assert 'data_files: "all.jsonl"' in card
    assert all(f"| `{field.name}` |" in card for field in FIELDS)


@pytest.mark.parametrize("name", ["all.xls", "all.jsonl.gz", "a.b/c.txt"])
def test_a_name_without_a_format_is_refused(library: Library, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.jsonl \.csv"):
        Export(library).to(tmp_path / name)
    assert not (tmp_path / "a.b").exists()


# whole or not at all


@pytest.mark.parametrize("name", ["all.jsonl", "all.csv", "notes"])
def test_what_fails_half_way_leaves_what_was_there(
    library: Library, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    Export(library, None, "第一").to(out / name)
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    assert len(before) >= 2
    with library.transaction() as connection:  # a row that cannot be read
        connection.execute("UPDATE documents SET breadcrumb = 'broken' WHERE id = 2")
    with pytest.raises(ValueError, match="Expecting value"):
        Export(library).to(out / name)
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before


def fill(path: Path, count: int) -> None:
    with open_library(path) as library, library.transaction():
        for number in range(count):
            text = f"第{number}篇" * 2500
            one = replace(FULL.document, url=f"https://a.example/{number}", paragraphs=(text,))
            library.save(replace(FULL, document=one), "", "", NOON)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_export_leaves_no_file_of_the_final_name(
    tmp_path: Path, sign: signal.Signals
) -> None:
    fill(tmp_path / "lib.db", 2000)
    command = [sys.executable, "-m", "scraper", "export", "out/all.jsonl", "--db", "lib.db"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE) as run:
        while not (started := list(tmp_path.glob("out/.all.jsonl.*"))):
            assert run.poll() is None
            time.sleep(0.001)
        os.kill(run.pid, sign)
        _, said = run.communicate(timeout=20)
    assert not (tmp_path / "out" / "all.jsonl").exists()
    assert not (tmp_path / "out" / "all.jsonl.md").exists()
    if sign is signal.SIGTERM:
        assert (run.returncode, started[0].exists()) == (128 + sign, False)
        assert said.decode().startswith("gongwen: stopped by SIGTERM; nothing was exported")


# the command


def test_the_command_exports_and_says_so(tmp_path: Path) -> None:
    assert gongwen("demo", "--db", "lib.db", cwd=tmp_path).code == 0
    done = gongwen("export", "all.jsonl", "项目", "-防汛", "--db", "lib.db", cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "1 document → all.jsonl\n")
    piped = gongwen("export", "-", "项目", "--db", "lib.db", cwd=tmp_path)
    assert piped.out == (tmp_path / "all.jsonl").read_text("utf-8")
    done = gongwen(
        "export", "notes/", "--kind", "致辞讲话", "--quiet", "--db", "lib.db", cwd=tmp_path
    )
    assert (done.code, done.err) == (0, "")
    assert len(list((tmp_path / "notes").glob("0*.md"))) == 3
    for target, code, says in (
        ("all.doc", 2, "a file ends in"),
        ("lib.db/x.jsonl", 74, "lib.db"),
    ):
        done = gongwen("export", target, "--db", "lib.db", cwd=tmp_path)
        assert (done.code, done.out) == (code, "")
        assert says in done.err


@pytest.mark.slow
def test_memory_stays_flat(tmp_path: Path) -> None:
    """All texts at once would take 20 MB for the smaller and 60 MB for the larger library."""
    peaks = []
    for count in (1000, 3000):
        fill(tmp_path / f"{count}.db", count)
        code = (
            "import resource; from scraper import Library\n"
            f"with Library.open('{count}.db') as library: library.export('{count}.jsonl', '第1')\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(), capture_output=True, check=True
        )
        peaks.append(int(done.stdout) * (1 if sys.platform == "darwin" else 1024))
    assert peaks[1] - peaks[0] < 8 * 1024 * 1024
