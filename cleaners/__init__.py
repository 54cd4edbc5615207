"""Bytes and rules in, document out: the pure half of Gongwen.

from cleaners import Page, clean
document = clean(Page(url, body)).document
"""

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
from cleaners.phrases import Phrase, recurring
from cleaners.pipeline import clean, clean_pages
from cleaners.rulebook import Rule, Rulebook, RulebookError, Site, bundled

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
