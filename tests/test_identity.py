"""Which document a page is; and what never takes the place of a stored text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from crawling import opened
from documents import invented

from cleaners import NoDocument, Page
from scraper import checkups, identity, search
from scraper.report import Outcome

if TYPE_CHECKING:
    from pathlib import Path

A = "https://www.a.example"


def page(path: str, topic: str = "防汛", head: str = "", count: int = 12) -> Page:
    url = path if "://" in path else A + path
    body = "".join(f"<p>{topic}工作，{invented(f'{topic}{n}')}。</p>" for n in range(count))
    html = f"<html><head><title>在{topic}会上的讲话</title>{head}</head><body><h1>在{topic}会上的讲话</h1>{body}</body></html>"
    return Page(url, html.encode(), "text/html; charset=utf-8")


def notice(path: str, title: str, day: str) -> Page:
    """Return a page that says what each year's notice says, under a title and a date of its own."""
    url = path if "://" in path else A + path
    body = "".join(f"<p>{invented(f'假期{n}')}。</p>" for n in range(6))
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>发布时间：{day}</p>{body}</body></html>"
    return Page(url, html.encode(), "text/html; charset=utf-8")


YEARS = [
    ("关于2024年国庆节放假的通知", "2024-09-20"),
    ("关于2025年国庆节放假的通知", "2025-09-19"),
    ("关于2025年国庆节放假的通知", "2025-09-26"),  # given out again
]


@pytest.mark.parametrize(
    "form",
    [
        "/col12295/{}.html",
        "/{}/c12295.html",
        "/{}/view.php?aid=12295",
        "/view.php?n=12295&part={}",
        "/%E4%B8%8{}.html",
        "file:///home/wang18/{}.html",
        "file:///home/wang/{}/12295.html",
    ],
)
def test_one_text_under_several_titles_or_dates_is_several_documents(
    tmp_path: Path, form: str
) -> None:
    pages = [notice(form.format(n), *said) for n, said in zip("abc", YEARS, strict=True)]
    assert [outcome for _, outcome in keep(tmp_path, *pages)] == [Outcome.NEW] * 3


def test_files_are_documents_of_their_own_whatever_their_names_share(tmp_path: Path) -> None:
    pages = [notice(f"file:///w/{n}/12295.html", *YEARS[0]) for n in "ab"]
    assert [outcome for _, outcome in keep(tmp_path, *pages)] == [Outcome.NEW] * 2


def test_a_print_form_that_lacks_what_its_document_says_is_no_document(tmp_path: Path) -> None:
    whole, bare = notice("/c12295.html", *YEARS[0]), notice("/print.php?aid=12295", YEARS[0][0], "")
    assert keep(tmp_path, whole, bare)[1] == ("/c12295.html", Outcome.ALIAS)
    assert keep(tmp_path / "b", bare, whole)[1] == ("/c12295.html", Outcome.NEW)  # it has a date


def test_an_alias_that_has_a_title_or_a_text_of_its_own_becomes_a_document(tmp_path: Path) -> None:
    first, second = notice("/c/1.html", *YEARS[0]), notice("/c/2.html", *YEARS[1])
    for other in (second, page("/c/2.html", "招商")):
        folder = tmp_path / str(len(other.body))
        keep(folder, first)
        with opened(folder) as desk:
            identity.alias(desk.library, other.url, first.url)
        assert keep(folder, other) == [("/c/2.html", Outcome.NEW)]
        with opened(folder) as desk:
            assert not identity.is_alias(desk.library, other.url)


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="{url}"/>'


def keep(folder: Path, *pages: Page) -> list[tuple[str, Outcome]]:
    """Keep pages one after the other; say under which path, and as what."""
    with opened(folder) as desk:
        kept = [desk.keep(desk.read(one), None) for one in pages]
    return [(one.url.removeprefix(A), one.outcome) for one in kept]


