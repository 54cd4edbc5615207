"""Site files that are wrong: who is told, and what is not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from command import SPEECH as FILE

from cleaners import RulebookError
from cleaners.rulebook import load
from scraper import rulefiles
from scraper.cli import collect, running

if TYPE_CHECKING:
    from pathlib import Path

FAILING = """
name = "某文稿站"
hosts = ["example.com"]

[[rule]]
id = "example.slogan"
why = "站内口号"
scope = "line"
match = '写作不求人'
hit = ["某文稿站，写作不求人"]
"""


def test_by_a_site_file_whose_examples_fail_nothing_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = load({}, {"example.com.toml": FAILING})
    monkeypatch.setattr(running, "bundled", lambda: rules)
    database = tmp_path / "lib.db"
    for command in (collect.import_command, collect.reclean_command):
        words = [str(FILE)] if command is collect.import_command else []
        result = CliRunner().invoke(command, [*words, "--db", str(database)])
        assert isinstance(result.exception, RulebookError)
        assert "example.com.toml: rule example.slogan: hit: is not cut" in str(result.exception)
    assert not database.exists()


def test_a_rule_for_lines_that_finds_a_part_of_one_is_told_so() -> None:
    rules = load({}, {"example.com.toml": FAILING})
    with pytest.raises(RulebookError, match="must match the whole of it"):
        rulefiles.check(rules)
    with pytest.raises(RulebookError) as elsewhere:
        rulefiles.check(load({}, {"example.com.toml": FAILING.replace("不求人'", "要求人'")}))
    assert "whole" not in str(elsewhere.value)
    rulefiles.check_sites(load({}, {"example.com.toml": FAILING.replace("'写", "'.*写")}))
