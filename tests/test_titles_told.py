"""Titles that other places of a page tell: the head, an office, a letter, a link to the file."""

from __future__ import annotations

from datetime import date

import pytest
from told import TEXT, URL

from cleaners import Page, clean


@pytest.mark.parametrize(
    "form",
    [
        "<table><tr><td>来信标题</td><td>{}</td></tr><tr><td>来信内容</td><td>{text}</td></tr><tr><td>答复单位</td><td>县水务局</td><td>答复时间</td><td>2024-03-05</td></tr><tr><td>答复内容</td><td>{text}</td></tr></table>",
        "<div>信件主题：{}</div><div>信件内容：{text}</div><div>回复单位：县水务局　回复时间：2024-03-05 10:22</div><div>回复内容：{text}</div>",
        "<ul><li>留言标题： {}</li><li>{text}</li></ul><ul><li>办结时间：2024年3月5日</li><li>{text}</li></ul>",
    ],
)
@pytest.mark.parametrize("told", ["市长信箱-来信详情", "网上信访_留言公开"])
def test_a_letter_to_an_office_is_called_by_what_it_asks(form: str, told: str) -> None:
    html = f"<title>{told}</title>{form.format('关于夜间施工扰民的来信', text=TEXT)}"
    document = clean(Page(URL.replace("1.html", "l"), html.encode(), "text/html")).document
    assert (document.title, document.published) == ("关于夜间施工扰民的来信", date(2024, 3, 5))
    assert document.text.count(TEXT) == 2


@pytest.mark.parametrize("told", ["{}-柳溪县政府", "{} | 柳溪", "{}_公开_柳溪县"])
@pytest.mark.parametrize("tag", ["div class=wz_title", "p align=center", "td"])
def test_the_office_stands_in_front_of_what_the_head_calls_a_paper(told: str, tag: str) -> None:
    """The paper that a notice issues is named in its title, too, and stands below it as a line."""
    paper = "柳溪县城渡船管理办法"
    title = f"关于印发《{paper}》的通知"
    html = (
        f"<title>{told.format(title)}</title><table><tr><td><a href=/>首页</a></td></tr><tr><{tag}>柳溪县人民政府{title}</{tag.split(maxsplit=1)[0]}></tr></table>"
        f"<div><p>各乡镇：</p><p>{TEXT}</p><p align=center><b>{paper}</b></p><p>第一条　{TEXT}</p></div>"
    )
    document = clean(Page(URL, html.encode(), "text/html")).document
    assert (document.title, paper in document.paragraphs) == (f"柳溪县人民政府{title}", True)


@pytest.mark.parametrize("label", ["点击下载：", "全文下载:", "本文下载： "])
def test_the_document_as_a_file_below_itself_is_its_title_once_more(label: str) -> None:
    title = "机关党支部2023年工作计划"
    html = f"<title>{title}</title><h1>{title}</h1><div><p>{TEXT}</p><p>{TEXT}</p><p>{label}{title}.doc</p></div>"
    assert clean(Page(URL, html.encode(), "text/html")).document.paragraphs == (TEXT, TEXT)
