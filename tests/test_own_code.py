"""Examinations and lessons that show code: what a page leaves of its scripts elsewhere is their text."""

from __future__ import annotations

from html import escape

import pytest
from cleaned import plain
from papers import page, paragraphs

from cleaners import clean

PAPERS = {
    "a program in C": (
        "C语言期末考试卷",
        "一、阅读下列程序，写出结果。（10分）",
        "#include <stdio.h>",
        "int main() {",
        "for (i = 1; i <= 10; i++) {",
        "if (i % 2 == 0) {",
        'printf("done");',
        "/* 求和 */",
        "return 0;",
        "}",
        "二、在横线上填一个语句，使结构完整。（20分）",
        "struct node {",
    ),
    "a script": (
        "JavaScript程序设计练习",
        "写出下面几行的结果，并说明理由。",
        "var a = 1;",
        "function add(x, y) {",
        'document.write("good");',
        "NaN",
        "undefined",
    ),
    "a web page": (
        "第三课 网页制作初步",
        "一个网页由若干标签组成，在记事本中输入<h1>我的主页</h1>并保存。",
        "<title>我的主页</title>",
        "<p>我爱我的家乡。</p>",
        "h1 {font-size: 20px;}",
        "练习：用<b>和</b>把一个词加粗。",
    ),
}


@pytest.mark.parametrize("lines", PAPERS.values(), ids=PAPERS)
def test_code_that_a_paper_shows_stays(lines: tuple[str, ...]) -> None:
    title, *text = lines
    typed = plain(*lines).document.paragraphs
    shown = clean(page(f"<div>{paragraphs(tuple(map(escape, text)))}</div>", title))
    for left in (typed, shown.document.paragraphs):
        assert [line for line in text if line not in left] == []


def test_a_paper_that_goes_by_its_rules_shows_no_code() -> None:
    """程序 and 代码 are words of any office."""
    text = ("采购要按程序办理，统一社会信用代码要核对。", "各科室要在月底前上报结果。")
    left = ("var _hmt = _hmt || [];", "function show(){ alert(1); }", "h1 {font-size: 20px;}")
    assert plain("关于规范采购的通知", text[0], *left, text[1]).document.paragraphs == text
