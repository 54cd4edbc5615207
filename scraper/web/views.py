"""The pages: each asks the library in one of Datasette's threads, then fills a template."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import NotFound, Response

from cleaners.report import as_markdown
from scraper import checkups, kindred, search
from scraper.errors import BusyError, StoreError, UsageError
from scraper.query import is_joined
from scraper.store import Library
from scraper.web import asked, charts, marking, reads
from scraper.web.changes import Edited, changes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from sqlite3 import Connection

    from scraper.search import Stored

    Cuts = tuple[reads.Placed, ...]
    Entries = tuple[kindred.Entry, ...]
    Versions = tuple[kindred.Version, ...]

Result = TypeVar("Result")
LIBRARY = "library"  # its name in Datasette, and so in addresses
LIMIT_MS = 3000  # of the library's time for one page
MOST_PARAGRAPHS = 5000  # shown of one document; the Markdown has them all
MOST_CHARS = 500_000  # the paragraph that goes beyond is the last one shown
MOST_CUTS = 2000
FAILURES = 50
MAX_WORDS = 500  # characters of a search that are marked in a text


class Problem(Exception):  # noqa: N818 - an answer, named for what it says
    """An answer that is no page: a status and a line in Chinese, which the template translates."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status = status


async def read(datasette: Any, question: Callable[[Library], Result]) -> Result:
    """Ask the library within the time limit; raises Problem where it cannot answer now."""
    database = datasette.get_database(LIBRARY)

    def within_limit(connection: Connection) -> Result:
        with sqlite_timelimit(connection, LIMIT_MS):
            return question(Library(Path(database.path), connection, readonly=True))

    try:
        answer: Result = await database.execute_fn(within_limit)
    except UsageError as error:
        raise Problem(400, "检索词太长") from error
    except BusyError as error:
        raise Problem(503, "文库正被占用，请稍后再试") from error
    except StoreError as error:
        if str(error).endswith("interrupted"):
            raise Problem(503, "查得太久，已停止；请多给几个字") from error
        raise
    return answer


async def page(datasette: Any, request: Any, template: str, **context: object) -> Response:
    """Fill a template."""
    text = await datasette.render_template(template, context, request=request)
    return Response.html(text, headers={"cache-control": "no-cache"})


async def home(datasette: Any, request: Any) -> Response:
    """Answer `/`: what is in the library."""

    def question(library: Library) -> tuple[reads.Overview, search.Facets, search.Status]:
        return reads.overview(library), search.facets(library, ""), search.status(library)

    overview, facets, status = await read(datasette, question)
    return await page(
        datasette,
        request,
        "home.html",
        overview=overview,
        status=status,
        years=charts.by_year(facets),
        sites=charts.ranked(facets.site),
        kinds=charts.ranked(facets.kind),
    )


