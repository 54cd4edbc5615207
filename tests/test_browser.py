"""Searching and reading in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from webpage import FILE_URL, SPEECH, SPEECH_TITLE, number

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

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


def test_a_hit_leads_to_the_document_with_the_words_marked(page: Page) -> None:
    page.goto("/search?q=柳湾镇")
    page.locator(".hits a", has_text=SPEECH_TITLE).first.click()
    expect(page.locator("h1")).to_have_text(SPEECH_TITLE)
    expect(page.locator(".text mark").first).to_have_text("柳湾镇")
    text = page.locator(".text")
    # the text is there before the style sheet that the click asked for
    expect(text).to_have_css("font-family", re.compile("Serif"))
    height = (
        "e => parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize)"
    )
    assert text.evaluate(height) == pytest.approx(1.9)
    indent = (
        "e => parseFloat(getComputedStyle(e).textIndent) / parseFloat(getComputedStyle(e).fontSize)"
    )
    assert page.locator("#p1").evaluate(indent) == pytest.approx(2)
    assert page.locator("#p0").evaluate(indent) == 0  # 同志们 is not indented


def test_one_jumps_from_place_to_place_and_back_to_the_results(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    page.goto("/search?q=项目&site=案牍集&order=date")
    page.locator(".hits a", has_text=SPEECH_TITLE).first.click()
    page.wait_for_url("**/doc/**")  # its marks and its script are there
    marks = page.locator(".text mark")
    count = marks.count()
    expect(page.locator(".jump a")).to_have_text(f"命中 {count} 处 ↓")
    page.keyboard.press("n")
    expect(marks.first).to_have_class("here")
    page.locator(".jump a").click()
    expect(page.locator(".jump a")).to_have_text(f"命中 2 / {count} 处 ↓")
    expect(marks.nth(1)).to_be_in_viewport()
    page.keyboard.press("Shift+N")
    page.get_by_role("button", name="上一处").click()
    expect(marks.last).to_be_in_viewport()
    expect(page.locator("mark.here")).to_have_count(1)
    page.get_by_role("link", name="返回结果").click()
    expect(page.locator(".chip")).to_have_text("案牍集")
    assert "order=date" in page.url


def test_the_entry_of_the_outline_one_reads_under_stays_in_sight(page: Page, speech: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 150})
    page.goto(speech)
    last = page.locator("nav.outline a").last
    expect(last).not_to_be_in_viewport()
    page.locator(last.get_attribute("href") or "").evaluate("e => e.scrollIntoView()")
    expect(last).to_be_in_viewport()


def test_the_outline_jumps(page: Page, speech: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    page.goto(speech)
    entry = page.locator("nav.outline a").last
    heading = entry.get_attribute("href") or ""
    assert re.fullmatch(r"#p\d+", heading)
    expect(page.locator(heading)).not_to_be_in_viewport()
    entry.click()
    expect(page.locator(heading)).to_be_in_viewport()
    expect(page.locator("nav.outline")).to_be_in_viewport()  # it stays beside the text
    assert page.locator(heading).inner_text().startswith(entry.inner_text())


def test_the_switch_shows_what_was_cut_in_its_place_and_by_which_rule(
    page: Page, speech: str
) -> None:
    page.goto(speech)
    cuts = page.locator(".text .cut")
    assert cuts.count() > 4
    assert not any(cut.is_visible() for cut in cuts.all())
    before = page.locator(".text").inner_text()
    switch = page.get_by_role("switch")
    switch.focus()
    page.keyboard.press("Space")
    inside = page.locator("#p0 del")
    expect(inside).to_be_visible()
    expect(inside).to_contain_text("文稿屋 www.example.net")
    expect(inside).to_contain_text("watermark.address")
    expect(page.locator("#p0")).to_contain_text(re.compile("^同志们:"))
    struck = "e => getComputedStyle(e).textDecorationLine"
    assert inside.evaluate(struck) == "line-through"
    whole = page.locator("#p2 + .gone")  # between the second and the third point
    expect(whole).to_be_visible()
    assert page.locator("#p3").inner_text().startswith("二、")
    expect(page.locator("details.gone").first).to_contain_text("删去")
    page.keyboard.press("Space")
    expect(inside).to_be_hidden()
    assert page.locator(".text").inner_text() == before


def test_an_earlier_version_is_shown_as_what_changed(page: Page, speech: str) -> None:
    page.goto(speech)
    page.get_by_role("link", name="修改对比").click()
    edits = page.locator(".text p[id^=c]").count()
    expect(page.locator(".head a", has_text="改动")).to_have_text(f"改动 {edits} 段 ↓")
    expect(page.locator("#c1")).to_contain_text("三")
    expect(page.locator("ins").first).to_have_text("三")
    expect(page.locator("del").first).to_have_text("两")
    expect(page.locator("ins").last).to_have_text("谢谢大家!")
    page.locator(".tools a").last.click()
    expect(page.locator("del").first).to_have_text("三")
    expect(page.locator("ins").first).to_have_text("两")


def test_copies_are_named(page: Page, speech: str) -> None:
    page.goto(speech)
    page.locator(".about .entries a", has_text=SPEECH_TITLE).first.click()
    expect(page.locator(".head .line")).to_contain_text("文稿屋")


def test_links_to_the_source_are_safe_and_only_web_addresses(
    page: Page, shelf: Path, speech: str, hostile: str
) -> None:
    page.goto(speech)
    source = page.get_by_role("link", name="原文网址")
    assert source.get_attribute("href") == SPEECH
    assert {"noreferrer", "noopener"} <= set((source.get_attribute("rel") or "").split())
    page.goto(f"/doc/{number(shelf, FILE_URL)}")
    expect(page.get_by_role("link", name="原文网址")).to_have_count(0)
    page.goto(hostile)
    links = page.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert "https://a.example/b" in links
    assert not [link for link in links if not link.startswith("http")]


def test_markdown_is_copied_and_downloaded(
    page: Page, context: BrowserContext, address: str, speech: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(speech)
    page.get_by_role("button", name="复制全文").click()
    expect(page.locator("[data-copy]")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"{SPEECH_TITLE}\n同志们")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Markdown").click()
    assert re.fullmatch(r"gongwen-\d+\.md", download.value.suggested_filename)
    assert download.value.path().read_text("utf-8").startswith(f"# {SPEECH_TITLE}\n")
