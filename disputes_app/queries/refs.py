"""What a person means by an order number, a case number or an id."""

from __future__ import annotations

from disputes_app.domain import ids
from disputes_app.domain.cases import Case, Exhibit
from disputes_app.domain.exhibits import lettered
from disputes_app.domain.ids import CaseId, EvidenceId, ExhibitId, MessageId, OrderId
from disputes_app.domain.orders import Order, number_key
from disputes_app.errors import UserError
from disputes_app.store.library import Reader


def order_id(reader: Reader, ref: str) -> OrderId:
    """The order with this number (blanks and dashes do not matter) or id, the bin included.

    Raises UserError when there is none, or when two platforms have the number.
    """
    key = number_key(ref)
    found = reader.find(Order, "number_key = ?", (key,), order="deleted_at IS NOT NULL, id") if key else []
    live = [order for order in found if order.deleted_at is None]
    if len(live) > 1:
        which = " or ".join(f"{ids.written('order', order.id)} ({order.platform})" for order in live)
        raise UserError(f"several orders have the number {ref}; name the one you mean as {which}")
    if found:
        return found[0].id
    order = _by_id(ref, "order")
    if order is None or reader.get(Order, order) is None:
        raise UserError(f"there is no order {ref}; “orders list” shows those that are there")
    return OrderId(order)


def kept_order_id(reader: Reader, ref: str) -> OrderId:
    """As ``order_id``, for what is about to be added to the order or changed in it.

    Raises UserError for one in the bin as well: it would go for good with all that was added.
    """
    order = order_id(reader, ref)
    if reader.load(Order, order).deleted_at is not None:
        raise UserError(f"order {ref} is in the bin; bring it back first with “orders restore {ref}”")
    return order


def case_id(reader: Reader, ref: str) -> CaseId:
    """The case with this number (blanks and dashes do not matter) or id.

    Raises UserError when there is none.
    """
    key = number_key(ref)
    found = reader.first(Case, "number_key = ?", (key,)) if key else None
    if found is not None:
        return found.id
    case = _by_id(ref, "case")
    if case is None or reader.get(Case, case) is None:
        raise UserError(f"there is no case {ref}; “cases list” shows those that are there")
    return CaseId(case)


def exhibit_source(reader: Reader, ref: str) -> tuple[str, int]:
    """What an exhibit can be made of: (kind, number) of an evidence item, a message or a shipment.

    Raises UserError when there is no such thing.
    """
    parsed = ids.parse(ref)
    tables = {"evidence": "evidence", "message": "messages", "shipment": "shipments"}
    if parsed is None or parsed[0] not in tables:
        raise UserError(f"“{ref}” is not the id of an evidence item (e1), a message (m1) or a shipment (s1)")
    if reader.value(f"SELECT 1 FROM {tables[parsed[0]]} WHERE id = ?", (parsed[1],)) is None:
        raise UserError(f"there is no {parsed[0]} {ref}; “orders show” lists what an order has")
    return parsed


def exhibit_id(reader: Reader, case: CaseId, ref: str) -> ExhibitId:
    """The exhibit of a case by its letter, its own id, or the id of what it was made of.

    Raises UserError when the case has no such exhibit.
    """
    exhibits = reader.find(Exhibit, "case_id = ?", (case,), order="position")
    for exhibit, letter in lettered(exhibits, {one: one.letter for one in exhibits if one.letter}).items():
        made_of = (
            (exhibit.evidence_id, "evidence"),
            (exhibit.message_id, "message"),
            (exhibit.shipment_id, "shipment"),
            (exhibit.id, "exhibit"),
        )
        names = {letter, *(ids.written(kind, number).upper() for number, kind in made_of if number)}
        if ref.strip().upper() in names:
            return exhibit.id
    raise UserError(f"the case has no exhibit {ref}; “cases show” lists those it has")


def evidence_id(reader: Reader, ref: str) -> EvidenceId:
    """The evidence item with this id, or whose SHA-256 begins like this (8 characters at least).

    Raises UserError when there is none, or when several have that SHA-256.
    """
    evidence = _by_id(ref, "evidence")
    if evidence is not None and reader.value("SELECT 1 FROM evidence WHERE id = ?", (evidence,)):
        return EvidenceId(evidence)
    if len(ref) >= 8:
        sql = "SELECT id, deleted_at FROM evidence WHERE substr(sha256, 1, ?) = ? ORDER BY deleted_at IS NOT NULL, id"
        found = reader.rows(sql, (len(ref), ref.lower()))
        live = [row["id"] for row in found if row["deleted_at"] is None]
        if len(live) > 1:
            which = " or ".join(ids.written("evidence", one) for one in live)
            raise UserError(
                f"several evidence items have the SHA-256 {ref}; name the one you mean as {which}"
            )
        if found:
            return EvidenceId(found[0]["id"])
    raise UserError(f"there is no evidence item {ref}; “evidence list” shows those that are there")


def message_id(reader: Reader, ref: str) -> MessageId:
    """The message with this id.

    Raises UserError when there is none.
    """
    message = _by_id(ref, "message")
    if message is None or reader.value("SELECT 1 FROM messages WHERE id = ?", (message,)) is None:
        raise UserError(f"there is no message {ref}; “orders show” lists those of an order")
    return MessageId(message)


def _by_id(ref: str, kind: str) -> int | None:
    parsed = ids.parse(ref)
    return parsed[1] if parsed is not None and parsed[0] == kind else None
