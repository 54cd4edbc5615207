"""The world around the cleaners: network, disk, clock, terminal.

from scraper import Filter, Library
"""

TYPE_CHECKING = False  # not from typing: until that is loaded, nothing would catch a Ctrl-C
if TYPE_CHECKING:
    from scraper.filters import Filter
    from scraper.library import Library

__all__ = ["Filter", "Library"]


def __getattr__(name: str) -> object:
    """Import what is asked for, when it is asked for: the command line needs none of it."""
    if name == "Library":
        from scraper.library import Library  # noqa: PLC0415

        return Library
    if name == "Filter":
        from scraper.filters import Filter  # noqa: PLC0415

        return Filter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
