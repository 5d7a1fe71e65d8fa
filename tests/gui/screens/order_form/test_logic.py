"""What the order form decides, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from disputes_app.domain.claims import ClaimType
from disputes_app.domain.money import Money
from disputes_app.gui.screens.order_form import logic
from disputes_app.gui.screens.order_form.logic import Draft, Fault

TODAY = date(2026, 3, 12)
days = st.none() | st.dates(date(2024, 1, 1), date(2028, 12, 31))
drafts = st.builds(
    Draft,
    title=st.text(max_size=8),
    ordered=days,
    paid=days,
    shipped=days,
    promised=days,
    delivered=days,
    delivered_time=st.none() | st.times(),
    platform_day=days,
    total=st.none() | st.builds(Money, st.integers(0, 10**9), st.sampled_from(["USD", "JPY", "BHD"])),
)


def test_a_delivery_before_the_shipping_suggests_the_same_day_of_the_next_month():
    draft = Draft(ordered=date(2026, 2, 24), shipped=date(2026, 2, 26), delivered=date(2026, 2, 9))
    assert logic.faults(draft, TODAY) == {"delivered": Fault("before_shipped", date(2026, 3, 9))}


def test_a_day_still_to_come_suggests_the_same_day_a_year_ago():
    assert logic.faults(Draft(ordered=date(2026, 12, 3)), TODAY) == {
        "ordered": Fault("future", date(2025, 12, 3))
    }


def test_a_year_ago_is_not_suggested_where_that_was_before_the_order():
    draft = Draft(ordered=date(2026, 2, 24), delivered=date(2026, 12, 3))
    assert logic.faults(draft, TODAY) == {"delivered": Fault("future", None)}


def test_a_promise_may_lie_in_the_future_but_not_before_the_order():
    assert logic.faults(Draft(ordered=date(2026, 3, 1), promised=date(2026, 4, 1)), TODAY) == {}
    found = logic.faults(Draft(ordered=date(2026, 3, 1), promised=date(2026, 2, 1)), TODAY)
    assert found["promised"].key == "before_ordered"


@given(drafts)
def test_a_suggested_day_is_never_still_to_come_nor_before_the_order(draft):
    for name, fault in logic.faults(draft, TODAY).items():
        if fault.suggestion is not None:
            assert name == "promised" or fault.suggestion <= TODAY
            assert name == "ordered" or draft.ordered is None or fault.suggestion >= draft.ordered


@given(drafts)
def test_what_protects_is_worked_out_with_days_that_can_have_been(draft):
    meant = logic.corrected(draft, logic.faults(draft, TODAY))
    for name in ("ordered", "shipped", "delivered"):
        day = getattr(meant, name)
        assert day is None or day <= TODAY


@given(drafts)
def test_an_unchanged_draft_changes_nothing(draft):
    assert logic.as_fields(draft, "Europe/London", draft) == {}


@given(drafts, st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_changing_one_date_gives_that_date_alone(draft, day):
    changed = logic.as_fields(replace(draft, shipped=day), "Europe/London", draft)
    assert changed.keys() <= {"shipped_at"}
    assert bool(changed) == (draft.shipped != day)


def test_the_same_minute_keeps_the_seconds_that_were_known():
    before = Draft(delivered_time=time(11, 42, 27))
    assert logic.kept_time("11:42", before) == time(11, 42, 27)
    assert logic.kept_time("11:43", before) == time(11, 43)
    assert logic.kept_time("", before) is None


def test_a_delivery_with_its_hour_is_an_instant_at_home():
    draft = Draft(delivered=date(2026, 7, 1), delivered_time=time(11, 42))
    assert logic.delivered_moment(draft, "Europe/London") == datetime(2026, 7, 1, 10, 42, tzinfo=UTC)
    assert logic.delivered_moment(replace(draft, delivered_time=None), "Europe/London") == date(2026, 7, 1)


def test_who_pays_another_day_than_the_order_keeps_that_day():
    draft = Draft(ordered=date(2026, 3, 1), paid=date(2026, 3, 4))
    assert logic.as_fields(draft, "UTC")["paid_at"] == "2026-03-04"
    moved = logic.as_fields(replace(draft, ordered=date(2026, 3, 2)), "UTC", draft)
    assert moved == {"ordered_at": "2026-03-02"}


def test_only_item_amount_and_day_are_needed():
    assert logic.missing(Draft()) == ["title", "total", "ordered"]
    assert logic.missing(Draft(title="Lamp", total=Money(100, "USD"), ordered=TODAY)) == []


def test_what_an_order_came_without_is_not_demanded_of_its_correction():
    imported = Draft(title="Lamp")
    assert logic.missing(Draft(title="Desk lamp"), imported) == []
    assert logic.missing(Draft(), imported) == ["title"]


def test_what_has_come_is_not_protected_as_missing():
    sent = Draft(ordered=date(2026, 2, 6), shipped=date(2026, 2, 10))
    come = replace(sent, delivered=date(2026, 2, 27))
    assert logic.facts(sent, "Europe/London").claim is None
    assert logic.facts(come, "Europe/London").claim is ClaimType.NOT_AS_DESCRIBED
    assert logic.facts(replace(come, claim="damaged"), "Europe/London").claim is ClaimType.DAMAGED
