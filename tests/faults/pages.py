"""Faults of the page itself: walls, encodings, monstrous markup, hostile titles, scripts, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wire import answer

from faults.fault import STORED, fault, html, page, text

if TYPE_CHECKING:
    from faults.fault import Fault

NO = ("no-body", "no-text", "empty")
GONE = ("gone", *NO)


def shell(body: str, title: str = "提示") -> bytes:
    """A page that answers 200 and is none."""
    return answer(f"<html><head><title>{title}</title></head><body>{body}</body></html>")


SOFT: tuple[Fault, ...] = (
    fault("nothing", answer(b""), *NO),
    fault("white space", answer(b" \n" * 900), *NO),
    fault("an empty body", shell(""), *NO),
    fault("an app without its script", shell('<div id="app"></div><script src="/a.js"></script>'), *NO),
    fault("a soft 404", shell("<p>抱歉,您访问的页面不存在或已被删除。</p><a href='/'>返回首页</a>", "页面不存在"), *GONE),
    fault("a captcha", shell("<p>请完成安全验证后继续访问</p><p>拖动滑块完成验证</p>"), "captcha", *NO),
    fault("a firewall", shell("<p>您的请求被拦截,网站防火墙</p>", "WAF"), "captcha", *NO),
    fault("a login wall", shell("<p>请先登录后查看全文</p><form><input name='u'></form>"), "login", *NO),
    fault("maintenance", shell("<p>网站维护中,请稍后访问</p>"), "maintenance", *NO),
    fault("links alone", shell("".join(f'<a href="/a/{n}">关于印发第{n}号文件的通知</a><br>' for n in range(60))), "listing", *NO),
    fault("JSON as a page", answer('{"code":404,"msg":"not found"}'), *GONE),
)  # fmt: skip
BODY = html(text(40))
CHARSETS: tuple[Fault, ...] = (
    fault("gbk, declared", answer(BODY.replace("utf-8", "gbk").encode("gbk")), STORED),
    fault("gbk, declared utf-8", answer(BODY.encode("gbk")), STORED),
    fault("utf-8, declared gbk", answer(BODY.encode(), Content_Type="text/html; charset=gbk"), STORED),
    fault("gb18030 four bytes", answer(html(text(41) + "<p>𠮷田㐂㐂,共同努力。</p>").encode("gb18030"), Content_Type="text/html; charset=gb2312"), STORED),
    fault("big5", answer(html("<p>" + "各位同志,會議提出了五項工作,請大家認真研究。" * 9 + "</p>").replace("动员", "").encode("big5hkscs", "ignore"), Content_Type="text/html; charset=big5"), STORED, "mojibake", "mirror"),
    fault("utf-16 with a mark", answer(BODY.encode("utf-16")), STORED),
    fault("utf-16 without", answer(BODY.encode("utf-16-le"), Content_Type="text/html; charset=utf-16le"), STORED, "type", "mojibake"),
    fault("utf-8 with a mark", answer(b"\xef\xbb\xbf" + BODY.encode()), STORED),
    fault("an unknown charset", answer(BODY, Content_Type="text/html; charset=klingon"), STORED),
    fault("a charset that is code", answer(BODY, Content_Type="text/html; charset=hex"), STORED),
    fault("idna as charset", answer(BODY.encode("gbk"), Content_Type="text/html; charset=idna"), STORED),
    fault("utf-7", answer(BODY, Content_Type="text/html; charset=utf-7"), STORED),
    fault("one bad byte", answer(BODY.encode().replace("认真".encode(), b"\xff" + "认真".encode(), 1)), STORED),
    fault("half gbk, half utf-8", answer(BODY.encode() + BODY.encode("gbk")), STORED, "mojibake"),
    fault("no text in any", answer(b"<html><body><p>" + bytes(range(128, 256)) * 60), "mojibake", "type", *NO),
    fault("NULs", answer(html(text(42).replace("同志", "同\0志")).encode()), STORED, "type"),
    fault("surrogates", page(text(43) + "<p>&#xD800;&#xDFFF;&#1114112;以上意见请研究。</p>"), STORED),
    fault("cut in a character", answer(BODY.encode()[:-401] + b"\xe5"), STORED),
)  # fmt: skip
MANY = 200_000
MARKUP: tuple[Fault, ...] = (
    fault("200,000 nested", page("<div>" * MANY + text(50)), "too-complex"),
    fault("2,000 nested", page("<div>" * 2000 + text(52)), STORED),
    fault("nested tables", page("<table><tr><td>" * 3000 + text(54)), STORED, *NO),
    fault("100,000 attributes", page("<div " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">" + text(55)), "too-complex"),
    fault("100,000 attributes behind quotes", page("<div " + " ".join(f'a{n}=">"' for n in range(100_000)) + ">" + text(56)), "too-complex"),
    fault("a comment without end", page(text(60) + "<!--" * 50_000), STORED),
    fault("a million <", page(text(61) + "<" * 1_000_000), STORED, "too-complex"),
    fault("frames", answer("<html><frameset><frame src='/x'></frameset>"), *NO),
)  # fmt: skip
# these take seconds of work each
MONSTERS: tuple[Fault, ...] = (
    fault("20,000 nested", page("<div>" * 20_000 + text(51)), STORED, "too-complex"),
    fault("attributes in a comment's shadow", page("<!-- <a ' --><div " + " ".join(f"a{n}" for n in range(120_000)) + ">'>" + text(57)), STORED, "too-complex"),
    fault("one line of 9 MB", page("<p>" + "好事多磨" * 750_000 + "</p>"), STORED, "too-complex"),
    fault("200,000 breaks", page("<br>" * MANY + text(58)), STORED),
    fault("100,000 comments", page("<!--x-->" * 100_000 + text(59)), STORED),
    fault("entities of entities", page(text(64) + "<p>" + "&amp;" * MANY + "</p>"), STORED),
    fault("brackets without end", page(text(66) + "<p>" + "（【《" * 60_000 + "</p>"), STORED),
    fault("svg in svg", page("<svg><g>" * 8000 + "</g></svg>" * 8000 + text(63)), STORED, *NO),
    fault("spaces without end", page(text(67) + "<p>" + "\u3000 " * 300_000 + "</p>"), STORED),
    fault("nested emphasis", page("<b><i>" * 10_000 + text(53)), STORED),
    fault("fonts that nothing ends", page("".join(f"<font color={n}><p>" for n in range(4300)) + text(90)), "too-complex"),
    fault("fonts around blocks", page("".join(f"<font color={n}><div>" for n in range(1600)) + "</font>" * 5000 + text(91)), "too-complex"),
    fault("20,000 options", page("<select><option>" * 20_000 + text(62)), STORED, *NO),
    fault("dates without end", page(text(65) + "<p>" + "2026年1月1日" * 20_000 + "</p>"), STORED),
    fault("addresses without end", page(text(68) + "<p>" + "www.a.cn/" * 20_000 + "</p>"), STORED),
)  # fmt: skip
TITLE = "关于\x1b[31m红色\x07工作\u202e的\u200b\ufeff通\u2066知"
TITLES: tuple[Fault, ...] = (
    fault("a title of 300,000", page(text(70), "题目" * 150_000), STORED),
    fault("a title that steers", page(text(71), TITLE), STORED),
    fault("a title on ten lines", page(text(72), "关于\n做好\r\n今年\u2028\u2029工作的\x85通知"), STORED),
    fault("a title that climbs", page(text(73), "../../../etc/passwd"), STORED),
    fault("a title that counts", page(text(74), "=cmd|' /C calc'!A0"), STORED),
    fault("a title in SQL", page(text(75), "'); DROP TABLE documents; --"), STORED),
    fault("a title in script", page(text(76), "<script>alert(1)</script>关于工作的通知"), STORED),
    fault("a title of an image", page(text(77), "&lt;img src=x onerror=alert(1)&gt;"), STORED),
    fault("no title", answer(f"<html><body>{text(78)}</body></html>"), STORED),
    fault("a title of spaces", page(text(79), "\u3000 \u200b"), STORED),
    fault("script in the text", page(text(80) + "<script>document.write('x')</script><p onclick='a()'>以上意见请研究。</p>"), STORED),
)  # fmt: skip
HEAD = '<base href="http://{other}/"><link rel=canonical href="http://{other}/true">'
REFRESH = '<meta http-equiv="refresh" content="0; url=http://{other}/1">'
LINKS: tuple[Fault, ...] = (
    fault("base and canonical elsewhere", page(text(85), head=HEAD), STORED),
    fault("a refresh elsewhere", page(text(86), head=REFRESH), STORED),
    fault("a refresh alone", answer(f"<html><head>{REFRESH}</head></html>"), *NO),
    fault("a canonical of nonsense", page(text(87), head="<link rel=canonical href='javascript:alert(1)'>"), STORED),
    fault("attachments elsewhere", page(text(88) + '<p>附件:<a href="file:///etc/passwd">附件1.doc</a></p>'), STORED),
)  # fmt: skip
PAGES = (*SOFT, *CHARSETS, *MARKUP, *TITLES, *LINKS)
# what a hostile list of links holds besides the pages: none of it may be asked for
WEIRD = (
    "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://{other}/a/1.html", "mailto:a@b.c",
    "http://{other}/f/1.html", "//{other}/f/2.html", "http://user:word@{here}/f/1.html", "http:/\\{other}/f/3.html",
    "http://{other}\\@{here}/f/4.html", "http://[::1]:{port}/f/5.html", "http://2130706433:{port}/f/6.html",
    "http://0x7f.1:{port}/f/7.html", "/f/\u202egnp.html\x00", "/f/" + "x" * 5000, "http://:80/f/8.html", "http://a b/f/9.html",
    "http://{here}:99999/f/1.html", "http://例子.测试/f/1.html", "\x01http://{other}/f/2.html", "tel:110", "http://", "///", "?" * 3000,
)  # fmt: skip
