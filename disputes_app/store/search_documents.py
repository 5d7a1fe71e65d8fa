"""What can be found: one document for every order, seller, parcel, message and evidence item, made from its records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from disputes_app.store import search_words
from disputes_app.store.transaction import Reader

_LONGEST_TEXT = 200_000


class Document(NamedTuple):
    """One searchable thing as it stands in the index; ``at`` is the date it is sorted by."""

    kind: str
    row_id: int
    order_id: int | None
    at: str
    words: str
    numbers: str


# For every kind: id, order, date, numbers, and then whatever words it has. ``{where}`` may speak of the table as o.
# What lies in the bin is not found.
SOURCES = {
    "order": """
        SELECT o.id, o.id, coalesce(state.ordered_at, o.added_at),
            o.number || char(10) || coalesce(
                (SELECT group_concat(reference, char(10)) FROM payments WHERE order_id = o.id), ''),
            o.number, o.title, seller.name, o.category, o.note,
            (SELECT group_concat(title || ' ' || variant, char(10)) FROM items WHERE order_id = o.id)
        FROM orders o LEFT JOIN sellers seller ON seller.id = o.seller_id
            LEFT JOIN order_state state ON state.order_id = o.id
        WHERE o.deleted_at IS NULL AND {where} ORDER BY o.id""",
    "seller": """
        SELECT o.id, NULL, o.added_at, '', o.name, o.website, o.contact, o.note,
            (SELECT group_concat(finding || ' ' || note, char(10)) FROM seller_checks WHERE seller_id = o.id)
        FROM sellers o WHERE o.deleted_at IS NULL AND {where} ORDER BY o.id""",
    "shipment": """
        SELECT o.id, o.order_id,
            coalesce((SELECT max(at) FROM shipment_events WHERE shipment_id = o.id), owner.added_at),
            o.tracking_number, o.carrier, o.tracking_number, o.note,
            (SELECT group_concat(description || ' ' || place, char(10)) FROM shipment_events
             WHERE shipment_id = o.id)
        FROM shipments o JOIN orders owner ON owner.id = o.order_id
        WHERE owner.deleted_at IS NULL AND {where} ORDER BY o.id""",
    "message": """
        SELECT o.id, o.order_id, o.at, '', o.sender, o.subject, o.text, o.translation
        FROM messages o LEFT JOIN orders owner ON owner.id = o.order_id
        WHERE o.deleted_at IS NULL AND owner.deleted_at IS NULL AND {where} ORDER BY o.id""",
    "evidence": """
        SELECT o.id, o.order_id, coalesce(o.captured_at, o.added_at), '', o.caption, o.name, extract.text
        FROM evidence o LEFT JOIN orders owner ON owner.id = o.order_id
            LEFT JOIN extracts extract ON extract.sha256 = o.sha256
        WHERE o.deleted_at IS NULL AND owner.deleted_at IS NULL AND {where} ORDER BY o.id""",
}


def documents(reader: Reader) -> Iterator[Document]:
    """Every document there should be, by kind and id."""
    for kind in SOURCES:
        yield from documents_where(reader, kind, "1")


def documents_where(reader: Reader, kind: str, where: str, *values: object) -> Iterator[Document]:
    """The documents of one kind for which a condition in SQL holds; it calls the table o."""
    cursor = reader.connection.cursor()
    cursor.row_factory = None
    for row_id, order_id, at, numbers, *texts in cursor.execute(SOURCES[kind].format(where=where), values):
        text = "\n".join(part for part in texts if part)[:_LONGEST_TEXT]
        known = search_words.indexed_numbers(*numbers.split("\n"))
        yield Document(
            kind, row_id, order_id, at, search_words.indexed_words(text), search_words.numbers_in(text, known)
        )
