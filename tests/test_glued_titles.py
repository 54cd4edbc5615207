"""A title that is glued to a sentence goes, and one that the text says itself stays."""

from __future__ import annotations

import pytest
from bookroom_speech import ABOVE, BELOW, TITLE, left_of

from cleaners import Page, clean


def test_a_title_goes_that_is_glued_behind_a_sentence() -> None:
    said = "书屋要天天开门。"
    assert left_of(*ABOVE, f"{said}{TITLE}", *BELOW) == (*ABOVE, said, *BELOW)
    told = f"我宣读的是：{TITLE}"
    assert left_of(*ABOVE, told, *BELOW) == (*ABOVE, told, *BELOW)


def test_a_title_goes_that_is_glued_before_thanks() -> None:
    said = "衷心感谢大家对书屋的支持。"
    assert left_of(*ABOVE, f"{TITLE}{said}", *BELOW) == (*ABOVE, said, *BELOW)
    told = f"{TITLE}感谢了每一位志愿者。"
    assert left_of(*ABOVE, told, *BELOW) == (*ABOVE, told, *BELOW)


@pytest.mark.parametrize("title", ["张家村村民", "全县老干部", "云岭县第三中学"])
@pytest.mark.parametrize("said", ["非常高兴，家家放起了鞭炮。", "由衷感谢各界的支持。"])
def test_a_title_stays_where_it_is_who_gives_thanks(title: str, said: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in (*ABOVE, title + said, *BELOW))
    html = f"<title>{title}</title><h1>{title}</h1><div>{body}</div>"
    assert f"{title}{said}" in clean(Page("", html.encode())).document.paragraphs


@pytest.mark.parametrize(
    "above",
    [
        "重磅！",
        "喜报！",
        "来了！",
        "紧急通知！",
        "请认真学习以下文件。",
        "今天，我们学习一份文件。",
    ],
)
def test_a_call_and_what_points_down_stand_before_a_title_of_the_text(above: str) -> None:
    line = f"{above}{TITLE}"
    called = f"好消息来了，快来看！{TITLE}"
    assert left_of(called, *ABOVE, *BELOW) == (called, *ABOVE, *BELOW)
    assert left_of(line, *ABOVE, *BELOW) == (line, *ABOVE, *BELOW)
    assert left_of(*ABOVE, line, *BELOW) == (*ABOVE, line, *BELOW)


@pytest.mark.parametrize(
    "said",
    [
        "一年来，我跑遍了全县的书屋。",
        "十多年来，他守着一间书屋。",
        "2021年，在县馆的帮助下，我们建了九间书屋。",
        "在各乡镇的大力支持下，我县书屋全部开门。",
    ],
)
def test_a_title_goes_that_is_glued_before_one_who_speaks(said: str) -> None:
    assert left_of(*ABOVE, f"{TITLE}{said}", *BELOW) == (*ABOVE, said, *BELOW)


@pytest.mark.parametrize(
    "said", ["一年来传遍了全县。", "2021年，经我县馆印成小册。", "在县馆的支持下，印发各乡镇。"]
)
def test_a_title_stays_of_which_its_sentence_tells(said: str) -> None:
    line = f"{TITLE}{said}"
    assert left_of(*ABOVE, line, *BELOW) == (*ABOVE, line, *BELOW)
