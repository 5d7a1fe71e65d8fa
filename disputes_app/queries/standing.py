"""The next date of an order or case in one shape, whether a rule gives it or the user set it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from disputes_app.domain.cases import Deadline
from disputes_app.domain.leading import is_last_day_of_buyer
from disputes_app.domain.programmes import RuleStage
from disputes_app.domain.urgency import State, Urgency
from disputes_app.domain.windows import Window
from disputes_app.queries.deadlines import DueRow, WindowRow
from disputes_app.queries.orders import OrderRow

_WAYS_IN = frozenset({RuleStage.OPEN, RuleStage.CANCEL})


@dataclass(frozen=True, slots=True)
class Standing:
    """A last day as it stands now: either ``window`` or ``deadline`` says where it comes from.

    ``supposed`` marks a date that is only estimated, or the earliest that a missing fact could give.
    """

    action: str
    opens_at: datetime | None
    closes_at: datetime
    zone: str
    urgency: Urgency
    state: State
    days_left: int
    supposed: bool = False
    window: Window | None = None
    deadline: Deadline | None = None


def of_window(row: WindowRow) -> Standing | None:
    """A window's; None when it has no last day."""
    window, close = row.window, row.window.shown_close
    if close is None or row.days_left is None:
        return None
    return Standing(
        window.action,
        window.opens_at,
        close,
        window.zone,
        row.urgency,
        row.state,
        row.days_left,
        window.expected or window.closes_at is None,
        window,
    )


def of_due(row: DueRow) -> Standing:
    """That of a date set by hand."""
    kept = row.deadline
    return Standing(
        kept.action,
        kept.added_at,
        row.closes_at,
        row.zone,
        row.urgency,
        row.state,
        row.days_left,
        deadline=kept,
    )


def next_of(row: OrderRow) -> Standing | None:
    """What comes first for an order: a date set by hand or the leading window."""
    if row.due_first is not None:
        return of_due(row.due_first)
    return of_window(row.lead) if row.lead else None


def other_routes(windows: Sequence[WindowRow], than: Standing | None) -> tuple[WindowRow, ...]:
    """The ways in that stay open beside a date, one for each programme, the soonest close first."""
    own = than.window.programme.id if than is not None and than.window is not None else ""
    found: dict[str, WindowRow] = {}
    for row in windows:
        window = row.window
        if window.programme.id == own or row.state is State.CLOSED or window.done_at is not None:
            continue
        if window.stage in _WAYS_IN and is_last_day_of_buyer(window):
            found.setdefault(window.programme.id, row)
    return tuple(found.values())
