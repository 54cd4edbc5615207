"""One page for a command that shows or keeps it: from a file, the library, or the net."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper import sources
from scraper.errors import UsageError

if TYPE_CHECKING:
    from cleaners.model import Page
    from scraper.cli.options import Setup

_MAX_BYTES = 10_000_000


def page_of(setup: Setup, what: str, url: str = "", content_type: str = "") -> Page:
    """Return the page that an argument names: `-`, a file, a number or address, in that order.

    An address that the library holds is read from its archive, else it is fetched.
    """
    if what == sources.STDIN or sources.is_there(what):
        return sources.read(sources.one_file(what, url), _MAX_BYTES, content_type)
    if url:
        raise UsageError(f"{what}: no such file")
    if what.isascii() and what.isdecimal():
        stored = _stored(setup, what)
        if stored is None:
            raise UsageError(f"{what}: no such file, and no document of that number")
        return stored
    address = sources.named([what])[0].url
    return _stored(setup, address) or _fetched(setup, address)


def _stored(setup: Setup, key: str) -> Page | None:
    from scraper import reclean, search  # noqa: PLC0415 - files are cleaned without the library
    from scraper.archive import open_archive  # noqa: PLC0415
    from scraper.search import StoredPage  # noqa: PLC0415

    if not setup.path().exists():
        return None
    with setup.library() as library:
        stored = search.get(library, key)
        if stored is None:
            return None
        with open_archive(library.path, create=False, readonly=True) as archive:
            row = StoredPage(stored.document.url, stored.page_hash, "", stored.fetched_at)
            return reclean.archived(archive, row)


def _fetched(setup: Setup, url: str) -> Page:
    from scraper import jobs  # noqa: PLC0415 - the crawler, when needed
    from scraper.cli.running import run  # noqa: PLC0415

    return run(jobs.fetch_page(setup.config(), url))
