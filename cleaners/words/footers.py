"""By what words a line below a text is a site's own: its footer, its contact box, titles it recommends."""

from __future__ import annotations

import re

# what only the footer of a site says
FOOT = re.compile(
    r"ICP\s?[备证]|公网安备|版权所有|©|copyright|all rights reserved|技术支持\s?[:：]\s?[^\d\s]|网站标识码|主办(?:单位)?\s?[:：][^。]*承办(?:单位)?\s?[:：]|^[^,。:]{2,24}(?:主办|承办|维护)$",
    re.IGNORECASE,
)
# how to reach somebody, as documents and footers both say it
CONTACT = re.compile(
    r"[(]?(?:[\u4e00-\u9fff]{0,4}联\s?系\s?(?:人员?|电话|地址|方式|单位|邮箱)?|[\u4e00-\u9fff]{0,6}(?:电\s?话|热线|邮\s?箱|信\s?箱|微信|网[址站])|(?:受理|值班|办公|工作|咨询)(?:时间|方式)"
    r"|[通学公校院][\u4e00-\u9fff]?地?址|办公地[址点]|电子邮件|e-?mail|传\s?真|地\s?址|邮\s?编|邮政编码|主办|承办|主办单位|承办单位)\s{0,4}:",
    re.IGNORECASE,
)
# whom and what only a trader's box names
SELLERS_BOX = re.compile(
    r"经理|客服|老师[^。]{0,6}微信|微信号|(?<!\d)[48]00[-\s]?\d{3,4}|热线:", re.IGNORECASE
)
_WARES = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|第[\d一二三四五六七八九十]{1,3}[条章节])"
    r"[^。:]*(?:讲话|范文|模板|心得|体会|总结|报告|须知|[讲发演][话言讲]稿)(?:[\d一二三四五六七八九十]{1,3}篇)?$"
    r"|附\s?:[^。:]*(?:范文|模板)(?:[\d一二三四五六七八九十]{1,3}篇)?$"
)


def names_wares(text: str, below: str) -> bool:
    """Say whether a numbered line is the title of what a site offers, with no sentence of a text below it."""
    return bool(_WARES.match(text)) and not below.endswith("。")


_LOGGED_IN = r"[您你]?(?:请|需要?|须|只有)?[您你先]?登录后"
# each choice begins with a letter of its own: such a pattern is sought by these alone
SITE_TALK = re.compile(
    r"本站|本网站|网友(?:评论|上传|投稿)|发表评论|评论(?:内容)?[只仅]代表|请自觉遵守|严禁发布|会员(?:可|后|免费)|版权(?:所有|归|声明)|小编|跟贴|自媒体平台|如有侵权|复制本文|扫一扫|[您你]对本(?:页|文|条|网站|解读|答复)|"
    + "|".join(rf"{first}(?<=^.)(?<=(?={_LOGGED_IN}).)" for first in "您你请需须只先登")
)
# a site's last line, whatever its length; a sentence may speak of these, too
IMPRINT_SIGNS = r"all rights reserved|copyright\s*[©(\d]|ICP备\s?\d|公网安备\s?\d"
IMPRINT = re.compile(IMPRINT_SIGNS, re.IGNORECASE)
