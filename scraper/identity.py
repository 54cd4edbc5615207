"""Which document a page is: one row for all the addresses under which a site serves one text.

An address is another one's alias where it redirects there, names it in rel=canonical, is its mobile
form, is it in other letter case or with a slash at its end, has a parameter that makes no
difference, or is met beside it with the same number; each but the first only while the texts agree.
So a wrong rel=canonical can never put one text in the place of another.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaners import NoDocument
from scraper import frontier, stored
from scraper.forms import share_a_number
from scraper.rows import stamp
from scraper.signature import likeness, signature
from scraper.urls import canonical, host, origin, same_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners import Page
    from scraper.database import Row
    from scraper.rows import Record
    from scraper.store import Library

_HEAD = 30_000  # bytes in which rel=canonical stands
_CANONICAL = re.compile(rb"<link\b[^>]{0,400}?\brel\s*=\s*[\"']?canonical\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(rb"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_MOBILE_PATH = re.compile(r"^/(?:m|wap|mobile)(?=/)")
_ALTERNATE = 0.9  # a mobile page may say a line more or less
_SIBLINGS = 20
_LEARNT = 300  # aliases that tell what a site's parameters mean
_LINE = 100  # characters
_TOGETHER = timedelta(hours=6)  # a run is seldom longer, and seldom made more often
_SHORT, _SHRUNK = 200, 0.2  # characters, and share of the earlier text: no edit leaves so little


def settle(library: Library, page: Page, record: Record) -> str:
    """Return the address a page's document is kept under: its own, or that of which it is an alias.

    An address that has a document and led to another one for a while is its own again.
    """
    own = stored.has(library, page.url)
    if not own and (known := target(library, page.url)):
        return known
    named = declared(page)
    if named and named != page.url and _may_be(library, page.url, named, record):
        return named
    if own:
        return page.url
    for twin in _stored(library, alternates(page.url)):
        if _is_stored(library, page.url, twin, record):
            return twin
    alike = _respelt(library, page.url, record) or _sibling(library, page.url, record)
    return alike or _numbered(library, page.url, record) or page.url


def idle_parameters(url: str, target: str) -> frozenset[str]:
    """Return the parameters without which an address is the one its document is kept under."""
    address, _, query = url.partition("?")
    theirs, _, kept = target.partition("?")
    own, left = set(query.split("&")), set(filter(None, kept.split("&")))
    if address != theirs or not left < own:
        return frozenset()
    return frozenset(one.partition("=")[0] for one in own - left)


def aliases(library: Library, origin: str) -> list[tuple[str, str]]:
    """Return the addresses on an origin learnt last to be those of other ones' documents."""
    rows = library.rows(
        "SELECT url, target FROM aliases WHERE url > :o || '/' AND url < :o || '0'"
        " ORDER BY id DESC LIMIT :most",
        {"o": origin, "most": _LEARNT},
    )
    return [(row["url"], row["target"]) for row in rows]


def is_alias(library: Library, url: str) -> bool:
    """Whether an address is known to be another one of a document."""
    return target(library, url) != ""


def target(library: Library, url: str) -> str:
    """Return the address of the document of which an address is known to be another one, or ""."""
    row = library.row("SELECT target FROM aliases WHERE url = ?", (url,))
    return "" if row is None else str(row["target"])


def alias(library: Library, url: str, target: str) -> None:
    """Remember another address of a document; neither is to be asked on the other's account."""
    if url == target:
        return
    with library.transaction() as connection:
        connection.execute(
            "INSERT INTO aliases (url, target) VALUES (?, ?)"
            " ON CONFLICT (url) DO UPDATE SET target = excluded.target",
            (url, target),
        )


