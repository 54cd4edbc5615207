"""Who wrote a text, as its own lines tell: reporters in brackets, names behind a mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.model import Found
from cleaners.words.people import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line

_OPENING = 3  # lines, a title or a kicker among them
_NAMES = r"[\u4e00-\u9fff·]{2,6}(?:[\s、,]{1,3}(?:(?:通讯员|实习生)\s?)?[\u4e00-\u9fff·]{2,6}){0,5}"
# behind the place and the day of a dispatch: 本报讯（记者 苏禾）, 新华社云岭9月5日电（记者苏禾、田苗）
_DISPATCHED = re.compile(rf"^[^。!?]{{0,24}}[电讯]\s?\([^()]{{0,8}}?记者\s?({_NAMES})\)")
# behind the last sentence, or below it: （云岭台记者 苏禾）; 摄 tells of a picture
_SIGNED = re.compile(rf"(?:^|[。!?”])\s?\([^()。]{{0,8}}?记者\s?({_NAMES})(?<!摄)\)$")
_HELD_THE_PEN = re.compile(rf"^\(?执笔人?\s?:\s?({_NAMES})\)?$")
_BETWEEN = re.compile(r"[\s、,]+|通讯员|实习生|(?:摄影)?报道|整[合理]|综合|采写|编译")
# as a newspaper opens or ends an article: □ 陆文, 文/图 本报记者 苏禾
_UNDER_MARK = re.compile(
    r"(?=[□■○●◎文图本])[□■○●◎]?\s?(?:文/图|图/文|图文|文)?\s?[/:]?\s?(?:本[报刊网]\s?)?(?:(?:首席|特约|见习)?(?:记者|通讯员)\s?)?([\u4e00-\u9fff]{2,3})"
)


def told_by_text(lines: Sequence[Line]) -> Iterator[Found]:
    """Yield the author of a text from its first lines, or its last."""
    if not lines:
        return
    yield from _under_mark(lines)
    found = [match for line in lines[:_OPENING] if (match := _DISPATCHED.match(line.shadow))]
    last = lines[-1].shadow[-80:]
    found += filter(None, (_SIGNED.search(last), _HELD_THE_PEN.match(last)))
    for match in found:
        people = [*filter(None, _BETWEEN.split(match[1]))]
        yield Found("author", " ".join(people), "text.byline")


def _under_mark(lines: Sequence[Line]) -> Iterator[Found]:
    """Yield who stands behind a mark on a line of their own, the first or the last of the text; a form has many such."""
    marked = [(i, match) for i, x in enumerate(lines) if (match := _UNDER_MARK.fullmatch(x.shadow))]
    for i, match in marked if len(marked) == 1 else ():
        if (i < _OPENING or i == len(lines) - 1) and BY_NAME.fullmatch(match[1]):
            yield Found("author", match[1], "line.marked")
