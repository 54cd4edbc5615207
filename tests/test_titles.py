"""The title among what a page prints: ornaments off, second lines and sites' names told apart."""

from __future__ import annotations

from datetime import date

import pytest
from told import TEXT, URL, page

from cleaners import Page, clean


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("在春耕现场会上的讲话", "在春耕现场会上的讲话"),
        ("升旗仪式主持词（精选5篇）", "升旗仪式主持词"),
        ("【优秀范文】村级工作总结", "村级工作总结"),
        ("村级工作总结.docx", "村级工作总结"),
        ("村级工作总结(word版可编辑)", "村级工作总结"),
        ("村级工作总结【可修改】", "村级工作总结"),
        ("村级工作总结（修订版）", "村级工作总结（修订版）"),
        ("镇村干部述职报告(第4/4页)", "镇村干部述职报告"),
        ("2023年党建工作总结", "2023年党建工作总结"),
        ("关于成立领导小组的通知（试行）", "关于成立领导小组的通知（试行）"),
        ("★ 村级工作总结 ★", "村级工作总结"),
        ("◆ 村级工作总结", "村级工作总结"),
        ("◎ 村级工作总结 ◎", "村级工作总结"),
        ("=== 村级工作总结 ===", "村级工作总结"),
        ("→ 村级工作总结", "→ 村级工作总结"),
        ("[组图]村级工作总结", "村级工作总结"),
        ("☆☆县村级工作总结", "☆☆县村级工作总结"),
    ],
)
def test_title_without_ornaments(printed: str, title: str) -> None:
    assert page(title=printed).title == title
    assert printed not in page(title=printed).paragraphs


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("——2021年1月8日在青石县第九届人民代表大会第六次会议上", "（{}）"),
        ("（2021年1月8日在青石县第九届人民代表大会第六次会议上）", "{}"),
    ],
)
def test_a_second_line_is_not_the_title_however_long(second: str, told: str) -> None:
    """`<title>` holds both; the speaker below them stays in the text."""
    whole = "政府工作报告" + told.format(second.strip("—"))
    html = (
        f"<title>{whole}_政府工作报告_青石县</title><div><a href=/>首页</a></div><h1>政府工作报告</h1><h2>{second}</h2>"
        f"<p>县长　陆鸣皋</p><div>2021-02-01 15:20:33 | 来源：县府办</div><div class=con><p>各位代表：</p><p>{TEXT}</p></div>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert document.title == "政府工作报告" + second
    assert "县长　陆鸣皋" in document.paragraphs
    assert document.published == date(2021, 2, 1)


@pytest.mark.parametrize("told", ["{}_云溪县", "-- {} -- 云溪县河长办", "——{}"])
@pytest.mark.parametrize("tag", ["h2", "p align=center", "div class=bt2"])
def test_a_second_line_that_alone_is_told_stands_below_the_title(told: str, tag: str) -> None:
    second, end = "在全县河长制工作会议上的讲话", tag.partition(" ")[0]
    html = (
        f"<title>{told.format(second)}</title><div><a href=/>首页</a></div><div>领导讲话</div><{tag}>把河管在平时</{end}><{tag}>——{second}</{end}>"
        f"<div>时间：2024-03-05　来源：县河长办</div><div class=con><p>同志们：</p><p>{TEXT}</p></div>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert document.title == f"把河管在平时——{second}"
    assert (document.kind, document.occasion) == ("致辞讲话", "全县河长制工作会议")
    assert document.paragraphs == ("同志们：", TEXT)


@pytest.mark.parametrize(
    "above",
    ["<a href=/j/>领导讲话</a>", "首页 > 领导讲话", "发布机构：云溪县政府", "云溪县人民政府"],
)
def test_what_a_site_prints_above_a_dashed_title_is_none(above: str) -> None:
    title = "在全县河长制工作会议上的讲话"
    html = f"<title>{title}</title><div>{above}</div><h1>——{title}</h1><p>2024-03-05</p><div class=con><p>同志们：</p><p>{TEXT}</p></div>"
    assert clean(Page(URL, html.encode(), "text/html")).document.title == "——" + title


@pytest.mark.parametrize(
    "told",
    [
        "云溪县人民政府门户网站",
        "欢迎光临云溪信息网",
        "公告公示",
        "信息公开-云溪县",
        "云溪一中欢迎您",
    ],
)
@pytest.mark.parametrize("tag", ["h1", "div class=biaoti"])
def test_the_heading_is_the_title_where_the_head_names_a_site(told: str, tag: str) -> None:
    end = tag.partition(" ")[0]
    html = (
        f"<html><title>{told}</title><div><a href=/>首页</a></div><div><{tag}>致返乡农民工的一封信</{end}>"
        f"<div>2022-05-09 10:00</div><div class=content><p>农民工朋友们：</p><p>{TEXT}</p></div></div></html>"
    )
    assert clean(Page(URL, html.encode(), "text/html")).document.title == "致返乡农民工的一封信"


def test_the_letterhead_that_opens_the_head_of_a_page_is_no_title() -> None:
    rows = "<tr><td>云溪县应急委员会文件</td></tr><tr><td>云应急〔2020〕12号</td></tr><tr><td>关于护林防火的通知</td></tr>"
    html = f"<html><title>云溪县应急委员会文件-关于护林防火的通知</title><a href=/>首页</a><table>{rows}<tr><td><p>各村：</p><p>{TEXT}</p></td></tr></table>"
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert (document.title, document.kind) == ("关于护林防火的通知", "通知")
    assert document.paragraphs[0] == "云溪县应急委员会文件"


def test_a_title_set_wide_in_an_element_named_so() -> None:
    html = f"<html><title>悼词_礼仪事务处</title><a href=/>首页</a><div class=c-title>悼　词</div><p>2024-03-05</p><div class=c><p>各位亲友：</p><p>{TEXT}</p></div>"
    assert clean(Page(URL, html.encode(), "text/html")).document.title == "悼　词"


def test_a_title_that_its_page_and_the_head_both_set_wide() -> None:
    html = "<title>讣　告</title><h2>讣　告</h2><p>石桥中学退休教师何秀兰同志，因病医治无效，于昨日清晨逝世。</p><p>遵照本人遗愿，丧事从简，不设灵堂。</p>"
    assert clean(Page("", html.encode(), "text/html; charset=utf-8")).document.title == "讣　告"


@pytest.mark.parametrize("told", ["悼词范文 - 礼仪文书", "悼词模板_公文写作", "悼词|礼仪"])
def test_a_heading_of_two_characters(told: str) -> None:
    html = f"<html><title>{told}</title><h1>悼词</h1><p>2024-03-05</p><div class=c><p>各位亲友：</p><p>{TEXT}</p></div>"
    assert clean(Page(URL, html.encode(), "text/html")).document.title == "悼词"


@pytest.mark.parametrize(
    "imprint",
    [
        "Copyright 2002-2004 石岭镇信息网 All Rights Reserved　站长：老石",
        "地址：石岭镇美院路3号　E-mail：ds@andu.example　QQ：10001000　老石制作",
        "石岭镇人民政府主办　石岭镇党政办承办　网站标识码：3301000001　浙ICP备05000001号-1　浙公网安备 33010002000001号",
    ],
)
def test_the_imprint_of_a_site_is_no_running_text(imprint: str) -> None:
    """It would pull the body over the whole page, and title and day with it."""
    column = "".join(f"<tr><td>·<a href=s.asp?id={n}>第{n}期简报</a></td></tr>" for n in range(14))
    text = "<font>　　同志们：" + f"<br>　　{TEXT}" * 6 + "<br>　　谢谢大家！</font>"
    html = (
        "<title>石岭镇信息网</title><table><tr><td bgcolor=#006699><font color=#ffffff>| 首 页 | 新闻 |</font></td></tr></table>"
        f"<table><tr><td><table><tr><td>最新文章</td></tr>{column}</table></td><td><table><tr><td>您的位置：首页 → 讲话</td></tr>"
        "<tr><td align=center><b>在殡葬改革会议上的讲话</b></td></tr><tr><td align=center>点击数：9　更新时间：2024-3-5</td></tr>"
        f"<tr><td>{text}</td></tr></table></td></tr></table><table><tr><td align=center>| 设为首页 |<br>{imprint}</td></tr></table>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert (document.title, document.published) == ("在殡葬改革会议上的讲话", date(2024, 3, 5))


@pytest.mark.parametrize("tag", ["p", "td"])
def test_where_to_write_is_the_last_line_of_a_notice(tag: str) -> None:
    last = "地址：云溪县文庙街3号　邮编：618000　电话：0838-5550000　邮箱：wm@andu.example"
    body = "".join(f"<{tag}>{line}</{tag}>" for line in ("各乡镇：", TEXT, "特此通知。", last))
    body = (
        f"<table><tr>{body.replace('</td>', '</td></tr><tr>')}</tr></table>"
        if tag == "td"
        else body
    )
    assert page(body).paragraphs[-1] == last


def test_a_site_that_welcomes_its_readers_is_no_title() -> None:
    """However short what stands centred above the day is."""
    html = (
        "<title>欢迎光临大堤文艺园地信息港网站</title><table><tr><td>首页 → 散文</td></tr><tr><td align=center>坝上的柳树</td></tr>"
        f"<tr><td align=center>文章来源：防汛办　发表时间：2009-07-21 08:12</td></tr><tr><td>　　{TEXT}<br>　　{TEXT}</td></tr></table>"
    )
    assert clean(Page(URL, html.encode(), "text/html")).document.title == "坝上的柳树"


def test_a_site_that_heads_its_page_is_no_title() -> None:
    """Its `<title>` says no more than its `h1`."""
    html = (
        "<title>云溪县组工网</title><h1>云溪县组工网</h1><h2>公示公告</h2><div><a href=/>首页</a><a href=/g>公示</a></div>"
        f"<h3>拟任干部任前公示</h3><p>发布时间：2024-03-05</p><p>{TEXT}</p><p>公示期五天，受理电话12380。</p><p>县委组织部</p>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert (document.title, document.published) == ("拟任干部任前公示", date(2024, 3, 5))


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("清溪县水务局", "2022年工作总结", "清溪县水务局2022年工作总结"),
        ("清溪县总工会", "关于慰问抢险职工的通知", "清溪县总工会关于慰问抢险职工的通知"),
    ],
)
def test_a_title_on_two_lines_of_which_an_office_is_the_first(
    first: str, second: str, title: str
) -> None:
    """As a word processor exports it: `<title>` is the first line."""
    printed = "".join(
        f"<p class=MsoNormal align=center><b>{line}<o:p></o:p></b></p>" for line in (first, second)
    )
    html = f"<title>{first}</title><div class=Section1>{printed}<p>{TEXT}</p><p>{TEXT}</p></div>"
    found = clean(Page(URL, html.encode(), "text/html")).document.title
    assert found == title


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("我县召开重点项目推进会", "李勇主持并讲话"),
        ("县委书记王禾调研县医院", "听取疫情防控汇报"),
        ("我县召开重点项目推进会", "2022年工作总结"),
        ("云岭县教育局", "云岭县教育局关于做好开学工作的通知"),
        ("云岭县第二中学", "云岭二中2022年工作总结"),
    ],
)
def test_a_headline_and_a_letterhead_are_no_half_of_a_title(first: str, second: str) -> None:
    printed = "".join(f"<p class=MsoNormal align=center>{line}</p>" for line in (first, second))
    html = f"<title>{first}</title><div class=Section1>{printed}<p>{TEXT}</p><p>{TEXT}</p></div>"
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert document.title != first + second
    assert document.issuer != first * 2


