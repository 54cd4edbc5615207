"""HTML or plain text to blocks; the only file that knows selectolax.

One walk of the tree. Block-level tags and `<br>` end a block; inline tags do not; a full-width
indent inside running text starts a new one, because old pages set paragraphs that way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from cleaners.hidden import hiding_names, is_hidden, may_hide
from cleaners.model import Block, Draft, Link, Node
from cleaners.tables import join_rows
from cleaners.tidy import INDENT, LINES, tidy

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Elements without readable text of the page; buttons and lists of options are `CONTROLS`.
_SKIPPED = frozenset(
    "script style noscript template iframe object embed applet svg math canvas audio video map "  # noqa: SIM905
    "head title meta link base param source track area img input".split()
)
CONTROLS = frozenset({"button", "select", "textarea", "label", "legend", "marquee"})
_BLOCKS = CONTROLS | frozenset(
    "html body p div section article main header footer nav aside address center blockquote pre "  # noqa: SIM905
    "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th form fieldset "
    "figure figcaption details summary hgroup dir menu ucapcontent textbody founder-content".split()
)
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def segment_text(url: str, plain: str) -> Draft:
    """Turn plain text into a draft, one block a line; blank lines only separate."""
    blocks = []
    for line in LINES.split(plain):
        text = tidy(line, squeeze=False).strip(" \u3000\t")
        if text:
            blocks.append(Block(text, "line"))
    return Draft(url, tuple(blocks), (Node("text", "", -1, 0, len(blocks)),))


def segment_html(url: str, text: str) -> Draft:
    """Turn HTML into a draft; `meta` gets the `<title>`, named `<meta>` values and canonical link."""
    tree = LexborHTMLParser(text)
    walk = _Walk(hiding_names(node.text() or "" for node in tree.css("style")))
    if tree.root is not None:
        walk.through(tree.root)
    meta = _meta(tree)
    meta["markers"] = ";".join(f"{at}:{text}" for at, text in walk.markers)
    return Draft(url, *join_rows(walk.blocks, walk.finished()), meta)


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
        value = tidy(value).strip(" \u3000")
        if key and value:
            meta.setdefault(key.strip().lower(), value[:2000])
    for node in tree.css("script[type='application/ld+json']"):
        if published := _LINKED_DATA.search(node.text() or ""):
            meta.setdefault("datepublished", published[1])
    return meta


def _is_centred(attributes: dict[str, str | None]) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return (attributes.get("align") or "").lower() == "center" or "text-align:center" in style


@dataclass
class _Walk:
    """The state of one walk; mutable, and never seen outside this file."""

    hiding: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    nodes: list[tuple[str, str, int, int, int]] = field(default_factory=list)
    markers: list[tuple[int, str]] = field(default_factory=list)
    judged: dict[str, bool] = field(default_factory=dict)  # id and class → named by the style sheet
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
        while node is not None or stack:
            if node is None:
                node, tag, hides, href = stack.pop()
                if tag:
                    self._leave(tag, hides=hides, href=href)
            elif (tag := node.tag or "") not in _SKIPPED and node.child is not None:
                attributes = node.attributes
                if tag in _BLOCKS or tag == "a" or self._may_hide(tag, attributes):
                    stack.append((node, tag, *self._enter(tag, attributes)))
                else:
                    stack.append((node, "", False, None))  # most inline elements mean nothing here
                node = node.child
                continue
            else:
                self._leaf(tag, node)
            node = node.next
        self._flush()
        self._close()

    def _leaf(self, tag: str, node: LexborNode) -> None:
        """Take in a node without children."""
        if tag == "-text":
            raw = node.text_content or ""
            if not raw.isspace():
                self._add(raw)
            elif self.pre_depth:
                self._append(raw)
            elif self.text and self.text[-1] != " ":
                self.text += " "
        elif tag == "br":
            self._flush("br")
        elif tag == "-comment":
            self._mark(node.comment_content or "")
        elif tag == "hr":
            self._flush()

    def _mark(self, comment: str) -> None:
        tidy = comment.strip().lower()
        if 2 <= len(tidy) <= 40 and ";" not in tidy:
            self.markers.append((len(self.blocks) + bool(self.text.strip()), tidy))

    def _enter(self, tag: str, attributes: dict[str, str | None]) -> tuple[bool, str | None]:
        """Open an element; return whether it hides its text, and the link it replaces."""
        if tag in _BLOCKS:
            if self.text:
                self._flush()
            self._open(tag, attributes)
            self.pre_depth += tag == "pre"
        outer = self.href
        if tag == "a" and (href := attributes.get("href")):
            self._cut_link()
            self.href, self.link_from = href, len(self.text)
        if not self._may_hide(tag, attributes):
            return False, outer
        hides = is_hidden(tag, attributes, self.hiding)
        if hides:
            if not self.hidden_depth:
                self.hidden_from = len(self.text)
            self.hidden_depth += 1
        return hides, outer

    def _may_hide(self, tag: str, attributes: dict[str, str | None]) -> bool:
        if may_hide(tag, attributes):
            return True
        if not attributes or not self.hiding:
            return False
        names = f"{attributes.get('id')} {attributes.get('class')}"
        known = self.judged.get(names)
        if known is None:
            known = self.judged[names] = is_hidden(tag, attributes, self.hiding)
        return known

    def _leave(self, tag: str, *, hides: bool, href: str | None) -> None:
        if tag in _BLOCKS:
            if self.text:
                self._flush()
            self._close()
            self.pre_depth -= tag == "pre"
        elif tag == "a":
            self._cut_link()
            self.href, self.link_from = href, len(self.text)
        if hides:
            self.hidden_depth -= 1
            if not self.hidden_depth and len(self.text) > self.hidden_from:
                self.hidden.append((self.hidden_from, len(self.text)))

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        names = ""
        if attributes:
            get = attributes.get
            names = f"{get('id') or ''} {get('class') or ''}".strip().lower()
            if "itemprop" in attributes:
                names += f" {get('itemprop') or ''}".lower()
            if ("align" in attributes or "style" in attributes) and _is_centred(attributes):
                names += " centred"
        self.nodes.append((tag, names, self.node, len(self.blocks), -1))
        self.node = len(self.nodes) - 1

    def _close(self) -> None:
        tag, names, parent, first, _ = self.nodes[self.node]
        self.nodes[self.node] = (tag, names, parent, first, len(self.blocks))
        self.node = parent

    def _add(self, raw: str) -> None:
        if "\u3000" in raw:
            head, *rest = INDENT.split(raw)
            self._append(head)
            for piece in rest:
                self._flush()
                self._append(piece)
        else:
            self._append(raw)

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
        if not self.text:
            piece = piece.lstrip(" \u3000")
        elif self.text[-1] == " ":
            piece = piece.lstrip(" ")
        self.text += piece

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
            self.blocks.append(self._block(text, tag or self.nodes[self.node][0]))
        if self.text:
            self.text = ""
            self.links.clear()
            self.hidden.clear()
        self.link_from = self.hidden_from = 0

    def _block(self, text: str, tag: str) -> Block:
        if not self.links and not self.hidden:
            return Block(text, tag, self.node)
        end = len(text)
        links = tuple(Link(x.start, min(x.end, end), x.href) for x in self.links if x.start < end)
        hidden = tuple((a, min(b, end)) for a, b in self.hidden if a < end)
        return Block(text, tag, self.node, links, hidden, sum(x.end - x.start for x in links))
