"""Two forms of a site's addresses: what pairs of them tell, and what they do not."""

from __future__ import annotations

import pytest

from scraper.forms import Forms, Idle, idle_parameters, share_a_number

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
        (f"{A}/24/c3a51/page.htm", f"{A}/_s3/24/c3a51/page.htm", True),
        (f"{A}/_s4/24/c3a51/page.htm", f"{A}/_s3/24/c3a52/page.htm", False),
        (f"{A}/a/page.htm", f"{A}/s/a/page.htm", False),  # of the site's own pages
        (f"{A}/%E4%B8%89.html", f"{A}/%E4%B8%89%E5%8F%B7.html", False),  # a letter's
        (f"{A}/%E5%8F%B7345.html", f"{A}/show?id=345", True),
        (f"{A}/art_12_48001.html", f"{A}/art_13_48001.html", True),  # of all columns
        (f"{A}/art_12_2026030501.html", f"{A}/art_13_2026030501.html", False),  # first of its day
        (f"{A}/show.asp?newsid=77&classid=1045", f"{A}/show.asp?newsid=78&classid=1045", False),
    ],
)
def test_a_number_of_its_own_is_what_two_addresses_share(
    one: str, other: str, *, shared: bool
) -> None:
    assert share_a_number(one, other) is shared
    assert share_a_number(other, one) is shared


def test_two_columns_tell_nothing_of_a_third() -> None:
    forms = Forms()
    for number in (48001, 48002, 48003):
        forms.learn(f"{A}/art/10/{number}.html", f"{A}/art/12/{number}.html")
    assert forms.others(f"{A}/art/10/48009.html") == [f"{A}/art/12/48009.html"]
    assert forms.others(f"{A}/art/12/48009.html") == [f"{A}/art/10/48009.html"]
    assert forms.others(f"{A}/art/11/48009.html") == forms.others(f"{A}/art/10/77.html") == []


def test_what_was_posted_twice_in_a_column_tells_nothing_of_the_others() -> None:
    forms = Forms()
    for number in (101, 103, 105):
        forms.learn(f"{A}/show_{number + 1}_1045.html", f"{A}/show_{number}_1045.html")
    assert not forms.others(f"{A}/show_109_1045.html")
    for number in (1001, 1002, 1003):
        forms.learn(f"{A}/2025/{number}.html", f"{A}/2026/{number}.html")  # each year's notice
    assert not forms.others(f"{A}/2025/1004.html")


def test_parameters_that_make_no_odds() -> None:
    idle = idle_parameters
    assert idle(f"{A}/c.do?cat=1&id=5", f"{A}/c.do?id=5") == {"cat": "1"}
    assert idle(f"{A}/c.do?id=5&x=1&y=2", f"{A}/c.do?id=5") == {"x": "1", "y": "2"}
    assert idle(f"{A}/c.do?id=5", f"{A}/c.do?id=6") == {}
    assert idle(f"{A}/c.do?cat=1&id=5", f"{A}/d.do?id=5") == {}
    assert idle(f"{A}/c.do?id=5", f"{A}/c.do?id=5") == {}
    assert idle(f"{A}/c.do?cat=1&id=5", f"{A}/c.do?cat=1") == {}  # the first of its section


def test_what_is_another_with_each_document_is_its_number() -> None:
    idle = Idle()
    for section in (1, 2, 3, 4):  # each shows its newest article
        idle.learn(f"{A}/c.do?lm={section}", f"{A}/c.do?lm={section}&wz={section}07")
        idle.learn(f"{A}/d.do?wz={section}07", f"{A}/d.do?lm={section % 2}&wz={section}07")
        idle.learn(f"{A}/e.do?wz={section}07&t=17{section}", f"{A}/e.do?wz={section}07")
    assert [idle.names(f"{A}/{one}.do") for one in "cde"] == [set(), {"lm"}, {"t"}]
