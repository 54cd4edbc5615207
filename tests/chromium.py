"""Real Chromium on the real server, as fixtures: the tests of the web page as readers have it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from webpage import HOSTILE_URL, SPEECH, make, number, served

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
DESKTOP = {"width": 1280, "height": 800}
READY = 15_000  # ms for anything to be there: other work may be going on


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("browser") / "lib.db")


@pytest.fixture(scope="session")
def address(shelf: Path) -> Iterator[str]:
    with served(shelf) as address:
        yield address


@pytest.fixture(scope="module")  # while it runs, so does its event loop: no other may
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "these tests need Chromium: apt-get install chromium fonts-noto-cjk"
    from playwright.sync_api import sync_playwright

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
    from playwright.sync_api import expect

    expect.set_options(timeout=READY)
    said: list[str] = []
    page = context.new_page()
    page.set_default_timeout(READY)
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


@pytest.fixture(scope="session")
def speech(shelf: Path) -> str:
    return f"/doc/{number(shelf, SPEECH)}"


@pytest.fixture(scope="session")
def hostile(shelf: Path) -> str:
    return f"/doc/{number(shelf, HOSTILE_URL)}"


@pytest.fixture(scope="session")
def everywhere(shelf: Path, speech: str, hostile: str) -> list[str]:
    row = number(shelf, HOSTILE_URL)
    return [
        "/",
        "/search",
        "/search?q=讲话&site=案牍集",
        "/search?q=没有的词",
        speech,
        f"{speech}/changes",
        f"{speech}/changes?with={row}",
        hostile,
        "/sites",
        "/library",
        "/library/documents",
        f"/library/documents/{row}",
        "/library/cuts?_facet=rule",
    ]
