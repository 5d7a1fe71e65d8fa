"""What still protects an order, one line for each programme, law or insurance."""

from __future__ import annotations

from collections.abc import Sequence

from disputes_app.domain.leading import is_last_day_of_buyer
from disputes_app.domain.programmes import Family, Kind
from disputes_app.domain.urgency import State
from disputes_app.domain.windows import Window, soonest_first
from disputes_app.queries.deadlines import WindowRow

_WITH_SCHEME = frozenset({Family.MARKETPLACE, Family.PAYMENT_SERVICE, Family.CARD_NETWORK})


def lines_of(windows: Sequence[WindowRow], most: int = 6) -> list[WindowRow]:
    """One window for each programme: the last of those still open, else the last that ended; open ones first.

    A cover that runs by itself protects as well as a last day to claim. A date that only might be, and that has
    passed at its earliest, says nothing and is left out.
    """
    found: dict[str, WindowRow] = {}
    for row in sorted(windows, key=lambda one: soonest_first(one.window)):
        window = row.window
        if window.shown_close is None or not (is_last_day_of_buyer(window) or window.kind is Kind.COVER):
            continue
        if row.state is not State.CLOSED and row.days_left is not None and row.days_left < 0:
            continue
        before = found.get(window.programme.id)
        if before is None or before.state is State.CLOSED or row.state is not State.CLOSED:
            found[window.programme.id] = row
    lines = sorted(found.values(), key=lambda one: (one.state is State.CLOSED, soonest_first(one.window)))
    return lines[:most]


def protection_name(window: Window) -> str:
    """The programme with its scheme (“eBay Money Back Guarantee”); a law, carrier or policy by its own name."""
    programme = window.programme
    if programme.family in _WITH_SCHEME and not programme.name.endswith(programme.scheme):
        return f"{programme.name} {programme.scheme}"
    return programme.name
