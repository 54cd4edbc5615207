"""Packages that few commands need: named by their extra where they are missing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from scraper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import a package of an extra inside; raises UsageError with what to install."""
    try:
        yield
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'gongwen[{name}]'") from None
