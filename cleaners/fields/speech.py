"""What a document says of itself: kind, occasion, speaker, its own numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.fields.signature import head
from cleaners.model import Found
from cleaners.shadow import shadow
from cleaners.words.kinds import kind_of
from cleaners.words.people import BY_NAME, SURNAMES
from cleaners.words.prose import YEAR_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.fields.labels import Pair
    from cleaners.lines import Line

_NUMBER = r"[\u4e00-\u9fff]{1,14}\s?[〔\[(【﹝]\s?(?:(?:19|20)\d\d)?\s?[〕\])】﹞]\s?(?:第\s?)?\d{1,5}\s?号"
_OWN_NUMBER = re.compile(
    rf"^[\s(]*(?!发?文[字文]?号)({_NUMBER})[\s)]*(?:签发人.*)?$|^\s*({YEAR_NUMBER})\s*(?:签发人.*)?$"
)
# of decrees and announcements, which are counted without an office's letters
_SERIAL = re.compile(
    r"^[\s(]*((?:(?:19|20)\d\d年\s*)?第\s?[\d〇零一二三四五六七八九十百]{1,5}\s?号)[\s)]*$"
)
_COUNTED_KINDS = frozenset({"命令", "公告", "通告", "公报", "决定", "纪要"})
_OPENS_FACTS = re.compile(rf"^\s*({_NUMBER})\s+(?=\S)")
_CITED = re.compile(rf"^[^《]*\(({_NUMBER})\)$")
_POSITION = r"(?:书记|市长|县长|区长|镇长|乡长|省长|州长|部长|主席|主任|局长|厅长|处长|科长|所长|院长|校长|园长|行长|董事长|总经理|经理|秘书长|会长|社长|司令员|政委|检察长|庭长|总裁|站长|队长|支书(?!记)|委员|代表|主持人|主讲人|讲话人|发言人|述职人|汇报人|演讲人|报告人)"
SPEAKER_LINE = re.compile(
    rf"^([\u4e00-\u9fff×*xX、,\s]{{0,40}}?{_POSITION})[\s::]*((?:[\u4e00-\u9fff]{{1,2}}\s?[\u4e00-\u9fff×*xX某]{{1,3}})|[*×xX╳]{{2,4}})$"
)
_POST_LINE = re.compile(rf"^[\u4e00-\u9fff、,\s]{{2,40}}{_POSITION}$")
_NAME_LINE = re.compile(r"^[\u4e00-\u9fff]\s{0,2}[\u4e00-\u9fff×*]{1,3}$")
_HOST_LINE = re.compile(r"^(?:主持人|委员|代表|记录人|参加人)")
_OCCASION = re.compile(
    r"(?:在|(?<![关由对属基鉴])于)((?:(?!——|--).){2,60}?)(?:上|中|时)?的?(?:讲话|致辞|致词|发言|主持词|主持讲话|报告|演讲|讲话稿|发言稿|致欢迎辞|总结讲话|表态发言)"
)
_POST = re.compile(rf"^((?!在)[^在]{{0,30}}?{_POSITION})(?:[^在]{{0,4}})在")
_NO_NAME = re.compile(
    r"文件|致[辞词]|述职|讲话|发言|报告|汇报|主持|谨[启上呈识]|敬[上启]|宣读|演讲|签[名字]|助理"
)
_SIGNED_KINDS = frozenset({"致辞讲话", "贺信"})  # 新春贺词: who speaks may sign below
# 主讲人：党支部书记 潘越
_ROLE = re.compile(
    r"^(?:主讲人|宣讲人|授课人|讲话人|演讲人|演讲者|发言人|报告人|述职人|汇报人|致辞人)\s*:\s*"
)
# the name behind a post, or before 同志, in a title: 市长周明远在……, 王晓东同志在……
_NAME = rf"[{SURNAMES}][\u4e00-\u9fff×某]{{1,2}}"
_NAMED = re.compile(
    rf"^(?:((?!在)[^在]{{0,30}}?{_POSITION})\s*({_NAME})(?:同志)?|({_NAME})同志)(?<![会理师])(?:\d{{4}}年[\d月日]*)?\s?在"
)
_HOSTED = re.compile(
    r"^(?!.*[在年月日])([^关篇、,:]{2,40}?(?:会议?|仪式|典礼|论坛|活动|晚会))(?:上?的)?(?:主持[词稿辞]|主持讲话|(?:开幕|闭幕|欢迎)?(?:致[辞词]|讲话稿?))$"
)
# （2022年5月9日在县人代会上）
_GIVEN = re.compile(r"(?:\(|——)[^()]{0,14}日?在[^()]{3,60}上\)?$")
_AT = re.compile(r"在(.{3,60}?)上$")


def find_numbers(
    stated: Sequence[Pair], lines: Sequence[Line], title: str, facts: Sequence[str]
) -> Iterator[Found]:
    """Yield 发文字号 and 索引号: from labels, or standing alone near the title, never cited ones.

    `facts` are the lines about the document that were cut: a number may open one.
    """
    for pair in stated:
        if pair.field == "index_number" and re.search(r"\d", pair.value):
            yield Found("index_number", pair.value, f"label.{pair.label}")
        elif pair.field == "doc_number" and re.search(r"\d", pair.value):
            yield Found("doc_number", pair.value, f"label.{pair.label}")
    yield from _own_numbers(lines[:6], title)
    for fact in filter(_OPENS_FACTS.match, facts):
        yield Found("doc_number", _OPENS_FACTS.findall(fact)[0], "meta.line")
    if match := _CITED.match(shadow(title)):
        yield Found("doc_number", title[match.start(1) : match.end(1)], "title")


def _own_numbers(lines: Sequence[Line], title: str) -> Iterator[Found]:
    """Yield a number on a line of its own; one without letters or year in brackets (第5号) is a decree's."""
    for line in lines:
        match = _OWN_NUMBER.match(line.shadow) if "号" in line.shadow else None
        if not match and (serial := _SERIAL.match(line.shadow)):
            match = serial if kind_of(title) in _COUNTED_KINDS else None
        if match:
            start, end = match.span(match.lastindex or 0)
            yield Found("doc_number", line.text[start:end], "line")


