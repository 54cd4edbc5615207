"""Real data tables, kept row by row; layout tables are left as the blocks they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.model import Block, Link, Node

if TYPE_CHECKING:
    from collections.abc import Iterable

CELLS = frozenset({"td", "th"})
_SENTENCE_ENDS = ("。", "；", "！", "？")


def join_rows(blocks: list[Block], nodes: list[Node]) -> tuple[tuple[Block, ...], tuple[Node, ...]]:
    """Make one block of each row of a real data table, its cells joined by tabs."""
    rows = _data_rows(blocks, nodes)
    if not rows:
        return tuple(blocks), tuple(nodes)
    merged: list[Block] = []
    moved = [0] * (len(blocks) + 1)
    at = 0
    while at < len(blocks):
        row = rows.get(at)
        last = nodes[row].last if row is not None else at + 1
        for i in range(at, last):
            moved[i] = len(merged)
        merged.append(blocks[at] if row is None else _joined(blocks[at:last], row))
        at = last
    moved[len(blocks)] = len(merged)
    shifted = (Node(n.tag, n.names, n.parent, moved[n.first], moved[n.last]) for n in nodes)
    return tuple(merged), tuple(shifted)


def _joined(cells: list[Block], row: int) -> Block:
    text, links, hidden = "", [], []
    for cell in cells:
        if text:
            text += "\t"
        shift = len(text)
        text += cell.text
        links += [Link(x.start + shift, x.end + shift, x.href) for x in cell.links]
        hidden += [(a + shift, b + shift) for a, b in cell.hidden]
    return Block(
        text, "tr", row, tuple(links), tuple(hidden), sum(cell.link_chars for cell in cells)
    )


def _data_rows(blocks: list[Block], nodes: list[Node]) -> dict[int, int]:
    """Return first block → row node of every row in a data table.

    A data table has two rows and two columns or more, holds no table, and its cells are short:
    a layout table has a cell with running text.
    """
    laid_in_rows = "tr" in {node.tag for node in nodes}
    tables = [x for x in _simple_tables(nodes) if len(x) > 1] if laid_in_rows else []
    if not tables:
        return {}
    children: dict[int, list[int]] = {}
    for i, node in enumerate(nodes):
        if node.tag in CELLS:
            children.setdefault(node.parent, []).append(i)
    rows = {}
    for lines in tables:
        if _is_data(lines, children, blocks, nodes):
            rows.update({nodes[i].first: i for i in lines if nodes[i].last - nodes[i].first > 1})
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
