"""What a document says of itself: kind, occasion, speaker, its own numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.kinds import kind_of
from cleaners.model import Found
from cleaners.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.fields.labels import Pair
    from cleaners.lines import Line

_NUMBER = r"[\u4e00-\u9fff]{1,14}\s?[〔\[(【﹝]\s?(?:(?:19|20)\d\d)?\s?[〕\])】﹞]\s?(?:第\s?)?\d{1,5}\s?号"
_OWN_NUMBER = re.compile(rf"^[\s(]*({_NUMBER})[\s)]*(?:签发人.*)?$")
_OPENS_FACTS = re.compile(rf"^\s*({_NUMBER})\s+(?=\S)")
_CITED = re.compile(rf"^[^《]*\(({_NUMBER})\)$")
_POSITION = r"(?:书记|市长|县长|区长|镇长|乡长|省长|州长|部长|主席|主任|局长|厅长|处长|科长|所长|院长|校长|园长|行长|董事长|总经理|经理|秘书长|会长|社长|司令员|政委|检察长|庭长|总裁|站长|队长|支书|委员|代表|主持人|主讲人|讲话人|发言人|述职人|汇报人|演讲人|报告人)"
SPEAKER = re.compile(
    rf"^([\u4e00-\u9fff×*xX、,\s]{{0,40}}?{_POSITION})[\s::]*((?:[\u4e00-\u9fff]{{1,2}}\s?[\u4e00-\u9fff×*xX某]{{1,3}})|[*×xX╳]{{2,4}})$"
)
_POST_LINE = re.compile(rf"^[\u4e00-\u9fff、,\s]{{2,40}}{_POSITION}$")
_NAME_LINE = re.compile(r"^[\u4e00-\u9fff]\s{0,2}[\u4e00-\u9fff×*]{1,3}$")
_HOST_LINE = re.compile(r"^(?:主持人|委员|代表|记录人|参加人)")
_OCCASION = re.compile(
    r"(?:在|于)((?:(?!——|--).){2,60}?)(?:上|中|时)?的?(?:讲话|致辞|致词|发言|主持词|主持讲话|报告|演讲|讲话稿|发言稿|致欢迎辞|总结讲话|表态发言)"
)
_POST = re.compile(rf"^((?!在)[^在]{{0,30}}?{_POSITION})(?:[^在]{{0,4}})在")


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
    for line in lines[:6]:
        if match := _OWN_NUMBER.match(line.shadow):
            at = line.shadow.find(match[1])
            yield Found("doc_number", line.text[at : at + len(match[1])], "line")
    for fact in filter(_OPENS_FACTS.match, facts):
        yield Found("doc_number", _OPENS_FACTS.findall(fact)[0], "meta.line")
    if match := _CITED.match(shadow(title)):
        yield Found("doc_number", title[match.start(1) : match.end(1)], "title")


def find_speech(lines: Sequence[Line], title: str) -> Iterator[Found]:
    """Yield kind, occasion, speaker and post from the title and the lines under it."""
    if kind := kind_of(title):
        yield Found("kind", kind, "title")
    if match := _OCCASION.search(title):
        yield Found("occasion", match[1], "title")
    top = [line for line in lines[:6] if line.text != title]  # 老站长谈河堤 names nobody
    for i, line in enumerate(top[:5]):
        below = top[i + 1].shadow if i + 1 < len(top) else ""
        match = SPEAKER.match(line.shadow)
        if not match and _POST_LINE.match(line.shadow) and _NAME_LINE.match(below):
            match = SPEAKER.match(line.shadow + below)
        if match and not _HOST_LINE.match(line.shadow):
            yield Found("post", match[1].strip(" :、"), "under-title")
            yield Found("speaker", re.sub(r"\s", "", match[2]), "under-title")
            break
    if match := _POST.match(title):
        yield Found("post", match[1], "title")
