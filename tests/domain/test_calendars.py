"""Days in zones, months and working days, held against plain independent reckoning."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.calendars import (
    day_in,
    end_of_day,
    on_or_after,
    plus_months,
    plus_working_days,
    start_of_day,
)
from disputes_app.programmes.working_days import working_days

ZONES = st.sampled_from(
    [
        "UTC",
        "America/Los_Angeles",
        "Europe/London",
        "Asia/Shanghai",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "America/Sao_Paulo",
        "Asia/Beirut",
        "Australia/Lord_Howe",
    ]
)
DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))


@given(ZONES, DAYS)
def test_a_day_ends_one_second_before_the_next_begins(zone, day):
    end = end_of_day(zone, day.toordinal())
    assert day_in(zone, end) == day.toordinal()
    assert day_in(zone, end + timedelta(seconds=1)) == day.toordinal() + 1


@given(ZONES, DAYS)
def test_a_day_begins_at_its_first_instant(zone, day):
    start = start_of_day(zone, day.toordinal())
    assert day_in(zone, start) == day.toordinal()
    assert day_in(zone, start - timedelta(seconds=1)) == day.toordinal() - 1


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/Los_Angeles", date(2026, 3, 8), 23),
        ("America/Los_Angeles", date(2026, 11, 1), 25),
        ("Europe/London", date(2026, 3, 29), 23),
        ("Asia/Shanghai", date(2026, 3, 29), 24),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),
    ],
)
def test_days_of_a_clock_change_are_shorter_or_longer(zone, day, hours):
    length = end_of_day(zone, day.toordinal()) - start_of_day(zone, day.toordinal())
    assert length == timedelta(hours=hours) - timedelta(seconds=1)


def test_a_day_that_a_country_skipped_ends_where_the_day_before_does():
    skipped = date(2011, 12, 30).toordinal()
    assert end_of_day("Pacific/Apia", skipped) == end_of_day("Pacific/Apia", skipped - 1)


def test_the_date_line_puts_one_instant_on_two_days():
    instant = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
    assert day_in("Pacific/Kiritimati", instant) == date(2026, 3, 2).toordinal()
    assert day_in("Pacific/Pago_Pago", instant) == date(2026, 2, 28).toordinal()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_end_on_the_last_day_there_is(day, months, expected):
    assert date.fromordinal(plus_months(day.toordinal(), months)) == expected


@given(DAYS, st.integers(0, 240))
def test_months_land_in_the_right_month_and_never_past_its_end(day, months):
    landed = date.fromordinal(plus_months(day.toordinal(), months))
    assert (landed.year * 12 + landed.month) - (day.year * 12 + day.month) == months
    assert landed.day == min(day.day, monthrange(landed.year, landed.month)[1])


@given(DAYS, st.integers(1, 40), st.sampled_from(["weekdays", "US", "GB-ENG", "CN", "LU"]))
def test_working_days_agree_with_walking_day_by_day(day, n, calendar):
    left, walked = n, day
    while left:
        walked += timedelta(days=1)
        if walked.toordinal() in working_days(calendar, walked.year):
            left -= 1
    assert plus_working_days(working_days, calendar, day.toordinal(), n) == walked.toordinal()


@given(DAYS)
def test_the_plain_week_has_no_saturdays_and_sundays(day):
    assert (day.toordinal() in working_days("weekdays", day.year)) == (day.weekday() < 5)


def test_a_working_weekend_in_china_counts():
    assert date(2026, 2, 14).weekday() == 5
    assert date(2026, 2, 14).toordinal() in working_days("CN", 2026)
    assert date(2026, 2, 17).toordinal() not in working_days("CN", 2026)


def test_rolling_forward_keeps_a_working_day_and_leaves_a_weekend():
    friday, saturday = date(2026, 3, 13), date(2026, 3, 14)
    assert on_or_after(working_days, "weekdays", friday.toordinal()) == friday.toordinal()
    assert on_or_after(working_days, "weekdays", saturday.toordinal()) == date(2026, 3, 16).toordinal()
    assert on_or_after(working_days, "US", date(2026, 12, 31).toordinal() + 1) == date(2027, 1, 4).toordinal()


def test_los_angeles_follows_its_daylight_saving():
    close = end_of_day("America/Los_Angeles", date(2026, 3, 14).toordinal())
    assert close == datetime(2026, 3, 14, 23, 59, 59, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert close == datetime(2026, 3, 15, 6, 59, 59, tzinfo=UTC)