def test_a_canonical_address_of_the_same_text_is_one_document(tmp_path: Path) -> None:
    kept = keep(
        tmp_path,
        page("/zt/9.html", head=canonical("/z/1.html")),
        page("/z/1.html", head=canonical("/z/1.html")),
        page("/tj/3.html", head=canonical(f"{A}/z/1.html")),
    )
    assert kept == [
        ("/z/1.html", Outcome.NEW),
        ("/z/1.html", Outcome.UNCHANGED),
        ("/z/1.html", Outcome.ALIAS),
    ]


@pytest.mark.parametrize("named", ["/z/1.html", "/", "https://b.example/1.html", "http://[", ""])
def test_a_wrong_canonical_address_never_joins_two_texts(tmp_path: Path, named: str) -> None:
    kept = keep(
        tmp_path,
        page("/z/1.html", "防汛", canonical(named)),
        page("/z/2.html", "招商", canonical(named)),
    )
    assert kept == [("/z/1.html", Outcome.NEW), ("/z/2.html", Outcome.NEW)]


@pytest.mark.parametrize(
    "other",
    [
        "https://m.a.example/z/1.html",
        "/m/z/1.html",
        "/z/1.html?zz=77",
        "/Z/1.HTML",
        "/z/1.html/",
        "http://www.a.example/z/1.html",
    ],
)
def test_twins_with_the_same_text_are_one_document(tmp_path: Path, other: str) -> None:
    assert keep(tmp_path, page("/z/1.html"), page(other))[1] == ("/z/1.html", Outcome.ALIAS)
    different = keep(tmp_path / "b", page("/z/1.html"), page(other, "招商"))
    assert different[1][1] is Outcome.NEW


def test_another_form_of_an_address_with_its_number_is_one_document(tmp_path: Path) -> None:
    first, other = "/show-12-345-1.html", "/index.php?a=show&catid=12&id=345"
    kept = keep(tmp_path, page(first), page(other), page("/show-12-346-1.html"))
    assert kept == [
        (first, Outcome.NEW),
        (first, Outcome.ALIAS),
        ("/show-12-346-1.html", Outcome.NEW),  # the same text, posted twice
    ]


def test_what_a_site_that_was_built_anew_says_under_its_old_number_is_no_alias(
    tmp_path: Path,
) -> None:
    keep(tmp_path, page("/show-12-345-1.html"))
    with opened(tmp_path) as desk, desk.library.transaction() as connection:
        connection.execute("UPDATE documents SET first_seen_at = '2026-01-01T00:00:00Z'")
    assert keep(tmp_path, page("/info/345.html")) == [("/info/345.html", Outcome.NEW)]


def test_two_forms_that_have_often_been_met_for_one_document_are_so_whenever_they_are_met(
    tmp_path: Path,
) -> None:
    topics = ("护林", "禁毒", "普法", "春耕")
    static = [page(f"/a/{at}/2024030{at}/10{at}.html", topic) for at, topic in enumerate(topics)]
    scripts = [page(f"/plus/view.php?aid=10{at}", topic) for at, topic in enumerate(topics)]
    keep(tmp_path, *(one for pair in zip(static[:3], scripts[:3], strict=True) for one in pair))
    keep(tmp_path, static[3])
    with opened(tmp_path) as desk, desk.library.transaction() as connection:
        connection.execute("UPDATE documents SET first_seen_at = '2026-01-01T00:00:00Z'")
    assert keep(tmp_path, scripts[3])[0][1] is Outcome.ALIAS


def test_copies_that_change_together_are_both_changed(tmp_path: Path) -> None:
    copies = ("/z/1.html", "/tj/view-of-1.html")
    keep(tmp_path, *(page(one) for one in copies))
    kept = keep(tmp_path, *(page(one, count=13) for one in copies))
    assert kept == [(one, Outcome.CHANGED) for one in copies]


def test_a_page_that_says_what_another_one_came_to_say_is_no_copy(tmp_path: Path) -> None:
    keep(tmp_path, page("/z/1.html"), page("/z/2.html", "招商"))
    keep(tmp_path, page("/z/1.html", count=13))
    with pytest.raises(NoDocument):
        keep(tmp_path, page("/z/2.html", count=13))


