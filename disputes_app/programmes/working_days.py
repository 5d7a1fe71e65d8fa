"""The working days of a country or of the plain week, as sorted day ordinals."""

from __future__ import annotations

from datetime import date
from functools import cache

WEEKDAYS = "weekdays"
"""The calendar of rules that say working days and name no country: Monday to Friday, no holidays left out."""


@cache
def working_days(calendar: str, year: int) -> tuple[int, ...]:
    """The working days of a year: ``weekdays``, or a country with an optional part (``US``, ``GB-ENG``).

    Days worked in place of a holiday (China's working weekends) count.
    """
    first, after = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    if calendar == WEEKDAYS:
        return tuple(day for day in range(first, after) if day % 7 not in (6, 0))
    # Imported here: the package costs a tenth of a second, and most rules count plain days.
    import holidays

    country, _, part = calendar.partition("-")
    known = holidays.country_holidays(country, subdiv=part or None, years=year)
    return tuple(day for day in range(first, after) if known.is_working_day(date.fromordinal(day)))


def is_calendar(name: str) -> bool:
    """Whether there is a calendar of this name."""
    if name == WEEKDAYS:
        return True
    import holidays

    country, _, part = name.partition("-")
    parts = holidays.list_supported_countries(include_aliases=False).get(country)
    return parts is not None and (not part or part in parts)
