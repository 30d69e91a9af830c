"""The cast as rows: built once by the services for all workers, then laid into the store of each test that asks for it.

A third of the suite's time went into building the same twenty-odd rows by the same services for each test. The rows are
kept as the store's own literals, so that nothing is converted on the way.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import TypeVar

import fasteners
from django.db import connection, transaction

Cast = TypeVar("Cast")


class Settled:
    """A cast that was built once, and the statements that lay its rows into an untouched store."""

    def __init__(self, build: Callable[[], Cast]):
        with rolled_back():
            before = {table: set(literals(table)) for table in tables()}
            self.cast = build()
            after = {table: literals(table) for table in before}
        gone = {table: rows - set(after[table]) for table, rows in before.items()}
        new = {table: [row for row in rows if row not in before[table]] for table, rows in after.items()}
        self.statements = [
            *(without(table, rows) for table, rows in gone.items() if rows),
            *(within(table, rows) for table, rows in new.items() if rows),
            *numbering([table for table, rows in new.items() if rows]),
        ]

    def lay(self) -> Cast:
        """The cast, with its rows in the store of this test."""
        with connection.cursor() as cursor:
            for statement in self.statements:
                cursor.execute(statement)
        return deepcopy(self.cast)


def settled(build: Callable[[], Cast], shared: Path) -> Settled:
    """The cast of this builder: whichever worker of the run comes first builds it, the others read what it kept."""
    kept = shared / f"{build.__module__}.{build.__qualname__}.pickle"
    with fasteners.InterProcessLock(kept.with_suffix(".lock")):
        if kept.exists():
            return pickle.loads(kept.read_bytes())
        found = Settled(build)
        kept.write_bytes(pickle.dumps(found))
        return found


def numbering(laid: list[str]) -> list[str]:
    """What lets rows that a test adds get numbers beyond those that were laid; SQLite does so by itself."""
    if connection.vendor != "postgresql":
        return []
    moves = []
    with connection.cursor() as cursor:
        for table in laid:
            if quoted("id") not in columns(table):
                continue
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [quoted(table)])
            if sequence := cursor.fetchone()[0]:
                reached = f"(SELECT max(id) FROM {quoted(table)}), (SELECT last_value FROM {sequence})"
                moves.append(f"setval('{sequence}', GREATEST({reached}))")
    return [f"SELECT {', '.join(moves)}"] if moves else []


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tables() -> list[str]:
    """The tables with rows of their own; triggers fill the full-text table of SQLite, and the marks of kept pages."""
    names = connection.introspection.table_names(include_views=False)
    return [name for name in names if "_fts" not in name and name != "web_mark"]


def columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {quoted(table)} LIMIT 0")
        return [quoted(column[0]) for column in cursor.description]


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def within(table: str, rows: list[str]) -> str:
    return f"INSERT INTO {quoted(table)} ({', '.join(columns(table))}) VALUES {', '.join(rows)}"


def without(table: str, rows: set[str]) -> str:
    """Rows of the migrations that the cast changed make room for what they became."""
    texts = ", ".join("'" + row.replace("'", "''") + "'" for row in rows)
    return f"DELETE FROM {quoted(table)} WHERE {literal_of(table)} IN ({texts})"


def literals(table: str) -> list[str]:
    """Each row as the text that stands behind VALUES."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {literal_of(table)} FROM {quoted(table)}")
        return [row for (row,) in cursor.fetchall()]


def literal_of(table: str) -> str:
    literal = {"sqlite": "quote({})", "postgresql": "quote_nullable({}::text)"}[connection.vendor]
    parts = " || ', ' || ".join(literal.format(column) for column in columns(table))
    return f"'(' || {parts} || ')'"
