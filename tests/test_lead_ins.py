"""What an editor says above a text goes up to the greeting, and whoever is greeted stays whole."""

from __future__ import annotations

import pytest
from bookroom_speech import ABOVE, BELOW, left_of


@pytest.mark.parametrize("seam", ["~", "～", "…", "！"])
def test_a_greeting_stays_whole_behind_a_lead_in(seam: str) -> None:
    led = f"今天小编给大家带来一篇书屋发言稿，一起来看看吧{seam}"
    for greeting in ("尊敬的各位来宾：", "亲爱的读者朋友们："):
        assert left_of(f"{led}{greeting}", ABOVE[1]) == (greeting, ABOVE[1])


@pytest.mark.parametrize(
    "greeting",
    ["女士们、先生们：", "孩子们：", "全体村民：", "广大职工、家属：", "来宾们、读者们："],
)
def test_whoever_is_greeted_is_kept_behind_a_lead_in(greeting: str) -> None:
    for led in ("小编用心为您准备了书屋致辞范文，欢迎参阅！", "登录后可复制全文"):
        assert left_of(f"{led}{greeting}", ABOVE[1]) == (greeting, ABOVE[1])


@pytest.mark.parametrize(
    "goes_on",
    [
        "喜欢的朋友不要错过哦",
        "有兴趣的书友们要来看看",
        "希望大家都能写好自己的总结",
        "觉得不错记得转给身边的同事",
    ],
)
def test_a_lead_in_goes_on_up_to_the_greeting(goes_on: str) -> None:
    led = f"本文是小编用心准备的书屋讲话稿，仅供参考，{goes_on}。"
    assert left_of(f"{led}各位书友：", ABOVE[1]) == ("各位书友：", ABOVE[1])
    said = "书屋要天天开门。"
    assert said in left_of(f"{led}{said}各位书友：", ABOVE[1])[0]


def test_a_count_that_is_left_empty_is_no_part_of_a_greeting() -> None:
    for facts in ("2021-10-09 来源：网络 点击：次", "发布时间：2020-03-02 浏览：次"):
        assert left_of(f"{facts}同志们：", ABOVE[1]) == ("同志们：", ABOVE[1])


def test_generalities_about_work_lead_up_to_an_editor() -> None:
    led = "在学习、工作、生活中，发言稿用处很多，小编精心整理的书屋发言稿，希望能够帮助到大家。"
    assert left_of(led, *ABOVE) == ABOVE


@pytest.mark.parametrize(
    "lead_in",
    [
        "还不会写倡议书的朋友，快和小编一起来看看吧！",
        "书屋开放致辞怎么写？不知道的小伙伴，来看看小编今天的分享吧！",
        "上台发言是一次机会，如何写好发言稿？请看下面由墨香阁为您带来的发言稿。",
    ],
)
def test_whoever_an_editor_calls_goes_with_the_lead_in(lead_in: str) -> None:
    assert left_of(lead_in, *ABOVE, *BELOW) == (*ABOVE, *BELOW)
