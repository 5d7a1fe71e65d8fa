"""Lists of orders: filtered, sorted, grouped and paged without loss; deadlines by time, order and claim."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from disputes_app.actions.cases import advance_case
from disputes_app.actions.deadlines import set_deadline
from disputes_app.actions.orders import delete_order, edit_order
from disputes_app.actions.refresh import refresh_passed
from disputes_app.actions.settings import change_settings
from disputes_app.domain.claims import ClaimType, Stage
from disputes_app.domain.orders import OrderStatus
from disputes_app.domain.urgency import State
from disputes_app.queries.deadlines import deadlines, dues
from disputes_app.queries.orders import (
    GROUPS,
    SORTS,
    OrderFilter,
    order_count,
    order_detail,
    order_ids,
    order_rows,
)
from disputes_app.queries.overview import case_heads, clock_words, palette_hits
from tests.helpers.builders import Ticking, a_case, a_library, an_order

DAYS = 60


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A library of 120 orders over two months, on three platforms, by four sellers."""
    core = a_library(tmp_path_factory.mktemp("shop"), Ticking())
    for index in range(120):
        delivered = date(2026, 3, 12) - timedelta(days=index % DAYS)
        an_order(
            core,
            f"N-{index:04}",
            platform=("aliexpress", "ebay", "etsy")[index % 3],
            seller=f"Seller {index % 4}",
            title=f"{'茶具' if index % 10 == 0 else 'Kettle'} {index}",
            total=f"{index}.50",
            ordered_at=(delivered - timedelta(days=20)).isoformat(),
            delivered_at=delivered.isoformat() if index % 5 else "",
            confirmed_at="",
        )
    yield core
    core.library.close()


@pytest.mark.parametrize("sort", SORTS)
def test_pages_give_every_order_once_in_one_order(shop, sort):
    whole = order_ids(shop, shop.library, sort=sort)
    assert len(whole) == len(set(whole)) == 120
    pages = [order_ids(shop, shop.library, sort=sort, limit=50, offset=start) for start in (0, 50, 100, 150)]
    assert [len(page) for page in pages] == [50, 50, 20, 0]
    assert [order for page in pages for order in page] == whole


def test_more_orders_than_one_statement_takes_come_in_their_order(shop, monkeypatch):
    whole = order_ids(shop, shop.library)
    rows = order_rows(shop, shop.library, whole)
    monkeypatch.setattr("disputes_app.queries.orders.MOST", 50)
    assert order_rows(shop, shop.library, whole) == rows


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_counts_what_it_lists(shop, group):
    chosen = OrderFilter(group=group)
    assert order_count(shop, shop.library, chosen) == len(order_ids(shop, shop.library, chosen))


def test_filters_leave_what_they_say(shop):
    for chosen, wanted in (
        (OrderFilter(platform="ebay"), 40),
        (OrderFilter(seller="Seller 1"), 30),
        (OrderFilter(status=OrderStatus.ON_THE_WAY), 24),
        (OrderFilter(text="茶具"), 12),
        (OrderFilter(text="茶具", platform="aliexpress"), 4),
        (OrderFilter(text="n 0007"), 1),
        (OrderFilter(text="nothing like it"), 0),
        (OrderFilter(text="100%_\"'*"), 1),
    ):
        assert order_count(shop, shop.library, chosen) == wanted, chosen
        rows = order_rows(shop, shop.library, order_ids(shop, shop.library, chosen))
        assert len(rows) == wanted
        if chosen.platform:
            assert {row.platform for row in rows} == {chosen.platform}


def test_the_soonest_deadline_comes_first(shop):
    rows = order_rows(shop, shop.library, order_ids(shop, shop.library))
    closes = [row.lead.window.shown_close for row in rows if row.lead]
    assert closes == sorted(closes)
    without = [row.lead is None for row in rows]
    assert without == sorted(without)


def test_deadlines_are_open_soonest_first_and_within_the_days(shop):
    found = deadlines(shop, shop.library)
    assert found
    assert all(row.state is not State.CLOSED for row in found)
    closes = [row.window.shown_close for row in found]
    assert closes == sorted(closes)
    for within in (0, 3, 14, 10**9):
        near = deadlines(shop, shop.library, within=within)
        assert near == [row for row in found if row.days_left <= within]
    every = deadlines(shop, shop.library, closed_too=True)
    assert len(every) > len(found)
    assert [row for row in every if row.state is not State.CLOSED and row in found] == found


