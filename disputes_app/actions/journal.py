"""Undo: the rows of one journal entry written back, as an action of its own."""

from __future__ import annotations

from collections.abc import Iterator

from disputes_app.actions.act import Act, Done, act
from disputes_app.core import Core
from disputes_app.domain.changes import Changes
from disputes_app.domain.ids import OrderId
from disputes_app.store import journal


def undo(core: Core, number: int) -> Done[None]:
    """Take back the action with this journal number.

    Raises UserError with a sentence when what it changed was changed again since.
    """
    with act(core, "journal.undo", f"Action {number} undone") as action:
        before = list(_orders_of(action, number))
        journal.undo(action.tx, number)
        action.touch(orders=[*before, *_orders_of(action, number)])
        # Settings such as the home zone move the windows of every order.
        if any(change.table == "settings" for change in journal.changes(action.tx, number)):
            action.touch(orders=[OrderId(row["id"]) for row in action.tx.rows("SELECT id FROM orders")])
    return Done(None, Changes(everything=True), action.tx.seq)


def _orders_of(action: Act, number: int) -> Iterator[OrderId]:
    """The orders that the rows of a journal entry belong to, as the tables stand now."""
    for change in journal.changes(action.tx, number):
        for row in (change.before, change.after):
            if row is None:
                continue
            if change.table == "orders":
                yield OrderId(row["id"])
            if row.get("order_id"):
                yield OrderId(row["order_id"])
            if row.get("shipment_id"):
                found = action.tx.rows("SELECT order_id FROM shipments WHERE id = ?", (row["shipment_id"],))
                yield from (OrderId(one["order_id"]) for one in found)
            case = row["id"] if change.table == "cases" else row.get("case_id")
            if case:
                found = action.tx.rows("SELECT order_id FROM case_orders WHERE case_id = ?", (case,))
                yield from (OrderId(one["order_id"]) for one in found)
