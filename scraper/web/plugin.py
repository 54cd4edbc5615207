"""The plugin that makes Datasette the page of a library: routes, words and errors of its own."""

from __future__ import annotations

import logging
import os
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Base400, Forbidden, NotFound, Response
from datasette.views.base import DatasetteError

from scraper.web import filters, views
from scraper.web.words import LANGUAGES, translator

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from jinja2 import Environment

STATIC = Path(__file__).parent / "static"
ASSETS = sha256(b"".join(f.read_bytes() for f in sorted(STATIC.iterdir()))).hexdigest()[:12]
YEAR = 365 * 24 * 3600


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Say which view answers which path."""
    return [
        (r"/$", views.home),
        (r"/search$", views.search_page),
        (r"/doc/(?P<id>\d+)$", views.document),
        (r"/doc/(?P<id>\d+)\.md$", views.markdown),
        (r"/doc/(?P<id>\d+)\.txt$", views.text),
        (r"/doc/(?P<id>\d+)/changes$", views.changes_page),
        (r"/sites$", views.sites),
    ]


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates their filters."""
    env.filters.update(filters.ALL)
    env.trim_blocks = env.lstrip_blocks = True


@hookimpl
def extra_template_vars(request: Any) -> dict[str, object]:
    """Give every template its language, the words of it, and the way to the other one."""
    language = chosen_language(request)
    other = next(name for name in LANGUAGES if name != language)
    return {
        "t": translator(language),
        "lang": language,
        "other_lang": other,
        "other_lang_url": filters.with_query(request, _lang=other) if request else "",
        "assets": ASSETS,
    }


def chosen_language(request: Any) -> str:
    """Return `zh` unless the address or the cookie asks for another."""
    if request is None:
        return LANGUAGES[0]
    asked = request.args.get("_lang") or request.cookies.get("lang")
    return asked if asked in LANGUAGES else LANGUAGES[0]


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Remember the language that an address asked for."""

    def wrapper(app: Any) -> Any:
        async def remembering(scope: Any, receive: Any, send: Any) -> None:
            query = scope.get("query_string", b"").decode("latin-1").split("&")
            chosen = [name for name in LANGUAGES if f"_lang={name}" in query]

            async def with_cookie(message: Any) -> None:
                if chosen and message["type"] == "http.response.start":
                    cookie = f"lang={chosen[0]}; Path=/; Max-Age={YEAR}; SameSite=Lax; HttpOnly"
                    headers = [*message["headers"], (b"set-cookie", cookie.encode())]
                    message = {**message, "headers": headers}
                await send(message)

            await app(scope, receive, with_cookie)

        return remembering

    return wrapper


@hookimpl(tryfirst=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Answer an error with a page of our own: what is expected by its name, the rest by a number."""

    async def answer() -> Response:
        status = _status(request, exception)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            _log(request, exception)
        message = str(exception) if isinstance(exception, views.Problem) else ""
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "status": int(status)}, status=status)
        context = {"status": int(status), "message": message}
        page = await datasette.render_template("error.html", context, request=request)
        return Response.html(page, status=status)

    return answer


def _status(request: Any, exception: Exception) -> HTTPStatus:
    if isinstance(exception, NotFound):
        return HTTPStatus.NOT_FOUND
    if isinstance(exception, Forbidden):
        return HTTPStatus.FORBIDDEN
    if isinstance(exception, views.Problem | Base400):
        return HTTPStatus(exception.status)
    if isinstance(exception, DatasetteError):  # 500 is its word for a column that is not there
        return HTTPStatus(exception.status if exception.status < 500 else 400)
    # its tables take JSON and names of columns in an address, and read them without a check
    if request.path.startswith(f"/{views.LIBRARY}") and isinstance(
        exception, LookupError | ValueError
    ):
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _log(request: Any, exception: Exception) -> None:
    """Say on stderr what broke: one line, with what was asked, without what it says."""
    trace = exception if os.environ.get("GONGWEN_DEBUG") else None
    said = type(exception).__name__
    logging.getLogger(__name__).error("gongwen: %r: %s", request.path[:200], said, exc_info=trace)
