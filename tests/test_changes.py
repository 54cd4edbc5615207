"""What changed between two versions of a text, as the web page shows it."""

from __future__ import annotations

from scraper.web.changes import Edited, Run, Same, changes


def test_changes_are_words_and_the_rest_is_left_out() -> None:
    old = ["甲", "乙", "丙", "今天我讲三点意见，请大家讨论。", "丁", "戊", "己"]
    new = [*old[:3], "今天我讲两点意见，请各位讨论。", *old[4:6], "己", "新增的一段话"]
    assert changes(old, new) == (
        Same(2),
        Edited((Run("", "丙"),)),
        Edited(
            (
                Run("", "今天我讲"),
                Run("del", "三"),
                Run("ins", "两"),
                Run("", "点意见，请"),
                Run("del", "大家"),
                Run("ins", "各位"),
                Run("", "讨论。"),
            )
        ),
        Edited((Run("", "丁"),)),
        Same(1),
        Edited((Run("", "己"),)),
        Edited((Run("ins", "新增的一段话"),)),
    )


def test_a_character_two_edits_share_by_accident_is_part_of_the_edit() -> None:
    (edited,) = changes(["群众的事情要办好，一定要抓紧办。"], ["百姓的难处要办好，一定要抓紧办。"])
    assert isinstance(edited, Edited)
    assert edited.runs[:2] == (Run("del", "群众的事情"), Run("ins", "百姓的难处"))


def test_unlike_paragraphs_are_not_mixed() -> None:
    old, new = "今年的防汛形势十分严峻。", "Hello, world"
    assert changes([old], [new]) == (Edited((Run("del", old),)), Edited((Run("ins", new),)))
    assert changes([old], [old]) == (Same(1),)


def test_paragraphs_that_were_edited_are_paired_though_one_before_them_is_gone() -> None:
    old = ["春耕备耕要抢在前面。", "各村要把种子备足。", "农技人员要下到田头。", "资金要管好用好。"]
    new = ["各村要把种子化肥备足。", "农技人员要天天下到田头。", "保险也要跟上，不漏一户。"]
    assert changes(old, new) == (
        Edited((Run("del", old[0]),)),
        Edited((Run("", "各村要把种子"), Run("ins", "化肥"), Run("", "备足。"))),
        Edited((Run("", "农技人员要"), Run("ins", "天天"), Run("", "下到田头。"))),
        Edited((Run("del", old[3]),)),
        Edited((Run("ins", new[2]),)),
    )


def test_too_many_paragraphs_are_paired_as_they_come() -> None:
    old = [f"{number}、各村要把种子备足，农技人员要下到田头。" for number in range(500)]
    new = [f"{text}今年" for text in old[:400]]
    shown = changes(old, new)
    assert shown[0] == Edited((Run("", old[0]), Run("ins", "今年")))
    assert shown[-1] == Edited((Run("del", old[-1]),))
    assert len(shown) == 500


def test_what_would_take_too_long_to_match_is_a_replacement() -> None:
    """Two characters over and over are the worst that difflib can be given: minutes for these."""
    old, new = "甲乙" * 1400, "乙甲甲" * 900
    (edited,) = changes(["首" + old + "尾"], ["首" + new + "尾"])
    assert edited == Edited((Run("", "首"), Run("del", old), Run("ins", new), Run("", "尾")))
    lines = changes(["甲", "乙"] * 2000, ["乙", "甲", "甲"] * 1400)
    assert any(isinstance(line, Edited) and line.changed for line in lines)
