"""Where the first words of a text begin that a line of the site runs into: a greeting, or what stands behind 正文."""

from __future__ import annotations

import re

# a chain of columns that runs into the text: ……>讲话>正文同志们：
_GLUED_CRUMB = re.compile(
    # 您的位置：
    r"[\s【\[]*(?:[^。!?,;:>»›]{0,10}位置\s*:?\s*)?"
    # 首页 > 讲话 > 领导讲话 > 正文
    r"[^。!?,;:>»›/]{2,14}(?:\s*(?:>+|»|›|→|/)\s*[^。!?,;:>»›/]{2,14}){0,5}?\s*(?:>+|»|›|→|/)\s*正文"
    # and the text right behind it; 首页 > 正文部分 is a name
    r"\s*:?\s*(?=[\u4e00-\u9fff]|(?:19|20)\d\d年)(?!部分|内容)"
)
# a greeting that a prompt runs into: 登录后可复制全文各位代表：
_GLUED_GREETING = re.compile(
    r"(?<=..[\u4e00-\u9fffA-Za-z\d!?。:)\]】〗★☆◆●※>»~… ])(?:"
    # 尊敬的各位领导：
    r"(?:尊敬|敬爱|亲爱)的[^。!?:,]{0,40}[:,]"
    # 各位代表：, 青年朋友们：
    r"|(?:各位|(?:同志|老师|同学|[朋战校书文工农师笔球]友|乡亲|姐妹|同仁|同事|伙伴|村民|家长|青年|代表|委员|党员|女士|先生|来宾|嘉宾|领导|孩子|战士|官兵|干警|[观听]众|学子|同胞)们)[^。!?:,]{0,40}:"
    # 全县广大干部、职工：
    r"|(?:全[体市县镇乡村校]|广大)[\u4e00-\u9fff]{0,6}(?:村民|居民|市民|职工|师生|家长|党员|干部|员工|教师|学生|业主|干警|官兵)(?:、[\u4e00-\u9fff]{2,8})?:"
    # 各位领导，, 同志们，
    r"|(?:各位[\u4e00-\u9fff]{2,6}|(?:同志|老师|同学|朋友)们),"
    r")"
)
_GREETS = re.compile(
    r"尊敬的|敬爱的|亲爱的|各位|们|全[体市县镇乡村校]|广大"
)  # what each of them has
# 学员〔同志们：〕: whom it names first, behind a mark
_WHO = re.compile(r"(?<=[!?。:)\]】〗★☆◆●※>»~… ])[\u4e00-\u9fff]{1,6}$")
# 作者:佚名同志们：, 点击：次青年朋友们：: what a label says of nobody is no part of whom it names
_NOBODY = re.compile(
    r"(?:(?<=:)|(?<=: ))(?:佚名|未知|不详|匿名|网友(?:投稿|上传|提供)?|互联网|网络(?:整理|收集|转载|(?![安信办战工部局中公科技文]))|(?:本站)?原创|本站(?:整理)?|转载|管理员|次)"
)

# how a sentence of a document begins that goes on behind a comma: 今年以来,
LEADS_ON = (
    r"(?:[今去前近]年|[一二两三四五六七八九十几多半]{1,3}年|这些年|20\d\d年|\d{1,2}月|[上下]半年|入[春夏秋冬汛]|[当目]前|近[期日来]|刚才|[今昨]天|此前|会[前上后]|首先|在此"
    r"|为|根据|按照?|依据|在|随着|通过|经过?|针对|围绕|面对|对照|结合|遵照|鉴于|由于|自|从)[^,:;。!?您你]{0,24},"
)
# and what only a site prints in front of it: a day alone may be a chronicle's, a chain a procedure's
_FACTS_IN_FRONT = re.compile(
    r"(?:发布|更新|发表|录入|上传)(?:时间|日期|于)?:|(?:浏览|阅读|点击)(?:次数|量|数)?:|字[号体]|(?:首页|位置)[^。]{0,60}[>»›]"
)
_SENTENCE = re.compile(rf"(?<=[\s\0\d次)\]】>»›])(?={LEADS_ON})")


def crumb_end(text: str) -> int:
    """Return where a chain of columns ends that runs into the text, 0 where there is none."""
    found = _GLUED_CRUMB.match(text) if "正文" in text[:80] else None
    return found.end() if found else 0


def greeting_at(text: str) -> int:
    """Return where a greeting begins with words right before it, 0 where none does."""
    found = _GLUED_GREETING.search(text) if _GREETS.search(text) else None
    if found is None:
        return 0
    who = _WHO.search(text, 0, found.start())
    if who is None:
        return found.start()
    nobody = _NOBODY.match(text, who.start(), found.start())
    return nobody.end() if nobody else who.start()


def sentence_at(text: str) -> int:
    """Return where the first sentence of a text begins right behind a site's facts, 0 where none does."""
    found = _SENTENCE.search(text) if _FACTS_IN_FRONT.search(text) else None
    return found.start() if found and _FACTS_IN_FRONT.search(text, 0, found.start()) else 0
