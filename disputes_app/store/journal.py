"""The journal: one entry per action, each row's state before and after, chained by digests and only ever added to.

Temporary triggers on the writing connection note every touched row of a tracked table with what it was before the
action, however it is changed. When the action ends, the rows that really differ are written down beside the entry.

A row is written down as canonical JSON of the columns that differ from their default (bytes as hexadecimal), so a
column added later changes no digest. Its digest is the SHA-256 over table, id and that text; the entry's digest is
the SHA-256 over the digest of the entry before it, the entry's own fields and everything written down of its rows.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from disputes_app.errors import UserError
from disputes_app.store import records

if TYPE_CHECKING:
    from disputes_app.store.library import Reader, Transaction

TRACKED = (*records.TABLES.values(), "settings")
START = b"\0" * 32

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Head(NamedTuple):
    """The newest entry: its number and digest. Whoever keeps it can tell later whether history was rewritten."""

    seq: int
    digest: bytes


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


class Touched(NamedTuple):
    """A row that was written."""

    table: str
    row_id: int


class Column(NamedTuple):
    """A column of a tracked table and the value that is not written down."""

    name: str
    kind: str
    default: object


def columns(connection: sqlite3.Connection, table: str) -> list[Column]:
    """The columns of a table, as they stand in this database."""
    return [
        Column(row["name"], row["type"], _literal(row["dflt_value"]))
        for row in connection.execute(f'PRAGMA main.table_info("{table}")')
    ]


def _literal(text: str | None) -> object:
    if text is None or text == "NULL":
        return None
    return text[1:-1].replace("''", "'") if text.startswith("'") else json.loads(text)


def canonical_form(table_columns: list[Column]) -> Callable[[tuple[object, ...]], str]:
    """The function that writes a row, given in the order of these columns, as canonical JSON."""
    pairs = [(column.name, column.default) for column in table_columns]

    def canonical(row: tuple[object, ...]) -> str:
        return _encode(
            {
                name: value.hex() if type(value) is bytes else value
                for (name, default), value in zip(pairs, row, strict=True)
                if value != default
            }
        )

    return canonical


def row_digest(table: str, row_id: int, canonical: str) -> bytes:
    """The digest of one row."""
    return hashlib.sha256(f"{table}\n{row_id}\n{canonical}".encode()).digest()


# --- writing --------------------------------------------------------------------------------------------------------


def install(connection: sqlite3.Connection) -> None:
    """Make this connection note every row it touches."""
    script = [
        "CREATE TEMP TABLE touched (tbl TEXT, row_id INTEGER, PRIMARY KEY (tbl, row_id)) WITHOUT ROWID;"
    ]
    for table in TRACKED:
        names = [f'"{column.name}"' for column in columns(connection, table)]
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
    seq = append(connection, at, actor, action, summary, rows)
    for (table,) in tables:
        connection.execute(f"DELETE FROM before_{table}")
    connection.execute("DELETE FROM touched")
    return seq


def append(
    connection: sqlite3.Connection, at: datetime, actor: str, action: str, summary: str, rows: Iterable[Noted]
) -> int:
    """Add an entry with these rows to the chain; its number, or 0 when there are no rows."""
    last = last_entry(connection)
    seq = last.seq + 1
    chain = _chain(last.digest, seq, records.instant_text(at), actor, action, summary)
    written = connection.executemany(
        "INSERT INTO journal_rows (seq, tbl, row_id, before, after, digest) VALUES (?, ?, ?, ?, ?, ?)",
        ((seq, *row) for row in _chained(rows, chain)),
    )
    if written.rowcount <= 0:
        return 0
    digest = chain.digest()
    connection.execute(
        "INSERT INTO journal (seq, at, actor, action, summary, prev, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (seq, records.instant_text(at), actor, action, summary, last.digest, digest),
    )
    connection.execute(
        "INSERT INTO meta VALUES ('head', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (f"{seq} {digest.hex()}",),
    )
    return seq


# table, row id, canonical JSON before and after, digest of the row after
Noted = tuple[str, int, str | None, str | None, bytes | None]


def _changed_rows(connection: sqlite3.Connection, table: str) -> Iterator[Noted]:
    cursor = connection.cursor()
    cursor.row_factory = None
    canonical = canonical_form(columns(connection, table))
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
            yield noted(table, row_id, was, now)


def noted(table: str, row_id: int, before: str | None, after: str | None) -> Noted:
    """What is written down of one row."""
    return table, row_id, before, after, None if after is None else row_digest(table, row_id, after)


def _chained(rows: Iterable[Noted], chain: Any) -> Iterator[Noted]:
    for row in rows:
        chain_row(chain, *row[:4])
        yield row


def _chain(prev: bytes, seq: int, at: str, actor: str, action: str, summary: str) -> Any:
    return hashlib.sha256(_encode([prev.hex(), seq, at, actor, action, summary]).encode())


def chain_row(chain: Any, table: str, row_id: int, before: str | None, after: str | None) -> None:
    """Add what was written down of one row to the digest of its entry."""
    chain.update(f"\n{table}\n{row_id}\n{before or ''}\n{after or ''}".encode())


def entry_digest(connection: sqlite3.Connection, entry: sqlite3.Row, prev: bytes) -> bytes:
    """The digest an entry must have, from what stands in the journal and the digest before it."""
    chain = _chain(prev, entry["seq"], entry["at"], entry["actor"], entry["action"], entry["summary"])
    for row in connection.execute(
        "SELECT tbl, row_id, before, after FROM journal_rows WHERE seq = ? ORDER BY id", (entry["seq"],)
    ):
        chain_row(chain, *row)
    digest: bytes = chain.digest()
    return digest


def last_entry(connection: sqlite3.Connection) -> Head:
    """As ``head``, for whoever has only the connection."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'head'").fetchone()
    if row is None:
        return Head(0, START)
    seq, digest = row[0].split()
    return Head(int(seq), bytes.fromhex(digest))


# --- reading --------------------------------------------------------------------------------------------------------


def head(reader: Reader) -> Head:
    """The newest entry; number 0 and a digest of zeros while the journal is empty."""
    return last_entry(reader.connection)


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


# --- undo -----------------------------------------------------------------------------------------------------------


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
        current = current_row(connection, row["tbl"], row["row_id"])
        if current != row["after"]:
            raise _changed_since(seq)
    for row in done:
        _write_back(connection, row["tbl"], row["row_id"], row["before"])
    expected = {Touched(row["tbl"], row["row_id"]) for row in done}
    if not expected.issuperset(touched(connection)):
        raise _changed_since(seq)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _changed_since(seq)
    return sorted(expected)


def _changed_since(seq: int) -> UserError:
    return UserError(f"Action {seq} cannot be undone: something it changed was changed again since.")


def current_row(connection: sqlite3.Connection, table: str, row_id: int) -> str | None:
    """The canonical JSON of a row as it stands now, or None when there is none."""
    cursor = connection.cursor()
    cursor.row_factory = None
    row = cursor.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return None if row is None else canonical_form(columns(connection, table))(row)


def _write_back(connection: sqlite3.Connection, table: str, row_id: int, before: str | None) -> None:
    if before is None:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        return
    kept = json.loads(before)
    names, row = [], []
    for column in columns(connection, table):
        value = kept.get(column.name, column.default)
        names.append(f'"{column.name}"')
        row.append(bytes.fromhex(value) if column.kind == "BLOB" and value is not None else value)
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != '"id"')
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        row,
    )
