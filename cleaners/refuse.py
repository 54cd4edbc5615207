"""Pages that hold no document: listings, walls, errors, empty shells, defaced mirrors.

Each test looks at what is left after cleaning and at the page around it, and says one short reason.
A plain text is never too short; a web page with a line or two and no more is not an article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.dates import is_date_line
from cleaners.headings import title_block
from cleaners.model import NoDocument
from cleaners.shadow import shadow
from cleaners.side import reads_between
from cleaners.steps.chrome import SALUTATION
from cleaners.steps.endings import CLOSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft

# (code, reason, what short pages of the kind say); asked only of pages with little text
_SAYINGS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "captcha",
        "a security check instead of the page",
        re.compile(
            r"安全验证|人机验证|滑块|拖动.{0,8}验证|请输入验证码|访问(?:过于|太)频繁|自动程序|请求被拦截|网站防火墙|安全防护|异常访问|开启JavaScript|启用JavaScript|Checking your browser|Access Denied|Just a moment|captcha|WAF",
            re.IGNORECASE,
        ),
    ),
    (
        "gone",
        "the site says that the page does not exist or was removed",
        re.compile(
            r"(?:页面|网页|文件|内容|文章|信息|资源|链接|地址)[^。]{0,12}(?:不存在|已(?:被)?(?:删除|移除|下线|失效|撤销)|找不到|未找到|无法(?:找到|访问|查看)|走丢|过期)|(?:此|该)内容(?:因违规|已被|无法|暂时)|(?<![\d.])404(?=\s*(?:$|[^\w\s]|错误|页面?|未|找|not|error|page))|page not found|not found|(?:找不到|没有找到).{0,8}(?:页面|内容|文章)",
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
_WORDY = frozenset({"login", "no-body", "maintenance", "listing"})
_LINKING = frozenset({"listing", "no-body"})  # pages that are made to lead elsewhere
_WORDS_OF_SITES = re.compile(
    r"登录|登陆|注册|会员|密码|验证|协议|客服|付费|下载|预览|文档|扫码|VIP|积分|维护|升级|服务器|访问|搜索结果|\d个?结果|排序|相关度|栏目|共\d+[页篇条]|范文|价格|购买|售出|销量",
    re.IGNORECASE,
)
_OF_SERVERS = re.compile(
    r"出错|错误|异常|非法(?:操作|访问|请求|参数)|无权|权限|加载|跳转|稍候|稍后|繁忙|超时|不能为空|欢迎(?:访问|光临|来到)|备案|ICP"
    r"|\b(?:Loading|Forbidden|Error|Denied|Redirect)",
    re.IGNORECASE,
)
# a wall speaks to its reader, a document of those it is for: 群众登录后即可下载
_OF_OTHERS = re.compile(r"群众|市民|居民|村民|职工|考生|师生|家长|党员|干部|[本协学商工]会")
_DATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}")
_STAMPED = re.compile(r"来源|作者|(?:发布|更新|发表)(?:时间|日期)|(?:时间|日期)[:：]|\d:\d\d")
# what a pay wall asks of its reader, and no document
_ASKED = re.compile(
    r"(?:还没有|尚未|您未)(?:登录|登陆|注册)|登录即(?:表示|代表)|请先?(?:登录|登陆|注册|购买|付费|开通)(?!.{0,24}(?:网站?|系统|平台|官网|APP|小程序|大厅|http|www))|(?:登录|登陆|购买|付费|开通|支付|扫码)(?:会员|VIP)?后(?:才能|方可|即可|可|查看|阅读)|立即(?:购买|登录|开通|下载)|[￥¥]\s?\d|(?:仅供|限)(?:会员|付费)|当前只能预览|文档预览"
)
_WELCOME = re.compile(r"欢迎(?:您|你|大家)?(?:来到|访问|光临|浏览|使用|关注)")
_SHORT = 420  # characters; an error page or a wall says no more
_PLAIN, _LINKS = 90, 10  # characters outside of links, and links, of a page that is all links
_LEAST = 25  # characters of text below which a web page is no article
_TOLD = 150  # characters; no list of links has a paragraph as long
# each choice begins with a letter of its own: such a pattern is sought by these alone
_MORE = re.compile(r"(?:阅读全文|查看全文|详[细情]\]?|R(?i:ead more)|r(?i:ead more))\s*[>».…]*$")
_MORE_CHARS = 32  # at the end of a line
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}[条章步]")
_STOP = re.compile(r"[。！？!?；;…]")
_ENDS = '。!?;”"'
_DOUBLED = (",,", "，，", "。。", "、、", "；；")
_TRADITIONAL = re.compile(r"[會議開發對國產業領導實現為這個們來時還進學動務員關於經濟縣鄉鎮區]")
_HOLES = re.compile(r"\?{3,}")


def refuse(draft: Draft, lines: Sequence[Line]) -> None:
    """Raise NoDocument, with a code and a reason, if what is left of a page is no document."""
    size = sum(len(line.text) for line in lines)
    if not lines:
        raise without_text(draft, "nothing but chrome on the page")
    _refuse_damaged(draft, lines, size)
    if draft.nodes and draft.nodes[0].tag == "text":
        if draft.nodes[0].names == "html":
            _refuse_message(draft, lines)
        return
    if size < _SHORT and not _is_sound(lines):
        _refuse_wall(draft, lines, size)
    listed = title_block(draft) is not None and len(lines) >= 3
    spoken = listed or size >= 60 or any(_STOP.search(line.text) for line in lines)
    announced = listed or _is_announced(draft)
    if size < (_LEAST // 3 if announced else _LEAST) or not (spoken or announced):
        raise NoDocument(draft.url, "no-body", f"only {size} characters of text on the page")
    _refuse_lists(draft, lines, size)


def _refuse_lists(draft: Draft, lines: Sequence[Line], size: int) -> None:
    """Refuse pages that lead to documents: lists of links, of excerpts, of hits, a welcome."""
    if sum(bool(_MORE.search(line.shadow[-_MORE_CHARS:])) for line in lines) >= 3:
        raise NoDocument(draft.url, "listing", "a list of excerpts, not a page")
    if _is_excerpts(lines) and not _is_sound(lines):
        raise NoDocument(draft.url, "listing", "a list of excerpts, not a page")
    if len(lines) == 1 and _WELCOME.match(lines[0].shadow):
        raise without_text(draft, "nothing but a welcome on the page")
    titles_only = (
        _is_listing(draft, size) and not _is_told(lines) and not _is_dated(draft, lines[0])
    )
    if (titles_only or _is_linked(draft, lines)) and not _is_sound(lines):
        raise NoDocument(draft.url, "listing", "a list of links, not a page")


def _refuse_message(draft: Draft, lines: Sequence[Line]) -> None:
    """Refuse a page without a site around it (`cleaners.bare`) that is a server's word and no text."""
    if _is_sound(lines):
        return
    size = sum(len(line.text) for line in lines)
    left = [line.text for line in lines] if size >= _LEAST else [b.text for b in draft.blocks]
    said = shadow(" ".join([draft.meta.get("<title>", ""), *left]))
    told = bool(_OF_OTHERS.search(said))
    for code, reason, pattern in _SAYINGS:
        if code not in _LINKING and not (told and code in _WORDY) and pattern.search(said):
            raise NoDocument(draft.url, code, reason)
    if _OF_SERVERS.search(said):
        raise NoDocument(draft.url, "no-body", "a server's message, not a document")


