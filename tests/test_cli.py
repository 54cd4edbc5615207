"""The command line end to end: real processes, real HTTP on loopback, real SQLite files."""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import DEMO_SITE, DEMO_TEXTS, STEERING, config, demo_expectation, environment, gongwen
from plain_sql import table
from terminal import on_terminal
from werkzeug import Request, Response

from scraper import demo
from scraper.cli.output import put_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_httpserver import HTTPServer

SPEECH = DEMO_SITE / "jianghua" / "1001.html"
SPEECH_URL = "https://www.example.com/jianghua/1001.html"
NAMES = sorted(file.stem for file in DEMO_TEXTS.glob("*.txt"))


NOTHING = "nothing found; fewer or shorter words, or fewer filters, find more\n"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `gongwen demo` has run: lib.db, and out.txt with what it said."""
    folder = tmp_path_factory.mktemp("crawled")
    result = gongwen("demo", "--db", "lib.db", cwd=folder, PATH="/usr/bin:/bin")
    assert result.code == 0, result.err
    (folder / "out.txt").write_text(result.out, "utf-8")
    return folder


@pytest.fixture
def site(httpserver: HTTPServer) -> Iterator[HTTPServer]:
    """The bundled site on a server that remembers what it was asked."""
    for path, body in demo.pages().items():
        httpserver.expect_request(path).respond_with_data(body, content_type="text/html")
    yield httpserver
    httpserver.clear()


def asked(site: HTTPServer) -> list[str]:
    return [request.path for request, _ in site.log]


def count(database: Path) -> int:
    return int(table(database, "SELECT count(*) FROM documents")[0][0])


# the demo


def test_demo_says_what_it_stored_and_cut_and_what_to_try(crawled: Path) -> None:
    out = (crawled / "out.txt").read_text("utf-8")
    assert "9 new, 0 changed, 0 unchanged, 0 failed" in out
    assert "0 new, 0 changed, 3 unchanged, 0 failed" in out  # a second look at some
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


# clean, explain, case, rules


def test_clean_json_has_paragraphs_cuts_and_found(tmp_path: Path) -> None:
    result = gongwen("clean", SPEECH, "--url", SPEECH_URL, "--json", cwd=tmp_path)
    assert result.code == 0, result.err
    document = result.json()
    fields, paragraphs = demo_expectation("jianghua-1001")
    assert document["paragraphs"] == paragraphs
    assert document["title"] == fields["标题"]
    assert document["url"] == SPEECH_URL
    assert any("www.example.net" in cut["text"] and cut["rule"] for cut in document["cuts"])
    assert {"title", "published"} <= {found["field"] for found in document["found"]}
    assert list(tmp_path.iterdir()) == []  # nothing is stored


def test_clean_reads_stdin_and_writes_text_and_markdown(tmp_path: Path) -> None:
    text = gongwen("clean", "-", cwd=tmp_path, stdin=SPEECH.read_bytes())
    assert text.code == 0, text.err
    assert text.out.startswith("标题: 在全县重点项目建设推进会上的讲话\n")
    assert "\n同志们:\n" in text.out
    markdown = gongwen("clean", SPEECH, "--format", "markdown", cwd=tmp_path).out
    assert markdown.startswith("# 在全县重点项目建设推进会上的讲话\n")
    assert r"新开工项目\*\*个" in markdown


def test_json_is_valid_where_the_stream_knows_ascii_only(tmp_path: Path) -> None:
    result = gongwen("clean", SPEECH, "--json", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert result.code == 0
    assert result.json()["title"] == "在全县重点项目建设推进会上的讲话"
    for form in ("json", "text"):
        latin = ("clean", SPEECH, "--format", form)
        assert gongwen(*latin, cwd=tmp_path, PYTHONIOENCODING="latin-1").code == 0


def test_explain_marks_cuts_in_place_and_by_rule(tmp_path: Path) -> None:
    out = gongwen("explain", SPEECH, "--url", SPEECH_URL, cwd=tmp_path).out
    assert re.search(r"^± 同志们:\[- ?文稿屋 www\.example\.net-\]  ← \S+$", out, re.MULTILINE)
    assert re.search(r"^- 案牍集 www\.example\.com  ← \S+$", out, re.MULTILINE)
    assert re.search(r"^  谢谢大家!$", out, re.MULTILINE)
    assert re.search(r"^  title .*← \S+$", out, re.MULTILINE)
    assert "cut, by rule" in out


def test_explain_is_styled_on_a_terminal_only(tmp_path: Path) -> None:
    _, out = on_terminal(tmp_path, "explain", str(SPEECH))
    struck = re.findall(r"\x1b\[[\d;]*9[\d;]*m([^\x1b]*)\x1b\[0m", out)
    assert any("文稿屋 www.example.net" in text for text in struck)
    assert not any("谢谢大家" in text for text in struck)


def test_explain_takes_the_number_of_a_stored_document(crawled: Path) -> None:
    by_number = gongwen("explain", "1", "--db", "lib.db", cwd=crawled)
    assert by_number.code == 0, by_number.err
    assert "cut, by rule" in by_number.out
    assert gongwen("explain", "999", "--db", "lib.db", cwd=crawled).code == 2


def test_case_writes_four_files_and_never_overwrites(tmp_path: Path) -> None:
    arguments = ("case", SPEECH, "--url", SPEECH_URL, "--note", "水印", "--to", "cases")
    result = gongwen(*arguments, cwd=tmp_path)
    assert result.code == 0, result.err
    folder = tmp_path / "cases" / "example.com" / "jianghua-1001"
    assert result.out.strip() == str(folder.relative_to(tmp_path))
    assert {file.name for file in folder.iterdir()} == {
        "page.html", "page.toml", "expected.txt", "removed.txt",
    }  # fmt: skip
    assert (folder / "page.html").read_bytes() == SPEECH.read_bytes()
    assert f'url = "{SPEECH_URL}"' in (folder / "page.toml").read_text("utf-8")
    head, _, body = (folder / "expected.txt").read_text("utf-8").partition("---\n")
    assert body.splitlines() == demo_expectation("jianghua-1001")[1]
    assert {
        "标题: 在全县重点项目建设推进会上的讲话",
        "发布日期: 2026-03-12",
        "栏目: 领导讲话",
    } <= set(head.splitlines())
    removed = (folder / "removed.txt").read_text("utf-8").splitlines()
    assert any(line.endswith("│ 案牍集 www.example.com") for line in removed)
    again = gongwen(*arguments, cwd=tmp_path)
    assert again.code == 2
    assert "already" in again.err


def test_rules_list_and_check(tmp_path: Path) -> None:
    rules = gongwen("rules", "list", "--json", cwd=tmp_path).json()
    assert all(rule["id"] and rule["why"] and rule["hit"] for rule in rules)
    checked = gongwen("rules", "check", cwd=tmp_path)
    assert checked.code == 0, checked.err
    assert checked.out.startswith(f"{len(rules)} rules")


RULE = '[[rule]]\nid = "my.rule"\nwhy = "x"\nscope = "line"\nmatch = "广告"\nhit = ["广告"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULE + 'colour = "red"\n', ("mine.toml", "my.rule", "colour")),
        (RULE + 'miss = ["广告"]\n', ("my.rule", "miss", "广告")),
        (RULE.replace('hit = ["广告"]', 'hit = ["公文"]'), ("my.rule", "hit", "公文")),
        (RULE.replace('"广告"\n', '"("\n'), ("mine.toml", "my.rule", "match")),
        ("[[rule\n", ("mine.toml",)),
        (RULE.replace("id", "name"), ("mine.toml: id: wants a dotted",)),
        ('name = "某站"\nhost = ["a.example"]\n', ("mine.toml: host: unknown key",)),
        ('name = ""\nhosts = ["a.example"]\n', ("mine.toml: name: wants a text",)),
        ('colour = "red"\n' + RULE, ("mine.toml: colour: unknown key",)),
    ],
)
def test_a_bad_rule_is_named_with_file_rule_and_key(
    tmp_path: Path, text: str, said: tuple[str, ...]
) -> None:
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    result = gongwen("rules", "check", "mine.toml", cwd=tmp_path)
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert all(word in result.err for word in said)


# import


def test_import_of_a_file_twice_changes_nothing_and_says_so(tmp_path: Path) -> None:
    arguments = ("import", SPEECH, "--url", SPEECH_URL, "--db", "lib.db")
    first = gongwen(*arguments, cwd=tmp_path)
    assert (first.code, first.out) == (0, "1 new, 0 changed, 0 unchanged, 0 failed\n"), first.err
    again = gongwen(*arguments, cwd=tmp_path)
    assert (again.code, again.out) == (0, "0 new, 0 changed, 1 unchanged, 0 failed\n")
    shown = gongwen("show", SPEECH_URL, "--json", "--db", "lib.db", cwd=tmp_path).json()
    assert shown["paragraphs"] == demo_expectation("jianghua-1001")[1]


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
    assert second.out.startswith("0 new, 0 changed, 3 unchanged, 0 failed")
    assert {"/", "/jianghua/", "/tongzhi/"} <= set(asked(site))
    assert "/jianghua/index_2.html" not in asked(site)  # nothing new on the page before it
    assert len([path for path in asked(site) if re.search(r"\d{4}\.html$", path)]) == 3


def test_crawl_finds_what_is_new_and_goes_on_after_a_bound(
    tmp_path: Path, site: HTTPServer
) -> None:
    config(tmp_path, site.url_for("/"))
    bounded = gongwen("crawl", "--max-pages", "4", cwd=tmp_path)
    assert bounded.code == 0
    assert "the next run goes on" in bounded.out
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


def test_crawl_ends_cleanly_on_sigterm(tmp_path: Path, httpserver: HTTPServer) -> None:
    def slow(_request: Request) -> Response:
        time.sleep(3)
        return Response(b"late", content_type="text/html")

    httpserver.expect_request("/robots.txt").respond_with_data("", content_type="text/plain")
    httpserver.expect_request("/").respond_with_handler(slow)
    config(tmp_path, httpserver.url_for("/"), timeout=20.0)
    command = [sys.executable, "-m", "scraper", "crawl"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        until = time.monotonic() + 20
        while "/robots.txt" not in asked(httpserver) and time.monotonic() < until:
            time.sleep(0.05)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 128 + signal.SIGTERM
    assert time.monotonic() - began < 10
    assert b"SIGTERM" in err
    assert b"Traceback" not in err
    assert table(tmp_path / "lib.db", "SELECT exit_code FROM runs") == [(143,)]


def test_a_second_crawl_exits_75(crawled: Path) -> None:
    config(crawled, "http://127.0.0.1:9/")
    with (crawled / "lib.db.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = gongwen("crawl", cwd=crawled)
    assert result.code == 75
    assert len(result.err.splitlines()) == 1


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
        assert (result.code, result.err) in {(0, ""), (0, NOTHING)}


def test_search_prints_title_date_and_snippet(crawled: Path) -> None:
    result = gongwen("search", "五水共治", "--db", "lib.db", cwd=crawled)
    assert (result.code, result.out) == (0, "")
    assert result.err == NOTHING
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


# what is wrong is said in one line


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("import", "missing.html"), 2, "missing.html"),
        (("import", "empty-folder"), 2, "empty-folder"),
        (("import", "fifo"), 2, "fifo"),
        (("import", "ftp://a.example/1.html"), 2, "ftp://a.example/1.html"),
        (("import", "http://user:pw@a.example/"), 2, "a.example"),
        (("import", ""), 2, "empty name"),
        (("import", "two\nlines.html"), 2, "two lines.html"),
        (("import", "x" * 5000), 2, "xxx"),
        (("import", "http://a.example/?x=\udcff"), 2, "a.example"),
        (("import", "--list", "fifo"), 2, "fifo: not a regular file"),
        (("import", "--list", "/dev/zero"), 2, "not a regular file"),
        (("import",), 2, "--list"),
        (("import", "-"), 2, "--url"),
        (("import", "a.html", "b.html", "--url", "https://a.example/"), 2, "--url"),
        (("import", "--list", "missing"), 2, "missing"),
        (("clean", "missing.html"), 2, "missing.html"),
        (("clean", "empty-folder"), 2, "empty-folder"),
        (("clean", "empty.html"), 1, "empty"),
        (("clean", "binary.html"), 1, "binary.html"),
        (("clean", "short.html"), 1, "short.html"),
        (("search", "x"), 74, "lib.db"),
        (("search", "--from", "2026-13-01"), 2, "2026-13-01"),
        (("show", "1"), 74, "lib.db"),
        (("crawl",), 2, "[[site]]"),
        (("crawl", "--config", "missing.toml"), 2, "missing.toml"),
        (("crawl", "--config", "bad.toml"), 2, "delya"),
        (("crawl", "--config", "fifo"), 2, "fifo: not a regular file"),
        (("crawl", "--max-seconds", "nan"), 2, "--max-seconds"),
        (("crawl", "--max-pages", "0"), 2, "--max-pages"),
        (("rules", "check", "fifo"), 2, "fifo: not a regular file"),
        (("nonsense",), 2, "nonsense"),
        (("clean", "short.html", "--formt", "x"), 2, "--formt"),
        (("clean", "\x1b[31m\x9b\u202e\u200bred.html"), 2, "red.html"),
    ],
)
def test_bad_input_is_one_clear_line(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    prepare(tmp_path)
    before = {file.name for file in tmp_path.iterdir()}
    result = gongwen(
        *arguments,
        *(() if arguments[0] in {"nonsense", "rules"} else ("--db", "lib.db")),
        cwd=tmp_path,
    )
    assert result.code == code, result.err
    assert result.out == ""
    assert said in result.err
    assert len(result.err.splitlines()) == 1
    assert {file.name for file in tmp_path.iterdir()} == before


def prepare(folder: Path) -> None:
    (folder / "empty-folder").mkdir()
    os.mkfifo(folder / "fifo")
    (folder / "empty.html").write_bytes(b"")
    (folder / "binary.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (folder / "short.html").write_bytes(b"<html><body><a href=/>x</a></body></html>")
    (folder / "a.html").write_bytes(SPEECH.read_bytes())
    (folder / "b.html").write_bytes(SPEECH.read_bytes())
    (folder / "bad.toml").write_text("[crawl]\ndelya = 1\n", "utf-8")


@pytest.mark.parametrize("name", ["empty.html", "binary.html", "short.html"])
def test_import_of_what_is_no_article_stores_nothing(tmp_path: Path, name: str) -> None:
    prepare(tmp_path)
    result = gongwen("import", name, "--db", "lib.db", cwd=tmp_path)
    assert result.code == 1
    assert name in result.out
    assert ("binary file" in result.out) == (name == "binary.html")
    assert count(tmp_path / "lib.db") == 0


def test_a_foreign_file_is_not_touched(tmp_path: Path) -> None:
    foreign = tmp_path / "lib.db"
    foreign.write_bytes(b"not a database, but somebody's letters" * 100)
    before = foreign.read_bytes()
    result = gongwen("import", SPEECH, "--url", SPEECH_URL, "--db", "lib.db", cwd=tmp_path)
    assert result.code == 74
    assert len(result.err.splitlines()) == 1
    assert foreign.read_bytes() == before


def test_a_reader_that_went_away_and_a_full_disk(tmp_path: Path) -> None:
    command = f"{sys.executable} -m scraper clean {SPEECH} --json"
    gone = f"{command} | true; exit ${{PIPESTATUS[0]}}"
    for script, codes in (
        (gone, {0, 141}),
        (f"{command} > /dev/full", {74}),
        (f"{command} >&-", {0}),
    ):
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            check=False,
        )
        assert done.returncode in codes, (script, done)
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr


def test_help_and_version(tmp_path: Path) -> None:
    out = gongwen("--help", cwd=tmp_path).out
    for name in ("crawl", "import", "clean", "explain", "search", "show", "status", "demo"):
        assert re.search(rf"^  {name} ", out, re.MULTILINE)
        assert gongwen(name, "--help", cwd=tmp_path).code == 0
