"""Notes every row an action touches, however it is changed, and writes the journal entry when the action ends.

Temporary triggers on the writing connection keep what each touched row of a tracked table was before the
action. When it ends, the rows that really differ are written down beside the entry.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from disputes_app.store import chain


class Touched(NamedTuple):
    """A row that was written."""

    table: str
    row_id: int


def install(connection: sqlite3.Connection) -> None:
    """Make this connection note every row it touches."""
    script = [
        "CREATE TEMP TABLE touched (tbl TEXT, row_id INTEGER, PRIMARY KEY (tbl, row_id)) WITHOUT ROWID;"
    ]
    for table in chain.TRACKED:
        names = [f'"{column.name}"' for column in chain.columns(connection, table)]
        old = ", ".join(f"OLD.{name}" for name in names)
        # Asked for instead of INSERT OR IGNORE: an upsert that fires a trigger imposes its own way with conflicts.
        unseen = f"NOT EXISTS (SELECT 1 FROM touched WHERE tbl = '{table}' AND row_id ="
        keep_before = f"INSERT INTO before_{table} SELECT {old} WHERE {unseen} OLD.id);"
        note_new = f"INSERT INTO touched SELECT '{table}', NEW.id WHERE {unseen} NEW.id);"
        note_old = f"INSERT INTO touched SELECT '{table}', OLD.id WHERE {unseen} OLD.id);"
        script += [
            f"CREATE TEMP TABLE before_{table} ({', '.join(names)}, PRIMARY KEY (id));",
            f"CREATE TEMP TRIGGER noted_insert_{table} AFTER INSERT ON main.{table} BEGIN {note_new} END;",
            f"CREATE TEMP TRIGGER noted_update_{table} AFTER UPDATE ON main.{table}",
            f"BEGIN {keep_before} {note_old} {note_new} END;",
            f"CREATE TEMP TRIGGER noted_delete_{table} AFTER DELETE ON main.{table}",
            f"BEGIN {keep_before} {note_old} END;",
        ]
    connection.executescript("\n".join(script))


def touched(connection: sqlite3.Connection) -> list[Touched]:
    """The rows the running action has touched so far."""
    return [
        Touched(*row) for row in connection.execute("SELECT tbl, row_id FROM touched ORDER BY tbl, row_id")
    ]


def write_entry(connection: sqlite3.Connection, at: datetime, actor: str, action: str, summary: str) -> int:
    """Write the entry of the action that ends now; its number, or 0 when no row of a tracked table changed."""
    tables = connection.execute("SELECT DISTINCT tbl FROM touched ORDER BY tbl").fetchall()
    rows = (row for (table,) in tables for row in _changed_rows(connection, table))
    seq = chain.append(connection, at, actor, action, summary, rows)
    for (table,) in tables:
        connection.execute(f"DELETE FROM before_{table}")
    connection.execute("DELETE FROM touched")
    return seq


def _changed_rows(connection: sqlite3.Connection, table: str) -> Iterator[chain.Noted]:
    cursor = connection.cursor()
    cursor.row_factory = None
    canonical = chain.canonical_form(chain.columns(connection, table))
    before = {row[0]: canonical(row) for row in cursor.execute(f"SELECT * FROM before_{table}")}
    cursor.execute(
        f"SELECT touched.row_id, {table}.* FROM touched LEFT JOIN {table} ON {table}.id = touched.row_id "
        "WHERE touched.tbl = ? ORDER BY touched.row_id",
        (table,),
    )
    for row_id, *row in cursor:
        was = before.get(row_id)
        now = None if row[0] is None else canonical(tuple(row))
        if was != now:
            yield chain.noted(table, row_id, was, now)
