"""Rows of counters and facts, cards of authors, shelves of files: told by their build, whatever they say.

A row is made of parts: inline elements, links, what marks like | set apart. Where at least half of them are
figures or buttons, and the row is set otherwise than the lines of the text, no document wrote it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING

from cleaners.blocks.markup import (
    AT_LENGTH,
    CONTROLS,
    FIELDS,
    TITLE_TAGS,
    buttons,
    leads_nowhere,
)
from cleaners.body.edges import is_file
from cleaners.body.frame import LEADS_UP
from cleaners.body.headings import folded, title_block
from cleaners.lines import cut_whole, kept_lines
from cleaners.model import Cut
from cleaners.steps.asking import closes
from cleaners.steps.counters import (
    COUNTER,
    ICON,
    ITEMS,
    MARKS,
    OWN,
    is_on_shelf,
    is_row,
    parts_of,
)
from cleaners.words.dates import DAY_AT_END, is_date_line
from cleaners.words.files import ANY_FILE
from cleaners.words.kinds import kind_of
from cleaners.words.prose import SENTENCE_END, is_office, is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Block, Draft, Node
    from cleaners.rulebook import Rulebook

    Form = tuple[str, str, int]
    Told = Callable[[Draft, Node, Sequence[Line]], bool]

_LABEL = 6  # characters beside the links of a row that leads elsewhere: 标记：
_BRIEF = 24  # characters of a label in a form, and of what a site says below its list
_WORDS = 4  # letters at least of a prompt that stands twice
_CARD = 16  # characters of a line in a card
_CARD_LEAST, _CARD_LINES = 3, 12
_KIND = 5  # characters of a mere kind: an annex of the document's may be called 实施方案
_FACT = 40  # characters of a fact about a file
_NAMED, _DIGIT = re.compile(r"[\u4e00-\u9fff]{1,4}:?"), re.compile(r"\d")
_SIZE = re.compile(r"\d[\d.,]*\s?[km]b?", re.IGNORECASE)
_LEADS_ON = re.compile(r"(?:如下|以下|下列).{0,8}:$")
_FILLED = re.compile(r":\s*\S")  # a label with its value
# forms a document has
_SLIP = re.compile("回执|(?:报名|申[请报]|登记|推荐|调查|测评|评分|签到)表|问卷|选票|填[写报好妥]")
_DAY = re.compile(r"\d[-/.月]\d")
_POINTER = re.compile("[▲▼△▽↑↓⇧⇩⬆⬇☝👆👇🔼🔽]")  # of a prompt to the text; ★ and a refrain have none


def cut_rows(draft: Draft, _rulebook: Rulebook) -> Iterator[Cut]:
    """Cut rows and cards above and below the text, shelves of other files and buttons wherever they stand."""
    lines = kept_lines(draft)
    first = next((i for i, line in enumerate(lines) if _is_of_text(draft, line)), None)
    if first is None:
        return
    last = next(i for i in reversed(range(len(lines))) if _is_of_text(draft, lines[i]))
    yield from _shelves(draft, lines)
    title = title_block(draft)
    above = [x for x in lines[:first] if title is None or x.block > title]
    rest = lines[last:]  # what the text leads up to is its own
    below = [*takewhile(lambda x: not _leads_up(x.shadow), rest)][1:]
    yield from _rows(draft, lines, above, below)
    yield from _cards(draft, above, _is_card, _is_list_of_counters, _is_file_box)
    yield from _cards(draft, below, _is_card)


def _leads_up(text: str) -> bool:
    return bool(_LEADS_ON.search(text) or LEADS_UP.search(text))


def _is_of_text(draft: Draft, line: Line) -> bool:
    heads = draft.blocks[line.block].tag in TITLE_TAGS
    return not heads and is_text(line.shadow) and not COUNTER.fullmatch(line.shadow)


def _form(draft: Draft, index: int) -> Form:
    """Return as what a block is set: its element's tag and names, and the element around that."""
    node = draft.nodes[draft.blocks[index].node]
    return node.tag, node.names, node.parent


