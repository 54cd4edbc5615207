"""A page of an office's site, its menu, lists and footer around an article of which something is left."""

from __future__ import annotations

import re

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
