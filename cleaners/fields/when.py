"""The dates of a document, each from its own places: published, written, spoken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.dates import date_in_url, first_date, is_date_line
from cleaners.model import Found
from cleaners.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.fields.labels import Pair
    from cleaners.lines import Line
    from cleaners.model import Draft

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
)
_META_DATE = re.compile(r"(?:pub|publish|published|release|issued?)[-_:. ]?(?:date|time|at)")
_POSTED = re.compile(r"(?:发[表布]|[张贴]贴)于|posted\s+(?:on|at|by)?", re.IGNORECASE)
_PUBLISHED_FIRST = frozenset({"发布日期", "发布时间", "发稿时间"})


def find_dates(
    draft: Draft, stated: Sequence[Pair], lines: Sequence[Line], first: int
) -> Iterator[Found]:
    """Yield published, written (成文日期) and spoken dates; `first` is the body's first block."""
    for key in (*_META, *filter(_META_DATE.search, draft.meta)):
        if day := first_date(draft.meta.get(key, "")):
            yield Found("published", day.isoformat(), f"meta.{key}")
    dated = [pair for pair in stated if pair.field == "published"]
    for pair in sorted(dated, key=lambda pair: pair.label not in _PUBLISHED_FIRST):
        if day := first_date(pair.value, short_year=True):
            yield Found("published", day.isoformat(), f"label.{pair.label}")
    yield from _stamps(draft, first, lines[0].block if lines else first)
    yield from _posted(draft, lines)
    if day := date_in_url(draft.url):
        yield Found("published", day.isoformat(), "url")
    for pair in stated:
        if pair.field == "written" and (day := first_date(pair.value)):
            yield Found("written", day.isoformat(), f"label.{pair.label}")
    yield from _in_text(lines)


def _posted(draft: Draft, lines: Sequence[Line]) -> Iterator[Found]:
    """Yield the date of a line below the text that says when it was posted."""
    last = lines[-1].block if lines else 0
    for block in draft.blocks[last + 1 : last + 13]:
        match = _POSTED.search(shadow(block.text)) if len(block.text) < 160 else None
        if match and (day := first_date(block.text[match.end() :])):
            yield Found("published", day.isoformat(), "posted")
            return


def _in_text(lines: Sequence[Line]) -> Iterator[Found]:
    """Yield the date of a signature, and the one under the title of a speech."""
    for line in lines[2:][-12:][::-1]:
        if is_date_line(line.shadow) and (day := first_date(line.shadow)):
            yield Found("written", day.isoformat(), "signature")
            break
    for line in lines[:7]:
        if line.shadow[:1] == "(" and len(line.text) < 40 and (day := first_date(line.shadow)):
            yield Found("spoken", day.isoformat(), "under-title")


def _stamps(draft: Draft, first: int, text: int) -> Iterator[Found]:
    """Yield a date that stands, outside links, on a short line near the start of the body.

    Of what stands beside the body only what is above its `text` counts.
    """
    cut = {
        c.block
        for c in draft.cuts
        if c.start == 0 and (c.block < text or not c.rule.startswith("outside"))
    }
    near = [i for i in range(first, min(first + 12, len(draft.blocks))) if i in cut]
    for i in [*near, *range(first - 1, max(-1, first - 16), -1)]:
        block = draft.blocks[i]
        if len(block.text) >= 160 or block.link_chars >= len(block.text) * 0.5:
            continue
        if day := first_date(shadow(block.text), short_year=True):
            yield Found("published", day.isoformat(), "stamp")
            return
