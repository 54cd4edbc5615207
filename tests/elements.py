"""A page of a ferry's chronicle, with a site around it, whose text a test lays out in elements."""

from __future__ import annotations

from cleaners import Page, clean

NAME = "柳溪渡口纪事"
HEAD = (
    f"<title>{NAME}_柳溪</title><div><a href=/>首页</a><a href=/g>公开</a><a href=/f>服务</a></div>"
)
FACTS = f"<h1>{NAME}</h1><div>2023-09-07 来源：县文化馆</div>"
NEXT = "<div>上一篇：<a href=/1.html>南门公交首末站启用</a></div>"
BESIDE = (
    "<div><h3>新近</h3><ul>"
    + "".join(f"<li><a href=/n/{n}.html>第{n}季度各村用水情况</a></li>" for n in range(12))
    + "</ul></div>"
)
FOOT = (
    "<div class=b><p>主办：柳溪县文化馆 承办：柳溪县信息中心</p><p>版权所有：柳溪县文化馆</p>"
    "<p>网站标识码：0000000000</p><p>地址：柳溪县桥头街8号 邮编：000000</p></div>"
)


def document(body: str, above: str = FACTS) -> tuple[str, ...]:
    """Return the paragraphs of such a page, `above` and `body` one below the other."""
    page = f"{HEAD}<div class=w><div class=l>{above}{body}{NEXT}</div>{BESIDE}</div>{FOOT}"
    return clean(Page("", page.encode(), "text/html; charset=utf-8")).document.paragraphs


TEXT = "<p>渡口的船工轮班值守，汛期每天两次查看缆绳，枯水期清理航道里的浮木和渔网。</p><p>渡船每年春天上岸刷一遍桐油，坏了的船板当天换下，不留到第二天。</p>"
SAID = tuple(TEXT.removeprefix("<p>").removesuffix("</p>").split("</p><p>"))
VERSE = ("渡船靠了岸", "灯在芦苇后面", "有人喊着乳名", "桨还湿着", "石阶上落满槐花", "夜就这样深了")
PARTS = ("渡口由来", "船工轮值", "缆绳查验", "冬季停航")
TOLD = tuple(
    f"{name}一节由几位老渡工口述，文化馆的同志整理成文，原话不改，前后共记了十一个夜晚，存在馆里备查，也抄送各村一份，有不清楚的地方再去问。"
    for name in PARTS
)
