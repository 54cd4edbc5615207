"""Options and settings of the whole test run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

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
