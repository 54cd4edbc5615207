"""HTML to blocks; the only file that knows selectolax.

One walk of the tree. Block-level tags and `<br>` end a block; inline tags do not; a full-width indent inside running text
starts a new one, for old pages set paragraphs that way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from cleaners.blocks.carried import wechat
from cleaners.blocks.grounds import Sheets
from cleaners.blocks.hidden import UNREAD, has_late_sheets, hiding_names, is_hidden, is_own_line
from cleaners.blocks.markup import (
    AT_LENGTH,
    BLOCKS,
    FIELDS,
    FORM_TAGS,
    PLAIN,
    RUNNING,
    SKIPPED,
    Attributes,
    is_told,
    link_of,
    links_as_meant,
    names_of,
    plain_tag,
)
from cleaners.blocks.notes import note
from cleaners.blocks.tables import CELLS, join_rows
from cleaners.blocks.tidy import ESCAPED, INDENT, LINES, is_plain, tidy
from cleaners.model import Block, Draft, Link, Node

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MORE_THAN_TEXT = frozenset({"script", "iframe", "object", "embed", "img", "input", "area"})
_ENTERED = frozenset({"input", "textarea", "select"})
_WRITTEN_TYPES = frozenset({"text", "password", "tel", "email"})
SHOWS_MORE = "<script>"  # the key in `meta` of a page that shows more than the text it holds
_EDGE, _BLANKS, _INDENTING = " \u3000", " \t\n\r\f\v", " \t\n\r\xa0\u3000"
_Left = tuple[str, bool, str | None]  # an open element's tag, whether it hides, the link around it
_BLOCK: _Left = ("", False, None)  # of nearly all blocks: the rest is told by `around`
_PENDING = Node("", "", -1, 0, 0)  # keeps the place of an element that is still open


def segment_html(url: str, html: bytes) -> Draft:
    """Turn HTML, in UTF-8, into a draft; `meta` gets the `<title>`, named `<meta>` values, canonical link."""
    tree = LexborHTMLParser(html)
    walk = _Walk(Sheets(tree))
    if has_late_sheets(html):
        walk.sheets.hiding = hiding_names(node.text() for node in tree.css("body style"))
    if tree.root is not None:
        walk.through(tree.root)
    walk.meta |= wechat(html)
    walk.meta[SHOWS_MORE] = "yes" if walk.shows_more else ""
    walk.meta[FIELDS] = " ".join(walk.fields)
    walk.meta["markers"] = ";".join(f"{at}:{text}" for at, text in walk.markers)
    return Draft(url, *join_rows(links_as_meant(walk.blocks), walk.nodes), walk.meta)


def _shown_as(tag: str, node: LexborNode, known: dict[tuple[int, bool], bool]) -> str:
    """Return what an element is to its reader that no standard knows, or that is no part of a form.

    `known` keeps what was seen of each parent, which may have thousands of such children.
    """
    if not ("-" in tag or tag in FORM_TAGS) or (around := node.parent) is None:
        return tag
    key = (around.mem_id, tag in FORM_TAGS)
    if key not in known:
        beside = (n.text_content or "" for n in around.iter(include_text=True) if n.tag == "-text")
        mixed = any(text.strip() for text in beside)
        known[key] = around.css_first("input, select, textarea") is not None if key[1] else mixed
    if tag in FORM_TAGS:
        return plain_tag(tag, node.text(), node.attributes, around.tag or "", asks=known[key])
    return tag if known[key] else "div"  # beside other elements alone it is one of several blocks


@dataclass
class _Walk:
    """The state of one walk; mutable, and never seen outside this file."""

    sheets: Sheets
    meta: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    markers: list[tuple[int, str]] = field(default_factory=list)
    around: list[tuple[int, str, Attributes, int]] = field(default_factory=list)  # see `_open`
    text: str = ""
    links: list[Link] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    seams: list[int] = field(default_factory=list)
    href: str | None = None
    link_from: int = 0
    hidden_depth: int = 0
    hidden_from: int = 0
    pre_depth: int = 0
    shows_more: bool = False
    known: dict[tuple[int, bool], bool] = field(default_factory=dict)

    def through(self, root: LexborNode) -> None:
        """Visit every node below `root` in order, without recursion: pages nest deeper than Python."""
        stack: list[tuple[LexborNode, _Left | None]] = [(root, _BLOCK)]
        self._open("html", {})
        node = root.child
        while stack:
            if node is None:
                node, left = stack.pop()
                if left is _BLOCK:
                    self._close()
                elif left is not None:
                    self._leave(*left)
            elif node.is_text_node:
                if self.text or not node.is_empty_text_node:  # most only part two tags
                    self._take(node.text_content or "")
            elif (child := node.child) is None or (
                (tag := node.tag or "") in SKIPPED and not is_told(tag, node)
            ):
                self._end(node)
            else:
                stack.append((node, self._enter(tag, node)))
                node = child
                continue
            node = node.next

    def _enter(self, tag: str, node: LexborNode) -> _Left | None:
        """Open an element; return what to do at its end, or None: most inline ones mean nothing here."""
        if tag not in PLAIN:
            tag = _shown_as(tag, node, self.known)
        attributes, before = node.attributes, self.href
        hides = is_hidden(tag, attributes, node, self.sheets) if attributes else tag in UNREAD
        tag = "div" if tag in RUNNING and is_own_line(attributes.get("style") or "") else tag
        if tag in BLOCKS:
            self._open(tag, attributes)
            if not hides:
                return _BLOCK
        elif tag == "a" and (href := link_of(attributes)):
            self._link(href)
        else:
            if self.text:
                self.seams.append(len(self.text))
            if not hides:
                return None
        if hides:
            self._hide()
        return tag, hides, before

    def _open(self, tag: str, attributes: Attributes) -> None:
        if self.text:
            self._flush()
        self.around.append((len(self.nodes), tag, attributes, len(self.blocks)))
        self.nodes.append(_PENDING)
        if tag == "pre":
            self.pre_depth += 1

    def _end(self, node: LexborNode) -> None:
        """Take in a comment, or an element that holds no text of the page."""
        tag = node.tag or ""
        if tag in _ENTERED and (node.attributes.get("type") or "text") in _WRITTEN_TYPES:
            self.fields.append(str(len(self.blocks) + bool(self.text.strip())))
            if tag == AT_LENGTH:
                self.fields.append(tag)
        if tag in SKIPPED:
            self.shows_more |= tag in _MORE_THAN_TEXT
            note(tag, node, self.meta, self.sheets)
        elif tag == "-comment":
            comment = node.comment_content or ""
            said = comment[:81].strip().lower()
            if len(comment) <= 80 and 2 <= len(said) <= 40 and ";" not in said:
                self.markers.append((len(self.blocks) + bool(self.text.strip()), said))
        elif tag in {"br", "hr"}:
            self._flush("br" if tag == "br" else "")

    def _leave(self, tag: str, hides: bool, href: str | None) -> None:  # noqa: FBT001 - as _Left has it
        if tag == "a":
            self._link(href)
        elif tag in BLOCKS:
            self._close()
        if hides:
            self.hidden_depth -= 1
            if not self.hidden_depth and len(self.text) > self.hidden_from:
                self.hidden.append((self.hidden_from, len(self.text)))

    def _close(self) -> None:
        if self.text:
            self._flush()
        node, tag, attributes, first = self.around.pop()
        if tag == "pre":
            self.pre_depth -= 1
        last, nodes = len(self.blocks), self.nodes
        if first == last and node == len(nodes) - 1 and tag not in CELLS:
            nodes.pop()  # nothing in it; an empty cell is still a column
        else:
            names = names_of(attributes) if attributes else ""
            nodes[node] = Node(tag, names, self.around[-1][0] if self.around else -1, first, last)

    def _take(self, raw: str) -> None:
        """Take in a run of text; white space around it is one space, or none where one stands."""
        text, core = self.text, raw.strip(_BLANKS)
        if self.pre_depth:
            (self._append if raw.isspace() else self._add)(raw)
        elif not core or core.isspace():
            if text and text[-1] != " ":
                self.text = text + " "
        elif is_plain(core):
            if text and text[-1] != " " and raw[0] in _BLANKS:
                text += " "
            self.text = f"{text}{core} " if raw[-1] in _BLANKS else text + core
        else:
            self._add(raw)

    def _add(self, raw: str) -> None:
        if not self.text:
            raw = raw.lstrip(_INDENTING)  # with no text above there is nothing to part
        if "\u3000" not in raw and "<" not in raw:
            self._append(raw)
            return
        pieces = ESCAPED.split(raw) if "<" in raw else (raw,)
        head, *rest = (part for piece in pieces for part in INDENT.split(piece))
        self._append(head)
        for piece in rest:
            self._flush()
            self._append(piece)

    def _append(self, raw: str) -> None:
        if self.pre_depth:
            first, *more = LINES.split(raw)
            self._put(first)
            for line in more:
                self._flush("br")
                self._put(line)
        else:
            self._put(raw)

    def _put(self, raw: str) -> None:
        piece = tidy(raw)
        if not self.text or self.text[-1] == " ":
            piece = piece.lstrip(" " if self.text else _EDGE)
        self.text += piece

    def _link(self, href: str | None) -> None:
        """End the link the text stands in, if any, and go on in another, or in none."""
        length = len(self.text)
        if self.href is not None and length > self.link_from:
            self.links.append(Link(self.link_from, length, self.href))
        if href is not None and length:
            self.seams.append(length)
        self.href, self.link_from = href, length

    def _hide(self) -> None:
        if not self.hidden_depth:
            self.hidden_from = len(self.text)
        self.hidden_depth += 1

    def _flush(self, tag: str = "") -> None:
        """End the block being gathered, if it holds any text."""
        text = self.text
        if not text:
            return
        node, around, _, _ = self.around[-1]
        if self.href is not None or self.links or self.hidden_depth or self.hidden:
            self._flush_marked(tag or around, node)
        elif text := text.rstrip(_EDGE):
            seams = tuple(self.seams) if self.seams else ()
            self.blocks.append(Block(text, tag or around, node, (), (), 0, seams))
        self.text = ""
        if self.seams:
            self.seams.clear()
        self.link_from = self.hidden_from = 0

    def _flush_marked(self, tag: str, node: int) -> None:
        """End a block with links in it, or with text that a reader does not see."""
        links, hidden = self.links, self.hidden
        if text := self.text.rstrip(_EDGE):
            if self.href is not None:
                self._link(self.href)
            if self.hidden_depth and len(self.text) > self.hidden_from:
                hidden.append((self.hidden_from, len(self.text)))
            end = len(text)
            while links and links[-1].start >= end:
                links.pop()
            if links and (last := links[-1]).end > end:
                links[-1] = Link(last.start, end, last.href)
            linked = sum([link.end - link.start for link in links])
            unseen = tuple([(a, min(b, end)) for a, b in hidden if a < end]) if hidden else ()
            self.blocks.append(
                Block(text, tag, node, tuple(links), unseen, linked, tuple(self.seams))
            )
        links.clear()
        hidden.clear()
