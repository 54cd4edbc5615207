"""`gongwen serve` from start to end: names, locks, limits, signals, and every reason not to start."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import datasette
import httpx
import pytest
import uvicorn
from command import ROOT, environment, gongwen
from datasette.app import Datasette
from datasette.database import Database
from documents import cleaned
from webpage import NOON, make, served

from scraper import fulltext
from scraper.store import open_library
from scraper.web import server, views
from scraper.web.server import application

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.web.guard import App


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("serve") / "lib.db")


def test_nobody_but_this_machine_is_answered(library: Path) -> None:
    with served(library) as address:
        assert address.startswith("http://127.0.0.1:")
        port = int(address.rpartition(":")[2])
        for other in ("127.0.0.2", "::1"):
            with pytest.raises(
                OSError, match=r"refused|unreachable|not available|Cannot assign|unsupported"
            ):
                socket.create_connection((other, port), timeout=5)


def test_further_names_can_be_allowed(library: Path) -> None:
    with served(library, "--allow-host", "gongwen.lan") as address:
        for host, status in (("gongwen.lan", 200), ("other.lan", 421)):
            assert httpx.get(address, headers={"host": host}).status_code == status


def test_on_every_address_each_address_is_answered_and_still_no_name(library: Path) -> None:
    with served(library, "--host", "0.0.0.0") as address:
        local = address.replace("0.0.0.0", "127.0.0.1")
        for host, status in (("192.168.1.5:8001", 200), ("evil.example", 421)):
            assert httpx.get(local, headers={"host": host}).status_code == status


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


@contextmanager
def read_only(library: Path) -> Iterator[None]:
    """Be somebody who may read a library and nothing more."""
    library.chmod(0o444)
    library.parent.chmod(0o555)
    ours = os.geteuid()
    try:
        os.seteuid(ours or 65534)
        if not all(os.access(x.__file__, os.R_OK, effective_ids=True) for x in (datasette, views)):
            pytest.skip("what is installed here is for its owner alone")
        yield
    finally:
        os.seteuid(ours)
        library.parent.chmod(0o755)
        library.chmod(0o644)


def test_who_may_only_read_sees_what_the_owner_writes() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        library = make(Path(folder, "lib.db"))
        app, other = application(library), application(make(Path(folder, "other.db")))

        async def get(path: str, app: App = app) -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as web:
                return await web.get(path)

        paths = ("/", "/sites", "/library/documents")
        # the interpreter may be for its owner alone: what it loads late is loaded before
        assert "localhost".encode("idna")
        for path in ("/search?q=项目", *paths):
            asyncio.run(get(path, other))
        with read_only(library):
            assert "没有找到" in asyncio.run(get("/search?q=后来")).text
        with open_library(library) as writer:
            for n in range(200):
                new = cleaned(f"https://a.example/later/{n}.html", f"后来的第{n}篇讲话。" * 50)
                writer.save(new, "h", "v", NOON)
            fulltext.catch_up(writer)
        with read_only(library):
            for path in ("/search?q=后来", *paths):
                assert asyncio.run(get(path)).status_code == 200, path
            assert "后来</mark>的第" in asyncio.run(get("/search?q=后来")).text


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_question_that_takes_too_long_is_stopped(library: Path) -> None:
    datasette = Datasette(settings={"num_sql_threads": 1})
    datasette.add_database(Database(datasette, str(library)), name=views.LIBRARY)
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    )
    with pytest.raises(views.Problem) as problem:
        asyncio.run(views.read(datasette, lambda library: library.row(endless)))
    assert problem.value.status == 503


def test_who_sends_or_reads_too_slowly_is_left(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    whole = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

    async def talk() -> list[bytes]:
        web = uvicorn.Server(server.configured(application(library)))
        with server.listen("127.0.0.1", 0) as listening:
            serving = asyncio.create_task(web.serve([listening]))
            said = []
            for begun in (whole[:20], whole + whole[:20]):
                reader, writer = await asyncio.open_connection(*listening.getsockname())
                writer.write(begun)
                with suppress(ConnectionError):
                    said.append(await asyncio.wait_for(reader.read(), 5))
                writer.close()
            web.should_exit = True
            await serving
        return said

    said = asyncio.run(talk())
    assert [one[:12] for one in said] in ([b"HTTP/1.1 200"], [b"", b"HTTP/1.1 200"])


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


@pytest.mark.slow
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
