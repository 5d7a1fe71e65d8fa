"""What starts, caps or stops the clock of a rule: anchors that are chosen or computed, outer caps, repairs."""

from dataclasses import replace
from datetime import date, timedelta

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
)
from disputes_app.domain.windows import last_day
from tests.helpers.engine import a_rule, an_order, term, the_window

K = AnchorKind


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
