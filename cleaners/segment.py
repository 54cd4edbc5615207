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

_PENDING = Node("", "", -1, 0, 0)  # keeps the place of an element that is still open


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
    return Draft(url, *join_rows(walk.blocks, walk.nodes), meta)


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


def _names(attributes: dict[str, str | None]) -> str:
    """Return an element's id and classes, lower case, and whether its text is centred."""
    if not attributes:
        return ""
    get = attributes.get
    names = f"{get('id') or ''} {get('class') or ''}".strip().lower()
    if "itemprop" in attributes:
        names += f" {get('itemprop') or ''}".lower()
    if "align" in attributes or "style" in attributes:
        style = (get("style") or "").replace(" ", "").lower()
        if (get("align") or "").lower() == "center" or "text-align:center" in style:
            names += " centred"
    return names


@dataclass
class _Walk:
    """The state of one walk; mutable, and never seen outside this file."""

    hiding: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    markers: list[tuple[int, str]] = field(default_factory=list)
    judged: dict[tuple[str | None, str | None], bool] = field(
        default_factory=dict
    )  # by id and class
    around: list[tuple[int, str, str, int]] = field(default_factory=list)  # node, tag, names, first
    text: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    href: str | None = None
    link_from: int = 0
    hidden_depth: int = 0
    hidden_from: int = 0
    pre_depth: int = 0

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
            elif (tag := node.tag or "") not in _SKIPPED and (child := node.child) is not None:
                attributes = node.attributes
                hides = self._hides(tag, attributes)
                if hides or tag in _BLOCKS or tag == "a":
                    stack.append((node, tag, hides, self.href))
                    self._enter(tag, attributes, hides=hides)
                else:
                    stack.append((node, "", False, None))  # most inline elements mean nothing here
                node = child
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

    def _enter(self, tag: str, attributes: dict[str, str | None], *, hides: bool) -> None:
        """Open an element."""
        if tag in _BLOCKS:
            if self.text:
                self._flush()
            self._open(tag, attributes)
        elif tag == "a" and (href := attributes.get("href")):
            self._cut_link()
            self.href, self.link_from = href, len(self.text)
        if hides:
            if not self.hidden_depth:
                self.hidden_from = len(self.text)
            self.hidden_depth += 1

    def _hides(self, tag: str, attributes: dict[str, str | None]) -> bool:
        if may_hide(tag, attributes):
            return is_hidden(tag, attributes, self.hiding)
        if not attributes or not self.hiding:
            return False
        names = (attributes.get("id"), attributes.get("class"))
        known = self.judged.get(names)
        if known is None:
            known = self.judged[names] = is_hidden(tag, attributes, self.hiding)
        return known

    def _leave(self, tag: str, *, hides: bool, href: str | None) -> None:
        if tag in _BLOCKS:
            if self.text:
                self._flush()
            self._close()
        elif tag == "a":
            self._cut_link()
            self.href, self.link_from = href, len(self.text)
        if hides:
            self.hidden_depth -= 1
            if not self.hidden_depth and len(self.text) > self.hidden_from:
                self.hidden.append((self.hidden_from, len(self.text)))

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.around.append((len(self.nodes), tag, _names(attributes), len(self.blocks)))
        self.nodes.append(_PENDING)
        if tag == "pre":
            self.pre_depth += 1

    def _close(self) -> None:
        node, tag, names, first = self.around.pop()
        parent = self.around[-1][0] if self.around else -1
        self.nodes[node] = Node(tag, names, parent, first, len(self.blocks))
        if tag == "pre":
            self.pre_depth -= 1

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
            self.text = piece.lstrip(" \u3000")
        elif self.text[-1] == " ":
            self.text += piece.lstrip(" ")
        else:
            self.text += piece

    def _cut_link(self) -> None:
        if self.href is not None and len(self.text) > self.link_from:
            self.links.append((self.link_from, len(self.text), self.href))

    def _flush(self, tag: str = "") -> None:
        """End the block being gathered, if it holds any text."""
        text = self.text.rstrip(" \u3000")
        if text:
            self._cut_link()
            if self.hidden_depth and len(self.text) > self.hidden_from:
                self.hidden.append((self.hidden_from, len(self.text)))
            self.blocks.append(self._block(text, tag))
        if self.text:
            self.text = ""
            self.links.clear()
            self.hidden.clear()
        self.link_from = self.hidden_from = 0

    def _block(self, text: str, tag: str) -> Block:
        node, around, _, _ = self.around[-1]
        if not self.links and not self.hidden:
            return Block(text, tag or around, node)
        end = len(text)
        links = [Link(a, min(b, end), href) for a, b, href in self.links if a < end]
        hidden = [(a, min(b, end)) for a, b in self.hidden if a < end]
        linked = sum([link.end - link.start for link in links])
        return Block(text, tag or around, node, tuple(links), tuple(hidden), linked)
