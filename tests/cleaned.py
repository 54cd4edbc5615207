"""Text and markup in, what is left of it out: what most tests of cleaning begin with."""

from __future__ import annotations

from cleaners import Cleaned, Page, clean


def text_page(*lines: str, url: str = "") -> Page:
    """Return a page of plain text."""
    return Page(url, "\n".join(lines).encode(), "text/plain; charset=utf-8")


def plain(*lines: str, url: str = "") -> Cleaned:
    """Clean lines of plain text."""
    return clean(text_page(*lines, url=url))
