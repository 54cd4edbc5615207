"""The text of pages that are put together by script: it stands in their data (Nuxt, Next, Vue).

No script is run. Of a page that shows no text of its own, the strings of its scripts are read, and the
one that is a text becomes the body; title, date and source are those that stand nearest to it. A page
may also keep its text, set in paragraphs, in an element for readers without scripts, or as a template.
"""

from __future__ import annotations

import html
import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from cleaners.words.han import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<(/?)script\b", re.IGNORECASE)
# one that is not closed matches too: else every quotation mark in it would be tried again
_STRING = re.compile(r'"(?>(?:[^"\\\n]++|\\.)*)"?|\'(?>(?:[^\'\\\n]++|\\.)*)\'?', re.DOTALL)
_BRACE = re.compile(r"[{}]")
_KEY = re.compile(r"(\w{1,40})[\"']?\s*:\s*$")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "r": "", "t": "\t", "b": "", "f": "", "\n": ""}
_STOPS = re.compile(r"[。！？；]")
_MARKUP = re.compile(r"<(?:p|br|div|span|section|table|h\d)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:p|br|div|span|section)\b", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)
_DATED = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}.{0,20}"
_DAY = re.compile(_DATED)
# what the data call a fact, what the fact looks like, and how a page would show it
_FACTS = (
    (re.compile(r"\w*(?:title|subject|headline)", re.IGNORECASE), r"[^<\n]{4,100}", "<h1>{}</h1>"),
    (
        re.compile(r"(?:date)?(?:publish|pub|release|issue)\w*|create\w*", re.IGNORECASE),
        _DATED,
        '<meta name="pubdate" content="{}">',
    ),
    (
        re.compile(r"(?:content|article|info)?(?:source|origin)(?:name)?", re.IGNORECASE),
        r"[^<\n]{2,30}",
        '<meta name="contentsource" content="{}">',
    ),
)
# WeChat writes when an article was published, and by which account, into a script
_ACCOUNT = re.compile(rb"""\bid=["']?js_name\b[^<>]*>([^<>]{2,90})<""")
_WECHAT = re.compile(
    rb"""\bvar (createTime|nickname)\s*=\s*(?:htmlDecode\()?["']([^"'<>\n]{2,60})["']"""
)
_KEEPS = re.compile(
    r"<(noscript|template|textarea)\b[^>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL
)
_MARKED = frozenset({"noscript", "template"})  # a text area holds its markup escaped
_LEAST = 60  # Chinese characters of a text
_WRAPS = 3  # data within a string of data


class _String(NamedTuple):
    key: str
    text: str
    han: int
    among: int = 0  # the object it stands in


def carried(page: str) -> str | None:
    """Return a page of the text that a page's scripts carry, or None where they carry none, or several."""
    end = _HEAD_END.search(page)
    head = page[: end.start()] if end else ""
    if text := _kept(page):
        return f"{head}</head><body><div>{text}</div></body></html>"
    objects = count()
    strings = [s for script in _scripts(page) for s in _strings(script, _WRAPS, objects)]
    texts = [i for i, s in enumerate(strings) if s.han >= _LEAST and _is_set(s)]
    if not texts:
        return None
    at = max(texts, key=lambda i: strings[i].han)
    large = {strings[i].text for i in texts if strings[i].han * 2 > strings[at].han}
    if len(large) > 2:  # the same text with and without markup is no list
        return None
    title, *facts = (_nearest(strings, at, *fact) for fact in _FACTS)
    head += "".join(facts)
    return f"{head}</head><body>{title}<div>{_as_html(strings[at].text)}</div></body></html>"


def _kept(page: str) -> str:
    """Return the markup of the one element that keeps a text without showing it, or nothing."""
    inside = (
        m[2] if m[1].lower() in _MARKED else html.unescape(m[2]) for m in _KEEPS.finditer(page)
    )
    texts = [
        text
        for text in inside
        if len(HAN.findall(text)) >= _LEAST and _is_set(_String("", text, 0))
    ]
    return texts[0] if len(texts) == 1 else ""


def wechat(page: bytes) -> dict[str, str]:
    """Return what a WeChat article says of itself in a script: `wechat:createtime`, `wechat:nickname`.

    A mirror has the page without its script: there the account is what stands under the title.
    """
    at = page.find(b"js_content")
    if at < 0:
        return {}
    told = [*reversed(_WECHAT.findall(page, at))]  # the first of a key wins
    if shown := _ACCOUNT.search(page, 0, at):
        told.insert(0, (b"nickname", shown[1].strip()))
    return {
        f"wechat:{key.decode().lower()}": value.decode("utf-8", "replace") for key, value in told
    }


def _nearest(strings: list[_String], at: int, key: re.Pattern[str], value: str, shown: str) -> str:
    """Return a fact as a page shows it: of those told the one of the text's own object, else nearest to it, before it rather than behind."""
    told = (
        i for i, s in enumerate(strings) if key.fullmatch(s.key) and re.fullmatch(value, s.text)
    )
    own = strings[at].among
    nearest = min(told, key=lambda i: (strings[i].among != own, abs(i - at), i > at), default=None)
    return "" if nearest is None else shown.format(html.escape(strings[nearest].text))


def _scripts(page: str) -> Iterator[str]:
    """Yield what stands in the script elements of a page, with their attributes."""
    start = -1
    for tag in _TAG.finditer(page):
        if not tag[1] and start < 0:
            start = tag.end()
        elif tag[1] and start >= 0:
            yield page[start : tag.start()]
            start = -1


def _strings(script: str, wraps: int, objects: Iterator[int]) -> list[_String]:
    """Return the strings of a script that are Chinese or a date, with their keys and their objects, in order."""
    found, around, end = [], [next(objects)], 0
    for match in _STRING.finditer(script):
        for brace in _BRACE.findall(script, end, match.start()):
            if brace == "{":
                around.append(next(objects))
            elif len(around) > 1:
                around.pop()
        end = match.end()
        text = _unescaped(match[0][1:-1]).strip()
        if wraps and text[:1] in ("{", "[") and text[-1:] in ("}", "]") and '":' in text:
            found += _strings(text, wraps - 1, objects)
        elif (han := len(HAN.findall(text))) or _DAY.fullmatch(text):
            key = _KEY.search(script[max(0, match.start() - 60) : match.start()])
            found.append(_String(key[1] if key else "", text, han, around[-1]))
    return found


def _unescaped(text: str) -> str:
    """Undo the escapes of a string of JavaScript or JSON."""
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(
        lambda m: chr(int(m[1][1:], 16)) if len(m[1]) > 1 else _PLAIN.get(m[1], m[1]), text
    )
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_set(string: _String) -> bool:
    """Say whether a string is set in paragraphs, or called a text, and has sentences.

    A message or a licence note is one line.
    """
    text = string.text
    paragraphs = bool(_MARKUP.search(text) or _ESCAPED.search(text) or "\n" in text)
    return (paragraphs or string.key == "articleBody") and len(_STOPS.findall(text)) > 1


def _as_html(text: str) -> str:
    if _ESCAPED.search(text) and not _MARKUP.search(text):
        text = html.unescape(text)
    if _MARKUP.search(text):
        return text
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
