"""Whose words a clause is of: a document's, or the site's that put it there.

A document may use every word of the trade (写好文章, 管好公众号). So these are struck out, and what is left
counts: each character one, more for a word that only documents have, less for each that only sites have.
"""

from __future__ import annotations

import re

from cleaners.words.han import HAN

# words that documents and sites share, and those that say nothing: what is left without them counts
_SHARED = re.compile(
    r".{1,2}年来|以上|以下|下面|为(?:您|大家|你)|[本此这]篇|这里|文[库章档稿书本集]|全[文站部套]|正文|内容|下载|登[录陆]|注册|阅读|查看|浏览|更多|精[彩选品]"
    r"|编辑|来源|声明|关注|收藏|复制|资料|素材|免费|付费|写作|材料|剩余|其余|余下|隐藏|省略|未完|预览|欢迎|需要|联系|咨询|点击|提示|分享|喜欢|有用|帮助"
    r"|专业|显示|部分|作[品者]|原创|平台|系统|限时|[特优]惠|立减|原价|现价|机会|福利|仅供|图片|所有|如有|整理|带来|提供|推荐|讲话|致辞|演讲|发言|报告|总结"
    r"|公文|学习|参考|使用|交流|希望|祝|可以?|才能|权限|如果|觉得|不错|完整|继续|查询|获取|领取|搜索|订阅|第一时间|购买|支付|发布|上传|收集|支持|谢绝|禁止"
    r"|严禁|不得|请勿|立即|马上|现在|现已|大量|海量|各类|模板|格式|标签|评论|留言|转发|手机|客户端|用户|网[友站页络址]|APP|Word|朋友圈?|二维码"
    r"|[请您你亲对或和与及将会的了吧呢吗哦到在于是被把等并即已后前就也都还再好不能有需如若及至]",
    re.IGNORECASE,
)
_SITES = re.compile(
    r"^凡(?:本[网站])?(?:系|是)?[注标]明“?(?:来源|转载|稿源)|^(?:以上|以下|下[文面])(?:便|就|即)?[是由为]|^以上(?:内容|文章|图文|信息)|^(?:推广|相关)|^最[新全](?:公文|范文|文稿|讲话)|[网库汇馆坊吧]$|文明上网,?$|客服(?!人员|中心|队伍)|微信(?:公众号)?"
    r"|范文(?![正澜])|帮[到助]|\d\s?个?字|\d套|[上下]一篇|登[录陆]后|https?:|www|\.com|本[页平站网]|[本此该原]文|[本该]作品|[您你]"
    r"|投稿|网页|平台|媒体|样本|范例|摘要|文秘|文库|理性发言|访问|稿子|笔杆|写稿|原创|言论|蓝字|互联网|安备|ICP|仅代表|删除|网上|赞赏|广告|链接|地图|联系方式"
    r"|秘书|资深|专注|尽在|就上|写作|热门|VIP|会员|版权|侵权|侵删|转载|篇幅(?:问题|限制|原因)|(?:全部|完整)显示|如需|二维码|扫码|扫一扫|试读|公众号|QQ|全文|更多|如有|复制|下载|全站|免责|网友"
    r"|授权|打赏|付费|充值|代写|此处|必备|预览|过长|AI|出稿|汇聚|必究|追究|责任编辑|责编|浏览|返回顶部|返回首页|谅解|不便|更方便|体验|娱乐|棋牌|投注|比分"
    r"|彩票|官网|一键|打开[\u4e00-\u9fff]{2,8}(?:新闻|[日晚]报),?$|训练营|速成|价|隐私政策|内容提供方|信息存储(?:空间)?服务|章节(?:出错|错误)|点此|违规内容|内容错误|转马|(?:考试|招聘)网(?!络)",
    re.IGNORECASE,
)
# what an editor or a banner says, whatever else it says with it
_EDITORS = re.compile(
    r"小编|(?:下面|以下|接下来|今天|小文).{0,14}(?:分享(?!会)|带来|整理|收集|推荐|提供|准备|精选)"
    r"|[为给][您你大].{0,8}(?:分享|带来|整理|收集|推荐|提供|准备|精选)|《[^》]*》由|由[\u4e00-\u9fff]{2,8}(?:网|之家|大全|文库)(?:为[您大]家?|收集|搜集|精心)?(?:整理|收集)|一起来?(?:看看|看一[看下]|学习|了解)|^是我们最(?:开心|高兴|荣幸)的事|(?:关注|访问|浏览|收藏|进入)本[站网][^,。!?;]{0,8}(?:栏目|频道|专栏|专题)|更多[^,。!?;]{1,12}(?:请看|请关注|尽在)[^,。!?;]{2,12}(?:栏目|频道)|[Cc]ookies?"
)
_DOCUMENTS = re.compile(
    r"^[一二三四五六七八九十](?:[是要](?=[\u4e00-\u9fff]{2})|、)|(?<![需只想重首主若如将就必提请])要(?!更多|求|下载|全|完|复|查|了解|闻|点|素|买|\w{0,2}(?:材料|范文|资料|模板))"
    r"|(?<!联系)(?<!告知)(?<!通知)(?<!关注)我们(?!将|会|核实|网|的网|联系|汇聚|拥有|收录|致力|专注)|我[县市区省镇乡村局校院]|各[位级单部村乡镇县地]|全[县市区省镇乡校体]"
    r"|同志|同学们|群众|党员|干部|会议|精神|工作(?!总结[、,])|任务|单位|部门|职工|母校|人民|抓好|落实|请予|批评指正|聆听|审议"
)
# how a document ends, or hands itself over; a site wishes its reader well at his work, too
_CLOSES = re.compile(
    r"(?:(?:同志们,)?(?:(?:大会|会议|我|现在|宣布|(?:到此)?结束),?){0,4}(?:散会|休会|闭幕)|请(?:大家|各位)(?:热烈)?鼓掌|(?:请全体)?(?:起立|奏国歌|鸣炮|礼成)|再见|祝福(?:你们|大家|母校|祖国)|(?:大家|同学们,?|同志们,?)?加油|敬请光临"
    r"|(?:预?祝|愿)(?!.*(?:写作|阅读|本站|使用|浏览|购物|您(?:学习|生活|工作|考试)))[^。!?,;]{1,16}(?:健康|平安|安康|成功|圆满|快乐|幸福|吉祥|如意|顺利)|(?:谢谢|感谢)您(?:的聆听)?"
    r"|以上(?:汇报|意见|发言|报告),|请(?:予|各位|大家)(?:审议|审查|采纳|批评指正)|谢谢(?:大家|各位)|此致,?敬礼|特此[\u4e00-\u9fff]{2}"
    r"|(?:我的)?(?:发言|汇报|述职|演讲|讲话)(?:完毕|到此结束))[。!,]?$"
)
_BRACKETS = frozenset("(【[")
_MOST = 8  # characters that count
_DOCUMENTS_WORD = 4
_SITES_WORD = 5
OWN = 4  # from here on a clause is the document's
LIKELY = 7
SURE = 10  # a word that only documents have, and more than 工作、生活 of its own


def worth(clause: str) -> int:
    """Return how much of a clause is a document's by its own words; below 0 it is the site's."""
    clause = clause.strip(" \0")
    if _CLOSES.match(clause):
        return SURE
    if _EDITORS.search(clause):
        return -1
    if clause[:1] in _BRACKETS:
        return 0
    left = min(_MOST, len(HAN.findall(_SHARED.sub("", clause))))
    own = _DOCUMENTS_WORD if left and _DOCUMENTS.search(clause) else 0
    return left + own - _SITES_WORD * len(set(_SITES.findall(clause)))
