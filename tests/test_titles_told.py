"""The title where the head of a page names more, less or another, or facts and an abstract stand above it."""

from __future__ import annotations

import pytest
from cleaned import plain
from told import TEXT, URL

from cleaners import Page, clean


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        ("柳溪市人民政府公报", "柳溪市人民政府关于调整供水价格的通知"),
        ("2023年“两会”专题", "柳溪县人民检察院工作报告"),
        ("政府信息公开", "柳溪街道2022年法治政府建设年度报告"),
    ],
)
def test_a_heading_that_names_a_paper_is_the_title_where_the_head_names_a_series(
    told: str, heading: str
) -> None:
    box = f"<html><head><title>{told}</title></head><body><div>{told}</div><h1>{heading}</h1>"
    document = clean(Page(URL, f"{box}<div class=zw>{TEXT}</div></body></html>".encode())).document
    assert document.title == heading


def test_a_speech_keeps_the_title_that_its_page_tells() -> None:
    page = f"<title>农机检修会讲话</title><h1>在农机检修会上的讲话</h1><div class=zw>{TEXT}</div>"
    assert clean(Page(URL, page.encode())).document.title == "农机检修会讲话"


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("在防汛会上的讲话-领导讲话-柳溪县人民政府门户网站", "在防汛会上的讲话"),
        ("关于停水的公告 - 通知公告 - 柳溪县水务局网站", "关于停水的公告"),
        ("守住一库水-水务动态", "守住一库水"),
        ("一份讲稿——怎样写好领导讲话", "一份讲稿——怎样写好领导讲话"),
    ],
)
def test_a_column_between_a_title_and_a_sites_name_goes(told: str, title: str) -> None:
    page = f"<title>{told}</title><div><a href=/>首页</a></div><div class=zw>{TEXT}</div>"
    assert clean(Page(URL, page.encode())).document.title == title


def test_a_bar_of_buttons_above_a_stamp_is_no_title() -> None:
    head = ("收藏 订阅 已推送，请在“我的订阅”中查看", "成文日期：2023-03-01　发布日期：2023-03-02")
    notice = (
        "云岭县税务局关于调整征收标准的公告",
        "现将有关事项公告如下：",
        "一、本公告自4月1日起施行。",
    )
    document = plain(*head, *notice).document
    assert (document.title, document.paragraphs) == (notice[0], notice[1:])


@pytest.mark.parametrize(
    ("told", "heading"),
    [
        ("关于印发《河道采砂管理办法》的通知", "关于印发《柳溪县河道采砂管理办法》的通知"),
        ("关于做好期末考试工作的通知", "柳溪中学关于做好2022学年第一学期期末考试工作的通知"),
    ],
)
def test_a_paper_that_its_page_calls_short_has_the_title_above_its_text(
    told: str, heading: str
) -> None:
    page = f"<title>{told}_部门文件_柳溪县人民政府</title><div class=bt>{heading}</div><div>来源：县府办 时间：2022-06-02</div>"
    document = clean(Page(URL, f"{page}<div class=zw>{TEXT}</div>".encode())).document
    assert document.title == heading


def test_a_heading_of_the_sites_below_a_title_is_no_title() -> None:
    page = f"<title>守好一库碧水</title><div>守好一库碧水</div><h1>政府网站年度报告</h1><div class=zw>{TEXT}</div>"
    assert clean(Page(URL, page.encode())).document.title == "守好一库碧水"


def test_the_size_of_a_file_above_its_day_is_no_title() -> None:
    facts = ("• 15.50 KB", "• 2023-02-02 19:37:44 发布")
    document = plain(*facts, "中秋放假致家长的一封信", "家长朋友：", "中秋放假三天。").document
    assert "KB" not in document.title
    assert document.paragraphs[0].startswith(("中秋放假", "家长朋友"))


def test_an_abstract_is_known_by_its_label_and_a_gap() -> None:
    said = "秋日午后，阳光洒进会议室，家长们陆续到场，脸上带着期待。"
    led = "导读 秋日午后，阳光洒进会议室，家长们陆续到场，脸上带..."
    assert led not in plain("一场特别的家长会", led, said, "会议开了两个小时。").document.paragraphs


def test_a_label_of_the_information_box_names_an_abstract() -> None:
    opening = "为抓好今年冬小麦播种工作，现提出以下意见。"
    document = plain(
        f"内容概述：{opening}", "关于抓好冬小麦播种工作的意见", opening, "一、选好良种。"
    ).document
    assert document.title == "关于抓好冬小麦播种工作的意见"
    assert document.paragraphs == (opening, "一、选好良种。")
