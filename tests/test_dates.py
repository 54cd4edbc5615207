"""Dates as pages write them: in a text, in an address, alone on a line."""

from __future__ import annotations

from datetime import date

import pytest

from cleaners.words.dates import date_in_url, first_date, is_date_line


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-05-09", (2022, 5, 9)),
        ("2020-09-04 16:40:30", (2020, 9, 4)),
        ("2012/4/17 9:18:53", (2012, 4, 17)),
        ("2022/05/11 10:25", (2022, 5, 11)),
        ("2016.03.31", (2016, 3, 31)),
        ("2021年04月06日", (2021, 4, 6)),
        ("2013年03月09 12:41:38", (2013, 3, 9)),
        ("2024年4月21日发(作者:", (2024, 4, 21)),
        ("2024-11-26下载文档", (2024, 11, 26)),
        ("2026-04-13 15:39:00来源:", (2026, 4, 13)),
        ("31.01.2017 01:37", (2017, 1, 31)),
        ("Saturday, September 10th, 2005 10:56 am", (2005, 9, 10)),
        ("Mar 12 Sun 2017", (2017, 3, 12)),
        ("星期五, 02/09/2024 - 08:30", (2024, 2, 9)),
        ("周一，02/09/2024", (2024, 9, 2)),
        ("Fri, 09/02/2024 - 08:30", (2024, 2, 9)),
        ("星期三, 02/09/2024", None),
        ("02/09/2024", None),
        ("2024-04-20628人浏览", (2024, 4, 20)),
        ("2024/04/201205次阅读", (2024, 4, 20)),
        ("2024-04-20628", None),
        ("March 2017", None),
        ("summary 12 2017", None),
        ("二〇二三年五月九日", (2023, 5, 9)),
        ("二○一一年十一月三日", (2011, 11, 3)),
        ("一九九八年十二月三十一日", (1998, 12, 31)),
        ("二零二四年十月二十日", (2024, 10, 20)),
        ("2023 年 1 月 5 日", (2023, 1, 5)),
        ("2024-02-30 2024-03-01", None),
        ("2026-03", None),
        ("2024-13-01", None),
        ("1899-01-01", None),
        ("12024-01-01", None),
        ("2024-01-011", None),
        ("22-10-25", None),
        ("〔2024〕7号", None),
        ("3.6亿元", None),
        ("二〇二四年十三月一日", None),
        ("", None),
    ],
)
def test_dates_are_read(text: str, day: tuple[int, int, int] | None) -> None:
    assert first_date(text) == (date(*day) if day else None)


def test_short_year_is_read_only_where_asked_for() -> None:
    assert first_date("时间:22-10-25", short_year=True) == date(2022, 10, 25)
    assert first_date("电话0871-22-10-25", short_year=True) is None


def test_the_first_of_two_dates_counts_whatever_its_form() -> None:
    assert first_date("二〇二三年五月九日，2022-01-01") == date(2023, 5, 9)
    assert first_date("31.01.2017 2018-01-01") == date(2017, 1, 31)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2023/0429/92618.html", (2023, 4, 29)),
        ("https://a.example/art/t20190115_5260561.html", (2019, 1, 15)),
        ("https://a.example/2021-09/28/content_90112.html", (2021, 9, 28)),
        ("https://a.example/content_20180203_1.html", (2018, 2, 3)),
        ("https://a.example/doc/20231301.html", None),
        ("https://a.example/p/120230101.html", None),
        ("https://a.example/170350409717421.html", None),
        ("https://a.example/20230230/1.html", None),
    ],
)
def test_dates_in_addresses(url: str, day: tuple[int, int, int] | None) -> None:
    assert date_in_url(url) == (date(*day) if day else None)


@pytest.mark.parametrize(
    ("line", "so"),
    [
        ("2022年5月9日", True),
        ("(2022年5月9日)", True),
        ("二〇二二年五月九日", True),
        ("2022年5月9日印发", False),
        ("今天是2022年5月9日", False),
        ("2022-05-09 10:25", False),
    ],
)
def test_date_lines(line: str, so: bool) -> None:  # noqa: FBT001
    assert is_date_line(line) is so
