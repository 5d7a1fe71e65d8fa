"""Which windows an order has: what opens them, which date counts, how stages follow, which are left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from disputes_app.domain.anchors import AnchorKind, Known, Precision, anchor
from disputes_app.domain.claims import ClaimType, Right
from disputes_app.domain.order_facts import CaseFacts, PlatformDate
from disputes_app.domain.programmes import (
    Actor,
    Choice,
    Condition,
    How,
    Kind,
    Length,
    RuleStage,
    Unit,
)
from disputes_app.domain.urgency import State, state
from disputes_app.domain.windows import last_day, windows_for
from tests.helpers.engine import a_programme, a_rule, an_order, dated, programmes_of, term, the_window

LA = ZoneInfo("America/Los_Angeles")
K = AnchorKind


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
