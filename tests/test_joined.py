"""Later pages of an article: the head that they repeat goes, and a text that begins alike stays."""

from __future__ import annotations

import pytest
from cleaned import text_page
from papers import page, paragraphs

from cleaners import NoDocument, Page, clean_pages

TEXT = "要把林区巡护、物资储备、队伍训练抓在前头，把责任落到山头地块，做到人在林中、心在林上。"
SAID = "今年以来，全县上下认真落实各项部署，取得了较好的成绩，群众是满意的。"
URL = "https://www.andu.example/show/1.html"
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


def test_pages_of_one_article_join_without_their_heads() -> None:
    title, pager = "在全县春耕现场会上的讲话", "上一页 1 2 下一页"
    first = text_page(title, "同志们：", SAID, "一、抓备耕", pager, url=URL)
    second = text_page(title, "二、抓管护", SAID + "第二页。", "谢谢大家！", pager, url=URL + "?2")
    cleaned = clean_pages([first, second])
    assert cleaned.document.paragraphs == (
        "同志们：",
        SAID,
        "一、抓备耕",
        "二、抓管护",
        SAID + "第二页。",
        "谢谢大家！",
    )
    assert (cleaned.document.title, cleaned.document.url) == (title, URL)


def test_a_later_page_of_one_line_is_not_lost() -> None:
    def html(text: str, name: str) -> Page:
        body = f"<div class=nav><a href=/>首页</a></div><div class=main><h1>{name}</h1><div class=txt>{text}</div></div>"
        return Page(URL, f"<html><title>{name}_案牍集</title>{body}</html>".encode(), "text/html")

    name = "在全县春耕现场会上的讲话"
    first = html(f"<p>同志们：</p><p>{SAID}</p>", name)
    document = clean_pages((first, html("<p>谢谢大家！</p>", f"{name}（2）"))).document
    assert document.paragraphs == ("同志们：", SAID, "谢谢大家！")


def test_pages_that_repeat_the_last_lines_join_once() -> None:
    body = [f"第{i}件事已经办好，群众是满意的。" for i in range(9)]
    first = text_page("在全县春耕现场会上的讲话", "同志们：", *body, "二、抓管护")
    second = text_page("二、抓管护", "种子要提前调运，农资要备足。", "谢谢大家！")
    paragraphs = clean_pages([first, second]).document.paragraphs
    assert paragraphs == (
        "同志们：",
        *body,
        "二、抓管护",
        "种子要提前调运，农资要备足。",
        "谢谢大家！",
    )


BEGUN_ALIKE = {
    "verses": (("灯火亮起来", "亮在山坳里", "照着归家路"), ("灯火亮起来", "亮在人心里")),
    "a speech after another": (
        ("各位乡亲：", "过年好！", "今年收成不错。", "谢谢大家！"),
        ("各位乡亲：", "过年好！", "我来说说修路的事。", "谢谢大家！"),
    ),
    "questions": (
        ("问：怎么办理？", "答：到一楼办理。"),
        ("问：怎么办理？", "答：也可以在网上办理。"),
    ),
    "promises": (
        ("我承诺：", "诚信经营。", "明码标价。"),
        ("我承诺：", "诚信经营。", "文明待客。"),
    ),
    "scenes": (("旁白", "天亮了，雪停了。", "老支书出了门。"), ("旁白", "三天以后，路通了。")),
}


@pytest.mark.parametrize("texts", BEGUN_ALIKE.values(), ids=BEGUN_ALIKE)
def test_pages_whose_texts_begin_alike_keep_both(texts: tuple[tuple[str, ...], ...]) -> None:
    told = [(*lines[:-1], SAID + str(i), lines[-1]) for i, lines in enumerate(texts)]
    pages = [text_page("春节联欢会文稿", *lines) for lines in told]
    assert clean_pages(pages).document.paragraphs == (*told[0], *told[1])


def test_one_page_without_text_is_no_document() -> None:
    with pytest.raises(NoDocument):
        clean_pages([text_page("在全县春耕现场会上的讲话", "同志们：", SAID), text_page(" ")])