def test_the_name_of_a_site_above_a_title_is_no_part_of_it() -> None:
    html = f"<title>清溪县水务局</title><div>清溪县水务局</div><div>请输入关键字</div><p align=center>2022年工作总结</p><p>{TEXT}</p><p>{TEXT}</p>"
    assert "清溪县水务局2022" not in clean(Page(URL, html.encode(), "text/html")).document.title


def test_the_number_of_a_document_is_no_second_line_of_its_title() -> None:
    html = (
        "<title>行政处罚决定书（清监处〔2021〕55号）-清溪县市场监管局</title><div><a href=/>首页</a></div><table><tr><td align=center>行政处罚决定书</td></tr>"
        f"<tr><td align=center>清监处〔2021〕55号</td></tr><tr><td>{TEXT}<br>{TEXT}</td></tr></table>"
    )
    assert clean(Page(URL, html.encode(), "text/html")).document.title == "行政处罚决定书"


def test_a_box_of_another_document_below_names_not_this_one() -> None:
    told = "《柳溪县渡口管理办法》政策解读"
    box = (
        "<dl><dt>标题：</dt><dd>柳溪县渡口管理办法</dd><dt>发布日期：</dt><dd>2023-03-04</dd></dl>"
    )
    said = "<p>办法规定了渡口由谁管、怎么管，乘客要注意什么，违反了怎么办。</p>"
    page = f"<title>{told}</title><div><h1>{told}</h1><div>{said}{said}</div><h3>相关文件</h3>{box}</div>"
    found = clean(Page("", page.encode(), "text/html; charset=utf-8")).document
    assert found.title == told
    assert found.kind == "解读"


