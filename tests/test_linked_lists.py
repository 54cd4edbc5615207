"""Lists of links are the text's where it leads up to them, and the site's where they lead to other pages."""

from __future__ import annotations

import re

import pytest
from office_page import ABOVE, BELOW, TITLE, kept, words

from cleaners import Page, clean

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


@pytest.mark.parametrize("count", [4, 12])
def test_a_table_with_links_does_not_end_the_text(count: int) -> None:
    rows = "".join(
        f"<tr><td>{i}</td><td><a href=/{i}>取水许可第{i}项</a></td><td><a href=/y/{i}>水法第{i}条</a></td></tr>"
        for i in range(count)
    )
    body = kept(f"{ABOVE}<table>{rows}</table>{BELOW}")
    assert "取水许可第3项" in body
    assert body.endswith("报县水务局。")


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


@pytest.mark.parametrize("heading", ["h2", "h3", "h4"])
@pytest.mark.parametrize("item", ["div", "li", "article"])
def test_the_heading_of_teasers_goes_with_them(heading: str, item: str) -> None:
    teasers = "".join(
        f"<{item}><a href=/n/{i}>全县第{i}次水务工作会议召开</a><p>会议总结了第{i}季度工作，部署了下一步任务……</p></{item}>"
        for i in range(4)
    )
    column = f"<div class=x><{heading}>要闻动态</{heading}>{teasers}</div>"
    assert "要闻动态" not in kept(f"{ABOVE}{BELOW}{column}")


@pytest.mark.parametrize("heading", ["一、典型经验", "典型案例", "会议材料"])
def test_a_heading_of_the_texts_own_above_linked_items_stays(heading: str) -> None:
    items = "".join(
        f"<div><a href=/n/{i}>第{i}季度水务工作经验</a><p>各地抓好第{i}季度工作的做法……</p></div>"
        for i in range(4)
    )
    assert heading in kept(f"{ABOVE}{BELOW}<div><h3>{heading}</h3>{items}</div>")


MENU = ("公开指南", "机构职能", "规划计划", "财政信息", "人事信息", "应急管理", "重点领域")
ENTRY = "县里召开防汛工作会议安排部署第{}阶段任务"


@pytest.mark.parametrize("link", ["<a>{}</a>", "<a class=m data-v-1>{}</a>", '<a href="">{}</a>'])
def test_a_link_that_only_a_script_follows_is_a_link(link: str) -> None:
    menu = "".join(f"<li>{link.format(entry)}</li>" for entry in MENU)
    beside = "".join(f"<li>{link.format(ENTRY.format(i))}</li>" for i in range(7))
    text = ("各村要在月底前备齐沙袋和水泵。", "值班人员昼夜在岗，遇险先转移群众。")
    body = "".join(f"<p>{line}</p>" for line in text)
    html = f"<title>关于防汛的通知</title><ul>{menu}</ul><div>关于防汛的通知</div><div>2023-07-02 08:10</div>{body}<ul>{beside}</ul>"
    page = Page("", html.encode(), "text/html; charset=utf-8")
    assert clean(page).document.paragraphs == text


@pytest.mark.parametrize("mark", ["<a name=_Toc1>{}</a>", "<a id=p1>{}</a>", "<a>{}</a>"])
def test_a_paragraph_that_a_mark_stands_around_is_text(mark: str) -> None:
    text = tuple(f"第{n}条　各村要在月底前备齐沙袋和水泵。" for n in "一二三四")
    body = "".join(f"<p>{mark.format(line)}</p>" for line in text)
    html = f"<title>防汛规定</title><a href=/>首页</a><h2>防汛规定</h2><div class=c>{body}</div>"
    page = Page("", html.encode(), "text/html; charset=utf-8")
    assert clean(page).document.paragraphs == text


@pytest.mark.parametrize(
    "written",
    [
        "<p><a>各村各组要守好堤段，</a>水退之前不得离岗。</p>",
        "<p><a class=k>值班电话：0871-5550123</a></p>",
        "<p><a>附件：1.堤段分工表</a></p><p><a>2.沙袋领取单</a></p>",
        "<ul><li><a>周文山</a></li><li><a>何秀兰</a></li><li><a>李明</a></li><li><a>石大勇</a></li></ul>",
        "<table><tr><td><a>东堤</a></td><td><a>周文山</a></td></tr></table>",
        "<div><a>汛情过去以后，再把沙袋收回库房。</a></div>",
    ],
)
def test_words_whose_address_an_editor_stripped_are_text(written: str) -> None:
    body = "<p>各村要在月底前备齐沙袋和水泵。</p><p>值班人员昼夜在岗，遇险先转移群众。</p>"
    html = f"<title>关于防汛的通知</title><a href=/>首页</a><h1>关于防汛的通知</h1><div>{body}{written}</div><p>版权所有</p>"
    page = Page("", html.encode(), "text/html; charset=utf-8")
    said = re.sub(r"<[^>]*>|\s", "", written)
    assert re.sub(r"\s|\|", "", clean(page).document.text).endswith(said)
