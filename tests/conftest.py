"""Options and settings of the whole test run, and fixtures that several files share."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING

import pytest
from command import gongwen
from hypothesis import settings

from scraper import demo

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from pytest_httpserver import HTTPServer

if sys.version_info >= (3, 13):
    with warnings.catch_warnings():  # of a connection that Datasette leaves open as it is imported
        warnings.simplefilter("ignore", ResourceWarning)
        import datasette.filters  # noqa: F401

pytest_plugins = ["chromium"]  # fixtures: a browser on the web page

# the same examples on every machine; `pytest --hypothesis-profile=explore` looks for new ones
settings.register_profile("steady", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="rewrite expected.txt and removed.txt of tests/cases; the diff is the review",
    )


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """A worker more than processors: much of the time goes by in waiting for sites and browsers."""
    return (yield) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long go first, so that no worker is alone with one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `gongwen demo` has run: lib.db, and out.txt with what it said."""
    folder = tmp_path_factory.mktemp("crawled")
    result = gongwen("demo", "--db", "lib.db", cwd=folder, PATH="/usr/bin:/bin")
    assert result.code == 0, result.err
    (folder / "out.txt").write_text(result.out, "utf-8")
    return folder


@pytest.fixture
def site(httpserver: HTTPServer) -> Iterator[HTTPServer]:
    """The bundled site on a server that remembers what it was asked."""
    for path, body in demo.pages().items():
        httpserver.expect_request(path).respond_with_data(body, content_type="text/html")
    yield httpserver
    httpserver.clear()
