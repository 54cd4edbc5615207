"""`import` and `crawl` as processes of their own: real HTTP on loopback, real SQLite files."""

from __future__ import annotations

import fcntl
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import (
    DEMO_SITE,
    SPEECH,
    SPEECH_URL,
    asked,
    config,
    count,
    demo_expectation,
    environment,
    gongwen,
)
from plain_sql import table
from werkzeug import Request, Response

from scraper import demo

if TYPE_CHECKING:
    from pytest_httpserver import HTTPServer


# import


def test_import_of_a_file_twice_changes_nothing_and_says_so(tmp_path: Path) -> None:
    arguments = ("import", SPEECH, "--url", SPEECH_URL, "--db", "lib.db")
    first = gongwen(*arguments, cwd=tmp_path)
    assert (first.code, first.out) == (0, "1 new, 0 changed, 0 unchanged, 0 failed\n"), first.err
    again = gongwen(*arguments, cwd=tmp_path)
    assert (again.code, again.out) == (0, "0 new, 0 changed, 1 unchanged, 0 failed\n")
    shown = gongwen("show", SPEECH_URL, "--json", "--db", "lib.db", cwd=tmp_path).json()
    assert shown["paragraphs"] == demo_expectation("jianghua-1001")[1]


def test_files_are_told_by_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "存档" / ("防汛" * 20)
    folder.mkdir(parents=True)
    (folder / "动员会 讲话.html").write_bytes(SPEECH.read_bytes())
    (tmp_path / "一.txt").write_text("请各村抓紧清理沟渠，排查险情，落实值班。\n" * 9, "utf-8")
    (tmp_path / "空.html").write_text("", "utf-8")
    result = gongwen("import", ".", "--db", "lib.db", cwd=tmp_path)
    assert result.err.splitlines()[0] == "! 空.html  empty"
    assert "+ 一.txt  (no title)" in result.err
    assert "防汛/动员会 讲话.html  在" in result.err
    assert "+ …" in result.err
    assert "  failed   空.html  empty" in result.out
    assert gongwen("import", ".", "--dry-run", cwd=tmp_path).out.splitlines()[0] == "一.txt"
    failed = gongwen("status", "--failures", "--db", "lib.db", cwd=tmp_path).out
    assert failed.rstrip().endswith("  空.html  empty")
    found = gongwen("search", "沟渠", "--db", "lib.db", cwd=tmp_path).out
    assert found.splitlines()[0].endswith("  (no title)")


def test_a_second_address_of_a_document_is_counted(tmp_path: Path) -> None:
    for url in (SPEECH_URL, SPEECH_URL + "?zz=77"):
        result = gongwen("import", SPEECH, "--url", url, "--db", "lib.db", cwd=tmp_path)
    told = "0 new, 0 changed, 0 unchanged, 0 failed, 1 same as another address\n"
    assert (result.code, result.out) == (0, told)


def test_import_of_plain_text_cleans_again_as_plain_text(tmp_path: Path) -> None:
    text = "在会上的讲话\n\n同志们:\n" + "这是一段用来占位的正文,讲了三点意见。\n" * 5
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert gongwen("import", "a.txt", "--db", "lib.db", cwd=tmp_path).code == 0
    before = gongwen("show", "1", "--db", "lib.db", cwd=tmp_path).out
    table(tmp_path / "lib.db", "UPDATE documents SET rules_version = 'old'")
    result = gongwen("reclean", "--db", "lib.db", cwd=tmp_path)
    assert result.out.startswith("0 new, 0 changed, 1 unchanged"), result.err
    assert gongwen("show", "1", "--db", "lib.db", cwd=tmp_path).out == before


def test_import_of_an_address_asks_conditionally_the_second_time(tmp_path: Path) -> None:
    with demo.serve() as start:
        config(tmp_path, start)
        url = f"{start}zongjie/2001.html"
        first = gongwen("import", url, cwd=tmp_path)
        assert first.code == 0, first.err
        assert first.out.startswith("1 new")
        again = gongwen("import", url, "--json", cwd=tmp_path)
        assert again.code == 0
        assert again.json()["unchanged"] == 1
        assert again.json()["bytes"] < 100  # robots.txt and a 304
    assert count(tmp_path / "lib.db") == 1


def test_import_of_a_page_of_links_says_how_to_look_at_a_site(tmp_path: Path) -> None:
    with demo.serve() as start:
        config(tmp_path, start)
        result = gongwen("import", start, cwd=tmp_path)
    assert result.code == 1
    assert f"; a page of links? `gongwen sites check {start}`\n" in result.out