def _is_excerpts(lines: Sequence[Line]) -> bool:
    """Say whether most lines break off, as the excerpts of a list of hits do."""
    broken = sum(line.shadow.endswith(("…", "..")) and len(line.text) > 20 for line in lines)
    return broken >= 4 and broken >= len(lines) * 0.4


def without_text(draft: Draft, reason: str) -> NoDocument:
    """Return why a page holds no text: what its few words say it is, or that it is a list of links."""
    blocks = draft.blocks
    plain = [b.text for b in blocks if b.link_chars <= len(b.text) * 0.5 and len(b.text) < 200]
    told = shadow(" ".join([draft.meta.get("<title>", ""), *plain]))
    links = sum(b.link_chars > len(b.text) * 0.4 and len(b.text) >= 6 for b in blocks)
    for code, said, pattern in _SAYINGS:
        final = code in {"captcha", "gone"}
        fits = len(told) < _SHORT if final else links < _LINKS and code in {"login", "maintenance"}
        if fits and pattern.search(told):
            return NoDocument(draft.url, code, said)
    if links >= _LINKS:
        return NoDocument(draft.url, "listing", "a list of links, not a page")
    return NoDocument(draft.url, "no-body", reason)


def _refuse_wall(draft: Draft, lines: Sequence[Line], size: int) -> None:
    """Refuse short pages that say they are something else than a document."""
    said = shadow(" ".join(line.text for line in lines))
    short = [block.text for block in draft.blocks if len(block.text) < 200]
    told = shadow(" ".join([draft.meta.get("<title>", ""), *short]))[:400]
    walled = _mostly(lines, _WORDS_OF_SITES)
    announced = _is_announced(draft)
    for code, reason, pattern in _SAYINGS:
        if (code in _WORDY and not walled) or (announced and not _is_meant(draft, code, said)):
            continue
        if pattern.search(said) or (
            code in {"captcha", "gone"} and size < 150 and pattern.search(told)
        ):
            raise NoDocument(draft.url, code, reason)


