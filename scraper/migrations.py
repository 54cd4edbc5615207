"""How the tables of a file came to be: its migrations, in order, and the mark that makes it ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import complete_statement
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from sqlite_utils import Database as SqliteUtils

Migration: TypeAlias = Callable[["SqliteUtils"], None]


class Steps:
    """The migrations of a file, in order; sqlite-utils, which applies them, is loaded to do so."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._functions: list[Migration] = []

    def __call__(self) -> Callable[[Migration], Migration]:
        """Return a decorator that makes a function the next migration, under its own name."""

        def add(function: Migration) -> Migration:
            self._functions.append(function)
            return function

        return add

    @property
    def names(self) -> frozenset[str]:
        """Names of all migrations; how many they are is `user_version` in an up-to-date file."""
        return frozenset(function.__name__ for function in self._functions)

    def applied(self, connection: sqlite3.Connection) -> frozenset[str]:
        """Names of those a file has had."""
        table = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
        if connection.execute(table).fetchone() is None:
            return frozenset()
        sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
        return frozenset(row[0] for row in connection.execute(sql, (self.name,)))

    def apply(self, connection: sqlite3.Connection) -> None:
        """Apply those that are missing, inside the transaction of the caller."""
        from sqlite_utils import Database as SqliteUtils  # noqa: PLC0415 - not to read a file
        from sqlite_utils import Migrations  # noqa: PLC0415

        class Quick(SqliteUtils):
            """Where a statement ends is asked at each line: theirs asks at each character."""

            def executescript(self, sql: str) -> sqlite3.Cursor:
                cursor = connection.cursor()
                for statement in _statements(sql):
                    cursor.execute(statement)
                return cursor

        migrations = Migrations(self.name)
        for function in self._functions:
            migrations()(function)
        migrations.apply(Quick(connection, execute_plugins=False))


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script whose lines hold the end of one at most."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement  # the last may lack its semicolon


@dataclass(frozen=True, slots=True)
class Schema:
    """What makes a file ours: the mark in its header and the migrations that build it."""

    name: str
    application_id: int
    migrations: Steps
