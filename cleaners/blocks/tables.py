"""Real data tables, and lists of a page's facts, kept row by row; layout tables are left as the blocks they hold."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.model import Block, Link, Node
from cleaners.words.box import BOX

if TYPE_CHECKING:
    from collections.abc import Iterable

CELLS = frozenset({"td", "th"})
_SENTENCE_ENDS = ("。", "；", "！", "？")
# what a site says of a document in a list of definitions: 发布日期｜2024-05-06, 信息来源｜县水务局
_FACT = re.compile(
    rf"(?:{BOX}|(?:发布|更新|发表|录入|信息|添加|公开)?(?:日期|时间)|(?:信息|稿件|文章|新闻|内容)?来源|作者|发布[人者]|编辑|审核"
    r"|(?:点击|浏览|阅读|访问)(?:量|数|次数)?|字[号体]|栏目|分类|标\s*题|名\s*称|(?:信息|文件)名称|体\s*裁|主\s*题\s*词|关\s*键\s*词)\s*[:：]?"
)
_VALUE = 60  # characters


def join_rows(blocks: list[Block], nodes: list[Node]) -> tuple[tuple[Block, ...], tuple[Node, ...]]:
    """Make one block of each row of a real data table, its cells joined by tabs."""
    tags = {node.tag for node in nodes}
    rows = _data_rows(blocks, nodes) if "tr" in tags else {}
    if "dt" in tags:
        rows |= _fact_rows(blocks, nodes)
    if not rows:
        return tuple(blocks), tuple(nodes)
    merged: list[Block] = []
    moved = [0] * (len(blocks) + 1)
    at = 0
    while at < len(blocks):
        row, last = rows.get(at, (-1, at + 1))
        for i in range(at, last):
            moved[i] = len(merged)
        tag = "tr" if row < 0 or nodes[row].tag == "tr" else "dd"
        merged.append(blocks[at] if row < 0 else _joined(blocks[at:last], tag, row))
        at = last
    moved[len(blocks)] = len(merged)
    shifted = (Node(n.tag, n.names, n.parent, moved[n.first], moved[n.last]) for n in nodes)
    return tuple(merged), tuple(shifted)


def _joined(cells: list[Block], tag: str, row: int) -> Block:
    text, links, hidden = "", [], []
    for cell in cells:
        if text:
            text += "\t"
        shift = len(text)
        text += cell.text
        links += [Link(x.start + shift, x.end + shift, x.href) for x in cell.links]
        hidden += [(a + shift, b + shift) for a, b in cell.hidden]
    return Block(
        text, tag, row, tuple(links), tuple(hidden), sum(cell.link_chars for cell in cells)
    )


def _fact_rows(blocks: list[Block], nodes: list[Node]) -> dict[int, tuple[int, int]]:
    """Return first block → (term's node, end) of every pair in lists of definitions.

    Only of lists that state a page's facts and nothing else.
    """
    lists: dict[int, list[int]] = {}
    for i, node in enumerate(nodes):
        if node.tag in {"dt", "dd"}:
            lists.setdefault(node.parent, []).append(i)
    rows: dict[int, tuple[int, int]] = {}
    for items in lists.values():
        terms = [i for i in items if nodes[i].tag == "dt"]
        if len(terms) > 1 and all(_is_fact(blocks, nodes[i]) for i in terms):
            for term, value in pairwise(items):
                start, end = nodes[term].first, nodes[value].last
                told = nodes[term].tag == "dt" and nodes[value].tag == "dd"
                if told and end - start == 2 and len(blocks[start + 1].text) <= _VALUE:
                    rows[start] = term, end
    return rows


def _is_fact(blocks: list[Block], term: Node) -> bool:
    return term.last - term.first == 1 and bool(_FACT.fullmatch(blocks[term.first].text))


def _data_rows(blocks: list[Block], nodes: list[Node]) -> dict[int, tuple[int, int]]:
    """Return first block → (row node, end) of every row in a data table.

    A data table has two rows and two columns or more, holds no table, and its cells are short:
    a layout table has a cell with running text.
    """
    tables = [x for x in _simple_tables(nodes) if len(x) > 1]
    if not tables:
        return {}
    children: dict[int, list[int]] = {}
    for i, node in enumerate(nodes):
        if node.tag in CELLS:
            children.setdefault(node.parent, []).append(i)
    rows: dict[int, tuple[int, int]] = {}
    for lines in tables:
        if _is_data(lines, children, blocks, nodes):
            held = ((i, nodes[i]) for i in lines)
            rows |= {row.first: (i, row.last) for i, row in held if row.last - row.first > 1}
    return rows


def _simple_tables(nodes: list[Node]) -> Iterable[list[int]]:
    """Yield the rows of every table that holds no other table."""
    tables: dict[int, list[int]] = {}
    around: list[int] = []  # the table each node stands in, itself if it is one; -1 for none
    for i, node in enumerate(nodes):
        table = around[node.parent] if node.parent >= 0 else -1
        if node.tag == "table":
            tables.pop(table, None)
            tables[i] = []
            table = i
        elif node.tag == "tr" and table in tables:
            tables[table].append(i)
        around.append(table)
    return tables.values()


def _is_data(
    rows: list[int], children: dict[int, list[int]], blocks: list[Block], nodes: list[Node]
) -> bool:
    widths = [len(children.get(row, ())) for row in rows]
    if sum(width > 1 for width in widths) < 2:
        return False
    cells = [nodes[cell] for row in rows for cell in children.get(row, ())]
    texts = ["".join(b.text for b in blocks[cell.first : cell.last]) for cell in cells]
    filled = [text for text in texts if text]
    linked = sum(b.link_chars for cell in cells for b in blocks[cell.first : cell.last])
    total = sum(map(len, filled))
    if not filled or linked > total * 0.4:
        return False
    long = sum(len(text) for text in filled if len(text) > 150)
    crowded = any(cell.last - cell.first > 8 for cell in cells)
    return not crowded and long < total * 0.5 and not _holds_paragraphs(rows, cells, blocks)


def _holds_paragraphs(rows: list[int], cells: list[Node], blocks: list[Block]) -> bool:
    """Say whether in every other row a cell is set in paragraphs: such a row is no single line."""
    told = {
        cell.parent
        for cell in cells
        if cell.last - cell.first > 1
        and sum(b.text.endswith(_SENTENCE_ENDS) for b in blocks[cell.first : cell.last]) > 1
    }
    return len(told) * 2 >= len(rows)
