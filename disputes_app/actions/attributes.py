"""Answers to what rules ask about an order and no field of its own holds."""

from __future__ import annotations

from collections.abc import Mapping

from disputes_app.actions.act import Act, Done, act
from disputes_app.core import Core
from disputes_app.domain.ids import OrderId
from disputes_app.domain.order_facts import number_in
from disputes_app.domain.orders import Order, OrderAttribute
from disputes_app.errors import UsageError


def set_attribute(core: Core, order: OrderId, name: str, value: str) -> Done[OrderId]:
    """As ``set_attributes``, of one fact."""
    return set_attributes(core, order, {name: value})


def set_attributes(core: Core, order: OrderId, given: Mapping[str, str]) -> Done[OrderId]:
    """Note facts of an order, such as ``free_returns = yes``; an empty value takes one away.

    Raises UsageError for a fact without a name, and for days that are no number.
    """
    if not all(name.strip() for name in given):
        raise UsageError("a fact needs its name")
    for name, value in given.items():
        if name.endswith("_days") and value.strip() and number_in(value.strip()) is None:
            raise UsageError(f"{name}: “{value}” is not a number of days; write one such as 15")
    told = ", ".join(name.replace("_", " ") for name in given)
    with act(core, "orders.attribute", f"Order: {told}") as action:
        action.tx.load(Order, order)
        for name, value in given.items():
            keep_attribute(action, order, name, value)
    return action.done(order)


def keep_attribute(action: Act, order: OrderId, name: str, value: str) -> None:
    """Keep a fact of an order within an action; an empty value takes it away."""
    kept = action.tx.first(OrderAttribute, "order_id = ? AND name = ?", (order, name))
    text = value.strip()
    if kept is not None and text:
        action.tx.update(OrderAttribute, kept.id, value=text)
    elif kept is not None:
        action.tx.delete(OrderAttribute, kept.id)
    elif text:
        action.tx.insert(OrderAttribute(order_id=order, name=name, value=text))
    action.touch(orders=[order])
