"""A line of several buttons and facts is the site's if each of them would be alone."""

from __future__ import annotations

import pytest

from cleaners import Page, clean

ABOVE = "关于调整大厅开放时间的通知"
# it has the words of the buttons below it, so that they tell nothing here
# it has the words of the buttons below it, so that they tell nothing here
TEXT = (
    "各村民委员会：",
    "自助区每人可打印两份证明，浏览次数较多的表格另备纸质的。",
    "中午十二点关闭窗口，群众举报的问题当日登记，需下载的材料由值班员代办。",
)


def kept(*below: str) -> list[str]:
    body = "".join(f"<p>{line}</p>" for line in (*TEXT, *below))
    page = Page("", f"<html><body><h1>{ABOVE}</h1>{body}</body></html>".encode())
    return clean(page).document.text.split("\n")


@pytest.mark.parametrize("line", ["打印　关闭　　浏览次数：2240", "举报 | 下载 | 阅读：31"])
def test_a_line_goes_whose_parts_would_go_alone(line: str) -> None:
    assert kept(line) == list(TEXT)


@pytest.mark.parametrize("line", ["打印 三份 浏览次数：2240", "收件 打印 张江河"])
def test_a_line_stays_of_which_a_part_is_the_documents(line: str) -> None:
    assert kept(line) == [*TEXT, line]
