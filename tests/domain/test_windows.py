"""Windows of orders: every way of counting, and what holds whatever is counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.anchors import MEANINGS, WAITED_FOR, AnchorKind, Known, Precision, anchor
from disputes_app.domain.claims import ClaimType, Right
from disputes_app.domain.explaining import explain
from disputes_app.domain.money import Money
from disputes_app.domain.order_facts import CaseFacts, OrderFacts, PlatformDate
from disputes_app.domain.programmes import (
    Actor,
    Cap,
    Choice,
    Condition,
    How,
    Kind,
    Lapse,
    Length,
    Pause,
    RuleStage,
    Term,
    Unit,
)
from disputes_app.domain.urgency import State, state
from disputes_app.domain.windows import last_day, window_for, windows_for
from disputes_app.programmes.reading import load
from tests.helpers.engine import a_programme, a_rule, an_order, dated, programmes_of

ALL = load()
RULES = [(programme, rule) for programme in ALL for rule in programme.rules]
LA = ZoneInfo("America/Los_Angeles")
K = AnchorKind


def the_window(rule, facts, *others, **programme):
    own = a_programme(rule, *others, **programme)
    return window_for(own, rule, facts, programmes_of(own))


def term(kind, *plus):
    return Term(AnchorKind(kind), tuple(plus))


# --- one rule, counted ---


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


# --- openings, platform dates, chains, selection ---


def test_the_last_of_the_rules_that_hold_it_shut_opens_a_window():
    contact = a_rule(
        "TS-02", kind=Kind.EARLIEST, anchor=term("seller_contacted"), length=Length(48, Unit.HOURS)
    )
    late = a_rule("TS-03", kind=Kind.EARLIEST, anchor=term("estimated_to"), length=Length(3))
    rule = a_rule(anchor=term("estimated_to"), length=Length(90), opened_by=("TS-02", "TS-03"))
    dates = {"estimated_to": "2026-03-01", "seller_contacted": "2026-03-10T14:20+00:00"}
    window = the_window(rule, an_order(dates=dates), contact, late)
    assert (window.gated, window.opens_at) == (True, datetime(2026, 3, 12, 14, 20, tzinfo=UTC))
    untold = the_window(rule, an_order(dates={"estimated_to": "2026-03-01"}), contact, late)
    assert untold.opens_at is None
    assert untold.opens_needs.fact == "seller_contacted"
    own = a_programme(rule, contact, late)
    found = windows_for(an_order(dates=dates), programmes_of(own))
    assert [window.id for window in found] == ["TS-01"]


def test_the_platforms_own_date_beats_the_computed_one_and_both_stay():
    facts = an_order(dates={"delivered": "2026-02-01"}, platform_dates=(PlatformDate(date(2026, 2, 9)),))
    window = the_window(a_rule(), facts)
    assert last_day(window) == date(2026, 2, 9)
    assert window.computed_close == datetime(2026, 2, 11, 23, 59, 59, tzinfo=LA)
    assert window.platform_date == PlatformDate(date(2026, 2, 9))


def test_the_platforms_own_date_answers_for_a_missing_anchor():
    window = the_window(a_rule(), an_order(platform_dates=(PlatformDate(date(2026, 2, 9)),)))
    assert (window.needs, last_day(window), window.computed_close) == (None, date(2026, 2, 9), None)


def test_of_two_platform_dates_the_one_noted_last_counts():
    old = PlatformDate(date(2026, 2, 9), noted_at=datetime(2026, 2, 1, tzinfo=UTC))
    new = PlatformDate(date(2026, 2, 19), noted_at=datetime(2026, 2, 5, tzinfo=UTC))
    window = the_window(a_rule(), an_order(platform_dates=(new, old)))
    assert last_day(window) == date(2026, 2, 19)


def test_an_order_pages_date_is_not_meant_for_rights_or_for_another_shop():
    shown = (PlatformDate(date(2026, 2, 9)),)
    returns = a_rule(claims=(Right.CHANGE_OF_MIND,))
    assert the_window(returns, an_order(platform_dates=shown)).platform_date is None
    assert the_window(a_rule(), an_order(platform_dates=shown, platform="ebay")).platform_date is None
    named = (PlatformDate(date(2026, 2, 9), rule="TS-01"),)
    assert the_window(returns, an_order(platform_dates=named)).platform_date == named[0]


def chain():
    escalate = a_rule("TS-02", stage=RuleStage.ESCALATE, anchor=term("case_opened"), length=Length(20))
    answer = a_rule(
        "TS-03",
        kind=Kind.SLA,
        actors=(Actor.SELLER,),
        stage=RuleStage.RESPOND,
        anchor=term("escalated"),
        follows="TS-02",
    )
    return a_programme(a_rule(), escalate, answer)


def test_later_stages_begin_once_a_case_is_filed():
    own = chain()
    facts = an_order(dates={"delivered": "2026-02-01"})
    assert [w.id for w in windows_for(facts, programmes_of(own))] == ["TS-01"]
    filed = replace(facts, filed={"test_shop": CaseFacts((dated("case_opened", "2026-02-05"),))})
    found = {w.id: w for w in windows_for(filed, programmes_of(own))}
    assert last_day(found["TS-02"]) == date(2026, 2, 25)
    assert found["TS-01"].done_at is not None
    assert found["TS-03"].awaiting == "escalated"
    assert state(found["TS-03"], datetime(2026, 2, 10, tzinfo=UTC)) is State.NOT_STARTED


def test_a_date_to_ask_for_comes_before_an_event_to_wait_for():
    either = Choice(How.MOST_GENEROUS, (term("processed"), term("credit_issued")))
    window = the_window(a_rule(anchor=either), an_order(dates={"ordered": "2026-02-01"}))
    assert (window.awaiting, window.needs.fact) == ("", "processed")
    assert state(window, datetime(2026, 2, 2, tzinfo=UTC)) is State.NEEDS_DATE


def test_a_missed_link_ends_the_chain():
    own = chain()
    filed = an_order(filed={"test_shop": CaseFacts((dated("case_opened", "2026-02-05"),))})
    found = {w.id: w for w in windows_for(filed, programmes_of(own))}
    after = found["TS-02"].closes_at + timedelta(seconds=1)
    assert state(found["TS-03"], after - timedelta(seconds=1)) is State.NOT_STARTED
    assert state(found["TS-03"], after) is State.CLOSED


def test_a_case_of_another_programme_starts_nothing_here():
    own = chain()
    filed = an_order(filed={"paypal": CaseFacts((dated("case_opened", "2026-02-05"),))})
    assert [w.id for w in windows_for(filed, programmes_of(own))] == ["TS-01"]


def test_the_version_in_force_on_the_day_of_the_order_counts():
    old = a_rule("TS-v1", length=Length(5), valid_to=date(2025, 12, 31))
    new = a_rule(length=Length(10), valid_from=date(2026, 1, 1))
    own = programmes_of(a_programme(old, new))
    before = windows_for(an_order(dates={"ordered": "2025-12-31"}), own)
    after = windows_for(an_order(dates={"ordered": "2026-01-01"}), own)
    undated = windows_for(an_order(), own)
    assert [[w.id for w in found] for found in (before, after, undated)] == [["TS-v1"], ["TS-01"], ["TS-01"]]


def test_a_missing_fact_leaves_a_rule_out_unless_asked_for_with_its_question():
    new_goods = Condition("goods", frozenset({"new"}), question="Was it new?")
    own = programmes_of(a_programme(a_rule(when=(new_goods,))))
    assert windows_for(an_order(), own) == ()
    (doubtful,) = windows_for(an_order(), own, unknown=True)
    assert [question.text for question in doubtful.doubts] == ["Was it new?"]
    (sure,) = windows_for(an_order(attributes={"goods": "new"}), own)
    assert sure.doubts == ()
    assert windows_for(an_order(attributes={"goods": "used"}), own, unknown=True) == ()


def test_only_the_windows_of_the_claim_are_given():
    late = a_rule("TS-02", claims=(ClaimType.LATE,))
    damaged = a_rule(claims=(ClaimType.DAMAGED,))
    own = programmes_of(a_programme(damaged, late))
    assert {w.id for w in windows_for(an_order(), own)} == {"TS-01", "TS-02"}
    assert [w.id for w in windows_for(an_order(claim=ClaimType.LATE), own)] == ["TS-02"]


def test_windows_come_soonest_first():
    rules = [a_rule(f"TS-{n}", length=Length(n)) for n in (30, 10, 20)]
    endless = a_rule("TS-0", length=Length(unit=Unit.REASONABLE_TIME))
    own = programmes_of(a_programme(endless, *rules))
    found = windows_for(an_order(dates={"delivered": "2026-02-01"}), own)
    assert [w.id for w in found] == ["TS-10", "TS-20", "TS-30", "TS-0"]


def test_a_lower_bound_is_no_answer_but_raises_the_earliest():
    bound = anchor(K.DELIVERED, date(2026, 2, 10), precision=Precision.NOT_BEFORE)
    facts = an_order(anchors=(dated("ordered", "2026-02-01"), bound))
    window = the_window(a_rule(), facts)
    assert window.needs.fact == "delivered"
    assert last_day(window) == date(2026, 2, 20)


def test_of_several_values_the_trusted_one_counts():
    guessed = dated("delivered", "2026-02-10", source=Known.COMPUTED)
    typed = dated("delivered", "2026-02-12", source=Known.TYPED)
    assert last_day(the_window(a_rule(), an_order(anchors=(guessed, typed)))) == date(2026, 2, 22)


# --- what holds for every rule that ships ---

ZONES = [
    "Europe/London",
    "America/Los_Angeles",
    "Asia/Shanghai",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "UTC",
]
INSTANTS = st.integers(0, 6 * 365 * 86400).map(
    lambda s: datetime(2023, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)
ASKED = sorted(kind for kind in AnchorKind if kind not in WAITED_FOR)


def precede(kind):
    """Every kind that cannot come after this one."""
    found = set()
    for earlier in MEANINGS[kind].after:
        found |= {earlier} | precede(earlier)
    return found


@st.composite
def answers(draw, facts, kind):
    """A value of a missing anchor that fits what is known: no earlier than what must have come before."""
    before = [a.value for a in facts.anchors if a.kind in precede(kind)]
    floor = max(before, default=datetime(2023, 1, 1, tzinfo=UTC))
    at = floor + draw(st.timedeltas(timedelta(0), timedelta(days=40)))
    form = draw(st.sampled_from(["instant", "page day", "home day", "far day"]))
    if form == "instant":
        return anchor(kind, at)
    if form == "page day":
        return anchor(kind, at.astimezone(ZoneInfo(facts.home_zone)).date())
    zone = facts.home_zone if form == "home day" else draw(st.sampled_from(ZONES))
    return anchor(kind, at.astimezone(ZoneInfo(zone)).date(), zone=zone)


@st.composite
def orders_and_answers(draw):
    """An order with some instants in sequence, and an answer to one more."""
    at = draw(INSTANTS)
    anchors = [anchor(K.ORDERED, at)]
    for kind in (K.PAID, K.PROCESSED, K.SHIPPED, K.ESTIMATED_TO, K.DELIVERED):
        at += draw(st.timedeltas(timedelta(0), timedelta(days=20)))
        if draw(st.booleans()):
            anchors.append(anchor(kind, at))
    facts = OrderFacts(anchors=tuple(anchors), home_zone=draw(st.sampled_from(ZONES)))
    known = {a.kind for a in anchors}
    kind = draw(st.sampled_from([kind for kind in ASKED if kind not in known]))
    return facts, draw(answers(facts, kind))


def shown(window):
    return window.needs.earliest if window.needs else window.closes_at


@given(orders_and_answers())
def test_a_date_given_later_never_turns_out_earlier_than_what_was_shown(case):
    facts, answer = case
    answered = replace(facts, anchors=(*facts.anchors, answer))
    for programme, rule in RULES:
        before = window_for(programme, rule, facts, ALL)
        if before.needs is None or before.needs.earliest is None:
            continue
        after = window_for(programme, rule, answered, ALL)
        assert shown(after) >= before.needs.earliest, (rule.id, answer)


def reckoned(rule, zone, at, home_day_in_hand):
    """The close of a plain rule worked out with other means: date arithmetic, dateutil and a walk over the week."""
    n, unit = rule.length.n, rule.length.unit
    if unit is Unit.HOURS:
        return at + timedelta(hours=n)
    day = at.astimezone(zone).date()
    if unit is Unit.DAYS:
        day += timedelta(days=n)
    elif unit in {Unit.MONTHS, Unit.YEARS}:
        day += relativedelta(months=n) if unit is Unit.MONTHS else relativedelta(years=n)
    else:
        for _ in range(n):
            day += timedelta(days=1)
            while day.weekday() > 4:
                day += timedelta(days=1)
    after = day + timedelta(days=1 - home_day_in_hand)
    return datetime(after.year, after.month, after.day, tzinfo=zone).astimezone(UTC) - timedelta(seconds=1)


def is_plain(rule):
    """Whether one anchor and one length say everything about a rule's last day."""
    return (
        rule.kind in {Kind.LATEST, Kind.SLA}
        and isinstance(rule.anchor, Term)
        and not rule.anchor.plus
        and rule.length.n is not None
        and rule.length.unit in {Unit.DAYS, Unit.MONTHS, Unit.YEARS, Unit.HOURS, Unit.BUSINESS_DAYS}
        and rule.length.calendar in {"", "weekdays"}
        and not (rule.other_readings or rule.cap or rule.pause or rule.roll_calendar or rule.event_day_counts)
    )


