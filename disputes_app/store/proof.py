"""Proves the journal: that its chain is whole, and that every row is what the journal last said of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from disputes_app.store import chain


class Difference(NamedTuple):
    """A row that is not what the journal last said: canonical JSON of both, None where there is no row."""

    table: str
    row_id: int
    before: str | None
    after: str | None


def differences(connection: sqlite3.Connection) -> Iterator[Difference]:
    """Every row of a tracked table that was changed, added or removed without the chain."""
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table in chain.TRACKED:
        if table in present:
            yield from _differences(connection, table)


def _differences(connection: sqlite3.Connection, table: str) -> Iterator[Difference]:
    """Walk through both in the order of ids, so that memory stays flat however many rows there are."""
    rows, said = connection.cursor(), connection.cursor()
    rows.row_factory = said.row_factory = None
    canonical = chain.canonical_form(chain.columns(connection, table))
    rows.execute(f'SELECT * FROM "{table}" ORDER BY id')
    said.execute(
        # With max() SQLite takes the other columns from the row that has the maximum: the last entry of each row.
        "SELECT row_id, digest, max(id) FROM journal_rows WHERE tbl = ? GROUP BY row_id ORDER BY row_id",
        (table,),
    )
    row, entry = rows.fetchone(), said.fetchone()
    while row is not None or entry is not None:
        if entry is None or (row is not None and row[0] < entry[0]):
            yield Difference(table, row[0], None, canonical(row))
            row = rows.fetchone()
            continue
        row_id, digest, last = entry
        if row is None or entry[0] < row[0]:
            if digest is not None:
                yield Difference(table, row_id, _said(connection, last), None)
        else:
            now = canonical(row)
            if digest != chain.row_digest(table, row_id, now):
                yield Difference(table, row_id, _said(connection, last), now)
            row = rows.fetchone()
        entry = said.fetchone()


def _said(connection: sqlite3.Connection, journal_row: int) -> str | None:
    text: str | None = connection.execute(
        "SELECT after FROM journal_rows WHERE id = ?", (journal_row,)
    ).fetchone()[0]
    return text


class BrokenLink(NamedTuple):
    """An entry that does not follow from the one before it, or the number of one that is missing."""

    seq: int
    what: str


def broken_links(connection: sqlite3.Connection, *, recompute: bool) -> Iterator[BrokenLink]:
    """Where the chain breaks. ``recompute`` works every digest out again instead of following the links only."""
    prev, expected = chain.start(connection), 1
    for entry in connection.execute("SELECT * FROM journal ORDER BY seq"):
        if entry["seq"] != expected:
            yield BrokenLink(expected, "is missing")
        if entry["prev"] != prev:
            yield BrokenLink(entry["seq"], "does not follow from the entry before it")
        elif recompute and chain.entry_digest(connection, entry, prev) != entry["digest"]:
            yield BrokenLink(entry["seq"], "was changed")
        prev, expected = entry["digest"], entry["seq"] + 1
    head = chain.last_entry(connection)
    if (head.seq, head.digest) != (expected - 1, prev):
        yield BrokenLink(max(head.seq, expected - 1), "is not the last one the library remembers")
    for (seq,) in connection.execute(
        "SELECT DISTINCT seq FROM journal_rows WHERE seq NOT IN (SELECT seq FROM journal)"
    ):
        yield BrokenLink(seq, "has rows but is not there itself")
