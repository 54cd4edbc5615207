"""Every block of docs/python.md and docs/recipes.md does what it says, with the real tools."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command import DEMO_SITE, ROOT, environment, gongwen

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

pytestmark = pytest.mark.slow


def sections(name: str) -> dict[str, list[tuple[str, str]]]:
    """Return heading → (language, code) of a page's blocks; `sh` blocks may hold fences in quotes."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    found = {}
    for part in text.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        blocks = re.findall(r"^```(sh|python)\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)
        if blocks:
            found[heading] = blocks
    return found


RECIPES = sections("recipes.md")
NEEDS = {
    "pandas": ("pandas",),
    "Datasette": ("datasette",),
    "DuckDB": ("duckdb",),
    "Hugging Face datasets": ("datasets", "pyarrow"),
}
SAYS = {
    "sqlite3": "6|2026-03-12|在全县重点项目建设推进会上的讲话\n",
    "sqlite-utils": "6  2026-03-12   在全县重点项目建设推进会上的讲话",
    "Datasette": '[{"id": 6, "published": "2026-03-12"',
    "pandas": "致辞讲话",
    "DuckDB": "案牍集",
    "Hugging Face datasets": "9 Value('date32')\n9\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's library, the docs, and every command that this Python has."""
    folder = tmp_path_factory.mktemp("recipes")
    assert gongwen("demo", "--db", "gongwen.db", cwd=folder).code == 0
    (folder / "docs").symlink_to(ROOT / "docs")
    (folder / "config.toml").write_text('[library]\ndatabase = "gongwen.db"\n', "utf-8")
    (folder / "bin").mkdir()
    for name, module in (
        ("gongwen", "scraper"), ("sqlite-utils", "sqlite_utils"), ("datasette", "datasette"),
        ("python3", ""),
    ):  # fmt: skip
        script = f'#!/bin/sh\nexec "{sys.executable}" {f"-m {module}" if module else ""} "$@"\n'
        (folder / "bin" / name).write_text(script)
        (folder / "bin" / name).chmod(0o755)
    return folder


def run(folder: Path, *command: str) -> str:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = environment(PATH=path, HF_HUB_OFFLINE="1", HF_HOME=str(folder / "hf"))
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_works(folder: Path, name: str) -> None:
    for module in NEEDS.get(name, ()):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed")
    if name == "sqlite3" and not shutil.which("sqlite3"):
        pytest.skip("no sqlite3")
    if name != "sqlite3":
        page = (ROOT / "docs" / "library.md").read_text("utf-8")
        (query,) = re.findall(r"^```sql search\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        (folder / "search.sql").write_text(query, "utf-8")
    said = ""
    for language, code in RECIPES[name]:
        command = ("bash", "-euc", code) if language == "sh" else (sys.executable, "-c", code)
        said += run(folder, *command)
    assert SAYS[name] in said


def test_the_examples_for_python_run(
    site: HTTPServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert gongwen("demo", "--db", "gongwen.db", cwd=tmp_path).code == 0
    shutil.copy(DEMO_SITE / "jianghua" / "1003.html", tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for heading, blocks in sections("python.md").items():
        for _, code in blocks:
            exec(code.replace("127.0.0.1:8000", f"{site.host}:{site.port}"), names)
        said = capsys.readouterr().out
        expected = {
            "Clean a page": "在全镇防汛备汛工作动员会上的讲话 2026-04-20",
            "Open a library and search": "在全县重点项目建设推进会上的讲话",
            "Read documents": "outside.body",
            "Take a page in": "10 在全镇防汛备汛工作动员会上的讲话",
            "Write it out": "",
        }
        assert expected[heading] in said
    assert (tmp_path / "speeches.jsonl").read_text("utf-8").count("\n") >= 1
    assert (tmp_path / "speeches.jsonl.md").exists()


def test_the_examples_for_python_are_typed(tmp_path: Path) -> None:
    """As one script of somebody who checks strictly."""
    blocks = [code for found in sections("python.md").values() for _, code in found]
    (tmp_path / "script.py").write_text("\n".join(blocks), "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "script.py"]
    env = environment(MYPYPATH=str(ROOT))
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()
