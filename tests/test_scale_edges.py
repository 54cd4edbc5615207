"""A corpus as people have it: files without documents, captures of one day, columns of other types, signals."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from captured import written
from command import environment, gongwen
from processes import below, named
from test_scale import HOST, PATIENCE, body, finished, patient, pytestmark, rows, start

if TYPE_CHECKING:
    from pathlib import Path

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
__all__ = ["patient", "pytestmark"]

LIST = b"<html><body><ul>" + b"<li><a href=/1.html>x</a></li>" * 40 + b"</ul></body></html>"
Record = tuple[str, int, str]  # path, number of a page, time of its capture


def write(path: Path, *records: Record) -> None:
    """Write captures; a page of the number 0 is a list."""
    path.parent.mkdir(exist_ok=True)
    pages = ((HOST + url, body(n) if n else LIST, {":date": at}) for url, n, at in records)
    written(path, pages)


def titles(folder: Path) -> list[tuple[str, str]]:
    return sorted((row["url"].removeprefix(HOST), row["title"]) for row in rows(folder))


def title(number: int) -> str:
    return f"在第{number}次会议上的讲话"


def test_the_newest_capture_is_told_by_the_second_and_files_without_documents_move_nothing(
    tmp_path: Path,
) -> None:
    day = "2026-05-09T"
    write(tmp_path / "in" / "0.warc.gz", ("/", 0, day + "01:00:00Z"))
    write(
        tmp_path / "in" / "1.warc.gz",
        ("/9.html", 9, day + "01:00:00Z"),
        ("/1.html", 1, day + "08:00:00Z"),
        ("/2.html", 2, day + "08:00:00Z"),
    )
    write(tmp_path / "in" / "2.warc.gz", ("/", 0, day + "01:00:00Z"))
    write(
        tmp_path / "in" / "3.warc.gz",
        ("/3.html", 3, day + "08:00:00Z"),
        ("/1.html", 11, day + "20:00:00Z"),
        ("/2.html", 12, day + "08:00:00Z"),  # of one second the last, as an import has it
        ("/9.html", 19, day + "00:59:59Z"),
    )
    done = gongwen("scale", "in", "out", "--json", cwd=tmp_path).json()
    assert (done["documents"], done["duplicates"], done["older"]) == (4, 0, 3)
    expected = [(f"/{n}.html", title(m)) for n, m in ((1, 11), (2, 12), (3, 3), (9, 9))]
    assert titles(tmp_path / "out" / "documents") == expected
    gongwen("import", "in", "--db", "lib.db", cwd=tmp_path)
    gongwen("export", "all.parquet", "--db", "lib.db", cwd=tmp_path)
    assert titles(tmp_path) == expected
    for folder in ("documents", "duplicates"):  # so that `*.parquet` is always something to read
        assert len(list((tmp_path / "out" / folder).glob("*.parquet"))) == 4


def test_a_corpus_without_a_document_is_an_empty_one(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", ("/", 0, "2026-05-09T01:00:00Z"))
    done = gongwen("scale", "a.warc.gz", "out", cwd=tmp_path)
    assert (done.code, done.out[:28]) == (0, "1 page of 1 file: 0 document")
    assert parquet.read_table(tmp_path / "out" / "documents").num_rows == 0


def test_more_files_than_one_process_may_open(tmp_path: Path) -> None:
    for number in range(1, 91):
        write(tmp_path / "in" / f"{number}.warc.gz", (f"/{number}.html", number, "2026-05-09"))
    command = shlex.join([sys.executable, "-m", "scraper", "scale", "in", "out"])
    done = subprocess.run(
        ["sh", "-c", f"ulimit -Sn 80; exec {command}"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(rows(tmp_path / "out" / "documents")) == 90


def test_a_corpus_within_its_source_goes_on_and_a_source_that_changed_does_not(
    tmp_path: Path,
) -> None:
    write(tmp_path / "a.warc.gz", ("/1.html", 1, "2026-05-09T01:00:00Z"))
    write(tmp_path / ".trash" / "b.warc.gz", ("/2.html", 2, "2026-05-09T01:00:00Z"))
    for _ in range(2):
        done = gongwen("scale", ".", "out", "--json", cwd=tmp_path).json()
        assert (done["files"], done["documents"]) == (1, 1)
    write(tmp_path / "a.warc.gz", ("/1.html", 3, "2026-05-09T01:00:00Z"))
    again = gongwen("scale", ".", "out", cwd=tmp_path)
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert "have changed" in again.err


@pytest.mark.parametrize("name", ["语料 库 100%", "a#b"])
def test_any_name_will_do_but_a_pattern(tmp_path: Path, name: str) -> None:
    at = "2026-05-09T01:00:00Z"
    write(tmp_path / "讲话 稿" / "a[1].warc.gz", ("/1.html", 1, at), ("/2.html", 1, at))
    done = gongwen("scale", "讲话 稿", name, "--json", cwd=tmp_path).json()
    assert (done["documents"], done["duplicates"]) == (1, 1)
    for wrong in ("out[1]", "讲话 稿/a[1].warc.gz"):
        refused = gongwen("scale", "讲话 稿", wrong, cwd=tmp_path)
        assert (refused.code, refused.err.count("\n")) == (2, 1)


def test_columns_of_other_types(tmp_path: Path) -> None:
    """Each table has one address twice, the older capture last."""
    url, one, two = f"{HOST}/1.html", body(1), body(2)
    moments = [datetime(2026, 5, day, tzinfo=UTC) for day in (11, 9)]
    nanoseconds = [int(at.timestamp()) * 10**9 + 123_456_789 for at in moments]
    wrong = pa.Array.from_buffers(pa.string(), 2, pa.array([one, two]).buffers())
    tables: dict[str, dict[str, Any]] = {
        "bytes": {"url": [url.encode()] * 2, "body": [one, two], "date": moments},
        "nanoseconds": {"date": pa.array(nanoseconds, pa.timestamp("ns"))},
        "days": {"crawl_date": [at.date() for at in moments]},
        "digits": {"timestamp": ["20260511000000", "20260509000000"]},
        "words": {
            "url": pa.array([url] * 2).dictionary_encode(),
            "html": pa.array([one.decode(), two.decode()]).dictionary_encode(),
            "fetched_at": ["2026-05-11T00:00:00Z", "2026-05-09"],
        },
        "no utf-8": {"html": wrong, "date": moments},
    }
    for name, columns in tables.items():
        texts = {} if "body" in columns else {"html": [one.decode(), two.decode()]}
        table = pa.table({"url": [url] * 2, **texts, **columns})
        parquet.write_table(table, tmp_path / f"{name}.parquet")
        done = gongwen("scale", f"{name}.parquet", name, cwd=tmp_path)
        assert done.code == 0, (name, done.err)
        (row,) = rows(tmp_path / name / "documents")
        assert row["fetched_at"].date() == date(2026, 5, 11), name
        assert row["title"] == title(1), name


def test_what_cannot_be_read_is_counted_named_and_told_by_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    html = body(1).decode()
    table = pa.table(
        {"url": ["www.danqing.example/1", None, HOST, HOST], "html": [html, html, None, html]}
    )
    parquet.write_table(table, tmp_path / "in" / "a.parquet")
    (tmp_path / "in" / "b.parquet").write_bytes((tmp_path / "in" / "a.parquet").read_bytes()[:-9])
    done = gongwen("scale", "in", "out", "--json", cwd=tmp_path)
    assert (done.code, done.json()["documents"]) == (1, 1)
    assert done.json()["broken"] == {"no-url": 2, "empty": 1, "file": 1}
    logs = tmp_path / "out" / "work" / "stages" / "clean" / "logs"
    assert f"{logs.relative_to(tmp_path)}" in done.err.splitlines()[-1]
    assert "b.parquet" in "".join(log.read_text("utf-8") for log in logs.iterdir())
    parquet.write_table(pa.table({"url": [HOST], "html": [5]}), tmp_path / "in" / "c.parquet")
    wrong = gongwen("scale", "in", "other", cwd=tmp_path)
    assert (wrong.code, wrong.err.count("\n"), (tmp_path / "other").exists()) == (2, 1, False)


@pytest.mark.parametrize("options", [(), ("--executor", "ray")])
def test_the_error_of_a_task_is_one_line(tmp_path: Path, options: tuple[str, ...]) -> None:
    write(tmp_path / "a.warc.gz", ("/1.html", 1, "2026-05-09T01:00:00Z"))
    gongwen("scale", "a.warc.gz", "out", cwd=tmp_path)
    (done,) = (tmp_path / "out" / "work" / "stages" / "filter" / "completions").iterdir()
    done.unlink()
    (tmp_path / "out" / "documents" / "00000.parquet").unlink()
    (tmp_path / "out" / "documents").rmdir()
    (tmp_path / "out" / "documents").write_text("in the way")
    failed = gongwen("scale", "a.warc.gz", "out", "--quiet", *options, cwd=tmp_path)
    assert (failed.code, failed.err.count("\n")) == (74, 1), failed.err
    assert "documents" in failed.err
    assert "ray::" not in failed.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_run_at_once_and_the_next_one_goes_on(
    tmp_path: Path, number: signal.Signals
) -> None:
    for file in range(6):
        some = [
            (f"/{n}.html", n, "2026-05-09T01:00:00Z")
            for n in range(file * 400 + 1, file * 400 + 401)
        ]
        write(tmp_path / "in" / f"{file}.warc.gz", *some)
    out = tmp_path / "out"
    done = out / "work" / "stages" / "clean" / "completions"
    with start(tmp_path / "in", out, "--workers", "1") as process:
        ends = time.monotonic() + PATIENCE
        while not (done.is_dir() and any(done.iterdir())) and time.monotonic() < ends:
            time.sleep(0.02)
        workers = below(process.pid)
        process.send_signal(number)
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 128 + number, err
    assert err.splitlines()[-1].startswith(f"gongwen: stopped by {number.name}; the same command")
    assert "Traceback" not in err
    assert len(list(done.iterdir())) < 6
    ends = time.monotonic() + 60
    while any(named(pid) for pid in workers) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not [named(pid) for pid in workers if named(pid)]
    with start(tmp_path / "in", out) as process:
        assert finished(process)["documents"] == 2400


def test_a_full_disk_is_one_line_and_costs_nothing(tmp_path: Path) -> None:
    some = [(f"/{n}.html", n, "2026-05-09T01:00:00Z") for n in range(1, 700)]
    write(tmp_path / "a.warc.gz", *some)
    command = f"ulimit -f 100; exec {sys.executable} -m scraper scale a.warc.gz out --quiet"
    full = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )
    assert (full.returncode, full.stderr.count(b"\n")) == (74, 1), full.stderr
    done = gongwen("scale", "a.warc.gz", "out", "--json", cwd=tmp_path)
    assert (done.code, done.json()["documents"]) == (0, 699)
