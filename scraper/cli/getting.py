"""One page for a command that shows or keeps it: from a file, the library, or the net."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper import sources
from scraper.cli.output import ask_for_page
from scraper.config import CrawlSettings
from scraper.errors import UsageError

if TYPE_CHECKING:
    from cleaners.model import Page
    from scraper.cli.options import Setup

_MAX_BYTES = CrawlSettings().max_bytes


def page_of(setup: Setup, what: str, url: str = "", content_type: str = "") -> Page:
    """Return the page that an argument names; of a text on several pages the first."""
    return pages_of(setup, what, url, content_type)[0]


def pages_of(setup: Setup, what: str, url: str = "", content_type: str = "") -> tuple[Page, ...]:
    """Return the pages that an argument names: `-`, a file, a number or address, in that order.

    An address that the library holds is read from its archive, else it is fetched; both with pages
    2 to n of its text.
    """
    if what == sources.STDIN:
        ask_for_page()
    if what == sources.STDIN or sources.is_there(what):
        return (sources.read(sources.one_file(what, url), _MAX_BYTES, content_type),)
    if url:
        raise UsageError(f"{what}: no such file")
    if what.isascii() and what.isdecimal():
        pages = _stored(setup, what)
        if not pages:
            raise UsageError(
                f"{what}: no such file, and no such document in {setup.path()};"
                " `gongwen search` shows numbers"
            )
        return pages
    address = sources.named([what])[0].url
    return _stored(setup, address) or _fetched(setup, address)


def _stored(setup: Setup, key: str) -> tuple[Page, ...]:
    from scraper import reclean, search, stored  # noqa: PLC0415 - files are cleaned without the library
    from scraper.archive import open_archive  # noqa: PLC0415
    from scraper.search import StoredPage  # noqa: PLC0415

    if not setup.path().exists():
        return ()
    with setup.library() as library:
        known = search.get(library, key)
        if known is None:
            return ()
        url = known.document.url
        rows = [StoredPage(url, known.page_hash, "", known.fetched_at)]
        for part, digest in stored.parts(library, url):
            rows.append(StoredPage(part, digest, stored.content_type(library, part), ""))
        with open_archive(library.path, create=False, readonly=True) as archive:
            return tuple(reclean.archived(archive, row) for row in rows)


def _fetched(setup: Setup, url: str) -> tuple[Page, ...]:
    from scraper import jobs  # noqa: PLC0415 - the crawler, when needed
    from scraper.cli.running import run  # noqa: PLC0415

    return run(jobs.fetch_pages(setup.config(), url), left="nothing was stored")
