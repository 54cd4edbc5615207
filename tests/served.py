"""Articles served to a crawl, changed and taken away between its runs, and what of them a library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawling import opened
from documents import invented
from werkzeug import Request, Response

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

HTML = "text/html; charset=utf-8"


def article(topic: str, tail: str = "") -> str:
    body = "".join(f"<p>{topic}工作，{invented(f'{topic}{n}')}。</p>" for n in range(8))
    title = f"在{topic}工作会议上的讲话"
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}{tail}</body></html>"
    )


def serve(
    server: HTTPServer, path: str, body: str | bytes, status: int = 200, **headers: str
) -> None:
    """Serve a page with an ETag; what was served under the path before is forgotten."""
    tag = f'"{hash(body)}"'

    def answer(request: Request) -> Response:
        if status == 200 and request.headers.get("If-None-Match") == tag:
            return Response(status=304, headers={"ETag": tag})
        sent = {"ETag": tag, "Content-Type": HTML, **headers}
        return Response(body, status=status, headers=sent)

    handlers = server.ordered_handlers, server.handlers
    for known in handlers:
        known[:] = [one for one in known if one.matcher.uri != path]
    server.expect_request(path).respond_with_handler(answer)


def statuses(server: HTTPServer) -> dict[str, int]:
    return {request.path: response.status_code for request, response in server.log}


def texts(folder: Path) -> dict[str, tuple[str, bool]]:
    """Path → (the first characters, whether it is gone)."""
    with opened(folder) as desk:
        rows = desk.library.rows("SELECT url, text, gone_at FROM documents")
    return {
        "/" + r["url"].split("/", 3)[3]: (r["text"][:2], r["gone_at"] is not None) for r in rows
    }
