"""By what a text that a page hides, or seems to hide, is known as the document's all the same.

Sites hide their names, prompts and menus. What a document hides is shown by a script when its reader asks, and its
white letters stand on a ground that a sheet not at hand gives them: so what reads as a document is kept.
"""

from __future__ import annotations

import re

from cleaners.shadow import shadow
from cleaners.words.prose import OUTLINE
from cleaners.words.trade import TRADE

_SELLS = rf"{TRADE}|www|[a-z\d][.。][a-z]{{2}}|下载|转载|复制|猜你|热门|本[站网]|欢迎|大全"
_SELLER = re.compile(rf"(?i:{_SELLS}|[网库汇坊吧阁]$)")
# what sites say besides, in whole sentences; a hidden sentence of a document that has one of these is not told from theirs
_SITE = re.compile(
    rf"(?i:{_SELLS})|[A-Za-z]{{3}}|\d{{6}}|(?<![管电渔路联水气热河渠])网(?![络格点])|本[文页]|页面|域名|上传|转[抄发]|拷贝|[采收]集|盗用|抄袭|水印|版权|侵权|原创|首发|出处|来[自源]|整理|摘[自录]"
    r"|公众号|微信|二维码|扫[码一]|交流群|关注|收藏|点[赞击]|分享|登[录陆]|注册|会员|付费|充值|积分|客服|广告|推广|浏览|访问|加载|刷新|评论|回复|发表|验证码|提交|小编|编辑|隐藏|干扰"
    r"|您|亲[,，~]|提示|推荐|上一|下一[篇页]|返回|首页|更多|阅读|查看|导航|搜索|标签"
)
_SENTENCES = re.compile(r"[\u4e00-\u9fff“(（\d].*[。！？；!?;][”’」』）)]?", re.DOTALL)
_LONGEST_HEADING = 40  # characters


def is_own_prose(text: str) -> bool:
    """Say whether a text is whole sentences, none of which a site says of itself."""
    return bool(_SENTENCES.fullmatch(text)) and not _SITE.search(text)


def is_own_heading(text: str) -> bool:
    """Say whether a line may be a heading or a cell of a table, and is no seller's name or prompt."""
    return len(text) <= _LONGEST_HEADING and not _SELLER.search(text)


def is_numbered(text: str) -> bool:
    """Say whether a line is the heading of a numbered part: 二、压实责任."""
    return bool(OUTLINE.match(shadow(text))) and is_own_heading(text)
