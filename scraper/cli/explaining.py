"""Why a document is what it is: where fields came from, the page with its cuts, cuts by rule."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from scraper.cases import LABELS
from scraper.cli.output import on_terminal, one_line, put, put_table, safe, shorten

if TYPE_CHECKING:
    from cleaners.model import Cleaned, Cut, Draft
    from collections.abc import Iterator
    from rich.text import Text

_EXAMPLE = 44  # columns


def put_explanation(cleaned: Cleaned) -> None:
    """Print why the document is what it is; styled only where a person watches."""
    draft = cleaned.draft
    put("fields")
    put_table(
        (LABELS.get(f.field, f.field), shorten(f.value, 60), f"← {f.rule}") for f in draft.found
    )
    put("\npage")
    if on_terminal(sys.stdout):
        _put_styled(draft)
    else:
        _put_plain(draft)
    put("\ncut, by rule")
    put_table(by_rule(draft))


def pieces(draft: Draft, block: int, cuts: list[Cut]) -> list[tuple[str, str]]:
    """Return a block as (text, rule) in order; the rule is empty where the text is kept."""
    text = draft.blocks[block].text
    at, found = 0, []
    for cut in sorted(cuts):
        if cut.end <= at:
            continue
        start = max(cut.start, at)
        if start > at:
            found.append((text[at:start], ""))
        found.append((text[start : cut.end], cut.rule))
        at = cut.end
    if at < len(text):
        found.append((text[at:], ""))
    return found


def _by_block(draft: Draft) -> Iterator[list[tuple[str, str]]]:
    cuts: dict[int, list[Cut]] = defaultdict(list)
    for cut in draft.cuts:
        cuts[cut.block].append(cut)
    for block in range(len(draft.blocks)):
        yield pieces(draft, block, cuts[block])


def _rules(parts: list[tuple[str, str]]) -> str:
    return ", ".join(dict.fromkeys(rule for _, rule in parts if rule))


def _put_plain(draft: Draft) -> None:
    """Print a line a block: `-` is cut whole, `±` in part, with the cut in [-…-]."""
    for parts in _by_block(draft):
        rules = _rules(parts)
        if not rules:
            mark, text = " ", "".join(text for text, _ in parts)
        elif all(rule for _, rule in parts):
            mark, text = "-", "".join(text for text, _ in parts)
        else:
            mark, text = "±", "".join(f"[-{t}-]" if rule else t for t, rule in parts)
        put(f"{mark} {one_line(text)}" + (f"  ← {rules}" if rules else ""))


def _put_styled(draft: Draft) -> None:
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for rich

    console = Console(highlight=False, markup=False, emoji=False)
    for parts in _by_block(draft):
        console.print(_styled(parts), soft_wrap=True)


def _styled(parts: list[tuple[str, str]]) -> Text:
    from rich.text import Text  # noqa: PLC0415 - only a terminal pays for rich

    line = Text("  ")
    for text, rule in parts:
        line.append(one_line(text), "red strike" if rule else "")
    if rules := _rules(parts):
        line.append(f"  {safe(rules)}", "dim")
    return line


def by_rule(draft: Draft) -> list[tuple[str, str, str]]:
    """Return (rule, how much, an example) for every rule that cut, the busiest first."""
    texts: dict[str, list[str]] = defaultdict(list)
    for cut in sorted(draft.cuts):
        texts[cut.rule].append(draft.blocks[cut.block].text[cut.start : cut.end].strip())
    busiest = sorted(texts.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        (rule, f"{len(found)}×", shorten(max(found, key=len), _EXAMPLE)) for rule, found in busiest
    ]
