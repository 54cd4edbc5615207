"""By what a line beside a text shows that it is the document's: a note, an annex, a contact, a signature, a number."""

from __future__ import annotations

import re

from cleaners.words.dates import WRITTEN
from cleaners.words.footers import SITE_TALK
from cleaners.words.people import COMMON_SURNAMES
from cleaners.words.prose import CLOSER, GRADE, SPEAKS, YEAR_NUMBER, is_office

_NUMBER = r"[一二三四五六七八九十百\d]{1,4}"
# whatever form a line has, who says this is a site; a bureau of 公安 or 商务 is none
_SITES = re.compile(
    r"本[站网]|^(?:今天|今日|现在|当前)(?:是|时间|日期)|(?<![(\[【])本[文篇]|网友|站长|客服|(?:商务|广告|投稿|合作)(?:合作|洽谈|投放|联系|热线|电话|邮箱|信箱|QQ|微信|:)|公网安备|ICP|©|版权(?:归|所有|声明)|侵权|转载|来自网络|网络(?:整理|收集|转载)"
    r"|仅供(?:参考|学习|个人)|(?:开通|注册|成为|加入)会员|会员(?:专享|免费|价|可|后)|VIP|付费|\d\s?积分|AI(?:生成|辅助|摘要|写|整理)|责编|(?:责任)?编辑:|不良信息|虚拟商品|下载(?:全文|本|地址|文档)|word版?",
    re.IGNORECASE,
)
# （此件公开发布）, （根据录音整理）, （作者系……）
_NOTE = re.compile(
    r"[(\[【〔][^()。]{0,30}(?:公开|此件|整理|录音|记录|摘自|选自|节选|摘编|引自|原载|载于|作者|系|通过|批准|执笔|联系|电话|盖章|公章|签[字名章]|印章|附[件表]?\d?:"
    r"|讲话|发言|根据|审[定核议]|解释|施行|略|记者|单位|有效期|代[章拟]|共\d{1,3}[份页])[^()]{0,60}[)\]】〕]。?$"
)
_FORM = re.compile(
    rf"附[件表录图注]?\s*(?:{_NUMBER})?\s*:|附[件表]\s*{_NUMBER}(?:[、.\s]|$)|(?:备|附|脚)?注\s*\d{{0,2}}:|(?:有关|相关|填表|编制|制表|几点)?说明:."
    r"|(?:主要)?参考(?:文献|资料|书目)\s*(?::|$)|注释\s*(?::|$)|(?:主题词|抄[送报]|主送|分送|报送|发送|印送|公开(?:方式|属性|类型|范围)):.|.{0,30}\d日\s?印[发制]$|[(]?(?:校对:.{1,12})?(?:共印|印数:?)\s?\d+"
)
_LABEL = (
    r"(?:[\u4e00-\u9fff]{0,4}联\s?系\s?(?:人员?|电话|地址|方式|单位|邮箱)?|(?:咨询|监督|投诉|报名|受理|值班|办公|受理举报|举报|会务)(?:电话|邮箱|地[址点]|微信|网[址站]|时间|方式|人)|通[讯信]地址|电子邮[箱件]|收件人"
    r"|(?:报到|会议|活动|培训|彩排|演出|考试|面试|开标|截止|公示|集合|比赛|施工)(?:时间|地[点址]|日期|期限)|协办(?:单位)?|承办单位|支持单位|参加人员?|出席|列席|缺席|请假|记录人?|整理人?|拟稿|签发人?|填表人|报告人|申请人|承诺人|汇报人|(?:倡议|述职|演讲|发言|讲话|宣誓|起草|检查|检讨|保证)人|作者单位|报名截止(?:时间|日期)"
    r"|电\s?话|传\s?真|地\s?址|邮\s?编|(?:邮|信)\s?箱)"
)
_CONTACT = re.compile(rf"[(]?{_LABEL}\s{{0,4}}(?:[(][^()]{{1,12}}[)])?:\s*[^\s:]")
_COURT = re.compile(
    r"(?:代理)?(?:审判[长员]|书记员|人民陪审员|法官助理|执行员|检察[官员]|公证员|首席仲裁员|仲裁员|记录员)\s{0,6}[\u4e00-\u9fff×\s]{2,8}$"
)
# to the day, or to the month as prefaces are
_WHEN = rf"(?:{WRITTEN}|(?:(?:19|20)\d\d|二[〇○零][一-龥〇○零]{{2}})年[\d一二三四五六七八九十]{{1,2}}月)"
_DAY = re.compile(
    rf"[(]?{_WHEN}(?:于.{{2,12}})?[)]?$|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
)
_SIGNED = re.compile(rf"[\u4e00-\u9fff\s]{{2,30}}{WRITTEN}$")
_CLOSES = re.compile(
    r"特此|此[复令告布]。?$|(?:以上|上述)[^。]{1,30}(?:请|望|当否|妥否)[^。]{0,12}。$|预祝(?!您)[^。]{2,30}[!。]?$|(?:顺[颂致祝]|此致|敬礼|敬[颂请祝])|[一-龥]{0,2}(?:[春夏秋冬台近大教撰]安|[时商近]祺)[!。]?$"
)
_IN_FORCE = re.compile(
    r"本[\u4e00-\u9fff]{2,6}[^。]{0,40}(?:施行|实施|执行|生效|废止|负责解释)。?$"
)
_PART = re.compile(
    rf"[一二三四五六七八九十]{{1,3}}、[^、][^、]|[(][一二三四五六七八九十]{{1,3}}[)].|第[一二三四五六七八九十百零]{{1,5}}[条章节].|第{_NUMBER}[条章]\s"
)
_PLACED = re.compile(
    r"[\u4e00-\u9fff]{1,12}[省市县区州旗乡镇村街][\u4e00-\u9fff]{1,16}[馆厂社队办组]"
)
_OF_PLACE = re.compile(r"[省市县区州旗乡镇村校]|[大中小]学$")
_SERVICES = re.compile(
    r"(?:政务|便民|公共)服务中心$|(?:用户|个人|会员|客户|帮助|服务|下载|资料|资源|消息|订单|创作|学习)"
)
# what goes on below a line that bears a sign: an item, more of a contact
_ITEM = re.compile(
    r"[(\[]?\d{1,3}[)\].、]|[①-⑳]|《|[\u4e00-\u9fff)]\s+[\d(]|(?:电\s*话|手\s*机|传\s*真|地\s*址|邮\s*编|邮\s*箱|微\s*信|校\s*对|打\s*字|E-?mail)\s*:",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[(\[]?\d{1,3}[)\].、]|[①-⑳]")
_LIST_HEAD = re.compile(
    rf"附[件表录图]?\s*(?:{_NUMBER})?\s*(?::.{{0,30}}|)$|(?:主要)?参考(?:文献|资料|书目)|注释"
)
# a name alone; by its surname it is told from a button
_NAME = re.compile(
    rf"(?!马上|任务|黄金)(?:[□■◎]\s?[\u4e00-\u9fff]|[{COMMON_SURNAMES}])(?:[\u4e00-\u9fff]{{2}}|\s{{1,3}}[\u4e00-\u9fff])$"
)
_RED_HEAD = re.compile(r"(.+?)(?:文件|公告|通告|令)$")
_HEAD_LINE = re.compile(
    rf"[(]?(?:(?:19|20)\d\d年|总)?第\s?{_NUMBER}\s?[号期](?:[(]总第\s?\d+\s?期[)])?[)]?$|{YEAR_NUMBER}$|{GRADE}$"
    rf"|(?!发布|更新|上传)[\u4e00-\u9fff\s]{{2,12}}[(]{_WHEN}[)]$|[\u4e00-\u9fff]{{4,24}}编印?\s+{WRITTEN}$|签\s?发\s?人:|[(\[](?:征求意见|送审|试行|讨论|修订|审议|报批|草案|送审|暂行|试用|修正)[稿案]?[^()]{{0,20}}[)\]]$|[(]?\s?(?:草案|试行|代拟稿|讲话稿|提纲)\s?[)]$"
    rf"|[^。]{{0,40}}第{_NUMBER}次(?:全体|常务|党组|代表)?(?:会议|大会)(?:[审讨]议)?(?:通过|批准|上)?[)]?$|[(][^()]{{0,30}}(?:通过|批准|修[订正]|公布|发布|讲话|发言|施行)[^()]{{0,20}}[)]$"
    r"|(?:会议)?地\s*点:|(?:主\s?持|出\s?席|列\s?席|缺\s?席|参\s?[加会]|记\s?录)(?:人员?|者|领导)?\s?:"
    r"|编者?按:|[\u4e00-\u9fff]{0,10}各[\u4e00-\u9fff]{1,12}(?:、[\u4e00-\u9fff]{2,16})+:?$|各[\u4e00-\u9fff、,]{1,40}:$"
)


def is_site(text: str) -> bool:
    """Say whether a line speaks as a site does, whatever else it says."""
    return bool(_SITES.search(text) or SITE_TALK.search(text))


def bears_below(text: str) -> bool:
    """Say whether the shadow of a line shows that it ends a document: a note, a contact, who signs and when."""
    if is_site(text):
        return False
    short = len(text) <= 60
    signed = _NOTE.match(text) or _COURT.match(text) or _DAY.match(text) or _SIGNED.match(text)
    told = _FORM.match(text) or _CONTACT.match(text) or _PART.match(text) or _IN_FORCE.match(text)
    closes = short and (_CLOSES.match(text) or CLOSER.match(text) or SPEAKS.match(text))
    return bool(signed or told or closes) or signs(text)


def signs(text: str) -> bool:
    """Say whether a line is an office as it signs, not a service of a site (用户中心)."""
    if _SERVICES.match(text):
        return False
    houses = text.split()  # that sign side by side
    if len(houses) > 1 and min(map(len, houses)) > 3:
        return all(map(is_office, houses))
    placed = len(text) > 5 or _OF_PLACE.search(text)
    return bool((placed and is_office(text)) or _PLACED.fullmatch(text))


def goes_on(text: str, *, opened: bool) -> bool:
    """Say whether a line is more of what a line above bears the sign of: an item, a telephone, a name below a closing.

    `opened` says that a line announced a list, whose items need no number.
    """
    if is_site(text):
        return False
    return bool(_ITEM.match(text) or _NAME.match(text)) or (opened and len(text.split()) > 1)


def opens_list(text: str) -> bool:
    """Say whether a line announces annexes, notes or references that stand below it."""
    return bool(_LIST_HEAD.match(text))


def bears_above(text: str) -> bool:
    """Say whether the shadow of a line between title and text is the document's.

    It gives its number, who signed or spoke, or when it was passed.
    """
    if is_site(text):
        return False
    red_head = bool((heads := _RED_HEAD.match(text)) and is_office(heads[1]))
    house, _, speaker = text.partition(" ")
    named = (
        SPEAKS.match(text)
        or _NAME.match(text)
        or (is_office(house) and speaker[:1] in COMMON_SURNAMES and 2 <= len(speaker) <= 3)
    )
    return bool(_HEAD_LINE.match(text) or _NOTE.match(text) or named) or red_head


def is_item(text: str) -> bool:
    """Say whether a line is an item of a list by its number: 1. ① ."""
    return bool(_NUMBERED.match(text))


def is_part(text: str) -> bool:
    """Say whether a line is a heading or an article by its number: 一、 （二） 第十条."""
    return bool(_PART.match(text))
