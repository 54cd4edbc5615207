"""The sites of benchmarks/crawl.py: python crawl_site.py ORIGINS PAGES [CORE]; prints its origins.

Origins are spread over five loopback addresses. Each serves lists of 50 links and its share of the
pages, drawn as they are asked for: a speech of its own, some 9 kB with its chrome.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from datetime import date

from replay import layouts
from replay.texts import speech

HOSTS = [f"127.0.0.{n}" for n in range(1, 6)]
_PER_LIST = 50
_DAY = date(2026, 3, 1)
_NAME = "半山文稿"
_NEAR = 70  # links to other speeches beside and below each


class _Server(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, GET only."""

    pages = 0
    first = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            self.transport.write(self.answer(head.split(b" ", 2)[1].decode()))  # type: ignore[attr-defined]

    def answer(self, path: str) -> bytes:
        body = self.page(path)
        status = b"200 OK" if body else b"404 Not Found"
        head = (
            b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
        )
        return head % (status, len(body)) + body

    def page(self, path: str) -> bytes:
        name = path.rpartition("/")[2].removesuffix(".html")
        if path == "/" or path.startswith("/list/"):
            return self.list(int(name.partition("_")[2] or 0))
        if not path.startswith("/doc/"):
            return b""
        text, offset = speech(int(name)), int(name) - self.first
        others = [self.link((offset + n) % self.pages) for n in range(1, min(_NEAR, self.pages))]
        shown = layouts.Shown(text.title, text.lines, _DAY, near=others[:10])
        below = layouts.anchors(others[10:], "<li class='item' style='line-height:24px'>{}</li>")
        drawn = re.sub(r'href="/[a-z/]+(?:\.html)?"', 'href="/"', layouts.government(_NAME, shown))
        return drawn.replace(
            "</body>", f"<div class='tuijian'><ul>{below}</ul></div></body>"
        ).encode()

    def link(self, offset: int) -> layouts.Link:
        number = self.first + offset
        return f"/doc/{number}.html", f"第{number}号讲话稿全文"

    def list(self, at: int) -> bytes:
        numbers = range(at * _PER_LIST, min((at + 1) * _PER_LIST, self.pages))
        links = [(*self.link(n), _DAY) for n in numbers]
        more = (
            f'<a href="/list/index_{at + 1}.html">下一页</a>'
            if (at + 1) * _PER_LIST < self.pages
            else ""
        )
        return layouts.listing(_NAME, "讲话", links, more).encode()


async def serve(origins: int, pages: int) -> None:
    loop = asyncio.get_running_loop()
    share, servers = -(-pages // origins), []
    for n in range(origins):
        mine = max(0, min(share, pages - n * share))
        kind = type("Bound", (_Server,), {"pages": mine, "first": 100_000 + n * share})
        server = await loop.create_server(kind, HOSTS[n % len(HOSTS)], 0)
        servers.append(server)
    for server in servers:
        host, port = server.sockets[0].getsockname()
        print(f"http://{host}:{port}/", flush=True)
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)  # until whoever started us closes it
    for server in servers:
        server.close()


if __name__ == "__main__":
    if len(sys.argv) > 3:
        os.sched_setaffinity(0, {int(sys.argv[3])})
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
