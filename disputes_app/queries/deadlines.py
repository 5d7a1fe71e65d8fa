"""Deadlines: every window of every order as it stands now, and the dates people set themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from disputes_app.core import Core
from disputes_app.domain.cases import Deadline
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.urgency import State, Urgency, days_left, state, urgency
from disputes_app.domain.windows import Window
from disputes_app.store import windows
from disputes_app.store.library import Reader
from disputes_app.store.records import instant_text


@dataclass(frozen=True, slots=True)
class WindowRow:
    """One window of one order as it stands at the instant it was asked for."""

    order: OrderId
    case: CaseId | None
    window: Window
    state: State
    urgency: Urgency
    days_left: int | None


def standing(kept: windows.KeptWindow, now: datetime) -> WindowRow:
    """How a kept window stands now."""
    window = kept.window
    return WindowRow(
        kept.order, kept.case, window, state(window, now), urgency(window, now), days_left(window, now)
    )


def windows_of_orders(
    core: Core, reader: Reader, orders: Sequence[OrderId]
) -> dict[OrderId, list[WindowRow]]:
    """All windows of these orders, soonest close first."""
    found: dict[OrderId, list[WindowRow]] = {order: [] for order in orders}
    if orders:
        marks = ",".join("?" * len(orders))
        rows = reader.rows(
            f"SELECT * FROM windows WHERE order_id IN ({marks}) ORDER BY closes_at IS NULL, closes_at, rule",
            orders,
        )
        for kept in windows.loaded(rows, core.programmes):
            found[kept.order].append(standing(kept, core.now()))
    return found


def deadlines(
    core: Core,
    reader: Reader,
    *,
    within: int | None = None,
    order: OrderId | None = None,
    claim: ClaimType | None = None,
    closed_too: bool = False,
) -> list[WindowRow]:
    """The windows with a last day, known or possible, soonest first; ``within`` counts days from now."""
    now = core.now()
    where = ["closes_at IS NOT NULL"]
    values: list[object] = []
    if not closed_too:
        where.append("closes_at >= ?")
        values.append(instant_text(now))
    if within is not None:
        where.append("closes_at <= ?")
        values.append(instant_text(now + timedelta(days=within)))
    if order is not None:
        where.append("order_id = ?")
        values.append(order)
    if claim is not None:
        where.append("(' ' || claims || ' ') LIKE ?")
        values.append(f"% {claim} %")
    rows = reader.rows(
        f"SELECT * FROM windows WHERE {' AND '.join(where)} ORDER BY closes_at, order_id, rule",
        values,
    )
    found = [standing(kept, now) for kept in windows.loaded(rows, core.programmes)]
    return found if closed_too else [row for row in found if row.state is not State.CLOSED]


def set_deadlines(reader: Reader, order: OrderId | None = None) -> list[Deadline]:
    """The dates set by hand that are not done, soonest first; those of one order, or all."""
    where, values = ("order_id = ? AND ", (order,)) if order else ("", ())
    return reader.find(Deadline, f"{where}set_by = 'hand' AND done_at IS NULL", values, order="due, id")
