"""What stands before the page: who may ask, for what, and what a browser may do with the answer."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_TARGET = 8_000  # bytes of path and query
NOWHERE = {"path": "/nothing", "raw_path": b"/nothing"}  # has a page that says so
# what there is; Datasette's own pages of tables and rows as HTML and JSON, nothing of its /-/
PATHS = re.compile(
    r"/|/search|/sites|/doc/\d{1,18}(?:\.md|\.txt|/changes)?|/static/[\w.-]{1,99}|/favicon\.ico"
    r"|/library(?:\.json)?|/library/[^/.]+(?:/[^/.]+)?(?:\.json)?"
)
# escaped: what could steer a terminal or turn a line around; a page would say it again
STEERING = re.compile(
    rb"%(?:[01]\w|7F|C2%[89]\w|D8%9C|E2%80%(?:8[EF]|A[A-E])|E2%81%A[6-9])", re.IGNORECASE
)
HOST = re.compile(r"(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?", re.IGNORECASE)
NO_COLUMN = re.compile(rb"(?:^|&)_facet\w*=(?!\w{1,60}(?:&|$))")  # Datasette tries any name
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),  # frame-ancestors, for old browsers
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Guard:
    """An ASGI application around another one.

    `names` are the hosts it answers to: a name that somebody's DNS points at this machine is not
    one of them (DNS rebinding). `any_address`: it listens on all addresses, so each may be asked.
    """

    def __init__(self, app: App, names: frozenset[str], *, any_address: bool = False) -> None:
        self.app = app
        self.names = names
        self.any_address = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or hand on and add the headers to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in HEADERS}
                kept = [(k, v) for k, v in message.get("headers", ()) if k.lower() not in ours]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        # not taken out: what stood around it might then be one
        scope = {**scope, "query_string": STEERING.sub(b"+", scope["query_string"])}
        refusal = self._refusal(scope)
        if refusal and refusal[0] == 404 and _wants_page(scope):
            await self.app({**scope, **NOWHERE, "method": "GET"}, receive, with_headers)
        elif refusal:
            await _answer(with_headers, *refusal)
        else:  # HEAD is a GET whose body the server does not send
            await self.app({**scope, "method": "GET"}, receive, with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and the reason to refuse a request, or None."""
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        path = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
        if len(hosts) != 1 or not self._knows(hosts[0].decode("latin-1")):
            return 421, "not a name of this page; gongwen serve --allow-host NAME adds one"
        if scope["method"] not in {"GET", "HEAD"}:
            return 405, "only GET and HEAD"
        if len(path) + len(scope["query_string"]) > MAX_TARGET:
            return 414, "the address is too long"
        if NO_COLUMN.search(scope["query_string"]):
            return 400, "there is no such column"
        if STEERING.search(path) or not PATHS.fullmatch(path.decode("latin-1")):
            return 404, "there is no such page"
        return None

    def _knows(self, host: str) -> bool:
        if not HOST.fullmatch(host):
            return False
        name = urlsplit(f"//{host}").hostname or ""
        return name in self.names or (self.any_address and _is_address(name))


def _wants_page(scope: Scope) -> bool:
    return any(k == b"accept" and b"text/html" in v for k, v in scope["headers"])


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def _answer(send: Send, status: int, reason: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    if status == 405:
        headers.append((b"allow", b"GET, HEAD"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{status}: {reason}\n".encode()})