def _is_announced(draft: Draft) -> bool:
    """Say whether a page is built as an article is: its title in print, a date of publication beside it."""
    at = title_block(draft)
    if at is None:
        return False
    near = draft.blocks[max(0, at - 2) : at] + draft.blocks[at + 1 : at + 5]
    return any(len(b.text) < 120 and not b.links and _DATED.search(b.text) for b in near)


def _is_dated(draft: Draft, first: Line) -> bool:
    """Say whether a line right above the text says when it was published, as no list of links has it."""
    above = draft.blocks[max(0, first.block - 4) : first.block]
    return any(
        len(b.text) < 120 and not b.links and _DATED.search(b.text) and _STAMPED.search(b.text)
        for b in above
    )


def _is_meant(draft: Draft, code: str, said: str) -> bool:
    """Say whether an article's page that has the words of a wall is one all the same."""
    if code in {"login", "no-body"}:
        return bool(_ASKED.search(said))
    return any(c == code and p.search(draft.meta.get("<title>", "")) for c, _, p in _SAYINGS)


def _is_sound(lines: Sequence[Line]) -> bool:
    """Say whether short text is a document all the same: it greets, signs or closes like one, or is in articles or steps."""
    greeted = any(SALUTATION.match(line.shadow) and line.shadow.endswith(":") for line in lines[:3])
    closed = any(CLOSING.search(line.shadow) or is_date_line(line.shadow) for line in lines[-3:])
    articles = sum(bool(_ARTICLE.match(line.shadow)) for line in lines)
    return greeted or closed or articles > 1


def _is_told(lines: Sequence[Line]) -> bool:
    """Say whether a line is a paragraph of several sentences, or several lines are paragraphs."""
    paragraphs = sum(len(line.text) >= _LEAST and line.shadow[-1] in _ENDS for line in lines)
    return paragraphs > 2 or any(
        len(line.text) >= _TOLD and len(_STOP.findall(line.text)) > 1 for line in lines
    )


def _mostly(lines: Sequence[Line], words: re.Pattern[str]) -> bool:
    """Say whether most of what is left speaks of the site's own matters."""
    said = sum(len(line.text) for line in lines if words.search(line.shadow))
    return said * 2 >= sum(len(line.text) for line in lines)


def _is_listing(draft: Draft, size: int) -> bool:
    """Say whether links outweigh a little text that no heading announces."""
    if size >= 300:
        return False
    linked = [b for b in draft.blocks if b.link_chars > len(b.text) * 0.6]
    titles = sum(len(b.text) >= 8 for b in linked)
    return titles >= 12 and size < titles * 25 and title_block(draft) is None


def _is_linked(draft: Draft, lines: Sequence[Line]) -> bool:
    """Say whether hardly a word stands outside of many links: a calendar, a pager, a map."""
    blocks = [draft.blocks[number] for number in {line.block for line in lines}]
    if all(reads_between(block) for block in blocks):
        return False
    linked = sum(block.link_chars for block in blocks)
    plain = sum(len(block.text) for block in blocks) - linked
    return linked > plain and plain < _PLAIN and sum(len(block.links) for block in blocks) >= _LINKS


def _refuse_damaged(draft: Draft, lines: Sequence[Line], size: int) -> None:
    """Refuse mojibake and mirrors that rewrite the text: two kinds of damage, or one beyond repair."""
    text = "".join(line.text for line in lines)
    lost = text.count("\ufffd")
    if lost > 5 and lost > size * 0.01:
        raise NoDocument(draft.url, "mojibake", f"{lost} characters cannot be read in any encoding")
    doubled = sum(text.count(marks) for marks in _DOUBLED) > max(3, size / 120)
    pinyin = sum(cut.rule == "jammer.pinyin" for cut in draft.cuts) > max(5, size * 0.01)
    if not (doubled or pinyin):
        return
    traditional = len(_TRADITIONAL.findall(text)) > size * 0.06
    holes = len(_HOLES.findall("".join(b.text for b in draft.blocks))) > 2
    if sum((doubled, pinyin, traditional, holes)) >= 2:
        raise NoDocument(
            draft.url,
            "mirror",
            "a mirror that has rewritten the text (doubled marks, pinyin, other characters)",
        )
