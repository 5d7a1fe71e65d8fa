"""Evidence items as lists show them, and those that belong to no order yet."""

from __future__ import annotations

from dataclasses import dataclass

from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import OrderId
from disputes_app.store.library import Reader


def evidence_items(reader: Reader, order: OrderId | None = None) -> list[Evidence]:
    """The items of one order, or of all, oldest first."""
    where, values = ("order_id = ? AND ", (order,)) if order else ("", ())
    return reader.find(Evidence, f"{where}deleted_at IS NULL", values)


def unfiled(reader: Reader) -> list[Evidence]:
    """The items that belong to no order yet, newest first; attachments stay with their mail."""
    return reader.find(
        Evidence,
        "order_id IS NULL AND deleted_at IS NULL AND parent_id IS NULL",
        order="added_at DESC, id DESC",
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a library holds."""

    orders: int
    open_cases: int
    unfiled: int
    sellers: int
    evidence: int
    evidence_bytes: int


def counts(reader: Reader) -> Counts:
    """How much a library holds, the bin left out."""
    row = reader.rows(
        """SELECT
            (SELECT count(*) FROM orders WHERE deleted_at IS NULL) AS orders,
            (SELECT count(*) FROM cases WHERE deleted_at IS NULL AND closed_at IS NULL) AS open_cases,
            (SELECT count(*) FROM evidence WHERE order_id IS NULL AND deleted_at IS NULL AND parent_id IS NULL)
                AS unfiled,
            (SELECT count(*) FROM sellers WHERE deleted_at IS NULL) AS sellers,
            (SELECT count(*) FROM evidence WHERE deleted_at IS NULL) AS evidence,
            (SELECT coalesce(sum(size), 0) FROM evidence WHERE deleted_at IS NULL) AS evidence_bytes"""
    )[0]
    return Counts(**{name: row[name] for name in Counts.__dataclass_fields__})
