"""How the sites draw a page: a government's, a template trader's, an old one of tables and <br>."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

Link = tuple[str, str]  # (address, words)


@dataclass(frozen=True)
class Shown:
    """One page of an article as it is drawn; `day` moves the chrome, not the text."""

    title: str
    lines: Sequence[str]
    published: date
    day: int = 1
    head: str = ""  # more elements of <head>
    turns: Sequence[Link] = ()  # the article's other pages
    near: Sequence[Link] = ()  # other articles
    files: Sequence[Link] = ()
    section: Link = ("/", "首页")


def anchors(links: Iterable[Link], around: str = "{}") -> str:
    return "\n".join(around.format(f'<a href="{url}">{words}</a>') for url, words in links)


def government(site: str, one: Shown) -> str:
    """A county's portal, UTF-8: index table left out, text in an editor's container."""
    lines = "\n".join(f'<p style="text-indent:2em;">{line}</p>' for line in one.lines)
    files = anchors(one.files, "<p>附件：{}</p>")
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"/><title>{one.title}_{site}</title>
<meta name="SiteName" content="{site}"/><meta name="ArticleTitle" content="{one.title}"/>
<meta name="PubDate" content="{one.published} 09:30"/><meta name="ColumnName" content="{one.section[1]}"/>
{one.head}</head><body>
<div class="header"><a href="/">{site}</a><span>今天是第{one.day}天 在线{one.day * 37}人</span>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/zcwj/">政策文件</a></li><li><a href="/zwgk/gzdt/">领导讲话</a></li>
<li><a href="/about.html">关于我们</a></li></ul></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="{one.section[0]}">{one.section[1]}</a></div>
<div class="main"><h1>{one.title}</h1>
<div class="info">发布日期：{one.published} <span>来源：{site}</span> <span>字体：【<a href="#">大</a> <a href="#">小</a>】</span></div>
<div class="TRS_Editor">
{lines}
</div>
<div class="fujian">{files}</div>
<div class="pages">{anchors(one.turns)}</div>
<div class="ewm">扫一扫在手机打开当前页</div></div>
<div class="related"><h3>相关信息</h3><ul>{anchors(one.near, "<li>{}</li>")}</ul></div>
<div class="footer"><p>主办：{site}办公室 网站标识码：3300000{one.day}</p><p><a href="/about.html">联系我们</a></p></div>
</body></html>"""


def trader(site: str, one: Shown, encoding: str = "gb2312") -> str:
    """A trader in templates: GBK, watermarks between the paragraphs, a wall of offers below."""
    address = "www.example.com"
    body = [f"<p>　　{line}</p>" for line in one.lines]
    body.insert(2, f'<p class="wm">{site} {address}</p>')
    lines = "\r\n".join(body)
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}" />
<title>{one.title}_{one.section[1]}_{site}</title>{one.head}</head><body>
<div class="top"><a href="/">{site}</a> | <a href="/user/login.php">登录</a> | 今日更新{one.day * 13}篇</div>
<div class="nav"><a href="/">首页</a> <a href="/jianghua/">讲话稿</a> <a href="/zhici/">致辞</a></div>
<div class="weizhi">您的位置：<a href="/">{site}</a> &gt; <a href="{one.section[0]}">{one.section[1]}</a></div>
<div class="article"><h1>{one.title}</h1>
<div class="info">时间：{one.published} 点击：{one.day * 211}次</div>
<div class="content" id="content">
{lines}
</div>
<div class="pagelist">{anchors(one.turns)}</div>
<div class="vip"><p>本文需复制请开通VIP会员，赞助后即可全站免费复制！</p></div></div>
<div class="side"><h3>相关文章</h3><ul>{anchors(one.near, "<li>{}</li>")}</ul></div>
<div class="footer">Copyright &copy; 2019-2026 {site} {address} 版权所有</div></body></html>"""


def ancient(site: str, one: Shown) -> str:
    """An office's page of long ago: tables, fonts, <br>, in GBK that calls itself gb2312."""
    lines = "<br>\r\n<br>\r\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in one.lines)
    return f"""<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=gb2312">
<TITLE>{one.title}-{site}</TITLE>{one.head}</HEAD><BODY>
<TABLE width="760" align="center"><TR><TD><A href="/">{site}</A> 第{one.day * 1009}位访客</TD></TR>
<TR><TD><A href="/">首 页</A> | <A href="/list.asp?classid=1">领导讲话</A> | <A href="/list.asp?classid=2">工作通知</A></TD></TR></TABLE>
<TABLE width="760" align="center"><TR><TD align="center"><FONT size="4"><B>{one.title}</B></FONT></TD></TR>
<TR><TD align="center">发布时间：{one.published} 阅读次数：{one.day * 17}</TD></TR>
<TR><TD class="zw"><FONT size="3">
{lines}
</FONT></TD></TR>
<TR><TD>{anchors(one.near, "{}<BR>")}</TD></TR></TABLE>
<TABLE width="760" align="center"><TR><TD align="center">{site} 版权所有 <A href="/admin/login.asp">管理登录</A></TD></TR></TABLE>
</BODY></HTML>"""


def listing(site: str, title: str, links: Iterable[tuple[str, str, date]], more: str = "") -> str:
    """A section's list of titles with dates; `more` is its pager, a script, a calendar."""
    rows = "\n".join(
        f'<li><span>{day}</span><a href="{url}" title="{words}">{words}</a></li>'
        for url, words, day in links
    )
    return f"""<html><head><title>{title}_{site}</title></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/about.html">关于我们</a></li></ul></div>
<div class="list"><h2>{title}</h2><ul>
{rows}
</ul>{more}</div><div class="footer">{site} 版权所有</div></body></html>"""


def home(
    site: str, sections: Iterable[Link], more: str = "", *, head: str = "", friend: str = ""
) -> str:
    menu = anchors(sections, "<li>{}</li>")
    return f"""<html><head><title>{site}</title>{head}</head><body>
<div class="header"><ul class="nav">{menu}</ul></div>
<div class="main"><h2>{site}</h2>{more}</div>
<div class="footer"><a href="/about.html">关于我们</a> <a href="{friend}">友情链接</a></div></body></html>"""


def about(site: str) -> str:
    """A page about the site: no document."""
    return f"""<html><head><title>关于我们_{site}</title></head><body><div class="header"><a href="/">首页</a></div>
<div class="main"><h1>关于我们</h1><p>电话：000-0000000</p><p>邮箱：office@example.com</p><p>地址：望溪路1号</p></div>
<div class="footer">{site} 版权所有</div></body></html>"""


def captcha(site: str) -> str:
    return f"""<html><head><title>安全验证_{site}</title></head><body><h1>访问验证</h1>
<p>您的访问过于频繁，请输入验证码后继续访问。</p><form action="/verify"><input name="code"/><img src="/code.png"/>
<button>提交</button></form></body></html>"""


def not_here(site: str) -> str:
    """An error that calls itself a success."""
    return f"""<html><head><title>提示信息_{site}</title></head><body><div class="main"><h1>提示信息</h1>
<p>您访问的页面不存在或已被删除！</p><p><a href="/">返回首页</a></p></div></body></html>"""
