"""What markup means to a reader where it is plain, home-made, misused or never closed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.words.han import HAN
from cleaners.words.people import BY_NAME
from cleaners.words.unseen import is_own_prose

if TYPE_CHECKING:
    from cleaners.blocks.grounds import Element
    from cleaners.model import Block, Link

# Elements without readable text of the page, but for `<noscript>` with a document's sentences in it; buttons and lists of options are `CONTROLS`.
SKIPPED = frozenset(
    "script style noscript noframes template iframe object embed applet svg math canvas audio video map "
    "title meta link base param source track area img input".split()
)
FIELDS = "<input>"  # the key in `meta` of the blocks above which something can be entered
AT_LENGTH = "textarea"  # stands there, too, where that is a text of some length
CONTROLS = frozenset({"button", "select", "textarea", "label", "legend", "marquee"})
BLOCKS = CONTROLS | frozenset(
    "html body p div section article main header footer nav aside address center blockquote pre "
    "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th form fieldset "
    "noscript figure figcaption details summary hgroup dir menu ucapcontent textbody founder-content".split()
)
RUNNING = frozenset({"span", "strong", "b", "em", "i", "font"})
Attributes = dict[str, str | None]
_STOP = re.compile(r"[。！？；]")
_ENDS = "。！？；：…”!?;:"
FORM_TAGS = frozenset({"textarea", "button", "label", "legend"})
PLAIN = (BLOCKS | RUNNING | {"a"}) - FORM_TAGS  # nearly all that a page is made of
# what unfolds the answer or the section below it: a question, a numbered heading
ASKS = re.compile(
    r".{2,80}[?？]$|(?:问|Q)\s*\d*\s*[:：.].{2,60}$"
    r"|(?:第?[一二三四五六七八九十]{1,3}[、.章节条]|\d{1,2}[、.．)）]|[(（][一二三四五六七八九十\d]{1,3}[)）]).{2,60}$"
)
TITLE_TAGS = frozenset({"h1", "h2"})
SUBHEADING_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# a button that is asked: 确定要提交吗？ 忘记密码？
_SUBMITS = re.compile(
    r"密码|登[录陆]|注册|提交|确[定认]|取消|帐号|账号|验证码|反馈|有用|有帮助|满意|[你您](?:对|是否|觉得|还)"
)
_SENTENCES = 3
_BY_SCRIPT = "javascript:"  # where a link leads that says no address
_WRITTEN_IN = frozenset({"p", "br", "td", "th"})  # what an editor sets; menus seldom stand there
_NAME = 3  # characters
_LONG = 80  # characters; what a form tells its writer is shorter


def names_of(attributes: Attributes) -> str:
    """Return an element's id and classes, lower case, and the word `centred` where its text is."""
    get = attributes.get
    name, classes = get("id"), get("class") or ""
    names = (f"{name} {classes}" if name else classes).strip().lower()
    if "itemprop" in attributes:
        names += f" {get('itemprop') or ''}".lower()
    align, style = get("align"), get("style")
    return f"{names} centred" if (align or style) and _is_centred(align, style) else names


@lru_cache(maxsize=4096)  # text from a word processor repeats its few styles in every paragraph
def _is_centred(align: str | None, style: str | None) -> bool:
    return "text-align:center" in f"text-align:{align or ''};{style or ''}".replace(" ", "").lower()


def plain_tag(tag: str, text: str, attributes: Attributes, around: str, *, asks: bool) -> str:
    """Return what stands for an element of forms where it is none: a text to be copied, a question to unfold, a caption.

    `around` is the tag of its parent, `asks` whether anything can be entered there.
    """
    if tag == "textarea":
        stops = len(_STOP.findall(text))
        if "readonly" in attributes or "disabled" in attributes:
            read = stops > 1 or is_own_prose(text.strip())  # a letter as it came in
            return "pre" if read else tag
        return "pre" if stops >= _SENTENCES and text.count("\n") > 1 and len(text) >= _LONG else tag
    if tag == "legend":
        return tag if asks else "div"
    heads = tag == "button" or "for" in attributes
    if heads and ASKS.match(text.strip()) and not _SUBMITS.search(text):
        return "div"
    if tag == "button":
        return "div" if around in SUBHEADING_TAGS else tag
    return tag if asks or "for" in attributes else "span"


def is_told(tag: str, node: Element) -> bool:
    """Say whether `<noscript>` tells a sentence of the document's, and no more than to switch scripts on."""
    return tag == "noscript" and is_own_prose(node.text().strip())


def link_of(attributes: Attributes) -> str:
    """Return where an `<a>` leads: by script, if it says neither that nor, by a name, that it is led to."""
    led_to = "name" in attributes or "id" in attributes
    return attributes.get("href") or ("" if led_to else _BY_SCRIPT)


def leads_nowhere(href: str) -> bool:
    """Say whether a link is a button that a script follows."""
    return href.strip().lower() in {"", "#"} or href.lstrip().lower().startswith(_BY_SCRIPT)


def buttons(block: Block) -> list[Link]:
    """Return the links of a block that are buttons."""
    return [link for link in block.links if leads_nowhere(link.href)]


def links_as_meant(blocks: list[Block]) -> list[Block]:
    """Return blocks without the links that no writer meant: left of an address, or never closed."""
    return _loosened(_plainly(blocks))


def _plainly(blocks: list[Block]) -> list[Block]:
    """Take links without an address for text where a text is written: many editors strip addresses, and leave their marks.

    That is in a paragraph or a cell, around a sentence, beside other words, and around names in a row.
    """
    if not any(b.links and b.links[0].href == _BY_SCRIPT for b in blocks):
        return blocks  # as nearly always
    own = [not b.links or any(link.href != _BY_SCRIPT for link in b.links) for b in blocks]
    names = {
        b.text
        for b, keeps in zip(blocks, own, strict=True)
        if not keeps and BY_NAME.fullmatch(b.text)
    }
    if len([name for name in names if len(name) == _NAME]) < _SENTENCES:
        names = set()
    return [
        b
        if keeps or not (b.text in names or _is_written(b))
        else replace(b, links=(), link_chars=0)
        for b, keeps in zip(blocks, own, strict=True)
    ]


def _is_written(block: Block) -> bool:
    if block.tag in _WRITTEN_IN or block.text[-1] in _ENDS:
        return True
    starts = [0, *(link.end for link in block.links)]
    ends = [*(link.start for link in block.links), len(block.text)]
    return any(HAN.search(block.text, at, end) for at, end in zip(starts, ends, strict=True))


def _loosened(blocks: list[Block]) -> list[Block]:
    """Take a link that was never closed off the paragraphs it runs through: three sentences on end."""
    if len([b for b in blocks if b.link_chars and b.text[-1] in _ENDS]) < _SENTENCES:
        return blocks  # as nearly always
    unclosed, before, run = set(), "", 0
    for block in blocks:
        if not block.link_chars:
            before, run = "", 0
            continue
        whole = block.link_chars == len(block.text) and block.text[-1] in _ENDS
        href = block.links[0].href if whole and len(block.links) == 1 else ""
        run = run + 1 if href and href == before else bool(href)
        before = href
        if run >= _SENTENCES:
            unclosed.add(href)
    if not unclosed:
        return blocks
    return [
        replace(b, links=(), link_chars=0) if b.links and b.links[0].href in unclosed else b
        for b in blocks
    ]
