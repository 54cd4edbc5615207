"""Where cuts stood: put back there, they give the page again."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from command import DEMO_TEXTS

from cleaners import Page, clean
from cleaners.explain import places
from cleaners.lines import merged
from scraper import demo

if TYPE_CHECKING:
    from cleaners.model import Cleaned

ARTICLES = [f"/{file.stem.replace('-', '/', 1)}.html" for file in sorted(DEMO_TEXTS.iterdir())]


def put_back(cleaned: Cleaned) -> list[str]:
    """Return the page's lines, made of nothing but the paragraphs, the cuts and their places."""
    draft = cleaned.draft
    spans = merged(draft.cuts)
    cuts = sorted(zip(draft.cuts, places(draft), strict=True), key=lambda pair: pair[0])
    lines = [(float(i), text) for i, text in enumerate(cleaned.document.paragraphs)]
    for (number, _), group in groupby(cuts, key=lambda pair: (pair[1].paragraph, pair[0].block)):
        here = list(group)
        block = here[0][0].block
        whole = here[0][1].char is None
        text = "" if whole else lines[number][1]
        grown = 0
        for start, end in spans[block]:
            at = next(place.char for cut, place in here if cut.start == start) or 0
            piece = draft.blocks[block].text[start:end]
            text = text[: at + grown] + piece + text[at + grown :]
            grown += len(piece)
        if whole:
            lines.append((number - 0.5 + block / 1e6, text))
        else:
            lines[number] = (float(number), text)
    return [text for _, text in sorted(lines, key=lambda line: line[0])]


@pytest.mark.parametrize("path", ARTICLES)
def test_cuts_put_back_in_their_places_are_the_page(path: str) -> None:
    cleaned = clean(Page(f"https://a.example{path}", demo.pages()[path]))
    assert len(cleaned.draft.cuts) > 3
    page = [block.text.replace(" ", "") for block in cleaned.draft.blocks]
    assert [line.replace(" ", "") for line in put_back(cleaned)] == page
