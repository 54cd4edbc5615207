"""Losing text is the worst fault: documents cut up, interrupted and short, and not one line may go."""

from __future__ import annotations

from itertools import combinations

import pytest
from papers import NOTICE, SIDE, SPEECH, TITLE, assert_whole, page, paragraphs

from cleaners import Page, clean


def box(size: int, kind: str, heading: str) -> str:
    """A list of other pages, as sites put them into the middle of a text."""
    titles = [f"在全市第{i}次工作会议上的讲话稿" for i in range(size)]
    if kind == "plain":
        items = "".join(f"<li>{title}</li>" for title in titles)
    else:
        items = "".join(f"<li><a href='/l/{title}'>{title}</a></li>" for title in titles)
    return f"<div class='box'>{heading}<ul>{items}</ul></div>"


@pytest.mark.parametrize("size", [1, 6, 10, 20])
@pytest.mark.parametrize("kind", ["linked", "plain"])
@pytest.mark.parametrize("heading", ["", "<h3>相关阅读</h3>", "<p><b>推荐阅读：</b></p>"])
@pytest.mark.parametrize("lines", [SPEECH, NOTICE[:4]], ids=["speech", "notice"])
def test_text_goes_on_below_a_box(
    size: int, kind: str, heading: str, lines: tuple[str, ...]
) -> None:
    between = box(size, kind, heading)
    for at in range(1, len(lines)):
        above, below = paragraphs(lines[:at]), paragraphs(lines[at:])
        assert_whole(f"<div class='content'>{above}{between}{below}</div>", lines)
        parted = f"<div class='content'>{above}</div>{between}<div class='content'>{below}</div>"
        assert_whole(parted, lines)


@pytest.mark.parametrize("tag", ["div", "section", "article", "td"])
@pytest.mark.parametrize("names", ["", " class='content'", " class='a'"])
@pytest.mark.parametrize("lines", [SPEECH, NOTICE], ids=["speech", "notice"])
def test_a_text_in_several_elements_is_one(tag: str, names: str, lines: tuple[str, ...]) -> None:
    for first, second in combinations(range(1, len(lines)), 2):
        pieces = (lines[:first], lines[first:second], lines[second:])
        body = "".join(f"<{tag}{names}>{paragraphs(piece)}</{tag}>" for piece in pieces)
        if tag == "td":
            body = (
                "<table>"
                + body.replace("<td", "<tr><td").replace("</td>", "</td></tr>")
                + "</table>"
            )
        assert_whole(body, lines)


@pytest.mark.parametrize(
    "names", ["comment-list", "recommend", "related-content", "footer", "sidebar", "share"]
)
def test_a_bad_name_alone_makes_no_text_chrome(names: str) -> None:
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><div class='{names}'>{paragraphs(SPEECH)}</div>"
    left = clean(Page("", f"<html><meta charset='utf-8'>{html}</html>".encode())).document
    assert left.paragraphs == SPEECH


def test_a_list_of_links_between_greeting_and_signature_is_the_document() -> None:
    winners = tuple(f"{i}.《第{i}号获奖作品》" for i in range(1, 12))
    links = "".join(f"<p><a href='/w/{i}.html'>{line}</a></p>" for i, line in enumerate(winners))
    lines = ("各党支部：", "请学习：", *winners, "中共云岭县委宣传部", "2024年5月6日")
    body = paragraphs(lines[:2]) + links + paragraphs(lines[-2:])
    assert_whole(f"<div class='content'>{body}</div>", lines)


@pytest.mark.parametrize("inside", ["ul", "table", "p"])
def test_links_that_a_line_introduces_are_text(inside: str) -> None:
    lines = tuple(f"第{i}社区：楼道里的议事会之{i}" for i in range(1, 9))
    links = [f"<a href='/w/{line}.html'>{line}</a>" for line in lines]
    listed = {
        "ul": "<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>",
        "table": "<table>"
        + "".join(f"<tr><td>号</td><td>{x}</td></tr>" for x in links)
        + "</table>",
        "p": "".join(f"<p>{link}</p>" for link in links),
    }[inside]
    above, below = paragraphs((*SPEECH[:2], "现将优秀案例名单公布如下：")), paragraphs(SPEECH[3:])
    left = clean(page(f"<div class='content'>{above}{listed}{below}</div>")).document.text
    assert [line for line in lines if line not in left] == []


