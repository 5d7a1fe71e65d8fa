"""Undo: the rows of one journal entry written back, as an action of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disputes_app.actions.act import Act, Done, act
from disputes_app.actions.orders import beside
from disputes_app.core import Core
from disputes_app.domain.changes import Changes
from disputes_app.domain.ids import OrderId
from disputes_app.errors import UserError
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


def take_back(core: Core, numbers: Iterable[int]) -> Done[list[int]]:
    """Take back several actions, the last one first, all or none; the value are the numbers that do them again.

    Raises UserError as ``undo`` does.
    """
    taken: list[int] = []
    try:
        for number in sorted(numbers, reverse=True):
            taken.append(undo(core, number).journal)  # noqa: PERF401  those before an error are needed
    except UserError:
        for number in reversed(taken):
            undo(core, number)
        raise
    return Done(taken, Changes(everything=True), max(taken, default=0))


def _orders_of(action: Act, number: int) -> Iterator[OrderId]:
    """The orders that the rows of a journal entry belong to, as the tables stand now."""
    for change in journal.changes(action.tx, number):
        for row in (change.before, change.after):
            if row is None:
                continue
            if change.table == "orders":
                yield OrderId(row["id"])
                yield from beside(action, OrderId(row["id"]))
            if row.get("order_id"):
                yield OrderId(row["order_id"])
            if row.get("shipment_id"):
                found = action.tx.rows("SELECT order_id FROM shipments WHERE id = ?", (row["shipment_id"],))
                yield from (OrderId(one["order_id"]) for one in found)
            case = row["id"] if change.table == "cases" else row.get("case_id")
            if case:
                found = action.tx.rows("SELECT order_id FROM case_orders WHERE case_id = ?", (case,))
                yield from (OrderId(one["order_id"]) for one in found)
