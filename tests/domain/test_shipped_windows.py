"""What holds for the windows of every rule that ships, whatever the dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.anchors import MEANINGS, WAITED_FOR, AnchorKind, anchor
from disputes_app.domain.explaining import explain
from disputes_app.domain.money import Money
from disputes_app.domain.order_facts import CaseFacts, OrderFacts
from disputes_app.domain.programmes import (
    Condition,
    Kind,
    Length,
    Term,
    Unit,
)
from disputes_app.domain.urgency import State, state
from disputes_app.domain.windows import window_for, windows_for
from disputes_app.programmes.reading import load
from tests.helpers.engine import a_programme, a_rule, an_order, dated, programmes_of

ALL = load()
RULES = [(programme, rule) for programme in ALL for rule in programme.rules]
LA = ZoneInfo("America/Los_Angeles")
K = AnchorKind
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
