"""Across pages: short lines and spans that recur on unrelated documents of one host are chrome.

Learnt from what cleaning left, so what is found here is what the rules missed. Refrains recur in one
document, formula sentences (谢谢大家, 特此通知, 现将有关事项通知如下) belong to the genre and not to the
site: neither is ever learnt.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.dates import is_date_line
from cleaners.shadow import shadow
from cleaners.steps.chrome import CLOSING, OUTLINE, PROTECTED, SALUTATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 40  # characters; longer recurring text is a paragraph two documents share
_FEWEST = 3  # documents; two may be copies of one another
_SHARE = 0.5  # of a host's documents, for a line that says nothing of a site
_FORMULA = re.compile(
    r"[:。!?;]$|^附[件表]|^抄送|^主送|^主题词|^(?:第[一二三四五六七八九十]+|[(（]?[一二三四五六七八九十\d]+[)）、.])|此致|敬礼|政府|委员会|办公[室厅]|[局厅部院委]$|^[*×xX]+$|^第.{1,3}[章节条]"
)
_SITE_WORDS = re.compile(
    r"网|本站|会员|下载|关注|公众号|本文|版权|范文|文库|文秘|文稿|www|\.com|\.cn|微信|QQ|扫码|点击|编辑|来源|阅读|分享|原创|素材|资料|更多|投稿|VIP",
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
    count: Counter[str] = Counter()
    example: dict[str, str] = {}
    total = 0
    for url, paragraphs in documents:
        total += 1
        for text in set(_candidates(paragraphs)):
            count[text] += 1
            example.setdefault(text, url)
    return tuple(
        Phrase(text, n, total, example[text])
        for text, n in count.most_common()
        if n >= _FEWEST and (_SITE_WORDS.search(shadow(text)) or n >= total * _SHARE)
    )


def _candidates(paragraphs: Sequence[str]) -> Iterable[str]:
    """Yield short lines, and what is glued on after a paragraph's last sentence."""
    for paragraph in paragraphs:
        text = shadow(paragraph)
        if 3 <= len(text) <= _LONGEST and _is_learnable(text):
            yield paragraph
        elif (tail := _TAIL.search(text)) and _is_learnable(tail[1]):
            yield paragraph[tail.start(1) :]


def _is_learnable(text: str) -> bool:
    if _FORMULA.search(text) and not _SITE_WORDS.search(text):
        return False
    known = CLOSING.search(text) or OUTLINE.match(text) or PROTECTED.fullmatch(text)
    return not known and not is_date_line(text) and not (SALUTATION.match(text) and text[-1] == ":")
