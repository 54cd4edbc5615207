"""Files brought in: read here, cleaned, packed and signed by workers, stored and indexed here.

A few are read one by one: to start the workers takes a second. Many are stored a batch in one
transaction, and indexed now and then while the workers go on: a page costs twice as much to clean
as to store, so that two processors are busy.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from scraper import fulltext, sources, stored, twins
from scraper.apart import read
from scraper.archive import Packed, pack
from scraper.desk import Reading
from scraper.errors import FetchError
from scraper.report import Miss
from scraper.signature import shared, signature
from scraper.workers import BATCH, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners import Rulebook
    from scraper.desk import Desk
    from scraper.rows import Record
    from scraper.sources import Source
    from scraper.warc import Capture
    from scraper.workers import Pages

_STRANGE = 0.2  # two texts of different titles that have less in common are no versions of one


@dataclass(frozen=True, slots=True)
class Ready:
    """An article ready to be stored, with the signature of its text."""

    packed: tuple[Packed, ...]
    found: Record | Miss
    text_hash: str = ""
    signature: bytes = b""


async def bring_in(
    desk: Desk, files: Iterable[Source], max_bytes: int, content_type: str = ""
) -> None:
    """Store the pages of files, each of `max_bytes` at most; what is broken is missed and told."""
    found = _captures(desk, files, max_bytes, content_type)
    first = []
    for capture in islice(found, BATCH):
        await asyncio.sleep(0)  # lets a signal in
        first.append(capture)
    if len(first) < BATCH:
        for capture in first:
            await asyncio.sleep(0)
            with desk.noting():
                reading = desk.read(capture.page, capture.rest)
                desk.keep(_at_home(desk, capture, reading), capture.visited)
        return

    signed: dict[str, bytes] = {}  # what was stored and not compared yet

    def finish(batch: list[tuple[Capture, Ready | Miss]]) -> None:
        _store(desk, batch, signed)

    many = ((one, (one.page, *one.rest)) for one in chain(first, found))
    await spread(many, desk.rulebook, prepare, finish)
    twins.catch_up(desk.library, signed)
    fulltext.catch_up(desk.library)


def prepare(pages: Pages, rulebook: Rulebook) -> Ready:
    """Do what of a page's way into the library takes no library."""
    packed, found = tuple(pack(page.body) for page in pages), read(pages, rulebook)
    if isinstance(found, Miss):
        return Ready(packed, found)
    return Ready(packed, found, str(found.row["text_hash"]), signature(found.text))


def _captures(
    desk: Desk, files: Iterable[Source], max_bytes: int, content_type: str
) -> Iterator[Capture]:
    named: set[str] = set()
    for source in files:
        for found in sources.captures(source, max_bytes, content_type):
            if isinstance(found, FetchError):
                desk.missed(found)
            elif found.visited.status or found.page.url == source.url:
                yield found
            # one name on many pages is the name of none; and what is kept by its file stays so
            elif found.page.url in named or stored.has(desk.library, source.url):
                yield replace(found, page=replace(found.page, url=source.url))
            else:
                named.add(found.page.url)
                yield replace(found, file=source.url)


def _store(desk: Desk, batch: list[tuple[Capture, Ready | Miss]], signed: dict[str, bytes]) -> None:
    """Store a batch, and have the indexes catch up where that is worth a transaction."""
    with desk.writing():
        for capture, ready in batch:
            with desk.noting():
                desk.keep(_at_home(desk, capture, _reading(capture, ready)), capture.visited)
    made = [one for _, one in batch if isinstance(one, Ready) and one.signature]
    signed.update({one.text_hash: one.signature for one in made})
    twins.catch_up(desk.library, signed, least=twins.BATCH)
    fulltext.catch_up(desk.library, least=fulltext.BATCH)


def _reading(capture: Capture, ready: Ready | Miss) -> Reading:
    pages = (capture.page, *capture.rest)
    if isinstance(ready, Miss):  # the worker died on it
        return Reading(pages, ready)
    return Reading(pages, ready.found, ready.packed)


def _at_home(desk: Desk, capture: Capture, reading: Reading) -> Reading:
    """Read a page under its file's address where the one it names is that of quite another document."""
    found, library = reading.found, desk.library
    if not capture.file or isinstance(found, Miss) or not stored.has(library, capture.page.url):
        return reading
    title, text = (of(library, capture.page.url) for of in (stored.title, stored.text))
    if title == found.row["title"] or shared(text, found.text) > _STRANGE:
        return reading
    return desk.read(replace(capture.page, url=capture.file), capture.rest)
