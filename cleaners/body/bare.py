"""Pages without a site around them: a mail, a fragment, a text saved as HTML.

A short page without a heading, a link, a menu, a control, a picture or a script has no site's frame, either,
unless it says so (ICP备…, 您的位置：首页); what a body is told by is missing, and a line or two is all there is. Such a page is read as plain text is:
every line is the text. `cleaners.refuse` still knows the words of servers among them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaners.blocks.markup import CONTROLS
from cleaners.blocks.segment import SHOWS_MORE
from cleaners.body.choice import Body, choose
from cleaners.body.headings import title_block
from cleaners.model import Node
from cleaners.words.footers import IMPRINT_SIGNS
from cleaners.words.han import HAN
from cleaners.words.prose import STOPS

if TYPE_CHECKING:
    from cleaners.model import Draft

_LONGEST = 420  # characters; a longer page has text enough to be chosen from
_SENTENCE = 10  # characters
_FEWEST = 60  # characters of a text with one sentence whose edges can be told
_TOLD_BY = CONTROLS | {"h1", "h2", "h3", "tr"}  # where these are, a body can be told
_HOME = frozenset({"首页", "网站首页", "返回首页", "本站首页"})  # the first entry of a menu
_FRAME = re.compile(
    rf"{IMPRINT_SIGNS}|版权所有|网站标识码|位置\s*[:：]\s*(?:网站)?首页|^(?:网站)?首页\s*[>»→]",
    re.IGNORECASE,
)


def as_bare(draft: Draft) -> Draft:
    """Return a page that no site stands around as plain text, and any other page as it is."""
    if not _is_bare(draft):
        return draft
    lines = tuple(replace(block, tag="line", node=0) for block in draft.blocks)
    return replace(draft, blocks=lines, nodes=(Node("text", "html", -1, 0, len(lines)),))


def _is_bare(draft: Draft) -> bool:
    blocks = draft.blocks
    if draft.meta[SHOWS_MORE] or sum(len(block.text) for block in blocks) > _LONGEST:
        return False
    if any(block.links or block.hidden or block.text in _HOME for block in blocks):
        return False
    framed = any(_FRAME.search(block.text) for block in blocks) and title_block(draft) is not None
    if framed and _reads(draft, choose(draft, ())):
        return False
    # asked of elements: a block that a <br> ends is called after that, not after its heading
    if any(node.tag in _TOLD_BY for node in draft.nodes):
        return False
    text = "\n".join(block.text for block in blocks)
    return bool(HAN.search(text)) and (len(blocks) > 1 or bool(STOPS.search(text)))


def _reads(draft: Draft, body: Body | None) -> bool:
    """Say whether a body is running text, by which its edges are told, and no list of short lines."""
    if body is None:
        return False
    texts = [block.text for block in draft.blocks[body.first : body.last]]
    told = sum(len(text) >= _SENTENCE and bool(STOPS.search(text)) for text in texts)
    return told > 1 or (told > 0 and sum(map(len, texts)) >= _FEWEST)