async def search_page(datasette: Any, request: Any) -> Response:
    """Answer `/search`: hits with their words marked, facets, pages."""
    query = asked.read(request.args)

    def question(library: Library) -> list[search.Hit]:
        return search.search(
            library,
            query.words,
            query.where,
            order=query.order,
            limit=asked.PAGE + 1,
            offset=query.offset,
        )

    hits = await read(datasette, question)
    facets = await _facets(datasette, query)
    last = -(-facets.count // asked.PAGE) if facets else 0
    if not hits and last:  # behind the last page: that one
        query = replace(query, page=min(last, asked.LAST_PAGE))
        hits = await read(datasette, question)
    near = {}
    if query.chosen and not hits:
        near = await read(datasette, lambda library: search.nearest(library, query.where))
    return await page(
        datasette,
        request,
        "search.html",
        query=query,
        hits=hits[: asked.PAGE],
        more=len(hits) > asked.PAGE and query.page < asked.LAST_PAGE,
        facets=facets,
        near=near,
        joined=is_joined(query.words),
        pages=min(last, asked.LAST_PAGE),
        labels=asked.LABELS,
        orders=search.Order,
        kept_filters=query.chosen,
    )


async def _facets(datasette: Any, query: asked.Asked) -> search.Facets | None:
    """Count what was found; None where that would take too long."""
    try:
        return await read(
            datasette, lambda library: search.facets(library, query.words, query.where)
        )
    except Problem:
        return None


async def _stored(datasette: Any, request: Any) -> Stored:
    key = request.url_vars["id"]
    stored = await read(datasette, lambda library: search.get(library, key))
    if stored is None:
        raise NotFound(key)
    return stored


async def document(datasette: Any, request: Any) -> Response:
    """Answer `/doc/N`: one document, set for reading, with what was cut from it."""
    stored = await _stored(datasette, request)
    words = _words(request)

    def question(library: Library) -> tuple[Cuts, Entries, Versions]:
        return (
            reads.placed_cuts(library, stored.id, limit=MOST_CUTS + 1),
            kindred.copies(library, stored.id),
            kindred.versions(library, stored.id),
        )

    cuts, copies, versions = await read(datasette, question)
    most = _readable(stored.document.paragraphs)
    lines = marking.shown(
        stored.document,
        cuts[:MOST_CUTS],
        lambda text: search.matches(text, words),
        most,
    )
    return await page(
        datasette,
        request,
        "document.html",
        stored=stored,
        document=stored.document,
        lines=lines,
        byline=marking.byline(lines),
        hits=marking.hits(lines),
        outline=marking.outline(stored.document),
        cuts=cuts[:MOST_CUTS],
        more_cuts=len(cuts) > MOST_CUTS,
        most=most,
        copies=copies,
        versions=versions,
        words=words,
    )


def _readable(paragraphs: Sequence[str]) -> int:
    """Return how many paragraphs one page shows."""
    chars = accumulate(map(len, paragraphs[: MOST_PARAGRAPHS - 1]))
    return 1 + sum(1 for so_far in chars if so_far < MOST_CHARS)


def _words(request: Any) -> str:
    """Return the words to mark in a text: those of the search one came from, if they are some."""
    words: str = (request.args.get("q") or "")[:MAX_WORDS]
    try:
        search.matches("", words)
    except UsageError:
        return ""
    return words


async def markdown(datasette: Any, request: Any) -> Response:
    """Answer `/doc/N.md`: the document as Markdown, for a file or the clipboard."""
    stored = await _stored(datasette, request)
    headers = {
        "content-disposition": f'attachment; filename="gongwen-{stored.id}.md"',
        "cache-control": "no-cache",
    }
    text = as_markdown(stored.document)
    return Response(text, headers=headers, content_type="text/markdown; charset=utf-8")


async def text(datasette: Any, request: Any) -> Response:
    """Answer `/doc/N.txt`: title and text, to be pasted into a document of one's own."""
    stored = await _stored(datasette, request)
    whole = "\n".join(filter(None, (stored.document.title, stored.document.text)))
    headers = {"cache-control": "no-cache"}
    return Response(whole, headers=headers, content_type="text/plain; charset=utf-8")


async def changes_page(datasette: Any, request: Any) -> Response:
    """Answer `/doc/N/changes`: an earlier text beside the one that took its place, or a copy's."""
    stored = await _stored(datasette, request)
    if other := request.args.get("with"):
        return await _compared(datasette, request, stored, other)
    versions = await read(datasette, lambda library: kindred.versions(library, stored.id))
    chosen = request.args.get("version") or (str(versions[0].id) if versions else "")
    at = next((i for i, version in enumerate(versions) if str(version.id) == chosen), None)
    if at is None:
        raise NotFound(chosen)

    def question(library: Library) -> list[str | None]:
        wanted = versions[max(0, at - 1) : at + 1]
        return [kindred.text_of_version(library, stored.id, version.id) for version in wanted]

    texts = await read(datasette, question)
    now = texts[0] if at else stored.document.text
    return await _changes(
        datasette,
        request,
        (texts[-1] or "", now or ""),
        stored=stored,
        versions=versions,
        at=at,
        old_title=versions[at].title,
        new_title=versions[at - 1].title if at else stored.document.title,
    )


async def _compared(datasette: Any, request: Any, stored: Stored, key: str) -> Response:
    """Show another document's text beside this one's."""
    other = await read(datasette, lambda library: search.get(library, key))
    if other is None:
        raise NotFound(key)
    return await _changes(
        datasette,
        request,
        (other.document.text, stored.document.text),
        stored=stored,
        other=other,
        old_title=other.document.title,
        new_title=stored.document.title,
    )


async def _changes(
    datasette: Any, request: Any, texts: tuple[str, str], **context: object
) -> Response:
    old, new = (text.split("\n") for text in texts)
    changed = await asyncio.to_thread(changes, old, new)
    edits = sum(1 for one in changed if isinstance(one, Edited) and one.changed)
    return await page(datasette, request, "changes.html", changes=changed, edits=edits, **context)


async def sites(datasette: Any, request: Any) -> Response:
    """Answer `/sites`: the sites, the runs, what failed, what is cut."""

    def question(library: Library) -> tuple[object, ...]:
        return (
            search.status(library),
            checkups.state(library),
            search.failures(library, limit=FAILURES),
            reads.rules(library),
        )

    answers = await read(datasette, question)
    names = ("status", "health", "failures", "rules")
    return await page(datasette, request, "sites.html", **dict(zip(names, answers, strict=True)))
