"""Windows and hand-set dates as the bars of a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from disputes_app.domain.urgency import State
from disputes_app.gui import phrases
from disputes_app.gui.paint.window_bar import Span
from disputes_app.gui.urgency import Level
from disputes_app.queries.deadlines import WindowRow
from disputes_app.queries.standing import Standing

_LONG_AGO = timedelta(days=365)


def primary(standing: Standing, now: datetime) -> Span:
    """The bar of a row's own date."""
    opens = standing.opens_at or now - _LONG_AGO
    return Span(
        min(opens, standing.closes_at), standing.closes_at, phrases.level(standing), standing.supposed
    )


def routes(rows: Sequence[WindowRow], now: datetime) -> list[Span]:
    """The thin lines of the other routes."""
    return [
        Span(row.window.opens_at or now - _LONG_AGO, row.window.shown_close, Level.LATER)
        for row in rows
        if row.state is not State.CLOSED
    ]
