"""By what a line shows that a document is read: who is greeted, how its parts are numbered, how it is signed and closed.

It reads the folded shadow of a line; the marks that end a sentence are known in both widths.
"""

from __future__ import annotations

import re

from cleaners.literals import shape
from cleaners.words.dates import WRITTEN

STOPS = re.compile(r"[。！？；!?;]")
# whom a speech greets; a notice is sent to offices besides
LISTENERS = "同志|各位|尊敬的|敬爱的|亲爱的|朋友|来宾|代表|委员(?!会)|领导|评委|老师|同学|家长|乡亲|嘉宾|女士|先生|战友"
# held to one short sentence before any place of a listener is tried
GREETING = rf"(?=[^。!?]{{1,110}}$)[^。!?]{{0,60}}(?:{LISTENERS}|官兵|群众|居民|村民|职工|人民政府|办公室|部门|单位|各[县市区乡镇省街村校]|直属机构)[^。!?]{{0,40}}"
SALUTATION = re.compile(rf"^{GREETING}[:,]?$")
OUTLINE = re.compile(
    r"^(?=[第篇一二三四五六七八九十百(【\[\d])(?:第?[一二三四五六七八九十百]{1,4}[、.,章节条]|[(][一二三四五六七八九十]{1,3}[)]|[1-9]\d?[.、](?!\d)|[一二三四五六七八九十]要|[【\[]?第?[一二三四五六七八九十\d]{1,3}篇|[【\[]?篇[一二三四五六七八九十\d])"
)
# 某政发〔2009〕14号, in the brackets that typists set
YEAR_NUMBER = r"[〔\[(【﹝]\s?(?:19|20)\d\d\s?[〕\])】﹞]\s?(?:第\s?)?\d{1,5}\s?号"
DOC_NUMBER = rf"[\u4e00-\u9fff]{{1,14}}\s?{YEAR_NUMBER}"
# above or beside the number: who signs, how urgent, how secret
SIGNER = r"签\s?发\s?人\s?:\s?[\u4e00-\u9fff×*\s、]{2,20}"
GRADE = r"(?:[特加平]急|(?:绝密|机密|秘密)(?:★.{0,6})?|密级:.{2,6})"
# who speaks, by post and name: 县长　陆鸣皋
SPEAKER = (
    r"[\u4e00-\u9fff、]{0,24}(?:书记|[市县区镇乡州村部局厅处科所站院校厂行会事]长|主席|主任|总?经理)\s{1,4}"
    r"[\u4e00-\u9fff×*]{1,2}\s?[\u4e00-\u9fff×*]{1,2}"
)
SPEAKS = re.compile(SPEAKER + "$")
# lines every document has and label rules must leave alone, whatever else they match
PROTECTED = re.compile(
    rf"[(]?(?!发?文[字文]?号){DOC_NUMBER}[)]?|[(][^()]{{0,20}}\d{{1,2}}月\d{{1,2}}日[^()]{{0,16}}[)]"
    rf"|{WRITTEN}"
)
SENTENCE_END = re.compile(r"[。！？；!?;…]")
CLOSER = re.compile(
    r"(?:谢谢|感谢)(?:大家|各位|聆听)|特此(?:报告|通知|通告|公告|函|批复|通报|请示|说明|证明)|(?:现在)?散会|此致|敬礼|请予?审[议示]|[妥当]否|祝(?:大家|各位|同学|同志|愿)"
)
# a name that begins as an office's does: 县作协写作坊
OF_AN_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{0,3}(?:[县市省区镇乡村校局院]|[作文]协|文联|工会|党|团委|妇联)"
)
# an office as it signs, without the day: 清溪县文联; no 会议 and no 网站 ends so
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:政府|党组|[党团县市区省]委|总支|文联|妇联|科协|街道|大学|[中小]学|学校|中心|公司|集团|(?<!网)站|[局厅处科室所部院会])"
)
# how a speech ends, in so many words; an official letter has formulas of its own
_GIVES_THANKS = r"谢谢(?:大家|各位|你们|您)?[^。!,]{0,12}|感谢(?:聆听|大家|各位)[^。!]{0,8}"
_SPEECH = r"讲话|发言|汇报|述职|演讲|宣讲|致辞"
_IS_OVER = r"(?:就|到此|完|毕|完毕|结束|完了)[^。!]{0,6}"
_MEETING_IS_OVER = r"会议(?:到此|就到这里)[^。]{0,8}|大会(?:到此|就到这里)[^。]{0,8}|散会"
_LETTER_CLOSES = (
    r"特此(?:报告|通知|通告|公告|函[告复]|批复|通报|请示|说明|证明)|请批[示复准]|请予?审[议示]|敬礼"
)
CLOSING = re.compile(
    rf"(?:{_GIVES_THANKS}|(?:{_SPEECH}|报告){_IS_OVER}|{_MEETING_IS_OVER}|{_LETTER_CLOSES})[。!.]*$"
    r"|^(?:现在)?散会"
)
# each choice begins with a word of its own: such a pattern is sought by these alone
_SPEECH_CLOSES = "|".join(
    [_GIVES_THANKS, *(speech + _IS_OVER for speech in _SPEECH.split("|")), _MEETING_IS_OVER]
)
_SPEECH_CLOSED = re.compile(rf"(?:{_SPEECH_CLOSES})[。!.]*$")
_LONGEST_CLOSE = shape(_SPEECH_CLOSES).longest  # but for the marks at its end
_DISMISSED = ("散会", "现在散会")


def is_text(text: str) -> bool:
    """Say whether a shadow reads as document text and so ends a head or a tail."""
    if len(text) >= 60 or (OUTLINE.match(text) and len(text) >= 4):
        return True
    if (SENTENCE_END.search(text) and len(text) >= 4) or CLOSING.search(text):
        return True
    return text.endswith(":") and bool(SALUTATION.match(text))


def is_office(text: str) -> bool:
    """Say whether a line is nothing but the name of an office, as it signs."""
    return bool(_OFFICE.fullmatch(text))


def ends_speech(text: str) -> bool:
    """Say whether a shadow closes a speech in so many words."""
    near = max(0, len(text.rstrip("。!.")) - _LONGEST_CLOSE)
    return bool(_SPEECH_CLOSED.search(text, near)) or text.startswith(_DISMISSED)
