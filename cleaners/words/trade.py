"""Words of the trade: those that sellers and sharers of documents call themselves by.

One vocabulary for the code and, as `{trade}` and `{trade_name}`, for the rules: a site that one of them
knows by its name is known to all. Each asks as much as its evidence bears: a word alone tells little, a
word in a name that stands where names stand tells a seller, and beside an address and sales talk even an
office's words do. What a site sells (讲话, 总结, 素材) is no part of it: a rule for a menu or an offer
lists the wares it means.
"""

from __future__ import annotations

PLAIN = "范文|公文|文秘|写作|文库|稿库|文稿|文档|讲话稿|演讲稿|讲稿|写材料|笔杆子?"
_SIGN = "[网库汇馆社坊阁吧苑]|之[家友窗]|港湾|[园天]地|在线|助手"  # over the door of a site
# what offices write and not what is built or packed with
_MATERIALS = "材料" + "".join(
    f"(?<!{goods}材料)"
    for goods in "新 原 建筑 装饰 装修 复合 金属 耐火 保温 防水 包装 磁性 医用 高分子".split()
)
# an office has secretaries, drafts and materials: these tell a seller only under its sign
_SIGNED = (
    rf"稿子?[网库汇馆社坊阁吧]|秘书(?:{_SIGN})|素材[网汇]|论文[网汇]|模板[网汇]|{_MATERIALS}[网汇]"
)

# flat choices, each branch of which begins with a letter of its own: such a pattern is sought twice as quickly
TRADE = rf"{PLAIN}|{_SIGNED}"  # of a name
# the name of a site: 文库 and 稿子汇 have their sign, 范文 needs one, and 讲话稿 is written by anybody
TRADE_NAME = (
    rf"(?:{TRADE})(?:(?<=[网库汇馆社坊阁吧苑])|(?<=之[家友窗])|[网库汇馆社坊阁吧苑]|之[家友窗])"
)
# the same as a credit gives it, in brackets or behind a colon: there a word or two may stand before the sign
CREDITED_NAME = (
    rf"(?:(?![各全我本该县市省区镇乡村校局委部院])[\u4e00-\u9fff]){{0,6}}?(?:(?:{PLAIN}|{_MATERIALS}|秘书|素材)(?!数据|管理|处理|信息|报送|档案)"
    r"(?:[\u4e00-\u9fff]{0,2}网|小[站屋筑栈铺]|驿站?|铺子?|工坊|[港屋坊吧]|员?之家|(?:资料|素材|写作|学习)[网站])|资料网)"
)
# of a sentence, the sign of a site at its end; 材料铺设, 文档铺开 are words
SIGNED_NAME = rf"(?:{PLAIN}|{_MATERIALS}|秘书|[老小]秘)(?:[\u4e00-\u9fff]{{0,2}}?网|之家|[吧屋坊]|铺(?![设装垫平展就路]))"
SHELF = "范文|文库"  # alone: no speech gives thanks for them
WARES = "材料|资料|素材|稿件|模板"  # in sales talk
# a name of words that documents are made of, under such a sign: 讲话稿网, 工作总结网, 报告大全
WARES_NAME = r"(?:领导|工作|会议|党政|机关){0,2}(?:讲话|报告|总结|计划|汇报|发言|致辞|材料)(?:稿|范文|材料)?(?:网|文?库|吧|馆|汇|坊|铺|大全|之家)"