def move(library: Library, old: str, new: str, text: str = "") -> None:
    """Keep a document under the address its own now leads to, if that says the same: one row for both.

    `text`: what is there, if it is not stored yet. The row that is older stays.
    """
    sql = "SELECT url, text FROM documents WHERE url IN (?, ?) ORDER BY first_seen_at, id"
    rows = {row["url"]: row for row in library.rows(sql, (old, new))}
    said = rows[new]["text"] if new in rows else text
    if old not in rows or old == new or not said or not _agree(rows[old]["text"], said):
        return
    first, *later = rows
    with library.transaction() as connection:
        connection.executemany("DELETE FROM documents WHERE url = ?", [(url,) for url in later])
        connection.execute(
            "UPDATE documents SET url = ?, host = ?, gone_at = NULL WHERE url = ?",
            (new, host(new), first),
        )
        connection.execute("DELETE FROM aliases WHERE url = ?", (new,))
        connection.execute("UPDATE aliases SET target = ? WHERE target = ?", (new, old))
        if first == old:  # what is sent with the other text vouches for this one no more
            connection.execute(
                "UPDATE pages SET etag = '', last_modified = '', next_at = '' WHERE url = ?", (new,)
            )
    alias(library, old, new)


def earlier(library: Library, url: str) -> str:
    """Return another address of the host under which the text of a document was kept before, or ""."""
    row = library.row(
        "SELECT other.url FROM documents JOIN documents AS other USING (text_hash, host)"
        " WHERE documents.url = ? AND other.id < documents.id LIMIT 1",
        (url,),
    )
    return "" if row is None else str(row["url"])


def _agree(one: str, other: str) -> bool:
    return one == other or likeness(signature(one), signature(other)) >= _ALTERNATE


def guard(library: Library, record: Record) -> None:
    """Raise NoDocument where a stored text would give way to what is no text of that page."""
    url, digest = record.url, record.row["text_hash"]
    row = library.row("SELECT chars, text_hash FROM documents WHERE url = ?", (url,))
    if row is None or row["text_hash"] == digest:
        return
    other = _says_the_same(library, record)
    if other and not _said(library, other["id"], row["text_hash"]):  # a copy that changes as well
        raise NoDocument(url, "soft-404", f"now has the text of {other['url']}")
    size = len(record.text)
    if size < _SHORT and size < row["chars"] * _SHRUNK:
        reason = f"only {size} of {row['chars']} characters are left; the stored text stays"
        raise NoDocument(url, "soft-404", reason)


def refuse_filler(library: Library, record: Record) -> None:
    """Raise NoDocument where a page that nobody asked for by name says next to nothing.

    That is what the pages of an endless trap do: one message for all, or a line without a title.
    """
    url, title, size = record.url, record.row["title"], len(record.text)
    if size >= _SHORT or stored.has(library, url):
        return
    if not title and not record.row["published"] and size < _LINE:
        raise NoDocument(url, "no-body", f"{size} characters without a title or a date")
    other = _says_the_same(library, record)
    if other and other["title"] == title:
        raise NoDocument(url, "soft-404", f"has no text beyond that of {other['url']}")


def _says_the_same(library: Library, record: Record) -> Row | None:
    """Return another document of the same host with this very text."""
    return library.row(
        "SELECT id, url, title FROM documents WHERE text_hash = ? AND +host = ? AND url <> ?",
        (record.row["text_hash"], host(record.url), record.url),
    )


def _said(library: Library, id_: int, digest: str) -> bool:
    """Say whether a document once had this text."""
    sql = "SELECT 1 FROM versions WHERE document_id = ? AND text_hash = ?"
    return library.row(sql, (id_, digest)) is not None


def declared(page: Page) -> str:
    """Return the rel=canonical of a page where it names a page of the same site, or ""."""
    tag = _CANONICAL.search(page.body[:_HEAD])
    href = _HREF.search(tag[0]) if tag else None
    url = (
        canonical(href[1].decode("utf-8", "replace").replace("&amp;", "&"), page.url)
        if href
        else None
    )
    if url is None or urlsplit(url).path == "/" or _site(url) != _site(page.url):
        return ""
    return url


