"""A small website on this machine, served from the files in `demo_site/` over real HTTP.

It stands for the sites the crawler is made for: listing pages with a pager, articles in UTF-8 and
GBK, and the usual chrome around and inside them. All of its names and texts are invented.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

NAME = "案牍集"
HOST = "127.0.0.1"
_PORT = 8423


def pages() -> dict[str, bytes]:
    """Return the site: path → body, exactly the bytes of the file."""
    found = dict(_walk(files("scraper") / "demo_site", ""))
    folders = {
        p.removesuffix("index.html"): b for p, b in found.items() if p.endswith("/index.html")
    }
    return found | folders


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _walk(item, f"{path}/{item.name}")
        else:
            yield f"{path}/{item.name}", item.read_bytes()


@contextmanager
def serve(site: dict[str, bytes] | None = None) -> Iterator[str]:
    """Serve a site on this machine, on its usual port if that is free; gives its start address."""
    bodies = pages() if site is None else site

    class Handler(_Handler):
        site = bodies

    with _listening(Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def _listening(handler: type[_Handler]) -> ThreadingHTTPServer:
    # the same address each time: a second demo in the same library finds nothing new
    try:
        return _Server((HOST, _PORT), handler)
    except OSError:
        return _Server((HOST, 0), handler)


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that hangs up: a crawl ends with connections open."""


class _Handler(BaseHTTPRequestHandler):
    """GET with ETag and 304; as on old sites, only the page itself tells its encoding."""

    site: dict[str, bytes]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.site.get(self.path.partition("?")[0])
        if body is None:
            self._answer(HTTPStatus.NOT_FOUND, b"<h1>404</h1>")
            return
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self._answer(HTTPStatus.NOT_MODIFIED, b"", tag)
        else:
            self._answer(HTTPStatus.OK, body, tag)

    def _answer(self, status: HTTPStatus, body: bytes, tag: str = "") -> None:
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        if status is not HTTPStatus.NOT_MODIFIED:
            kind = "text/plain" if self.path.endswith(".txt") else "text/html"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing: what was asked stands in the crawl's own report."""