def test_import_of_a_folder_and_a_list(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("zongjie/2001.html", "zongjie/2002.html"):
        (folder / Path(name).name).write_bytes((DEMO_SITE / name).read_bytes())
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7")
    assert gongwen("import", "pages", "--db", "a.db", cwd=tmp_path).out.startswith("2 new")
    (tmp_path / "list").write_text(
        f"# mine\n{folder / '2001.html'}\n\nno-such-file.html\n", "utf-8"
    )
    listed = gongwen("import", "--list", "list", "--db", "b.db", cwd=tmp_path)
    assert listed.code == 1
    assert listed.out.startswith("1 new, 0 changed, 0 unchanged, 1 failed")
    assert "no-such-file.html" in listed.out
    (folder / "2001.html").rename(folder / "工作总结.html")
    (tmp_path / "list").write_text(f"{folder / '工作总结.html'}\n", "gb18030")
    for name, stdin in (("list", b""), ("-", (tmp_path / "list").read_bytes())):
        run = gongwen(
            "import", "--list", name, "--db", f"{len(name)}.db", cwd=tmp_path, stdin=stdin
        )
        assert run.out.startswith("1 new"), run.out


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    for name in (".存稿", "存稿", "存稿/.git"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "2001.html").write_bytes((DEMO_SITE / "zongjie/2001.html").read_bytes())
        (tmp_path / name / "x.docx").write_bytes(b"PK")
    (tmp_path / "存稿" / ".2002.html").write_bytes(b"x")
    dry = gongwen("import", ".", "--dry-run", cwd=tmp_path)
    assert dry.out == "存稿/2001.html\n"
    assert dry.err.startswith("left out: 1 .docx")
    assert gongwen("import", ".存稿", "--dry-run", cwd=tmp_path).out == ".存稿/2001.html\n"


# crawl


def test_crawl_twice_looks_again_at_a_few_articles(tmp_path: Path, site: HTTPServer) -> None:
    config(tmp_path, site.url_for("/"))
    first = gongwen("crawl", cwd=tmp_path)
    assert first.code == 0, first.err + first.out
    assert first.out.startswith("9 new, 0 changed, 0 unchanged, 0 failed")
    assert not [path for path in asked(site) if path.startswith("/huiyuan/")]
    assert len(asked(site)) == len(set(asked(site)))
    site.clear_log()
    second = gongwen("crawl", cwd=tmp_path)
    assert second.code == 0
    assert second.out.startswith("0 new, 0 changed, 2 unchanged, 0 failed")
    assert {"/", "/jianghua/", "/tongzhi/"} <= set(asked(site))
    assert "/jianghua/index_2.html" in asked(site)  # its turn has come
    assert len([path for path in asked(site) if re.search(r"\d{4}\.html$", path)]) == 2


def test_crawl_finds_what_is_new_and_goes_on_after_a_bound(
    tmp_path: Path, site: HTTPServer
) -> None:
    config(tmp_path, site.url_for("/"))
    bounded = gongwen("crawl", "--max-pages", "4", cwd=tmp_path)
    assert bounded.code == 0
    assert "the next run continues" in bounded.out
    assert count(tmp_path / "lib.db") < 9
    assert gongwen("crawl", cwd=tmp_path).code == 0
    assert count(tmp_path / "lib.db") == 9


def test_crawl_full_sees_a_changed_text_and_keeps_the_old(tmp_path: Path, site: HTTPServer) -> None:
    config(tmp_path, site.url_for("/"))
    assert gongwen("crawl", cwd=tmp_path).code == 0
    body = demo.pages()["/zongjie/2001.html"].replace("860卷".encode(), "900卷".encode())
    site.clear()
    for path, old in demo.pages().items():
        page = body if path == "/zongjie/2001.html" else old
        site.expect_request(path).respond_with_data(page, content_type="text/html")
    not_due = "UPDATE pages SET next_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+20 days')"
    table(tmp_path / "lib.db", not_due)
    assert gongwen("crawl", cwd=tmp_path).out.startswith("0 new, 0 changed, 0 unchanged")
    full = gongwen("crawl", "--full", cwd=tmp_path)
    assert full.out.startswith("0 new, 1 changed, 8 unchanged, 0 failed"), full.out + full.err
    versions = table(tmp_path / "lib.db", "SELECT text FROM versions")
    assert len(versions) == 1
    assert "860卷" in versions[0][0]


def test_crawl_dry_run_asks_nothing(tmp_path: Path, site: HTTPServer) -> None:
    config(tmp_path, site.url_for("/"))
    result = gongwen("crawl", "--dry-run", cwd=tmp_path)
    assert result.code == 0
    assert result.out.split()[:2] == ["start", site.url_for("/")]
    assert asked(site) == []
    assert not (tmp_path / "lib.db").exists()


def test_crawl_of_some_broken_pages_exits_1_and_lists_them(
    tmp_path: Path, site: HTTPServer
) -> None:
    site.clear()
    site.expect_request("/zongjie/2002.html").respond_with_data("gone", 404)
    for path, body in demo.pages().items():
        site.expect_request(path).respond_with_data(body, content_type="text/html")
    config(tmp_path, site.url_for("/"))
    result = gongwen("crawl", cwd=tmp_path)
    assert result.code == 1
    assert result.out.startswith("8 new, 0 changed, 0 unchanged, 1 failed")
    assert "/zongjie/2002.html" in result.out
    listed = gongwen("status", "--failures", cwd=tmp_path).out
    assert "/zongjie/2002.html" in listed


@pytest.mark.slow
def test_crawl_says_that_a_document_is_gone_and_where_that_stands(
    tmp_path: Path, site: HTTPServer
) -> None:
    config(tmp_path, site.url_for("/"))
    assert gongwen("crawl", cwd=tmp_path).code == 0
    site.clear()
    site.expect_request("/zongjie/2002.html").respond_with_data("gone", 404)
    for path, body in demo.pages().items():
        site.expect_request(path).respond_with_data(body, content_type="text/html")
    assert ", 1 gone" not in gongwen("crawl", "--full", cwd=tmp_path).out
    assert "0 failed, 1 gone, 1 skipped" in gongwen("crawl", "--full", cwd=tmp_path).out
    listed = gongwen("status", "--failures", cwd=tmp_path).out
    assert "404 Not Found; it is held to be gone, its text stays" in listed
    shown = gongwen("show", site.url_for("/zongjie/2002.html"), cwd=tmp_path)
    assert (shown.code, "gone from its site since 20" in shown.err) == (0, True)


def test_crawl_of_a_changed_layout_exits_65_and_keeps_what_was_stored(
    tmp_path: Path, site: HTTPServer
) -> None:
    config(tmp_path, site.url_for("/"))
    assert gongwen("crawl", cwd=tmp_path).code == 0
    site.clear()
    shell = "<html><body><div id=app></div><script src=/app.js></script></body></html>"
    for path, body in demo.pages().items():
        is_article = re.search(r"\d{4}\.html$", path)
        page = shell.encode() if is_article else body
        site.expect_request(path).respond_with_data(page, content_type="text/html")
    result = gongwen("crawl", "--full", cwd=tmp_path)
    assert result.code == 65
    assert "案牍集" in result.out
    assert count(tmp_path / "lib.db") == 9


def test_crawl_of_a_dead_host_exits_69(tmp_path: Path) -> None:
    config(tmp_path, "http://127.0.0.1:9/")
    result = gongwen("crawl", cwd=tmp_path)
    assert result.code == 69
    assert "127.0.0.1:9" in result.out


@pytest.mark.parametrize(
    ("more", "said"),
    [((), b"the next run continues"), (("--full",), b"--full everything again")],
)
def test_crawl_ends_cleanly_on_sigterm(
    tmp_path: Path, httpserver: HTTPServer, more: tuple[str, ...], said: bytes
) -> None:
    left = threading.Event()  # else the next test would find the server at this answer still

    def slow(_request: Request) -> Response:
        left.wait(20)
        return Response(b"late", content_type="text/html")

    httpserver.expect_request("/robots.txt").respond_with_data("", content_type="text/plain")
    httpserver.expect_request("/").respond_with_handler(slow)
    config(tmp_path, httpserver.url_for("/"), timeout=20.0)
    command = [sys.executable, "-m", "scraper", "crawl", *more]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        until = time.monotonic() + 60
        while "/robots.txt" not in asked(httpserver) and time.monotonic() < until:
            time.sleep(0.05)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    left.set()
    assert process.returncode == 128 + signal.SIGTERM
    assert time.monotonic() - began < 10
    assert b"SIGTERM" in err
    assert said in err
    assert b"Traceback" not in err
    assert table(tmp_path / "lib.db", "SELECT exit_code FROM runs") == [(143,)]


def test_a_second_crawl_exits_75(crawled: Path) -> None:
    config(crawled, "http://127.0.0.1:9/")
    with (crawled / "lib.db.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = gongwen("crawl", cwd=crawled)
    assert result.code == 75
    assert len(result.err.splitlines()) == 1