def alternates(url: str) -> Iterator[str]:
    """Yield the addresses a site's mobile or desktop form of a page is likely to have."""
    scheme, _, rest = url.partition("://")
    name, slash, path = rest.partition("/")
    path = slash + path
    bare = re.sub(r"^(?:www|m|wap|3g|mobile)\.", "", name)
    plain = _MOBILE_PATH.sub("", path)
    hosts = dict.fromkeys([f"www.{bare}", bare, f"m.{bare}", f"wap.{bare}", name])
    for one in hosts:
        yield f"{scheme}://{one}{plain}"
    for prefix in ("/m", "/wap", "/mobile"):
        yield f"{scheme}://{name}{prefix}{plain}"
    yield f"{'http' if scheme == 'https' else 'https'}://{rest}"


def _site(url: str) -> str:
    """Name a site without what tells its mobile form: host and port."""
    host = origin(url).rpartition("/")[2]
    return re.sub(r"^(?:www|m|wap|3g|mobile)\.", "", host)


def _may_be(library: Library, own: str, url: str, record: Record) -> bool:
    """Say whether a document may be kept under an address: none is there, or the same text."""
    if frontier.kind_of(library, url) not in {None, frontier.Kind.ARTICLE}:
        return False
    if not stored.has(library, url):
        # of another origin only what was met there: this crawl may never be let in
        return same_origin(url, own)
    return _is_stored(library, own, url, record)


def _stored(library: Library, urls: Iterable[str]) -> list[str]:
    """Return those addresses under which a document is stored, in the order given."""
    asked = list(urls)
    marks = ", ".join("?" * len(asked))
    sql = f"SELECT url FROM documents WHERE url IN ({marks})"  # noqa: S608 - marks alone
    found = {row["url"] for row in library.rows(sql, asked)}
    return [url for url in asked if url in found]


def _is_stored(library: Library, own: str, url: str, record: Record) -> bool:
    row = library.row("SELECT text FROM documents WHERE url = ?", (url,))
    return row is not None and url != own and _agree(row["text"], record.text)


def _respelt(library: Library, url: str, record: Record) -> str | None:
    """Return a stored address that says the same and is this one but for letter case or a slash."""
    rows = library.rows(
        "SELECT url FROM documents WHERE text_hash = ? AND +host = ? LIMIT ?",
        (record.row["text_hash"], host(url), _SIBLINGS),
    )
    return next((row["url"] for row in rows if _spelling(row["url"]) == _spelling(url)), None)


def _numbered(library: Library, url: str, record: Record) -> str | None:
    """Return a stored address of the same number that says the same, if it was new a short while ago.

    /show-12-345-1.html and ?a=show&id=345 are met in one run. A site that was built anew has its
    old texts under new addresses, too, but there the old ones go, and are not to be kept under.
    """
    since = datetime.now(UTC) - _TOGETHER
    hosts = [host(one) for one in alternates(url)]  # its mobile form has paths of its own
    rows = library.rows(
        "SELECT url FROM documents WHERE text_hash = ? AND first_seen_at > ?"
        " AND +host IN (SELECT value FROM json_each(?)) LIMIT ?",
        (record.row["text_hash"], stamp(since), json.dumps(hosts), _SIBLINGS),
    )
    return next((row["url"] for row in rows if share_a_number(row["url"], url)), None)


def _spelling(url: str) -> tuple[str, ...]:
    address, _, query = url.lower().partition("?")
    return (address.rstrip("/"), *sorted(query.split("&")))


def _sibling(library: Library, url: str, record: Record) -> str | None:
    """Return a stored address that says the same and differs in parameters that make no odds."""
    address, _, query = url.partition("?")
    own = set(filter(None, query.split("&")))
    rows = library.rows(
        "SELECT url FROM documents WHERE (url = :address OR url > :address || '?'"
        " AND url < :address || '@') AND text_hash = :hash LIMIT :most",
        {"address": address, "hash": record.row["text_hash"], "most": _SIBLINGS},
    )
    for row in rows:
        theirs = set(filter(None, row["url"].partition("?")[2].split("&")))
        if own <= theirs or theirs <= own or (own & theirs and _is_idle(own ^ theirs)):
            return str(row["url"])
    return None


def _is_idle(differing: set[str]) -> bool:
    """Say whether two queries differ in one parameter only, and that is no number of a page."""
    (name, *others) = {one.partition("=")[0].lower() for one in differing}
    return not others and not name.removesuffix("_").endswith("id")
