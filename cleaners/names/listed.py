"""Lines of a document that list the web addresses of others: each its own, introduced, numbered, tabled or many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.words.addresses import ADDRESS, TRAILING_MARKS, may_address
from cleaners.words.sellers import SELLER

if TYPE_CHECKING:
    from collections.abc import Sequence

# 报名网址：, 各馆网站： stand above a document's own addresses; 原文地址： does not
_LISTING = re.compile(
    r"(?:^|(?<=[。!?;]))(?![^。]*(?:本[文站页]|原文|来源|转载|友情|更多))[^。!?;]{0,24}(?:网址|网站|官网|链接|平台|渠道|入口|地址)[^。!?;:]{0,8}:$"
)
_ACTING = re.compile(r"报名|预约|查询|申报|填报|登录|投票|参与|办理|咨询|活动|官方|购票|直播")
# with its number, or a row of a table: what, whose, where
_ITEM = re.compile(
    r"[(]?\d{1,2}[.、)\s]|[\u4e00-\u9fff]{2,12} (?=[\u4e00-\u9fff]{2,16} (?:www|http))"
)
_TOLD_OF = re.compile(
    r"[)】\]]*(?:[:,;—(]|\s[\u4e00-\u9fff])"
)  # it goes on behind: www.…，主营山货
_LISTED = 60  # characters; a longer line is no item with its address


def listed(texts: Sequence[str]) -> set[int]:
    """Return which of a page's lines list the addresses of others: each its own, introduced, numbered, tabled or many.

    What a site puts between paragraphs is its own address, again and again, and that of one it copied from.
    """
    page = "\n".join(texts).lower()
    found: set[int] = set()
    run: list[int] = []
    for i, text in enumerate((*texts, "")):
        at = _listed_address(text)
        if at and page.count(at) == 1:
            run.append(i)
            continue
        if run and _is_listing(texts, run):
            found.update(run)
        run = []
    return found


def _listed_address(text: str) -> str:
    """Return the address that a short line ends with, or a numbered one or a row of a table holds."""
    if len(text) > _LISTED or not may_address(text):
        return ""
    for match in ADDRESS.finditer(text):
        ends = not text[match.end() :].strip(TRAILING_MARKS)
        if ends or (_ITEM.match(text) and _TOLD_OF.match(text, match.end())):
            return match[0].strip().lower()
    return ""


def _is_listing(texts: Sequence[str], run: Sequence[int]) -> bool:
    """Say whether lines with addresses are a list; a seller of documents is listed among others only."""
    items = [texts[i] for i in run]
    above = texts[run[0] - 1] if run[0] else ""
    introduced = bool(_LISTING.search(above))
    if len(run) > 1 and (introduced or all(_ITEM.match(item) for item in items)):
        return True
    if any(SELLER.search(item) for item in items):
        return False
    if introduced and _ACTING.search(above):
        return True
    return len(run) > 2 and run[-1] + 1 < len(texts)
