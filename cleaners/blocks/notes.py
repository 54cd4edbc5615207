"""What a page says of itself beside its text: its `<title>`, named values, the day in its linked data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.blocks.hidden import hiding_names
from cleaners.blocks.tidy import tidy

if TYPE_CHECKING:
    from cleaners.blocks.grounds import Element, Sheets

_LINKED_DATA = re.compile(r'"(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})"')
_BLANKS = " \u3000"


def note(tag: str, node: Element, meta: dict[str, str], sheets: Sheets) -> None:
    """Take down what an element says of its page, keys in lower case; the first of a key wins."""
    if tag not in {"title", "meta", "link", "style", "script"}:
        return
    attributes = node.attributes
    if tag == "script":
        told = "ld+json" in (attributes.get("type") or "") and _LINKED_DATA.search(node.text())
        if told:
            meta.setdefault("datepublished", told[1])
        return
    if tag == "style":
        sheets.hiding |= hiding_names([node.text()])
        return
    if tag == "title":
        key, value = "<title>", node.text()
    elif tag == "link":
        named = (attributes.get("rel") or "").lower() == "canonical"
        key, value = "canonical" if named else "", attributes.get("href") or ""
    else:
        key = attributes.get("name") or attributes.get("property") or ""
        value = attributes.get("content") or ""
    if key and (value := tidy(value).strip(_BLANKS)):
        meta.setdefault(key.strip().lower(), value[:2000])
