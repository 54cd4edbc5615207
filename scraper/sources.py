"""What `import` was asked to take: addresses, files, folders, lists; and files read as pages."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners.blocks.decode import decode
from cleaners.model import Page
from scraper import saved, warc
from scraper.bodies import is_text, typed
from scraper.errors import FetchError, UsageError
from scraper.files import read_bytes
from scraper.store import Visited
from scraper.urls import canonical
from scraper.warc import Capture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
_PAGES = frozenset({*saved.PAGES, ".txt", *saved.MHTML})
_MARKDOWN = frozenset({".md", ".markdown"})
# what people keep documents in and would look for in vain: how it begins, what it is, what helps
_OTHER = frozenset(
    {
        *(".doc", ".docx", ".wps", ".pdf", ".ofd", ".rtf", ".odt", ".epub"),
        *(".xls", ".xlsx", ".et", ".ppt", ".pptx", ".dps", ".zip", ".rar", ".7z", *_MARKDOWN),
    }
)
_ENTRY = rb"PK\x03\x04(?:.*PK\x03\x04)?.{26}"  # of an archive, up to a file's name
_SAVE = "save it as text or as a web page"
_BINARY = (
    (_ENTRY + rb"word/", f"a Word file; {_SAVE}"),
    (_ENTRY + rb"xl/", f"an Excel file; {_SAVE}"),
    (_ENTRY + rb"ppt/", f"a PowerPoint file; {_SAVE}"),
    (_ENTRY + rb"OFD\.xml", f"an OFD file; {_SAVE}"),
    (_ENTRY + rb"mimetypeapplication/epub", f"an e-book; {_SAVE}"),
    (b"\xd0\xcf\x11\xe0", f"an old Word or Excel file; {_SAVE}"),
    (b"PK\x03\x04|Rar!|7z\xbc|\x1f\x8b", "a packed file; unpack it and name the folder"),
    (b"%PDF-", "a PDF file; take its text out first, with pdftotext for instance"),
)
_DATA = frozenset({".json", ".jsonl", ".csv", ".tsv", ".toml", ".yaml", ".yml", ".ini"})
_HEADING = re.compile(rb"^#{1,6}[ \t]+", re.MULTILINE)
# what note-taking programs and Gongwen write above the text: `key: value`, a list's entries
_FRONT = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n((?:[\w-]+:(?=\s)[^\n]*\n|[ \t]{0,9}-[^\n]*\n){1,99}?)---\s"
)
_TITLE = re.compile(rb"^title:([^\n]+)", re.MULTILINE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Source:
    """What to import: a page from the net where `path` is None, else that file, WARC included."""

    url: str
    path: Path | None = None


def named(arguments: Iterable[str], url: str = "") -> list[Source]:
    """Return the sources of a command line; a folder gives its pages, sorted.

    `url` is the address of the one file given. Raises UsageError for what is no source.
    """
    sources = [source for argument in arguments for source in _named(argument)]
    if not url:
        return sources
    if len(sources) != 1 or sources[0].path is None:
        raise UsageError("--url is the address of one file; name exactly one")
    if warc.is_warc(sources[0].path):
        raise UsageError("--url: the pages of a WARC file have addresses of their own")
    return [Source(address(url), sources[0].path)]


def _passed_over(arguments: Iterable[str]) -> Counter[str]:
    """Count the files of named folders that may hold documents, but in no form that is read."""
    folders = [Path(one) for one in arguments if one != STDIN and is_there(one)]
    suffixes = (file.suffix.lower() for folder in folders for file in seen_in(folder))
    return Counter(suffix for suffix in suffixes if suffix in _OTHER)


def left_out(folders: Iterable[str | Path]) -> str:
    """Say which files of folders hold documents in no form that is read, or nothing."""
    others = _passed_over(map(str, folders))
    counts = ", ".join(f"{count} {suffix}" for suffix, count in sorted(others.items()))
    return counts and f"left out: {counts}; save them as text or web pages"


def one_file(argument: str, url: str = "") -> Source:
    """Return the one file (or `-`) that an argument names; raises UsageError for anything else."""
    if argument != STDIN and is_there(argument) and Path(argument).is_dir():
        raise UsageError(f"{argument}: a folder; name one file")
    (source,) = _named(argument)
    return Source(address(url), source.path) if url else source


def is_there(argument: str) -> bool:
    """Say whether an argument names something on disk; a name no disk can hold does not."""
    return os.path.exists(argument)  # noqa: PTH110 - Path.exists raises for a name too long


def listed(lines: Iterable[str]) -> Iterator[Source | FetchError]:
    """Return the sources of a list, one a line; a line that is none gives its error instead."""
    for line in lines:
        entry = line.strip().lstrip("\ufeff")
        if not entry or entry.startswith("#"):
            continue
        try:
            yield from _named(entry)
        except UsageError as error:
            yield FetchError(entry, "source", str(error))


def address(url: str) -> str:
    """Return the canonical form of an address, or raise UsageError."""
    clean = canonical(url)
    if clean is None:
        raise UsageError(f"{url}: not an http(s) address (one begins with https://)")
    return clean


def _named(argument: str) -> list[Source]:
    if argument == STDIN:
        return [Source("", Path(STDIN))]
    if not argument.strip():
        raise UsageError("the name of a source is empty")  # a variable that is not set, most likely
    path = Path(argument)
    if _SCHEME.match(argument) and not os.path.lexists(path):
        return [Source(address(argument))]
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        hint = " (an address begins with https://)" if "." in argument else ""
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{argument}: {reason}{hint}") from None
    if stat.S_ISDIR(found.st_mode):
        return [_file(page) for page in _pages_in(path)]
    if not stat.S_ISREG(found.st_mode):
        raise UsageError(f"{argument}: not a regular file")
    return [_file(path)]


def _holds_pages(path: Path) -> bool:
    return path.suffix.lower() in _PAGES or warc.is_warc(path)


def _file(path: Path) -> Source:
    if warc.is_warc(path):
        warc.available()  # else it would be missed for each file
    return Source(_file_url(path), path)


def _pages_in(folder: Path) -> list[Path]:
    try:
        files = (file for file in seen_in(folder) if _holds_pages(file) and file.is_file())
        pages = sorted(file for file in files if not saved.is_beside(file, folder))
    except OSError as error:
        raise UsageError(f"{error.filename or folder}: {error.strerror or error}") from None
    if not pages:
        others = left_out([folder])
        kinds = "(.html .htm .shtml .xhtml .mhtml .mht .txt .warc .warc.gz)"
        raise UsageError(f"{folder}: no pages in this folder {kinds}{others and '; ' + others}")
    return pages


def seen_in(folder: Path) -> Iterator[Path]:
    """Yield what lies below a folder, but for what its owner has hidden: `.git`, `.trash`."""
    for file in folder.rglob("*"):
        if not any(part.startswith(".") for part in file.relative_to(folder).parts):
            yield file


def _file_url(path: Path) -> str:
    return path.resolve().as_uri()


def standard_input(most: int = -1) -> bytes:
    """Return what stands on standard input, `most` bytes at most; nothing where it is closed."""
    return sys.stdin.buffer.read(most) if sys.stdin is not None else b""


def captures(
    source: Source, max_bytes: int, content_type: str = ""
) -> Iterator[Capture | FetchError]:
    """Yield what a file holds: its page, or all pages of a WARC file; errors in their place."""
    assert source.path is not None
    try:
        if warc.is_warc(source.path):
            yield from warc.read(source.path, max_bytes)
        else:
            page = read(source, max_bytes, content_type)
            yield Capture(page, Visited(0, page.content_type))
    except FetchError as error:
        yield error


def read(source: Source, max_bytes: int, content_type: str = "") -> Page:
    """Read a file as the page it was; `.txt` is plain text, one block a line.

    Raises FetchError where it cannot be read, is empty or longer than `max_bytes`.
    """
    path = source.path
    assert path is not None
    url = source.url or "stdin"
    # a file that was given another address is named beside it
    where = f"{path}: " if source.url and not source.url.startswith("file:") else ""
    try:
        body = standard_input(max_bytes + 1) if str(path) == STDIN else read_bytes(path, max_bytes)
        at = _modified(path)
    except OSError as error:
        raise FetchError(url, "file", f"{where}{error.strerror or error}") from None
    if len(body) > max_bytes:
        raise FetchError(url, "too-large", f"{where}longer than {max_bytes:,} bytes")
    if fault := _fault(path, body, content_type):
        raise FetchError(url, fault[0], where + fault[1])
    own, body, kind = _as_page(path, body, content_type)
    if not body:
        raise FetchError(url, "no-page", f"{where}no web page in this MHTML file")
    page = Page(url if where else own or url, body, kind, at)
    return page if source.url or own else replace(page, url=_by_text(page))


def _by_text(page: Page) -> str:
    """Name a page that came from nowhere by its text: the same text twice is one document."""
    lines = (line.strip() for line in decode(page).splitlines())
    text = "\n".join(line for line in lines if line)
    return f"text:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _fault(path: Path, body: bytes, content_type: str) -> tuple[str, str] | None:
    """Return why a file can be no page, as a stable word and for people; None if it may be one."""
    if not body.strip():
        return "empty", "empty"
    if not is_text(body):
        return "binary", f"not text but {_form(body)}"
    if path.suffix.lower() in _DATA and not content_type:
        return "data", "data and no page; save a document as text"
    return None


def _as_page(path: Path, body: bytes, content_type: str) -> tuple[str, bytes, str]:
    """Return the address a file names as its page's, or "", the page's bytes and their type."""
    suffix = path.suffix.lower()
    if suffix in saved.MHTML:
        return saved.unpacked(body) or ("", b"", "")
    if suffix in _MARKDOWN:
        # its marks are as tags are, no words of the document
        body = _HEADING.sub(b"", _without_front_matter(body))
    return saved.address(body), body, content_type or _content_type(path, body)


def _without_front_matter(body: bytes) -> bytes:
    """Return Markdown without what stands above it for programs; a title that it does not repeat stays."""
    front = _FRONT.match(body)
    if front is None:
        return body
    rest, said = body[front.end() :], _TITLE.search(front[1])
    title = said[1].strip(b" \t\r\"'") if said else b""
    return rest if title in rest else title + b"\n\n" + rest


def _form(body: bytes) -> str:
    """Return what a file is that is no text, and how its text can be had."""
    forms = (said for begin, said in _BINARY if re.match(begin, body, re.DOTALL))
    return next(forms, "a binary file")


def _modified(path: Path) -> datetime:
    if str(path) == STDIN:
        return datetime.now(UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _content_type(path: Path, body: bytes) -> str:
    if path.suffix.lower() == ".txt":
        return "text/plain"
    return "text/html" if path.suffix.lower() in _PAGES else typed(body, "")
