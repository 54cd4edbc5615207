"""Later pages of an article: the head that they repeat goes, and a text that begins alike stays."""

from __future__ import annotations

import pytest
from papers import page, paragraphs

from cleaners import clean_pages

TEXT = "要把林区巡护、物资储备、队伍训练抓在前头，把责任落到山头地块，做到人在林中、心在林上。"
BODY = tuple(f"{TEXT}这是第{i}件，各村都有人负责，群众放心。" for i in range(4))


def joined(title: str, *texts: tuple[str, ...]) -> tuple[str, ...]:
    pages = [page(f"<div>{paragraphs(text)}</div>", title) for text in texts]
    return clean_pages(pages).document.paragraphs


@pytest.mark.parametrize(
    ("head", "repeated"),
    [
        (("林业局局长 王守山", "同志们："), 1),
        (("副县长、指挥长 李青", "（2024年3月2日）", "同志们："), 2),
        (("云林发〔2024〕3号", "各乡镇人民政府："), 1),
        (("（2024年3月2日县政府常务会议通过）", "第9号令"), 2),
        (("摘要：护林员王守山守山三十年，换来青山常绿。", "关键词：护林"), 2),
        (("导读：3月2日，全县护林大会召开。", "同志们："), 1),
        (("根据录音整理", "同志们："), 1),
        (("图为护林员巡山",), 1),
    ],
)
def test_a_head_repeated_from_its_first_line_goes(head: tuple[str, ...], repeated: int) -> None:
    whole = joined("护林文稿", (*head, *BODY[:2]), (*head[:repeated], *BODY[2:]))
    assert whole == (*head, *BODY)


@pytest.mark.parametrize(
    "line", ["旁白", "正方一辩", "第一场", "青山不老！", "亲爱的爸爸，", "【原文】"]
)
def test_a_line_of_the_text_that_begins_a_page_again_stays(line: str) -> None:
    whole = joined("护林文稿", (line, *BODY[:2]), (line, *BODY[2:]))
    assert whole == (line, *BODY[:2], line, *BODY[2:])


def test_verses_that_begin_a_page_again_stay() -> None:
    first = ("山上的灯亮了", "照着一条小路", "风吹过来", "树也醒了", BODY[0])
    second = (*first[:2], "我们出发了", "背着干粮", BODY[1])
    assert joined("山灯", first, second) == (*first, *second)
