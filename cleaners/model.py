"""The words the whole project speaks: a page in, blocks and cuts in between, a document out.

Cleaning is marking, not editing. A block is never changed after it is made; a step may only add
cuts; the document is the blocks minus the cuts. So the explanation *is* the result.

All types are frozen. Those of which a page has hundreds are so by the type checker (`Final`) and not at
run time, which makes them in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

T = TypeVar("T")


class NoDocument(Exception):  # noqa: N818 - an expected outcome, named for what it says
    """The page holds no document: a listing, a login wall, a captcha, an empty shell.

    `reason` is one short line for people; `code` is a stable word for counting.
    """

    def __init__(self, url: str, code: str, reason: str) -> None:
        super().__init__(url, code, reason)  # what pickle calls again
        self.url = url
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.url or 'page'}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Page:
    """One response exactly as received (网页); the bytes are never decoded here.

    Raises TypeError for a text: what it was decoded as is no longer to be seen.
    """

    url: str
    body: bytes
    content_type: str = ""
    fetched_at: datetime | None = None

    def __post_init__(self) -> None:
        if isinstance(self.body, str):
            raise TypeError("body must be the bytes as received, not str")


@dataclass(slots=True)
class Link:
    """An `<a href>` inside a block: `start` and `end` are character offsets in the block's text."""

    start: Final[int]
    end: Final[int]
    href: Final[str]


@dataclass(slots=True)
class Block:
    """One run of text between block-level tags (文本块).

    `node` is the index of the innermost element in `Draft.nodes`; `hidden` holds the (start, end)
    offsets a reader would not see. White space is normalised before any offset exists.
    """

    text: Final[str]
    tag: Final[str] = "p"
    node: Final[int] = 0
    links: Final[tuple[Link, ...]] = ()
    hidden: Final[tuple[tuple[int, int], ...]] = ()
    link_chars: Final[int] = 0  # how many characters stand inside links
    seams: Final[tuple[int, ...]] = ()  # where in it inline elements begin

    @property
    def is_linked(self) -> bool:
        """Whether most of it stands inside links."""
        return self.link_chars * 2 > len(self.text)


@dataclass(slots=True)
class Node:
    """One element that holds blocks: its tag, its names, and the range of blocks it encloses."""

    tag: Final[str]
    names: Final[str]  # id and classes, lower case, joined by spaces
    parent: Final[int]
    first: Final[int]
    last: Final[int]  # blocks[first:last]


@dataclass(slots=True, order=True, unsafe_hash=True)
class Cut:
    """Characters `start` to `end` of one block are not part of the document, says `rule`."""

    block: Final[int]
    start: Final[int]
    end: Final[int]
    rule: Final[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A field's value and the rule or place it came from (字段依据)."""

    field: str
    value: str
    rule: str


class Scope(StrEnum):
    """How much of the text a rule is asked about, and takes."""

    LINE = "line"
    SPAN = "span"
    SENTENCE = "sentence"
    SECTION = "section"


class Zone(StrEnum):
    """Where in the text a line stands; label-like rules work in head and tail only.

    END is the part of the tail below a closing formula (谢谢大家, 散会): there one signal is enough.
    BODY is anywhere, asked first; BETWEEN what is left when head and tail are cut.
    """

    HEAD = "head"
    BODY = "body"
    TAIL = "tail"
    END = "end"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A page as blocks, with the marks made so far; the trail of a cleaning.

    Compared by identity. `views` holds what functions of a draft once found (`of_blocks`, `of_cuts`);
    all drafts of a page share it, and nothing in it is news.
    """

    url: str
    blocks: tuple[Block, ...]
    nodes: tuple[Node, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)  # <title>, <meta name> and the like
    cuts: tuple[Cut, ...] = ()
    found: tuple[Found, ...] = ()
    views: dict[Callable[[Draft], Any], tuple[tuple[Cut, ...], Any]] = field(
        default_factory=dict, repr=False
    )

    def with_cuts(self, cuts: Iterable[Cut]) -> Draft:
        """Return a draft that also carries these cuts."""
        more = tuple(cuts)
        return replace(self, cuts=self.cuts + more) if more else self

    def with_found(self, found: Iterable[Found]) -> Draft:
        """Return a draft that also carries these findings."""
        return replace(self, found=(*self.found, *found))


def of_blocks(look: Callable[[Draft], T]) -> Callable[[Draft], T]:
    """Let a function of a draft look once a page: its blocks never change."""
    return _once(look, by_cuts=False)


def of_cuts(look: Callable[[Draft], T]) -> Callable[[Draft], T]:
    """Let a function of a draft look once for all drafts in a row that have the same cuts."""
    return _once(look, by_cuts=True)


def last_seen(look: Callable[[Draft], T], draft: Draft) -> tuple[tuple[Cut, ...], T] | None:
    """Return what such a function found on a draft of the page, and that draft's cuts; None before it looked."""
    return draft.views.get(look)


def _once(look: Callable[[Draft], T], *, by_cuts: bool) -> Callable[[Draft], T]:
    @wraps(look)
    def seen(draft: Draft) -> T:
        of, known = draft.cuts if by_cuts else (), last_seen(seen, draft)
        if known is None or known[0] is not of:
            known = draft.views[seen] = (of, look(draft))
        return known[1]

    return seen


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a collection page (【篇一】…): paragraphs[first:last], its heading first."""

    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Heading:
    """An outline heading: `paragraph` is its index, `level` 1 (一、) to 4 ((1))."""

    paragraph: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file the document links to, or an annex it names without a link: then `url` is empty."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Truncated:
    """The page shows only a part: `shown` and `total` in characters, where the page says so."""

    shown: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The clean text and its metadata: what the user gets (文档). Empty means not found."""

    url: str
    title: str
    paragraphs: tuple[str, ...]
    published: date | None = None
    written: date | None = None  # 成文日期
    spoken: date | None = None  # the day a speech was given
    category: str = ""
    breadcrumb: tuple[str, ...] = ()
    kind: str = ""
    site: str = ""
    source: str = ""
    author: str = ""
    speaker: str = ""
    post: str = ""  # the speaker's office
    occasion: str = ""
    issuer: str = ""
    doc_number: str = ""
    index_number: str = ""
    addressee: str = ""  # 主送机关
    salutation: str = ""
    closing: str = ""
    outline: tuple[Heading, ...] = ()
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    truncated: Truncated | None = None
    placeholders: int = 0

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document and the whole trail that led to it."""

    document: Document
    draft: Draft
