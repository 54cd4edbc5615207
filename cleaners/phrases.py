"""Across pages: short lines and spans that recur on unrelated documents of one host are chrome.

Learnt from what cleaning left, so what is found here is what the rules missed. Refrains recur in one
document, formula sentences (谢谢大家, 特此通知, 现将有关事项通知如下) belong to the genre and not to the
site, and so do the parts that all papers of one office have (联系人：某某, 审判长 某某, （此件公开发布）):
none is ever learnt.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.shadow import shadow
from cleaners.words.dates import is_date_line
from cleaners.words.prose import CLOSING, OUTLINE, PROTECTED, SALUTATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_LONGEST = 40  # characters; longer recurring text is a paragraph two documents share
_PARAGRAPH = 80  # characters of a line that people are shown
_FEWEST = 3  # documents; two may be copies of one another
_SHARE = 0.5  # of a host's documents, for a line that says nothing of a site
_FORMULA = re.compile(
    r"[:。!?;…]$|^[\u4e00-\u9fff]{2,4}$|^附[件表:]|^抄送|^主送|^主题词|^(?:第[一二三四五六七八九十]+|[(（]?[一二三四五六七八九十\d]+[)）、.])|此致|敬礼"
    r"|政府|委员会|办公[室厅]|[局厅部院委会校学处所站队县市省区镇乡村]$|公司|集团|^[*×xX]+$|^第.{1,3}[章节条]"
)
# what only a site says, and what a document may say too
_SITE_WORDS = re.compile(
    r"本站|本网(?!络)|会员(?!单位)|VIP|公众号|版权|侵权|转载|范文|文库|文秘|文稿|小编|投稿|客服|扫码|www|\.com|\.cn|微信|QQ|原创|素材|网友|站长|点赞|打赏",
    re.IGNORECASE,
)
_SITE_OFTEN = re.compile(r"网|登录|注册|下载|关注|本文|点击|编辑|来源|阅读|分享|资料|更多")
# what every paper of one office or court has in its place: 联系人：某某, （此件公开发布）, 审判长 某某, 盖章
_FORM = re.compile(
    r"^[\u4e00-\u9fff][\u4e00-\u9fff\s]{0,9}[:/]\s?\S|^[(【〔\[].*[)】〕\]]$|^(?:[\u4e00-\u9fff]\s?){2,7}\s[\u4e00-\u9fff]\s?[\u4e00-\u9fff]{1,2}$"
    r"|[签盖公]\s?[名字章]|[书表单证函令状份]$|文件$|机密|秘密|[特加平]急|年\s*月\s*日|贯彻|执行|遵照|特此|如下|印发|[通公][知告示]"
)
# a line with one of these is a document's, however often it comes again
_DOCUMENT = re.compile(
    r"同志|各位|大家|我们?|他们|领导|书记|[市县区镇乡]长|主席|主任|代表|党|群众|人民|会议|开会|讲话(?!稿)|发言(?!稿)|汇报|报告|意见|指正|审议|批示|谢谢"
    r"|工作|落实|推进|加强|建设|发展|要求|使命|初心|奋斗|精神|单位|部门|机关|全[国省市县区镇乡校]|年\d|\d月"
)
# of contests, subscriptions and papers with annexes, but for the lines in which a site sells
_OF_A_CONTEST = re.compile(
    r"来稿|作品|文责自负|征文|征集|大会|编[辑委][部会]$|报名|投票|支付(?!后|即)|参赛|负责解释|附[件表]|会员(?:制|单位|名单|代表)"
)
_SELLING = re.compile(
    r"免费|领取|素材|扫码|侵权|范文|文库|入群|备用|下载|订购|本[站网]|本文由|更多|写作[班课]|专享|有偿|加微信|微信[a-z0-9]|^(?!参赛|投稿|来稿|征文|入选|获奖).*版权归",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"\.(?:gov|edu)(?:\.cn)?(?![a-z0-9])", re.IGNORECASE)  # addresses
# where an office says it can be reached, by a name of its own and with what an office has; a site has accounts and addresses
_REACHED = re.compile(
    r"^(?:[投来征]稿|征文|报名|联系|举报|监督|咨询|查询|信访|投诉|反馈|意见|招[生聘标]|采购|办公室?|值班|会务|组委会|单位|机构|学[校院]|医院|部门|工会|协会|社区|电子|通[讯信]|服务|活动|培训|会议)[\u4e00-\u9fff]{0,4}"
    r"(?:(?:邮箱|信箱|邮件)\s?:\s?[\w.+-]+@|(?:电话|传真|方式)\s?:\s?[(\d]|(?:地址|地点)\s?:\s?[\u4e00-\u9fff]|(?:网址|网站|官网|地址)\s?:\s?(?:https?:|www|[a-z0-9-]+\.))",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?<=[。!?])\s*([^。!?]{3,24})$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A recurring line or span: its text, on how many of how many documents, and where from."""

    text: str
    documents: int
    of: int
    example: str


