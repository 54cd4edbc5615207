"""HTML or plain text to blocks; the only file that knows selectolax.

One walk of the tree. Block-level tags and `<br>` end a block; inline tags do not; a full-width
indent inside running text starts a new one, because old pages set paragraphs that way.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from cleaners.model import Block, Draft, Link, Node

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Elements without readable text of the page. `select` lists and buttons are controls: see `CONTROLS`.
_SKIPPED = frozenset(
    "script style noscript template iframe object embed applet svg math canvas audio video map "
    "head title meta link base param source track area img input".split()
)
CONTROLS = frozenset({"button", "select", "textarea", "label", "legend", "marquee"})
_BLOCKS = (
    frozenset(
        "html body p div section article main header footer nav aside address center blockquote pre "
        "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th form fieldset "
        "figure figcaption details summary hgroup dir menu ucapcontent textbody founder-content".split()
    )
    | CONTROLS
)
_CELLS = frozenset({"td", "th"})

# C0/C1 controls, soft hyphen, bidi marks and zero-width characters never carry text; U+E5E5 is the
# full-width space of old GBK pages; Kangxi radicals stand for the ideographs they look like.
_SPACE = {0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " ", 0xE5E5: "\u3000"}
_DROPPED = [*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, *range(0x200B, 0x2010)]
_DROPPED += [*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB]
_RADICALS = {
    code: char
    for code, char in zip(
        range(0x2F00, 0x2FD6),
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾"
        "干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生"
        "用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷"
        "豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
        "黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠",
        strict=True,
    )
}
_NORMAL = dict.fromkeys(_DROPPED) | _SPACE | _RADICALS | {0x2E9F: "母", 0x2EF3: "龟"}
_RUN = re.compile(r"[ \t\n\r\f\v]+")
# a paragraph indent in the middle of a run of text: after a line break, after a sentence, or before
# an outline number
_INDENT = re.compile(
    r"[ \t]*[\r\n]+[ \t\xa0]*\u3000[\u3000 \xa0]*"
    r"|(?<=[。！？!?；;：:”…）)])[ \xa0]*\u3000{2}[\u3000 \xa0]*"
    r"|\u3000{2,}(?=[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])"
)
# entities escaped twice, or standing in plain text; the spaces among them are remains and get cut
_ENTITY = re.compile(r"&(?!(?:nbsp|ensp|emsp);)(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,6});")
_LINES = re.compile(r"\r\n?|\n|\f|\v|\u2028|\u2029")

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0*\.?0+(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{4,}px",
    re.I,
)
_PALE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?\b|#fefefe|#fdfdfd|white\b|transparent|rgba?\(255)",
    re.I,
)
_DARK = re.compile(r"background", re.I)
_CSS_HIDING = re.compile(r"display\s*:\s*none|font-size\s*:\s*0(?:px)?\s*[;}!]")
_CSS_NAME = re.compile(r"^\s*(?:(?:span|font|i|b|em|a|u|s|p|div|label|small)?([.#][\w-]+))\s*$")


def segment_text(url: str, text: str) -> Draft:
    """Turn plain text into a draft, one block a line; blank lines only separate."""
    blocks = []
    for line in _LINES.split(text):
        tidy = _tidy(line).strip(" \u3000")
        if tidy:
            blocks.append(Block(tidy, "line"))
    return Draft(url, tuple(blocks), (Node("text", "", -1, 0, len(blocks)),))


def _tidy(raw: str) -> str:
    """Normalise what carries no text: entities, controls, zero-width characters, runs of space."""
    if "&" in raw:
        raw = _ENTITY.sub(lambda entity: html.unescape(entity[0]), raw)
    return _RUN.sub(" ", raw.translate(_NORMAL))


def segment_html(url: str, text: str) -> Draft:
    """Turn HTML into a draft; `meta` gets the `<title>`, named `<meta>` values and canonical link."""
    tree = LexborHTMLParser(text)
    walk = _Walk(_hiding_names(tree))
    if tree.root is not None:
        walk.through(tree.root)
    meta = _meta(tree)
    meta["markers"] = ";".join(f"{at}:{text}" for at, text in walk.markers)
    return Draft(url, *_join_rows(walk.blocks, walk.finished()), meta)


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """Return what the page's head says of itself, keys in lower case; the first of a key wins."""
    meta: dict[str, str] = {}
    for node in tree.css("title, meta, link[rel=canonical]"):
        attributes = node.attributes
        if node.tag == "title":
            key, value = "<title>", node.text()
        elif node.tag == "link":
            key, value = "canonical", attributes.get("href") or ""
        else:
            key = attributes.get("name") or attributes.get("property") or ""
            value = attributes.get("content") or ""
        value = _tidy(value).strip(" \u3000")
        if key and value:
            meta.setdefault(key.strip().lower(), value[:2000])
    return meta


