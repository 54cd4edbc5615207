"""How a term is looked up in the index: one SELECT of (id, score) each, a document once.

The index knows three characters and more by MATCH. One or two are the beginning of some indexed
trigram, or stand at the very end of a title or text, where no trigram begins: those ends have
their own index. Scores: BM25 for long terms, else 5 for the title and up to 5 for occurrences.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.query import Term

LAST = "\U0010ffff"  # sorts after every character
_MATCH = "SELECT rowid AS id, -rank AS score FROM documents_fts WHERE documents_fts MATCH ?"
_BEGINS = (
    "SELECT doc AS id, col = 'title' AS titled"
    " FROM documents_fts_terms WHERE term >= ? AND term < ?"
)

Sql: TypeAlias = tuple[str, list[object]]  # a statement and its parameters


def documents_with(terms: Iterable[Term]) -> Sql:
    """Select (id, score) of the documents that have every term; there must be one."""
    queries = [lookup(term) for term in terms]
    union = " UNION ALL ".join(sql for sql, _ in queries)
    params = [value for _, values in queries for value in values]
    sql = f"SELECT id, sum(score) AS score FROM ({union}) GROUP BY id"  # noqa: S608 - values are bound
    return f"{sql} HAVING count(*) = {len(queries)}", params


def lookup(term: Term) -> Sql:
    """Select (id, score) of the documents that have a term."""
    if len(term.text) >= 3:
        return _MATCH, [_expression(term)]
    parts = [*_begins(term), *_ends(term)]
    union = " UNION ALL ".join(sql for sql, _ in parts)
    score = "5.0 * max(titled) + min(count(*), 5)"
    sql = f"SELECT id, {score} AS score FROM ({union}) GROUP BY id"  # noqa: S608 - as above
    return sql, [value for _, values in parts for value in values]


def occurrences(term: Term, most: int) -> Sql:
    """Count how often the index has a term, up to `most`: enough to know whether it is common."""
    long: Sql = _MATCH.replace("-rank", "0"), [_expression(term)]
    parts = [long] if len(term.text) >= 3 else _begins(term)
    sql = " UNION ALL ".join(sql for sql, _ in parts)
    params = [value for _, values in parts for value in values]
    return f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT ?)", [*params, most]  # noqa: S608 - as above


def in_title(term: Term) -> Sql:
    """Tell, for a row of documents, whether its title has a term; ASCII letters in any case."""
    forms = sorted({_lower(form) for form in term.forms})
    return "(" + " OR ".join(["instr(lower(title), ?)"] * len(forms)) + ")", [*forms]


def _expression(term: Term) -> str:
    """All forms as quoted phrases; FTS5 reads nothing but quotes inside quotes."""
    either = " OR ".join(f'"{form.replace(chr(34), chr(34) * 2)}"' for form in sorted(term.forms))
    return f"{{title}} : ({either})" if term.title else either


def _begins(term: Term) -> list[Sql]:
    """Where a short term begins a trigram."""
    sql = _BEGINS + " AND col = 'title'" * term.title
    forms = sorted({_lower(form) for form in term.forms})
    found: list[Sql] = [(sql, [form, form + LAST]) for form in forms]
    return found


def _ends(term: Term) -> list[Sql]:
    """Where a short term stands within the last two characters of a title or a text."""
    found: list[Sql] = []
    for form, column in product(sorted(_cases(term)), ("title", "text")[: 2 - term.title]):
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
