"""The dates of a document, each from its own places: published, written, spoken."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from cleaners.fields.outline import greets
from cleaners.fields.signature import head, signed_on
from cleaners.fields.speech import SPEAKER_LINE
from cleaners.lines import block_shadows
from cleaners.model import Found
from cleaners.shadow import shadow
from cleaners.words.dates import date_in_url, first_date, is_date_line
from cleaners.words.kinds import kind_of
from cleaners.words.prose import is_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cleaners.fields.labels import Pair
    from cleaners.lines import Line
    from cleaners.model import Cut, Draft

_META = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:published_time",
    "datepublished",
    "firstpublishtime",
    "apub:time",
    "weibo: article:create_at",
    "og:release_date",
    "wechat:createtime",
)
_META_DATE = re.compile(r"(?:pub|publish|published|release|issued?)[-_:. ]?(?:date|time|at)")
_LATE_UTC = re.compile(r"T(?:1[6-9]|2[0-3]):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)$")
# before the day; a machine's, to the minute, needs no more than the count of its readers behind it
_POSTED = re.compile(
    r"(?:发[表布]|[张贴]贴|编辑)于|posted\s+(?:on|at|by)?"
    r"|^(?=(?:19|20)\d\d-\d\d-\d\d\s+\d\d?:\d\d(?::\d\d)?\s*(?:浏览|阅读|点击)[量数次]{0,2}[\s:]*\d)",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(
    r"最后(?:由|编辑|修改)|今[天日]是|(?:现在|当前|北京)时间|归档|废止|失效|生效|实施|施行|批准|有效期|时效|截止|截至|来信(?:时间|日期)"
)
_SPOKEN = re.compile(
    r"^(?:\(|——?\s*)?[^。!?;:]{0,12}?(?:(?:19|20)\d\d|[一二][〇○零ＯO0一二三四五六七八九]{3})年[^。!?;:]{3,60}$"
)
_ANSWERED = re.compile(r"(?:答复|回复|办结)(?:时间|日期)[\s:]+((?:19|20)\d\d[-/.年]\S{3,8})")
_ROW = 80  # characters
_PASSED = re.compile(
    r"(?:通过|批准|公布|发布|修[订正])[)]?$"
)  # by an assembly: no speech was given
_HOUR = re.compile(r"\s*(?:[上下]午|晚上?)(?=[)\]]?$)")
_SAID = re.compile(r"在[^()]{2,50}上[)]?$")
# nobody gives these as a speech, but 关于印发某讲话的通知 holds one
_UNSPOKEN = frozenset({"公报", "决定", "决议", "命令", "公告", "通告", "通知", "批复", "制度"})
_PADDED = re.compile(r"(?:19|20)\d\d年(?:0\d月\d\d日|\d\d月0\d日)")
_BEHIND = "meta.behind"  # the rule for a stamp behind a speaker's name
_PUBLISHED_FIRST = frozenset({"发布日期", "发布时间", "发稿时间"})


def find_dates(
    draft: Draft, stated: Sequence[Pair], lines: Sequence[Line], first: int, title: str
) -> Iterator[Found]:
    """Yield published, written (成文日期) and spoken dates; `first` is the body's first block."""
    for key in (*_META, *filter(_META_DATE.search, draft.meta)):
        if key in draft.meta and (day := _told(draft, draft.meta[key])):
            yield Found("published", day.isoformat(), f"meta.{key}")
    dated = [pair for pair in stated if pair.field == "published"]
    for pair in sorted(dated, key=lambda pair: pair.label not in _PUBLISHED_FIRST):
        if day := first_date(pair.value, short_year=True):
            yield Found("published", day.isoformat(), f"label.{pair.label}")
    yield from _stamps(draft, first, _text_from(lines, first, title))
    yield from _posted(draft, lines)
    if day := date_in_url(draft.url):
        yield Found("published", day.isoformat(), "url")
    yield from _replied(lines)
    for pair in stated:
        if pair.field == "written" and (day := first_date(pair.value)):
            yield Found("written", day.isoformat(), f"label.{pair.label}")
    yield from _in_text(lines, title)
    yield from _in_title(title)


def _text_from(lines: Sequence[Line], first: int, title: str) -> int:
    """Return the block a text begins in, below title, subtitle and speaker."""
    below = [line for line in lines if line.text != title]
    reads = (line.block for line in below[:4] if is_text(line.shadow))
    return next(reads, below[0].block if below else first)


def _told(draft: Draft, value: str) -> date | None:
    """Return the day a `<meta>` value means in China, where late hours of UTC are the day after.

    Many sites write their own time and call it UTC: the day they print to readers decides.
    """
    day = first_date(value)
    if day is None or not _LATE_UTC.search(value):
        return day
    shown = {first_date(text) for text in block_shadows(draft) if len(text) < 80}
    after = day + timedelta(days=1)
    return day if day in shown and after not in shown else after


