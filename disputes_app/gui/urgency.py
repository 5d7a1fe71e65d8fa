"""The seven levels of urgency that every glyph, badge and bar shares; no Qt here."""

from __future__ import annotations

from enum import StrEnum

SOON_DAYS = 14
CLOSE_DAYS = 3


class Level(StrEnum):
    """How much a last day presses."""

    LATER = "later"
    SOON = "soon"
    CLOSE = "close"
    TODAY = "today"
    MISSED = "missed"
    OPENS = "opens"
    DONE = "done"


def level_of(days_left: int) -> Level:
    """The level of an open window with so many whole days left (0 is the last day, below 0 is past)."""
    if days_left < 0:
        return Level.MISSED
    if days_left == 0:
        return Level.TODAY
    if days_left <= CLOSE_DAYS:
        return Level.CLOSE
    return Level.SOON if days_left <= SOON_DAYS else Level.LATER
