"""What a page prints twice around its text: the title once more, and the name of the column above it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.body.headings import folded, title_block
from cleaners.fields.titles import TITLE_LABEL, plain_title
from cleaners.lines import BLANK, kept_lines
from cleaners.model import Cut
from cleaners.shadow import shadow, spaceless
from cleaners.words.dates import is_date_line
from cleaners.words.kinds import kind_of
from cleaners.words.prose import GREETING, is_text
from cleaners.words.sellers import NAME_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook

# a title glued to the salutation, or set before the first heading; 演讲稿1各位…： is a part's heading
_TEXT_BEHIND = re.compile(
    rf"(?:{GREETING}:$)|\s+[一二三四五六七八九十]{{1,2}}、"
    r"|\s+(?:尊敬|敬爱|亲爱)的[^。!?:]{2,40}[:,!]"
    r"|\s*(?:今天,?(?:我们?(?![的对])|召开|在这里)|近年来,|今年以来,|大家好|根据[^。]{2,30},|为(?:进一步|深入|切实|全面|认真))(?!.*(?:印发|发表|刊登))"
    r"|\s*(?:(?:尊敬|敬爱|亲爱)的|各位|同志们|老师们|同学们|朋友们|女士们)[^。!?:,]{0,40}:(?!.*由.*主持)"
)
# a year or a ground, and then who speaks or is told of: 一年来,我 has its subject, the title is none
_SPAN = r"(?:过去的?)?[一二两三四五六七八九十几半多]{1,4}年多?来|过去的?一年|(?:20\d\d|去|今)年(?:以?来)?|任职以来"
_GROUND = (
    r"在[^,。!?:]{2,24}(?:领导|指导|支持|关怀|帮助|带领)下|按照?[^,。!?:]{2,24}(?:要求|安排|部署)"
)
_WHO_BEHIND = rf"(?:{_SPAN}|{_GROUND}),(?:[^,。!?:]{{2,24}},)?(?:我|本人|[他她])|我叫"
# behind a title that names a paper: 全体职工衷心感谢 has its subject in front
_SPEECH_BEHIND = re.compile(
    rf"\s*(?:{_WHO_BEHIND}|(?:首先|刚才),|下面,?我|我?(?:衷心|非常|十分|由衷地?)感谢|感谢(?!了)[^。!?的]{{2,12}}的|(?:很|非常|十分)(?:高兴|荣幸))(?!.*(?:印发|发表|刊登))"
)
_ISSUES = re.compile(
    r"(?:印发|转发|下发|发布)(?:给|至)你们|现(?:予以?|将其?)?(?:印发|公布|发布|转发)(?:[,。;]|给)"
)
_LETTER = 6  # lines from where a letter issues a paper to the paper's title
_ANNEX = re.compile(r"附\s*[件录]\s*\d{0,2}\s*:?")
_PART_BEHIND = re.compile(
    r"\s*[(【\[]?\s*(?:\d(?!\d{3}年)|[一二三四五六七八九十]{1,2}[)】\]]|篇|第)"
)
_SITE_BEHIND = re.compile(r"\s*[-_|–]\s*([\u4e00-\u9fffA-Za-z0-9]{2,10})")
_SAID = "。!?…~"
_GOES_ON = ":,、;"  # the first line of a verse may be its title, too
_VERSE = 24  # characters of a line
_SENTENCES = re.compile(r"[。!?…]")
_SENTENCE = 7  # characters; fewer are a call: 重磅！ 紧急通知！
_NAMES_BELOW = re.compile(
    r"以下|下列|如下|下面|下文|附后|全文|宣读|题[目为]|名[为称]|文件|学习|[印转下]发|公布|发布|通过|阅读|推荐|[一这本此][篇份]|《$"
)
DIGEST = 40  # characters; a shorter first line may be a title that its first paragraph repeats
_FILE_END = re.compile(
    r"(?:全文)?(?:\.docx?|\.pdf|_第\d+页|\.wps)+$|全文$|缩略图$|\s?\(图\d{0,2}\)$", re.IGNORECASE
)
_DOWNLOADS = re.compile(r"^(?:点击|立即|免费|文档|全文|本文)?下载\s?:\s?(?=.*\.(?:docx?|pdf|wps)$)")
_CRUMBS = re.compile(r"(?:位置|首页|主页)[^。!?]*(?:[>＞»›]|\s/\s)")
_CRUMB_MARK = re.compile(r"[>＞»›/|:：]+")
_COLUMN = 8  # characters of a column's name
_ABOVE = 8  # blocks between a breadcrumb and the column's name, or less


def _like(title: str, lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Yield the lines worth folding: most are too long for the title, or lack one of its letters."""
    letters, most = frozenset(shadow(folded(title))), 2 * len(title) + 40
    for i, line in enumerate(lines):
        if len(line.text) <= most or line.text.startswith(title):
            read = line.shadow.lower()
            if all(letter in read for letter in letters):
                yield i, line