def _posted(draft: Draft, lines: Sequence[Line]) -> Iterator[Found]:
    """Yield the date of a line below the text that says when it was posted."""
    last = lines[-1].block if lines else 0
    read = block_shadows(draft)
    for i, block in enumerate(draft.blocks[last + 1 : last + 13], last + 1):
        match = _POSTED.search(read[i]) if len(block.text) < 160 else None
        if match and (day := first_date(block.text[match.end() :])):
            yield Found("published", day.isoformat(), "posted")
            return


def _replied(lines: Sequence[Line]) -> Iterator[Found]:
    """Yield the day on which a letter was answered, from the form that holds both."""
    for line in lines:
        match = _ANSWERED.search(line.shadow) if len(line.text) < _ROW else None
        if match and (day := first_date(match[1])):
            yield Found("published", day.isoformat(), "label.答复时间")
            return


def _in_text(lines: Sequence[Line], title: str) -> Iterator[Found]:
    """Yield the date of a signature, and the one under the title of a speech."""
    above = head(lines, title)
    given = [(at, day) for at in range(len(above)) if (day := _spoken(lines, at))]
    below = given[-1][0] + 1 if given else 0  # the day of a speech signs nothing
    if signed := signed_on(lines[max(0, below - 2) :], title):
        yield Found("written", signed[0].isoformat(), "signature")
    for at, day in given:
        told = lines[at].shadow
        passed = _PASSED.search(told) or (kind_of(title) in _UNSPOKEN and not _SAID.search(told))
        yield Found("written" if passed else "spoken", day, "under-title")
    for line in lines[:4]:  # a machine writes its zeros: 2021年04月06日
        if _PADDED.fullmatch(line.shadow) and (published := first_date(line.shadow)):
            yield Found("published", published.isoformat(), "under-title")


def _spoken(lines: Sequence[Line], at: int) -> str:
    """Return the day a line under the title says a speech was given: in brackets, after a dash, with an occasion."""
    text = lines[at].shadow
    if len(text) >= 60 or not (day := first_date(text)):
        return ""
    alone = is_date_line(_HOUR.sub("", text).strip("[]"))
    if not (alone or _SPOKEN.match(text)):
        return ""
    told = text[0] in "([—" and (len(text) < 40 or "在" in text or _PASSED.search(text))
    above = lines[at - 1].shadow if at else ""
    told = told or (alone and (SPEAKER_LINE.match(above) or _greeted(lines, at)))
    return day.isoformat() if told and (alone or "年" in text) else ""


def _greeted(lines: Sequence[Line], at: int) -> bool:
    """Say whether a day no machine wrote stands right above the greeting: nothing else is between title and text."""
    below = lines[at + 1].shadow if at + 1 < len(lines) else ""
    written = lines[at].shadow
    return greets(below) and "年" in written and not _PADDED.fullmatch(written)


def _in_title(title: str) -> Iterator[Found]:
    """Yield the date a title carries in brackets: ……讲话(2011年11月3日 根据录音整理)."""
    match = re.search(r"\(([^()]*年[^()]*日[^()]*)\)", shadow(title))
    if match and (day := first_date(match[1])):
        passed = _PASSED.search(match[1])
        yield Found("written" if passed else "spoken", day.isoformat(), "title")


def _stamps(draft: Draft, first: int, text: int) -> Iterator[Found]:
    """Yield a date that stands, outside links, on a short line near the start of the body.

    Of what stands beside the body only what is above its `text` counts.
    """
    at = {
        c.block: c.rule for c in draft.cuts if first <= c.block < first + 12 and _is_stamp(c, text)
    }
    below = sorted(i for i, rule in at.items() if rule != _BEHIND)
    behind = sorted(set(at) - set(below))  # the page's own row counts before a speaker's line
    for i in [*below, *range(first - 1, max(-1, first - 16), -1), *behind]:
        block = draft.blocks[i]
        if len(block.text) >= 160 or block.link_chars >= len(block.text) * 0.5:
            continue
        line = block_shadows(draft)[i]
        if (day := first_date(line, short_year=True)) and not _OTHER_DATE.search(line):
            yield Found("published", day.isoformat(), "stamp")
            return


def _is_stamp(cut: Cut, text: int) -> bool:
    """Say whether a cut may have taken the day a page was put up: from its line's start, or behind a speaker."""
    above = cut.block < text
    return (
        above
        if cut.rule == _BEHIND
        else cut.start == 0 and (above or not cut.rule.startswith("outside"))
    )
