"""Valid things to store, with only what a test cares about said."""

from __future__ import annotations

from datetime import UTC, datetime

from disputes_app.domain.cases import Case, Exhibit
from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.messages import Message
from disputes_app.domain.orders import Item, Order, Platform
from disputes_app.domain.sellers import Seller
from disputes_app.store.evidence_files import Stored
from disputes_app.store.library import Library

NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)


def at_now() -> datetime:
    return NOW


def an_order(number="8193 0021-4455", **known) -> Order:
    return Order(**{"platform": Platform.ALIEXPRESS, "number": number, "added_at": NOW, **known})


def an_item(order_id, title="Wireless headphones", **known) -> Item:
    return Item(order_id=order_id, title=title, **known)


def a_seller(name="Example Electronics Store", **known) -> Seller:
    return Seller(name=name, added_at=NOW, **known)


def a_message(text, **known) -> Message:
    return Message(**{"text": text, "at": NOW, "added_at": NOW, **known})


def a_case(number="2026-007", **known) -> Case:
    return Case(number=number, claim="damaged", opened_at=NOW, **known)


def an_exhibit(case_id, evidence_id, position=1) -> Exhibit:
    return Exhibit(case_id=case_id, evidence_id=evidence_id, position=position)


def an_evidence_item(stored: Stored, name="photo.jpg", **known) -> Evidence:
    return Evidence(
        **{
            "sha256": stored.sha256,
            "size": stored.size,
            "name": name,
            "name_bytes": name.encode(),
            "media_type": "image/jpeg",
            "kind": EvidenceKind.PHOTO,
            "added_at": NOW,
            **known,
        }
    )


def add(library: Library, *records) -> list[int]:
    """Store records in one action; their ids."""
    with library.action("add", "Something added") as tx:
        return [tx.insert(record) for record in records]


def add_file(library: Library, content: bytes, **known) -> int:
    """Store a file and the evidence item for it; the item's id."""
    return add(library, an_evidence_item(library.evidence.put(content), **known))[0]
