"""Keeping the full-text index in step with the records.

Every searchable thing is one document. Its number in the index begins with its day, so that the newest come
first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from disputes_app.progress import Progress, silent
from disputes_app.store.search_documents import SOURCES, Document, documents, documents_where
from disputes_app.store.transaction import Reader, Transaction

_CHUNK = 500
_PLACES_PER_DAY = 1 << 20

_TABLES = {
    "order": "orders",
    "seller": "sellers",
    "shipment": "shipments",
    "message": "messages",
    "evidence": "evidence",
}
_IDS = "SELECT value FROM json_each(?)"

# Which documents change with a row of a table, and the column that says whose. With an order or a seller goes more.
_FOLLOW = (
    ("sellers", "id", "seller"),
    ("seller_checks", "seller_id", "seller"),
    ("items", "order_id", "order"),
    ("payments", "order_id", "order"),
    ("order_dates", "order_id", "order"),
    ("shipments", "id", "shipment"),
    ("shipment_events", "shipment_id", "shipment"),
    ("messages", "id", "message"),
    ("evidence", "id", "evidence"),
)


def keep_up(tx: Transaction) -> None:
    """Bring the documents of all rows the running action has touched up to date, as its last step."""
    touched = {row["tbl"] for row in tx.rows("SELECT DISTINCT tbl FROM touched")}
    orders = _touched(tx, "orders", "id") if "orders" in touched else set()
    if "sellers" in touched:
        sellers = json.dumps(sorted(_touched(tx, "sellers", "id")))
        orders |= {
            row["id"] for row in tx.rows(f"SELECT id FROM orders WHERE seller_id IN ({_IDS})", (sellers,))
        }
    _refresh_orders(tx, orders)
    stale: dict[str, set[int]] = {}
    for table, column, kind in _FOLLOW:
        if table in touched:
            stale.setdefault(kind, set()).update(_touched(tx, table, column))
    stale.get("order", set()).difference_update(orders)
    for kind, row_ids in stale.items():
        refresh(tx, kind, row_ids)


def _touched(tx: Transaction, table: str, column: str) -> set[int]:
    """What touched rows of a table hold in a column, now and before the action."""
    rows = tx.rows(
        f"SELECT row.{column} FROM touched JOIN {table} row ON row.id = touched.row_id WHERE touched.tbl = ? "
        f"UNION SELECT {column} FROM before_{table}",
        (table,),
    )
    return {row[0] for row in rows}


def _refresh_orders(tx: Transaction, order_ids: Iterable[int]) -> None:
    """Bring what is found of these orders, their parcels, messages and evidence up to date at once."""
    for chunk in _chunks(order_ids):
        kept = tx.rows(f"SELECT * FROM search_docs WHERE order_id IN ({_IDS})", (chunk,))
        wanted = list(documents_where(tx, "order", f"o.id IN ({_IDS})", chunk))
        for kind in ("shipment", "message", "evidence"):
            wanted += documents_where(tx, kind, f"o.order_id IN ({_IDS})", chunk)
        _exchange(tx, [_kept(row) for row in kept], wanted)


def rebuild(tx: Transaction, progress: Progress = silent) -> None:
    """Make the whole index anew from the records."""
    total = sum(tx.value(f"SELECT count(*) FROM {name}") for name in _TABLES.values())
    tx.execute("DELETE FROM search_docs")
    places: dict[str, int] = {}

    def numbered() -> Iterator[Sequence[object]]:
        for done, document in enumerate(documents(tx)):
            if done % _CHUNK == 0:
                progress(done, total, "search index")
            day = document.at[:10]
            places[day] = places.get(day, _first_place(day) - 1) + 1
            yield (places[day], *document)

    tx.executemany("INSERT INTO search_docs VALUES (?, ?, ?, ?, ?, ?, ?)", numbered())
    tx.execute("INSERT INTO search (search) VALUES ('rebuild')")


def differences(reader: Reader) -> Iterator[tuple[str, int]]:
    """Every thing, by kind and id, for which the index holds something else than it should."""
    cursor = reader.connection.cursor()
    cursor.row_factory = None
    for kind in SOURCES:
        cursor.execute("SELECT * FROM search_docs WHERE kind = ? ORDER BY row_id", (kind,))
        kept = (_kept(row).document for row in cursor)
        wanted = documents_where(reader, kind, "1")
        have, want = next(kept, None), next(wanted, None)
        while have is not None or want is not None:
            have_id, want_id = _id_or_end(have), _id_or_end(want)
            # Dates only sort, and follow what the engine last worked out.
            if have is None or want is None or have._replace(at="") != want._replace(at=""):
                yield kind, min(have_id, want_id)
            if have_id <= want_id:
                have = next(kept, None)
            if want_id <= have_id:
                want = next(wanted, None)


def _id_or_end(document: Document | None) -> int:
    return 1 << 63 if document is None else document.row_id


class _Kept(NamedTuple):
    """A document with its place in the index."""

    place: int
    document: Document


def _kept(row: Iterable[Any]) -> _Kept:
    place, *document = row
    return _Kept(place, Document(*document))


def refresh(tx: Transaction, kind: str, row_ids: Iterable[int]) -> None:
    """Bring what is found of these things, all of a kind, up to date."""
    for chunk in _chunks(row_ids):
        kept = tx.rows(f"SELECT * FROM search_docs WHERE kind = ? AND row_id IN ({_IDS})", (kind, chunk))
        _exchange(
            tx, [_kept(row) for row in kept], list(documents_where(tx, kind, f"o.id IN ({_IDS})", chunk))
        )


def _exchange(tx: Transaction, kept: list[_Kept], wanted: list[Document]) -> None:
    """Take out of the index what no longer holds, put in what is new, and leave the rest alone."""
    same = {one.document for one in kept}.intersection(wanted)
    new = [one for one in wanted if one not in same]
    old = {one.place: one for one in kept if one.document not in same}
    for kind in {one.kind for one in new}:
        # It may stand under another order, or under none.
        row_ids = json.dumps([one.row_id for one in new if one.kind == kind])
        rows = tx.rows(f"SELECT * FROM search_docs WHERE kind = ? AND row_id IN ({_IDS})", (kind, row_ids))
        old.update((row["id"], _kept(row)) for row in rows)
    _take_out(tx, list(old.values()))
    _put_in(tx, new)


def _take_out(tx: Transaction, kept: list[_Kept]) -> None:
    # The index keeps no text of its own: it must be told what it once was given.
    tx.executemany(
        "INSERT INTO search (search, rowid, words, numbers) VALUES ('delete', ?, ?, ?)",
        [(one.place, one.document.words, one.document.numbers) for one in kept],
    )
    tx.executemany("DELETE FROM search_docs WHERE id = ?", [(one.place,) for one in kept])


def _put_in(tx: Transaction, new: list[Document]) -> None:
    places: dict[int, int] = {}
    rows = []
    for one in new:
        first = _first_place(one.at)
        if first not in places:
            last = tx.value(
                "SELECT max(id) FROM search_docs WHERE id BETWEEN ? AND ?",
                (first, first + _PLACES_PER_DAY - 1),
            )
            places[first] = first - 1 if last is None else last
        places[first] += 1
        rows.append((places[first], *one))
    tx.executemany("INSERT INTO search_docs VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    tx.executemany(
        "INSERT INTO search (rowid, words, numbers) VALUES (?, ?, ?)", [(row[0], *row[-2:]) for row in rows]
    )


def _first_place(at: str) -> int:
    return date.fromisoformat(at[:10]).toordinal() * _PLACES_PER_DAY


def _chunks(ids: Iterable[int]) -> Iterator[str]:
    """The ids as JSON lists of bearable length."""
    every = list(ids)
    for start in range(0, len(every), _CHUNK):
        yield json.dumps(every[start : start + _CHUNK])
