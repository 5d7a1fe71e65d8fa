"""Points in time as people and files give them: an instant with its offset, or a whole day.

A ``Moment`` is either an aware ``datetime`` (an instant; its offset is the one it was given in) or a
``date`` (a whole day, in whatever zone the context says).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

Moment = datetime | date


_FIRST, _LAST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 1970, 2200
"""The years that a person can mean; any other is a slip of the keys."""


def is_instant(moment: Moment) -> bool:
    """Whether the moment is an instant rather than a whole day."""
    return isinstance(moment, datetime)


def day_of(moment: Moment) -> date:
    """The calendar day of a moment, in its own offset."""
    return moment.date() if isinstance(moment, datetime) else moment


def is_since(moment: Moment, other: Moment | None) -> bool:
    """Whether a moment is not before another; by the day where one of them is no instant, and always without one."""
    if other is None:
        return True
    if isinstance(moment, datetime) and isinstance(other, datetime):
        return moment >= other
    return day_of(moment) >= day_of(other)


def in_calendar(at: datetime) -> bool:
    """Whether every zone can show an instant (with its offset): not those in the first and last days there are."""
    return _FIRST <= at <= _LAST


def parse(text: str) -> Moment:
    """A moment from ISO 8601: ``2026-02-27`` is a day, ``2026-02-27T11:42+00:00`` an instant.

    Raises ValueError with a sentence for a person; an instant without an offset is refused, and a year that
    nobody can mean.
    """
    text = text.strip()
    try:
        moment = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a date; write 2026-02-27 or 2026-02-27T11:42+00:00") from None
    if isinstance(moment, datetime) and (moment.tzinfo is None or len(text) < 10):
        raise ValueError(f"“{text}” has no time zone; add one, such as 2026-02-27T11:42+00:00")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(
            f"“{text}” lies beyond the calendar, which goes from {FIRST_YEAR} to {LAST_YEAR}; check its year"
        )
    return moment


def parse_instant(text: str) -> datetime:
    """As ``parse``, but a whole day is refused."""
    moment = parse(text)
    if not isinstance(moment, datetime):
        raise ValueError(f"“{text}” is a day; a time with its zone is needed, such as {text}T09:00+00:00")
    return moment


def as_json(moment: Moment | None) -> str | None:
    """ISO 8601: instants with their offset (UTC as ``+00:00``), days as ``YYYY-MM-DD``."""
    return None if moment is None else moment.isoformat()


def stored(moment: Moment) -> tuple[str, int | None]:
    """The two stored columns of a moment: UTC text (or the day), and the given offset in seconds."""
    if isinstance(moment, datetime):
        offset = moment.utcoffset()
        if offset is None:
            raise ValueError("an instant needs an offset")
        return moment.astimezone(UTC).isoformat(), int(offset.total_seconds())
    return moment.isoformat(), None


def from_stored(text: str, offset: int | None) -> Moment:
    """The moment behind the two stored columns, in the offset it was given in."""
    if len(text) == 10:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC if not offset else timezone(timedelta(seconds=offset)))
