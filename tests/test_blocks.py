"""Blocks of a document that stand in elements built or named as a site's own are, and those that are the site's."""

from __future__ import annotations

import pytest
from office_page import ABOVE, BELOW, TITLE, kept, words

from cleaners import Page, clean


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ("position", "<h4>驾驶员</h4><p>持B照，驾龄五年以上。</p>"),
        ("rank-list", "<p>第一名：东街镇</p><p>第二名：南山乡</p>"),
        ("related", "<p>县财政局等相关部门要密切配合，形成合力。</p>"),
        ("hot", "<p>本周共受理诉求120件，办结118件。</p>"),
        ("tips", "<p>雨天路滑，减速慢行</p>"),
        ("location", "<p>集合地点：县政府广场</p>"),
    ],
)
def test_what_stands_among_paragraphs_is_the_texts_whatever_its_name(names: str, part: str) -> None:
    body = kept(f"{ABOVE}<div class='{names}'>{part}</div>{BELOW}")
    assert all(word in body for word in words(part))


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ("share", "分享到：微博 朋友圈"),
        ("vip", "开通会员，免费看全文。"),
        ("related", "<p><a href=/1>关于做好秋收工作的通知</a></p>"),
        ("comment", "<p>网友张三：写得好！</p>"),
        ("ads", "清溪山泉，好喝不贵，全城配送。"),
        ("hot", "<p>县政府工作报告</p><p>春耕动员讲话</p>"),
    ],
)
def test_what_a_site_sets_among_paragraphs_goes(names: str, part: str) -> None:
    body = kept(f"{ABOVE}<div class='{names}'>{part}</div>{BELOW}")
    assert not any(word in body for word in words(part))
    assert "规范全县水库" in body
    assert "明确专人负责" in body


@pytest.mark.parametrize(
    ("names", "heading"),
    [
        ("position", "二、功能定位"),
        ("statement", "三、几点说明"),
        ("comment", "专家点评"),
        ("comment", "班主任评语"),
    ],
)
def test_a_part_of_the_text_is_told_by_its_heading(names: str, heading: str) -> None:
    part = (
        f"<section class={names}><h2>{heading}</h2><p>以上数据未经审计，以年报为准。</p></section>"
    )
    first = f"<section class=review><h2>一、工作回顾</h2>{ABOVE}{BELOW}{ABOVE}</section>"
    assert f"{heading}\n以上数据未经审计" in kept(first + part)


def test_a_box_that_opens_the_text_is_its_own_where_it_is_a_paragraph() -> None:
    law = "根据有关法律，开发利用水资源应当兴利除害，制定本办法。"
    assert law in kept(f"<div class=related-law><p>{law}</p></div>{ABOVE}{BELOW}")


@pytest.mark.parametrize("names", ["foot", "article-footer", "footer right"])
def test_a_signature_is_no_footer(names: str) -> None:
    signed = f"<div class='{names}'><p>清溪县水务局</p><p>2024年5月1日</p></div>"
    assert kept(ABOVE + BELOW + signed).endswith("清溪县水务局\n2024年5月1日")


@pytest.mark.parametrize("who", ["清溪县水务局", "老渡口管护队　桑榆"])
def test_a_footer_that_only_signs_is_no_footer_of_a_site(who: str) -> None:
    signed = f"<footer><p>{who}</p><p>2024年5月1日</p></footer>"
    body = kept(f"<div class=zw>{ABOVE}{BELOW}{ABOVE}</div>{signed}")
    assert body.endswith(f"{who}\n2024年5月1日")


def test_numbered_sentences_in_a_box_are_the_text_s() -> None:
    items = "一、船舶逐艘检查，破损的当天更换。", "二、遇大风大雾一律停航。"
    part = "".join(f"<p>{item}</p>" for item in items)
    assert "\n".join(items) in kept(f"{ABOVE}<div class=hot><h3>重点任务</h3>{part}</div>")


def test_a_saying_between_the_text_and_its_signature_stays() -> None:
    said = "<blockquote class=tag>渡口无小事，一船系千家。</blockquote>"
    signed = "<p>清溪县水务局</p><p>2024年5月1日</p>"
    assert "一船系千家" in kept(ABOVE + said + signed)


def test_an_aside_between_sections_is_a_saying_of_the_text() -> None:
    aside = "<aside class=quote><p>“看得见的是水，看不见的是人。”——老渡工</p></aside>"
    body = f"<article><section><h2>一、起因</h2>{ABOVE}</section>{aside}<section><h2>二、做法</h2>{BELOW}</section></article>"
    assert "老渡工" in kept(body)


def test_an_aside_with_a_linked_word_is_a_note_of_the_text() -> None:
    note = "<aside>依据《<a href=/l>水法</a>》第二十条，开发水资源应当兴利除害。</aside>"
    assert "兴利除害" in kept(ABOVE + note + BELOW)


ANSWER = "可在大厅窗口备案，也可电话备案。"


