"""Starting the page: a socket, Datasette on the library, our plugin in it, the guard before it."""

from __future__ import annotations

import asyncio
import ipaddress
import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from uvicorn.protocols.http.h11_impl import H11Protocol

from scraper.database import may_write, reading
from scraper.errors import UsageError
from scraper.web import plugin
from scraper.web.guard import Guard
from scraper.web.views import LIBRARY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType

    from scraper.web.guard import App

HERE = Path(__file__).parent
STOPPING = (signal.SIGINT, signal.SIGTERM)
LAST_REQUESTS = 3  # seconds that requests under way get when it is told to end
PATIENCE = 30.0  # seconds for a request and its answer: who is slower would keep others out
SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "allow_csv_stream": False,
    "allow_facet": True,
    "suggest_facets": False,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 200,
    "default_page_size": 50,
    "max_returned_rows": 200,
    "truncate_cells_html": 120,
    "num_sql_threads": 3,
    "default_cache_ttl": 0,
}


class _Library(Database):  # type: ignore[misc]  # Datasette has no types
    """A database that answers an odd question with an error, and prints none of it."""

    async def execute(self, *args: Any, **options: Any) -> Any:
        return await super().execute(*args, **{**options, "log_sql_errors": False})

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """Read the file as it is now, where another user writes it: a kept connection would not."""
        if may_write(Path(self.path)):
            return await super().execute_fn(fn)

        def read() -> Any:
            uri = reading(Path(self.path))
            with closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as connection:
                self.ds._prepare_connection(connection, self.name)  # noqa: SLF001 - as Datasette's own
                return fn(connection)

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, read)


class _Impatient(H11Protocol):
    """A connection that is closed when nothing was asked and answered on it for too long."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # any transport, says the base
        super().connection_made(transport)
        self._end = self.loop.call_later(PATIENCE, transport.abort)

    def on_response_complete(self) -> None:
        self._end.cancel()
        self._end = self.loop.call_later(PATIENCE, self.transport.abort)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end.cancel()
        super().connection_lost(exc)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises UsageError where host and port cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        hint = "; choose another one with --port" if host and port else ""
        raise UsageError(f"{host}:{port}: {error.strerror or error}{hint}") from error


def application(database: Path, names: Iterable[str] = ("localhost", "127.0.0.1", "::1")) -> App:
    """Return the page as an ASGI application that answers to these host names.

    `0.0.0.0` and `::` among them stand for every address. The library is opened for reading only.
    """
    if not pm.is_registered(plugin):
        pm.unregister(name="datasette.handle_exception")  # it prints tracebacks; ours answers
        pm.register(plugin)
    datasette = Datasette(
        settings=SETTINGS,
        template_dir=str(HERE / "templates"),
        static_mounts=[("static", str(HERE / "static"))],
    )
    datasette.remove_database("_memory")
    datasette.add_database(_Library(datasette, str(database), is_mutable=True), name=LIBRARY)
    known = frozenset(name.strip("[]").lower() for name in names)
    return Guard(datasette.app(), known, any_address=any(map(_is_every_address, known)))


def _is_every_address(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return False


def configured(app: App) -> uvicorn.Config:
    """Return how the page is served."""
    return uvicorn.Config(
        app,
        http=_Impatient,
        log_level="error",
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=LAST_REQUESTS,
        limit_concurrency=100,
    )


def run(app: App, listening: socket.socket, ready: Callable[[], None]) -> int:
    """Call `ready` and serve until a signal ends it; return the number of that signal.

    uvicorn catches signals while it serves and raises them again when it is done; until then, and
    after, they are only noted here, so that none comes at a bad moment.
    """
    server = uvicorn.Server(configured(app))
    caught = 0

    def note(number: int, frame: FrameType | None) -> None:
        del frame
        nonlocal caught
        caught = number
        server.should_exit = True

    for number in STOPPING:
        signal.signal(number, note)
    ready()
    with listening:
        server.run(sockets=[listening])
    return caught
