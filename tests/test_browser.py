"""The web page as a reader has it: real Chromium on the real server."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright
from webpage import HOSTILE, HOSTILE_URL, SPEECH, SPEECH_TITLE, make, number, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Route

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 720}
DESKTOP = {"width": 1280, "height": 800}
READY = 15_000  # ms for anything to be there: other work may be going on


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("browser") / "lib.db")


@pytest.fixture(scope="module")
def address(library: Path) -> Iterator[str]:
    with served(library) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "these tests need Chromium: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, viewport=DESKTOP)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page that may ask nobody but the server and must leave nothing in the console."""
    said: list[str] = []
    page = context.new_page()
    page.set_default_timeout(READY)
    expect.set_options(timeout=READY)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    def only_here(route: Route) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            said.append(route.request.url)
            route.abort()

    page.route("**/*", only_here)
    yield page
    assert said == []


@pytest.fixture(scope="module")
def speech(library: Path) -> str:
    return f"/doc/{number(library, SPEECH)}"


@pytest.fixture(scope="module")
def hostile(library: Path) -> str:
    return f"/doc/{number(library, HOSTILE_URL)}"


@pytest.fixture(scope="module")
def everywhere(library: Path, speech: str, hostile: str) -> list[str]:
    row = number(library, HOSTILE_URL)
    return [
        "/",
        "/search",
        "/search?q=讲话&site=案牍集",
        "/search?q=没有的词",
        speech,
        f"{speech}/changes",
        hostile,
        "/sites",
        "/library",
        "/library/documents",
        f"/library/documents/{row}",
        "/library/cuts?_facet=rule",
    ]


def scroll_width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


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
    style = "e => { const s = getComputedStyle(e); return [s.fontFamily, parseFloat(s.lineHeight) / parseFloat(s.fontSize)] }"
    family, height = text.evaluate(style)
    assert "Serif" in family
    assert height == pytest.approx(1.9)
    indent = (
        "e => parseFloat(getComputedStyle(e).textIndent) / parseFloat(getComputedStyle(e).fontSize)"
    )
    assert page.locator("#p1").evaluate(indent) == pytest.approx(2)
    assert page.locator("#p0").evaluate(indent) == 0  # 同志们 is not indented


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
    page: Page, library: Path, speech: str, hostile: str
) -> None:
    page.goto(speech)
    source = page.get_by_role("link", name="原文网址")
    assert source.get_attribute("href") == SPEECH
    assert {"noreferrer", "noopener"} <= set((source.get_attribute("rel") or "").split())
    page.goto(f"/doc/{number(library, 'file:///home/me/a.txt')}")
    expect(page.get_by_role("link", name="原文网址")).to_have_count(0)
    page.goto(hostile)
    links = page.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert "https://a.example/b" in links
    assert not [link for link in links if not link.startswith("http")]


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
    expect(page.locator("article h1")).to_contain_text("防汛")
    switch = page.get_by_role("switch")
    for _ in range(30):
        page.keyboard.press("Tab")
        if switch.evaluate("e => e === document.activeElement"):
            break
    expect(switch).to_be_focused()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()


def test_markdown_is_copied_and_downloaded(
    page: Page, context: BrowserContext, address: str, speech: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(speech)
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"# {SPEECH_TITLE}\n")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Markdown").click()
    assert re.fullmatch(r"gongwen-\d+\.md", download.value.suggested_filename)
    assert download.value.path().read_text("utf-8").startswith(f"# {SPEECH_TITLE}\n")


def test_dark_and_print(page: Page, speech: str) -> None:
    page.goto(speech)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    brightness = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (light, dark)]
    assert brightness[0] > 600
    assert brightness[1] < 150
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".text")).to_be_visible()


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
