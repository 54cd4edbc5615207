"""`demo`, and `search`, `show` and `status` on the library it made."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import httpx
import pytest
from command import (
    DEMO_TEXTS,
    STEERING,
    demo_expectation,
    environment,
    gongwen,
)
from plain_sql import table
from terminal import on_terminal
from webpage import served

from scraper.cli.output import put_json, width

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(file.stem for file in DEMO_TEXTS.glob("*.txt"))
NOTHING = "nothing found; fewer or shorter words find more\n"


# the demo


def test_demo_says_what_it_stored_and_cut_and_what_to_try(crawled: Path) -> None:
    out = (crawled / "out.txt").read_text("utf-8")
    assert "9 new, 0 changed, 0 unchanged, 0 failed" in out
    assert "0 new, 0 changed, 2 unchanged, 0 failed" in out  # a second look at some
    assert "robots" in out
    assert "在全县重点项目建设推进会上的讲话" in out
    assert "文稿屋" in out


def test_what_the_demo_says_to_try_can_be_typed_as_it_stands(crawled: Path) -> None:
    said = (crawled / "out.txt").read_text("utf-8").partition("try next\n")[2].splitlines()
    for line in said[:-1]:  # the last one needs an address
        done = subprocess.run(
            ["/bin/sh", "-c", line.strip().partition("  ")[0]],
            cwd=crawled,
            env=environment(PATH="/usr/bin:/bin"),  # as in a shell that knows no `gongwen`
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (line, done)
        assert done.stdout


def test_a_demo_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "scraper", "demo"],
        cwd=tmp_path,
        env=environment(TMPDIR=str(tmp_path), PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    started.stdout.readline()  # the site is served, the library open
    assert list(tmp_path.iterdir())
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=60)
    assert started.returncode == 128 + signal.SIGINT, err
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_demo_documents_are_exact(crawled: Path, name: str) -> None:
    fields, paragraphs = demo_expectation(name)
    path = f"%/{name.replace('-', '/', 1)}.html"
    sql = "SELECT title, published, category, text FROM documents WHERE url LIKE ?"
    rows = table(crawled / "lib.db", sql, path)
    assert len(rows) == 1
    title, published, category, text = rows[0]
    assert text.split("\n") == paragraphs
    assert (title, published, category) == (fields["标题"], fields["日期"], fields["栏目"])


def test_demo_library_opens_with_plain_sqlite(crawled: Path) -> None:
    assert table(crawled / "lib.db", "PRAGMA integrity_check") == [("ok",)]
    assert table(crawled / "lib.db", "SELECT count(*) FROM index_queue") == [(0,)]
    command = [sys.executable, "-m", "sqlite_utils", "tables", "lib.db", "--counts", "--csv"]
    tables = subprocess.run(command, cwd=crawled, capture_output=True, check=True).stdout
    assert b"documents,9" in tables


# search, show, status


@pytest.mark.parametrize(
    "words", ["项目", "项目建设", "军令状", "堃", "春争日、夏争时", "双过半 项目"]
)
def test_search_finds_pieces_of_any_length(crawled: Path, words: str) -> None:
    hits = gongwen("search", words, "--db", "lib.db", "--json", cwd=crawled).json()
    assert "在全县重点项目建设推进会上的讲话" in [hit["title"] for hit in hits]


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "-",
        "title:",
        "' OR 1=1 --",
        "NEAR(政协",
        "\x1b[31m红",
        "\u202e政协",
        "\udcff",
        "--help",
        "(" * 10_000,
    ],
)
def test_search_takes_any_words(crawled: Path, words: str) -> None:
    for options in ([], ["--json", "--facets"]):
        result = gongwen("search", *options, "--db", "lib.db", "--", words, cwd=crawled)
        assert result.code == 0
        assert result.err in {"", NOTHING} or "set apart by spaces" in result.err


def test_search_prints_title_date_and_snippet(crawled: Path) -> None:
    result = gongwen("search", "五水共治", "--db", "lib.db", cwd=crawled)
    assert (result.code, result.out) == (0, "")
    assert result.err == NOTHING
    misnamed = gongwen("search", "总结", "--kind", "年终总结", "--db", "lib.db", cwd=crawled)
    assert (misnamed.code, misnamed.out) == (0, "")
    assert misnamed.err == (
        "nothing found: no document has --kind 年终总结; there is 工作总结;"
        " `gongwen search --facets` lists them\n"
    )
    for words in ("项目 OR 群众", "项目|群众", "site:案牍集", "titel:项目"):
        joined = gongwen("search", words, "--db", "lib.db", cwd=crawled)
        assert (joined.code, joined.out) == (0, "")
        assert "set apart by spaces" in joined.err
    out = gongwen("search", "军令状", "--db", "lib.db", cwd=crawled).out.splitlines()
    assert re.fullmatch(r" *\d+  2026-03-12  在全县重点项目建设推进会上的讲话", out[0])
    assert "军令状" in out[1]
    filtered = ("search", "总结", "--db", "lib.db", "--category", "年度总结", "--json")
    assert len(gongwen(*filtered, cwd=crawled).json()) == 1
    dated = ("search", "--from", "2026-04-01", "--db", "lib.db", "--json")
    assert len(gongwen(*dated, cwd=crawled).json()) == 2


def test_show_by_number_and_by_address(crawled: Path) -> None:
    one = gongwen("show", "1", "--db", "lib.db", "--json", cwd=crawled).json()
    by_url = gongwen("show", one["url"], "--db", "lib.db", "--json", cwd=crawled).json()
    assert one == by_url
    assert one["cuts"]
    text = gongwen("show", "1", "--db", "lib.db", cwd=crawled).out
    assert text.startswith(f"标题: {one['title']}\n")
    assert gongwen("show", "999", "--db", "lib.db", cwd=crawled).code == 2


def test_status_shows_sites_and_runs(crawled: Path) -> None:
    status = gongwen("status", "--db", "lib.db", "--json", cwd=crawled).json()
    assert status["documents"] == 9
    assert [run["exit_code"] for run in status["runs"]][-2:] == [0, 0]
    out = gongwen("status", "--db", "lib.db", cwd=crawled).out
    assert "9 documents" in out
    assert "127.0.0.1" in out


def test_json_names_what_a_terminal_must_not_see(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"title": "a\u202eb\ud800\x9b\x1b", "text": "讲话"}
    put_json(value)
    out = capsys.readouterr().out
    assert not set(out) & STEERING
    assert json.loads(out) == value


def test_status_shows_times_on_the_clock_of_the_machine(crawled: Path) -> None:
    stored = gongwen("status", "--db", "lib.db", "--json", cwd=crawled).json()["runs"][0]
    begun = datetime.fromisoformat(stored["started_at"])
    assert begun.utcoffset() == timedelta(0)
    there = begun.astimezone(timezone(timedelta(hours=8)))
    shown = gongwen("status", "--db", "lib.db", cwd=crawled, TZ="Asia/Shanghai").out
    assert f"{there:%Y-%m-%d %H:%M}" in shown
    assert "Z  " not in shown


def test_a_page_behind_the_last_hit_says_how_many_there_are(crawled: Path) -> None:
    def found(*more: str) -> str:
        return gongwen("search", "军令状", *more, "--db", "lib.db", cwd=crawled).err

    assert found("--offset", "90") == "nothing more: there is only 1 hit\n"
    assert found("--offset", "90", "--site", "nowhere.example").startswith("nothing found")
    assert "军令" in gongwen("search", "军令状", "--db", "lib.db", cwd=crawled).out


def test_near_duplicates_and_earlier_texts_are_told(tmp_path: Path) -> None:
    lines = [f"第{n}，各村要抓紧清理第{n}段沟渠，排查险情，落实{n}号值班表。" for n in range(30)]
    text = "在全县防汛工作会议上的讲话\n同志们：\n" + "\n".join(lines)
    late = text.replace("第7，", "第7点，")
    for number, body in ((1, text), (2, late), (1, text.replace("险情", "隐患", 1))):
        url = f"https://a{number}.example/{number}.txt"
        done = gongwen("import", "-", "--url", url, cwd=tmp_path, stdin=body.encode())
        assert done.code == 0, done.err
    hits = gongwen("search", "沟渠", "--json", cwd=tmp_path).json()
    assert {hit["id"]: hit["duplicate_of"] for hit in hits} == {1: None, 2: 1}
    out = gongwen("search", "沟渠", cwd=tmp_path).out
    assert out.count("  (near-duplicate of 1)\n") == 1
    shown = gongwen("show", "1", cwd=tmp_path).err.splitlines()
    assert shown[0] == "near-duplicates: 2"
    assert re.fullmatch(r"1 earlier text, the last until [\d-]{10}: --json has them", shown[1])
    whole = gongwen("show", "1", "--json", cwd=tmp_path).json()
    assert whole["near_duplicates"] == [2]
    assert ["隐患" in one["text"] for one in whole["versions"]] == [False]
    assert "隐患" in "".join(whole["paragraphs"])
    with served(tmp_path / "data" / "gongwen.db") as address:
        page = httpx.get(f"{address}/search", params={"q": "沟渠"}).text
        assert page.count('<a href="/doc/2/changes?with=1">') == 1
        beside = httpx.get(f"{address}/doc/2/changes", params={"with": "1"}).text
    assert "<ins>点</ins>" in beside


def test_on_a_narrow_terminal_a_row_goes_on_in_the_next_line(crawled: Path) -> None:
    for columns in (60, 80):
        _, out = on_terminal(crawled, "status", "--db", "lib.db", COLUMNS=str(columns))
        lines = out.replace("\r", "").splitlines()
        assert all(width(line) <= columns for line in lines)
        start = next(i for i, line in enumerate(lines) if line.startswith("  started_at"))
        assert lines[start + 1].startswith("      ")
    wide = gongwen("status", "--db", "lib.db", cwd=crawled).out
    assert max(map(width, wide.splitlines())) > 80
