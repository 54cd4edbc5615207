"""A line told by its words: what the text around it says counts, and what stands next to it."""

from __future__ import annotations

import pytest

from cleaners import Page, clean
from cleaners.rulebook import load

RULES = """
[[rule]]
id = "{beside}"
why = "测试"
scope = "line"
zone = ["head", "tail"]
match = '云岭云岭'
hit = ["云岭云岭"]

[[rule]]
id = "test.words"
why = "测试"
scope = "line"
zone = ["head", "tail"]
hit = ["请点击登录下载"]
[rule.words]
base = -8
least = 10
sure = 20
beside = 0
[rule.words.weights]
9 = "登录 下载"
4 = "收藏"
-30 = "报送"
"""
TEXT = "各乡镇要把防汛物资备足，值班人员不得离岗，险情一小时内上报。"


def left(*lines: str, beside: str = "test.beside") -> tuple[str, ...]:
    rules = load({"a.toml": RULES.replace("{beside}", beside)}, {})
    text = "\n".join(("关于做好防汛工作的通知", *lines))
    return clean(Page("", text.encode(), "text/plain"), rules).document.paragraphs


def test_a_line_goes_whose_words_the_text_does_not_say() -> None:
    assert left(TEXT, "请点击登录下载") == (TEXT,)


@pytest.mark.parametrize("said", ["各乡镇登录平台报送险情，不得迟报漏报。", "各乡镇下载表格后逐级报送，不得迟报。"])  # fmt: skip
def test_words_that_a_sentence_of_the_document_has_tell_nothing_of_a_site(said: str) -> None:
    assert left(TEXT, said, "请点击登录下载") == (TEXT, said, "请点击登录下载")


def test_a_line_that_speaks_to_nobody_needs_more() -> None:
    assert left(TEXT, "手机登录与下载") == (TEXT, "手机登录与下载")


def test_next_to_a_line_of_the_site_fewer_words_tell() -> None:
    assert left(TEXT, "手机登录与下载", "云岭云岭") == (TEXT,)
    assert left("云岭云岭", "手机登录与下载", TEXT) == (TEXT,)


def test_facts_above_a_text_are_no_line_of_the_site_to_stand_next_to() -> None:
    lines = ("云岭云岭", "手机登录与下载", TEXT)
    assert left(*lines, beside="meta.test") == lines[1:]


def test_the_only_sentence_of_a_document_is_not_told_by_its_words() -> None:
    only = "请各户点击登录平台下载。"
    assert left("各村民委员会：", only, "云岭云岭") == ("各村民委员会：", only)
    assert left("各村民委员会：", TEXT, only, "云岭云岭") == ("各村民委员会：", TEXT)
