"""config.toml: what is understood, and how faults are told."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from command import SPEECH, gongwen
from hypothesis import given
from hypothesis import strategies as st

from scraper.config import Config, CrawlSettings
from scraper.configfile import load
from scraper.configschema import parse
from scraper.errors import ConfigError

ROOT = Path(__file__).parent.parent
SITE = '[[site]]\nname = "甲"\nstart = ["https://a.example/"]\n'


def faults(text: str) -> dict[str, str]:
    with pytest.raises(ConfigError) as caught:
        parse(Path("config.toml"), text)
    return dict(caught.value.problems)


def test_no_file_gives_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load() == Config()
    assert load().library.database == Path("data/gongwen.db")
    assert load().crawl.delay == 2.0


def test_the_file_of_the_current_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_bytes(b"\xef\xbb\xbf[crawl]\ndelay = 3\n")  # a BOM is no fault
    assert load().crawl.delay == 3.0


def test_the_example_at_the_root_is_valid_and_polite() -> None:
    (site,) = load(ROOT / "config.toml").sites
    assert site.name == "稿子汇"
    assert site.settings.delay >= 2
    assert site.every == timedelta(days=1)


def test_the_example_shows_every_default() -> None:
    assert load(ROOT / "config.toml").crawl == CrawlSettings()


def test_a_missing_file_that_was_named_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no\.toml: No such file") as caught:
        load(tmp_path / "no.toml")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"= 1", b"a = \x00", b"[crawl"])
def test_what_is_no_toml_is_one_line(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "c.toml"
    file.write_bytes(body)
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert len(str(caught.value).splitlines()) == 1
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("name = “甲，乙”", 'write " for “, " for ”, , for ，'),
        ('start = ["http://a.example/"，"http://b.example/"]', "write , for ，"),
        ("【crawl】", "write [ for 【, ] for 】"),
        ('a = 1\nname = "甲，乙" = 1', ""),
    ],
)
def test_chinese_signs_are_told(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "c.toml"
    file.write_text(f"[[site]]\n{line}\n", "utf-8")
    with pytest.raises(ConfigError, match="not TOML") as caught:
        load(file)
    assert str(caught.value).partition("; ")[2] == said
    file.write_bytes("name = '甲'".encode("gbk"))
    with pytest.raises(ConfigError, match="not UTF-8 text; save it as UTF-8"):
        load(file)


def test_a_folder_is_one_line_too(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Is a directory"):
        load(tmp_path)


def test_a_site_takes_the_defaults_of_crawl_and_may_change_each() -> None:
    text = (
        "[crawl]\ndelay = 5\nretries = 1\nallow_private = ['h:1']\n"
        + SITE
        + "delay = 1.5\nallow_private = ['[::1]:8000', 'LOCALHOST:8001']\nevery = '6h'\n"
        + "article = ['/\\d+\\.html$']\n"
    )
    config = parse(Path("c"), text)
    (site,) = config.sites
    assert config.crawl.allow_private == ("h:1",)
    assert site.settings == CrawlSettings(
        delay=1.5, retries=1, allow_private=("[::1]:8000", "localhost:8001")
    )
    assert site.every == timedelta(hours=6)
    assert site.article[0].search("https://a.example/12.html")
    assert site.listing == ()


def test_a_site_can_go_back_to_a_default() -> None:
    (site,) = parse(Path("c"), "[crawl]\ndelay = 5\n" + SITE + "delay = 2.0\n").sites
    assert site.settings.delay == 2.0


def test_start_urls_are_made_canonical_and_single() -> None:
    text = SITE.replace(
        "https://a.example/", "HTTPS://A.example:443/x/../#top', 'https://a.example"
    )
    (site,) = parse(Path("c"), text.replace('"]', "']").replace('["', "['")).sites
    assert site.start == ("https://a.example/",)


def test_all_faults_are_told_at_once_with_their_keys() -> None:
    found = faults(
        "surprise = 1\n[library]\ndatabse = 'x'\n[crawl]\ndelay = '2'\nretries = 1.5\n"
        "timeout = true\n[[site]]\nstart = ['ftp://a', 'https://u:p@a/']\narticle = ['(']\n"
    )
    assert found["surprise"] == "unknown key"
    assert found["library.databse"] == "unknown key; did you mean database?"
    assert found["crawl.delay"] == "must be a number"
    assert found["crawl.retries"] == "must be a whole number"
    assert found["crawl.timeout"] == "must be a number"
    assert found["site.0.name"] == "is required"
    assert found["site.0.start.0"] == "must be an http(s) address"
    assert found["site.0.start.1"] == "must be an http(s) address"
    assert found["site.0.article.0"].startswith("not a regular expression")
    assert len(found) == 9


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("delay", "-1"),
        ("delay", "nan"),
        ("delay", "inf"),
        ("delay", "1e9"),
        ("timeout", "0"),
        ("total_timeout", "-inf"),
        ("retries", "-1"),
        ("retries", "11"),
        ("retries", "true"),
        ("max_bytes", "0"),
        ("max_bytes", "1e6"),
        ("max_bytes", "99999999999999999999999999"),
        ("max_pages", "0"),
        ("contact", "1"),
        ("contact", '"a\\nb"'),
        ("contact", '"公文"'),
        ("contact", '"x) evil ("'),
        ("allow_private", '"127.0.0.1:80"'),
        ("allow_private", '["127.0.0.1"]'),
        ("allow_private", '["127.0.0.1:99999"]'),
        ("allow_private", '["a b:80"]'),
    ],
)
def test_values_out_of_range_are_named_by_their_key(key: str, value: str) -> None:
    for table, prefix in (("[crawl]\n", "crawl"), (SITE, "site.0")):
        (found,) = faults(f"{table}{key} = {value}\n")
        assert found.startswith(f"{prefix}.{key}")


@pytest.mark.parametrize(
    "line", ["every = '1'", "every = '0d'", "every = 'daily'", "every = 1", "name = ''"]
)
def test_odd_site_values_are_refused(line: str) -> None:
    text = SITE.replace('name = "甲"\n', "") if line.startswith("name") else SITE
    assert list(faults(text + line + "\n")) == [f"site.0.{line.split(maxsplit=1)[0]}"]


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("[site]\nname = 'a'\n", "site", "a site is a table under [[site]], in double brackets"),
        ("[crawl]\ndelay = 1e9\n", "crawl.delay", "must be at most 3,600"),
        ("[crawl]\nretries = -1\n", "crawl.retries", "must be at least 0"),
        ("[crawl]\ntimeout = 0\n", "crawl.timeout", "must be more than 0"),
        ("[[site]]\nname = 'a'\nstart = []\n", "site.0.start", "must name at least one"),
    ],
)
def test_a_fault_is_told_in_words_of_the_file(text: str, key: str, said: str) -> None:
    assert faults(text) == {key: said}


@pytest.mark.parametrize("table", ["crawl = 1", "site = 1", "site = [1]", "library = []", "[site]"])
def test_tables_of_the_wrong_form_are_refused(table: str) -> None:
    assert faults(table + "\n")


def test_a_site_needs_a_start_and_a_name_of_its_own() -> None:
    assert "site.0.start" in faults('[[site]]\nname = "甲"\nstart = []\n')
    assert faults(SITE + SITE) == {"site.1.name": "甲 is the name of another site too"}


@given(st.text(max_size=200))
def test_any_text_is_a_configuration_or_a_config_error(text: str) -> None:
    try:
        parse(Path("c"), text)
    except ConfigError as error:
        assert error.problems  # noqa: PT017 - both ends are good


def test_pydantic_is_imported_only_for_a_file(tmp_path: Path) -> None:
    code = (
        "import sys; from scraper.configfile import load; load(); print('pydantic' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True
    )
    assert done.stdout.split() == [b"False"]


def test_a_fault_in_a_site_keeps_nobody_from_searching(tmp_path: Path) -> None:
    assert gongwen("import", SPEECH, cwd=tmp_path).code == 0
    (tmp_path / "config.toml").write_text("[[site]]\nname = 1\n", "utf-8")
    assert gongwen("search", "项目", cwd=tmp_path).code == 0
    assert gongwen("crawl", cwd=tmp_path).code == 2
