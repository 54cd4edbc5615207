"""Dates as Chinese pages write them."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
    "O": "0",
    "0": "0",
}
_NUMERIC = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})"
    r"(?:(?!\d)|(?<=[-/]\d\d)(?=\d{1,7}\s?[人次]{0,2}(?:浏览|阅读|点击|查看|围观)))"  # 2024-04-20628人浏览
)
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)")
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[012]\d[0-5]\d(?:[0-5]\d)?)?(?!\d)"
)
_SHORT_YEAR = re.compile(r"(?<![\d-])(\d\d)-(\d{1,2})-(\d{1,2})(?![\d-])")
_SPELT = re.compile(
    r"([一二][〇○零ＯO0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ENGLISH = re.compile(
    rf"\b({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# the day of the week tells which number is the month: 星期五, 02/09/2024
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_OF_WEEK = re.compile(
    rf"(?:(?:星期|周|週)([一二三四五六日天])|\b({'|'.join(_WEEKDAYS)})[a-z]{{0,6}})[\s,，]+(\d{{1,2}})/(\d{{1,2}})/((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[12一二](?:9|0|...年)")  # the beginning of any that is written in full
_OPENING = re.compile(r"[\s()（）]*[12一二]")  # of a year
_PATHED = re.compile(
    r"(?:/|_|t|content_)((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_FOLDERS = re.compile(r"/((?:19|20)\d\d)/(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?=/)")

# a day as it signs a document: 2026年5月9日, 二〇二六年五月九日, in haste 2026年5月9日14时
_HOUR = r"[012]?\d[时点](?:[0-5]?\d分)?"
DAY_AT_END = re.compile(r"\d月\d{1,2}日$")
_HASTE = re.compile(rf"(?<=日){_HOUR}$")
WRITTEN = (
    r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年"
    rf"[\d一二三四五六七八九十]{{1,2}}月[\d一二三四五六七八九十]{{1,3}}日(?:{_HOUR})?"
)
_FORMS = (_NUMERIC, _DAY_FIRST, _SPELT, _ENGLISH, _OF_WEEK)


def first_date(text: str, *, short_year: bool = False) -> date | None:
    """Return the first date in a text, or None; `short_year` also reads `22-10-25`, `20221025`."""
    if not _YEAR.search(text) and not (short_year and "-" in text):
        return None
    found = [m for pattern in _FORMS if (m := pattern.search(text))]
    for match in sorted(found, key=re.Match.start):
        if day := _read(match):
            return day
    if short_year and (short := _SHORT_YEAR.search(text)):
        return _day(f"20{short[1]}", short[2], short[3])
    compact = _COMPACT.search(text) if short_year else None
    return _day(*compact.groups()) if compact else None


def date_in_url(url: str) -> date | None:
    """Return the date an address carries (`/2023/0429/`, `t20190115_`), or None."""
    match = _PATHED.search(url) or _FOLDERS.search(url)
    return _day(*match.groups()) if match else None


def is_date_line(text: str) -> bool:
    """Say whether a line is nothing but a date, as under a title or a signature."""
    if not _OPENING.match(text):
        return False
    bare = _HASTE.sub("", re.sub(r"[\s()（）]", "", text))
    match = _NUMERIC.match(bare) or _SPELT.match(bare)
    return match is not None and len(bare) <= match.end() + 1


def _read(match: re.Match[str]) -> date | None:
    if match.re is _DAY_FIRST:
        return _day(match[3], match[2], match[1])
    if match.re is _SPELT:
        year = "".join(_DIGITS.get(char, "0") for char in match[1])
        return _day(year, str(_spelt_number(match[2])), str(_spelt_number(match[3])))
    if match.re is _ENGLISH:
        return _day(match[3], str(_MONTHS.index(match[1].lower()) + 1), match[2])
    if match.re is _OF_WEEK:
        return _on_weekday(match)
    return _day(match[1], match[2], match[3])


def _on_weekday(match: re.Match[str]) -> date | None:
    """Return the reading of 02/09/2024 that falls on the day of the week it stands behind, or None."""
    char, word = match[1], match[2]
    told = (
        "一二三四五六日".find(char.replace("天", "日")) if char else _WEEKDAYS.index(word.lower())
    )
    days = (_day(match[5], match[3], match[4]), _day(match[5], match[4], match[3]))
    return next((day for day in days if day and day.weekday() == told), None)


def _spelt_number(text: str) -> int:
    tens, mark, ones = text.rpartition("十")
    if not mark:
        return int(_DIGITS[text])
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
