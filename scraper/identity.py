"""Which document a page is: one row for all the addresses under which a site serves one text.

An address is another one's alias where it redirects there, names it in rel=canonical, is its mobile
form, is it in other letter case or with a slash at its end, has a parameter that makes no
difference, or is met beside it with the same number; each but the first only while the texts agree,
and where the site does not say so itself, only if it has no title, date or number that the other
lacks: one text may be many documents, such as each year's notice of the same holiday. So nothing of a
document is lost, and a wrong rel=canonical can never put one text in the place of another.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cleaners import NoDocument
from scraper import captions, frontier, stored
from scraper.alternates import alternates, declared
from scraper.forms import live_together, share_a_number
from scraper.rows import stamp
from scraper.signature import shared
from scraper.urls import host, origin, same_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaners import Page
    from scraper.database import Row
    from scraper.rows import Record
    from scraper.store import Library

_ALTERNATE = 0.9  # a mobile page may say a line more or less
_SIBLINGS = 20
# what tells documents of one text apart
_TELLING = "title published written spoken doc_number index_number issuer speaker".split()
_TOLD = ", ".join(("url", "text_hash", "text", "first_seen_at", *_TELLING))
_LEARNT = 300  # aliases that tell what a site's parameters mean
_LINE = 100  # characters
_TOGETHER = timedelta(hours=6)  # a run is seldom longer, and seldom made more often
_SHORT, _SHRUNK = 200, 0.2  # characters, and share of the earlier text: no edit leaves so little


def settle(library: Library, page: Page, record: Record, misnamed: Iterable[str] = ()) -> str:
    """Return the address a page's document is kept under: its own, or that of which it is an alias.

    An address that has a document and led to another one for a while is its own again. `misnamed`:
    what a rel=canonical was found to name wrongly.
    """
    named = declared(page)
    if named not in {"", page.url, *misnamed} and _may_be(library, page.url, named, record):
        return named
    if stored.has(library, page.url):
        return page.url
    for twin in _stored(library, [target(library, page.url), *alternates(page.url)]):
        row = _told(library, twin)
        if row and _agree(row["text"], record.text) and _tells_no_more(record, row):
            return twin
    alike = _respelt(library, page.url, record) or _sibling(library, page.url, record)
    return alike or _numbered(library, page.url, record) or page.url


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


def others(library: Library, url: str) -> list[str]:
    """Return the other addresses of a document that are known."""
    rows = library.rows("SELECT url FROM aliases WHERE target = ?", (url,))
    return [row["url"] for row in rows]


def alias(library: Library, url: str, target: str) -> None:
    """Remember another address of a document; neither is to be asked on the other's account.

    An address that is its own document's is no longer another one's.
    """
    if url == target and not is_alias(library, url):
        return
    with library.transaction() as connection:
        if url == target:
            connection.execute("DELETE FROM aliases WHERE url = ?", (url,))
            return
        connection.execute(
            "INSERT INTO aliases (url, target) VALUES (?, ?)"
            " ON CONFLICT (url) DO UPDATE SET target = excluded.target",
            (url, target),
        )


def move(library: Library, old: str, new: str, found: Record | None = None) -> None:
    """Keep a document under the address its own now leads to, if that has the same: one row for both.

    `found`: what is there, if it is not stored yet. The row that is older stays.
    """
    sql = f"SELECT {_TOLD} FROM documents WHERE url IN (?, ?) ORDER BY first_seen_at, id"  # noqa: S608
    rows = {row["url"]: row for row in library.rows(sql, (old, new))}
    there = rows.get(new, found and found.row)
    if old not in rows or old == new or not there or not _is_one(rows[old], there):
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
    return one == other or shared(one, other) >= _ALTERNATE


def _is_one(one: Row, other: Row | dict[str, str | int | None]) -> bool:
    """Say whether what an address leads to is what it gave: last year's notice may lead to this year's."""
    if one["text"] == other["text"]:
        return True
    told = [(one[name], other[name]) for name in _TELLING]
    differ = any(a and b and a != b for a, b in told)
    return not differ and _agree(one["text"], str(other["text"]))


def guard(library: Library, record: Record) -> None:
    """Raise NoDocument where a stored text would give way to what is no text of that page."""
    url, digest = record.url, record.row["text_hash"]
    row = library.row("SELECT chars, text_hash FROM documents WHERE url = ?", (url,))
    if row is None or row["text_hash"] == digest:
        return
    other = next(iter(_says_the_same(library, record)), None)
    if other and not _said(library, other["id"], row["text_hash"]):  # a copy that changes as well
        raise NoDocument(url, "soft-404", f"now has the text of {other['url']}")
    size = len(record.text)
    if size < _SHORT and size < row["chars"] * _SHRUNK:
        reason = f"only {size} of {row['chars']} characters are left; the stored text stays"
        raise NoDocument(url, "soft-404", reason)


def refuse_filler(library: Library, page: Page, record: Record) -> None:
    """Raise NoDocument where a page that nobody asked for by name says next to nothing.

    That is what the pages of an endless trap do: one message for all, a line without a title, a picture's caption.
    """
    url, title, size = record.url, record.row["title"], len(record.text)
    if size >= _SHORT or stored.has(library, url):
        return
    if not title and not record.row["published"] and size < _LINE:
        raise NoDocument(url, "no-body", f"{size} characters without a title or a date")
    if captions.is_caption(page.body, record.text):
        raise NoDocument(url, "no-body", captions.ONE)
    for other in _says_the_same(library, record):
        if _tells_no_more(record, other):
            raise NoDocument(url, "soft-404", f"has no text beyond that of {other['url']}")


def _says_the_same(library: Library, record: Record, hosts: Sequence[str] = ()) -> list[Row]:
    """Return other documents of the same host, or of hosts named, with this very text."""
    return library.rows(
        f"SELECT id, {_TOLD} FROM documents WHERE text_hash = ? AND url <> ?"  # noqa: S608 - our own names
        " AND +host IN (SELECT value FROM json_each(?)) ORDER BY first_seen_at DESC LIMIT ?",
        (record.row["text_hash"], record.url, json.dumps(hosts or [host(record.url)]), _SIBLINGS),
    )


def _tells_no_more(record: Record, other: Row) -> bool:
    """Say whether a document bears no title, date or number that a stored one lacks.

    A day that is read off its address alone is kept with the address.
    """
    telling = set(_TELLING)
    if not other["published"] and _is_read_off(record):
        telling.remove("published")
    return all(record.row[one] in {None, "", other[one]} for one in telling)


def _is_read_off(record: Record) -> bool:
    return ("published", record.row["published"], "url") in record.details["found"]


def _said(library: Library, id_: int, digest: str) -> bool:
    """Say whether a document once had this text."""
    sql = "SELECT 1 FROM versions WHERE document_id = ? AND text_hash = ?"
    return library.row(sql, (id_, digest)) is not None


def _may_be(library: Library, own: str, url: str, record: Record) -> bool:
    """Say whether a document may be kept under an address: none is there, or the same text."""
    if frontier.kind_of(library, url) not in {None, frontier.Kind.ARTICLE}:
        return False
    if not stored.has(library, url):
        # of another origin only what was met there: this crawl may never be let in
        strange = stored.has(library, own) or stored.is_missed(library, url)
        return same_origin(url, own) and not strange
    row = _told(library, url)
    return row is not None and _agree(row["text"], record.text)


def _stored(library: Library, urls: Iterable[str]) -> list[str]:
    """Return those addresses under which a document is stored, in the order given."""
    asked = list(urls)
    marks = ", ".join("?" * len(asked))
    sql = f"SELECT url FROM documents WHERE url IN ({marks})"  # noqa: S608 - marks alone
    found = {row["url"] for row in library.rows(sql, asked)}
    return [url for url in asked if url in found]


def _told(library: Library, url: str) -> Row | None:
    return library.row(f"SELECT {_TOLD} FROM documents WHERE url = ?", (url,))  # noqa: S608


def _respelt(library: Library, url: str, record: Record) -> str | None:
    """Return a stored address that says the same and is this one but for letter case or a slash."""
    for row in _says_the_same(library, record):
        if _spelling(row["url"]) == _spelling(url) and _tells_no_more(record, row):
            return str(row["url"])
    return None


def _numbered(library: Library, url: str, record: Record) -> str | None:
    """Return a stored address of the same number that says the same, if it was new a short while ago.

    /show-12-345-1.html and ?a=show&id=345 are met in one run. A site that was built anew has its
    old texts under new addresses, too, but there the old ones go, and are not to be kept under; where
    both forms have often been met for one document, neither is new. The number of a file is its
    owner's, and tells of no document. What says its title and its day itself needs no number.
    """
    if not host(url):
        return None
    since = stamp(datetime.now(UTC) - _TOGETHER)
    dated = record.row["title"] and record.row["published"] and not _is_read_off(record)
    hosts = [host(one) for one in alternates(url)]  # its mobile form has paths of its own
    for row in _says_the_same(library, record, hosts):
        if (dated or share_a_number(row["url"], url)) and _tells_no_more(record, row):
            new = row["first_seen_at"] > since
            if new or live_together(url, row["url"], aliases(library, origin(url))):
                return str(row["url"])
    return None


def _spelling(url: str) -> tuple[str, ...]:
    address, _, query = url.lower().partition("?")
    return (address.rstrip("/"), *sorted(query.split("&")))


def _sibling(library: Library, url: str, record: Record) -> str | None:
    """Return a stored address that says the same and differs in parameters that make no odds."""
    address, _, query = url.partition("?")
    own = set(filter(None, query.split("&")))
    rows = library.rows(
        f"SELECT {_TOLD} FROM documents WHERE (url = :address OR url > :address || '?'"  # noqa: S608
        " AND url < :address || '@') AND text_hash = :hash LIMIT :most",
        {"address": address, "hash": record.row["text_hash"], "most": _SIBLINGS},
    )
    for row in rows:
        theirs = set(filter(None, row["url"].partition("?")[2].split("&")))
        idle = own <= theirs or theirs <= own or (own & theirs and _is_idle(own ^ theirs))
        if idle and _tells_no_more(record, row):
            return str(row["url"])
    return None


def _is_idle(differing: set[str]) -> bool:
    """Say whether two queries differ in one parameter only, and that is no number of a page."""
    (name, *others) = {one.partition("=")[0].lower() for one in differing}
    return not others and not name.removesuffix("_").endswith("id")
