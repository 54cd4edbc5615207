"""The words of a search: how they are read, found in the index, and marked in a text.

Every word means itself as a substring; letter case and width (Ｇ２０, G20) do not matter. The index
knows three characters and more by MATCH. One or two are the beginning of some indexed trigram, or
stand at the very end of a title or text, where no trigram begins: those ends have their own index.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import TypeAlias

from scraper.errors import UsageError

MAX_CHARS = 500
MAX_WORDS = 32
UNSEEN = {"Cc", "Cf", "Cs"}  # controls, zero-width, broken: never part of a stored text
HALF = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
FULL = {half: full for full, half in HALF.items()}
LAST = "\U0010ffff"  # sorts after every character

MATCH = "SELECT rowid AS id, -rank AS score FROM documents_fts WHERE documents_fts MATCH ?"
BEGINS = (
    "SELECT doc AS id, iif(col = 'title', 5.0, 1.0) AS score"
    " FROM documents_fts_terms WHERE term >= ? AND term < ?"
)

Sql: TypeAlias = tuple[str, list[str]]  # a statement and its parameters


def read(words: str) -> tuple[str, ...]:
    """Split a query at white space; raises UsageError where it is too long to be one."""
    seen = (c for c in words if c.isspace() or unicodedata.category(c) not in UNSEEN)
    terms = tuple(dict.fromkeys("".join(seen).split()))
    if len(words) > MAX_CHARS or len(terms) > MAX_WORDS:
        raise UsageError(f"a search takes at most {MAX_WORDS} words, {MAX_CHARS} characters in all")
    return terms


def pattern(*terms: str) -> re.Pattern[str]:
    """Match any of the terms, the longest first, in either width and any case."""
    forms = sorted({form for term in terms for form in _widths(term)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)), re.IGNORECASE)


def index_query(terms: tuple[str, ...]) -> Sql:
    """Select (id, score) from the index: the documents that contain every term, once each."""
    long = [term for term in terms if len(term) >= 3]
    queries = [_short(term) for term in terms if len(term) < 3]
    if long:
        queries.append(_long(long))
    union = " UNION ALL ".join(sql for sql, _ in queries)
    params = [value for _, values in queries for value in values]
    sql = f"SELECT id, sum(score) AS score FROM ({union}) GROUP BY id"  # noqa: S608 - values are bound
    return f"{sql} HAVING count(*) = {len(queries)}", params


def _long(terms: list[str]) -> Sql:
    """All the long terms in one expression; FTS5 reads nothing but quotes inside quotes."""
    match = " AND ".join(
        "(" + " OR ".join(f'"{form.replace(chr(34), chr(34) * 2)}"' for form in _widths(term)) + ")"
        for term in terms
    )
    return MATCH, [match]


def _short(term: str) -> Sql:
    forms = sorted({_lower(form) for form in _widths(term)})
    begins = [(BEGINS, [form, form + LAST]) for form in forms]
    parts = begins + [end for form in sorted(_cases(term)) for end in _ends(form)]
    union = " UNION ALL ".join(sql for sql, _ in parts)
    sql = f"SELECT id, sum(score) AS score FROM ({union}) GROUP BY id"  # noqa: S608 - as above
    return sql, [value for _, values in parts for value in values]


def _ends(form: str) -> list[Sql]:
    """Where a term stands within the last two characters of a title or a text."""
    found: list[Sql] = []
    for column, score in (("title", 5.0), ("text", 1.0)):
        start = f"SELECT id, {score} FROM documents WHERE"  # noqa: S608 - our own names
        two, one = (f"lower(substr({column}, -{length}))" for length in (2, 1))
        if len(form) == 2:
            found.append((f"{start} {two} = ?", [form]))
        else:
            found.append((f"{start} {two} >= ? AND {two} < ?", [form, form + LAST]))
            found.append((f"{start} {one} = ?", [form]))
    return found


def _widths(term: str) -> set[str]:
    return {term, term.translate(HALF), term.translate(FULL)}


def _cases(term: str) -> set[str]:
    """List how a term may stand after SQLite's lower(), which knows ASCII only."""
    forms: set[str] = set()
    for form in _widths(term):
        letters = [{c.lower()} if c.isascii() else {c, c.lower(), c.upper()} for c in form]
        forms.update(map("".join, product(*letters)))
    return {form for form in forms if len(form) == len(term)}


def _lower(term: str) -> str:
    """Fold case as FTS5 does: one character stays one."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in term)
