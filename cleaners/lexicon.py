"""Lines told by the weights of their words: what no pattern foresees.

Wordings of prompts are endless, their words are few. Each word has a weight, for the site or for the
document; the sum tells. The weights are those of a logistic regression, learnt from lines of both kinds by
`benchmarks/weigh.py` and kept in a rule as data: which words spoke for a cut is seen by anyone who reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cleaners.literals import finder

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SUMS = ("base", "least", "sure", "beside")  # what a rule of words says beside them
SHORTEST, LONGEST = 5, 80  # characters of a line that words alone tell
_HAN, _LATIN = re.compile("[\u4e00-\u9fff]+"), re.compile("[a-z]{2,}")
_TELLING = 5  # a piece that weighs as much speaks for the site: most lines hold none
_STOP = re.compile("[。;]")
# what somebody said, a box to tick, and an address: whose it is, steps of their own tell
_NOT_TOLD = re.compile(
    r":“|^(?:[甲乙丙丁男女问答合]:|[□☐])|www\.|https?:|\.(?:com|cn|net|org)", re.IGNORECASE
)
# a notice on accounts or sites has all their words in its title; 版权声明, 用户协议 and 注册须知 end as a site's do
_TITLED = re.compile(
    "(?:通知|公告|通告|通报|公约|启事|倡议书?|办法|规定|细则|方案|意见|纪要|述职|流程)$|的(?:函|声明|说明|建议|提案|报告)$"
)
# what names a paper, unless a reader is spoken to: 校园广播站播音稿, 先进工作者推荐表
_PAPER = re.compile(
    "(?:稿|表|书|信|讲话|发言|致辞|主持词|演讲|制度|报告|总结|汇报|计划|预案|体会|摘报|讲义|党课)$"
)
# who speaks to a reader or of the page; what else lists things with 、 or ends with a name (小程序“随手拍”) is a document's
_ADDRESSED = "[您你请亲]|欢迎|[本此该][文站网页篇]|全站|在看|更多|立即|马上|VIP|小编|范文|文库"
_SPOKEN_TO = re.compile(
    f"{_ADDRESSED}|本内容|用户上传|全文|原文|后可|即可|才能|会员|客服|侵权|版权|搜[索一]|关注|点[击个]|回复|扫[一码]|订阅|加[微入]",
    re.IGNORECASE,
)
# these a site says of itself or to its reader, whatever the text speaks of
_SAYS = re.compile(f"{_ADDRESSED}|喜欢|[上下]一[页篇]", re.IGNORECASE)
_ITEMS = re.compile(r"(?:[^、,:\s]{1,8}:)?[^、,:\s]{1,6}(?:、[^、,:\s]{1,6}){1,8}")
_OPTIONS = re.compile(r"(?<![a-z])a[.、].*(?<![a-z])b[.、]", re.IGNORECASE)  # of a question
_OF_THE_SITE = re.compile("^(?:本站|网站|站内|VIP|会员|最新|热门|更多|相关|下载)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and what each says for the site, in tenths of a natural logarithm of the odds."""

    weights: Mapping[str, int]  # of words in lower case; below 0: a document's
    telling: re.Pattern[str]  # finds the words without which no line is a site's
    base: int  # what a line weighs before its words are read
    least: int  # what one weighs that is told by its words alone
    sure: int  # and of these one that speaks to nobody
    beside: int  # and one next to a line of the site

    def takes(self, text: str, *, beside: bool = False, said: Collection[str] = ()) -> bool:
        """Say whether a shadow is a short line of site talk and no sentence.

        `beside`: it stands next to one; `said`: words that the document has, which tell nothing here.
        """
        if not SHORTEST <= len(text) <= LONGEST or text.endswith(":"):
            return False
        if not self.telling.search(text.lower()):
            return False
        if _NOT_TOLD.search(text) or _is_titled(text) or _is_listed(text):
            return False
        weight = self.weight(text) - sum(max(self.weights.get(word, 0), 0) for word in said)
        stops = bool(_STOP.search(text))
        if beside:
            return weight >= (self.least if stops else self.beside)
        return not stops and weight >= (self.least if _SPOKEN_TO.search(text) else self.sure)

    def weight(self, text: str) -> int:
        """Return what all pieces of a text say together: above 0 for the site, below for a document."""
        return self.base + sum(self.weighed(text).values())

    def weighed(self, text: str) -> dict[str, int]:
        """Return the pieces of a text that weigh anything, and their weights."""
        return {piece: self.weights[piece] for piece in pieces(text) if piece in self.weights}


def pieces(text: str) -> set[str]:
    """Return what is weighed of a text: its Chinese characters, each two of them that stand together, Latin words."""
    text = text.lower()
    found = set(_LATIN.findall(text))
    for run in _HAN.findall(text):
        found.update(run, map("".join, pairwise(run)))
    return found


def _is_titled(text: str) -> bool:
    """Say whether a line ends as the title of a document does, and does not begin as a site's notice."""
    if _OF_THE_SITE.match(text):
        return False
    return bool(_TITLED.search(text) or (_PAPER.search(text) and not _SPOKEN_TO.search(text)))


def _is_listed(text: str) -> bool:
    """Say whether a line lists or names things, and neither speaks to its reader nor of the page."""
    if _OPTIONS.search(text) or (_ITEMS.fullmatch(text) and not _SAYS.search(text)):
        return True
    return ("、" in text or text.endswith("”")) and not _SPOKEN_TO.search(text)


def lexicon(table: Mapping[str, Any]) -> Lexicon:
    """Make a lexicon of a rule's table: `base least sure beside`, and in `weights` words by their weight.

    Raises ValueError where a sum or a weight is no whole number.
    """
    sums = {name: table.get(name) for name in SUMS}
    if not all(type(value) is int for value in sums.values()):
        raise ValueError(f"{', '.join(SUMS)} must be whole numbers")
    lists = table.get("weights")
    if not isinstance(lists, dict) or not all(isinstance(text, str) for text in lists.values()):
        raise ValueError("weights must be a table of words by weight")
    weights = {word.lower(): int(weight) for weight, text in lists.items() for word in text.split()}
    telling = finder(word for word, weight in weights.items() if weight >= _TELLING)
    return Lexicon(weights, telling, **sums)  # type: ignore[arg-type]
