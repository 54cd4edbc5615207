"""Two forms of a site's addresses: what pairs of them tell, and what they do not."""

from __future__ import annotations

import pytest

from scraper.forms import Forms, share_a_number

A = "http://a1.example"


def show(category: int, number: int, page: int = 1) -> str:
    return f"{A}/show-{category}-{number}-{page}.html"


def script(category: int, number: int) -> str:
    return f"{A}/index.php?a=show&catid={category}&id={number}"


def learnt(*pairs: tuple[str, str]) -> Forms:
    forms = Forms()
    for one, other in pairs:
        forms.learn(one, other)
    return forms


def test_three_pairs_tell_the_other_form_both_ways() -> None:
    pairs = [(script(12 + n % 2, 340 + n), show(12 + n % 2, 340 + n)) for n in range(3)]
    assert learnt(*pairs[:2]).others(script(13, 900)) == []
    assert learnt(*pairs).others(script(13, 900)) == [show(13, 900)]
    assert learnt(*pairs).others(show(13, 900)) == [script(13, 900)]
    assert learnt(*pairs).others(show(13, 900, page=2)) == []  # all pairs had page 1


def test_letter_case_is_a_form_as_any() -> None:
    pairs = [(f"{A}/SHOW.ASPX?ID={n}", f"{A}/Show.aspx?Id={n}") for n in (14, 25, 36)]
    assert learnt(*pairs).others(f"{A}/SHOW.ASPX?ID=7") == [f"{A}/Show.aspx?Id=7"]


@pytest.mark.parametrize(
    "pairs",
    [
        [(f"{A}/a/{n}.html", f"{A}/b/{n + 7}.html") for n in range(20, 26)],  # another number
        [(f"{A}/a/{n}.html", f"{A}/b/12.html") for n in range(20, 26)],  # one for all
        [(f"{A}/a/{n}.html", f"{A}/about.html") for n in range(20, 26)],  # none at all
        [(show(12, n), show(13, n)) for n in range(20, 26)],  # the same form
        [
            *((f"{A}/a/{n}.html", f"{A}/b/{n}.html") for n in (20, 21, 22)),
            (f"{A}/a/30.html", f"{A}/b/31.html"),
        ],
    ],
)
def test_what_pairs_do_not_tell_is_not_guessed(pairs: list[tuple[str, str]]) -> None:
    assert learnt(*pairs).others(f"{A}/a/99.html") == []
    assert learnt(*pairs).others(show(12, 99)) == []


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (show(12, 345), script(12, 345), True),
        (f"{A}/plus/view.php?aid=77", f"{A}/plus/print.php?aid=77", True),
        (f"{A}/2024/3/5/content_9004.html", f"{A}/2024/3/5/content_9004_all.html", True),
        (show(12, 345), show(12, 346), False),
        (f"{A}/art/2024/3/5/art_12_345.html", f"{A}/art/2024/3/5/art_13_345.html", False),
        (f"{A}/20240305/a.html", f"{A}/20240305/b.html", False),  # a date is nobody's number
        (f"{A}/m/1962.html", f"{A}/zw/20260810_1962.html", True),  # no page is of that year
        (f"{A}/m/2012.html", f"{A}/zw/20260810_2012.html", False),
        (f"{A}/z/1.html", f"{A}/tj/view-of-1.html", False),
        (f"{A}/a.html", f"{A}/b.html", False),
        (f"{A}/col12295/a.html", f"{A}/col12295/b.html", False),  # a column's
        (f"{A}/%E4%B8%89.html", f"{A}/%E4%B8%89%E5%8F%B7.html", False),  # a letter's
        (f"{A}/%E5%8F%B7345.html", f"{A}/show?id=345", True),
    ],
)
def test_a_number_of_its_own_is_what_two_addresses_share(
    one: str, other: str, *, shared: bool
) -> None:
    assert share_a_number(one, other) is shared
    assert share_a_number(other, one) is shared
