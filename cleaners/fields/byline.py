"""Who wrote a report, by the line its paper sets above or below the text: 本报讯（记者 林一）, 执笔人：周二."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.lines import block_shadows
from cleaners.model import Found
from cleaners.words.people import BY_NAME, SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Draft

_OPENING, _CLOSING = 5, 6  # blocks from either end of the text, its title among them
_LONG = 120  # characters; in a longer paragraph only its own opening and end are read
_HAN = r"[\u4e00-\u9fff]"
_WRITER = r"(?:首席|特约|见习|实习|全媒体|融媒体|驻地?)*(?:记者|通讯员|实习生)"
_NAME = rf"{_HAN}{{2,4}}(?:·{_HAN}{{2,6}})?"
_NAMES = rf"{_NAME}(?:[\s、,;]+(?:{_WRITER}[\s:]*)?{_NAME}){{0,7}}"
_FAMILY = rf"(?=[{SURNAMES}])"
_DONE = r"(?:\s*(?:摄影)?报道|\s*(?:文/图|图/文|整理|整合))?\s*"
_HAND = r"(?:执笔人?|撰稿人?|撰文|原?作者)"
_BRACKETED = rf"\((?:{_HAN}{{0,12}}?{_WRITER}[\s:]*|{_HAND}[\s:]+{_FAMILY})({_NAMES}){_DONE}\)"
# 本报讯（记者 林一）, 据新华社拉萨电（记者 格桑）, 新华社北京5月6日电 记者林一、周二报道
_OPENS = re.compile(
    rf"(?:^|[^。!?:“”\"]{{0,40}}?(?:[电讯]|消息|报道))\s*"
    rf"(?:{_BRACKETED}|{_WRITER}\s*({_FAMILY}{_NAMES})报道)"
)
_ENDS = re.compile(rf"{_BRACKETED}$")
# on a line of its own; a name stands behind a space, or opens with a family's: not 通讯员队伍建设
_ALONE = re.compile(
    rf"[\s□■◎●◆▲★(]*(?:(?:(?:文/图|图/文|图文|文)\s)?(?:{_HAN}{{1,8}}[\s·]){{0,2}}?{_HAN}{{0,8}}?{_WRITER}(?:\s*[|丨/]\s*|\s+|{_FAMILY})"
    rf"|(?:{_HAND}\s*[:|丨/]|(?:图文|文图|文)\s*[|丨/])\s*{_FAMILY})({_NAMES}){_DONE}\)?\s*"
)
# a name alone behind a mark, as a newspaper opens or ends an article; a form has many such: □ 陆文
_MARKED = re.compile(rf"[□■○●◎]\s?({_HAN}{{2,3}})")
_BETWEEN = re.compile(rf"[\s、,;]+|{_WRITER}[\s:]*")
# a reporter who is said to do something: （记者 获悉）
_NOT_A_NAME = re.compile(r"获悉|了解|看到|报道|采访|整理|整合|综合|编辑|小编|佚名|供图|节快乐")


def find_writers(draft: Draft, body: tuple[int, int], end: int) -> Iterator[Found]:
    """Yield the author that a line of a body, near its beginning or below the last lines before `end`, says it is by."""
    first, last = body
    texts = [text.strip() for text in block_shadows(draft)[first:last]]
    marked = [found for text in texts if (found := _MARKED.fullmatch(text))]
    if len(marked) == 1 and BY_NAME.fullmatch(marked[0][1]):
        yield Found("author", marked[0][1], "byline")
    for i, text in enumerate(texts, first):
        opens, closes = i < first + _OPENING, i >= end - _CLOSING
        if opens or closes:
            said = _ALONE.fullmatch(text) if len(text) <= _LONG else None
            said = said or (_OPENS.match(text) if opens else None)
            said = said or (_ENDS.search(text[-_LONG:]) if closes else None)
            if said and (names := _people(said[said.lastindex or 1])):
                yield Found("author", names, "byline")


def _people(names: str) -> str:
    people = [name for name in _BETWEEN.split(names) if len(name) > 1]
    if "摄影" in people:
        return ""  # who took the picture
    return " ".join(name for name in people if not _NOT_A_NAME.search(name))
