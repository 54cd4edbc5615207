"""Parts of a document that its page unfolds: under headings, in panes of tabs; what a site hides stays out of it."""

from __future__ import annotations

import pytest
from elements import PARTS, SAID, TEXT, TOLD, VERSE, document

UNDER = tuple(f"{name}一节由老渡工口述，文化馆整理，原话不改。" for name in PARTS)


def test_headings_that_link_to_their_own_place_stay() -> None:
    heads = "".join(
        f"<h3><a href='#s{n}'>{name}</a></h3><p>{text}</p>"
        for n, (name, text) in enumerate(zip(PARTS, UNDER, strict=True))
    )
    told = tuple(line for pair in zip(PARTS, UNDER, strict=True) for line in pair)
    assert document(f"<div>{TEXT}{heads}</div>") == (*SAID, *told)


def test_boxes_of_headings_and_ways_back_go() -> None:
    box = "".join(f"<p><a href='#s{n}'>{name}</a></p>" for n, name in enumerate(PARTS))
    parts = "".join(
        f"<h3>{name}</h3><p>{text}</p><p><a href='#m'>回到上面</a></p>"
        for name, text in zip(PARTS, UNDER, strict=True)
    )
    told = tuple(line for pair in zip(PARTS, UNDER, strict=True) for line in pair)
    assert document(f"<div>{box}{TEXT}{parts}</div>") == (*SAID, *told)


HIDDEN = "style='display:none'"


@pytest.mark.parametrize(
    "head",
    [
        "<div class=hd><a href='#c{n}'>{name}</a></div>",
        "<div class=hd><a href='javascript:void(0)'>{name}</a></div>",
        "<div class=hd>{name}</div>",
        "<p class=hd><a href='#c{n}'>{name}</a></p>",
    ],
)
def test_parts_that_unfold_under_their_headings_stay(head: str) -> None:
    parts = "".join(
        f"<div class=it>{head.format(n=n, name=name)}<div class=bd id=c{n} {HIDDEN if n else ''}><p>{text}</p></div></div>"
        for n, (name, text) in enumerate(zip(PARTS, TOLD, strict=True))
    )
    told = tuple(line for pair in zip(PARTS, TOLD, strict=True) for line in pair)
    assert document(f"<div>{TEXT}</div><div class=ac>{parts}</div>") == (*SAID, *told)


def test_the_panes_of_tabs_stay() -> None:
    panes = "".join(
        f"<div class=pane id=t{n} {HIDDEN if n else ''}><p>{text}</p></div>"
        for n, text in enumerate(TOLD)
    )
    names = "".join(f"<li><a href='#t{n}'>{name}</a></li>" for n, name in enumerate(PARTS))
    assert document(f"<ul class=tabs>{names}</ul>{panes}") == TOLD


@pytest.mark.parametrize("kind", ["p", "div", "p class=a", "div class=a"])
def test_what_is_hidden_between_paragraphs_goes(kind: str) -> None:
    tag = kind.partition(" ")[0]
    notes = (f"第{n}段为柳溪文库所有，转抄须注明。" * 5 for n in range(4))
    body = "".join(
        f"<{kind}>{text}</{tag}><{kind} {HIDDEN}>{note}</{tag}>"
        for text, note in zip(TOLD, notes, strict=True)
    )
    assert document(f"<div>{body}</div>") == TOLD


def test_what_is_hidden_below_lines_of_one_build_goes() -> None:
    body = "".join(
        f"<p>{line}</p><p {HIDDEN}>第{n}行为柳溪文库所有。</p>" for n, line in enumerate(VERSE)
    )
    assert document(f"<div>{TEXT}{body}</div>") == (*SAID, *VERSE)
