"""Reading a document in a browser: from a hit, along its outline, with what was cut and what changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from webpage import FILE_URL, SPEECH, SPEECH_TITLE, number

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.slow


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
    page.wait_for_url("**/changes**")
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


def test_a_copy_is_held_beside_the_text(page: Page, speech: str) -> None:
    page.goto(speech)
    page.get_by_role("link", name="对比", exact=True).first.click()
    expect(page.locator(".head .line").last).to_contain_text("另一篇")
    expect(page.locator(".text")).to_contain_text("正文未变")
    page.locator(".head a[href^='/doc/']", has_text="文稿屋").click()
    expect(page.locator(".head .line")).to_contain_text("文稿屋")


def test_a_title_breaks_only_where_one_line_would_not_do(page: Page, speech: str) -> None:
    page.goto(f"{speech}/changes")
    title = page.locator("h1")
    one = title.bounding_box()
    title.evaluate("e => { e.textContent = '云岭县人民政府办公室关于做好今年秋粮收购工作的通知' }")
    assert one is not None
    assert (title.bounding_box() or {}).get("height") == one["height"]


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