def cut_title(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut the line that is the title, and later exact copies of it (重复标题)."""
    title = next((found.value for found in draft.found if found.field == "title"), "")
    wanted = folded(title)
    lines = kept_lines(draft)
    if len(wanted) < 4:  # 公示 is a word of the text, too
        if len(lines) > 1 and lines[0].text == title and draft.nodes[0].tag != "text":
            yield Cut(lines[0].block, 0, len(lines[0].raw), "title.copy")
        return
    yield from _second_line(lines, wanted)
    yield from _behind_stop(lines, shadow(title))
    like = list(_like(title, lines))
    copies = [i for i, line in like if i and folded(line.text) == wanted]
    for i, line in like:
        if i and (_is_own(lines, i) or _is_refrain(lines, i, title, copies)):
            continue
        bare = _FILE_END.sub("", TITLE_LABEL.sub("", _DOWNLOADS.sub("", line.shadow)))
        rest = line.shadow[len(title) :]
        if line.text.startswith(title) and _is_glued(title, rest):
            yield Cut(line.block, 0, len(title), "title.glued")
        elif _is_copy(line, bare, title):
            if i == 0 and draft.nodes[0].tag == "text" and folded(bare) != wanted:
                continue  # (精选5篇) is no part of a title, but of the text
            yield Cut(line.block, 0, len(line.raw), "title.copy")


def _is_glued(title: str, rest: str) -> bool:
    """Say whether what follows a title on its line is the beginning of the text."""
    begins = _TEXT_BEHIND.match(rest) or (kind_of(title) and _SPEECH_BEHIND.match(rest))
    return bool(begins) and not _PART_BEHIND.match(rest)


def _behind_stop(lines: Sequence[Line], title: str) -> Iterator[Cut]:
    """Cut the title of a speech or a paper that is glued behind the last sentence of a paragraph.

    A call is no sentence (重磅！), and one that points down names the paper (请学习以下文件。).
    """
    opens = next((i for i, line in enumerate(lines) if is_text(line.shadow)), 0)
    for i, line in enumerate(lines):
        text = line.raw.rstrip(BLANK)
        start = len(text) - len(title)
        glued = start > 0 and text.endswith(title) and text[start - 1] in "。!?…"
        if not glued or not kind_of(title) or _is_own(lines, i):
            continue
        said = _SENTENCES.split(shadow(text[: start - 1]))[-1].strip()
        called = len(said) < _SENTENCE or (i <= opens and start < DIGEST)
        if not called and not _NAMES_BELOW.search(said):
            yield Cut(line.block, start, len(line.raw), "title.glued")


def _is_copy(line: Line, bare: str, title: str) -> bool:
    """Say whether a line is the title once more, ornaments and the site's name behind it apart."""
    behind = line.text.startswith(title) and _SITE_BEHIND.fullmatch(line.shadow, len(title))
    if behind and NAME_END.search(behind[1]):
        return True
    alike = len(bare) <= len(title) + 12 and folded(title) in {
        folded(bare),
        folded(plain_title(bare)),
    }
    return alike and line.shadow[-1] not in _GOES_ON


def _is_own(lines: Sequence[Line], at: int) -> bool:
    """Say whether a title is the document's once more.

    An office signs above a date; a paper stands below 附件, or below the letter that issues it.
    """
    signs = at + 1 < len(lines) and is_date_line(lines[at + 1].shadow)
    if signs or _ANNEX.fullmatch(lines[at - 1].shadow):
        return True
    return any(_ISSUES.search(line.shadow) for line in lines[max(0, at - _LETTER) : at])


def _is_refrain(lines: Sequence[Line], at: int, title: str, copies: Sequence[int]) -> bool:
    """Say whether a title below is said in the text: as a sentence behind others, or again and again in verse."""
    if at not in copies or kind_of(title):
        return False  # no speech says 在……会上的讲话
    if lines[at].shadow[-1] in _SAID and shadow(title)[-1] not in _SAID and at + 1 < len(lines):
        return True
    short = sum(len(line.text) <= _VERSE for line in lines)
    apart = len(copies) > 1 and all(b - a > 1 for a, b in pairwise(copies))
    return apart and short >= len(lines) * 0.8


def _second_line(lines: Sequence[Line], wanted: str) -> Iterator[Cut]:
    """Cut the second line of a title (——在……上的讲话) whose first line stands above the body."""
    for line in lines[:2]:
        ending = folded(line.text) if line.text.startswith("——") else ""
        if len(ending) >= 6 and wanted.endswith(ending):
            yield Cut(line.block, 0, len(line.raw), "title.copy")


def cut_column(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut the name of a column above the title, which the breadcrumb above it holds, too (栏目名)."""
    title = title_block(draft) or 0
    for line in kept_lines(draft):
        if line.block >= title:
            return
        name = spaceless(line.text)
        if not 2 <= len(name) <= _COLUMN:
            continue
        above = draft.blocks[max(0, line.block - _ABOVE) : line.block]
        crumbs = (block.text for block in above if _CRUMBS.search(block.text))
        if any(name == spaceless(x) for text in crumbs for x in _CRUMB_MARK.split(text)):
            yield Cut(line.block, 0, len(line.raw), "breadcrumb.column")
