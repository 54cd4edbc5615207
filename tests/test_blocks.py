"""Blocks of a document that stand in elements built or named as a site's own are, and those that are the site's."""

from __future__ import annotations

import re

import pytest

from cleaners import Page, clean

ABOVE = "<p>为规范全县水库管理，保障下游群众安全，根据有关规定，现就有关事项通知如下。</p>"
BELOW = "<p>各乡镇要明确专人负责，按时完成任务，并将落实情况于月底前报县水务局。</p>"
MENU = "<ul><li><a href=/>首页</a></li><li><a href=/a>政务公开</a></li><li><a href=/b>通知公告</a></li></ul>"
LIST = "".join(f"<li><a href=/x/{i}>关于开展第{i}次环境整治行动的通知</a></li>" for i in range(14))
TITLE = "关于加强水库管理的通知"


def kept(text: str, title: str = TITLE) -> str:
    """Return what is left of a page of a government site whose article is `text`."""
    page = (
        f"<title>{title}-清溪县人民政府</title>{MENU}<h1>{title}</h1><p>发布时间：2024-05-01</p>"
        f"<div>{text}</div><div><h3>最新公告</h3><ul>{LIST}</ul></div><div>滇ICP备12345678号</div>"
    )
    body = "\n".join(clean(Page("https://a.example/1.html", page.encode())).document.paragraphs)
    assert "环境整治" not in body
    assert "ICP" not in body
    return body


def words(markup: str) -> list[str]:
    return [line for line in re.sub(r"<[^>]+>", "\n", markup).split("\n") if line.strip()]


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


LAWS = ["《水法》", "《防洪法》", "《水库大坝安全管理条例》", "《取水许可管理条例》"]
BOOKS = [f"费小通{i}：乡土社会{i}[M]，清溪出版社" for i in range(4)]
FILES = [f"{i}.水库管理附表第{i}号.doc" for i in range(1, 13)]


def linked(texts: list[str], tail: str = "") -> str:
    return "".join(f"<li><a href='/u/{i}{tail}'>{text}</a></li>" for i, text in enumerate(texts))


@pytest.mark.parametrize(
    ("above", "texts", "tail", "below"),
    [
        ("<p>附件：</p>", FILES[:3], ".doc", ""),
        ("<p>附件：</p>", FILES, ".doc", ""),
        ("", FILES[:3], ".pdf", BELOW),
        (ABOVE, LAWS, "", BELOW),
        ("<h3>参考文献</h3>", BOOKS, "", ""),
    ],
)
def test_a_linked_list_is_the_texts_where_it_is_led_up_to(
    above: str, texts: list[str], tail: str, below: str
) -> None:
    body = kept(f"{BELOW}{ABOVE}{above}<ul>{linked(texts, tail)}</ul>{below}")
    assert [text for text in texts if text not in body] == []


@pytest.mark.parametrize("above", ["", "<h3>相关阅读</h3>", "<p>更多文件：</p>"])
@pytest.mark.parametrize("below", ["", BELOW])
def test_a_linked_list_of_other_pages_goes(above: str, below: str) -> None:
    others = linked([f"关于第{i}季度安全工作的通知" for i in range(5)])
    assert "季度安全" not in kept(f"{ABOVE}{BELOW}{above}<ul>{others}</ul>{below}")


@pytest.mark.parametrize(
    ("title", "refrain"), [("祖国在我心中", "祖国在我心中！"), ("同一条江上的歌", "同一条江上的歌")]
)
def test_a_refrain_is_no_copy_of_the_title(title: str, refrain: str) -> None:
    verse = ["大海的浪花告诉我，", refrain, "边关的明月告诉我，", refrain, "让我们一起唱。"]
    assert kept("".join(f"<p>{line}</p>" for line in verse), title).split("\n") == verse


@pytest.mark.parametrize("times", [1, 2])
def test_a_title_printed_among_paragraphs_goes(times: int) -> None:
    assert TITLE not in kept(f"{ABOVE}<p>{TITLE}</p>{BELOW}" * times)


