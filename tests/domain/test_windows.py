"""How one rule is counted: every unit, zone, choice of anchors and cap."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.programmes import (
    Actor,
    Cap,
    Choice,
    How,
    Kind,
    Lapse,
    Length,
    Pause,
    Unit,
)
from disputes_app.domain.urgency import State, state
from disputes_app.domain.windows import last_day
from tests.helpers.engine import a_rule, an_order, dated, term, the_window

LA = ZoneInfo("America/Los_Angeles")
K = AnchorKind


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


# --- anchors that are chosen, computed or capped ---


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (How.LATER_OF, date(2026, 2, 15)),
        (How.EARLIER_OF, date(2026, 2, 11)),
        (How.MOST_GENEROUS, date(2026, 2, 15)),
        (How.FIRST_KNOWN, date(2026, 2, 11)),
    ],
)
def test_one_of_two_anchors_is_chosen(how, expected):
    rule = a_rule(anchor=Choice(how, (term("paid"), term("delivered"))))
    window = the_window(rule, an_order(dates={"paid": "2026-02-01", "delivered": "2026-02-05"}))
    assert last_day(window) == expected


def test_later_of_with_one_missing_asks_and_shows_the_earliest():
    rule = a_rule(anchor=Choice(How.LATER_OF, (term("paid"), term("delivered"))))
    window = the_window(rule, an_order(dates={"paid": "2026-02-01"}))
    assert window.closes_at is None
    assert window.needs.fact == "delivered"
    assert last_day(window) == date(2026, 2, 11)


def test_the_most_generous_of_what_is_known_counts_and_asks_for_more():
    rule = a_rule(anchor=Choice(How.MOST_GENEROUS, (term("processed"), term("delivered"))))
    window = the_window(rule, an_order(dates={"processed": "2026-02-01"}))
    assert last_day(window) == date(2026, 2, 11)
    assert window.needs.fact == "delivered"
    assert window.needs.earliest == window.closes_at


def test_the_earlier_of_counts_what_has_happened():
    six_weeks = term("seller_accepted", Length(42))
    rule = a_rule(anchor=Choice(How.EARLIER_OF, (term("confirmed"), six_weeks)), length=Length(0))
    window = the_window(rule, an_order(dates={"seller_accepted": "2026-02-01"}))
    assert last_day(window) == date(2026, 3, 15)
    confirmed = an_order(dates={"seller_accepted": "2026-02-01", "confirmed": "2026-02-20"})
    assert last_day(the_window(rule, confirmed)) == date(2026, 2, 20)


def test_an_estimate_in_place_of_the_delivery_is_only_expected():
    rule = a_rule(anchor=Choice(How.FIRST_KNOWN, (term("delivered"), term("estimated_to"))))
    guessed = the_window(rule, an_order(dates={"ordered": "2026-01-20", "estimated_to": "2026-02-05"}))
    assert guessed.expected
    assert last_day(guessed) == date(2026, 2, 15)
    assert guessed.needs.fact == "delivered"
    known = the_window(rule, an_order(dates={"estimated_to": "2026-02-05", "delivered": "2026-02-03"}))
    assert not known.expected
    assert last_day(known) == date(2026, 2, 13)


def test_a_promised_date_is_computed_from_payment_and_times():
    times = (Length(attribute="lead_days"), Length(attribute="shipping_days"))
    rule = a_rule(anchor=term("paid", *times), length=Length(30))
    facts = an_order(dates={"paid": "2026-02-01"}, attributes={"lead_days": "10", "shipping_days": "20"})
    assert last_day(the_window(rule, facts)) == date(2026, 4, 2)
    missing = the_window(rule, replace(facts, attributes={"lead_days": "10"}))
    assert missing.needs.fact == "shipping_days"
    assert last_day(missing) == date(2026, 3, 13)


def test_the_lapse_of_another_rule_can_start_a_window():
    auto = a_rule("TS-02", kind=Kind.SLA, actors=(Actor.PLATFORM,), anchor=term("shipped"), length=Length(15))
    rule = a_rule(anchor=Choice(How.FIRST_KNOWN, (term("confirmed"), Lapse("TS-02"))), length=Length(30))
    window = the_window(rule, an_order(dates={"shipped": "2026-01-01"}), auto)
    assert last_day(window) == date(2026, 2, 15)
    assert window.expected


def test_an_outer_cap_cuts_a_window_short():
    rule = a_rule(length=Length(120), cap=Cap(term("processed"), Length(540)))
    facts = an_order(dates={"processed": "2024-01-01", "delivered": "2025-05-01"})
    window = the_window(rule, facts)
    assert window.capped
    assert last_day(window) == date(2024, 1, 1) + timedelta(days=540)
    early = the_window(rule, an_order(dates={"processed": "2024-01-01", "delivered": "2024-02-01"}))
    assert not early.capped


def test_a_cap_that_is_not_known_is_taken_at_its_earliest_when_it_could_cut():
    rule = a_rule(length=Length(120), cap=Cap(term("processed"), Length(540)))
    harmless = the_window(rule, an_order(dates={"ordered": "2024-01-01", "delivered": "2024-02-01"}))
    assert last_day(harmless) == date(2024, 5, 31)
    assert harmless.needs is None
    possible = the_window(rule, an_order(dates={"ordered": "2024-01-01", "delivered": "2025-06-01"}))
    assert possible.closes_at is None
    assert possible.needs.fact == "processed"
    assert last_day(possible) == date(2024, 1, 1) + timedelta(days=540)


def test_a_repair_stops_the_clock_and_leaves_at_least_a_week():
    rule = a_rule(length=Length(30), pause=Pause(K.REPAIR_ASKED, K.REPAIRED, 7))
    asked = {"delivered": "2026-03-01", "repair_asked": "2026-03-11"}
    back_soon = the_window(rule, an_order(dates={**asked, "repaired": "2026-03-21"}))
    assert (back_soon.paused, last_day(back_soon)) == (True, date(2026, 4, 10))
    asked_late = {"delivered": "2026-03-01", "repair_asked": "2026-03-30", "repaired": "2026-04-20"}
    assert last_day(the_window(rule, an_order(dates=asked_late))) == date(2026, 4, 27)
    still_away = the_window(rule, an_order(dates=asked))
    assert (still_away.closes_at, still_away.paused) == (None, True)
    assert last_day(still_away) == date(2026, 3, 31)


def test_a_repair_asked_after_the_end_changes_nothing():
    rule = a_rule(length=Length(30), pause=Pause(K.REPAIR_ASKED, K.REPAIRED, 7))
    facts = an_order(
        dates={"delivered": "2026-03-01", "repair_asked": "2026-04-05", "repaired": "2026-05-01"}
    )
    assert last_day(the_window(rule, facts)) == date(2026, 3, 31)
