"""`clean`, `explain`, `case` and `rules` as processes of their own."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command import (
    ROOT,
    SPEECH,
    SPEECH_URL,
    demo_expectation,
    gongwen,
)
from terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path


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


def test_cleaning_a_file_loads_nothing_of_the_network() -> None:
    code = "import sys, scraper.cli.cleaning; print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.split() == [b"False"]


def test_clean_reads_stdin_and_writes_text_and_markdown(tmp_path: Path) -> None:
    text = gongwen("clean", "-", cwd=tmp_path, stdin=SPEECH.read_bytes())
    assert text.code == 0, text.err
    assert text.out.startswith("标题: 在全县重点项目建设推进会上的讲话\n")
    assert "\n同志们:\n" in text.out
    markdown = gongwen("clean", SPEECH, "--format", "markdown", cwd=tmp_path).out
    assert markdown.startswith("# 在全县重点项目建设推进会上的讲话\n")
    assert r"新开工项目\*\*个" in markdown


@pytest.mark.slow
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


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_shall_not_or_cannot_style_gets_marks(
    crawled: Path, plain: dict[str, str]
) -> None:
    _, out = on_terminal(crawled, "explain", str(SPEECH), **plain)
    assert "← watermark" in out
    _, found = on_terminal(crawled, "search", "项目", "--db", "lib.db", **plain)
    assert "项目" in found
    assert "\x1b" not in out + found


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


def test_a_page_that_is_refused_can_be_a_case(tmp_path: Path) -> None:
    """Else the page that is wrongly refused, the likeliest to be reported, could not be."""
    (tmp_path / "list.html").write_text(
        "<ul><li><a href=/1>一</a><li><a href=/2>二</a></ul>", "utf-8"
    )
    told = ("case", "list.html", "--name", "a.example/list", "--note", "只有链接", "--to", "cases")
    result = gongwen(*told, cwd=tmp_path)
    assert result.code == 0, result.err
    assert "it is refused: " in result.err
    folder = tmp_path / "cases" / "a.example" / "list"
    assert {file.name for file in folder.iterdir()} == {"page.html", "page.toml"}
    assert 'refused = "no-' in (folder / "page.toml").read_text("utf-8")


def test_rules_list_and_check(tmp_path: Path) -> None:
    rules = gongwen("rules", "list", "--json", cwd=tmp_path).json()
    assert all(rule["id"] and rule["why"] and rule["hit"] for rule in rules)
    checked = gongwen("rules", "check", cwd=tmp_path)
    assert checked.code == 0, checked.err
    assert checked.out.startswith(f"{len(rules)} rules")


def test_a_site_without_rules_is_answered_by_what_was_read_of_it(tmp_path: Path) -> None:
    text = 'name = "某站"\nhosts = ["a.example"]\narticle = ["/a/"]\nbody = ["con"]\n'
    (tmp_path / "site.toml").write_text(text, "utf-8")
    checked = gongwen("rules", "check", "site.toml", cwd=tmp_path)
    assert (checked.code, checked.out) == (0, "site 某站: hosts, article, body read\nno rules\n")
    (tmp_path / "site.toml").write_text(text + RULE, "utf-8")
    checked = gongwen("rules", "check", "site.toml", cwd=tmp_path)
    assert checked.out.endswith("read\n1 rule, every example holds\n")


RULE = '[[rule]]\nid = "my.rule"\nwhy = "x"\nscope = "line"\nmatch = "广告"\nhit = ["广告"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULE + 'colour = "red"\n', ("mine.toml", "my.rule", "colour")),
        (RULE + 'miss = ["广告"]\n', ("my.rule", "miss", "广告")),
        (RULE.replace('hit = ["广告"]', 'hit = ["公文"]'), ("my.rule", "hit", "公文")),
        (RULE.replace('"广告"\n', '"("\n'), ("mine.toml", "my.rule", "match")),
        ("[[rule\n", ("mine.toml",)),
        (RULE.replace("id", "name"), ("mine.toml: id: must be a dotted",)),
        (
            'name = "某站"\nhost = ["a.example"]\n',
            ("mine.toml: host: unknown key; did you mean hosts?",),
        ),
        ('name = ""\nhosts = ["a.example"]\n', ("mine.toml: name: must be a text",)),
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


@pytest.mark.parametrize("command", ["clean", "import", "explain", "case"])
def test_a_type_that_is_not_read_is_refused(tmp_path: Path, command: str) -> None:
    result = gongwen(command, SPEECH, "--content-type", "text/foo", cwd=tmp_path)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "text/html" in result.err
    assert not list(tmp_path.iterdir())
    for kind in ("text/html; charset=utf-8", "TEXT/PLAIN"):
        assert gongwen("clean", SPEECH, "--content-type", kind, cwd=tmp_path).code == 0
