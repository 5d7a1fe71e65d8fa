"""How a window stands at an instant: its state, the days left in its own zone, and how pressing it is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from disputes_app.domain.calendars import day_in
from disputes_app.domain.programmes import Kind
from disputes_app.domain.windows import Window

CLOSING_DAYS = 3
SOON_DAYS = 14


class State(StrEnum):
    """Where a window stands."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    NOT_STARTED = "not_started"
    NEEDS_DATE = "needs_date"


class Urgency(StrEnum):
    """How pressing a window is, the levels of the urgency scale."""

    LATER = "later"
    SOON = "soon"
    CLOSE = "close"
    TODAY = "today"
    MISSED = "missed"
    OPENS = "opens"
    DONE = "done"


def state(window: Window, now: datetime) -> State:
    """The state at ``now`` (an instant). ``closing`` means three days or less are left; a window whose step
    before was missed is closed; one whose opening is not known counts as open.
    """
    if window.done_at is not None:
        return State.CLOSED
    if window.awaiting and window.closes_at is None:
        missed = window.link_closes_at is not None and now > window.link_closes_at
        return State.CLOSED if missed else State.NOT_STARTED
    closes = window.closes_at
    if closes is None and window.needs is not None:
        return State.NEEDS_DATE
    if closes is not None and now > closes:
        return State.CLOSED
    if window.opens_at is not None and now < window.opens_at:
        return State.NOT_STARTED
    if closes is None:
        return State.NEEDS_DATE if window.gated and window.opens_at is None else State.OPEN
    left = day_in(window.zone, closes) - day_in(window.zone, now)
    return State.CLOSING if left <= CLOSING_DAYS else State.OPEN


def days_left(window: Window, now: datetime) -> int | None:
    """Days to the last day in the window's own zone: 0 on the last day, negative afterwards; for a window that
    needs a date, to the earliest last day that can be meant. None when there is no last day.
    """
    closes = window.shown_close
    if closes is None:
        return None
    left = day_in(window.zone, closes) - day_in(window.zone, now)
    return -1 if left == 0 and now > closes else left


def urgency(window: Window, now: datetime) -> Urgency:
    """The level of the urgency scale. What is only expected, asked for, soft or somebody else's clock raises no
    alarm: it is never above ``soon``.
    """
    if window.done_at is not None:
        return Urgency.DONE
    standing = state(window, now)
    if standing is State.NOT_STARTED:
        return Urgency.OPENS
    left = days_left(window, now)
    if left is None:
        return Urgency.LATER
    found = level(left)
    quiet = window.expected or window.soft or window.kind is not Kind.LATEST or standing is State.NEEDS_DATE
    if quiet and found is not Urgency.LATER:
        return Urgency.SOON
    if found in (Urgency.LATER, Urgency.SOON) and _opened_today(window, now):
        return Urgency.OPENS
    return found


def level(left: int) -> Urgency:
    """The level of a last day that is so many days away; negative when it has passed."""
    if left > SOON_DAYS:
        return Urgency.LATER
    if left > CLOSING_DAYS:
        return Urgency.SOON
    if left > 0:
        return Urgency.CLOSE
    return Urgency.TODAY if left == 0 else Urgency.MISSED


def _opened_today(window: Window, now: datetime) -> bool:
    opens = window.opens_at
    return window.gated and opens is not None and day_in(window.zone, opens) == day_in(window.zone, now)