def _hiding_names(tree: LexborHTMLParser) -> frozenset[str]:
    """Return `.class` and `#id` names that the page's own style sheet hides outright."""
    names = set()
    for node in tree.css("style"):
        css = (node.text() or "").lower()
        for hiding in _CSS_HIDING.finditer(css):
            brace = css.rfind("{", 0, hiding.start())
            if brace < css.rfind("}", 0, hiding.start()):
                continue
            for selector in css[css.rfind("}", 0, brace) + 1 : brace][-300:].split(","):
                if found := _CSS_NAME.match(selector):
                    names.add(found[1])
    return frozenset(names)


@dataclass
class _Walk:
    """The state of one walk; mutable, and never seen outside this file."""

    hiding: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    nodes: list[tuple[str, str, int, int, int]] = field(default_factory=list)
    markers: list[tuple[int, str]] = field(default_factory=list)
    text: str = ""
    links: list[Link] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    node: int = -1
    href: str | None = None
    link_from: int = 0
    hidden_depth: int = 0
    hidden_from: int = 0
    pre_depth: int = 0

    def finished(self) -> list[Node]:
        return [Node(*node) for node in self.nodes]

    def through(self, root: LexborNode) -> None:
        """Visit every node below `root` in order, without recursion: pages nest deeper than Python."""
        stack: list[tuple[LexborNode, str, bool, str | None]] = []
        self._open("html", {})
        node = root.child
        while True:
            if node is None:
                if not stack:
                    break
                node, tag, hides, href = stack.pop()
                self._leave(tag, hides=hides, href=href)
                node = node.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._add(node.text_content or "")
            elif tag == "br":
                self._flush("br")
            elif tag == "-comment":
                self._mark(node.comment_content or "")
            elif tag not in _SKIPPED and node.child is not None:
                stack.append((node, tag, *self._enter(tag, node.attributes)))
                node = node.child
                continue
            elif tag == "hr":
                self._flush()
            node = node.next
        self._flush()
        self._close()

    def _mark(self, comment: str) -> None:
        tidy = comment.strip().lower()
        if 2 <= len(tidy) <= 40 and ";" not in tidy:
            self.markers.append((len(self.blocks) + bool(self.text.strip()), tidy))

    def _enter(self, tag: str, attributes: dict[str, str | None]) -> tuple[bool, str | None]:
        """Open an element; return whether it hides its text, and the link it replaces."""
        if tag in _BLOCKS:
            self._flush()
            self._open(tag, attributes)
            self.pre_depth += tag == "pre"
        outer = self.href
        if tag == "a" and (href := attributes.get("href")):
            self._cut_link()
            self.href, self.link_from = href, len(self.text)
        hides = bool(attributes) and self._hides(tag, attributes)
        if hides:
            if not self.hidden_depth:
                self.hidden_from = len(self.text)
            self.hidden_depth += 1
        return hides, outer

    def _leave(self, tag: str, *, hides: bool, href: str | None) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._close()
            self.pre_depth -= tag == "pre"
        if tag == "a":
            self._cut_link()
            self.href, self.link_from = href, len(self.text)
        if hides:
            self.hidden_depth -= 1
            if not self.hidden_depth and len(self.text) > self.hidden_from:
                self.hidden.append((self.hidden_from, len(self.text)))

    def _hides(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Say whether an element's text is not for readers; WeChat shows #js_content by script."""
        get = attributes.get
        if (get("id") or "").lower() == "js_content":
            return False
        style = get("style")
        if style and (_HIDING.search(style) or (_PALE.search(style) and not _DARK.search(style))):
            return True
        if tag in {"rt", "rp"} or "hidden" in attributes:
            return True
        if tag == "font" and (
            get("size") == "0" or (get("color") or "").lower() in {"#ffffff", "#fff", "white"}
        ):
            return True
        if not self.hiding:
            return False
        names = [f".{name.lower()}" for name in (get("class") or "").split()]
        return not self.hiding.isdisjoint([*names, f"#{(get('id') or '').lower()}"])

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        names = ""
        if attributes:
            get = attributes.get
            names = (
                f"{get('id') or ''} {get('class') or ''} {get('itemprop') or ''}".strip().lower()
            )
            style = get("style") or ""
            if (get("align") or "").lower() == "center" or "text-align:center" in style.replace(
                " ", ""
            ).lower():
                names += " centred"
        self.nodes.append((tag, names, self.node, len(self.blocks), -1))
        self.node = len(self.nodes) - 1

    def _close(self) -> None:
        tag, names, parent, first, _ = self.nodes[self.node]
        self.nodes[self.node] = (tag, names, parent, first, len(self.blocks))
        self.node = parent

    def _add(self, raw: str) -> None:
        if "\u3000" in raw:
            head, *rest = _INDENT.split(raw)
            self._append(head)
            for piece in rest:
                self._flush()
                self._append(piece)
        else:
            self._append(raw)

    def _append(self, raw: str) -> None:
        if self.pre_depth:
            first, *more = _LINES.split(raw)
            self._put(first)
            for line in more:
                self._flush("br")
                self._put(line)
        else:
            self._put(raw)

    def _put(self, raw: str) -> None:
        tidy = _tidy(raw)
        if not self.text:
            tidy = tidy.lstrip(" \u3000")
        elif self.text[-1] == " ":
            tidy = tidy.lstrip(" ")
        self.text += tidy

    def _cut_link(self) -> None:
        if self.href is not None and len(self.text) > self.link_from:
            self.links.append(Link(self.link_from, len(self.text), self.href))

    def _flush(self, tag: str = "") -> None:
        """End the block being gathered, if it holds any text."""
        text = self.text.rstrip(" \u3000")
        if text:
            self._cut_link()
            if self.hidden_depth and len(self.text) > self.hidden_from:
                self.hidden.append((self.hidden_from, len(self.text)))
            end = len(text)
            own = self.nodes[self.node][0]
            self.blocks.append(
                Block(
                    text,
                    tag or own,
                    self.node,
                    tuple(
                        Link(x.start, min(x.end, end), x.href) for x in self.links if x.start < end
                    ),
                    tuple((a, min(b, end)) for a, b in self.hidden if a < end),
                )
            )
        if self.text:
            self.text = ""
            self.links.clear()
            self.hidden.clear()
        self.link_from = self.hidden_from = 0


def _join_rows(
    blocks: list[Block], nodes: list[Node]
) -> tuple[tuple[Block, ...], tuple[Node, ...]]:
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
    return Block(text, "tr", row, tuple(links), tuple(hidden))


def _data_rows(blocks: list[Block], nodes: list[Node]) -> dict[int, int]:
    """Return first block → row node of every row in a data table.

    A data table has two rows and two columns or more, holds no table, and its cells are short:
    a layout table has a cell with running text.
    """
    tables: dict[int, list[int]] = {}
    holds_table = set()
    inside: list[int] = []
    for i, node in enumerate(nodes):
        table = inside[node.parent] if node.parent >= 0 else -1
        if node.tag == "tr" and table >= 0:
            tables[table].append(i)
        if node.tag == "table":
            if table >= 0:
                holds_table.add(table)
            tables[i] = []
            table = i
        inside.append(table)
    children: dict[int, list[int]] = {}
    for i, node in enumerate(nodes):
        if node.tag in _CELLS:
            children.setdefault(node.parent, []).append(i)
    rows = {}
    for table, lines in tables.items():
        if table not in holds_table and _is_data(lines, children, blocks, nodes):
            rows.update({nodes[i].first: i for i in lines if nodes[i].last - nodes[i].first > 1})
    return rows


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
    return not crowded and long < total * 0.5


def spans_without(length: int, removed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what is left of [0, length) after taking out the (possibly overlapping) ranges."""
    edges = [(0, 0), *sorted(removed), (length, length)]
    left, reach = [], 0
    for (_, _end), (start, end) in pairwise(edges):
        if start > reach:
            left.append((reach, start))
        reach = max(reach, end)
    return left
