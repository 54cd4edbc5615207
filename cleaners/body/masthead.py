"""What a document prints around its title, in elements of their own: its number and office above, how it was adopted below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.lines import block_shadows
from cleaners.words.box import BOX
from cleaners.words.footers import SITE_TALK
from cleaners.words.prose import DOC_NUMBER, GRADE, SIGNER, SPEAKER, is_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.model import Draft

_CHINESE = "一二三四五六七八九十百零〇○"
_ADOPTED = "通过|批准|公布|施行|修订|修正|修改"
_UNDER = re.compile(
    rf"[(](?:[^()]{{0,30}}(?:稿|草案|[试暂]行|修[订正改]本?)|[^()]{{6,160}}(?:{_ADOPTED})[^()]{{0,40}}"
    rf"|[上中下]|之?[{_CHINESE}]{{1,3}}|总?第\s?[\d{_CHINESE}]{{1,5}}\s?[号期]|[^()]{{1,40}}月[\d{_CHINESE}]{{1,3}}日[^()]{{0,40}}"
    rf"|{SPEAKER})[)]$"
    rf"|第\s?[\d{_CHINESE}]{{1,5}}\s?[号期]$"
    rf"|[\d{_CHINESE}]{{4}}年[\d{_CHINESE}]{{1,3}}月[\d{_CHINESE}]{{1,3}}日[^。]{{4,160}}(?:{_ADOPTED})[^。:]{{0,40}}$"
)
_NUMBER = re.compile(rf"{DOC_NUMBER}(?:\s{{1,20}}{SIGNER})?$|第\s?\d{{1,5}}\s?号$")
_BESIDE = re.compile(rf"{SIGNER}$|{GRADE}$")
_ISSUED = re.compile(rf"[\u4e00-\u9fff]{{4,30}}文件(?:[(][\d{_CHINESE}]{{1,3}}[)])?$")
_ORDER = re.compile(r"[\u4e00-\u9fff]{4,30}(?:令|公告|通告|决议)$")
_BOX_LABEL = re.compile(rf"(?:{BOX}|标\s*题|名\s*称)?\s*[:\]】]?$")
# no name of a column or a site, no fact about the document
_KICKS = re.compile(
    r"(?!.*(?:\d{4}[-/.年]|[网站]$|公开|栏目?$|频道|中心|平台|系统|门户|欢迎|动态|资讯|专题|文件|位置|首页))[^。:：>|]{7,40}"
)
_STAMPS = re.compile(r"\d{4}[-/.年]\s?\d|[:：]")
_LINES = 4  # that stand so between a title and what the site says of it


def around_title(draft: Draft, title: int | None, first: int) -> list[int]:
    """Return the lines right above and below a title that are its document's; the text begins at block `first`."""
    if title is None or title >= first:
        return []
    read = block_shadows(draft)
    below = [
        i
        for i in range(title + 1, min(first, title + 1 + _LINES))
        if _is_plain(draft, i) and _UNDER.match(read[i])
    ]
    return _above(draft, title) + _kicker(draft, title) + below


def _kicker(draft: Draft, title: int) -> list[int]:
    """Return the line a newspaper sets over a headline (引题): dressed as the second line below it is.

    The name of a column stands there, too, but that is a link elsewhere on the page.
    """
    if not 0 < title < len(draft.blocks) - 1:
        return []
    above, below = draft.blocks[title - 1], draft.blocks[title + 1]
    node, other = draft.nodes[above.node], draft.nodes[below.node]
    alike = bool(node.names) and (node.tag, node.names) == (other.tag, other.names)
    if not alike or _STAMPS.search(below.text) or not _is_plain(draft, title - 1):
        return []
    if is_office(above.text) or not _KICKS.fullmatch(above.text):
        return []
    linked = any(above.text in block.text for block in draft.blocks if block.links)
    return [] if linked else [title - 1]


def _above(draft: Draft, title: int) -> list[int]:
    """Return the lines of a letterhead: 某某县人民政府文件, 某政发〔2009〕14号; a value in a box of facts is none."""
    read = block_shadows(draft)
    found: list[int] = []
    for i in range(title - 1, max(-1, title - 1 - _LINES), -1):
        numbered = bool(found) and bool(_NUMBER.match(read[found[-1]]))
        issued = numbered and (is_office(read[i]) or _ORDER.match(read[i]))
        if not (issued or is_letterhead(read[i])) or not _is_plain(draft, i):
            break
        found.append(i)
    if found and found[-1] and _BOX_LABEL.match(read[found[-1] - 1]):
        return []
    return found


def below_letterhead(texts: Sequence[str]) -> int:
    """Return how many of a text's first shadows are a letterhead, above its title: who issues it, its number, who signs."""
    at = 0
    while at < min(len(texts) - 1, _LINES):
        over_number = is_office(texts[at]) and _NUMBER.match(texts[at + 1])
        if not (over_number or is_letterhead(texts[at])):
            break
        at += 1
    return at


def is_letterhead(text: str) -> bool:
    """Say whether a shadow is a line of a letterhead by itself: 某某县人民政府文件, 某政发〔2009〕14号, 特急."""
    return bool(_ISSUED.match(text) or _NUMBER.match(text) or _BESIDE.match(text))


def _is_plain(draft: Draft, index: int) -> bool:
    return not draft.blocks[index].links and not SITE_TALK.search(draft.blocks[index].text)
