"""The chain of digests: how a row is written down, and how each journal entry follows from the one before it.

A row is written down as canonical JSON of the columns that differ from their default (bytes as hexadecimal),
so a column added later changes no digest. Its digest is the SHA-256 over table, id and that text; the entry's
digest is the SHA-256 over the digest of the entry before it, the entry's own fields and everything written
down of its rows. Before the first entry stands the SHA-256 over the library's own name and the instant it was
made.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from disputes_app.store import records

TRACKED = (*records.TABLES.values(), "settings")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Head(NamedTuple):
    """The newest entry: its number and digest. Whoever keeps it can tell later whether history was rewritten."""

    seq: int
    digest: bytes


class Noted(NamedTuple):
    """What is written down of one row: canonical JSON before and after (None: no row), and the digest after."""

    table: str
    row_id: int
    before: str | None
    after: str | None
    digest: bytes | None


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


def noted(table: str, row_id: int, before: str | None, after: str | None) -> Noted:
    """What is written down of one row."""
    return Noted(table, row_id, before, after, None if after is None else row_digest(table, row_id, after))


def _chained(rows: Iterable[Noted], chain: Any) -> Iterator[Noted]:
    for row in rows:
        _add_row(chain, *row)
        yield row


def _chain(prev: bytes, seq: int, at: str, actor: str, action: str, summary: str) -> Any:
    return hashlib.sha256(_encode([prev.hex(), seq, at, actor, action, summary]).encode())


def _add_row(
    chain: Any, table: str, row_id: int, before: str | None, after: str | None, digest: bytes | None
) -> None:
    written = f"\n{table}\n{row_id}\n{before or ''}\n{after or ''}\n{digest.hex() if digest else ''}"
    chain.update(written.encode())


def entry_digest(connection: sqlite3.Connection, entry: sqlite3.Row, prev: bytes) -> bytes:
    """The digest an entry must have, from what stands in the journal and the digest before it."""
    chain = _chain(prev, entry["seq"], entry["at"], entry["actor"], entry["action"], entry["summary"])
    for row in connection.execute(
        "SELECT tbl, row_id, before, after, digest FROM journal_rows WHERE seq = ? ORDER BY id",
        (entry["seq"],),
    ):
        _add_row(chain, *row)
    digest: bytes = chain.digest()
    return digest


def start(connection: sqlite3.Connection) -> bytes:
    """What the first entry follows from."""
    known = dict(
        connection.execute("SELECT key, value FROM meta WHERE key IN ('library', 'made_at')").fetchall()
    )
    return hashlib.sha256(_encode(known).encode()).digest()


def last_entry(connection: sqlite3.Connection) -> Head:
    """The newest entry; number 0 and the digest of the start while the journal is empty."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'head'").fetchone()
    if row is None:
        return Head(0, start(connection))
    seq, digest = row[0].split()
    return Head(int(seq), bytes.fromhex(digest))
