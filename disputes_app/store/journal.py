"""The journal as it is read and undone: one entry per action, with each row's state before and after."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any, NamedTuple

from disputes_app.errors import UserError
from disputes_app.store import chain
from disputes_app.store.chain import Head
from disputes_app.store.evidence_files import EvidenceFiles
from disputes_app.store.noting import Touched, touched
from disputes_app.store.transaction import Reader, Transaction

__all__ = ["Entry", "Head", "RowChange", "Touched", "changes", "entries", "head", "undo"]


class Entry(NamedTuple):
    """One entry of the journal."""

    seq: int
    at: datetime
    actor: str
    action: str
    summary: str
    digest: str


class RowChange(NamedTuple):
    """What one action did to one row: columns that differ from their default, None where there was no row."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def head(reader: Reader) -> Head:
    """The newest entry; number 0 and the digest of the start while the journal is empty."""
    return chain.last_entry(reader.connection)


def entries(reader: Reader, limit: int = 50, before: int | None = None) -> list[Entry]:
    """The newest entries, newest first; ``before`` goes on behind the last one of a page."""
    return [
        _entry(row)
        for row in reader.rows(
            "SELECT * FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?",
            (before if before is not None else 1 << 62, limit),
        )
    ]


def _entry(row: sqlite3.Row) -> Entry:
    at = datetime.fromisoformat(row["at"])
    return Entry(row["seq"], at, row["actor"], row["action"], row["summary"], row["digest"].hex())


def changes(reader: Reader, seq: int) -> list[RowChange]:
    """What the action with this number did, row by row."""
    return [
        RowChange(row["tbl"], row["row_id"], _decoded(row["before"]), _decoded(row["after"]))
        for row in reader.rows("SELECT * FROM journal_rows WHERE seq = ? ORDER BY id", (seq,))
    ]


def _decoded(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)


def undo(tx: Transaction, seq: int) -> list[Touched]:
    """Write back what the rows of an action were before it, as part of the running action.

    Raises UserError when one of them, or something that belongs to them, was changed since. What is worked
    out from the rows (windows, search) is the caller's to refresh, from the rows that are returned.
    """
    done = tx.rows("SELECT * FROM journal_rows WHERE seq = ? ORDER BY id DESC", (seq,))
    if not done:
        raise UserError(f"There is no action {seq} in the journal to undo.")
    connection = tx.connection
    # Rows come back in any order; what refers to what is checked at the end.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for row in done:
        current = _current_row(connection, row["tbl"], row["row_id"])
        if current != row["after"]:
            raise _changed_since(seq)
    _refuse_lost_files(tx, seq, done)
    for row in done:
        _write_back(connection, row["tbl"], row["row_id"], row["before"])
    expected = {Touched(row["tbl"], row["row_id"]) for row in done}
    if not expected.issuperset(touched(connection)):
        raise _changed_since(seq)
    for table in {row["tbl"] for row in done if row["before"] is not None}:
        if connection.execute(f"PRAGMA foreign_key_check({table})").fetchone() is not None:
            raise _changed_since(seq)
    return sorted(expected)


def _refuse_lost_files(tx: Transaction, seq: int, done: list[sqlite3.Row]) -> None:
    """An evidence item comes back only with its file, which emptying the bin removes."""
    files = EvidenceFiles(tx.folder / "evidence")
    for row in done:
        if row["tbl"] == "evidence" and row["after"] is None:
            sha256 = json.loads(row["before"])["sha256"]
            if not files.path(sha256).is_file():
                raise UserError(
                    f"Action {seq} cannot be undone: the bin was emptied since, and the files of what it removed "
                    "are gone for good."
                )


def _changed_since(seq: int) -> UserError:
    return UserError(f"Action {seq} cannot be undone: something it changed was changed again since.")


def _current_row(connection: sqlite3.Connection, table: str, row_id: int) -> str | None:
    """The canonical JSON of a row as it stands now, or None when there is none."""
    cursor = connection.cursor()
    cursor.row_factory = None
    row = cursor.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return None if row is None else chain.canonical_form(chain.columns(connection, table))(row)


def _write_back(connection: sqlite3.Connection, table: str, row_id: int, before: str | None) -> None:
    if before is None:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        return
    kept = json.loads(before)
    names, row = [], []
    for column in chain.columns(connection, table):
        value = kept.get(column.name, column.default)
        names.append(f'"{column.name}"')
        row.append(bytes.fromhex(value) if column.kind == "BLOB" and value is not None else value)
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != '"id"')
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        row,
    )
