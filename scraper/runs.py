"""A job's row in `runs`: opened under its lock, kept up to date, closed whatever ends the job."""

from __future__ import annotations

import asyncio
import signal
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper import fulltext, twins
from scraper.errors import ScraperError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.desk import Desk

UNEXPECTED = 70
IMPORT, MERGE = "import", "merge"  # work beside each other, and beside a crawl


@contextmanager
def recorded(desk: Desk, command: str) -> Iterator[int]:
    """Keep a row in `runs` around a job and give its id; catch the index up at a good end.

    Raises BusyError while another crawl or reclean works on the library; imports and merges may
    work beside.
    """
    library = desk.library
    beside = command in {IMPORT, MERGE}
    lock = library.import_lock() if beside else library.crawl_lock()
    with lock:
        if not beside:
            library.close_dead_runs("crawl", "reclean")
        desk.run = library.start_run(command, datetime.now(UTC))
        code, ended = UNEXPECTED, "error"
        try:
            yield desk.run
            code, ended = desk.tally.report().exit_code, "done"
        except asyncio.CancelledError as error:
            number = error.args[0] if error.args else signal.SIGINT
            code, ended = 128 + int(number), "stopped"
            raise
        except ScraperError as error:
            code = error.exit_code
            raise
        finally:
            library.finish_run(desk.run, desk.counts(), code, datetime.now(UTC), ended)
        # not when stopped: it may take longer than whoever stopped us waits
        twins.catch_up(library)
        fulltext.catch_up(library)
