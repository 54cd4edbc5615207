"""What a fault is, and the healthy text that stands beside it or in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wire import answer

if TYPE_CHECKING:
    from wire import Sent

STORED = "stored"
FED = "fed"  # read as a feed, which is no document and no fault
_SENTENCE = (
    "同志们,会议部署了{n}项重点工作,各单位要认真学习领会,结合实际抓好落实,确保取得扎实成效。"
)


@dataclass(frozen=True)
class Fault:
    """One page that misbehaves; `ends` are the codes it may end with, STORED among them or not.

    Paths of redirects and links are made whole by `{other}`: a server nobody may ask.
    """

    name: str
    sent: Sent | list[Sent]
    ends: frozenset[str]


def fault(name: str, sent: Sent | list[Sent], *ends: str) -> Fault:
    """A fault and the ways it may end."""
    return Fault(name, sent, frozenset(ends))


def text(number: int, lines: int = 6) -> str:
    """Paragraphs no other page has."""
    many = (_SENTENCE.format(n=number * 100 + line) for line in range(lines))
    return "".join(f"<p>{line}</p>" for line in many)


def html(body: str, title: str = "在全县工作会议上的讲话", head: str = "") -> str:
    """A whole page; `title` is put in as it is."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><h1>{title}</h1>{body}</body></html>"
    )


def page(
    body: str, title: str = "在全县工作会议上的讲话", head: str = "", **headers: str | None
) -> bytes:
    """A whole page as an answer."""
    return answer(html(body, title, head), **headers)
