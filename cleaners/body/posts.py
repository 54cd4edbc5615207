"""What a forum prints around every post of a thread: who wrote it and when, the how manieth it is, its buttons."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING

from cleaners.blocks.markup import buttons, leads_nowhere
from cleaners.body.edges import HEADINGS
from cleaners.body.worths import STAMP
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.model import Block, Draft, Node

    Form = tuple[str, str]

_FIGURE = re.compile(r"\d+")
_LINKS = attrgetter("links")
_SHARE = 0.4  # of a post; what holds more of it is, or holds, what was written
_BRIEF = 60  # characters of who wrote a post, with his counts
_MOST = 60  # posts of one page
# what may stand but once in each of two texts, too: paragraphs, headings, tables
_OF_TEXTS = frozenset("p h1 h2 h3 h4 h5 h6 table tbody tr td th li".split())


def post_frames(draft: Draft, first: int, last: int) -> set[int]:
    """Return the blocks of posts that every other post of their thread has, too.

    Such an element stands once in each post, and one of them there is its buttons, or gives a day beside a link.
    Where the body holds several posts, a document may be made of them: then only what shows a link and a figure goes.
    """
    found: set[int] = set()
    for posts in _threads(draft, first, last):
        forms = [_once(draft, post) for post in posts]
        told = {form for form in forms[0] if all(form in own for own in forms)}
        if not any(all(_is_frame(_inside(draft, own[form])) for own in forms) for form in told):
            continue
        nodes = [draft.nodes[post] for post in posts]
        talk = any(_is_talk(_inside(draft, forms[0][form])) for form in told)
        alone = sum(first < node.last and node.first < last for node in nodes) == 1
        for node, own in zip(nodes, forms, strict=True):
            room = _chars(_inside(draft, node)) * _SHARE
            for frame in (own[form] for form in told):
                inside = _inside(draft, frame)
                if _chars(inside) < room and (
                    alone or (talk and (_is_frame(inside) or _is_who(inside)))
                ):
                    found.update(range(frame.first, frame.last))
    return found


def _threads(draft: Draft, first: int, last: int) -> Iterator[list[int]]:
    """Yield named elements of one class that stand beside each other, one of them around blocks of the body."""
    beside: dict[tuple[int, str, str], list[int]] = {}
    for at, node in enumerate(draft.nodes):
        if node.last - node.first > 1 and node.names and node.tag not in _OF_TEXTS:
            for name in _classes(node.names):
                beside.setdefault((node.parent, node.tag, name), []).append(at)
    for posts in beside.values():
        around = [draft.nodes[post] for post in posts]
        near = 1 < len(posts) <= _MOST and any(first < n.last and n.first < last for n in around)
        if near and all(any(map(_LINKS, _inside(draft, n))) for n in around):
            yield posts


@lru_cache(maxsize=8192)  # the same few names stand all over a site
def _classes(names: str) -> frozenset[str]:
    return frozenset(_FIGURE.sub("", name) for name in names.split())


def _once(draft: Draft, post: int) -> dict[Form, Node]:
    """Return the named elements of a post that stand in it but once, by their form; none around a heading."""
    below = takewhile(lambda node: node.parent >= post, islice(draft.nodes, post + 1, None))
    inside = [n for n in below if n.names and n.last > n.first and n.tag not in _OF_TEXTS]
    count = Counter(map(_form, inside))
    return {
        _form(n): n
        for n in inside
        if count[_form(n)] == 1 and not any(b.tag in HEADINGS for b in _inside(draft, n))
    }


def _form(node: Node) -> Form:
    return node.tag, _FIGURE.sub("", node.names)


def _inside(draft: Draft, node: Node) -> tuple[Block, ...]:
    return draft.blocks[node.first : node.last]


def _chars(blocks: tuple[Block, ...]) -> int:
    return sum(len(b.text) for b in blocks)


def _is_frame(blocks: tuple[Block, ...]) -> bool:
    """Say whether an element is two buttons and more, or has a day or an hour and a link; one button may be a heading."""
    if any(b.links for b in blocks) and any(STAMP.search(b.text) for b in blocks):
        return True
    links = [link for b in blocks for link in b.links]
    pressed = all(b.is_linked for b in blocks) and all(leads_nowhere(x.href) for x in links)
    return pressed and len(links) > 1


def _is_talk(blocks: tuple[Block, ...]) -> bool:
    """Say whether what every post has is buttons: entries of a chronicle have a day and a link, too."""
    return sum(len(buttons(b)) for b in blocks) > 1


def _is_who(blocks: tuple[Block, ...]) -> bool:
    """Say whether an element is a few words with a link and a figure: who wrote a post, and how much else."""
    text = " ".join(b.text for b in blocks)
    told = any(b.links for b in blocks) and _FIGURE.search(text)
    return bool(told) and len(text) <= _BRIEF and not STOPS.search(text)
