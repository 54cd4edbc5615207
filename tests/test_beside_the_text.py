"""What template sites put beside a text: lists with summaries below it, a motto above a wall."""

from __future__ import annotations

import pytest
from told import TEXT, URL, page

from cleaners import NoDocument, Page, clean

ITEM = (
    "<li><a href=/z/{n}.html>在全县第{n}次现场会上的讲话</a>"
    "<span><small>日期：</small>2026-03-0{n} <small>点击：</small>80{n}</span>"
    "<p>同志们：今天召开第{n}次现场会，主要任务是总结前段工作，分析当前形势，安排下步任务。要把措施落到实处...</p></li>"
)


def test_titles_with_their_day_and_summary_below_a_short_text_are_a_list() -> None:
    listed = "".join(ITEM.format(n=n) for n in range(1, 5))
    body = f"<p>同志们：</p><p>{TEXT}</p></div><div>推荐内容<ul>{listed}</ul>"
    assert page(body).paragraphs == ("同志们：", TEXT)


@pytest.mark.parametrize(
    ("heading", "below"),
    [("典型案例", ""), ("获奖作品", ""), ("附件", ""), ("要闻动态", f"<p>{TEXT}</p>")],
)
def test_titles_with_their_day_and_summary_stay_that_are_part_of_a_text(
    heading: str, below: str
) -> None:
    listed = "".join(ITEM.format(n=n).replace("...", "。") for n in range(1, 5))
    left = page(f"<p>{TEXT}</p><h3>{heading}</h3><ul>{listed}</ul>{below}").text
    assert "在全县第2次现场会上的讲话" in left
    assert heading in left


@pytest.mark.parametrize("said", ["渠水清清流到村。", "今日停水，明早八时恢复。"])
def test_a_sentence_above_its_title_is_a_document(said: str) -> None:
    html = f"<html><title>停水通知</title><div>{said}</div><h2>停水通知</h2></html>"
    assert said in clean(Page(URL, html.encode(), "text/html")).document.text


@pytest.mark.parametrize("motto", ["百草斋——写材料的好帮手！", "百草斋——让写作不再难！"])
def test_a_motto_above_a_wall_is_no_document(motto: str) -> None:
    html = (
        f"<html><title>春耕工作实施方案_百草斋</title><div id=top>{motto} <a href=/l>登录</a> <a href=/r>注册</a></div>"
        "<div class=title><h2>春耕工作实施方案</h2></div>"
        "<div class=content><p>您好，本文档仅限VIP会员阅读，请先<a href=/l>登录</a>或<a href=/b>开通会员</a>。</p></div></html>"
    )
    with pytest.raises(NoDocument) as refused:
        clean(Page(URL, html.encode(), "text/html"))
    assert refused.value.code == "login"


@pytest.mark.parametrize("ending", ["example", "test", "shop", "ltd", "xin", "wiki"])
def test_a_watermark_is_told_by_an_address_of_any_ending(ending: str) -> None:
    mark = f"（本文由百草斋 www.baicaozhai.{ending} 收集整理，转载请注明）"
    body = f"<p>同志们：</p><p>{TEXT}</p><p>{mark}</p><p>{TEXT}</p><p>谢谢大家！</p>"
    assert page(body).paragraphs == ("同志们：", TEXT, TEXT, "谢谢大家！")


def test_a_word_that_may_end_an_address_does_not_make_one() -> None:
    said = "会上印发了 A4.ink 打印样张，附件名为 2024.test，请各单位核对。"
    assert page(f"<p>{TEXT}</p><p>{said}</p><p>{TEXT}</p>").paragraphs == (TEXT, said, TEXT)
