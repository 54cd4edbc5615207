"""Imports from the command line: a disk that fills, a text that was copied."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from command import (
    SPEECH,
    count,
    gongwen,
)
from plain_sql import table

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_full_disk_undid_is_neither_told_nor_counted_and_the_rest_is_summed_up(
    tmp_path: Path,
) -> None:
    one, two, three = (SPEECH.with_name(f"100{number}.html") for number in (1, 2, 3))
    assert gongwen("import", one, "--db", "lib.db", cwd=tmp_path).code == 0
    full = (
        "CREATE TRIGGER full BEFORE UPDATE ON runs WHEN new.new > 1"
        " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    with closing(sqlite3.connect(tmp_path / "lib.db")) as connection:
        connection.execute(full)
    result = gongwen("import", two, three, "--db", "lib.db", cwd=tmp_path)
    assert (result.code, count(tmp_path / "lib.db")) == (74, 2)
    assert result.out == "1 new, 0 changed, 0 unchanged, 0 failed\n"
    assert [line[0] for line in result.err.splitlines()] == ["+", "g"]
    assert "full" in result.err.splitlines()[-1]
    run = table(tmp_path / "lib.db", "SELECT new, ended, exit_code FROM runs ORDER BY id DESC")[0]
    assert tuple(run) == (1, "error", 74)


def test_copied_text_needs_no_address_and_is_known_by_its_words(tmp_path: Path) -> None:
    text = (
        "在全县防汛工作会议上的讲话\n同志们：\n" + "请各村抓紧清理沟渠，排查险情，落实值班。\n" * 9
    )

    def brought(copy: bytes, *more: str) -> str:
        return gongwen("import", "-", *more, "--db", "lib.db", cwd=tmp_path, stdin=copy).out

    assert brought(text.encode()).startswith("1 new")
    for again in (text.encode("gb18030"), f"\n{text}\n\n".replace("\n", " \r\n").encode()):
        assert brought(again).startswith("0 new, 0 changed, 1 unchanged, 0 failed")
    assert brought(text.replace("沟渠", "水渠").encode()).startswith("1 new")
    assert brought(b"").startswith("0 new, 0 changed, 0 unchanged, 1 failed")
    assert brought(text.encode(), "--dry-run") == "-\n"
    (url,) = table(tmp_path / "lib.db", "SELECT url FROM documents WHERE id = 1")[0]
    assert re.fullmatch("text:[0-9a-f]{32}", str(url))
    assert "清理沟渠" in gongwen("show", str(url), "--db", "lib.db", cwd=tmp_path).out
    assert gongwen("explain", "1", "--db", "lib.db", cwd=tmp_path).code == 0