def _rows(
    draft: Draft, lines: Sequence[Line], above: Sequence[Line], below: Sequence[Line]
) -> Iterator[Cut]:
    """Cut rows that no other line is set like; between the paragraphs only what is all figures."""
    rows = {x.block for x in (*above, *below) if is_row(draft, x)}
    rows |= {x.block for x in above if _is_labelled(draft, x)}
    twins = _twins(draft, above, below)
    edges = {x.block for x in (*above, *below)}
    amid = [x for x in lines if x.block not in edges]
    linked = [x for x in amid if draft.blocks[x.block].links or draft.blocks[x.block].seams]
    rows |= {x.block for x in linked if is_row(draft, x, amid=True)}
    rows |= {y.block for x, y in pairwise(amid) if _leads_on(draft, y) and x.shadow[-1] != ":"}
    forms = Counter(_form(draft, x.block) for x in lines if x.block not in rows | twins)
    looks = Counter(_form(draft, x.block)[:2] for x in lines)
    own = Counter(_form(draft, i) for i in rows)
    for i in sorted(rows | twins):
        form = _form(draft, i)  # rows set alike are a table of the document's
        block = draft.blocks[i]
        dated = form[1] and _DAY.search(block.text) and len(buttons(block)) < 2
        alike = looks[form[:2]] if dated else own[form]  # who wrote each letter, and when
        if not forms[form] and (i in twins or alike == 1):
            yield Cut(i, 0, len(block.text), "meta.row")
    yield from _asked(draft, below)
    yield from _below_list(draft, below)


def _twins(draft: Draft, above: Sequence[Line], below: Sequence[Line]) -> set[int]:
    """Return the lines in front of the text that come again below it, in the same words and set alike."""
    heads, again = _pointing(draft, above), _pointing(draft, below)
    both = [told for told in heads if told in again and len(told[0]) >= _WORDS and told[1][1]]
    return {at[told] for told in both for at in (heads, again)}


def _pointing(draft: Draft, lines: Sequence[Line]) -> dict[tuple[str, Form], int]:
    """Return the blocks of lines with a sign that points to the text, by their words and how they are set."""
    told = (x for x in lines if _POINTER.search(draft.blocks[x.block].text))
    return {(folded(x.text), _form(draft, x.block)): x.block for x in told}


def _is_labelled(draft: Draft, line: Line) -> bool:
    """Say whether a line above the text is links to other pages and a label in front of them."""
    block = draft.blocks[line.block]
    led = [link for link in block.links if not leads_nowhere(link.href)]
    named = (line.raw[link.start : link.end].strip(MARKS) for link in block.links)
    own = OWN.search(line.shadow) or any(map(is_office, named))
    if is_file(block) or own or not draft.nodes[block.node].names:
        return False
    beside = len(line.text) - block.link_chars - line.text.count(" ")
    return len(led) > 1 and beside <= _LABEL and block.tag not in ITEMS


def _leads_on(draft: Draft, line: Line) -> bool:
    """Say whether a line between paragraphs is nothing but links to other pages, two at least, behind icons."""
    block = draft.blocks[line.block]
    linked = len(block.links) > 1 and block.link_chars >= len(block.text.replace(" ", "")) * 0.9
    if (
        not linked
        or block.tag in ITEMS
        or not draft.nodes[block.node].names
        or not ICON.search(line.raw)
        or SENTENCE_END.search(line.shadow)
    ):
        return False
    return not is_file(block) and not any(leads_nowhere(x.href) for x in block.links)


def _asked(draft: Draft, below: Sequence[Line]) -> Iterator[Cut]:
    """Cut the labels of a form below the text with room to write at length: behind each something can be entered."""
    fields = set(draft.meta.get(FIELDS, "").split())
    labels = [x for x in below if str(x.block + 1) in fields and _is_brief(x)]
    labels = [x for x in labels if not _FILLED.search(x.shadow)]
    if (
        AT_LENGTH in fields
        and len(labels) > 1
        and not any(_SLIP.search(block.text) for block in draft.blocks)
    ):
        for line in labels:
            yield Cut(line.block, 0, len(line.raw), "comment.field")


def _below_list(draft: Draft, below: Sequence[Line]) -> Iterator[Cut]:
    """Cut short lines below a list of other documents' pages that stands under this one's signature."""
    signed = next((i for i, x in enumerate(below) if _is_signed(x)), None)
    if signed is None:
        return
    rest = below[signed + 1 :]
    other = [_leads_elsewhere(draft.blocks[line.block]) for line in rest]
    end = next((i for i, led in enumerate(other) if not led), len(rest))
    wares = sum(len(line.text) > _KIND and bool(kind_of(line.text)) for line in rest[:end])
    plain = (_is_brief(x) and not _is_signed(x) and not is_office(x.shadow) for x in rest[end:])
    if end > 2 and wares * 2 > end and all(plain):
        for line in rest[end:]:
            yield Cut(line.block, 0, len(line.raw), "related.below")