def recurring(documents: Iterable[tuple[str, Sequence[str]]]) -> tuple[Phrase, ...]:
    """Return the phrases that recur over (url, paragraphs) of one host, most frequent first."""
    return tuple(
        phrase
        for phrase in _counted(documents, _candidates)
        if _of_sites(shadow(phrase.text)) or phrase.documents >= phrase.of * _SHARE
    )


def doubtful(documents: Iterable[tuple[str, Sequence[str]]]) -> tuple[Phrase, ...]:
    """Return lines on most documents of one host that may be the documents' own: for people to judge."""
    found = _counted(documents, _unsure)
    return tuple(phrase for phrase in found if phrase.documents >= phrase.of * _SHARE)


def _counted(
    documents: Iterable[tuple[str, Sequence[str]]],
    of: Callable[[Sequence[str]], Iterable[str]],
) -> list[Phrase]:
    count: Counter[str] = Counter()
    example: dict[str, str] = {}
    total = 0
    for url, paragraphs in documents:
        total += 1
        for text in set(of(paragraphs)):
            count[text] += 1
            example.setdefault(text, url)
    return [
        Phrase(text, n, total, example[text]) for text, n in count.most_common() if n >= _FEWEST
    ]


def _unsure(paragraphs: Sequence[str]) -> Iterable[str]:
    for paragraph in paragraphs:
        text = shadow(paragraph)
        if 3 <= len(text) <= _PARAGRAPH and not _is_learnable(text) and not _is_known(text):
            yield paragraph


def _candidates(paragraphs: Sequence[str]) -> Iterable[str]:
    """Yield short lines, and what is glued on after a paragraph's last sentence."""
    for paragraph in paragraphs:
        text = shadow(paragraph)
        if 3 <= len(text) <= _LONGEST and _is_learnable(text):
            yield paragraph
        elif (tail := _TAIL.search(text)) and _is_learnable(tail[1]):
            yield paragraph[tail.start(1) :]


def _of_sites(text: str) -> bool:
    """Say whether a line speaks of the site; a whole sentence must do so in words no document uses."""
    if _SITE_WORDS.search(text):
        return not _is_documents(text)
    formal = _is_documents(text) or _FORMULA.search(text) or _FORM.search(text)
    return bool(_SITE_OFTEN.search(text)) and not formal


def _is_documents(text: str) -> bool:
    of_a_contest = _OF_A_CONTEST.search(text) and not _SELLING.search(text)
    return bool(_DOCUMENT.search(text) or of_a_contest)


def _is_learnable(text: str) -> bool:
    formal = _FORMULA.search(text) or _is_documents(text) or _FORM.search(text)
    if formal and not _of_sites(text):
        return False
    if _PUBLIC.search(text) or (_REACHED.search(text) and not _SELLING.search(text)):
        return False
    return not _is_known(text)


def _is_known(text: str) -> bool:
    """Say whether a line is one that every document of the genre may have."""
    known = CLOSING.search(text) or OUTLINE.match(text) or PROTECTED.fullmatch(text)
    greeting = SALUTATION.match(text) and text[-1] == ":"
    return bool(known or greeting) or is_date_line(text)
