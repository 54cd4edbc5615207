"""Phrases that recur over a host: learnt in the library, shown as TOML, applied by reclean."""

from __future__ import annotations

import json
import shutil
import tomllib
from typing import TYPE_CHECKING

import pytest
from command import DEMO_SITE, gongwen
from plain_sql import table

from cleaners import recurring
from cleaners.rulebook import load

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

SPEECH = "同志们：\n今天召开{0}会议，主要任务是研究部署{0}工作。\n{1}\n各部门要认真抓好{0}工作的落实。\n谢谢大家！\n"
TOPICS = ("防汛", "春耕", "信访", "招商", "教育")
CHROME = "青荷小筑天天有新稿"


def library(folder: Path) -> Path:
    """Import five speeches of one host with a line no rule knows."""
    for number, topic in enumerate(TOPICS):
        page = folder / f"{number}.txt"
        page.write_text(SPEECH.format(topic, CHROME), "utf-8")
        done = gongwen(
            "import", str(page), "--url", f"http://qinghe.example/{number}.txt", cwd=folder
        )
        assert done.code == 0, done.err
    return folder / "data" / "gongwen.db"


def texts(database: Path) -> list[str]:
    return [row[0] for row in table(database, "SELECT text FROM documents ORDER BY url")]


def test_what_recurs_on_unrelated_documents_is_learnt() -> None:
    documents = [(f"u{i}", SPEECH.format(t, CHROME).splitlines()) for i, t in enumerate(TOPICS)]
    assert [(p.text, p.documents, p.of) for p in recurring(documents)] == [(CHROME, 5, 5)]


def test_refrains_formulas_and_pairs_are_not_learnt() -> None:
    refrain = [
        "坚持就是胜利！",
        "为了明天",
        "坚持就是胜利！",
        "为了明天",
        "坚持就是胜利！",
        "为了明天",
    ]
    formulas = [
        "同志们：",
        "特此通知。",
        "谢谢大家！",
        "一、总体要求",
        "附件：名单",
        "2022年5月9日",
    ]
    formulas += ["县委书记 王某某", "云岭县总工会", "云岭县第一中学", "各位代表", "王某某"]
    formulas += [
        "请高度关注，抓好落实。",
        "请大家批评指正",
        "不忘初心、牢记使命",
        "登录县政务网办理。",
    ]
    documents = [("a", refrain), *((f"b{i}", formulas) for i in range(6))]
    assert recurring(documents) == ()
    assert recurring([("a", [CHROME]), ("b", [CHROME])]) == ()


def test_suggest_prints_rules_that_load_and_hold(tmp_path: Path) -> None:
    library(tmp_path)
    done = gongwen("rules", "suggest", "qinghe.example", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "on 5 of 5 documents" in done.out
    table = tomllib.loads(done.out)
    assert [rule["hit"] for rule in table["rule"]] == [[CHROME]]
    rules = load({"site.toml": done.out}, {}).rules
    assert all(rule.applies(text) for rule in rules for text in rule.hit)


def test_suggest_names_an_unknown_site(tmp_path: Path) -> None:
    library(tmp_path)
    done = gongwen("rules", "suggest", "elsewhere.example", cwd=tmp_path)
    assert done.code == 2
    assert "elsewhere.example" in done.err


def test_reclean_applies_what_was_learnt_and_says_so(tmp_path: Path) -> None:
    database = library(tmp_path)
    assert all(CHROME in text for text in texts(database))
    done = gongwen("reclean", "--json", cwd=tmp_path)
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert report["changed"] == len(TOPICS)
    assert sorted(url for url, _ in report["moved"]) == [
        f"http://qinghe.example/{n}.txt" for n in range(5)
    ]
    after = texts(database)
    assert [text.split("\n") for text in after] == [
        SPEECH.format(topic, CHROME).replace(f"{CHROME}\n", "").splitlines() for topic in TOPICS
    ]
    again = gongwen("reclean", "--json", cwd=tmp_path)
    assert json.loads(again.out)["changed"] == 0


def test_suggest_of_files_says_that_they_are_files(tmp_path: Path) -> None:
    shutil.copy(DEMO_SITE / "jianghua" / "1001.html", tmp_path / "a.html")
    assert gongwen("import", "a.html", "--db", "lib.db", cwd=tmp_path).code == 0
    done = gongwen("rules", "suggest", "案牍集", "--db", "lib.db", cwd=tmp_path)
    assert done.out == "# (files): nothing recurs that is sure to be the site's\n"


def test_suggest_lists_what_may_be_the_documents_own_for_people_to_judge(tmp_path: Path) -> None:
    sold = "青荷小筑里看各位领导怎样落笔"
    for number, topic in enumerate(TOPICS):
        page = tmp_path / f"{number}.txt"
        page.write_text(SPEECH.format(topic, sold), "utf-8")
        url = f"http://qinghe.example/{number}.txt"
        assert gongwen("import", str(page), "--url", url, cwd=tmp_path).code == 0
    done = gongwen("rules", "suggest", "qinghe.example", cwd=tmp_path)
    assert f"#   on 5 of 5: {sold}\n" in done.out
    assert "谢谢大家" not in done.out
    assert not tomllib.loads(done.out)
