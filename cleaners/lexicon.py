"""Lines told by their words: enough words of a site, none of a document.

Wordings of prompts are endless, their words are few. What no pattern foresees is told by them: each
site word has a weight, one word of a document is a veto. Words that are part of a longer one in the
list (下载 of 下载客户端) count once, as the longer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.literals import finder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEIGHTS = {"heavy": 3, "plain": 2, "light": 1}
_TELLING = 2  # words of more than a light weight make site talk
_SPEECH = re.compile("。|;|:“")  # of sentences and of what somebody said
# a notice on accounts or sites has all their words in its title; 版权声明, 用户协议 and 注册须知 end as a site's do
_TITLED = re.compile(
    "(?:通知|公告|通告|通报|公约|启事|倡议书?|办法|规定|细则|方案|意见|纪要|述职|流程)$|的(?:函|声明|说明|建议|提案|报告)$"
)
# who speaks to a reader or of the page; what else lists things with 、 or ends with a name (小程序“随手拍”) is a document's
_SPOKEN_TO = re.compile(
    "[您你请亲]|欢迎|[本此该][文站网页篇]|全[文站]|原文|在看|后可|即可|才能|更多|会员|VIP|小编|范文|文库|客服|侵权|版权"
    "|立即|马上|搜[索一]|关注|点[击个]|回复|扫[一码]|订阅|加[微入]",
    re.IGNORECASE,
)
# buttons and notes that stand alone on pages and name nothing that a document has
_BUTTONS = re.compile(
    r"[上下]一页[\s\d.|·]+[^\s]|返回顶部|免登录|推荐票|打赏|扫描二维码|本内容|用户上传"
)
# these a site says of itself or to its reader, whatever the text speaks of
_SAYS = re.compile(
    "[您你请亲]|欢迎|[本此该][文站网页篇]|全站|在看|更多|立即|马上|VIP|小编|范文|文库|喜欢|[上下]一[页篇]",
    re.IGNORECASE,
)
_ITEMS = re.compile(r"(?:[^、,:\s]{1,8}:)?[^、,:\s]{1,6}(?:、[^、,:\s]{1,6}){1,8}")
_OPTIONS = re.compile(r"(?<![a-z])a[.、].*(?<![a-z])b[.、]", re.IGNORECASE)  # of a question
_PROSE = 16  # characters of a sentence that tells something
_OF_THE_SITE = re.compile("^(?:本站|网站|站内|VIP|会员|最新|热门|更多|相关|下载)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Site words by weight, and a pattern of all words; used like a compiled line pattern."""

    weights: Mapping[str, int]  # 0: a document's word
    pattern: re.Pattern[str]  # of a text in lower case
    telling: re.Pattern[str]  # finds those of more than a light weight: most lines hold none
    least: int
    longest: int = 60  # characters

    def fullmatch(self, text: str) -> bool:
        """Say whether a shadow is a short line of site talk and no sentence: the words' sum tells."""
        if len(text) > self.longest or _SPEECH.search(text):
            return False
        read = text.lower()
        if len(self.telling.findall(read)) < _TELLING:
            return False
        if _is_titled(text) or _is_listed(text):
            return False
        weights = [self.weights[word] for word in set(self.pattern.findall(read))]
        return (
            all(weights)
            and sum(weight > 1 for weight in weights) >= _TELLING
            and sum(weights) >= self.least
        )

    def speaks(self, text: str) -> bool:
        """Say whether a line speaks to a reader or of the page."""
        return bool(_SPOKEN_TO.search(text) or _BUTTONS.search(text))

    def is_spoken_of(self, text: str, above: Iterable[str], below: Iterable[str]) -> bool:
        """Say whether sentences on the text's side of a line speak of what it names: a lesson, a guide."""
        if _SAYS.search(text):
            return False
        prose = list(filter(_is_prose, above)) or filter(_is_prose, below)
        named = set(self.telling.findall(text.lower()))
        told = {word for line in prose for word in self.telling.findall(line.lower())}
        return 2 * len(named & told) >= len(named)


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and text.endswith("。")


def _is_titled(text: str) -> bool:
    """Say whether a line ends as the title of a document does, and does not begin as a site's notice."""
    return bool(_TITLED.search(text)) and not _OF_THE_SITE.match(text)


def _is_listed(text: str) -> bool:
    """Say whether a line lists or names things, and neither speaks to its reader nor of the page."""
    if _OPTIONS.search(text) or (_ITEMS.fullmatch(text) and not _SAYS.search(text)):
        return True
    return ("、" in text or text.endswith("”")) and not _SPOKEN_TO.search(text)


def lexicon(words: Mapping[str, str], least: int) -> Lexicon:
    """Make a lexicon of lists of words, by class: heavy, plain, light, never."""
    weights = {
        word.lower(): WEIGHTS.get(name, 0) for name, text in words.items() for word in text.split()
    }
    longest_first = sorted(weights, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    telling = finder(word for word, weight in weights.items() if weight > 1)
    return Lexicon(weights, pattern, telling, least)
