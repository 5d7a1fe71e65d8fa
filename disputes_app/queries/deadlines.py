"""Deadlines: every window of every order as it stands now, and the dates people set themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from disputes_app.core import Core
from disputes_app.domain.calendars import day_in, end_of_day
from disputes_app.domain.cases import Deadline
from disputes_app.domain.claims import ClaimType
from disputes_app.domain.ids import CaseId, OrderId
from disputes_app.domain.programmes import Actor, Kind
from disputes_app.domain.urgency import State, Urgency, days_left, level, state, urgency
from disputes_app.domain.windows import Window
from disputes_app.queries.settings import settings
from disputes_app.store import records, windows
from disputes_app.store.library import Reader
from disputes_app.store.records import instant_text

FAR = 365_000
"""More days than any window has left: whoever asks for more means all."""


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
    questions: bool = False,
) -> list[WindowRow]:
    """The windows with a last day, known or possible, soonest first; ``within`` is the most days left.

    With ``questions`` also those for which a date is missing: where the earliest possible day has passed, by
    no more than ``within`` days, and, of the buyer's last days, where nothing bounds it yet.
    """
    now = core.now()
    where: list[str] = [] if questions else ["closes_at IS NOT NULL"]
    values: list[object] = []
    if not closed_too:
        asked = " OR closes_at IS NULL OR payload NOT LIKE '%\"closes\":%'" if questions else ""
        where.append(f"(closes_at >= ?{asked})")
        values.append(instant_text(now))
    if within is not None:
        # A day more than asked for, since days are counted in each window's own zone.
        span = timedelta(days=min(within, FAR) + 2)
        where.append("closes_at BETWEEN ? AND ?")
        values += [instant_text(now - span) if not closed_too else "", instant_text(now + span)]
    if order is not None:
        where.append("order_id = ?")
        values.append(order)
    if claim is not None:
        where.append("(' ' || claims || ' ') LIKE ?")
        values.append(f"% {claim} %")
    rows = reader.rows(
        f"SELECT * FROM windows WHERE {' AND '.join(where) or '1'} "
        "ORDER BY closes_at IS NULL, closes_at, order_id, rule",
        values,
    )
    found = [standing(kept, now) for kept in windows.loaded(rows, core.programmes)]
    return [
        row
        for row in found
        if (closed_too or row.state is not State.CLOSED)
        and (row.window.shown_close is not None or _is_question(row))
        and (within is None or row.days_left is None or row.days_left <= within)
    ]


def _is_question(row: WindowRow) -> bool:
    """Whether a window without any day is the buyer's to ask about: a way in that a missing date may open."""
    window = row.window
    return (
        row.state is State.NEEDS_DATE
        and window.kind is Kind.LATEST
        and Actor.BUYER in window.actors
        and not window.is_right
    )


@dataclass(frozen=True, slots=True)
class DueRow:
    """A date set by hand as it stands now; ``closes_at`` is the last instant of its day in ``zone``."""

    deadline: Deadline
    closes_at: datetime
    zone: str
    days_left: int
    urgency: Urgency

    @property
    def state(self) -> State:
        """Where it stands, in the words of windows."""
        if self.urgency is Urgency.MISSED:
            return State.CLOSED
        return State.CLOSING if self.urgency in (Urgency.CLOSE, Urgency.TODAY) else State.OPEN


def due(deadline: Deadline, home_zone: str, now: datetime) -> DueRow:
    """How a date set by hand stands now."""
    zone = deadline.zone or home_zone
    closes = (
        deadline.due if isinstance(deadline.due, datetime) else end_of_day(zone, deadline.due.toordinal())
    )
    left = day_in(zone, closes) - day_in(zone, now)
    if left == 0 and now > closes:
        left = -1
    return DueRow(deadline, closes, zone, left, level(left))


# The order a date is shown with: its own, or while that lies in the bin another one of its case.
_SHOWN_WITH = """coalesce(
    (SELECT o.id FROM orders o WHERE o.id = deadlines.order_id AND o.deleted_at IS NULL),
    (SELECT min(o.id) FROM case_orders l JOIN orders o ON o.id = l.order_id
     WHERE l.case_id = deadlines.case_id AND o.deleted_at IS NULL),
    deadlines.order_id)"""
_BY_HAND = "set_by = 'hand' AND done_at IS NULL"


def dues_of_orders(reader: Reader, orders: Sequence[OrderId], now: datetime) -> dict[OrderId, list[DueRow]]:
    """The dates set by hand and not done yet of these orders, soonest first."""
    home_zone = settings(reader).home_zone
    found: dict[OrderId, list[DueRow]] = {order: [] for order in orders}
    marks = ",".join("?" * len(orders))
    of_cases = f"SELECT case_id FROM case_orders WHERE order_id IN ({marks})"
    where = f"(order_id IN ({marks}) OR case_id IN ({of_cases})) AND {_SHOWN_WITH} IN ({marks})"
    for deadline in _found(reader, where, [*orders] * 3):
        if deadline.order_id is not None:
            found[deadline.order_id].append(due(deadline, home_zone, now))
    return found


def _found(reader: Reader, where: str, values: Sequence[object]) -> list[Deadline]:
    """Dates set by hand and not done yet, soonest first, each with the order it is shown with."""
    rows = reader.rows(
        f"SELECT *, {_SHOWN_WITH} AS shown_with FROM deadlines WHERE {_BY_HAND} AND {where} ORDER BY due, id",
        values,
    )
    dates = records.records(Deadline, rows)
    return [replace(date, order_id=row["shown_with"]) for date, row in zip(dates, rows, strict=True)]


def dues(reader: Reader, now: datetime, order: OrderId | None = None) -> list[DueRow]:
    """The dates set by hand and not done yet, of one order or all that are not in the bin, soonest first."""
    home_zone = settings(reader).home_zone
    where, values = (f"{_SHOWN_WITH} = ? AND ", (order,)) if order else ("", ())
    living = f"NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = {_SHOWN_WITH} AND o.deleted_at IS NOT NULL)"
    return [due(deadline, home_zone, now) for deadline in _found(reader, f"{where}{living}", values)]


def stable_names(rows: Sequence[WindowRow]) -> list[str]:
    """A name for each of these windows, in their order: the same before and after a case is opened on the order.

    Where several cases see one rule of an order, the first case's window has that name, the others their
    case's too.
    """
    first: dict[tuple[OrderId, str], int] = {}
    for row in rows:
        key = (row.order, row.window.rule.id)
        first[key] = min(first.get(key, row.case or 0), row.case or 0)
    return [
        f"{row.order}/{row.window.rule.id}"
        + (f"/{row.case}" if (row.case or 0) > first[row.order, row.window.rule.id] else "")
        for row in rows
    ]


def order_titles(reader: Reader) -> dict[OrderId | None, str]:
    """What each order is called beside a date: its title, else its number; nothing for no order."""
    rows = reader.rows("SELECT id, title, number FROM orders")
    return {None: ""} | {OrderId(row["id"]): row["title"] or row["number"] for row in rows}
