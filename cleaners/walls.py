"""What short pages say that are something else than a document: walls, errors, checks, lists of hits.

Documents say such words too (因系统升级，暂停办理……): of a page that announces one, only what a wall says to
its reader counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.headings import title_block
from cleaners.shadow import shadow
from cleaners.words.prose import SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft

# (code, reason, what short pages of the kind say); asked only of pages with little text
SAYINGS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "captcha",
        "a security check instead of the page",
        re.compile(
            r"安全验证|人机验证|按住.{0,4}滑块|滑块.{0,10}(?:验证|完成|继续|解锁|最右)|拖动.{0,8}验证|请输入验证码|访问(?:过于|太)频繁|自动程序|请求被拦截|网站防火墙|安全防护(?!:)|异常访问|(?:环境|访问|操作)异常.{0,12}验证|完成验证后.{0,4}继续|开启JavaScript|启用JavaScript|Checking your browser|Access Denied|Just a moment|captcha|WAF",
            re.IGNORECASE,
        ),
    ),
    (
        "gone",
        "the site says that the page does not exist or was removed",
        re.compile(
            r"(?:(?:页面|网页|链接|地址)[^。]{0,12}|(?:文件|内容|文章|信息|资源)[^。,]{0,12})(?:不存在|已(?:被[^。]{0,6}?)?(?:删除|移除|下线|失效|撤销)|找不到|未找到|无法(?:找到|访问|查看)|过期)|(?:页面|网页|内容|文章|链接)[^。,]{0,3}走丢|(?:此|该)内容(?:因违规|已被|无法|暂时)|(?<![\d.])404(?=\s*(?:$|[^\w\s]|错误|页面?|未|找|not|error|page))|page not found|not found|(?:找不到|没有找到).{0,8}(?:页面|内容|文章)",
            re.IGNORECASE,
        ),
    ),
    (
        "login",
        "a login or pay wall",
        re.compile(
            r"(?:请|需|还没有|尚未|您未)(?:先|要)?(?:登录|登陆|注册)(?!.{0,24}(?:网站?|系统|平台|官网|APP|小程序|大厅|http|www))|登录后(?:才能|方可|即可|可)?(?:查看|阅读|浏览|访问|下载)|登录即(?:表示|代表)|(?:付费|会员|VIP|扫码)(?:后|可|才能|专享)?.{0,6}(?:查看|阅读|下载)|(?:仅供|限)(?:会员|付费)|如需(?:阅读|查看)全(?:部|文)|价格\s*:?\s*[￥¥]|购买须知|立即购买",
            re.IGNORECASE,
        ),
    ),
    (
        "maintenance",
        "the site is down for maintenance",
        re.compile(
            r"(?:网站|系统|服务器?|平台).{0,10}(?:维护|升级|建设)中|正在.{0,6}(?:升级|维护|建设)|(?:暂停|停止)(?:访问|服务)|服务(?:不可用|繁忙|器错误)|Service Unavailable|Bad Gateway|Internal Server Error",
            re.IGNORECASE,
        ),
    ),
    (
        "listing",
        "a list of pages, not a page",
        re.compile(
            r"(?:共|约|找到)[^。]{0,12}\d[\d,]*\s*(?:篇|条|个|项)(?:结果|文稿|文章|记录|相关)?|搜索结果|按(?:相关度|时间)排序?|栏目为您提供|共\d+页"
        ),
    ),
    (
        "no-body",
        "only facts about a file, not its text",
        re.compile(r"(?:文档|资料|文件).{0,12}(?:预览|下载)|当前只能预览|该文档总?共"),
    ),
)
# a document may say a word of these kinds; a wall says little else
WORDY = frozenset({"login", "no-body", "maintenance", "listing"})
LINKING = frozenset({"listing", "no-body"})  # pages that are made to lead elsewhere
_WORDS_OF_SITES = re.compile(
    r"登录|登陆|注册|会员|密码|验证|协议|客服|付费|下载|预览|文档|扫码|VIP|积分|维护|升级|服务器|访问|搜索结果|\d个?结果|排序|相关度|栏目|共有?\s?\d+\s?[页篇条]|频道|范文|价格|购买|售出|销量",
    re.IGNORECASE,
)
# what such a page says to its reader, and no document does
_ASKED = re.compile(
    # 您尚未登录, 登录即表示同意
    r"(?:还没有|尚未|您未)(?:登录|登陆|注册)|登录即(?:表示|代表)"
    # 请先登录, and 请先登录后查看; 请登录网站报名 is an office's
    r"|请先?(?:登录|登陆|注册|购买|付费|开通)(?=$|[。!,\s后才再以并或查继本会账VIP])(?!.{0,24}(?:网站?|系统|平台|官网|APP|小程序|大厅|http|www))"
    # 登录后才能查看全文, 开通会员后可下载
    r"|(?:登录|登陆|购买|付费|开通|支付|扫码)(?:会员|VIP)?后(?:才能|方可|即可|可)?(?:继续)?(?:查看|阅读|浏览|下载|复制|解锁)?(?:全文|更多|完整|剩余|余下|本文|原文|正文|内容|详情|附件|$|[。!,])"
    # 立即购买, ￥9.9; ￥5元/斤 is a price of goods
    r"|立即(?:购买|登录|开通|下载)|[￥¥]\s?\d(?![\d.]*\s?元?/[^\d\s])"
    # 仅供会员, 当前只能预览
    r"|(?:仅供|限)(?:会员|付费)|当前只能预览|文档预览"
)
_MEANT = {
    "captcha": re.compile(
        r"请(?:先)?(?:完成|进行|通过|拖动|点击|按住)[^。]{0,12}(?:验证|滑块)|请(?:先)?输入[^。]{0,8}验证码?(?![^。]*(?:再|确定|登录|有效|告诉))|完成验证后(?:即可|才能|方可)?继续(?:访问|浏览|阅读)|(?:开启|启用)JavaScript|[您你]的(?:访问|请求|IP|浏览器)|Checking your browser|Access Denied|Just a moment",
        re.IGNORECASE,
    ),
    "gone": re.compile(
        r"^(?:非常|很)?(?:抱歉|对不起|遗憾)|[您你](?:所|正在|要|想)?(?:访问|查看|浏览|请求|查找|寻找|打开|找)的|(?:[此该本](?:页面?|网页|链接|文章|内容)|页面|网页)[^。,]{0,8}(?:不存在|未?找不?到|无法(?:显示|访问|打开|查看)|已(?:经?被|不存在|失效|过期|删除|移除|下线|关闭)|因违规|走丢|过期)"
        # a document may say of itself that 本信息不存在虚假记载
        r"|[此该]条?信息(?:不存在|已(?:经?被)?(?:删除|移除|下线))(?=$|[!。,或])|not found",
        re.IGNORECASE,
    ),
    "login": _ASKED,
    "maintenance": re.compile(
        r"Service Unavailable|Bad Gateway|Internal Server Error", re.IGNORECASE
    ),
    "listing": re.compile(
        r"(?:共|约|找到)[^。]{0,12}\d[\d,]*\s*(?:篇|条|个|项)(?:结果|文稿|文章|记录)|栏目为您提供"
    ),
    "no-body": _ASKED,
}
_TITLE = re.compile(
    r"^[^。！？!?；;]{0,80}(?:通知|通告|公告|公示|公报|通报|决定|决议|命令|令|任命|意见|批复|函|答复|回复|请示|说明|启事|声明|提醒|提示|简报|倡议书?|须知|指南|细则|办法|规定|规则"
    r"|条例|方案|计划|总结|报告|纪要|讲话|致[辞词]|祝[辞词]|[贺谢问开]信|[贺唁]电|慰问电|唁函|悼词|寄语|名单|解读|证明|问答|分工|安排|议程|简介|结果|清单|流程|指引|手册|讲义|教案|规格书|试卷|大纲|安排表?|[^代发]表)(?:[（(][^（）()]{1,12}[）)])?$"
)
# what stands in a section that holds nothing, or below the name of a list
_OF_SECTIONS = re.compile(
    r"栏目|频道|这里发布|敬请期待|暂无|建设中|列表|点击(?:标题|[左右上下]|进入|查看)"
)
_BREAKS_OFF = ("…", "...")  # a text of which only the first words are shown
_SITE = re.compile(r"\s*[-_|—–]")  # its name behind the title
_SENTENCE = 10  # characters of one that tells something
_SOME = 30  # characters of a list of names, a table, a programme
DATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}")


def wall(draft: Draft, lines: Sequence[Line], size: int) -> tuple[str, str] | None:
    """Return the code and reason of a short page that says it is something else than a document."""
    said = shadow(" ".join(line.text for line in lines))
    short = [block.text for block in draft.blocks if len(block.text) < 200]
    told = shadow(" ".join([draft.meta.get("<title>", ""), *short]))[:400]
    walled = _mostly(lines, _WORDS_OF_SITES)
    announced = is_announced(draft, lines)
    if announced and _is_told(lines, size):
        return None
    told_last = [line.shadow for line in lines if not draft.blocks[line.block].is_linked][-1:]
    if size < 150 and "".join(told_last).endswith(_BREAKS_OFF) and _ASKED.search(told):
        return next((code, reason) for code, reason, _ in SAYINGS if code == "login")
    for code, reason, pattern in SAYINGS:
        if (code in WORDY and not walled) or (announced and not _is_meant(draft, code, said)):
            continue
        if pattern.search(said) or (
            code in {"captcha", "gone"} and size < 150 and pattern.search(told)
        ):
            return code, reason
    return None


def _is_told(lines: Sequence[Line], size: int) -> bool:
    """Say whether a page is sentences of a paper: a guide may quote what a wall says.

    Two that are most of it are, or three among the steps of a guide.
    """
    told = [
        line.shadow
        for line in lines
        if len(line.shadow) >= _SENTENCE and line.shadow.endswith("。")
        if not _WORDS_OF_SITES.search(line.shadow)
        if not any(pattern.search(line.shadow) for _, _, pattern in SAYINGS)
    ]
    share = len("".join(told)) / size
    return (len(told) > 1 and share >= 0.5) or (len(told) > 2 and share >= 0.25)


def is_announced(draft: Draft, lines: Sequence[Line]) -> bool:
    """Say whether a page is built as an article is.

    Its title is in print, with a date of publication beside it; or a title that names its kind of
    document, as no menu does, with a sentence or some lines below.
    """
    at = title_block(draft)
    if at is not None:
        near = draft.blocks[max(0, at - 2) : at] + draft.blocks[at + 1 : at + 5]
        if any(len(b.text) < 120 and not b.links and DATED.search(b.text) for b in near):
            return True
    first = lines[0].block
    titles = {
        draft.blocks[i].text.strip() for i in (at, first, first - 1) if i is not None and i >= 0
    }
    named = {title for title in titles if _TITLE.match(title)}
    plain = [line.text for line in lines if not draft.blocks[line.block].links]
    told = [text for text in plain if text not in named]
    told = [text for text in told if not _OF_SECTIONS.search(text)]
    spoken = any(map(SENTENCE_END.search, told)) or (len(told) > 2 and len("".join(told)) >= _SOME)
    return spoken and bool(named) and not named <= _linked(draft)


def _linked(draft: Draft) -> set[str]:
    return {b.text[link.start : link.end].strip() for b in draft.blocks for link in b.links}


def _is_meant(draft: Draft, code: str, said: str) -> bool:
    """Say whether an article's page that has the words of a wall is one all the same."""
    if _MEANT[code].search(said):
        return True
    title = _SITE.split(draft.meta.get("<title>", ""))[0]
    return not _TITLE.match(title) and any(c == code and p.search(title) for c, _, p in SAYINGS)


def _mostly(lines: Sequence[Line], words: re.Pattern[str]) -> bool:
    """Say whether most of what is left speaks of the site's own matters."""
    said = sum(len(line.text) for line in lines if words.search(line.shadow))
    return said * 2 >= sum(len(line.text) for line in lines)