@pytest.mark.parametrize("told", ["清溪水务信息网", "清水字〔2021〕9号"])
def test_a_letterhead_stands_above_the_title_and_is_kept(told: str) -> None:
    head = ("清溪县水务局", "清水字〔2021〕9号 签发人：桑榆")
    title = "关于解决红石水库加固资金的请示"
    above = "".join(f"<tr><td align=center>{line}</td></tr>" for line in (*head, title))
    html = (
        f"<title>{told}</title><table><tr><td><a href=/>水情</a> <a href=/2>公文</a></td></tr>{above}"
        f"<tr><td>加入时间：2021-3-12　点击：47次</td></tr><tr><td>{TEXT}<br>{TEXT}</td></tr></table>"
    )
    document = clean(Page(URL, html.encode(), "text/html; charset=utf-8")).document
    assert document.title == title
    assert document.paragraphs == (*head, TEXT, TEXT)
    assert document.published == date(2021, 3, 12)


@pytest.mark.parametrize(
    "printed",
    [
        "<div class=art-title>云溪县人民政府<br>关于陈苗同志任职的通知</div>",
        "<p align=center><b>云溪县人民政府</b></p><p align=center><b>关于陈苗同志任职的通知</b></p>",
        "<table><tr><td>云溪县人民政府</td></tr><tr><td>关于陈苗同志任职的通知</td></tr></table>",
    ],
)
def test_the_office_that_opens_a_title_is_not_the_one_in_the_banner(printed: str) -> None:
    html = (
        "<title>云溪县人民政府关于陈苗同志任职的通知</title><div><h2>云溪县人民政府</h2><p>www.yunxi.example.com</p></div>"
        f"<div><a href=/>首页</a></div>{printed}<p>{TEXT}</p><p>{TEXT}</p>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert document.title == "云溪县人民政府关于陈苗同志任职的通知"


@pytest.mark.parametrize("tags", [("h1", "h2"), ("div class=yk-t", "div"), ("p align=center",) * 2])
def test_a_second_line_that_only_open_graph_tells(tags: tuple[str, str]) -> None:
    first, second = "以实干实绩交出合格答卷", "——在全县项目推进会上的讲话"
    html = (
        f'<meta property="og:title" content="{first}{second}"><title>{first}_云溪</title>'
        + "".join(
            f"<{tag}>{line}</{tag.split()[0]}>"
            for tag, line in zip(tags, (first, second), strict=True)
        )
    )
    found = clean(Page(URL, f"{html}<p>{TEXT}</p><p>{TEXT}</p>".encode(), "text/html")).document
    assert found.title == first + second


@pytest.mark.parametrize("tag", ["founder-title", "div", "td"])
def test_behind_a_newspapers_name_stands_the_title_and_not_the_first_line(tag: str) -> None:
    html = (
        f"<title>云溪日报-春到江南岸</title><table><tr><td>2024年03月05日</td><{tag}>春到江南岸</{tag}></tr></table>"
        f"<div><p>□ 陆文</p><p>{TEXT}</p><p>母亲念的那两句：</p><p>春到江南岸，</p><p>人在柳溪头。</p></div>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert (document.title, document.author) == ("春到江南岸", "陆文")
    assert document.paragraphs[-2:] == ("春到江南岸，", "人在柳溪头。")
