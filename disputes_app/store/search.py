"""Full-text search over orders, sellers, parcels, messages and evidence, newest first.

The index gives the newest first without sorting: ranking by relevance costs ten times as much for a frequent
word.
"""

from __future__ import annotations

from typing import NamedTuple

from disputes_app.domain.ids import OrderId
from disputes_app.store import search_words
from disputes_app.store.transaction import Reader


class Hit(NamedTuple):
    """One thing found, with the piece of its text where it was found."""

    kind: str
    row_id: int
    order_id: OrderId | None
    at: str
    snippet: str


def orders_matching(reader: Reader, text: str, limit: int | None = 200, offset: int = 0) -> list[OrderId]:
    """The orders that have the words or numbers typed, in anything of theirs: the newest find first."""
    asked = search_words.query(text)
    found: dict[int, None] = {}
    if asked is None:
        return []
    last = None if limit is None else offset + limit
    for row in reader.connection.execute(
        "SELECT d.order_id FROM search JOIN search_docs d ON d.id = search.rowid "
        "WHERE search MATCH ? ORDER BY search.rowid DESC",
        (asked,),
    ):
        if row[0] is not None:
            found[row[0]] = None
        if last is not None and len(found) >= last:
            break
    return [OrderId(order_id) for order_id in list(found)[offset:]]


def hits(reader: Reader, text: str, limit: int = 50) -> list[Hit]:
    """Whatever has the words or numbers typed, newest first, with the piece of text where it was found."""
    asked = search_words.query(text)
    if asked is None:
        return []
    return [
        Hit(
            row["kind"],
            row["row_id"],
            None if row["order_id"] is None else OrderId(row["order_id"]),
            row["at"],
            search_words.readable(row["piece"]),
        )
        for row in reader.rows(
            "SELECT d.kind, d.row_id, d.order_id, d.at, snippet(search, 0, '', '', '…', 16) AS piece "
            "FROM search JOIN search_docs d ON d.id = search.rowid WHERE search MATCH ? "
            "ORDER BY search.rowid DESC LIMIT ?",
            (asked, limit),
        )
    ]
