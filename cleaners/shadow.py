"""The folded shadow: what rules read in place of the text, character for character as long.

Full-width letters, digits and punctuation read as their ASCII forms, letters in circles, brackets or
mathematical dress as plain ones, and the words a site uses for itself (發佈時間, 責任編輯) in simplified
characters. Every character maps to exactly one, so an offset in the shadow is
an offset in the text, and the kept text itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLED = [*range(0x24B6, 0x24EA), *range(0x1D400, 0x1D800), *range(0x1F130, 0x1F14A)]
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_FOLD |= {
    code: ord(plain)
    for code in _STYLED
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain.isascii()
}
_FOLD |= {ord("丨"): ord("|"), ord("｜"): ord("|")}  # the first is a Han stroke set as a bar
_FOLD |= {ord("―"): ord("—"), ord("─"): ord("—")}  # bars of the GB sets, typed for dashes
_FOLD |= {ord("〈"): ord("<"), ord("〉"): ord(">"), ord("＞"): ord(">"), ord("\t"): ord(" ")}
# look-alikes that addresses are disguised with
_FOLD |= {ord("．"): ord("."), ord("｡"): ord("。"), ord("‧"): ord("·"), ord("•"): ord("·")}

# a table by code point, without a gap: a dictionary raises and catches an error for each it has not
_TABLE = list(range(max(_FOLD) + 1))
for _code, _plain in _FOLD.items():
    _TABLE[_code] = _plain
# What sites in traditional characters call their buttons and labels, as those in simplified ones do. The
# words, and not the characters: a name in a shadow is still the name.
_WORDS = """
發布=发布 發佈=发布 發表=发表 時間=时间 來源=来源 責任編輯=责任编辑 編輯=编辑 瀏覽=浏览 點閱=点击 點擊=点击 點選=点击
閱讀=阅读 人氣=人气 字號=字号 字級=字号 字體=字体 關閉=关闭 視窗=窗口 轉載=转载 轉發=转发 上一則=上一则 下一則=下一则
相關新聞=相关新闻 相關文章=相关文章 相關推薦=相关推荐 推薦=推荐 熱門=热门 登錄=登录 會員=会员 註冊=注册 訂閱=订阅
歡迎=欢迎 小編=小编 範文=范文 為大家=为大家 為您=为您 版權=版权 聲明=声明 掃描=扫描 關鍵字=关键字 標籤=标签 標簽=标签
首頁=首页 當前位置=当前位置 現在位置=现在位置 現在的位置=现在的位置 評論=评论 下載=下载 檢舉=举报 本網=本网 掃一掃=扫一扫 掃碼=扫码 手機=手机 打開=打开 當前頁=当前页 相關=相关 專題=专题 關鍵詞=关键词 責編=责编 審核=审核
"""
_SIMPLIFIED = dict(pair.split("=") for pair in _WORDS.split())
_WORD = re.compile("|".join(sorted(_SIMPLIFIED, key=len, reverse=True)))
# characters of these words that no text in simplified ones holds, one of each word
_SIGNS = frozenset(
    next(c for c, plain in zip(*pair, strict=True) if c != plain) for pair in _SIMPLIFIED.items()
)
_COMMON = "，：；！？（）\u3000"
_RARE = re.compile(
    "["
    + re.escape("".join(chr(c) for c in _FOLD if c < 0x10000 and chr(c) not in _COMMON))
    + "".join(sorted(_SIGNS))
    + "]"
)
_RUN = re.compile(r"(.)\1\1\1\1\1")  # written out: in a third of the time of {5}
_REPEATED = re.compile(r"(.{1,12}?)\1{5,}")
_FEW = 4  # of a line that only repeats itself, each character stands so many times


@lru_cache(maxsize=4096)
def shadow(text: str) -> str:
    """Return the text as rules read it; the same length, so offsets carry over."""
    read = text.translate(_TABLE)
    return read if _SIGNS.isdisjoint(read) else _WORD.sub(_simplified, read)


def _simplified(word: re.Match[str]) -> str:
    return _SIMPLIFIED[word[0]]


def shadows(texts: Sequence[str]) -> list[str]:
    """Return the shadows of all texts of a page.

    A page holds few of the characters that are folded: to replace these in all of it at once takes a
    third of the time that one text after another does, character by character.
    """
    whole = "\n".join(texts)
    if _is_astral(whole):
        whole = whole.translate(_TABLE)
    rare = set(_RARE.findall(whole))
    for char in (*_COMMON, *(rare - _SIGNS)):
        whole = whole.replace(char, chr(_FOLD[ord(char)]))
    if not rare.isdisjoint(_SIGNS):
        whole = _WORD.sub(_simplified, whole)
    read = whole.split("\n")
    return read if len(read) == len(texts) else [shadow(text) for text in texts]


def _is_astral(text: str) -> bool:
    """Say whether a text has characters beyond the first plane: of those UTF-16 makes two, far quicker than any search."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


def spaceless(text: str) -> str:
    """Return a text without white space: what is set apart by it (通　知) is compared so."""
    return "".join(text.split())


@lru_cache(maxsize=1024)
def squeezed(text: str) -> str:
    """Return a line with whatever it repeats over six times in a row cut down to six times.

    A pattern with choices takes twice as long for each of forty dashes, or forty times 下载, before it
    fails; what it does not take squeezed it does not take at all.
    """
    if len(text) < 2 * _FEW or not (_RUN.search(text) or len(set(text)) * _FEW <= len(text)):
        return text
    return _REPEATED.sub(lambda found: found[1] * 6, text)
