"""Texts of a sentence, a verse or a few short lines, told by what stands around them on the page."""

from __future__ import annotations

import pytest
from office_page import LIST, MENU

from cleaners import Page, clean


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


@pytest.mark.parametrize("heading", ["<h3>讣告</h3>", "<table><tr><td>讣告</td></tr></table>"])
def test_a_title_of_two_characters_is_known_by_the_pages_name(heading: str) -> None:
    text = "<p>退休教师沈帆因病医治无效，于2024年5月6日逝世，享年九十岁。</p><p>告别仪式定于5月8日上午举行。</p>"
    page = f"<title>讣告</title>{MENU}{heading}<div>{text}</div>"
    assert clean(Page("https://a.example/1.html", page.encode())).document.title == "讣告"


def test_a_title_of_three_characters_in_a_plain_cell_is_known_by_the_pages_name() -> None:
    page = (
        f"<title>清溪谣</title>{MENU}<table><tr><td><ul>{LIST}</ul></td><td><table><tr><td>清溪谣</td></tr>"
        "<tr><td>清溪水，绿悠悠<br>绕过村庄向东流<br>小船摇，鱼儿游</td></tr></table></td></tr></table>"
    )
    document = clean(Page("https://a.example/1.html", page.encode())).document
    assert document.title == "清溪谣"
    assert document.paragraphs[-1] == "小船摇，鱼儿游"


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


LED = (
    "自5月1日起，停车按下列标准收费：",
    "小型车",
    "首小时 3元",
    "此后每小时 1元",
    "全天不超过15元。",
)
NUMBERED = ("一、主编单位", "清溪县文联", "二、网上投票下载", "三、工作人员", "柳禾、沈帆")
UNNUMBERED = ("开锁　13500000001", "送水　13500000002", "社区微信公众号", "清溪西街", "网格长")
TABLE = "<table><tr><td>村<td>户主<td>金额<tr><td>石门村<td>沈帆<td>8000<tr><td>柳湾村<td>田麦<td>4000</table>"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"<article><p>{'<br>'.join(LED[:3])}</p><p>{'<br>'.join(LED[3:])}</p></article>", LED),
        ("<br>".join(NUMBERED), NUMBERED),
        ("<br>".join(UNNUMBERED), UNNUMBERED),
        (
            f"拟补助的农户公示如下：<br>{TABLE}公示期：7天<br>电话：4410099",
            ("拟补助的农户公示如下：", "公示期：7天", "电话：4410099"),
        ),
    ],
)
def test_lines_of_a_list_set_on_the_page_itself_are_whole(body: str, kept: tuple[str, ...]) -> None:
    html = (
        f"<title>便民公告_清溪</title><ul><li><a href=/>首页</a></li><li><a href=/a>县情</a></li></ul><h1>便民公告</h1>"
        f"<div>发布时间：2024-05-06 浏览：33</div>{body}<div><a href=/t>停气通知</a></div>"
    )
    left = clean(Page("https://a.example/1.html", html.encode())).document.paragraphs
    assert tuple(line for line in left if "\t" not in line) == kept


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize(
    "text",
    [
        (
            "开锁　13500000001",
            "打印机　1台",
            "关注镇上的公众号",
            "送水　13500000002",
            "网格长　柳禾",
        ),
        ("拟补助的农户公示如下：", TABLE, "公示期：7天", "监督电话：4410099"),
    ],
)
def test_a_list_is_whole_where_a_sites_lines_stand_in_its_element(
    text: tuple[str, ...], tag: str
) -> None:
    lines = (
        "发布：2024-05-06　浏览：33",
        *text,
        "【打印】 【关闭】",
        "Copyright © 2024 清溪 版权所有",
    )
    shown = "".join(line if line is TABLE else f"<{tag}>{line}</{tag}>" for line in lines)
    html = (
        f"<title>便民公告_清溪</title><div><a href=/>首页</a></div><h1>便民公告</h1><div class=content>{shown}</div>"
        "<div><a href=/t>停气通知</a></div>"
    )
    left = clean(Page("https://a.example/1.html", html.encode())).document.paragraphs
    assert [line for line in left if "\t" not in line] == [x for x in text if x is not TABLE]


def test_what_a_site_hands_out_below_a_list_in_an_element_of_its_own_is_not_of_it() -> None:
    lines = ("开锁　13500000001", "送水　13500000002", "网格长　柳禾", "水管工　沈帆")
    html = (
        f"<title>便民名单_清溪</title><div><a href=/>首页</a></div><h1>便民名单</h1><div class=content>{''.join(f'<p>{x}</p>' for x in lines)}</div>"
        "<div class=dl><p>《便民名单》.doc</p><p>将本文的Word文档下载到电脑，方便收藏和打印</p><a href=/d>点击下载文档</a></div>"
    )
    assert clean(Page("https://a.example/1.html", html.encode())).document.paragraphs == lines


def test_a_list_that_speaks_of_a_site_in_an_element_named_as_the_text_is_whole() -> None:
    lines = (
        *("网站类型：政府门户网站", "主办单位：清溪县政府办公室", "备案号：滇ICP备00000000号"),
        *(
            "全年访问量：20000",
            "全年信息数：1200",
            "是否开设信箱：是",
            "是否适老：否",
            "填报人：沈帆",
        ),
    )
    html = (
        "<title>网站工作报表_清溪</title><div><a href=/>首页</a></div><h1>网站工作报表</h1><div>2024-05-06 浏览：33</div>"
        f"<div class=content>{''.join(f'<p>{line}</p>' for line in lines)}</div><div><a href=/t>停气通知</a></div>"
    )
    assert clean(Page("https://a.example/1.html", html.encode())).document.paragraphs == lines
