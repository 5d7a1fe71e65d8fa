"""Days and zones: when a day begins and ends somewhere, months and working days after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from disputes_app.domain.programmes import WorkingDays

_SECOND = timedelta(seconds=1)
# Mistyped years (0001, 9999) must not stop the counting of everything else: days are held within these.
_FIRST, _LAST = date(2, 1, 1).toordinal(), date(9000, 1, 1).toordinal()
_HOLIDAYS_KNOWN = range(1950, 2151)


@cache
def zone_info(name: str) -> ZoneInfo:
    """The zone of this name. Raises ValueError with a sentence when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"“{name}” is not a time zone; write a name such as Europe/London") from None


@lru_cache(maxsize=65536)
def start_of_day(zone: str, ordinal: int) -> datetime:
    """The first instant (UTC) of a day in a zone; where midnight is skipped, the first that exists."""
    day = date.fromordinal(held(ordinal))
    return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone)).astimezone(UTC)


def held(ordinal: int) -> int:
    """The day itself, or the first or last one that is counted with."""
    return max(_FIRST, min(ordinal, _LAST))


@lru_cache(maxsize=65536)
def end_of_day(zone: str, ordinal: int) -> datetime:
    """The last whole second (UTC) of a day in a zone: 23:59:59 by its clocks."""
    return start_of_day(zone, ordinal + 1) - _SECOND


def day_in(zone: str, instant: datetime) -> int:
    """The ordinal of the day that an instant falls on in a zone."""
    try:
        return instant.astimezone(zone_info(zone)).toordinal()
    except OverflowError:
        return held(instant.toordinal())


def plus_hours(instant: datetime, hours: int) -> datetime:
    """The instant so many hours later; in the last days of the year 9999, itself."""
    try:
        return instant + timedelta(hours=hours)
    except OverflowError:
        return instant


@lru_cache(maxsize=65536)
def day_at_noon(home: str, ordinal: int, zone: str) -> int:
    """The ordinal of the day that it is in a zone when it is noon of this day at home."""
    day = date.fromordinal(held(ordinal))
    return day_in(zone, datetime(day.year, day.month, day.day, 12, tzinfo=zone_info(home)))


def plus_months(ordinal: int, months: int) -> int:
    """The same day so many months on; the month's last day where that day does not exist
    (31 January + 1 month = 28 or 29 February).
    """
    day = date.fromordinal(held(ordinal))
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last)).toordinal()


def plus_working_days(working: WorkingDays, calendar: str, ordinal: int, n: int) -> int:
    """The n-th working day after a day (which itself does not count); for n = 0, the day itself."""
    if n <= 0:
        return ordinal
    year = date.fromordinal(held(ordinal)).year
    if year not in _HOLIDAYS_KNOWN:
        return ordinal + n * 7 // 5
    days = working(calendar, year)
    place = bisect_right(days, ordinal) + n - 1
    while place >= len(days):
        place -= len(days)
        year += 1
        days = working(calendar, year)
    return days[place]


def on_or_after(working: WorkingDays, calendar: str, ordinal: int) -> int:
    """The day itself when it is a working day, else the next one."""
    year = date.fromordinal(held(ordinal)).year
    while year in _HOLIDAYS_KNOWN:
        days = working(calendar, year)
        place = bisect_left(days, ordinal)
        if place < len(days):
            return days[place]
        year += 1
    return ordinal
