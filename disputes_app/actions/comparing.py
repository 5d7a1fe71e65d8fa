"""What the listing promised of an item, and what came instead."""

from __future__ import annotations

from disputes_app.actions.act import Done, act
from disputes_app.core import Core
from disputes_app.domain.ids import ItemId, OrderId
from disputes_app.domain.orders import Item, Order
from disputes_app.errors import UsageError


def compare_item(core: Core, order: OrderId, promised: str, received: str, line: int = 1) -> Done[ItemId]:
    """Note, in the order's ``line`` from 1, what was promised and what came; empty words take it away.

    Raises UsageError for a line that the order does not have.
    """
    with act(core, "orders.compare", "Promised and received compared") as action:
        kept = action.tx.load(Order, order)
        items = action.tx.find(Item, "order_id = ?", (order,), order="position, id")
        if line < 1 or line > max(1, len(items)):
            raise UsageError(f"the order has {len(items)} lines, there is no line {line}")
        title = kept.title or kept.number
        item = items[line - 1].id if items else ItemId(action.tx.insert(Item(order_id=order, title=title)))
        action.tx.update(Item, item, promised=promised.strip(), received=received.strip())
        action.touch(orders=[order])
    return action.done(item)
