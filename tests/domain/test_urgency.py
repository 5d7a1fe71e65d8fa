"""How a window stands at an instant: state, days left and level."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.anchors import AnchorKind
from disputes_app.domain.order_facts import CaseFacts
from disputes_app.domain.programmes import Choice, How, Kind, Length, RuleStage, Term, Unit
from disputes_app.domain.urgency import State, Urgency, days_left, state, urgency
from disputes_app.domain.windows import window_for
from tests.helpers.engine import a_programme, a_rule, an_order, dated, programmes_of


def the_window(rule=None, facts=None, *others):
    own = a_programme(rule or a_rule(), *others)
    return window_for(
        own, own.rules[0], facts or an_order(dates={"delivered": "2026-03-04"}), programmes_of(own)
    )


CLOSE = datetime(2026, 3, 15, 6, 59, 59, tzinfo=UTC)  # 14 March 23:59:59 in Los Angeles


@pytest.mark.parametrize(
    ("now", "left", "standing", "level"),
    [
        ("2026-02-27T12:00", 15, State.NOT_STARTED, Urgency.OPENS),
        ("2026-03-04T09:00", 10, State.OPEN, Urgency.SOON),
        ("2026-03-10T12:00", 4, State.OPEN, Urgency.SOON),
        ("2026-03-11T08:00", 3, State.CLOSING, Urgency.CLOSE),
        ("2026-03-14T06:00", 1, State.CLOSING, Urgency.CLOSE),
        ("2026-03-14T08:00", 0, State.CLOSING, Urgency.TODAY),
        ("2026-03-15T06:59:59", 0, State.CLOSING, Urgency.TODAY),
        ("2026-03-15T07:00", -1, State.CLOSED, Urgency.MISSED),
    ],
)
def test_days_are_counted_in_the_programmes_own_zone(now, left, standing, level):
    window, at = the_window(), datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert window.closes_at == CLOSE
    assert (days_left(window, at), state(window, at), urgency(window, at)) == (left, standing, level)


def test_an_end_in_hours_that_has_passed_today_is_missed():
    rule = a_rule(length=Length(24, Unit.HOURS))
    window = the_window(rule, an_order(dates={"delivered": "2026-03-04T18:00+00:00"}))
    assert days_left(window, datetime(2026, 3, 5, 17, 59, tzinfo=UTC)) == 0
    assert urgency(window, datetime(2026, 3, 5, 19, 0, tzinfo=UTC)) is Urgency.MISSED


def test_a_missing_date_is_asked_for_and_raises_no_alarm():
    window = the_window(facts=an_order(dates={"ordered": "2026-03-01"}))
    now = datetime(2026, 3, 11, 12, tzinfo=UTC)
    assert (state(window, now), days_left(window, now)) == (State.NEEDS_DATE, 0)
    assert urgency(window, now) is Urgency.SOON


def test_an_expected_date_raises_no_alarm():
    terms = (Term(AnchorKind.DELIVERED), Term(AnchorKind.ESTIMATED_TO))
    rule = a_rule(anchor=Choice(How.FIRST_KNOWN, terms))
    window = the_window(rule, an_order(dates={"estimated_to": "2026-03-04"}))
    assert urgency(window, CLOSE - timedelta(hours=1)) is Urgency.SOON


@pytest.mark.parametrize("changed", [{"soft": True}, {"kind": Kind.SLA}, {"kind": Kind.COVER}])
def test_a_soft_day_and_somebody_elses_clock_raise_no_alarm(changed):
    window = the_window(a_rule(**changed))
    for at in (CLOSE - timedelta(hours=1), CLOSE + timedelta(days=2)):
        assert urgency(window, at) is Urgency.SOON


def test_a_window_that_opened_today_says_so():
    gate = a_rule("TS-02", kind=Kind.EARLIEST, length=Length(2))
    window = the_window(a_rule(length=Length(60), opened_by=("TS-02",)), None, gate)
    assert urgency(window, datetime(2026, 3, 5, 20, tzinfo=UTC)) is Urgency.OPENS
    assert urgency(window, datetime(2026, 3, 6, 20, tzinfo=UTC)) is Urgency.OPENS
    assert urgency(window, datetime(2026, 3, 7, 20, tzinfo=UTC)) is Urgency.LATER


def test_what_has_been_done_is_closed_and_done():
    rule = a_rule(stage=RuleStage.OPEN)
    filed = {"test_shop": CaseFacts((dated("case_opened", "2026-03-05"),))}
    window = the_window(rule, an_order(dates={"delivered": "2026-03-04"}, filed=filed))
    now = datetime(2026, 3, 6, tzinfo=UTC)
    assert (state(window, now), urgency(window, now)) == (State.CLOSED, Urgency.DONE)


def test_a_first_day_alone_opens_and_stays_open():
    window = the_window(a_rule(kind=Kind.EARLIEST))
    assert state(window, datetime(2026, 3, 14, 6, tzinfo=UTC)) is State.NOT_STARTED
    assert state(window, datetime(2026, 3, 14, 7, tzinfo=UTC)) is State.OPEN
    assert days_left(window, CLOSE) is None


@given(st.integers(-90 * 24, 90 * 24))
def test_a_window_never_reopens_and_its_days_never_grow(hours):
    window = the_window()
    now = CLOSE + timedelta(hours=hours)
    later = now + timedelta(hours=7)
    assert days_left(window, later) <= days_left(window, now)
    if state(window, now) is State.CLOSED:
        assert state(window, later) is State.CLOSED
    assert (state(window, now) is State.CLOSED) == (now > CLOSE)


def test_the_last_day_is_the_same_wherever_the_user_is():
    for home in ("Asia/Tokyo", "America/New_York"):
        window = the_window(facts=an_order(dates={"delivered": "2026-03-04T20:00+00:00"}, home_zone=home))
        assert window.closes_at == CLOSE
        assert window.zone == "America/Los_Angeles"
