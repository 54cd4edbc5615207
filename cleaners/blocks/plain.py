"""Plain text to blocks."""

from __future__ import annotations

from cleaners.blocks.tidy import LINES, tidy
from cleaners.model import Block, Draft, Node


def segment_text(url: str, plain: str) -> Draft:
    """Turn plain text into a draft, one block a line; blank lines only separate."""
    lines = (tidy(line, squeeze=False).strip(" \u3000\t") for line in LINES.split(plain))
    blocks = tuple(Block(line, "line") for line in lines if line)
    return Draft(url, blocks, (Node("text", "", -1, 0, len(blocks)),))