@pytest.mark.parametrize(
    "heading",
    [
        "<button class=acc>问：如何备案？</button>",
        "<button data-toggle=collapse><b>（一）如何备案</b></button>",
        "<input type=checkbox id=q><label for=q>1．如何备案？</label>",
        "<fieldset><legend>备案办法</legend></fieldset>",
    ],
)
def test_what_unfolds_a_section_is_its_heading(heading: str) -> None:
    body = kept(f"{ABOVE}{heading}<div>{ANSWER}</div>{BELOW}")
    assert f"{words(heading)[0]}\n{ANSWER}" in body


@pytest.mark.parametrize(
    "control",
    [
        "<button>打印本页</button>",
        "<button>忘记密码？</button>",
        "<button>您对本文满意吗？</button>",
        "<label for=k>1、请输入验证码</label><input id=k>",
        "<fieldset><legend>意见征集</legend><input name=a></fieldset>",
    ],
)
def test_what_asks_the_reader_is_a_control(control: str) -> None:
    assert words(control)[0] not in kept(f"{ABOVE}{BELOW}{control}")


@pytest.mark.parametrize("held", ["readonly", "disabled"])
def test_a_letter_shown_in_a_field_is_text(held: str) -> None:
    letter = f"<textarea {held}>东街的路灯坏了一个月。晚上行走很不方便。</textarea>"
    assert "坏了一个月" in kept(f"{ABOVE}<p>来信内容</p>{letter}{BELOW}")


@pytest.mark.parametrize(
    "item",
    [
        "<p>东街的路灯坏了一个月，请修。</p><h4>回复</h4><p>您好，该处路灯已于昨日修复。</p>",
        "<p>群众举报</p><p>东街的路灯坏了一个月，请修。</p><p>核查：该处路灯已于昨日修复。</p>",
        "<p>3月5日 09:00</p><p>少儿故事会</p><p>文化馆 3楼</p>",
        "<p>2024-03-05起</p><p>财务科在综合楼 2楼</p>",
    ],
)
def test_letters_with_answers_and_rooms_by_floor_are_no_comments(item: str) -> None:
    body = kept(f"{ABOVE}<ul>{f'<li>{item}</li>' * 4}</ul>{BELOW}")
    assert body.count(words(item)[-1]) == 4


@pytest.mark.parametrize(
    "item",
    [
        "<p>清风</p><p>写得真好，学习了，这么好的材料。</p><p>3天前 回复</p>",
        "<p>回复</p><p>写得真好，学习了，这么好的材料。</p>",
        "<p>清风 2024-03-04 10:20 3楼</p><p>写得真好，学习了。</p>",
        "<p>3楼</p><p>清风 2024-03-04</p><p>写得真好，学习了。</p>",
        "<p>清风 3#</p><p>2024-03-04</p><p>写得真好，学习了。</p>",
    ],
)
def test_what_readers_wrote_below_a_text_goes(item: str) -> None:
    assert "写得真好" not in kept(f"{ABOVE}{BELOW}<ul>{f'<li>{item}</li>' * 4}</ul>")


@pytest.mark.parametrize(
    ("title", "refrain"), [("祖国在我心中", "祖国在我心中！"), ("同一条江上的歌", "同一条江上的歌")]
)
def test_a_refrain_is_no_copy_of_the_title(title: str, refrain: str) -> None:
    verse = ["大海的浪花告诉我，", refrain, "边关的明月告诉我，", refrain, "让我们一起唱。"]
    assert kept("".join(f"<p>{line}</p>" for line in verse), title).split("\n") == verse


@pytest.mark.parametrize("times", [1, 2])
def test_a_title_printed_among_paragraphs_goes(times: int) -> None:
    assert TITLE not in kept(f"{ABOVE}<p>{TITLE}</p>{BELOW}" * times)


@pytest.mark.parametrize("names", ["floor floor", "louceng"])
def test_the_floors_of_a_building_are_no_posts_of_a_thread(names: str) -> None:
    floors = "".join(
        f"<div class='{names}{i}'><h3>{i}楼</h3><p>{i}楼陈列第{i}个时期的文物，共三十件。</p></div>"
        for i in range(1, 4)
    )
    page = f"<title>清溪县人民政府门户网站</title><div><h2>展馆导览图</h2><p>2024-05-01</p>{floors}</div><p>ICP备1号</p>"
    document = clean(Page("https://a.example/1.html", page.encode())).document
    assert "第3个时期" in document.paragraphs[-1]


def test_a_banner_that_runs_along_is_no_beginning_of_the_text() -> None:
    page = (
        "<title>清溪科协</title><table><tr><td colspan=2><marquee>清溪人民欢迎您，投资热土，创业天堂！</marquee></td></tr>"
        "<tr><td><table><tr><td><a href=1>单位概况</a></td></tr><tr><td><a href=2>工作动态</a></td></tr><tr><td>您的意见<br>好<br>不好</td></tr></table></td>"
        "<td><table><tr><td><center>★★ 在科普周开幕式上的致辞 ★★</center>同志们：<br>　　今天，科普周活动在我县拉开帷幕，我表示热烈的祝贺。"
        "<br>　　希望大家走进展馆，动手做一做实验，把科学带回家。</td></tr></table></td></tr></table>"
    )
    document = clean(Page("https://a.example/1.html", page.encode())).document
    assert document.title == "在科普周开幕式上的致辞"
    assert document.paragraphs[0] == "同志们："
    assert len(document.paragraphs) == 3
