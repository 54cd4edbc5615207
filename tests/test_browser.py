"""Searching in a browser: the first page, hits, filters, and what leads on where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from webpage import SPEECH_TITLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


def test_searching_from_the_first_page_finds_words_of_any_length(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("searchbox")
    for words in ("柳", "项目", "重点项目建设推进会"):
        box.fill(words)
        box.press("Enter")
        page.wait_for_url("**/search?q=**")
        expect(page.locator(".hits a", has_text=SPEECH_TITLE).first).to_be_visible()
        expect(page.locator(".hits mark").first).to_have_text(words)
        expect(box).to_have_value(words)
    box.fill("没有的词")
    page.get_by_role("button", name="检索").click()
    expect(page.locator(".none")).to_contain_text("没有找到")
    expect(page.locator(".none kbd")).to_have_count(4)  # how to ask
    page.goto("/search?q=项目&kind=没有的文种&site=案牍集")
    expect(page.locator(".facets")).to_have_count(0)
    page.get_by_role("link", name="去掉全部筛选条件").click()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator(".hits mark").first).to_have_text("项目")


def test_the_hints_are_true(page: Page) -> None:
    page.goto("/")
    both, phrase, without, title = page.locator(".syntax kbd").all_inner_texts()
    assert (both, phrase, without, title) == ("春耕 水利", '"PM 2.5"', "春耕 -草案", "标题:通知")
    found = {}
    for words in ("项目", "项目 推进", '"项目 推进"', "项目 -推进", "标题:项目"):
        page.goto(f"/search?q={words}")
        found[words] = page.locator(".hits h2").count()
    assert found["项目"] == found["项目 推进"] + found["项目 -推进"]
    assert found['"项目 推进"'] == 0 < found["项目 推进"]
    page.goto("/search?q=标题:项目")
    for heading in page.locator(".hits h2").all_inner_texts():
        assert "项目" in heading


def test_an_address_that_is_not_there_has_a_page_of_its_own(browser: Browser, address: str) -> None:
    page = browser.new_context(base_url=address).new_page()
    for path in ("/nowhere", "/doc/999999", "/-/plugins", "/search/"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("h1")).to_have_text("没有这个页面")
        expect(page.get_by_role("searchbox")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("There is no such page")
    page.context.close()


def test_where_one_is_stands_out(page: Page, speech: str) -> None:
    page.goto("/search")
    expect(page.locator("header.top [aria-current]")).to_have_text("全部公文")
    for path in ("/search?q=项目", "/library/documents", "/"):
        page.goto(path)
        expect(page.locator("header.top [aria-current]")).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 420})
    page.goto(speech)
    current = page.locator("nav.outline [aria-current]")
    expect(current).to_have_count(0)
    page.locator("nav.outline a").nth(1).click()
    expect(current).to_have_text(page.locator("nav.outline a").nth(1).inner_text())


def test_many_years_are_folded(page: Page) -> None:
    page.goto("/search")
    older = page.locator(".facets details")
    expect(older.locator("a").first).to_be_hidden()
    older.locator("summary").focus()
    page.keyboard.press("Enter")
    older.locator("a", has_text="2001").click()
    expect(page.locator(".chip")).to_have_text("2001")
    expect(page.locator(".hits h2")).to_have_count(1)


def test_the_sites_page_says_how_it_went(page: Page) -> None:
    page.goto("/sites")
    health = page.locator("section[aria-labelledby=health]")
    expect(health.locator("td.bad")).to_contain_text("异常")
    expect(health).to_contain_text("none of 9 pages reads as a document")
    runs = page.locator("section[aria-labelledby=runs] tbody tr")
    expect(runs.nth(0)).to_contain_text("中断")
    expect(runs.nth(1)).to_contain_text("网页异常")
    expect(runs.nth(2)).to_contain_text("完成")


def test_facets_narrow_and_can_be_taken_away(page: Page) -> None:
    page.goto("/search?q=项目")
    hits = page.locator(".hits h2")
    all_of_them = hits.count()
    page.locator(".facets a", has_text="文稿屋").click()
    expect(hits).to_have_count(1)
    expect(page.locator(".count-line b")).to_have_text("1")
    assert "site=" in page.url
    page.get_by_role("searchbox").press("Enter")  # another search keeps the filters
    expect(hits).to_have_count(1)
    page.locator(".chip", has_text="文稿屋").click()
    expect(hits).to_have_count(all_of_them)
    assert "site=" not in page.url
    assert all_of_them > 1


def test_days_are_typed_as_one_writes_them_and_misread_ones_are_named(page: Page) -> None:
    page.goto("/search?q=通知&year=2011")
    page.get_by_label("起", exact=True).fill("2005年")
    page.get_by_label("止", exact=True).fill("2006-12")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".hits h2")).to_have_text(["2006年的通知", "2005年的通知"])
    expect(page.locator(".chip")).to_have_text(["起 2005-01-01", "止 2006-12-31"])
    page.goto("/search?q=通知&from=早先")
    expect(page.locator(".note")).to_contain_text("早先")


def test_a_page_behind_the_last_is_the_last(page: Page) -> None:
    page.goto("/search?page=9999")
    expect(page.locator(".hits h2").first).to_be_visible()
    pages = page.locator(".pager span").inner_text().split(" / ")
    assert pages[0] == pages[1]
    page.locator(".pager a[rel=prev]").click()
    expect(page.locator(".hits h2")).to_have_count(20)


def test_a_dead_end_says_what_may_find_more(page: Page) -> None:
    page.goto("/search?q=项目|群众")
    expect(page.locator(".none")).to_contain_text("空格")
    page.goto("/search?q=项目&site=案牍")
    page.locator(".none a", has_text="案牍集").click()
    expect(page.locator(".chip")).to_have_text("案牍集")
    expect(page.locator(".hits h2")).not_to_have_count(0)


def test_the_first_page_begins_with_what_came_last_and_when(page: Page) -> None:
    page.goto("/")
    newest = page.locator("section", has=page.locator("#newest"))
    expect(newest.locator("li")).to_have_count(10)
    expect(newest.locator("li").first).to_contain_text("2026-05-09")
    above = "e => e.getBoundingClientRect().top"
    assert newest.evaluate(above) < page.locator(".years").evaluate(above)
    sites = page.locator(".bars").first.locator("tr").count()
    expect(page.locator(".sums a b")).to_have_text(str(sites))


def test_years_and_sites_of_the_first_page_lead_to_their_documents(page: Page) -> None:
    page.goto("/")
    page.locator(".years a", has_text="2026").click()
    expect(page.locator(".chip")).to_have_text("2026")
    page.goto("/")
    page.locator(".bars a", has_text="文稿屋").click()
    expect(page.locator(".hits h2")).to_have_count(1)
