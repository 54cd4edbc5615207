"""The page for everybody: on a phone, by keyboard, in English, in the dark, without script; and hostile texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from webpage import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

PHONE = {"width": 360, "height": 720}


def scroll_width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_script_and_markup_of_a_page_are_only_text(
    page: Page, everywhere: list[str], hostile: str
) -> None:
    for path in everywhere:
        page.goto(path)
        assert page.evaluate("window.hit") is None, path
        assert page.locator("main img, main script, main iframe").count() == 0
        assert "讲话49" not in page.content()
    page.goto(hostile)
    expect(page.locator("h1")).to_have_text(HOSTILE)
    expect(page.locator("#p1")).to_have_text(HOSTILE)
    page.goto("/search?q=" + "<script>window.hit=1</script>")
    expect(page.get_by_role("searchbox")).to_have_value("<script>window.hit=1</script>")
    assert page.evaluate("window.hit") is None


def test_nothing_is_wider_than_a_phone(page: Page, everywhere: list[str]) -> None:
    page.set_viewport_size(PHONE)
    for path in everywhere:
        page.goto(path)
        assert scroll_width(page) <= 0, path


def test_on_a_phone_a_run_and_a_site_are_one_line_each(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/sites")
    heights = page.locator(".runs tr, [aria-labelledby=sites] tr").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().height)"
    )
    assert len(heights) > 4
    assert max(heights) < 1.5 * min(heights)


def test_reading_on_a_phone(page: Page, speech: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(speech)
    expect(page.locator("nav.outline")).to_be_hidden()
    page.locator("details.outline summary").click()
    page.locator("details.outline a").last.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.locator("label.switch").click()
    expect(page.locator("#p0 del")).to_be_visible()
    assert scroll_width(page) <= 0


def test_english_is_a_click_away_and_stays(page: Page, speech: str) -> None:
    page.goto("/search?q=项目")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="All documents")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("项目")
    page.goto(speech)
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_text("Show what was cut")).to_be_visible()
    assert page.locator(".text").get_attribute("lang") == "zh-CN"
    chrome = page.locator("header.top, .tools, .foot").all_inner_texts()
    assert not re.search(r"[\u4e00-\u9fff]", re.sub("公文|中文", "", " ".join(chrome)))
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_text("显示删去的内容")).to_be_visible()


def test_everything_by_keyboard_alone(page: Page) -> None:
    page.goto("/search")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    assert (skip.bounding_box() or {"width": 0})["width"] > 20  # it shows itself
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("防汛/备汛")  # no shortcut while typing
    expect(page.get_by_role("searchbox")).to_have_value("防汛/备汛")
    page.keyboard.press("Control+A")
    page.keyboard.type("防汛")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=%E9%98%B2**")
    page.keyboard.press("j")
    first = page.locator(".hits a").first
    expect(first).to_be_focused()
    outline = "e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]"
    assert first.evaluate(outline) == ["solid", "2px"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/**")
    expect(page.locator("article h1")).to_contain_text("防汛")
    switch = page.get_by_role("switch")
    for _ in range(30):
        page.keyboard.press("Tab")
        if switch.evaluate("e => e === document.activeElement"):
            break
    expect(switch).to_be_focused()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()


def test_dark_and_print(page: Page, speech: str) -> None:
    page.goto(f"{speech}?cuts=1")
    expect(page.locator(".text .cut").first).to_be_visible()
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).not_to_have_css("background-color", light)
    dark = page.evaluate(paper)
    brightness = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (light, dark)]
    assert brightness[0] > 600
    assert brightness[1] < 150
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".text")).to_be_visible()
    expect(page.locator(".text .cut").first).to_be_hidden()


def test_without_script_all_but_copying_works(browser: Browser, address: str, speech: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("项目")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".hits mark").first).to_have_text("项目")
    page.goto(speech)
    expect(page.locator("[data-copy]")).to_be_hidden()
    page.locator("label.switch").click()
    expect(page.locator("#p0 del")).to_be_visible()
    page.goto(f"{speech}?cuts=1")  # as a link to be passed on
    expect(page.locator("#p0 del")).to_be_visible()
    context.close()
