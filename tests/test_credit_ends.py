"""Where a credit dropped into a sentence ends, and the document goes on."""

from __future__ import annotations

import pytest
from bookroom_speech import ABOVE, BELOW, left_of


@pytest.mark.parametrize(
    "rest",
    [
        "版权归原作者所有",
        "版权归本站所有",
        "仅供学习参考",
        "转载请注明来源",
        "未经许可不得转载",
        "欢迎下载使用",
        "版权归原作者所有，如有侵权请联系删除，",
        "仅供参考，",
    ],
)
@pytest.mark.parametrize(
    "said",
    [
        "切实把好书送到家家户户，让大家有更多获得感。",
        "抓细抓小落在行动上。",
        "带着感情走进农家院落，听真话。",
    ],
)
def test_a_credit_with_all_that_goes_with_it_ends_before_the_document(rest: str, said: str) -> None:
    front = "要坚持建管并重，"
    line = f"{front}本文由墨池文秘网整理，{rest}{said}"
    assert left_of(*ABOVE, line, *BELOW) == (*ABOVE, front + said, *BELOW)


@pytest.mark.parametrize("name", ["墨池文秘网", "青檐稿子网", "青檐文库", "本站", "笔杆之家"])
@pytest.mark.parametrize(
    "said",
    [
        "和紧迫感，把农家书屋办好。",
        "、使命感，管好用好书屋。",
        "与担当，",
        "和紧迫感把农家书屋办好办实。",
    ],
)
def test_a_phrase_goes_on_behind_a_name(name: str, said: str) -> None:
    behind = said if said.endswith("。") else f"{said}以对群众负责的态度把农家书屋办好。"
    line = f"各乡镇要增强责任感更多讲话稿请访问{name}{behind}"
    assert left_of(*ABOVE, line, *BELOW) == (*ABOVE, f"各乡镇要增强责任感{behind}", *BELOW)
