"""The next deadline: one that can still be kept before any other, and the case's own programme before the rest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.claims import Right, Stage
from disputes_app.domain.leading import is_last_day_of_buyer, lead
from disputes_app.domain.programmes import Actor, Kind, RuleStage
from disputes_app.domain.urgency import State, state
from disputes_app.domain.window import Needs, Window
from tests.helpers.engine import a_programme, a_rule

NOW = datetime(2026, 3, 12, 10, 42, tzinfo=UTC)

hours = st.integers(-2000, 2000).map(lambda number: NOW + timedelta(hours=number))


@st.composite
def windows(draw):
    """A window as the engine may make it, with or without a close, opening, question or end."""
    stage = draw(st.sampled_from([RuleStage.OPEN, RuleStage.ESCALATE, RuleStage.CANCEL, RuleStage.APPEAL]))
    rule = a_rule(
        f"TS-{draw(st.integers(10, 99))}",
        stage=stage,
        kind=draw(st.sampled_from([Kind.LATEST, Kind.LATEST, Kind.EARLIEST, Kind.COVER])),
        actors=draw(st.sampled_from([(Actor.BUYER,), (Actor.SELLER,), (Actor.SELLER, Actor.BUYER)])),
        claims=draw(st.sampled_from([a_rule().claims, (Right.CHANGE_OF_MIND,)])),
    )
    programme = a_programme(rule, id=draw(st.sampled_from(["shop", "card", "law"])))
    known = draw(st.booleans())
    return Window(
        programme,
        rule,
        "America/Los_Angeles",
        opens_at=draw(st.none() | hours),
        closes_at=draw(hours) if known else None,
        needs=None if known else Needs("delivered", "When was it delivered?", draw(st.none() | hours)),
        done_at=draw(st.none() | st.none() | st.none() | st.just(NOW - timedelta(days=1))),
    )


many = st.lists(windows(), max_size=8)


def is_open(window):
    return state(window, NOW) is not State.CLOSED and (window.shown_close or NOW) >= NOW


@given(many)
def test_a_closed_window_never_leads_an_order(found):
    first = lead(found, NOW)
    if first is not None:
        assert is_open(first)
        assert is_last_day_of_buyer(first)
        assert first.done_at is None


@given(many)
def test_an_open_window_with_a_known_close_leads_and_the_soonest_of_them(found):
    known = [
        window
        for window in found
        if is_last_day_of_buyer(window)
        and window.stage in {RuleStage.OPEN, RuleStage.CANCEL}
        and window.closes_at is not None
        and is_open(window)
    ]
    first = lead(found, NOW)
    if known:
        assert first is not None
        assert first.closes_at == min(window.closes_at for window in known)


@given(many, st.sampled_from(["shop", "card", "law"]), st.sampled_from(list(Stage)))
def test_in_a_case_a_missed_window_leads_only_when_nothing_of_its_programme_is_open(found, programme, stage):
    first = lead(found, NOW, programme, stage)
    if first is None or is_open(first):
        return
    begun = stage is not Stage.PREPARING
    steps = {RuleStage.OPEN, RuleStage.CANCEL, RuleStage.SUIT}
    assert first.programme.id == programme
    assert not any(
        is_open(window)
        for window in found
        if is_last_day_of_buyer(window)
        and window.done_at is None
        and window.programme.id == programme
        and (window.stage not in steps) is begun
    )


@given(many)
def test_the_same_windows_in_any_order_give_the_same_close(found):
    first, last = lead(found, NOW), lead(found[::-1], NOW)
    assert (first and first.shown_close) == (last and last.shown_close)


def test_a_case_begun_looks_at_its_later_steps():
    opening = Window(a_programme(id="shop"), a_rule(), "UTC", closes_at=NOW + timedelta(days=1))
    rule = a_rule("TS-02", stage=RuleStage.ESCALATE)
    escalating = Window(a_programme(rule, id="shop"), rule, "UTC", closes_at=NOW + timedelta(days=5))
    both = (opening, escalating)
    assert lead(both, NOW) is opening
    assert lead(both, NOW, "shop", Stage.PREPARING) is opening
    assert lead(both, NOW, "shop", Stage.OPENED) is escalating


def test_a_question_leads_only_while_its_earliest_day_is_ahead():
    asked = Window(a_programme(), a_rule(), "UTC", needs=Needs("delivered", "When?", NOW + timedelta(days=1)))
    assert lead([asked], NOW) is asked
    assert lead([asked], NOW + timedelta(days=2)) is None
    known = Window(a_programme(), a_rule("TS-02"), "UTC", closes_at=NOW + timedelta(days=9))
    assert lead([asked, known], NOW) is known
