"""Pages that hold several texts: where each begins."""

from __future__ import annotations

import pytest
from told import TEXT, URL
from told import lines as titled_lines

from cleaners import Document, Page, clean


def lines(*text: str) -> Document:
    return titled_lines("在全县春耕现场会上的讲话", *text)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("【篇一】", "【篇二】"),
        ("【篇一：开幕式】", "【篇二：闭幕式】"),
        ("篇1：开幕式", "篇2：闭幕式"),
        ("第一篇 开幕式", "第二篇 闭幕式"),
        ("范文一", "范文二"),
        ("主持词 篇1", "主持词 篇2"),
        ("（篇1）", "（篇2）"),
        ("★篇一★", "★篇二★"),
        ("教师节讲话稿1", "教师节讲话稿2"),
        ("校长致辞（一）", "校长致辞（二）"),
        ("致辞一：", "致辞二："),
        ("模板一", "模板二"),
    ],
)
def test_parts(one: str, two: str) -> None:
    document = lines(one, "同志们：", TEXT, two, "各位来宾：", TEXT)
    assert document.paragraphs[0] == one
    assert [(p.title, p.first, p.last) for p in document.parts] == [(one, 0, 3), (two, 3, 6)]


def test_numbers_that_do_not_count_up_make_no_parts() -> None:
    assert lines("讲话稿1", "同志们：", TEXT, "讲话稿3", TEXT).parts == ()
    assert lines("附件1", TEXT, "附件2", TEXT).parts == ()
    assert lines("第一篇章", TEXT, "第二篇章", TEXT).parts == ()


def test_parts_count_past_ten() -> None:
    numbers = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
    text = [line for n in numbers for line in (f"教师节讲话（{n}）", TEXT)]
    assert [part.title for part in lines(*text).parts] == text[::2]


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("护林倡议书（2篇）", ("（一）", "（二）")),
        ("护林倡议书两篇", ("1", "2")),
        ("护林倡议书汇编", ("<h3>守住青山</h3>", "<h3>看好林子</h3>")),
        ("护林倡议书2篇", ("<p align=center>守住青山</p>", "<p align=center>看好林子</p>")),
    ],
)
def test_a_title_that_says_so_makes_parts_of_titles(title: str, marks: tuple[str, str]) -> None:
    texts = "".join(f"<p>{mark}</p><p>{TEXT}</p><p>{TEXT[:20]}好。</p>" for mark in marks)
    texts = texts.replace("<p><", "<").replace("></p>", ">")
    html = f"<title>{title}</title><h1>{title}</h1><div class=content>{texts}</div>"
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert [(part.first, part.last) for part in document.parts] == [(0, 3), (3, 6)]
    other = html.replace(title, "护林倡议书")
    assert clean(Page(URL, other.encode(), "text/html")).document.parts == ()
    more = html.replace(title, "护林倡议书3篇")
    assert clean(Page(URL, more.encode(), "text/html")).document.parts == ()


def test_one_heading_makes_no_parts() -> None:
    assert lines("【篇一】", "同志们：", TEXT).parts == ()
    assert lines("第一篇文章是产业振兴。", "第二篇文章是人才振兴。", TEXT).parts == ()