def find_speech(lines: Sequence[Line], title: str) -> Iterator[Found]:
    """Yield kind, occasion, speaker and post from the title and the lines under it."""
    top = [line for line in head(lines, title) if line.text != title]  # 老站长谈河堤 names nobody
    kind = kind_of(title) or _spaced_kind(title)
    if kind:
        yield Found("kind", kind, "title")
    occasion = _OCCASION.search(title) or _HOSTED.match(title)
    if occasion:
        yield Found("occasion", occasion[1], "title")
    yield from _subtitle(top)
    yield from _named_in(top[:5], "under-title")
    if kind in _SIGNED_KINDS:
        yield from _named_in(lines[-3:], "signature")
    if occasion and (match := _NAMED.match(title)):
        yield Found("post", match[1] or "", "title")
        yield Found("speaker", match[2] or match[3], "title")
    if match := _POST.match(title):
        yield Found("post", match[1], "title")


def _subtitle(top: Sequence[Line]) -> Iterator[Found]:
    """Yield what a second title says: ——在镇党代会上的讲话, ——2023年1月10日在县人代会上."""
    for line in top[:3]:
        if line.shadow.startswith(("——", "--")):
            if kind := kind_of(line.shadow):
                yield Found("kind", kind, "subtitle")
            if match := _OCCASION.search(line.shadow) or _AT.search(line.shadow):
                start, end = match.span(1)
                yield Found("occasion", line.text[start:end], "subtitle")


def _spaced_kind(title: str) -> str:
    """Return the kind of a title set with spaces: 政 府 工 作 报 告, 县财政局 县教育局关于……的通知."""
    whole = re.sub(r"\s", "", title)
    return kind_of(whole) if len(whole) < len(title) and kind_of(whole[-4:]) else ""


def _named_in(lines: Sequence[Line], place: str) -> Iterator[Found]:
    """Yield post and speaker as one line, or two, name them, or who stands alone below where a speech was given."""
    for i, line in enumerate(lines):
        text = _ROLE.sub("", line.shadow.strip("()"))
        below = lines[i + 1].shadow if i + 1 < len(lines) else ""
        match = SPEAKER_LINE.match(text)
        if not match and _POST_LINE.match(text) and _NAME_LINE.match(below):
            match = SPEAKER_LINE.match(text + below)
        if match and not _HOST_LINE.match(line.shadow) and not _NO_NAME.search(match[2]):
            yield Found("post", match[1].strip(" :、"), place)
            yield Found("speaker", re.sub(r"\s", "", match[2]), place)
            return
        alone = BY_NAME.fullmatch(text) if i and _GIVEN.match(lines[i - 1].shadow) else None
        if alone or (_ROLE.match(line.shadow.strip("()")) and _NAME_LINE.match(text)):
            yield Found("speaker", re.sub(r"\s", "", text), place)
            return
