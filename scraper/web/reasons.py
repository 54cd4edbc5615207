"""Why something was cut, and why a page gave no document, in Chinese."""

from __future__ import annotations

from functools import cache

from cleaners import rulebook

# cuts that no rule of a file makes, but a step
STEPS = {
    "abstract.copy": "与正文开头相同的摘要",
    "bar.glued": "粘在句末的按钮",
    "body.link": "正文旁边的链接",
    "breadcrumb.column": "当前位置中的栏目名",
    "breadcrumb.glued": "粘在文字前的当前位置",
    "comment.field": "表单里的项目名",
    "counter.paragraph": "段末的评论计数",
    "hidden.style": "页面上看不见的文字",
    "jammer.garbage": "防复制的乱字",
    "jammer.lost-spaces": "防复制夹入的字符，其间的空格已丢",
    "jammer.pinyin": "防复制夹入的拼音",
    "jammer.scrambled": "防复制的随机字符",
    "jammer.stray-mark": "散落在文字中的符号",
    "meta.card": "名片、文件信息一类的方框",
    "meta.row": "成排的数字、日期和按钮",
    "outline.box": "正文外的提纲框",
    "outside.anchor": "正文中的跳转链接",
    "outside.body": "正文以外的内容",
    "outside.control": "按钮和输入框",
    "outside.facts": "页面自带的信息栏",
    "outside.side": "侧栏",
    "page.repeat": "各分页重复的内容",
    "phrase.learnt": "该网站各页反复出现的语句",
    "related.below": "其他文章列表之下的网站用语",
    "related.shelf": "其他文件的清单",
    "tail.link": "文末的链接",
    "tail.remains": "文后方框里剩下的几行",
    "title.copy": "重复的标题",
    "title.glued": "粘在标题上的文字",
    "watermark.address": "网站的网址",
    "watermark.bracket": "括号里的网站名或推销语",
    "watermark.credit": "网站给自己的署名",
    "watermark.front": "段首的网站名",
    "watermark.given": "作为水印的网站名",
    "watermark.link": "作为水印的链接",
    "watermark.midword": "夹在词中的网站名",
    "watermark.name": "网站名",
    "watermark.name-line": "独占一行的网站名",
    "watermark.phrase": "网站名连同前后的话",
    "watermark.tagline": "网站的口号",
}
# failures by code; the line of English that goes with each tells more
FAILURES = {
    "binary": "不是文字，是别种文件",
    "broken-record": "记录损坏",
    "captcha": "要求验证码",
    "connect": "连不上",
    "connection": "连接中断",
    "crawl-delay": "网站要求的间隔太长",
    "crash": "处理时出错",
    "damaged-raw-page": "存档的网页已损坏",
    "dns": "找不到这个主机",
    "empty": "空网页",
    "encoding": "压缩方式读不了",
    "file": "文件读不了",
    "gone": "网页已不在",
    "listing": "是列表，不是文章",
    "login": "要求登录",
    "maintenance": "网站维护中",
    "mirror": "镜像站，文字被改动",
    "mojibake": "乱码",
    "no-body": "没有正文",
    "no-page": "MHTML 文件里没有网页",
    "no-raw-page": "存档里没有这个网页",
    "no-text": "没有文字",
    "on-hold": "网站要求暂停，稍后再取",
    "private-address": "内部地址，不取",
    "put-off": "暂缓，稍后再取",
    "redirect": "转到别处",
    "robots": "网站的 robots.txt 不许抓取",
    "scope": "不在该网站内",
    "shrunk": "内容大幅变少，保留旧文",
    "soft-404": "网页已换成别的内容",
    "source": "来源读不了",
    "timeout": "等得太久",
    "tls": "证书有问题",
    "too-complex": "网页过于复杂",
    "too-large": "太大",
    "too-slow": "太慢",
    "type": "不是网页",
    "url": "网址不能用",
    "worker": "处理它的进程中断",
}
_ANSWER = "http-"


@cache
def _whys() -> dict[str, str]:
    book = rulebook.bundled()
    rules = (*book.rules, *(rule for site in book.sites for rule in site.rules))
    return STEPS | {rule.id: rule.why for rule in rules}


def why(rules: str) -> str:
    """Return why one or several rules cut; nothing is known of a reader's own rules."""
    return "；".join(said for name in rules.split() if (said := _whys().get(name)))


def failure(code: str) -> str:
    """Return what a failure's code means, or the code."""
    if code.startswith(_ANSWER):
        return f"网站答复 {code.removeprefix(_ANSWER)}"
    return FAILURES.get(code, code)
