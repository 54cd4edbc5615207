"""A cleaned page as JSON, Markdown and the texts of a case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from cleaners import (
    Attachment,
    Block,
    Cleaned,
    Cut,
    Document,
    Draft,
    Found,
    Heading,
    Page,
    Part,
    clean,
)
from cleaners.explain import explain
from cleaners.report import as_json, as_markdown, expected_text, header, removed_text

DOCUMENT = Document(
    url="https://a.example/1.html",
    title="在春耕现场会上的讲话",
    paragraphs=("同志们：", "一、抓备耕", "对**镇_西村_的#1井，[另行]研究|<再定>。"),
    published=date(2024, 3, 5),
    breadcrumb=("首页", "讲话"),
    salutation="同志们：",
    outline=(Heading(1, 1, "一、抓备耕"),),
    attachments=(Attachment("表[1].docx", "https://a.example/f/1.docx"),),
)
DRAFT = Draft(
    DOCUMENT.url,
    (Block("水印同志们：中"), Block("一、抓备耕"), Block("广告")),
    cuts=(
        Cut(2, 0, 2, "promo.box"),
        Cut(0, 0, 2, "mark.a"),
        Cut(0, 1, 2, "mark.b"),
        Cut(0, 6, 7, "mark.a"),
    ),
    found=(Found("title", DOCUMENT.title, "heading"),),
)
CLEANED = Cleaned(DOCUMENT, DRAFT)


def test_json_holds_everything_and_can_be_written() -> None:
    record = json.loads(json.dumps(as_json(CLEANED)))
    assert record["title"] == DOCUMENT.title
    assert record["paragraphs"] == list(DOCUMENT.paragraphs)
    assert record["text"] == "\n".join(DOCUMENT.paragraphs)
    assert record["published"] == record["date"] == "2024-03-05"
    assert record["written"] is None
    assert record["truncated"] is None
    assert record["outline"] == [{"paragraph": 1, "level": 1, "text": "一、抓备耕"}]
    assert record["found"] == [{"field": "title", "value": DOCUMENT.title, "from": "heading"}]


def test_json_shows_every_cut_in_page_order_with_its_place() -> None:
    cuts = as_json(CLEANED)["cuts"]
    assert [(c["rule"], c["block"], c["start"], c["end"], c["text"]) for c in cuts] == [
        ("mark.a", 0, 0, 2, "水印"),
        ("mark.b", 0, 1, 2, "印"),
        ("mark.a", 0, 6, 7, "中"),
        ("promo.box", 2, 0, 2, "广告"),
    ]


def test_removed_text_is_in_page_order() -> None:
    assert removed_text(CLEANED).splitlines() == [
        "mark.a │ 水印",
        "mark.b │ 印",
        "mark.a │ 中",
        "promo.box │ 广告",
    ]


def test_explanation_gives_a_character_to_one_rule_only() -> None:
    shown = [(piece.text, piece.rule) for piece in explain(CLEANED)]
    assert shown == [
        ("水印", "mark.a"),
        ("同志们：", ""),
        ("中", "mark.a"),
        ("一、抓备耕", ""),
        ("广告", "promo.box"),
    ]


def test_header_names_what_is_set_and_nothing_else() -> None:
    assert header(DOCUMENT) == [
        ("标题", DOCUMENT.title),
        ("发布日期", "2024-03-05"),
        ("面包屑", "首页 > 讲话"),
        ("称呼", "同志们："),
    ]


def test_expected_text_has_fields_a_rule_and_paragraphs() -> None:
    head, _, body = expected_text(DOCUMENT).partition("\n---\n")
    assert head.splitlines()[0] == "标题: 在春耕现场会上的讲话"
    assert "发布日期: 2024-03-05" in head.splitlines()
    assert body == "".join(f"{paragraph}\n" for paragraph in DOCUMENT.paragraphs)


def test_markdown_escapes_what_it_would_eat() -> None:
    text = as_markdown(DOCUMENT)
    assert text.startswith("# 在春耕现场会上的讲话\n")
    assert "\n## 一、抓备耕\n" in text
    assert r"对\*\*镇\_西村\_的\#1井，\[另行\]研究\|\<再定\>。" in text
    assert r"- [表\[1\].docx](<https://a.example/f/1.docx>)" in text
    assert text.endswith(")\n")
    assert "\n\n\n" not in text


def test_markdown_keeps_markup_in_titles_and_fields_from_being_any() -> None:
    bad = "<script>alert(1)</script> [a](b) *c*"
    document = replace(DOCUMENT, title=bad, category=bad, breadcrumb=("首页", bad))
    lines = as_markdown(document).splitlines()
    assert lines[0] == r"# \<script\>alert(1)\</script\> \[a\](b) \*c\*"
    fields = [line for line in lines if line.startswith(("- 栏目", "- 面包屑"))]
    assert fields[0] == r"- 栏目：\<script>alert(1)\</script> \[a\](b) \*c\*"
    assert fields[1].startswith(r"- 面包屑：首页 > \<script>")
    untitled = as_markdown(replace(document, title="")).splitlines()
    assert untitled == lines[1:]  # no field goes with the title


def test_markdown_makes_headings_of_whole_lines_only() -> None:
    glued = Document(
        url="",
        title="汇报",
        paragraphs=("一、抓备耕。种子已经到位。", "（一）抓管护"),
        outline=(Heading(0, 1, "一、抓备耕"), Heading(1, 2, "（一）抓管护")),
    )
    assert as_markdown(glued).splitlines()[2:] == [
        "一、抓备耕。种子已经到位。",
        "",
        "### （一）抓管护",
    ]


def test_markdown_sets_parts_above_their_outline() -> None:
    collection = Document(
        url="",
        title="主持词",
        paragraphs=("【篇一】", "一、开场", "【篇二】", "一、开场"),
        parts=(Part("【篇一】", 0, 2), Part("【篇二】", 2, 4)),
        outline=(Heading(1, 1, "一、开场"), Heading(3, 1, "一、开场")),
    )
    marks = [line.split(" ")[0] for line in as_markdown(collection).splitlines() if line]
    assert marks == ["#", "##", "###", "##", "###"]


def test_markdown_keeps_a_list_number_from_starting_a_list() -> None:
    """A paragraph that opens with `1.` or `-` would be renumbered or indented when rendered."""
    document = Document(url="", title="纪要", paragraphs=("3. 散会。", "- 某某", "+ 某某"))
    lines = as_markdown(document).splitlines()[2:]
    assert [line for line in lines if line] == [r"3\. 散会。", r"\- 某某", r"\+ 某某"]


def test_nothing_cut_is_nothing_removed() -> None:
    page = Page("https://a.example/1.txt", "各位领导：\n汇报如下。".encode(), "text/plain")
    cleaned = clean(page)
    assert removed_text(cleaned) == ""


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        (("一、各村每月报一次进度，逾期通报。", "二、经费专款专用，年底审计。", "云岭县水利局"), ()),
        (("一、提高认识，增强紧迫感。", "各村要把水渠管起来。", "二、压实责任，形成合力。", "各村要把人管起来。"), (0, 2)),
        (("一、工作任务", "（一）修渠", "先修干渠。", "（二）清淤", "再清支渠。"), (0, 1, 3)),
        (("一、总体要求，分步实施。", "（一）修渠，三月完工。", "（二）清淤，四月完工。"), (0,)),
        (("一、" + "各村要把水渠管起来，把人组织起来，" * 4 + "年底见成效。", "会后抓紧办。"), ()),
    ],
)  # fmt: skip
def test_numbered_sentences_in_a_row_are_no_headings_of_markdown(
    lines: tuple[str, ...], heads: tuple[int, ...]
) -> None:
    text = "\n".join(("关于水渠管护的通知", "各村：", "现将有关事项通知如下。", *lines))
    document = clean(Page("", text.encode(), "text/plain; charset=utf-8")).document
    shown = [x for x in as_markdown(document).splitlines() if x.startswith("##")]
    assert [x.lstrip("# ") for x in shown] == [lines[i] for i in heads]
