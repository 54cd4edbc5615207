from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.archive import open_archive
from scraper.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "gongwen.db"


def test_a_body_comes_back_and_is_stored_once(database: Path) -> None:
    body = "<p>同志们</p>".encode("gb18030") * 1000
    with open_archive(database) as archive:
        digest = archive.put(body)
        assert archive.put(body) == digest
        assert archive.get(digest) == body
        assert archive.get("0" * 64) is None
    with closing(sqlite3.connect(database.with_name("raw.db"))) as plain:
        ((count, size, packed),) = plain.execute("SELECT count(*), size, length(body) FROM bodies")
        assert (count, size) == (1, len(body))
        assert packed < len(body) / 10
    with open_archive(database, readonly=True) as archive:
        assert archive.get(digest) == body


def test_the_name_of_a_body_is_its_sha256(database: Path) -> None:
    with open_archive(database) as archive:
        assert (
            archive.put(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        assert archive.get(archive.put(b"")) == b""


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=3000))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    with open_archive(tmp_path_factory.getbasetemp() / "gongwen.db") as archive:
        assert archive.get(archive.put(body)) == body


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE bodies SET body = x'00'",
        "UPDATE bodies SET body = substr(body, 1, length(body) - 3)",
        "UPDATE bodies SET body = (SELECT body FROM bodies WHERE id = 2) WHERE id = 1",
    ],
)
def test_a_damaged_body_is_never_given_out(database: Path, damage: str) -> None:
    with open_archive(database) as archive:
        digest = archive.put(b"one" * 100)
        archive.put(b"two" * 100)
        with archive.transaction() as connection:
            connection.execute(damage)
        with pytest.raises(StoreError, match=rf"raw\.db: the page body {digest} is damaged"):
            archive.get(digest)


def test_another_file_of_that_name_is_left_alone(database: Path) -> None:
    database.parent.mkdir()
    other = database.with_name("raw.db")
    other.write_text("mine")
    with pytest.raises(StoreError, match="is not a database"):
        open_archive(database)
    assert other.read_text() == "mine"
    with pytest.raises(StoreError, match="no such file"):
        open_archive(database.parent / "deeper" / "gongwen.db", readonly=True)
