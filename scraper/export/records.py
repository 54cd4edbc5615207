"""What is exported of a document: the fields, their types, and a stream of records."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cleaners.model import Attachment, Document, Part
from scraper.filters import ANY, DAY, Filter
from scraper.hits import matching
from scraper.rows import to_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scraper.database import Row
    from scraper.store import Library


class Kind(StrEnum):
    """The type of a field; days and times are ISO 8601 text where a format has no such type."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "true or false"
    DAY = "day"
    TIME = "time, UTC"
    TEXTS = "list of texts"
    OUTLINE = "list of {paragraph, level, heading}"
    PARTS = "list of {title, first, last}"
    ATTACHMENTS = "list of {title, url}"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record; `name` is also the column of `documents`."""

    name: str
    kind: Kind
    meaning: str


def _texts(*pairs: tuple[str, str]) -> tuple[Field, ...]:
    return tuple(Field(name, Kind.TEXT, meaning) for name, meaning in pairs)


FIELDS = (
    Field("id", Kind.NUMBER, "number in the library"),
    *_texts(("url", "the page's address"), ("title", "标题"), ("text", "paragraphs, one a line")),
    Field("published", Kind.DAY, "发布日期"),
    Field("written", Kind.DAY, "成文日期"),
    Field("spoken", Kind.DAY, "the day a speech was given"),
    *_texts(("category", "栏目")),
    Field("breadcrumb", Kind.TEXTS, "面包屑"),
    *_texts(
        ("kind", "文种"),
        ("site", "what the site calls itself"),
        ("host", "the host of `url`"),
        ("source", "来源"),
        ("author", "作者"),
        ("speaker", "讲话人"),
        ("post", "the speaker's office"),
        ("occasion", "场合"),
        ("issuer", "发文机关"),
        ("doc_number", "发文字号"),
        ("index_number", "索引号"),
        ("addressee", "主送机关"),
        ("salutation", "称呼"),
        ("closing", "结语"),
    ),
    Field("outline", Kind.OUTLINE, "headings; paragraphs are counted from 0"),
    Field("parts", Kind.PARTS, "texts of a collection: paragraphs first to last, last excluded"),
    Field(
        "attachments", Kind.ATTACHMENTS, "files the document links to, or annexes it names (no url)"
    ),
    Field("chars", Kind.NUMBER, "characters of `text`"),
    Field("truncated", Kind.FLAG, "the page shows only a part"),
    Field("shown_chars", Kind.NUMBER, "this many characters, where it says so"),
    Field("total_chars", Kind.NUMBER, "of so many, where it says so"),
    Field("placeholders", Kind.NUMBER, "runs of ** or ×× in the original"),
    Field("duplicate_of", Kind.NUMBER, "`id` of a near-duplicate that was there before"),
    *_texts(
        ("text_hash", "SHA-256 of `text`"),
        ("page_hash", "SHA-256 of the page it was cut from"),
        ("rules_version", "the rules it was cleaned by"),
    ),
    Field("first_seen_at", Kind.TIME, "when it was first stored"),
    Field("fetched_at", Kind.TIME, "when the page was last received whole"),
    Field("changed_at", Kind.TIME, "when title and text became what they are"),
    Field("gone_at", Kind.TIME, "when the page went away"),
)
_HANGING = """
    (SELECT json_group_array(json_object('title', title, 'first', first_paragraph,
       'last', last_paragraph)) FROM parts WHERE document_id = documents.id) AS parts,
    (SELECT json_group_array(json_object('title', title, 'url', url))
       FROM attachments WHERE document_id = documents.id) AS attachments,
    (SELECT status FROM pages WHERE pages.url = documents.url) AS status,
    (SELECT content_type FROM pages WHERE pages.url = documents.url) AS content_type,
    (SELECT etag FROM pages WHERE pages.url = documents.url) AS etag,
    (SELECT last_modified FROM pages WHERE pages.url = documents.url) AS last_modified,
    (SELECT json_group_array(json_object('url', url, 'hash', hash)) FROM (SELECT url, hash
       FROM document_pages WHERE document_id = documents.id ORDER BY number)) AS pages
"""
_JSON = {Kind.TEXTS, Kind.OUTLINE, Kind.PARTS, Kind.ATTACHMENTS}


def stream(library: Library, words: str = "", where: Filter = ANY) -> Iterator[Row]:
    """Rows of what fits a query, by id, with what hangs on them; all of one moment.

    `parts`, `attachments` and `pages` (2 to n) are JSON; `status`, `content_type`, `etag` and
    `last_modified` are those of the last response.
    """
    chosen, params = matching(library, words, where)
    sql = f"SELECT *, {DAY} AS day, {_HANGING} FROM documents WHERE id IN ({chosen}) ORDER BY id"  # noqa: S608 - conditions are built by us
    return library.stream(sql, params)


def as_record(row: Row | Mapping[str, Any], fields: Iterable[Field] = FIELDS) -> dict[str, Any]:
    """Return a row as plain values in the order of the fields: lists, numbers, ISO texts, None."""
    return {field.name: _value(field.kind, row[field.name]) for field in fields}


def as_document(row: Row) -> Document:
    """Return a row as the document it is."""
    parts = (Part(**part) for part in json.loads(row["parts"]))
    files = (Attachment(**file) for file in json.loads(row["attachments"]))
    return to_document(dict(row), parts, files)


def _value(kind: Kind, value: Any) -> Any:
    if kind is Kind.FLAG:
        return bool(value)
    if kind not in _JSON:
        return value
    found = json.loads(value)
    if kind is Kind.OUTLINE:
        return [dict(zip(("paragraph", "level", "heading"), one, strict=True)) for one in found]
    return found
