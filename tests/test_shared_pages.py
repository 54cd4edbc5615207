"""Libraries side by side: each with raw pages of its own, or sharing them without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import SPEECH, SPEECH_URL, gongwen

from scraper import locks
from scraper.archive import beside, opened
from scraper.errors import UsageError
from scraper.store import open_library

if TYPE_CHECKING:
    from pathlib import Path

OTHER = SPEECH.with_name("1003.html")


def brought(folder: Path, file: Path, library: str) -> None:
    url = SPEECH_URL.replace("1001", file.stem)
    assert gongwen("import", file, "--url", url, "--db", library, cwd=folder).code == 0


def explained(folder: Path, library: str) -> bool:
    return gongwen("explain", "1", "--db", library, cwd=folder).code == 0


def repaired(folder: Path, library: str) -> str:
    result = gongwen("check", "--repair", "--db", library, cwd=folder)
    assert result.code == 0, result.out
    return result.out


def as_once(folder: Path, *libraries: str) -> None:
    """Make what earlier versions made: one `raw.db` for all libraries of a folder."""
    with opened(folder / "raw.db") as common:
        for library in libraries:
            pages = folder / f"{library}-raw"
            with common.attached(pages), common.transaction() as connection:
                connection.execute(
                    "INSERT INTO bodies (hash, size, body) SELECT hash, size, body FROM other.bodies"
                )
            pages.unlink()


def test_the_usual_library_keeps_its_pages_in_raw_db_and_another_beside_its_own_name(
    tmp_path: Path,
) -> None:
    for file, library in ((SPEECH, "gongwen.db"), (OTHER, "work.db")):
        brought(tmp_path, file, library)
    assert (tmp_path / "raw.db").exists()
    assert (tmp_path / "work.db-raw").exists()
    for library in ("gongwen.db", "work.db"):
        assert repaired(tmp_path, library) == "all is well\n"
    assert explained(tmp_path, "gongwen.db")
    assert explained(tmp_path, "work.db")


def test_a_library_is_not_called_as_the_file_of_raw_pages(tmp_path: Path) -> None:
    result = gongwen("import", SPEECH, "--db", "raw.db", cwd=tmp_path)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert not list(tmp_path.iterdir())
    with pytest.raises(UsageError):
        beside(tmp_path / "raw.db")


def test_libraries_that_always_shared_their_pages_go_on_and_repair_nothing_away(
    tmp_path: Path,
) -> None:
    brought(tmp_path, SPEECH, "work.db")
    brought(tmp_path, OTHER, "home.db")
    as_once(tmp_path, "work.db", "home.db")
    brought(tmp_path, SPEECH.with_name("1002.html"), "work.db")
    assert not list(tmp_path.glob("*-raw"))
    for library in ("work.db", "home.db"):
        assert repaired(tmp_path, library) == "all is well\n"
        assert explained(tmp_path, library)
    brought(tmp_path, OTHER, "third.db")
    assert (tmp_path / "third.db-raw").exists()


def test_copies_in_one_folder_share_their_pages_and_repair_nothing_away(tmp_path: Path) -> None:
    brought(tmp_path, SPEECH, "work.db")
    assert gongwen("backup", "copies/mon.db", "--db", "work.db", cwd=tmp_path).code == 0
    brought(tmp_path, OTHER, "work.db")
    assert gongwen("backup", "copies/tue.db", "--db", "work.db", cwd=tmp_path).code == 0
    assert {one.name for one in (tmp_path / "copies").iterdir()} == {"mon.db", "tue.db", "raw.db"}
    assert repaired(tmp_path, "copies/mon.db") == "all is well\n"
    result = gongwen("explain", "2", "--db", "copies/tue.db", cwd=tmp_path)
    assert result.code == 0, result.err


def test_pages_that_a_library_in_use_or_out_of_order_may_own_are_kept(tmp_path: Path) -> None:
    brought(tmp_path, SPEECH, "work.db")
    brought(tmp_path, OTHER, "home.db")
    as_once(tmp_path, "work.db", "home.db")
    with locks.alone(tmp_path / "home.db"):
        assert "kept for another library" in repaired(tmp_path, "work.db")
    assert explained(tmp_path, "home.db")
    whole = (tmp_path / "home.db").read_bytes()
    (tmp_path / "home.db").write_bytes(whole[:4096] + b"x" * (len(whole) - 4096))
    assert "kept for another library" in repaired(tmp_path, "work.db")
    (tmp_path / "home.db").write_bytes(whole)
    assert explained(tmp_path, "home.db")
    with open_library(tmp_path / "home.db") as library, library.transaction() as connection:
        for table in ("documents", "pages"):
            connection.execute(f"DELETE FROM {table}")
    assert "deleted" in repaired(tmp_path, "work.db")
