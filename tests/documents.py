"""Documents to store, for the tests of the library."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cleaners.model import Block, Cleaned, Cut, Document, Draft, Found
from scraper import search

if TYPE_CHECKING:
    from scraper.search import Filter
    from scraper.store import Library

NOON = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)


def cleaned(url: str = "https://a.example/1.html", *texts: str, **fields: Any) -> Cleaned:
    """A cleaned page whose first block holds a cut of two characters in its middle."""
    paragraphs = texts or ("同志们:", "各位委员,大家好!")
    document = Document(
        url=url, paragraphs=paragraphs, **{"title": "在市政协会议上的讲话", **fields}
    )
    draft = Draft(
        url=url,
        blocks=(Block("同志水印们:"), Block("稿子汇 www.example.com")),
        cuts=(Cut(0, 2, 4, "watermark.name"), Cut(1, 0, 19, "watermark.address")),
        found=(Found("title", document.title, "h1"),),
    )
    return Cleaned(document, draft)


TEXTS = {
    1: (
        "在市政协会议上的讲话",
        "同志们:\n近年来,政协履职能力不断提高,G20峰会、PM2.5和5G都在其中。\n谢谢大家",
    ),
    2: ("关于五水共治的通知", "各县人民政府:\n请抓好落实,ＩＳＯ９００１认证Ａ级。\n特此通知Ａ"),
    3: ("公告", "鱼"),
    4: ("致辞", "大建大美\n共治共享,履职为民,共同富裕《政协杂志》"),
}


def fill(library: Library) -> None:
    for id_, (title, text) in TEXTS.items():
        url = f"https://a.example/{id_}.html"
        library.save(cleaned(url, *text.split("\n"), title=title), "h", "v", NOON)


def ids(library: Library, words: str, where: Filter = search.ANY) -> set[int]:
    return {hit.id for hit in search.search(library, words, where, limit=1000)}


def invented(seed: str, count: int = 40) -> str:
    """Words that no other seed has: texts made of them are not alike."""
    chars = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    return "".join(random.Random(seed).choices(chars, k=count))
