"""How a document is built: outline, the texts of a collection, salutation, closing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.fields.annexes import annexes
from cleaners.model import Heading, Part
from cleaners.words.prose import LISTENERS, SPEAKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.lines import Line

_LEVELS = (
    re.compile(
        r"^(?:第[一二三四五六七八九十百]{1,4}[章部编]|[一二三四五六七八九十]{1,3}(?:[、.,]\s?|\s{1,4}(?=[\u4e00-\u9fff]{4,28}$))|[一二三四五六七八九十](?:要|是)(?=[\u4e00-\u9fff]))"
    ),
    re.compile(r"^[(][一二三四五六七八九十]{1,3}[)]"),
    re.compile(r"^(?:\d{1,2}[.、](?!\d)|[⒈-⒛])"),
    re.compile(r"^(?:[(]\d{1,2}[)]|[①-⑳])"),
)
_OPENERS = frozenset(
    "第一二三四五六七八九十(（0123456789０１２３４５６７８９⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)
_PART = re.compile(
    r"^(?:[【\[(★◆●■]*(?:篇|范文|例文|第)\s?[一二三四五六七八九十\d]{1,3}\s?(?:篇)?\s?(?:[】\])★◆●■]|[:、.\s]|$)[^。!?]{0,50}[】\]]?"
    r"|[^。!?,;:]{2,40}[\s(【]*(?:篇|范文|例文)\s?[一二三四五六七八九十\d]{1,3}[)】]?)$"
)
_NUMBERED = re.compile(r"[篇文第]")  # what each of these has
# a kind of document and a number, as 讲话稿1, 致辞（二）, 模板三: believed where they count up from one
_COUNTED = re.compile(
    r"^([^。!?,;:]{0,36}(?:稿|[词辞]|讲话|发言|报告|总结|汇报|体会|心得|范文|例文|模板|材料|篇|通知|方案|计划|信|书|演讲)|part)"
    r"\s*[(【\[]?\s?([一二三四五六七八九十]{1,3}|\d{1,2})\s?[)】\]]?\s*:?$",
    re.IGNORECASE,
)
_NUMERALS = {
    tens + one: 10 * i + j
    for i, tens in enumerate(("", "十", "二十", "三十"))
    for j, one in enumerate(("", *"一二三四五六七八九"))
}
# 志们： is what a site left of it
_SALUTATION = re.compile(rf"^[^。!?;]{{0,80}}(?:{LISTENERS}|志)[^。!?;]{{0,40}}[:!]$")
# whom a letter to many is for; no office, and no 各小区居民 of a notice
_READERS = re.compile(
    r"^(?!各(?!位))[^。!?;]{0,60}(?:教师|教育工作者|工作者|[职员]工|师生|居民|市民|村民|农民|父老|群众|青年|企业家|业主|客户|游客|旅客|考生|学子|志愿者)(?:朋友)?们?:$"
)
# two posts side by side are no post and its name: 县委书记 县长
_POSTS = re.compile(r"\s\S{0,2}(?:[长室局办]|书记|主任|主席|经理):$")
_ADDRESSEE = re.compile(
    r"^(?!.*(?:现将|现予|如下|根据|兹|为了|要求|要做到|以下|几点))[^。!?;]{1,200}(?:人民政府|办公[室厅]|[部委局办厅院]|单位|机构|部门|公司|企业|学校|街道|乡镇|社区|中心|委员会|直属|[省市县区旗])[^。!?;]{0,60}:$"
    r"|^各[^。!?;,、]{1,16}[所站场队馆社段厂矿校]:$"
)
_CLOSING = re.compile(
    r"^(?:"
    # 谢谢大家！
    r"谢谢(?:大家|各位)?|再次感谢"
    # 我的发言完了。
    r"|我的(?:讲话|发言|汇报|报告|述职|演讲)(?:完了|完毕|到此结束)"
    # 特此通知。
    r"|特此(?:报告|通知|通告|公告|函[告复达商询请]|批复|通报|请示|说明|证明)"
    # 妥否，请批示。
    r"|妥否,请批[示复]|当否,请批[示复]"
    # 此致, 现在散会
    r"|此致|敬礼|(?:现在)?散会"
    # 请予审议。, 此复。
    r"|请予审议|请(?:予)?(?:审示|批示|批准)|此[复令]"
    # 汇报完毕。, 我就讲这些
    r"|(?:讲话|发言|汇报|报告|述职|演讲)(?:完毕|到此结束)|我就讲(?:这些|到这里)"
    # 以上报告，请审查。
    r"|以上(?:报告|汇报|请示|意见|发言|述职)[^。]{0,20}"
    r")[^。!?]{0,24}[。!]*$"
    # 最后，谢谢各位！
    r"|^[^。!?;]{0,24}(?:谢谢|感谢)(?:大家|各位|聆听)[。!]*$"
)
_BELOW = 12  # lines: below a closing formula stand annexes, the signature, contacts


def outline(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """Return the headings at paragraph starts: 一、 → （一） → 1. → (1), and 一要/二是 series.

    The text of a heading ends with its first sentence when body text follows in the paragraph.
    """
    found: list[Heading] = []
    named = {i for i, _ in annexes(lines)}
    numbered = 0  # the level of the last heading with a number: a series stands below it
    for i, line in enumerate(lines):
        if line.text[0] not in _OPENERS or i in named:
            continue
        for level, pattern in enumerate(_LEVELS, 1):
            if pattern.match(line.shadow):
                series = level == 1 and line.shadow[1] in "要是"
                end = re.search(r"[。!?;]", line.shadow)
                text = line.text[: end.start() if end else None][:80]
                found.append(Heading(i, min(numbered + 1, 4) if series else level, text))
                numbered = numbered if series else level
                break
    return tuple(found)


def parts(lines: Sequence[Line], apart: Sequence[int] = ()) -> tuple[Part, ...]:
    """Return the texts of a collection page (【篇一】…); none unless there are at least two.

    `apart` are the lines that may begin a text where no mark says so, as titles and bare numbers.
    """
    starts = [
        i
        for i, x in enumerate(lines)
        if len(x.text) <= 60 and _NUMBERED.search(x.shadow) and _PART.match(x.shadow)
    ]
    if len(starts) < 2:
        starts = _counted(lines)
    if len(starts) < 2:
        starts = list(apart)
    if len(starts) < 2:
        return ()
    ends = [*starts[1:], len(lines)]
    return tuple(Part(lines[a].text, a, b) for a, b in zip(starts, ends, strict=True))


def _counted(lines: Sequence[Line]) -> list[int]:
    """Return where lines such as 讲话稿1 stand, if they differ in nothing but a number that counts up."""
    found: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        ends = line.shadow.rstrip(" )】]:")[-1:]
        numbered = len(line.text) <= 44 and (ends in _NUMERALS or ends.isdecimal())
        if match := numbered and _COUNTED.match(line.shadow):
            starts = found.setdefault(match[1], [])
            number = number_of(match[2])
            if number == len(starts) + 1:
                starts.append(i)
    return max(found.values(), key=len, default=[])


def salutation(lines: Sequence[Line]) -> str:
    """Return the line that greets the listeners (称呼), or nothing."""
    return next((line.text for line in lines[:6] if greets(line.shadow)), "")


def number_of(numeral: str, unknown: int = 0) -> int:
    """Return the number that digits or Chinese numerals up to 三十九 write."""
    return int(numeral) if numeral.isdecimal() else _NUMERALS.get(numeral, unknown)


def greets(text: str) -> bool:
    """Say whether a shadow is the line that greets the listeners."""
    return text.endswith((":", "!")) and bool(_SALUTATION.match(text) or _READERS.match(text))


def addressee(lines: Sequence[Line]) -> str:
    """Return the offices a document is sent to (主送机关), without the colon; who speaks in a record (局长 周明：) is none."""
    for line in lines[:6]:
        text = line.shadow
        if (
            text.endswith(":")
            and _ADDRESSEE.match(text)
            and not (greets(text) or (SPEAKS.match(text[:-1]) and not _POSTS.search(text)))
        ):
            return line.text[:-1].strip()
    return ""


def closing(lines: Sequence[Line]) -> str:
    """Return the closing formula (谢谢大家, 特此通知 …), or nothing."""
    return next((x.text for x in reversed(lines[-_BELOW:]) if _CLOSING.match(x.shadow)), "")
