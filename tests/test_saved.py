"""Pages that a browser saved, and files beside them: whose address, which of them are documents."""

from __future__ import annotations

from base64 import encodebytes
from typing import TYPE_CHECKING

import pytest
from command import SPEECH, SPEECH_URL, gongwen
from documents import invented

from scraper import saved, sources

if TYPE_CHECKING:
    from pathlib import Path

NOTICE = "".join(f"<p>各村要抓紧清理第{n}条沟渠，落实专人值班。</p>" for n in range(9))
MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: {url}
Subject: =?utf-8?Q?=E9=80=9A=E7=9F=A5?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--edge"

----edge
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64
Content-Location: {url}

{page}
----edge
Content-Type: text/html
Content-Location: cid:frame@mhtml.blink

<p>frame</p>
----edge--
"""


def mhtml(url: str, text: str = NOTICE) -> bytes:
    page = (
        f"<html><head><title>通知</title></head><body><h1>关于清淤的通知</h1>{text}</body></html>"
    )
    return MHTML.format(url=url, page=encodebytes(page.encode()).decode()).encode()


def mark(url: str, length: int | None = None) -> str:
    return f"<!-- saved from url=({length or len(url):04}){url} -->"


def told(folder: Path, name: str = "saved") -> list[tuple[str, str]]:
    """Import a file or folder; say what is stored, address and title."""
    done = gongwen("import", name, "--db", "lib.db", cwd=folder)
    assert done.code == 0, done.out + done.err
    hits = gongwen("search", "--json", "--db", "lib.db", cwd=folder).json()
    return sorted((hit["url"], hit["title"]) for hit in hits)


def test_a_saved_page_brings_its_address_and_what_is_beside_it_is_no_document(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "saved"
    for beside in ("讲话_files", "讲话.files", "存档_files"):
        (folder / beside).mkdir(parents=True)
        (folder / beside / "ad.html").write_text(f"<h1>{beside}</h1>{NOTICE}", "utf-8")
    page = f"<!DOCTYPE html>\n{mark(SPEECH_URL)}\n".encode() + SPEECH.read_bytes()
    (folder / "讲话.html").write_bytes(page)
    stored = told(tmp_path)
    assert stored[1][0] == SPEECH_URL
    assert [title for _, title in stored if title.endswith("files")] == ["存档_files"]
    assert len(stored) == 2  # 存档_files is a folder as any


def test_an_address_that_several_pages_bear_is_that_of_the_first_alone(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for name in "ab":
        page = f"<html>{mark(SPEECH_URL)}<h1>关于{name}片清淤的通知</h1>{NOTICE}{name}"
        (folder / f"{name}.html").write_text(page, "utf-8")
    assert [url for url, _ in told(tmp_path)] == [(folder / "b.html").as_uri(), SPEECH_URL]


def test_an_address_that_pages_of_several_imports_bear_is_one_documents_while_they_are_alike(
    tmp_path: Path,
) -> None:
    def save(name: str, title: str, text: str) -> list[tuple[str, str]]:
        page = f"<html>{mark(SPEECH_URL)}<h1>{title}</h1>{text}"
        (tmp_path / name).write_text(page, "utf-8")
        return told(tmp_path, name)

    other = "".join(f"<p>{invented(f'招商{n}')}。</p>" for n in range(9))
    save("a.html", "关于清淤的通知", NOTICE)
    assert save("a2.html", "关于清淤的补充通知", NOTICE) == [(SPEECH_URL, "关于清淤的补充通知")]
    both = [
        ((tmp_path / "b.html").as_uri(), "在招商大会上的讲话"),
        (SPEECH_URL, "关于清淤的补充通知"),
    ]
    assert save("b.html", "在招商大会上的讲话", other) == both
    assert told(tmp_path, "b.html") == both


@pytest.mark.parametrize(
    "line",
    [
        mark("https://www.example.com/"),
        mark("https://www.example.com/index.htm"),
        mark("about:internet"),
        mark(SPEECH_URL, 7),
        "<p>" * 900 + mark(SPEECH_URL),
    ],
)
def test_what_is_no_address_of_the_page_is_not_taken_for_it(line: str) -> None:
    assert saved.address(line.encode()) == ""
    assert saved.address(mark(SPEECH_URL).encode()) == SPEECH_URL


def test_data_is_no_document_and_markdown_is_one_without_its_marks(tmp_path: Path) -> None:
    body = "".join(f"各村要抓紧清理第{n}条沟渠，落实专人值班。\n\n" for n in range(9))
    names = ("a.json", "a.jsonl", "a.csv", "a.toml")
    for name in names:
        (tmp_path / name).write_text(body, "utf-8")
    (tmp_path / "a.md").write_text(f"# 关于清淤的通知\n\n## 一、任务\n\n{body}", "utf-8")
    done = gongwen("import", *names, "a.md", "--db", "lib.db", cwd=tmp_path)
    assert done.out.startswith("1 new, 0 changed, 0 unchanged, 4 failed"), done.out
    assert done.out.count("data and no page") == 4
    shown = gongwen("show", "1", "--json", "--db", "lib.db", cwd=tmp_path).json()
    assert shown["title"] == "关于清淤的通知"
    assert shown["paragraphs"][0] == "一、任务"


@pytest.mark.parametrize("heading", ["# 关于清淤的通知\n\n", ""])
def test_what_stands_above_markdown_for_programs_is_no_text(tmp_path: Path, heading: str) -> None:
    front = '---\ntitle: "关于清淤的通知"\ntags:\n  - 水利\n  - 乡村\nday: 2026-03-01\n---\n\n'
    body = "".join(f"各村要抓紧清理第{n}条沟渠，落实专人值班。\n\n" for n in range(9))
    (tmp_path / "a.md").write_text(front + heading + body, "utf-8")
    shown = gongwen("clean", "a.md", "--json", cwd=tmp_path).json()
    assert shown["title"] == "关于清淤的通知"
    assert shown["paragraphs"] == body.split()


@pytest.mark.parametrize(
    "text",
    ["---\n各村要清理沟渠。\n---\n", "---\nnote: 各村\n\n---\n", "---\nhttp://a\n---\n"],
)
def test_a_rule_above_a_text_is_no_front_matter(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    assert sources.read(sources.Source("", tmp_path / "a.md"), 1000).body == text.encode()


def test_a_page_that_was_stored_by_its_file_is_no_second_document(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    file = tmp_path / "saved" / "a.html"
    page = f"<html><body><h1>关于清淤的通知</h1>{NOTICE}</body></html>"
    file.write_text(page, "utf-8")
    known = told(tmp_path)
    file.write_text(mark("https://www.b.example/tz/1.html") + page, "utf-8")
    assert told(tmp_path) == known == [(file.as_uri(), "关于清淤的通知")]


def test_a_folder_without_pages_says_what_it_holds_instead(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.pdf"):
        (tmp_path / name).write_text(NOTICE, "utf-8")
    done = gongwen("import", ".", "--db", "lib.db", cwd=tmp_path)
    assert done.code == 2
    assert "no pages in this folder" in done.err
    assert "left out: 2 .md, 1 .pdf; save them" in done.err


def test_an_mhtml_file_gives_its_page(tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "单页.mhtml").write_bytes(mhtml(SPEECH_URL))
    assert told(tmp_path) == [(SPEECH_URL, "关于清淤的通知")]
    shown = gongwen("clean", "saved/单页.mhtml", cwd=tmp_path)
    assert "各村要抓紧清理第8条沟渠" in shown.out
    assert "MIME" not in shown.out


@pytest.mark.parametrize(
    "body",
    [
        b"nothing of the kind",
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
        ),
        b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
    ],
)
def test_an_mhtml_file_without_a_page_is_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.mht").write_bytes(body)
    result = gongwen("import", "a.mht", "--db", "lib.db", cwd=tmp_path)
    assert (result.code, "no web page in this MHTML file" in result.out) == (1, True)