def test_short_lines_right_below_a_title_are_the_document() -> None:
    lines = (
        "各位考生：",
        "一、爱心送考",
        "车队：021-60001111",
        "二、应急服务",
        "祝大家旗开得胜！",
        "县招考办",
    )
    listing = f"<h3>相关新闻</h3><ul>{SIDE}</ul>"
    html = f"<title>致考生的提示_站</title><ul><li><a href='/'>首页</a></li></ul><h1>致考生的提示</h1>{paragraphs(lines)}{listing}"
    left = clean(Page("", f"<html><meta charset='utf-8'>{html}</html>".encode())).document
    assert left.paragraphs == lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于系统升级维护的公告", ("因系统升级维护，县政务服务网定于5月6日0时至6时暂停服务。",)),
        (
            "县图书馆会员注册办法",
            ("读者凭身份证注册会员，会员可免费下载馆藏文献。", "忘记密码的，到服务台验证。"),
        ),
        ("检索培训通知", ("本次培训讲解如何排序搜索结果、下载文档，请各科室派人参加。",)),
        (
            "关于不实信息的声明",
            ("网上流传的文章内容不实，有关信息已被删除，我局保留追究责任的权利。",),
        ),
        ("任命书", ("任命王某某为县教育局局长。",)),
        ("公示", ("经研究，拟接收王某某为预备党员，公示期5个工作日，如有异议请反映。",)),
        ("会议日程", ("8:30 报到", "9:00 开幕式", "9:30 领导讲话", "11:00 分组讨论")),
    ],
)
def test_a_short_document_is_no_wall(title: str, lines: tuple[str, ...]) -> None:
    left = clean(page(f"<div class='content'>{paragraphs(lines)}</div>", title)).document
    assert left.paragraphs == lines


def test_paragraphs_behind_a_button_that_unfolds_them_are_the_document() -> None:
    folded = f"<div style='display:none'>{paragraphs(SPEECH[2:])}</div><a href='#'>展开全文</a>"
    left = clean(page(f"<div class='content'>{paragraphs(SPEECH[:2])}{folded}</div>")).document
    assert left.paragraphs == SPEECH


@pytest.mark.parametrize(
    "article",
    [
        "第四条 版权所有，未经许可不得转载。",
        "四、本站文章由用户上传，仅代表作者观点。",
        "第十二条 登录后方可查看全文，会员凭积分下载文档。",
    ],
)
def test_the_last_article_of_a_document_on_a_site_is_the_document(article: str) -> None:
    lines = ("第一条 本站由县信息中心负责维护。", "第二条 上传文章须经审核，不得泄密。", article)
    left = clean(page(f"<div class='content'>{paragraphs(lines)}</div>", "网站管理办法")).document
    assert left.paragraphs == lines


def test_a_hidden_line_is_the_sites_whatever_unfolds() -> None:
    hidden = "<p style='display:none'>长风网整理，欢迎下载。</p><a href='#'>展开全文</a>"
    left = clean(page(f"<div class='content'>{paragraphs(SPEECH)}{hidden}</div>")).document
    assert left.paragraphs == SPEECH


@pytest.mark.parametrize("signed", ["中共云岭县委", "云岭县教育局 团县委", "县长 林江"])
def test_what_stands_between_a_text_and_its_date_signs_it(signed: str) -> None:
    """The text and each line of the signature stand in elements of their own, beside the site's."""
    lines = (*NOTICE[:4], signed, "云岭县人民政府", NOTICE[5])
    signature = "".join(f"<div>{line}</div>" for line in lines[4:])
    body = f"<div class='neirong'>{paragraphs(lines[:4])}</div><div class='lk'>{signature}</div>"
    left = clean(page(f"<div class='box'>{body}<p>分享到：</p></div>")).document
    assert left.paragraphs == lines