@pytest.mark.parametrize(
    "lines",
    [
        ["各镇咨询电话", "东街镇：0870-1111111", "南山乡：0870-3333333"],
        ["一、先进集体", "东街镇　西街镇　南山乡", "二、先进个人", "王小山　李四海　赵六斤"],
        ["清溪水，绿悠悠", "绕过村庄向东流", "小船摇，鱼儿游", "外婆站在桥那头"],
        ["办理地点", "政务大厅3号窗口", "办理时间", "工作日9:00-17:00"],
    ],
)
def test_a_dated_heading_announces_short_lines_though_the_page_is_named_for_its_site(
    lines: list[str],
) -> None:
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = (
        f"<title>清溪县人民政府门户网站</title>{MENU}<div><ul>{LIST}</ul></div>"
        f"<div><h2>清溪县便民公告</h2><p>2024-05-01</p>{text}</div><div>滇ICP备12345678号</div>"
    )
    document = clean(Page("https://a.example/1.html", page.encode())).document
    assert document.title == "清溪县便民公告"
    assert list(document.paragraphs) == lines


def test_a_title_of_three_characters_in_a_plain_cell_is_known_by_the_pages_name() -> None:
    page = (
        f"<title>清溪谣</title>{MENU}<table><tr><td><ul>{LIST}</ul></td><td><table><tr><td>清溪谣</td></tr>"
        "<tr><td>清溪水，绿悠悠<br>绕过村庄向东流<br>小船摇，鱼儿游</td></tr></table></td></tr></table>"
    )
    document = clean(Page("https://a.example/1.html", page.encode())).document
    assert document.title == "清溪谣"
    assert document.paragraphs[-1] == "小船摇，鱼儿游"


@pytest.mark.parametrize("count", [4, 12])
def test_a_table_with_links_does_not_end_the_text(count: int) -> None:
    rows = "".join(
        f"<tr><td>{i}</td><td><a href=/{i}>取水许可第{i}项</a></td><td><a href=/y/{i}>水法第{i}条</a></td></tr>"
        for i in range(count)
    )
    body = kept(f"{ABOVE}<table>{rows}</table>{BELOW}")
    assert "取水许可第3项" in body
    assert body.endswith("报县水务局。")


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


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("通知公告", 0),
        ("工作动态", 0),
        ("附件清单", 8),
        ("会议材料", 7),
        ("典型案例", 7),
        ("讲话全文", 7),
        ("报道链接", 7),
        ("公告", 7),
    ],
)
def test_a_box_of_dated_links_below_a_text_goes_and_a_list_of_its_own_stays(
    heading: str, left: int
) -> None:
    names = (
        "征集地名故事",
        "市区停气",
        "表彰先进",
        "中考体育安排",
        "招聘社区工作者",
        "河道采砂许可",
    )
    items = "".join(f"<li><a href=/s{i}>{name}</a> 03-1{i}</li>" for i, name in enumerate(names))
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1>{ABOVE}{BELOW}<p>来源：清溪县水务局</p><h3>{heading}</h3><ul>{items}</ul>"
    document = clean(Page("https://a.example/1.html", html.encode())).document
    assert [*document.paragraphs[:2]] == words(ABOVE + BELOW)
    assert len(document.paragraphs) - 2 == left


def test_a_list_to_which_the_text_points_stays_whatever_heads_it() -> None:
    links = "".join(f"<li><a href=/s{i}>渠道清淤第{i}期</a> 03-1{i}</li>" for i in range(4))
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1>{ABOVE}<p>请认真学习下列材料，并抓好落实。</p><h3>工作动态</h3><ul>{links}</ul>"
    document = clean(Page("https://a.example/1.html", html.encode())).document
    assert document.paragraphs[-5] == "工作动态"


