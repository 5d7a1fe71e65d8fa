"""Reads and writes the records of a library over one connection."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from disputes_app.store import connection as connections
from disputes_app.store import records
from disputes_app.store.records import Record


class Reader:
    """Reads records and rows over one connection, which belongs to the thread that made it."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self.connection = connection
        self.folder = folder

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """All rows of a SELECT."""
        with connections.errors_explained(self.folder):
            return self.connection.execute(sql, values).fetchall()

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None when there is no row."""
        with connections.errors_explained(self.folder):
            row = self.connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def get(self, of: type[Record], record_id: int) -> Record | None:
        """The record with this id, or None."""
        return self.first(of, "id = ?", (record_id,))

    def load(self, of: type[Record], record_id: int) -> Record:
        """The record with this id; LookupError when there is none."""
        found = self.get(of, record_id)
        if found is None:
            raise LookupError(f"no row {record_id} in {records.table(of)}")
        return found

    def find(
        self,
        of: type[Record],
        where: str = "1",
        values: Sequence[object] = (),
        *,
        order: str = "id",
        limit: int | None = None,
    ) -> list[Record]:
        """The records for which a condition in SQL holds, in the order of the columns named."""
        sql = f"SELECT * FROM {records.table(of)} WHERE {where} ORDER BY {order}"
        return records.records(of, self.rows(sql if limit is None else f"{sql} LIMIT {limit:d}", values))

    def first(
        self, of: type[Record], where: str, values: Sequence[object] = (), *, order: str = "id"
    ) -> Record | None:
        """The first record for which a condition in SQL holds, or None."""
        found = self.find(of, where, values, order=order, limit=1)
        return found[0] if found else None

    def setting(self, key: str, default: Any = None) -> Any:
        """The value of a setting of this library, or the default."""
        text = self.value("SELECT value FROM settings WHERE key = ?", (key,))
        return default if text is None else json.loads(text)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Transaction(Reader):
    """Writes records within one action. ``seq`` is the number of its journal entry once it has ended."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, now: datetime, summary: str) -> None:
        super().__init__(connection, folder)
        self.now = now
        self.summary = summary
        self.seq = 0

    @contextmanager
    def apart(self) -> Iterator[None]:
        """A part of the action that is taken back alone when it fails; what the disk reports ends the action."""
        with connections.errors_explained(self.folder):
            self.execute("SAVEPOINT apart")
            try:
                yield
            except BaseException:
                # Where the disk failed SQLite has taken back everything by itself.
                if self.connection.in_transaction:
                    self.execute("ROLLBACK TO apart")
                    self.execute("RELEASE apart")
                raise
            self.execute("RELEASE apart")

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement; changes of tracked tables are journalled however they are made."""
        return self.connection.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> sqlite3.Cursor:
        """Run one statement for every row, prepared once."""
        return self.connection.executemany(sql, rows)

    def insert(self, record: Any) -> int:
        """Store a new record (id 0) and return the id it got."""
        row = self.execute(_insertion(type(record)), records.values(record)).lastrowid
        assert row is not None
        return row

    def insert_many(self, new: Sequence[Any]) -> list[int]:
        """Store new records of one class through one prepared statement; their ids, in order."""
        if not new:
            return []
        of = type(new[0])
        last = self.value("SELECT seq FROM sqlite_sequence WHERE name = ?", (records.table(of),)) or 0
        ids = list(range(last + 1, last + 1 + len(new)))
        self.executemany(
            _insertion(of), ([row_id, *records.values(one)[1:]] for row_id, one in zip(ids, new, strict=True))
        )
        return ids

    def insert_row(self, table: str, row: Mapping[str, records.Value]) -> int:
        """Store a row that comes from another library, its id left out, and return the id it got.

        Raises ValueError for one that the table does not take.
        """
        names, marks = ", ".join(f'"{column}"' for column in row), ", ".join("?" * len(row))
        try:
            done = self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        except (
            sqlite3.IntegrityError,
            sqlite3.InterfaceError,
            sqlite3.ProgrammingError,
            OverflowError,
        ) as fault:
            raise ValueError(f"{table}: {fault}") from fault
        assert done.lastrowid is not None
        return done.lastrowid

    def update(self, of: type, record_id: int, **changes: object) -> None:
        """Change some fields of a record; LookupError when there is no such record."""
        columns = records.assignments(of, changes)
        self._assign(records.table(of), record_id, columns)

    def delete(self, of: type, record_id: int) -> None:
        """Remove a record for good, with what belongs to it; the journal keeps what it was."""
        self.execute(f"DELETE FROM {records.table(of)} WHERE id = ?", (record_id,))

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a setting of this library: anything JSON can hold."""
        text = records.clean(json.dumps(value, ensure_ascii=False, sort_keys=True))
        self.execute(
            "INSERT INTO settings (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, text),
        )

    def _assign(self, table: str, record_id: object, row: dict[str, records.Value]) -> None:
        assigned = ", ".join(f'"{column}" = ?' for column in row) or "id = id"
        done = self.execute(f"UPDATE {table} SET {assigned} WHERE id = ?", (*row.values(), record_id))
        if done.rowcount == 0:
            raise LookupError(f"no row {record_id} in {table}")


def _insertion(of: type) -> str:
    columns = records.columns(of)
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {records.table(of)} ({names}) VALUES ({', '.join('?' * len(columns))})"
