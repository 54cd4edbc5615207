"""The breadcrumb and the category it ends in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.body.headings import folded
from cleaners.lines import block_shadows
from cleaners.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Block, Draft

_CRUMB = re.compile(
    r"^[\s【\[]*(?:您?(?:现在|当前)?(?:所在)?的?(?:当前|现在|所在)?的?位置|位置)\s*(?:是|在)?\s*[:>»]\s*"
)
# a run of blanks is looked at from its beginning alone: there may be thousands of them
_CRUMB_SPLIT = re.compile(r"(?:(?<!\s)\s+)?(?:>+|»|›|→|::|-+>|\|)\s*|(?<!\s)\s+/\s+")
_CRUMB_RESPLIT = re.compile(r"(?:(?<!\s)\s+)?[/|]\s*|(?<!\s)\s+-\s+|--+>?")
_CRUMB_NAMES = re.compile(
    r"crumb|weizhi|location|position|\bplace\b|dangqian|\bwz\b|\bdqwz\b|currentpos|\bpath\b|siteurl"
)
_CHAIN = re.compile(
    r"^[^>»。!?;,]{2,12}\s*(?:>{1,2}|»|›|→)\s*[^>»。!?;,]{1,20}(?:\s*(?:>{1,2}|»|›|→)|$)|^(?:网站)?首页\s*[/|-]"
)
_CRUMB_ENDS = frozenset(
    {
        "正文",
        "内容",
        "详情",
        "浏览文章",
        "查看",
        "浏览信息",
        "查看信息",
        "信息内容",
        "文章内容",
        "详细内容",
        "正文内容",
    }
)


# asked of the text as it stands, before its shadow is made: few blocks are chains.
# Each choice begins with a letter of its own: such a pattern is sought by these alone
_CRUMB_MARKS = re.compile(">|＞|〉|»|›|→|位置|首页")


@lru_cache(maxsize=4096)
def _is_named(names: str) -> bool:
    return bool(_CRUMB_NAMES.search(names))


def opens_crumbs(read: str) -> bool:
    """Say whether a block's shadow begins as a breadcrumb does: 当前位置：…."""
    return bool(_CRUMB.match(read))


def find_crumbs(draft: Draft, first: int, title: str) -> Iterator[Found]:
    """Yield the breadcrumb and the category it ends in: the chain that says it is one (当前位置：…), or the first."""
    best: list[str] = []
    for items, labelled in _chains(draft, first, title):
        best = items if labelled else best or items
        if labelled:
            break
    if best:
        yield Found("breadcrumb", "\t".join(best), "breadcrumb")
    if len(best) > 1:
        yield Found("category", best[-1], "breadcrumb")


def _chains(draft: Draft, first: int, title: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the items of every chain above the text, and whether it is labelled; they may stand in blocks of their own."""
    for i in range(min(first + 8, len(draft.blocks))):
        text = draft.blocks[i].text
        named = _is_named(draft.nodes[draft.blocks[i].node].names)
        if not named and not _CRUMB_MARKS.search(text):
            continue
        read = block_shadows(draft)[i]
        label = _CRUMB.match(read)
        if not label and not named and not _CHAIN.match(read):
            continue
        rest = text[label.end() if label else 0 :]
        if label and not rest.strip() and i + 1 < len(draft.blocks):
            rest = draft.blocks[i + 1].text
        items = _crumb_items(_parted(rest, draft.blocks[i]), title)
        if 0 < len(items) <= 6 and (len(items) > 1 or label) and all(len(x) <= 30 for x in items):
            yield items, label is not None


def _parted(text: str, block: Block) -> str:
    """Return a chain of links set apart by nothing but blanks with marks between them."""
    linked = [block.text[link.start : link.end].strip() for link in block.links]
    return " > ".join(linked) if len(linked) > 1 and " ".join(linked) == text.strip() else text


def _crumb_items(text: str, title: str) -> list[str]:
    items = [item.strip(" /|>-»") for item in _CRUMB_SPLIT.split(text)]
    if len(items) == 1:
        items = [item.strip() for item in _CRUMB_RESPLIT.split(text)]
    bare = folded(title)
    return [
        x
        for x in items
        if x
        and x not in _CRUMB_ENDS
        and not x.startswith("正文")  # and what runs on behind it
        and not (len(x) > 4 and bare and (bare.startswith(folded(x)) or folded(x).startswith(bare)))
    ]
