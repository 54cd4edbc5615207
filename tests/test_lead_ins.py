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


@pytest.mark.parametrize(
    "lead_in",
    ["以下是小编整理的书屋讲话：", "以下是本站为您收集的书屋汇报材料，供您参考："],
)
@pytest.mark.parametrize(
    "said",
    [
        "书香满屋，人人爱读。",
        "我叫何书，守着一间书屋。",
        "入夏以来，书屋天天开门。",
        "一、把书屋建起来",
    ],
)
def test_what_stands_behind_the_colon_of_a_lead_in_stays_whole(lead_in: str, said: str) -> None:
    assert left_of(f"{lead_in}{said}", *BELOW) == (said, *BELOW)


@pytest.mark.parametrize("ground", ["近年来，", "根据会议安排，", "在县馆的帮助下，"])
def test_a_sentence_keeps_its_beginning_behind_a_lead_in(ground: str) -> None:
    said = f"{ground}全县书屋建设取得新的进展，群众读书更加方便。"
    for led in ("下面是小编为大家整理的书屋汇报，", "下面是小编带来的书屋汇报，希望对您有帮助，"):
        assert left_of(f"{led}{said}", *BELOW) == (said, *BELOW)


def test_an_editor_may_go_on_behind_his_colon() -> None:
    led = "以下是小编整理的书屋讲话：欢迎您阅读收藏。"
    assert left_of(led, *ABOVE) == ABOVE


@pytest.mark.parametrize(
    "facts",
    [
        "发布日期：2021-11-03 ",
        "【字号 大 中 小】",
        "2021-11-03 09:10 浏览：88 ",
        "首页>讲话稿>",
    ],
)
def test_facts_go_that_stand_right_before_the_first_sentence(facts: str) -> None:
    said = "入夏以来，全县书屋建设取得新的进展。"
    assert left_of(f"{facts}{said}", *BELOW) == (said, *BELOW)


@pytest.mark.parametrize(
    "facts",
    ["时间：2021年11月3日 ", "时间：2021-11-03 ", "2021-11-03 ", "2021-11-03 09:10 ", "申请>审核>"],
)
def test_what_may_be_of_the_text_stays_before_its_first_sentence(facts: str) -> None:
    said = f"{facts}在县馆二楼，召开书屋工作会议。"
    assert left_of(said, *BELOW) == (said, *BELOW)


def test_an_editor_may_send_his_reader_on_behind_his_lead_in() -> None:
    led = "书屋日到了，家家书屋都要热闹一场，一来庆祝节日，二来练练胆子。很多同志苦于找不到素材，那么下面由书海网讲话栏目小编为大家带来四篇书屋讲话范文，我们一起来借鉴。"
    more = "更多书屋讲话范文请关注书海网讲话频道。"
    assert left_of(led + more, *ABOVE) == ABOVE
    own = "更多群众请关注书屋的开放时间。"
    assert own in left_of(led + own, *ABOVE)[0]


@pytest.mark.parametrize(
    "led",
    [
        "主持词要根据对象去设置。在积极参与集会的今天，晚会还苦于找不到好的主持词？以下是小编为大家收集的书屋主持词，供大家参考。",
        "接下来小编就给大家介绍一下优秀的书屋范文该怎么写，我们一起来看一看吧。",
    ],
)
def test_an_editor_may_speak_of_our_days_and_call_his_reader(led: str) -> None:
    assert left_of(led, *ABOVE) == ABOVE
