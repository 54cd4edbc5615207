"""A document as a reader sees it: its lines, their parts, and what was cut in its place."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, TypeAlias

from cleaners.shadow import shadow
from scraper.web.roles import roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleaners.model import Document
    from scraper.web.reads import Placed

    Spans = Callable[[str], Iterable[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters; `rule` says that it was cut, `style` how it is set."""

    text: str
    rule: str = ""
    style: str = ""  # "hit": a word that was searched; "heading"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `role`: part, heading1 … heading4, greeting, byline, signature, or nothing."""

    number: int
    role: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """Lines that were cut whole, one after the other; each may be of several pieces."""

    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows one after the other: the number of each as a paragraph, and its cells."""

    rows: tuple[tuple[int, tuple[tuple[Piece, ...], ...]], ...]


Shown: TypeAlias = Line | Gone | Table


def shown(document: Document, cuts: Iterable[Placed], spans: Spans, most: int) -> tuple[Shown, ...]:
    """Return the lines of a document, at most so many paragraphs, with the cuts in their places.

    `cuts` stand in page order. `spans` gives the (start, end) offsets in a paragraph that are to stand out.
    """
    whole: dict[int, list[Placed]] = defaultdict(list)
    inside: dict[int, list[Placed]] = defaultdict(list)
    for cut in _once(cuts):
        if cut.paragraph is not None:
            (whole if cut.before_char is None else inside)[cut.paragraph].append(cut)
    role_of = roles(document)
    headings = {heading.paragraph: len(heading.text) for heading in document.outline}
    found: list[Shown] = []
    for i, text in enumerate(document.paragraphs[:most]):
        found += _gone(whole[i])
        marks = [(a, b, "hit") for a, b in spans(text)]
        if i in headings and headings[i] < len(text) - 1:
            marks.append((0, headings[i], "heading"))
        found.append(Line(i, role_of.get(i, ""), tuple(_pieces(text, marks, inside[i]))))
    if len(document.paragraphs) <= most:
        found += _gone(whole[len(document.paragraphs)])
    return tuple(_tabled(found))


def _tabled(found: Iterable[Shown]) -> Iterator[Shown]:
    """Make tables of paragraphs with tabs, where there are two in a row at least."""
    for tabbed, run in groupby(found, _is_row):
        lines = list(run)
        if tabbed and len(lines) > 1:
            yield Table(tuple((x.number, _cells(x.pieces)) for x in lines if isinstance(x, Line)))
        else:
            yield from lines


def _is_row(one: Shown) -> bool:
    kept = [x for x in one.pieces if not x.rule] if isinstance(one, Line) and not one.role else []
    return any("\t" in piece.text for piece in kept)


def _cells(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Split a row at the tabs of the text; a cut stays whole."""
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = [piece.text] if piece.rule else piece.text.split("\t")
        cells[-1].append(replace(piece, text=first))
        cells += [[replace(piece, text=text)] for text in others]
    return tuple(tuple(piece for piece in cell if piece.text) for cell in cells)


def _once(cuts: Iterable[Placed]) -> Iterator[Placed]:
    """Give every cut character once: what two rules cut is one piece that names both."""
    last: Placed | None = None
    for cut in cuts:
        if last is None or cut.block != last.block or cut.start_char >= last.end_char:
            if last:
                yield last
            last = cut
        else:
            text = last.text + cut.text[last.end_char - cut.start_char :]
            rules = last.rule if cut.rule in last.rule.split() else f"{last.rule} {cut.rule}"
            end = max(last.end_char, cut.end_char)
            last = replace(last, text=text, rule=rules, end_char=end)
    if last:
        yield last


def _gone(cuts: Sequence[Placed]) -> Iterator[Gone]:
    if cuts:
        lines = groupby(cuts, key=lambda cut: cut.block)
        yield Gone(tuple(tuple(Piece(c.text, c.rule) for c in line) for _, line in lines))


def _pieces(
    text: str, marks: Sequence[tuple[int, int, str]], cuts: Sequence[Placed]
) -> Iterator[Piece]:
    """Split a paragraph wherever a mark begins or ends or a cut stood."""
    places: dict[int, list[Placed]] = defaultdict(list)
    for cut in cuts:
        places[min(cut.before_char or 0, len(text))].append(cut)
    edges = {0, len(text), *places, *(edge for start, end, _ in marks for edge in (start, end))}
    ordered, ahead = sorted(edge for edge in edges if edge <= len(text)), deque(sorted(marks))
    here: list[tuple[int, int, str]] = []
    for at, until in pairwise([*ordered, len(text)]):
        yield from (Piece(cut.text, cut.rule) for cut in places.get(at, ()))
        while ahead and ahead[0][0] <= at:
            here.append(ahead.popleft())
        here = [mark for mark in here if mark[1] > at]
        if until > at:
            yield Piece(text[at:until], style=" ".join(name for _, _, name in here))


def byline(lines: Iterable[Shown]) -> str:
    """Return what the text itself says below its title of who speaks and when."""
    found = (x.pieces for x in lines if isinstance(x, Line) and x.role == "byline")
    return "".join(piece.text for pieces in found for piece in pieces if not piece.rule)


def hits(lines: Sequence[Shown]) -> tuple[int, int]:
    """Return how many runs of searched words stand out, and the paragraph of the first."""
    runs = [(x.number, x.pieces) for x in lines if isinstance(x, Line)]
    rows = [row for x in lines if isinstance(x, Table) for row in x.rows]
    runs += [(number, cell) for number, cells in rows for cell in cells]
    found = [number for number, pieces in runs for piece in pieces if "hit" in piece.style]
    return len(found), min(found, default=0)


def outline(document: Document) -> tuple[tuple[int, int, str], ...]:
    """Return (level, paragraph, words) of what a reader may jump to: the texts, the headings."""
    texts = [(1, part.first, part.title) for part in document.parts]
    deeper = bool(texts)
    starts = {part.first for part in document.parts}
    texts += [
        (min(heading.level + deeper, 4), heading.paragraph, shadowless(heading.text))
        for heading in document.outline
        if heading.paragraph not in starts and heading.level <= 2
    ]
    return tuple(sorted(texts, key=lambda entry: entry[1]))


def shadowless(text: str) -> str:
    """Return a heading without the colon or stop at its end."""
    return text[:-1] if shadow(text).endswith((":", "。", ".", ";")) else text
