"""Why a document is what it is: where fields came from, the page with its cuts, cuts by rule."""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from cleaners import explain
from scraper.cli.output import in_colour, one_line, put, put_table, safe, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text

    from cleaners import Cleaned
    from cleaners.explain import Piece

_EXAMPLE = 44  # columns


def put_explanation(cleaned: Cleaned) -> None:
    """Print why the document is what it is; styled only where a person watches."""
    put("fields")
    put_table((f.field, shorten(f.value, 60), f"← {f.rule}") for f in cleaned.draft.found)
    put("\npage")
    blocks = [list(pieces) for _, pieces in groupby(explain(cleaned), lambda piece: piece.block)]
    if in_colour(sys.stdout):
        _put_styled(blocks)
    else:
        _put_plain(blocks)
    put("\ncut, by rule")
    put_table(by_rule((piece.rule, piece.text) for piece in explain(cleaned) if piece.rule))


def _rules(pieces: list[Piece]) -> str:
    return ", ".join(dict.fromkeys(piece.rule for piece in pieces if piece.rule))


def _put_plain(blocks: list[list[Piece]]) -> None:
    """Print a line a block: `-` is cut whole, `±` in part, with the cut in [-…-]."""
    for pieces in blocks:
        rules = _rules(pieces)
        whole = all(piece.rule for piece in pieces)
        mark = "-" if whole else "±" if rules else " "
        text = "".join(
            f"[-{piece.text}-]" if piece.rule and not whole else piece.text for piece in pieces
        )
        put(f"{mark} {one_line(text)}" + (f"  ← {rules}" if rules else ""))


def _put_styled(blocks: list[list[Piece]]) -> None:
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for rich

    console = Console(highlight=False, markup=False, emoji=False)
    for pieces in blocks:
        console.print(_styled(pieces), soft_wrap=True)


def _styled(pieces: list[Piece]) -> Text:
    from rich.text import Text  # noqa: PLC0415 - only a terminal pays for rich

    line = Text("  ")
    for piece in pieces:
        line.append(one_line(piece.text), "red strike" if piece.rule else "")
    if rules := _rules(pieces):
        line.append(f"  {safe(rules)}", "dim")
    return line


def by_rule(cuts: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return (rule, how often, the longest example) of (rule, text) cuts, the busiest rule first."""
    texts: dict[str, list[str]] = defaultdict(list)
    for rule, text in cuts:
        texts[rule].append(text.strip())
    busiest = sorted(texts.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(rule, f"{len(cut)}×", shorten(max(cut, key=len), _EXAMPLE)) for rule, cut in busiest]