def test_deadlines_of_one_order_and_claim(shop):
    order = order_ids(shop, shop.library)[0]
    own = deadlines(shop, shop.library, order=order)
    assert {row.order for row in own} == {order}
    for row in deadlines(shop, shop.library, order=order, claim=ClaimType.COUNTERFEIT):
        assert ClaimType.COUNTERFEIT in row.window.claims


def test_questions_come_last_and_only_when_asked_for(core):
    order = an_order(core, ordered_at="", paid_at="", shipped_at="", delivered_at="", confirmed_at="")
    assert deadlines(core, core.library) == []
    asked = deadlines(core, core.library, questions=True)
    assert {row.state for row in asked} == {State.NEEDS_DATE}
    assert all(row.window.needs or row.window.opens_needs for row in asked)
    an_order(core, "2")
    both = deadlines(core, core.library, questions=True)
    places = [row.window.shown_close is None for row in both]
    assert places == sorted(places)
    delete_order(core, order)
    assert all(row.order != order for row in deadlines(core, core.library, questions=True))


def test_an_order_moves_on_when_its_deadline_has_passed(core, clock):
    order = an_order(core)
    before = order_detail(core, core.library, order).row.lead
    clock.move(days=3)
    assert refresh_passed(core) == 1
    after = order_detail(core, core.library, order).row.lead
    assert after.window.shown_close > before.window.shown_close
    kept = core.library.value("SELECT next_deadline_rule FROM order_state WHERE order_id = ?", (order,))
    assert kept == after.window.rule.id
    assert refresh_passed(core) == 0


def test_dates_of_ones_own_stand_in_the_zone_of_home(core):
    order = an_order(core)
    set_deadline(core, order, "Ring them", date(2026, 3, 29))
    (own,) = dues(core.library, core.now())
    # The clocks went forward that night in London.
    assert own.closes_at.isoformat() == "2026-03-29T22:59:59+00:00"
    assert own.days_left == 17
    change_settings(core, home_zone="Pacific/Auckland")
    (own,) = dues(core.library, core.now())
    assert own.closes_at.isoformat() == "2026-03-29T10:59:59+00:00"
    assert order_detail(core, core.library, order).row.due_first is None
    set_deadline(core, order, "Write", date(2026, 3, 12))
    assert order_detail(core, core.library, order).row.due_first.deadline.action == "Write"


def test_a_changed_home_zone_moves_what_is_counted_at_home(core):
    order = an_order(core, buyer_country="GB")
    before = {row.window.rule.id: row.window.closes_at for row in deadlines(core, core.library, order=order)}
    change_settings(core, home_zone="Pacific/Auckland")
    after = {row.window.rule.id: row.window.closes_at for row in deadlines(core, core.library, order=order)}
    assert before.keys() == after.keys()
    assert before != after


def test_the_clock_is_told_with_its_offset(core):
    for zone, words in (
        ("Europe/London", "London, UTC+0 · 10:42"),
        ("Asia/Kathmandu", "Kathmandu, UTC+5:45 · 16:27"),
        ("America/St_Johns", "St Johns, UTC−2:30 · 08:12"),
        ("America/New_York", "New York, UTC−4 · 06:42"),
    ):
        change_settings(core, home_zone=zone)
        assert clock_words(core, core.library) == words


def test_open_cases_stand_by_their_next_deadline(core):
    later, sooner = an_order(core, delivered_at="2026-03-05", confirmed_at=""), an_order(core, "2")
    cases = [a_case(core, later), a_case(core, sooner)]
    assert [head.id for head in case_heads(core, core.library)] == cases[::-1]
    advance_case(core, cases[1], Stage.OPENED)
    assert {head.id for head in case_heads(core, core.library)} == set(cases)


def test_the_palette_finds_an_order_by_a_few_letters(core):
    order = an_order(core, title="")
    edit_order(core, order, {"note": "for Aunt Meg"})
    hits = palette_hits(core.library, "8193")
    assert [(hit.order, hit.words) for hit in hits if hit.kind == "order"] == [(order, "8193 0457 7216 4402")]
    delete_order(core, order)
    assert palette_hits(core.library, "8193") == []


def test_a_question_whose_earliest_day_passed_long_ago_is_not_due_within_days(core):
    """So that a library of many years answers what is due without reading them all."""
    old = an_order(
        core, "1", ordered_at="2023-02-06", paid_at="", shipped_at="", delivered_at="", confirmed_at=""
    )
    new = an_order(core, "2", paid_at="", shipped_at="", delivered_at="", confirmed_at="")

    def asked(within):
        rows = deadlines(core, core.library, within=within, questions=True)
        return {row.order for row in rows if row.state is State.NEEDS_DATE}

    assert asked(None) == {old, new}
    assert asked(30) == {new}
