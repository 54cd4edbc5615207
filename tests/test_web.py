"""`gongwen serve` as a process: what it answers, what it refuses, how it ends."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx
import pytest
from command import ROOT, environment, gongwen
from datasette.app import Datasette
from datasette.database import Database
from documents import cleaned
from webpage import HOSTILE_URL, NOON, SPEECH, SPEECH_TITLE, make, number, served

from scraper.store import open_library
from scraper.web import views
from scraper.web.guard import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("web") / "lib.db")


@pytest.fixture(scope="module")
def page(library: Path) -> Iterator[httpx.Client]:
    with served(library) as address, httpx.Client(base_url=address, timeout=20) as client:
        yield client


@pytest.fixture(scope="module")
def paths(library: Path) -> list[str]:
    speech, hostile = number(library, SPEECH), number(library, HOSTILE_URL)
    return [
        "/",
        "/search",
        "/search?q=项目",
        "/search?q=项目&site=案牍集&year=2026&order=date",
        f"/doc/{speech}?q=项目",
        f"/doc/{speech}/changes",
        f"/doc/{hostile}",
        f"/doc/{speech}.md",
        "/sites",
        "/library",
        "/library/documents",
        f"/library/documents/{speech}",
        "/library/cuts.json",
        "/static/gongwen.css",
    ]


def test_every_answer_carries_the_headers(page: httpx.Client, paths: list[str]) -> None:
    for path in [*paths, "/doc/999999", "/nothing", "/library.db"]:
        answer = page.get(path)
        assert answer.status_code == (200 if path in paths else 404), path
        headers = answer.headers
        assert headers["content-security-policy"] == POLICY, path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY


def test_pages_name_no_other_host_and_hold_no_inline_script(
    page: httpx.Client, paths: list[str]
) -> None:
    for path in paths:
        answer = page.get(path)
        if "html" in answer.headers["content-type"]:
            assert "<style" not in answer.text
            assert " style=" not in answer.text
            assert answer.text.count("<script") == answer.text.count('<script src="/static/') == 1


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:99", 200),
        ("[::1]:8001", 200),
        ("LOCALHOST", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.nip.example", 421),
        ("10.0.0.1", 421),
        ("", 421),
        ("[::1", 421),
    ],
)
def test_only_its_own_names_are_answered(page: httpx.Client, host: str, status: int) -> None:
    assert page.get("/", headers={"host": host}).status_code == status


def test_further_names_can_be_allowed(library: Path) -> None:
    with served(library, "--allow-host", "gongwen.lan") as address:
        for host, status in (("gongwen.lan", 200), ("other.lan", 421)):
            assert httpx.get(address, headers={"host": host}).status_code == status


def test_on_every_address_each_address_is_answered_and_still_no_name(library: Path) -> None:
    with served(library, "--host", "0.0.0.0") as address:
        local = address.replace("0.0.0.0", "127.0.0.1")
        for host, status in (("192.168.1.5:8001", 200), ("evil.example", 421)):
            assert httpx.get(local, headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/library?sql=select+1", 403),
        ("/library.json?sql=select+1", 403),
        ("/library/documents?_where=1=1", 403),
        ("/library/documents?_sort=zz", 400),
        ("/library/zz", 404),
        ("/library.db", 404),
        ("/library/documents.csv?_stream=1", 404),
        ("/raw.db", 404),
        ("/raw", 404),
        ("/_internal", 404),
        ("/_memory", 404),
        ("/-/databases.json", 404),
        ("/-/plugins", 404),
        ("/-/permissions", 404),
        ("/-/static/app.css", 404),
        ("/static/../plugin.py", 404),
        ("/static/..%2fplugin.py", 404),
        ("/doc/1e3", 404),
        ("/doc/99999999999999999999", 404),
        ("/doc/1/changes?version=7", 404),
        ("//evil.example/", 404),
        ("/sites/", 404),
        ("/search?q=" + "长" * 3000, 414),
        ("/search?q=" + "+".join(f"w{i}" for i in range(40)), 400),
    ],
)
def test_what_is_refused(page: httpx.Client, path: str, status: int) -> None:
    answer = page.get(httpx.URL(str(page.base_url).rstrip("/") + path))
    assert answer.status_code == status
    assert str(ROOT) not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_there_is_nothing_but_reading(page: httpx.Client, method: str) -> None:
    assert page.request(method, "/").status_code == 405
    head = page.head("/")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "words",
    ['"', "*", "AND OR NOT", "NEAR(a b)", "' OR 1=1 --", "-", 'title:"', "\x00", "%", "{{7*7}}"],
)
def test_any_words_can_be_searched(page: httpx.Client, words: str) -> None:
    answer = page.get("/search", params={"q": words})
    assert answer.status_code == 200
    assert "49" not in answer.text


def test_the_path_of_the_library_is_nowhere(
    page: httpx.Client, library: Path, paths: list[str]
) -> None:
    for path in paths:
        assert str(library.parent) not in page.get(path).text


def test_markdown_is_the_document(page: httpx.Client, library: Path) -> None:
    answer = page.get(f"/doc/{number(library, SPEECH)}.md")
    assert answer.text.startswith(f"# {SPEECH_TITLE}\n")
    assert answer.text.rstrip().endswith("谢谢大家!")
    assert answer.headers["content-disposition"].startswith("attachment")


def test_it_reads_while_others_write(library: Path) -> None:
    with served(library) as address, open_library(library, create=False) as writer:
        before = httpx.get(f"{address}/search?q=新来").text
        assert "没有找到" in before
        with writer.transaction():
            new = cleaned("https://a.example/new.html", "新来的一篇讲话。", title="新来的讲话")
            writer.save(new, "h", "v", NOON)
            during = httpx.get(f"{address}/search?q=新来")
            assert (during.status_code, "没有找到" in during.text) == (200, True)
        after = httpx.get(f"{address}/search?q=新来").text
        assert "新来</mark>的讲话" in after
    with open_library(library, create=False) as writer, writer.transaction() as connection:
        connection.execute("DELETE FROM documents WHERE url = 'https://a.example/new.html'")


def test_an_exclusive_lock_is_said_to_be_one(tmp_path: Path) -> None:
    database = make(tmp_path / "lib.db")
    holder = sqlite3.connect(database)
    holder.execute("PRAGMA journal_mode = DELETE")  # with a write-ahead log, readers never wait
    with served(database) as address:
        assert httpx.get(address).status_code == 200
        holder.execute("BEGIN EXCLUSIVE")
        answer = httpx.get(f"{address}/search?q=项目", timeout=30)
        holder.close()
        assert answer.status_code == 503
        assert httpx.get(f"{address}/search?q=项目", timeout=30).status_code == 200


def test_a_question_that_takes_too_long_is_stopped(library: Path) -> None:
    datasette = Datasette(settings={"num_sql_threads": 1})
    datasette.add_database(Database(datasette, str(library)), name=views.LIBRARY)
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    )
    started = time.monotonic()
    with pytest.raises(views.Problem) as problem:
        asyncio.run(views.read(datasette, lambda library: library.row(endless)))
    assert problem.value.status == 503
    assert time.monotonic() - started < 10 * views.LIMIT_MS / 1000


# starting and ending


def test_a_terminating_signal_ends_it_cleanly(library: Path) -> None:
    command = [sys.executable, "-m", "scraper", "serve", "--db", str(library), "--port", "0"]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        assert server.stdout is not None
        server.stdout.readline()
        server.send_signal(signal.SIGTERM)
        _, said = server.communicate(timeout=20)
    assert (server.returncode, said) == (128 + signal.SIGTERM, b"")


def test_a_missing_or_foreign_library_is_one_line(tmp_path: Path) -> None:
    foreign = tmp_path / "other.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    for name in ("missing.db", "other.db"):
        result = gongwen("serve", "--db", name, "--port", "0", cwd=tmp_path)
        assert (result.code, len(result.err.splitlines())) == (74, 1)
        assert name in result.err


def test_a_busy_port_is_one_line(library: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = gongwen("serve", "--db", library, "--port", str(port), cwd=library.parent)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert f"127.0.0.1:{port}" in result.err
    assert "--port" in result.err


def test_without_datasette_one_line_says_what_to_install_and_the_rest_works(
    library: Path, tmp_path: Path
) -> None:
    text = "raise ModuleNotFoundError('No module named datasette', name='datasette')"
    (tmp_path / "datasette.py").write_text(text, "utf-8")
    path = f"{tmp_path}:{ROOT}"
    result = gongwen("serve", "--db", library, cwd=tmp_path, PYTHONPATH=path)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "pip install" in result.err
    assert gongwen("search", "项目", "--db", library, cwd=tmp_path, PYTHONPATH=path).code == 0
    assert gongwen("demo", "--db", "d.db", cwd=tmp_path, PYTHONPATH=path).code == 0
