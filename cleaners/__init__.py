"""Bytes and rules in, document out: the pure half of Gongwen.

from cleaners import Page, clean
document = clean(Page(url, body)).document
"""

from importlib import import_module
from typing import TYPE_CHECKING

from cleaners.explain import explain
from cleaners.model import (
    Attachment,
    Block,
    Cleaned,
    Cut,
    Document,
    Draft,
    Found,
    Heading,
    NoDocument,
    Page,
    Part,
    Truncated,
)

if TYPE_CHECKING:
    from cleaners.phrases import Phrase, recurring
    from cleaners.pipeline import clean, clean_pages
    from cleaners.rule import Rule, Site
    from cleaners.rulebook import Rulebook, RulebookError, bundled

__all__ = [
    "Attachment",
    "Block",
    "Cleaned",
    "Cut",
    "Document",
    "Draft",
    "Found",
    "Heading",
    "NoDocument",
    "Page",
    "Part",
    "Phrase",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Site",
    "Truncated",
    "bundled",
    "clean",
    "clean_pages",
    "explain",
    "recurring",
]

# patterns take a tenth of a second to compile: who only reads a library has no use for them
_LATER = {
    "phrases": ("Phrase", "recurring"),
    "pipeline": ("clean", "clean_pages"),
    "rule": ("Rule", "Site"),
    "rulebook": ("Rulebook", "RulebookError", "bundled"),
}


def __getattr__(name: str) -> object:
    """Import what cleans when it is first asked for."""
    for module, names in _LATER.items():
        if name in names:
            value: object = getattr(import_module(f"cleaners.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
