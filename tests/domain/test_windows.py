"""How long one rule runs: every unit and zone, and where its first and last day count."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from disputes_app.domain.programmes import (
    Actor,
    Kind,
    Length,
    Unit,
)
from disputes_app.domain.urgency import State, state
from disputes_app.domain.windows import last_day
from tests.helpers.engine import a_rule, an_order, dated, the_window

LA = ZoneInfo("America/Los_Angeles")


def test_a_window_ends_at_the_last_second_of_its_last_day_in_the_programmes_zone():
    window = the_window(a_rule(length=Length(15)), an_order(dates={"delivered": "2026-02-27T11:42+00:00"}))
    assert window.closes_at == datetime(2026, 3, 14, 23, 59, 59, tzinfo=LA)
    assert window.closes_at.utcoffset() == timedelta(0)
    assert last_day(window) == date(2026, 3, 14)
    assert (window.anchor, window.anchor_at) == ("delivered", datetime(2026, 2, 27, 11, 42, tzinfo=UTC))


def test_an_instant_counts_on_the_day_it_fell_on_in_the_programmes_zone():
    late = the_window(a_rule(), an_order(dates={"delivered": "2026-02-27T07:59+00:00"}))
    assert last_day(late) == date(2026, 3, 8)


def test_a_day_whose_place_is_known_is_taken_at_its_first_instant():
    home = an_order(anchors=(dated("delivered", "2026-02-27", zone="Europe/London"),))
    assert last_day(the_window(a_rule(), home)) == date(2026, 3, 8)
    there = an_order(anchors=(dated("delivered", "2026-02-27", zone="America/Los_Angeles"),))
    assert last_day(the_window(a_rule(), there)) == date(2026, 3, 9)


def test_a_day_without_its_hour_is_the_shops_unless_noon_at_home_is_the_day_before_there():
    order = an_order(dates={"delivered": "2026-02-27"})
    ends = {
        home: last_day(the_window(a_rule(), replace(order, home_zone=home)))
        for home in (
            "Europe/London",
            "America/New_York",
            "Pacific/Honolulu",
            "Asia/Shanghai",
            "Australia/Sydney",
        )
    }
    assert list(ends.values()) == [date(2026, 3, 9)] * 3 + [date(2026, 3, 8)] * 2


def test_a_rule_without_a_zone_is_counted_at_home_and_keeps_one_day_in_hand():
    window = the_window(a_rule(), an_order(dates={"delivered": "2026-02-01"}), zone="")
    assert window.in_hand
    assert window.zone == "Europe/London"
    assert window.closes_at == datetime(2026, 2, 10, 23, 59, 59, tzinfo=UTC)


def test_the_other_sides_clock_keeps_no_day_in_hand():
    rule = a_rule(kind=Kind.SLA, actors=(Actor.SELLER,))
    window = the_window(rule, an_order(dates={"delivered": "2026-02-01"}), zone="")
    assert not window.in_hand
    assert last_day(window) == date(2026, 2, 11)


def test_a_law_of_the_buyers_place_is_counted_there_without_a_day_in_hand():
    window = the_window(a_rule(), an_order(dates={"delivered": "2026-02-01"}), zone="buyer")
    assert (window.zone, window.in_hand, last_day(window)) == ("Europe/London", False, date(2026, 2, 11))


@pytest.mark.parametrize(
    ("length", "start", "expected"),
    [
        (Length(1, Unit.MONTHS), "2026-01-31", date(2026, 2, 28)),
        (Length(2, Unit.YEARS), "2024-02-29", date(2026, 2, 28)),
        (Length(3, Unit.BUSINESS_DAYS, calendar="US"), "2026-07-02", date(2026, 7, 8)),
        (Length(2, Unit.BILLING_CYCLES, day_cap=90), "2026-01-10", date(2026, 4, 10)),
        (Length(2, Unit.BILLING_CYCLES, day_cap=80), "2026-01-10", date(2026, 3, 31)),
        (Length(0), "2026-01-10", date(2026, 1, 10)),
    ],
)
def test_lengths_are_counted_in_their_unit(length, start, expected):
    window = the_window(a_rule(length=length), an_order(dates={"delivered": start}))
    assert last_day(window) == expected


def test_hours_run_on_through_a_change_of_clocks():
    rule = a_rule(length=Length(48, Unit.HOURS))
    window = the_window(rule, an_order(dates={"delivered": "2026-03-07T20:00-08:00"}))
    assert window.closes_at == datetime(2026, 3, 10, 4, 0, tzinfo=UTC)


def test_hours_from_a_day_without_an_hour_run_from_its_beginning():
    rule = a_rule(length=Length(48, Unit.HOURS))
    window = the_window(rule, an_order(dates={"delivered": "2026-01-10"}))
    assert window.closes_at == datetime(2026, 1, 12, tzinfo=LA)


def test_the_event_day_can_be_the_first_day():
    window = the_window(a_rule(event_day_counts=True), an_order(dates={"delivered": "2026-02-01"}))
    assert last_day(window) == date(2026, 2, 10)
    working = a_rule(event_day_counts=True, length=Length(2, Unit.BUSINESS_DAYS, calendar="weekdays"))
    assert last_day(the_window(working, an_order(dates={"delivered": "2026-03-13"}))) == date(2026, 3, 16)


def test_the_last_day_can_be_left_out():
    window = the_window(a_rule(last_day_counts=False), an_order(dates={"delivered": "2026-02-01"}))
    assert last_day(window) == date(2026, 2, 10)


def test_an_end_on_a_holiday_moves_to_the_next_working_day():
    rule = a_rule(length=Length(14), roll_calendar="FR")
    window = the_window(rule, an_order(dates={"delivered": "2026-04-22"}), zone="Europe/Paris")
    assert window.rolled_from is None
    holiday = the_window(rule, an_order(dates={"delivered": "2026-04-17"}), zone="Europe/Paris")
    assert (holiday.rolled_from, last_day(holiday)) == (date(2026, 5, 1), date(2026, 5, 4))


def test_a_reasonable_time_has_no_last_day_and_is_open():
    window = the_window(
        a_rule(length=Length(unit=Unit.REASONABLE_TIME)), an_order(dates={"delivered": "2026-02-01"})
    )
    assert window.closes_at is None
    assert state(window, datetime(2027, 1, 1, tzinfo=UTC)) is State.OPEN


def test_a_date_that_only_the_page_shows_is_asked_for():
    rule = a_rule(length=Length(unit=Unit.SHOWN))
    window = the_window(rule, an_order(dates={"delivered": "2026-02-01"}))
    assert window.needs is not None
    assert window.needs.fact == "platform_date"


def test_an_extension_granted_by_the_seller_moves_the_end():
    rule = a_rule(extension="extension_days")
    facts = an_order(dates={"delivered": "2026-02-01"}, attributes={"extension_days": "7"})
    assert last_day(the_window(rule, facts)) == date(2026, 2, 18)


def test_with_two_readings_the_earlier_end_leads():
    rule = a_rule(other_readings=(Length(7), Length(12)))
    assert last_day(the_window(rule, an_order(dates={"delivered": "2026-02-01"}))) == date(2026, 2, 8)
