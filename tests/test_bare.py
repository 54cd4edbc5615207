"""Pages without a site around them: a text saved as HTML, a mail, a server's message."""

from __future__ import annotations

import pytest

from cleaners import NoDocument, Page, clean


def page(body: str, head: str = "") -> Page:
    return Page(
        "", f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()
    )


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p>各位同事：</p><p>今天学操作规程。</p>", ("各位同事：", "今天学操作规程。")),
        ("各位同事：<br>今天学操作规程。", ("各位同事：", "今天学操作规程。")),
        ("<p>以上请示妥否，请批复。</p>", ("以上请示妥否，请批复。",)),
        ("<p>当前位置：首页 > 讲话稿</p><p>现在开会。</p>", ("现在开会。",)),
        ("<p>现在散会。</p><p>登录后可查看全文</p>", ("现在散会。",)),
    ],
)
def test_a_line_or_two_are_read_where_no_site_stands_around(
    body: str, kept: tuple[str, ...]
) -> None:
    assert clean(page(body)).document.paragraphs == kept


def test_a_site_around_a_line_or_two_is_not_read_as_text() -> None:
    around = '<a href="/">首页</a><p>现在开会。</p><a href="/b">更多</a>'
    with pytest.raises(NoDocument):
        clean(page(around))


@pytest.mark.parametrize(
    ("body", "head", "code"),
    [
        ("<p>您访问的页面不存在。</p>", "", "gone"),
        ("<p>请输入验证码。</p>", "", "captcha"),
        ("<p>请先登录。</p>", "", "login"),
        ("<p>网站正在维护中，</p><p>给您带来不便敬请谅解。</p>", "", "maintenance"),
        ("<p>参数错误！</p>", "", "no-body"),
        ("<p>正在跳转，请稍候。</p>", "", "no-body"),
        ("<p>请联系管理员。</p>", "<title>系统出错</title>", "no-body"),
        ("<p>It works!</p>", "", "no-body"),
        ("<p>现在开会。</p>", "<script src=app.js></script>", "no-body"),
        ("<p>成功</p>", "", "no-body"),
        (
            "<div>加载中，请稍候……</div><p>主办单位：平川区政府</p><p>网站标识码：6204030001</p>",
            "",
            "no-body",
        ),
    ],
)
def test_the_words_of_a_server_are_no_document(body: str, head: str, code: str) -> None:
    with pytest.raises(NoDocument) as refusal:
        clean(page(body, head))
    assert refusal.value.code == code


@pytest.mark.parametrize("home", ["首页", "网站首页"])
def test_a_menu_without_links_is_a_site_around_a_text(home: str) -> None:
    menu = "".join(f"<li>{entry}</li>" for entry in (home, "支部动态", "组织建设", "人才队伍"))
    text = "支部书记带头清理了村口的水渠，二十多名党员跟着干了一整天。"
    body = f"<ul>{menu}</ul><div>支部动态</div><div class=nr><p>{text}</p><p>老百姓看在眼里，也都拿起了铁锹。</p></div>"
    assert clean(page(body)).document.paragraphs == (text, "老百姓看在眼里，也都拿起了铁锹。")


FOOT = "<div><p>省直部门网站</p><p>智能客服</p><p>皖ICP备00000001号</p></div>"


@pytest.mark.parametrize(
    "lines",
    [
        ("村口的石桥修好了，今天起可以走车。", "桥面宽六米，限载十吨，过桥请减速。", "村委会"),
        ("姓名：王小丫", "电话：0551-3330000"),
        ("现在散会。",),
    ],
)
@pytest.mark.parametrize(
    "foot", [FOOT, FOOT.replace("皖ICP备00000001号", "网站标识码：3401000001")]
)
def test_an_imprint_is_a_site_around_a_text_but_no_list(lines: tuple[str, ...], foot: str) -> None:
    """Of sentences the edges are told, of a line or two not: there every line is kept."""
    text = "".join(f"<p>{line}</p>" for line in lines)
    body = f"<div>柳河村便民网</div><div>关于石桥的告知书</div><div>发布时间：2023-01-05</div><div class=c>{text}</div>{foot}"
    document = clean(page(body, "<title>关于石桥的告知书</title>")).document
    assert set(lines) <= set(document.paragraphs)
    assert len(lines) < 3 or document.paragraphs == lines


def test_who_to_call_about_a_notice_is_no_line_of_the_footer() -> None:
    text = ("经研究，现将名单公布如下。", "特此公告。", "联系人：老石", "电话：3330000")
    body = "".join(f"<p>{line}</p>" for line in text) + "<p>皖ICP备00000001号</p>"
    assert clean(page(body)).document.paragraphs == text


@pytest.mark.parametrize(
    "text",
    [
        "7月9日下午，我镇召开防汛会，这是今年第4次。",
        "2025年7月9日下午，我镇召开防汛会，这是今年第4次。",  # dated as the site's facts are
    ],
)
def test_a_line_under_its_title_is_a_body_where_the_element_is_named_so(text: str) -> None:
    around = (
        '<div><a href="/">首页</a> <a href="/jh/">讲话</a></div><h1>我镇召开防汛会</h1><p>2025-07-10 08:20</p>'
        f'<div class="content"><p>{text}</p></div><ul><li><a href="/2">又一篇文章的题目</a></ul>'
    )
    document = clean(page(around, "<title>我镇召开防汛会</title>")).document
    assert document.paragraphs == (text,)


@pytest.mark.parametrize(
    "text",
    ["办事群众登录后即可下载电子证照，无需重复提交。", "市民付费后可下载电子门票。", "村民扫码后可查看收支明细。"],
)  # fmt: skip
def test_a_sentence_that_speaks_of_others_is_no_wall(text: str) -> None:
    assert clean(page(f"<p>{text}</p>")).document.paragraphs == (text,)


def test_a_page_that_is_dated_is_no_message_of_a_server() -> None:
    own = (
        "市医保局梳理群众来电，异地就医备案压缩到一分钟。",
        "窗口权限下放到乡镇，群众少跑一趟路。",
    )
    body = "".join(f"<p>{line}</p>" for line in own)
    around = f"<div>简报第12期</div><div>2023-09-22 来源：市医保局</div><div>{body}</div>"
    document = clean(page(around, "<title>简报第12期</title>")).document
    assert document.paragraphs[-2:] == own
