"""Pages as browsers save them: the address they write into a page, MHTML, the folder beside.

Some sites were made from a saved page and still name that one's address on each of their own. Such
a name is mostly that of a home page; so a home page's counts for nothing, and no name counts twice.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from typing import TYPE_CHECKING

from scraper.urls import canonical

if TYPE_CHECKING:
    from pathlib import Path

MHTML = frozenset({".mhtml", ".mht"})
_HEAD = 2000  # bytes in which the address stands
_FROM = re.compile(rb"<!--\s{0,9}saved from url=\((\d{4})\)([!-~]{1,2000})\s{0,9}-->")
_HOME = re.compile(r"https?://[^/]+/(?:(?:index|default|main|home)\b[^/]*)?")
PAGES = (".html", ".htm", ".shtml", ".xhtml")
_BESIDE = ("_files", ".files")


def address(body: bytes) -> str:
    """Return the address a browser wrote into a page it saved, or ""."""
    found = _FROM.search(body[:_HEAD])
    if found is None or len(found[2]) != int(found[1]):
        return ""
    url = canonical(found[2].decode("ascii")) or ""
    return "" if _HOME.fullmatch(url) else url


def unpacked(body: bytes) -> tuple[str, bytes, str] | None:
    """Return the page in an MHTML file: its address or "", its body, its type; None if there is none."""
    try:
        for part in message_from_bytes(body).walk():
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                assert isinstance(page, bytes)  # no multipart
                charset = part.get_content_charset("")
                url = canonical(str(part.get("Content-Location", ""))) or ""
                return url, page, f"text/html; charset={charset}" if charset else "text/html"
    except (LookupError, ValueError, RecursionError):
        return None  # nested or named as no browser does
    return None


def is_beside(file: Path, top: Path) -> bool:
    """Say whether a file below a folder belongs to a saved page: 讲话_files/ad.html, 讲话.files/a.htm."""
    folders = [top / one for one in file.relative_to(top).parents if one.name]
    return any(
        folder.name.endswith(_BESIDE)
        and any(folder.with_name(folder.name[:-6] + page).is_file() for page in PAGES)
        for folder in folders
    )
