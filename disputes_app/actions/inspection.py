"""Noting what an inspection of the goods found."""

from __future__ import annotations

from collections.abc import Mapping

from disputes_app.actions.act import Act, Done, act
from disputes_app.actions.attributes import keep_attribute
from disputes_app.actions.orders import set_date
from disputes_app.core import Core
from disputes_app.domain import inspection
from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.ids import OrderId
from disputes_app.domain.inspection import CHECKS, Check
from disputes_app.domain.moments import Moment
from disputes_app.domain.orders import Order, OrderAttribute, OrderDate
from disputes_app.errors import UsageError

_BY_INSPECTION = "found when inspecting"


def inspect_order(core: Core, order: OrderId, answers: Mapping[str, str], on: Moment) -> Done[OrderId]:
    """Note answers of an inspection on a day; an empty answer takes one away, the others stay.

    With all questions answered the goods count as inspected on that day, and what is wrong as discovered then,
    unless another day is known. Raises UsageError for a question or an answer that does not exist.
    """
    given = {_check(name): word for name, word in answers.items()}
    for check, word in given.items():
        if word and word not in CHECKS[check].answers:
            raise UsageError(f"{check}: “{word}” is not one of {', '.join(CHECKS[check].answers)}")
    with act(core, "orders.inspect", "Order inspected") as action:
        action.tx.load(Order, order)
        for check, word in given.items():
            keep_attribute(action, order, inspection.attribute(check), word)
        kept = action.tx.find(OrderAttribute, "order_id = ?", (order,))
        found = inspection.answers_in({one.name: one.value for one in kept})
        if len(found) == len(CHECKS):
            set_date(action, order, AnchorKind.INSPECTED, on, "typed")
            _note_discovery(action, order, on if inspection.proposed(found) else None)
        action.touch(orders=[order])
    return action.done(order)


def _note_discovery(action: Act, order: OrderId, on: Moment | None) -> None:
    """What an inspection found is discovered with it, unless a person said when."""
    same = "order_id = ? AND kind = ? AND withdrawn_at IS NULL"
    known = action.tx.find(OrderDate, same, (order, AnchorKind.DISCOVERED))
    if all(one.source_detail == _BY_INSPECTION for one in known):
        set_date(action, order, AnchorKind.DISCOVERED, on, "typed", _BY_INSPECTION)


def _check(name: str) -> Check:
    try:
        return Check(name)
    except ValueError:
        raise UsageError(f"“{name}” is not asked; the questions are {', '.join(Check)}") from None
