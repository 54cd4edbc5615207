"""Pages of one list and of one article: which link turns them, and which does not."""

from __future__ import annotations

import pytest

from scraper import pagers

A = "http://a.example"


@pytest.mark.parametrize(
    ("first", "pages", "second"),
    [
        ("/z/12.html", ["/z/12_2.html", "/z/12_3.html"], "/z/12_2.html"),
        ("/z/12.html", ["/z/12_1.html"], "/z/12_1.html"),
        ("/t20260112_5345.html", ["/t20260112_5345_1.html"], "/t20260112_5345_1.html"),
        ("/show?id=5", ["/show?id=5&page=2"], "/show?id=5&page=2"),
        ("/z/12-1.html", ["/z/12-2.html"], "/z/12-2.html"),
        ("/z/12.html", ["/z/13.html"], None),  # 下一页 that leads to the next article
        ("/z/c_1001.html", ["/z/c_1002.html"], None),
        ("/z/12.html", ["/z/12_3.html"], None),
        ("/z/12.html", [], None),
        ("/2026/03/a-b-c/", ["/2026/03/a-b-c/2/"], "/2026/03/a-b-c/2/"),
        ("/z/a-b", ["/z/a-b/3", "/z/a-b/2"], "/z/a-b/2"),
        ("/2026/03/", ["/2026/03/2/"], None),  # a day
        ("/z/12.html?t=1789", ["/z/12_2.html"], "/z/12_2.html"),
        ("/show?id=5", ["/show?page=2"], None),
        ("/show.asp?id=5", ["/Show.asp?ID=5&Page=2"], "/Show.asp?ID=5&Page=2"),
        ("/Show.asp?ID=5", ["/show.asp?id=5&page=2"], "/show.asp?id=5&page=2"),
    ],
)
def test_the_second_page_of_an_article(first: str, pages: list[str], second: str | None) -> None:
    found = pagers.following(A + first, [A + page for page in pages])
    assert found == (None if second is None else A + second)


def test_pages_follow_one_another_to_the_end() -> None:
    first, second, third = (f"{A}/z/12{tail}.html" for tail in ("", "_2", "_3"))
    assert pagers.later(first, second, [first, third]) == third
    assert pagers.later(first, third, [first, second]) is None
    assert pagers.later(f"{A}/s?id=5", f"{A}/s?id=5&page=2", [f"{A}/s?id=5&page=3"]) is not None


def test_pages_in_folders_of_their_own_follow_one_another() -> None:
    first, second, third = (f"{A}/z/a-b/{tail}" for tail in ("", "2/", "3/"))
    assert pagers.turns(second, "2", first)
    assert pagers.turns(third, "3", second)
    assert pagers.turns(first, "1", second)
    assert pagers.later(first, second, [first, third]) == third
    assert pagers.later(first, third, [first, second]) is None
    assert pagers.opening(third, [second, first]) == first
    assert not pagers.turns(f"{A}/2026/03/2/", "2", f"{A}/2026/03/")


def test_a_later_page_knows_its_first() -> None:
    first, second = f"{A}/z/12.html", f"{A}/z/12_2.html"
    assert pagers.opening(second, [first]) == first
    assert pagers.opening(second, [f"{A}/z/13.html"]) is None
    assert pagers.opening(first, [second]) is None


def test_the_number_of_a_page() -> None:
    counts = [
        pagers.count(A + path) for path in ("/l/", "/l/index_3.html", "/l/?page=12", "/l/page/4/")
    ]
    assert counts == [0, 3, 12, 4]


@pytest.mark.parametrize(
    ("url", "common"),
    [
        ("/z/12.html", "12"),
        ("/z/12_2.html", "12"),
        ("/show.asp?id=5&page=2", "id=5"),
        ("/2026/03/a-b-c/", "a-b-c"),
        ("/z/12.html?t=1789", "12"),
    ],
)
def test_what_all_pages_of_an_article_share(url: str, common: str) -> None:
    assert pagers.stem(A + url) == common


@pytest.mark.parametrize(
    ("url", "on", "reorders"),
    [
        ("/list.php?orderby=click&orderway=asc&tid=1", "/list.php?tid=1", True),
        ("/list.php?PageNo=2&orderby=click&tid=1", "/list.php?PageNo=2&tid=1", True),
        ("/list.php?PageNo=2&orderby=click&tid=1", "/list.php?PageNo=2&TotalResult=21&tid=1", True),
        ("/list.php?orderby=click", "/list.php?tid=1", False),  # of all sections
        ("/list.php?page=1&sort=hits&tid=1", "/list.php?page=2&sort=time&tid=1", True),
        ("/list.php?PageNo=3&orderby=id&tid=1", "/list.php?PageNo=2&tid=1", False),  # leads on
        ("/list.php?page=2&sort=time&tid=1", "/list.php?page=1&sort=time&tid=1", False),
        ("/list.php?orderby=click&tid=2", "/list.php?tid=1", False),  # another section
        ("/list.php?orderby=click&tid=1", "/", False),
        ("/?sort=3", "/", False),  # a section
        ("/zw.nsf/v?Count=30&Start=7", "/zw.nsf/v?Count=6&Start=7", True),  # in another length
        ("/zw.nsf/v?Count=30&Start=1", "/zw.nsf/v", False),  # all of what has no pages, perhaps
        ("/zw.nsf/v?Count=30&Start=13", "/zw.nsf/v?Count=6&Start=7", False),
        ("/list.php?tid=2", "/list.php?tid=1", False),
    ],
)
def test_a_list_in_another_order_is_the_same_list(url: str, on: str, *, reorders: bool) -> None:
    site = "http://a.example"
    assert pagers.reorders(site + url, site + on) is reorders


def test_a_number_set_right_behind_the_name_turns_the_page_too() -> None:
    assert pagers.turns(f"{A}/web/tz2.htm", "[2]", f"{A}/web/tz.htm")
    assert pagers.turns(f"{A}/web/tz3.htm", "3", f"{A}/web/tz2.htm")
    assert not pagers.turns(f"{A}/web/tz3.htm", "2", f"{A}/web/tz.htm")  # says another number
    assert not pagers.turns(f"{A}/web/jh2.htm", "2", f"{A}/web/tz.htm")  # another list's
    assert not pagers.turns(f"{A}/web/tz2.htm", "2 号文件", f"{A}/web/tz.htm")


@pytest.mark.parametrize("said", ["转到第3页", "Go to page 3", "转到最后一页", "去下一页"])
def test_a_link_may_say_that_it_goes_to_the_page(said: str) -> None:
    assert pagers.turns(f"{A}/zw?page=2", said, f"{A}/zw?page=1")
    assert pagers.says_next(said) is said.endswith("下一页")
    assert pagers.says_first("转到第 1 页")
    assert not pagers.turns(f"{A}/zw?page=2", "去年第3页的说明", f"{A}/zw?page=1")


def test_pages_of_a_route_in_the_query_turn_as_those_of_a_path() -> None:
    first, third = (f"{A}/index.php?s=/news/lists/cid/2{page}.html" for page in ("", "/p/3"))
    assert pagers.turns(third, "3", first)
    assert pagers.turns(third, ">>", first)
    assert pagers.count(third) == 3
    assert pagers.beginning(first) == pagers.beginning(third)
    assert not pagers.turns(f"{A}/index.php?s=/news/lists/cid/5.html", "5", first)
