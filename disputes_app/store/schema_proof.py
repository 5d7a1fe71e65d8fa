"""Compares the tables, indexes and triggers of a library with those this program makes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from disputes_app.store import migrations


def schema(connection: sqlite3.Connection) -> dict[str, str]:
    """Everything in a schema by its kind and name, as the statements that made it, without differences in blanks."""
    return {
        f"{kind} {name}": " ".join((sql or "").split())
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM main.sqlite_schema")
        if not name.startswith("sqlite_")
    }


def newest_schema() -> dict[str, str]:
    """The schema of a library made by this program."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrations.make(connection)
        return schema(connection)


def differences(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What is missing, changed or added in the schema of this database, and which of these it is."""
    present, wanted = schema(connection), newest_schema()
    for name in sorted(present.keys() | wanted.keys()):
        if name not in present:
            yield name, "is missing"
        elif name not in wanted:
            yield name, "was added"
        elif present[name] != wanted[name]:
            yield name, "was changed"