@given(INSTANTS, st.sampled_from(ZONES))
def test_plain_rules_agree_with_an_independent_reckoning_to_the_second(at, home):
    every = tuple(anchor(kind, at) for kind in AnchorKind)
    checked = 0
    for programme, rule in RULES:
        if not is_plain(rule):
            continue
        facts = OrderFacts(anchors=every, home_zone=home, filed={programme.id: CaseFacts(every)})
        stated = rule.zone or programme.zone
        zone = ZoneInfo(stated if stated not in {"", "buyer"} else home)
        expected = reckoned(rule, zone, at, not stated and rule.kind is Kind.LATEST)
        assert window_for(programme, rule, facts, ALL).closes_at == expected, rule.id
        checked += 1
    assert checked > 120


@given(INSTANTS, st.integers(-14 * 60, 14 * 60))
def test_the_offset_in_which_an_instant_was_written_changes_nothing(at, minutes):
    written = at.astimezone(timezone(timedelta(minutes=minutes)))
    plain, other = (
        [w.closes_at for w in windows_for(an_order(platform="aliexpress", anchors=(one,)), ALL)]
        for one in (anchor(K.DELIVERED, at), anchor(K.DELIVERED, written))
    )
    assert plain == other


def test_windows_do_not_know_the_present():
    facts = an_order(platform="aliexpress", dates={"delivered": "2026-02-27"})
    assert windows_for(facts, ALL) == windows_for(facts, ALL)


