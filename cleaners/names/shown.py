"""Names that a page shows beside its text: on a line of labels, in its breadcrumb, above an address."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cleaners.words.addresses import ADDRESS, OFFICIAL, ORNAMENTS, TRAILING_MARKS, may_address
from cleaners.words.dates import is_date_line
from cleaners.words.prose import OF_AN_OFFICE
from cleaners.words.sellers import NAME, SELLER, is_spelled
from cleaners.words.trade import PLAIN, TRADE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_UNDER_A_SIGN = rf"[\u4e00-\u9fff]{{1,6}}(?:{TRADE_NAME})|[\u4e00-\u9fff]{{0,4}}(?:{PLAIN})[\u4e00-\u9fff]{{1,2}}网"
# 来源：某某范文网 on a line of labels: an office has no such name, and none that ends in 文秘岛 or 范文匠
_SOURCED = re.compile(
    rf"(?:^|[\s|】])(?:文章|信息|稿件|本文)?来源\s*:\s*((?!本)(?:{_UNDER_A_SIGN}|[\u4e00-\u9fff]{{0,4}}(?:{PLAIN})(?![组班室课员股处科部者类稿系营团会院所局队集])[\u4e00-\u9fff]))(?=[\s|】]|$)"
)
_OF_ANYBODY = re.compile(
    r"(?:^|[\s|】])(?:文章|信息|稿件|本文)?来源\s*:\s*([\u4e00-\u9fff]{3,8})(?<![会团组队系派体])(?=[\s|】]|$)"
)
_CRUMB = re.compile(
    rf"(?:^[^:>»›]{{0,8}}位置\s*:\s*|^(?=(?:网站)?(?:首页|主页)))(?:(?:网站)?(?:首页|主页)\s*[>»›/]{{1,3}}\s*)?({NAME})\s*[>»›/]"
)
_HOME = re.compile(r"首页|主页")
CRUMBS = re.compile(r"位置\s*:|首页|主页")  # on few lines of a page
# offices own a 文库, and schools a 写作社
_SELLERS = re.compile(
    rf"(?:{_UNDER_A_SIGN}|(?:{PLAIN})[汇馆谷吧阁站斋轩堂苑宝通君帮圈海窝铺巷网])(?<!文库)"
)
_MARKS = TRAILING_MARKS + ORNAMENTS + "([【<〖="
_LONGEST = 10  # characters of a line that is nothing but a name
_PAIRED = 60  # and of one that is nothing but an address


def sourced(text: str) -> str:
    """Return the name of a seller that a line of labels gives as its source, else nothing."""
    found = _SOURCED.search(text)
    return found[1] if found else ""


def sourced_of_anybody(text: str) -> str:
    """Return any name that a line of labels gives as its source: it tells one only where that breaks a word."""
    found = _OF_ANYBODY.search(text)
    return found[1] if found else ""


def root(text: str) -> str:
    """Return the name a breadcrumb begins with, behind the site's first page or not, else nothing."""
    found = _CRUMB.search(text)
    return found[1] if found else ""


def of_sellers(texts: Iterable[str]) -> list[str]:
    """Return the names that breadcrumbs begin with and that no office gives its site.

    What stands behind the first page is a column, but for a …网.
    """
    named = [(root(text), _HOME.search(text)) for text in texts]
    return [
        name for name, home in named if _SELLERS.fullmatch(name) and (name[-1] == "网" or not home)
    ]


def above_addresses(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names on a line of their own right above or below that of an address, each with the address.

    A name of the trade, or one that the address spells and that stands there again.
    """
    times = Counter(lines)
    for i, line in enumerate(lines):
        bare = line.strip(_MARKS)
        if len(bare) > _PAIRED or OFFICIAL.search(bare) or not may_address(bare):
            continue
        if _is_own(lines, i):
            continue
        for near in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]):
            name = near.strip(_MARKS)
            again = times[near] > 1 and is_spelled(name, bare)
            told = len(name) <= _LONGEST and (again or SELLER.search(name))
            stopped = near[-1:] in tuple("。!?;:") or OF_AN_OFFICE.match(name)
            if told and not stopped and ADDRESS.fullmatch(bare):
                yield name, bare


def _is_own(lines: Sequence[str], at: int) -> bool:
    """Say whether an address is a document's own: between its signature and the date, or one of several in turn with names."""
    dated = any(is_date_line(line) for line in lines[at + 1 : at + 3])
    others = (*lines[max(0, at - 2) : max(0, at - 1)], *lines[at + 2 : at + 3])
    return dated or any(
        may_address(line) and ADDRESS.search(line) and line != lines[at] for line in others
    )
