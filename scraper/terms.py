"""How a term is looked up in the index.

It knows three characters and more by MATCH. One or two are the beginning of some indexed
trigram, or stand at the very end of a title or text, where no trigram begins: those ends have
their own index. Scores: BM25 for long terms, else 5 for the title and up to 5 for occurrences.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.query import Term

LAST = "\U0010ffff"  # sorts after every character
_MATCH = "FROM documents_fts WHERE documents_fts MATCH ?"
_BEGINS = (
    "SELECT doc AS id, col = 'title' AS titled"
    " FROM documents_fts_terms WHERE term >= ? AND term < ?"
)

Sql: TypeAlias = tuple[str, list[object]]  # a statement and its parameters


def having(term: Term) -> Sql:
    """Select the ids of the documents that have a term, some of them more than once."""
    if len(term.text) >= 3:
        return f"SELECT rowid AS id {_MATCH}", [_expression(term)]
    sql, params = _places(term)
    return f"SELECT id FROM ({sql})", params  # noqa: S608 - as above


def scored(terms: Iterable[Term]) -> Sql:
    """Select (id, score) of the documents that have every term; there must be one."""
    queries = [_scored(term) for term in terms]
    sql, params = _all(queries)
    sql = f"SELECT id, sum(score) AS score FROM ({sql}) GROUP BY id"  # noqa: S608 - as above
    return f"{sql} HAVING count(*) = {len(queries)}", params


def occurrences(term: Term, most: int) -> Sql:
    """Count how often the index has a term, up to `most`: enough to know whether it is common."""
    sql, params = having(term)
    return f"SELECT count(*) FROM ({sql} LIMIT ?)", [*params, most]  # noqa: S608 - as above


def in_title(term: Term) -> Sql:
    """Tell, for a row of documents, whether its title has a term, by reading it."""
    if len(term.text) < 3:
        forms = _cases(term)
    else:  # a long one in full width has too many: wholly small and wholly capital will do
        lower = {_lower(form) for form in term.forms}
        forms = lower | {"".join(c if c.isascii() else c.upper() for c in form) for form in lower}
    tests = [_in_title(form) for form in sorted(forms)]
    return f"({' OR '.join(sql for sql, _ in tests)})", [value for _, value in tests]


def _in_title(form: str) -> tuple[str, str]:
    """Test with LIKE where ASCII has letters, for it folds them for less than lower() does."""
    if not re.search("[a-z]", form):
        return "instr(title, ?) > 0", form
    return "title LIKE ? ESCAPE '!'", "%" + re.sub("[%_!]", r"!\g<0>", form) + "%"


def titled(term: Term) -> Sql:
    """Select the ids of the documents whose title has a term."""
    reads, params = in_title(term)
    if len(term.text) < 3:
        return f"SELECT id FROM documents WHERE {reads}", params  # noqa: S608 - as above
    sql = f"""
        SELECT rowid AS id {_MATCH} AND rowid NOT IN (SELECT id FROM index_queue)
        UNION ALL SELECT id FROM index_queue CROSS JOIN documents USING (id) WHERE {reads}
    """  # noqa: S608 - as above
    return sql, [_expression(replace(term, title=True)), *params]


def _scored(term: Term) -> Sql:
    if len(term.text) >= 3:
        return f"SELECT rowid AS id, -rank AS score {_MATCH}", [_expression(term)]
    sql, params = _places(term)
    score = "5.0 * max(titled) + min(count(*), 5)"
    return f"SELECT id, {score} AS score FROM ({sql}) GROUP BY id", params  # noqa: S608 - as above


def _places(term: Term) -> Sql:
    """Select (id, titled) of every place where a short term stands."""
    if term.title:  # there is no index of short words in titles, but one of all titles
        sql, params = in_title(term)
        return f"SELECT +id AS id, 1 AS titled FROM documents WHERE {sql}", params  # noqa: S608 - as above
    forms = sorted({_lower(form) for form in term.forms})
    begins: list[Sql] = [(_BEGINS, [form, form + LAST]) for form in forms]
    return _all([*begins, *_ends(term)])


def _all(parts: list[Sql]) -> Sql:
    sql = " UNION ALL ".join(sql for sql, _ in parts)
    return sql, [value for _, values in parts for value in values]


def _expression(term: Term) -> str:
    """All forms as quoted phrases; FTS5 reads nothing but quotes inside quotes."""
    either = " OR ".join(f'"{form.replace(chr(34), chr(34) * 2)}"' for form in sorted(term.forms))
    return f"{{title}} : ({either})" if term.title else either


def _ends(term: Term) -> list[Sql]:
    """Where a short term stands within the last two characters of a title or a text."""
    found: list[Sql] = []
    for form, column in product(sorted(_cases(term)), ("title", "text")):
        start = f"SELECT id, {int(column == 'title')} FROM documents WHERE"  # noqa: S608 - our own names
        two, one = (f"lower(substr({column}, -{length}))" for length in (2, 1))
        if len(form) == 2:
            found.append((f"{start} {two} = ?", [form]))
        else:
            found.append((f"{start} {two} >= ? AND {two} < ?", [form, form + LAST]))
            found.append((f"{start} {one} = ?", [form]))
    return found


def _cases(term: Term) -> set[str]:
    """List how a term may stand after SQLite's lower(), which knows ASCII only."""
    forms: set[str] = set()
    for form in term.forms:
        letters = [{c.lower()} if c.isascii() else {c, c.lower(), c.upper()} for c in form]
        forms.update(map("".join, product(*letters)))
    return {form for form in forms if len(form) == len(term.text)}


def _lower(form: str) -> str:
    """Fold case as FTS5 does: one character stays one."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in form)