@pytest.mark.parametrize("title", ["文明家庭名单公示_清溪", "清溪县人民政府"])
@pytest.mark.parametrize("poll", ["", "<div>您对本页内容是否满意？ 满意 一般 不满意</div>"])
def test_a_list_of_names_from_its_lead_to_its_signature_is_a_text(title: str, poll: str) -> None:
    names = (
        "经各地推荐、评委会评审，现将拟推荐的名单公示如下：",
        "陶夏家庭（东城区柳林街道）",
        "孟林家庭（沙河县西岭镇石门村）",
        "田禾家庭",
        "清溪县文联",
        "2023年4月3日",
    )
    html = (
        f"<title>{title}</title><div><a href=/>首页</a>&gt;<a href=/g>公示</a></div><center>文明家庭名单公示</center><p>来源：县文联　更新时间：2024-5-6</p>"
        f"<ul>{''.join(f'<li>{name}</li>' for name in names)}</ul>{poll}<div><a href=/a>停气通知</a></div>"
    )
    assert clean(Page("https://a.example/1.html", html.encode())).document.paragraphs == names


@pytest.mark.parametrize("whom", ["清溪县女子篮球队：", "清溪县第一中学：", "各村篮球队："])
def test_a_letter_of_one_sentence_set_on_the_page_itself_is_whole(whom: str) -> None:
    letter = (
        whom,
        "欣闻你们在全省农民运动会上勇夺冠军，谨向你们表示热烈的祝贺！",
        "中共清溪县委",
        "2023年8月20日",
    )
    html = (
        f"<title>贺信_清溪</title><ul><li><a href=/>首页</a></li><li><a href=/a>县情</a></li></ul><h1>贺信</h1><div>2024-05-06 县委办 阅读 33</div>"
        f"{''.join(f'<div>{line}</div>' for line in letter)}<p>责任编辑：周禾</p><table><tr><td>·<a href=/t>停气通知</a></td></tr></table>"
    )
    assert clean(Page("https://a.example/1.html", html.encode())).document.paragraphs == letter


@pytest.mark.parametrize(
    "said",
    [
        "因管道检修，3月6日8:00至18:00城北片区停水，请居民提前储水。",
        "定于3月6日9:00在县政府三楼会议室召开农村工作会议，请准时参加。",
        "2023年3月6日8:00至18:00，城北片区停水。",
    ],
)
@pytest.mark.parametrize(
    "banner", ["", "<marquee>欢迎使用自来水公司网站！欢迎访问本公司网站。</marquee>"]
)
def test_one_sentence_that_names_an_hour_is_a_text(said: str, banner: str) -> None:
    menu = "<a href=/>首页</a> | <a href=/a>新闻</a>"
    for html in (
        f"{banner}<h3>停水通知</h3><p>{said}</p>",
        f"{banner}<center><font size=5>停水通知</font></center><br>{said}<br><hr>",
        f"{banner}<table><tr><td>{menu}</td></tr><tr><td><h3>停水通知</h3>{said}</td></tr></table>",
        f"<div class=nav>{menu}</div>{banner}<h1>停水通知</h1><div class=info>发布时间：2023-03-05</div><div class=content><p>{said}</p></div>",
    ):
        page = f"<title>停水通知</title>{html}"
        document = clean(Page("https://a.example/1.html", page.encode())).document
        assert document.paragraphs[-1] == said


def test_one_sentence_of_an_element_named_as_a_body_is_no_fact_of_the_page() -> None:
    said = "3月6日8:00至18:00客服热线检修，编辑部照常办公。"
    html = f"<title>检修通知</title><div class=nav><a href=/>首页</a></div><h1>检修通知</h1><div class=info>发布时间：2023-03-05</div><div class=content><p>{said}</p></div>"
    document = clean(Page("https://a.example/1.html", html.encode())).document
    assert document.paragraphs == (said,)


@pytest.mark.parametrize("heading", ["", "<h3>通知公告</h3>"])
def test_a_list_of_dated_links_stays_below_a_sentence_that_leads_up_to_it(heading: str) -> None:
    items = "".join(
        f"<li><a href=/s{i}>关于做好第{i}项重点工作的若干意见</a> 2023-03-1{i}</li>"
        for i in range(6)
    )
    led = "<p>请各单位认真学习下列材料，抓好落实。</p>"
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1>{ABOVE}{BELOW}{led}{heading}<ul>{items}</ul>"
    document = clean(Page("https://a.example/1.html", html.encode())).document
    assert sum(line.startswith("关于做好第") for line in document.paragraphs) == 6
