"""`gongwen serve` as a process: what it answers, what it refuses, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
from command import ROOT
from nasty import LONG as LONG_WORDS
from nasty import SHORT
from webpage import (
    FILE_URL,
    GONE_URL,
    HOSTILE_URL,
    LONG,
    LONG_URL,
    SPEECH,
    SPEECH_TITLE,
    make,
    number,
    served,
)

from scraper.store import open_library
from scraper.web import views
from scraper.web.guard import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


STEERING = frozenset(
    map(chr, [*range(9), *range(14, 32), *range(127, 160), *range(0x202A, 0x202F)])
)


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
        f"/doc/{speech}.txt",
        "/sites",
        "/library",
        "/library/documents",
        f"/library/documents/{speech}",
        "/library.json",
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


def test_a_document_whose_page_went_away_says_so(page: httpx.Client, library: Path) -> None:
    for url, said in ((GONE_URL, True), (SPEECH, False)):
        answer = page.get(f"/doc/{number(library, url)}").text
        assert ("原网页已不在" in answer) is said
        assert ("<time>2026-05-11</time>" in answer) is said


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
        ("evil@localhost", 421),
        ("localhost/evil", 421),
        ("localhost#evil", 421),
    ],
)
def test_only_its_own_names_are_answered(page: httpx.Client, host: str, status: int) -> None:
    assert page.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/library?sql=select+1", 403),
        ("/library.json?sql=select+1", 403),
        ("/library/documents?_where=1=1", 403),
        ("/library/documents?_sort=zz", 400),
        ("/library/documents?_through=zz", 400),
        ('/library/documents?_through={"table":"x"}', 400),
        ("/library/documents?id__in=[1,2", 400),
        ("/library/documents_fts?_search=%22", 400),
        ("/library/documents?_search=x&_fts_table=sqlite_master", 400),
        ("/library/documents?text__arraycontains=x", 400),
        ("/library/sqlite_master", 404),
        ("/library/documents?_facet=%00", 400),
        ("/library/documents?_facet=%7B%7B7*7%7D%7D", 400),
        ("/static/" + "x" * 3000, 404),
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
        ("/doc/1/changes?with=9999", 404),
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


def test_a_page_of_a_table_has_its_bound(page: httpx.Client) -> None:
    for rows, status in ((200, 200), (201, 400)):
        assert page.get(f"/library/cuts.json?_size={rows}").status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_there_is_nothing_but_reading(page: httpx.Client, method: str) -> None:
    assert page.request(method, "/").status_code == 405
    head = page.head("/")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.slow
def test_any_words_can_be_searched(page: httpx.Client) -> None:
    for words in [*SHORT, "\0", "a\0b"]:
        asked = quote(words.encode("utf-8", "surrogatepass"))
        for path in (f"/search?q={asked}", f"/search?site={asked}&kind={asked}&page={asked}"):
            answer = page.get(path)
            assert answer.status_code == 200, ascii(words)
            assert "49" not in answer.text.replace("/static/gongwen", "").split("<main")[1]
            assert "<script>alert" not in answer.text
        assert page.get(f"/doc/1?q={asked}").status_code == 200, ascii(words)
        for path in (
            f"/search?q={asked}&site={asked}",
            f"/library/documents?_search={asked}&title={asked}",
        ):
            assert not STEERING & set(page.get(path).text), ascii(words)
        assert not STEERING & set(page.get(f"/library/{quote(asked)}").text), ascii(words)
    for words in LONG_WORDS:
        status = page.get("/search", params={"q": words[:5000]}).status_code
        assert status in {200, 414}, words[:9]


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


def test_a_very_long_document_is_shown_in_part_and_is_whole_as_markdown(
    page: httpx.Client, library: Path
) -> None:
    where = f"/doc/{number(library, LONG_URL)}"
    shown = page.get(where).text
    assert shown.count("段，略。") == views.MOST_PARAGRAPHS
    assert "全文很长" in shown
    assert LONG[-1] in page.get(f"{where}.md").text


def test_cuts_whose_place_was_not_recorded_are_listed(page: httpx.Client, library: Path) -> None:
    shown = page.get(f"/doc/{number(library, FILE_URL)}").text
    before, _, after = shown.partition("未记下位置的删减")
    assert "稿子汇 www.example.com" in after
    assert "稿子汇 www.example.com" not in before


def test_an_empty_library_says_so_and_what_fills_it(tmp_path: Path) -> None:
    with open_library(tmp_path / "lib.db"):
        pass
    with served(tmp_path / "lib.db") as address:
        for path in ("/", "/search"):
            shown = httpx.get(address + path).text
            assert "文库还是空的" in shown, path
            assert "gongwen import" in shown
            assert "没有找到" not in shown
        assert "没有找到" in httpx.get(f"{address}/search?q=讲话").text


def test_one_year_alone_makes_no_chart(crawled: Path, page: httpx.Client) -> None:
    with served(crawled / "lib.db") as address:
        assert 'id="years"' not in httpx.get(address).text
    assert 'id="years"' in page.get("/").text


def test_documents_from_files_have_a_row_of_their_own(page: httpx.Client) -> None:
    assert "<td>（文件）</td>" in page.get("/sites").text