def test_a_case_goes_by_the_version_in_force_when_it_was_opened():
    old = a_rule("TS-v1", length=Length(5), valid_to=date(2025, 12, 31))
    new = a_rule(length=Length(10), valid_from=date(2026, 1, 1))
    own = programmes_of(a_programme(old, new))
    filed = {"test_shop": CaseFacts((dated("case_opened", "2026-01-05"),))}
    found = windows_for(an_order(dates={"ordered": "2025-12-20"}, filed=filed), own)
    assert [window.id for window in found] == ["TS-01"]


def test_orders_that_are_alike_but_for_their_dates_are_told_apart_by_them():
    own = programmes_of(a_programme())
    early, late = (
        windows_for(an_order(dates={"delivered": day}), own) for day in ("2026-02-01", "2026-02-02")
    )
    assert late[0].closes_at - early[0].closes_at == timedelta(days=1)
    priced = a_rule(when=(Condition("total", over=Money(10000, "GBP")),))
    own = programmes_of(a_programme(priced))
    assert windows_for(an_order(total=Money(10000, "GBP")), own) == ()
    assert len(windows_for(an_order(total=Money(10001, "GBP")), own)) == 1


@pytest.mark.parametrize(
    "text", ["0001-01-01", "9999-12-31", "0001-01-01T00:00+00:00", "9999-12-31T23:59+00:00", "1815-06-18"]
)
def test_a_mistyped_year_stops_nothing(text):
    every = tuple(dated(kind.value, text) for kind in AnchorKind)
    for programme, rule in RULES:
        facts = OrderFacts(anchors=every, home_zone="Asia/Tokyo", filed={programme.id: CaseFacts(every)})
        window = window_for(programme, rule, facts, ALL)
        for home in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            assert explain(window, home)
        assert state(window, datetime(2026, 3, 12, tzinfo=UTC)) in State
