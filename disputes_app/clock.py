"""The instant taken as now: everything that depends on the date asks here or is given it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

from disputes_app.domain import moments

Clock = Callable[[], datetime]


def system() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def chosen(now: str | None) -> Clock:
    """A clock fixed at ``now`` or ``DISPUTES_NOW`` (ISO 8601 with offset), else the machine's.

    Raises ValueError with a sentence when the text is not an instant.
    """
    text = now or os.environ.get("DISPUTES_NOW")
    if not text:
        return system
    instant = moments.parse_instant(text)
    return lambda: instant
