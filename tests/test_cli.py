"""The command line as processes of its own: what is wrong is said in one line, and ends with its code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from command import (
    SPEECH,
    SPEECH_URL,
    count,
    environment,
    gongwen,
)

if TYPE_CHECKING:
    from pathlib import Path


def prepare(folder: Path) -> None:
    (folder / "empty-folder").mkdir()
    os.mkfifo(folder / "fifo")
    (folder / "empty.html").write_bytes(b"")
    (folder / "binary.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (folder / "short.html").write_bytes(b"<html><body><a href=/>x</a></body></html>")
    (folder / "a.html").write_bytes(SPEECH.read_bytes())
    (folder / "b.html").write_bytes(SPEECH.read_bytes())
    (folder / "bad.toml").write_text("[crawl]\ndelya = 1\n", "utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("import", "missing.html"), 2, "missing.html"),
        (("import", "empty-folder"), 2, "empty-folder"),
        (("import", "fifo"), 2, "fifo"),
        (("import", "ftp://a.example/1.html"), 2, "ftp://a.example/1.html"),
        (("import", "http://user:pw@a.example/"), 2, "a.example"),
        (("import", ""), 2, "the name of a source is empty"),
        (("import", "two\nlines.html"), 2, "two lines.html"),
        (("import", "x" * 5000), 2, "xxx"),
        (("import", "http://a.example/?x=\udcff"), 2, "a.example"),
        (("import", "--list", "fifo"), 2, "fifo: not a regular file"),
        (("import", "--list", "/dev/zero"), 2, "not a regular file"),
        (("import",), 2, "--list"),
        (("import", "a.html", "b.html", "--url", "https://a.example/"), 2, "--url"),
        (("import", "--list", "missing"), 2, "missing"),
        (("clean", "missing.html"), 2, "missing.html"),
        (("clean", "empty-folder"), 2, "empty-folder"),
        (("clean", "empty.html"), 1, "empty"),
        (("clean", "binary.html"), 1, "binary.html"),
        (("clean", "-"), 1, "gongwen: stdin: empty"),
        (("clean", "short.html"), 1, "short.html"),
        (("search", "x"), 74, "lib.db"),
        (("search", "--from", "2026-13-01"), 2, "2026-13-01"),
        (
            ("search", "--from", "2027", "--to", "2026"),
            2,
            "--from 2027-01-01 is after --to 2026-12-31",
        ),
        (("show", "1"), 74, "lib.db"),
        (("crawl",), 2, "no [[site]] yet: there is no config.toml in this folder"),
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


def packed(*names: str) -> bytes:
    """Return an archive of files of these names, as office programs write them."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "<xml/>")
    return file.getvalue()


@pytest.mark.slow
def test_import_says_what_is_left_out_and_how_its_text_can_be_had(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "sub").mkdir(parents=True)
    shutil.copy(SPEECH, folder)
    for name, body in {
        "a.docx": packed("[Content_Types].xml", "word/document.xml"),
        "f.xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
        "g.ofd": packed("OFD.xml", "Doc_0/Document.xml"),
        "h.epub": packed("mimetype", "OEBPS/a.html"),
        "b.doc": b"\xd0\xcf\x11\xe0\xa1",
        "c.zip": b"PK\x03\x04..c.html",
        "d.PDF": b"%PDF-1.7",
        "sub/e.pdf": b"%PDF-1.7",
        "style.css": b"p {}",
    }.items():
        (folder / name).write_bytes(body)
    result = gongwen("import", "papers", "--db", "lib.db", cwd=tmp_path)
    assert result.code == 0
    assert (
        "left out: 1 .doc, 1 .docx, 1 .epub, 1 .ofd, 2 .pdf, 1 .xlsx, 1 .zip; save them"
        in result.err
    )
    hints = {
        "a.docx": "a Word file; save",
        "c.zip": "unpack",
        "d.PDF": "pdftotext",
        "b.doc": "Word",
        "f.xlsx": "an Excel file; save",
        "g.ofd": "an OFD file; save",
        "h.epub": "an e-book; save",
    }
    for name, hint in hints.items():
        assert hint in gongwen("import", f"papers/{name}", "--db", "lib.db", cwd=tmp_path).out


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


@pytest.mark.slow
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
        if "/dev/full" in script:
            assert done.stderr.startswith(b"gongwen: the output cannot be written: ")
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr


def test_help_and_version(tmp_path: Path) -> None:
    out = gongwen("--help", cwd=tmp_path).out
    for name in ("crawl", "import", "clean", "explain", "search", "show", "status", "demo"):
        assert re.search(rf"^  {name} ", out, re.MULTILINE)
        assert gongwen(name, "--help", cwd=tmp_path).code == 0