def _leads_elsewhere(block: Block) -> bool:
    led = len(block.links) == 1 and block.link_chars >= len(block.text) * 0.8
    return led and not is_file(block) and not leads_nowhere(block.links[0].href)


def _is_brief(line: Line) -> bool:
    return len(line.shadow) <= _BRIEF and not SENTENCE_END.search(line.shadow)


def _is_signed(line: Line) -> bool:
    return closes(line) or is_date_line(line.shadow) or bool(DAY_AT_END.search(line.shadow))


def _cards(draft: Draft, lines: Sequence[Line], *told: Told) -> Iterator[Cut]:
    """Cut elements of a few short lines that a test tells by what is in them and what is left of it."""
    free = {line.block: line for line in lines}
    if not free:
        return
    gone, done = cut_whole(draft), set[int]()
    low, high = min(free), max(free)
    for node in draft.nodes:
        if node.first > high or node.last <= low or node.last - node.first > _CARD_LINES:
            continue
        inside = [i for i in range(node.first, node.last) if i in free and i not in done]
        whole = all(i in free or i in gone for i in range(node.first, node.last))
        if not inside or not whole or any(is_file(b) for b in draft.blocks[node.first : node.last]):
            continue
        if any(test(draft, node, [free[i] for i in inside]) for test in told):
            done.update(inside)
            for i in inside:
                yield Cut(i, 0, len(draft.blocks[i].text), "meta.card")


def _is_file_box(draft: Draft, _node: Node, left: Sequence[Line]) -> bool:
    """Say whether lines above the text give the size of one file behind its label, and another such fact."""
    if any(len(x.shadow) > _FACT or SENTENCE_END.search(x.shadow) for x in left):
        return False
    parts = [part for x in left for part, _ in parts_of(draft.blocks[x.block], x.raw)]
    facts = [y for x, y in pairwise(parts) if _NAMED.fullmatch(x) and _DIGIT.search(y)]
    return sum(map(bool, map(_SIZE.fullmatch, parts))) == 1 < len(facts) and any(
        map(_SIZE.fullmatch, facts)
    )


def _is_card(draft: Draft, node: Node, left: Sequence[Line]) -> bool:
    """Say whether some lines of an element are bare counters, or most are buttons."""
    blocks = draft.blocks[node.first : node.last]
    if len(blocks) < _CARD_LEAST or any(len(b.text) > _CARD or b.tag in ITEMS for b in blocks):
        return False
    if any(SENTENCE_END.search(b.text) or OWN.search(b.text) for b in blocks):
        return False
    if any(_is_signed(x) or is_office(x.shadow) for x in left):
        return False
    counters = sum(bool(COUNTER.fullmatch(line.shadow)) for line in left)
    pressed = sum(
        b.tag in CONTROLS
        or (b.link_chars == len(b.text) and all(leads_nowhere(x.href) for x in b.links))
        for b in blocks
    )
    clicks = any(b.tag in CONTROLS or any(leads_nowhere(x.href) for x in b.links) for b in blocks)
    counted = counters > 1 and clicks
    return counted or (pressed > 1 and pressed * 2 > len(blocks))


def _is_list_of_counters(draft: Draft, node: Node, left: Sequence[Line]) -> bool:
    """Say whether an element above the text is nothing but a list of counters."""
    if not node.names or len(left) < max(_CARD_LEAST, node.last - node.first):
        return False
    listed = (draft.blocks[x.block].tag == "li" and not OWN.search(x.shadow) for x in left)
    return all(listed) and all(COUNTER.fullmatch(x.shadow) for x in left)


def _shelves(draft: Draft, lines: Sequence[Line]) -> Iterator[Cut]:
    """Cut three links and more in a row, each to another page and with figures behind it, most to files or papers."""
    for on_shelf, group in groupby(lines, lambda line: is_on_shelf(draft, line)):
        items = list(group)
        wares = sum(bool(ANY_FILE.search(x) or kind_of(x)) for x in _named_by(draft, items))
        if on_shelf and len(items) > 2 and wares * 2 > len(items):
            for line in items:
                yield Cut(line.block, 0, len(line.raw), "related.shelf")


def _named_by(draft: Draft, lines: Sequence[Line]) -> Iterator[str]:
    """Yield what the first link of each line names."""
    for line in lines:
        for link in draft.blocks[line.block].links[:1]:
            yield line.raw[link.start : link.end].strip()
