"""Which of an order's or case's windows is the next deadline: the one a person has to act on first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from disputes_app.domain.claims import Stage
from disputes_app.domain.programmes import Actor, Kind, RuleStage
from disputes_app.domain.urgency import State, state
from disputes_app.domain.windows import Window, soonest_first

_FIRST_STEPS = frozenset({RuleStage.OPEN, RuleStage.CANCEL, RuleStage.SUIT})


def is_last_day_of_buyer(window: Window) -> bool:
    """Whether the buyer has something to lose when the window closes."""
    return (
        window.kind is Kind.LATEST
        and Actor.BUYER in window.actors
        and window.shown_close is not None
        and not window.is_right
    )


def lead(windows: Sequence[Window], now: datetime, programme: str = "", stage: str = "") -> Window | None:
    """The window that leads at ``now``: for a case, of its programme and stage before any other.

    Dates that are known come before those still to be asked for, which lead only while the earliest they can
    mean has not passed. A missed window leads only in a case, until its next step is chosen.
    """
    own = [window for window in windows if is_last_day_of_buyer(window) and window.done_at is None]
    begun = stage not in ("", Stage.PREPARING)
    if programme:
        fitting = [
            window
            for window in own
            if window.programme.id == programme
            and (window.stage not in _FIRST_STEPS if begun else window.stage in _FIRST_STEPS)
        ]
        for group in (fitting, [window for window in own if window not in fitting and not begun]):
            found = _first(group, now)
            if found is not None:
                return found
        missed = [window for window in fitting if state(window, now) is State.CLOSED]
        return max(missed, key=soonest_first) if missed else _first(own, now)
    return _first([window for window in own if window.stage in _FIRST_STEPS], now)


def _first(windows: Sequence[Window], now: datetime) -> Window | None:
    running = [window for window in windows if state(window, now) is not State.CLOSED]
    known = [window for window in running if window.closes_at is not None]
    possible = [window for window in running if window.shown_close is not None and window.shown_close >= now]
    return min(known or possible, key=soonest_first, default=None)