def test_numbers_of_articles_are_no_idle_parameter(tmp_path: Path) -> None:
    kept = keep(tmp_path, page("/show?cat=1&id=1"), page("/show?cat=1&id=2"))
    assert [outcome for _, outcome in kept] == [Outcome.NEW, Outcome.NEW]


def test_what_another_page_says_or_hardly_anything_overwrites_nothing(tmp_path: Path) -> None:
    keep(tmp_path, page("/z/1.html"), page("/z/2.html", "招商"))
    for bad in (page("/z/1.html", "招商"), page("/z/1.html", "走失", count=1)):
        with opened(tmp_path) as desk:
            with pytest.raises(NoDocument) as caught:
                desk.keep(desk.read(bad), None)
            assert caught.value.code == "soft-404"
            stored = search.get(desk.library, f"{A}/z/1.html")
            assert stored is not None
            assert "防汛" in stored.document.text


def test_a_text_may_become_another(tmp_path: Path) -> None:
    keep(tmp_path, page("/z/1.html"))
    assert keep(tmp_path, page("/z/1.html", "抗旱")) == [("/z/1.html", Outcome.CHANGED)]


def short(path: str, text: str, title: str = "") -> Page:
    head = f"<h1>{title}</h1>" if title else ""
    return Page(A + path, f"<html><body>{head}<p>{text}</p></body></html>".encode())


def crawled(folder: Path, *pages: Page) -> list[str]:
    """Keep pages as a crawl does; say of each under which path, or why not."""
    told = []
    with opened(folder) as desk:
        for one in pages:
            try:
                checkup = checkups.Checkup("甲", datetime.now(UTC))
                told.append(desk.keep(desk.read(one), None, checkup).url.removeprefix(A))
            except NoDocument as error:
                told.append(error.code)
    return told


def test_a_line_without_title_or_date_is_no_document_of_a_crawl(tmp_path: Path) -> None:
    line = "本栏目所收来信目前还没有对外公开，请过一段时间再来看一看。"
    assert crawled(tmp_path, short("/x?id=1", line)) == ["no-body"]
    with opened(tmp_path) as desk:  # who names a page wants it
        assert desk.keep(desk.read(short("/x?id=1", line)), None).outcome is Outcome.NEW


def test_short_notices_of_other_days_are_documents_of_a_crawl(tmp_path: Path) -> None:
    title, text = "关于放假的通知", "今日放假一天，请各村安排好值班，有事及时报告镇办公室。"
    day = "<p>发布时间：2025-{:02}-01</p><p>"
    pages = [short(f"/{n}.html", day.format(n) + text, title) for n in (1, 2)]
    assert crawled(tmp_path, *pages) == ["/1.html", "/2.html"]


def test_one_message_for_all_is_stored_once(tmp_path: Path) -> None:
    lines = (
        "同志们：</p><p>会议定于三月五日上午九时召开，请各单位负责同志准时参加。</p><p>县政府办公室"
    )
    pages = [short(f"/x?id={n}", lines, "会议通知") for n in (1, 2)]
    assert crawled(tmp_path, *pages) == ["/x?id=1", "soft-404"]
    other = short("/x?id=3", lines, "关于召开春耕工作会议的通知")
    assert crawled(tmp_path, other) == ["/x?id=3"]  # another document that says the same


def test_whether_a_text_is_stored_is_asked_of_its_hash_and_not_of_all_the_host(
    tmp_path: Path,
) -> None:
    """A host has thousands of documents: to pass through them for each new one is quadratic."""
    asked: list[str] = []
    with opened(tmp_path) as desk:
        desk.keep(desk.read(page("/z/1.html")), None)
        reading = desk.read(page("/z/12.html", "招商"))
        with desk.library.transaction() as connection:
            connection.set_trace_callback(asked.append)
            desk.keep(reading, None)
            connection.set_trace_callback(None)
            sought = [sql for sql in asked if "text_hash = " in sql and sql.startswith("SELECT")]
            plans = [
                row[3] for sql in sought for row in connection.execute("EXPLAIN QUERY PLAN " + sql)
            ]
    assert sought
    assert not [line for line in plans if "documents_host" in line]
