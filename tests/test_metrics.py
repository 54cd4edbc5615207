"""The metrics file: valid by the rules of the format, whole at any moment."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from command import config, gongwen
from yearly import article, crawl, opened, serve

from scraper import metrics
from scraper.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="((?:[^"\\\n]|\\["\\n])*)"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? (\S+)")


def parsed(text: str) -> dict[str, dict[str, float]]:
    """Read the text format strictly: family → labels → value."""
    assert text.endswith("\n")
    families: dict[str, dict[str, float]] = {}
    name = ""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("# HELP "):
            name = line.split(" ", 3)[2]
            assert name not in families  # a family stands together
            assert next(lines) == f"# TYPE {name} gauge"
            families[name] = {}
            continue
        found = SAMPLE.fullmatch(line)
        assert found, line
        assert found[1] == name
        labels = found[2] or ""
        assert labels not in families[name]
        families[name][labels] = float(found[5])
        assert math.isfinite(float(found[5]))
    assert all(families.values())
    return families


def test_metrics_of_a_crawl(tmp_path: Path, httpserver: HTTPServer) -> None:
    serve(httpserver, {n: article(n) for n in range(1, 5)})
    config(tmp_path, httpserver.url_for("/"))
    file = tmp_path / "gongwen.prom"
    result = gongwen("crawl", "--metrics", file, cwd=tmp_path)
    assert result.code == 0, result.err
    found = parsed(file.read_text("utf-8"))
    assert found["gongwen_documents"] == {"": 4}
    assert found["gongwen_crawl_pages"]['outcome="new"'] == 4
    assert found["gongwen_crawl_exit_code"] == {"": 0}
    assert found["gongwen_site_well"] == {'site="案牍集"': 1}
    assert found["gongwen_crawl_seconds"][""] > 0
    times = [name for name in found if name.endswith("_timestamp_seconds")]
    assert len(times) == 3
    assert all(value > 1.7e9 for name in times for value in found[name].values())
    assert file.stat().st_mode & 0o777 == 0o644
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_metrics_of_an_empty_library_and_of_an_odd_name(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    with opened(tmp_path) as desk:
        assert parsed(metrics.text(desk.library))["gongwen_documents"] == {"": 0}
    serve(httpserver, {1: article(1)})
    crawl(tmp_path, httpserver)
    with opened(tmp_path) as desk:
        with desk.library.transaction() as connection:
            connection.execute("UPDATE site_runs SET site = ?", ('a"b\\c\nd}',))
        well = parsed(metrics.text(desk.library))["gongwen_site_well"]
    assert list(well) == [r'site="a\"b\\c\nd}"']


def test_a_file_that_cannot_be_written_is_said_before_anything_is_asked(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    config(tmp_path, httpserver.url_for("/"))
    result = gongwen("crawl", "--metrics", "no/such/folder/x.prom", cwd=tmp_path)
    assert (result.code, httpserver.log) == (2, [])
    assert "no/such/folder" in result.err
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError):
        metrics.write(tmp_path / "folder", "x 1\n")
    assert {one.name for one in tmp_path.iterdir()} <= {"folder", "config.toml"} | {
        f"lib.db{end}" for end in ("", "-wal", "-shm", ".lock")
    } | {"lib.db-raw"}
