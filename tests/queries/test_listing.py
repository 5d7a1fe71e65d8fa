"""What the list of orders asks: ids with the counts of every group, sums of the chosen ones, protections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes_app.actions.orders import delete_orders, edit_order
from disputes_app.domain.money import Money
from disputes_app.domain.orders import Order, Platform
from disputes_app.domain.urgency import State
from disputes_app.queries.orders import (
    GROUPS,
    SORTS,
    OrderFilter,
    listing,
    order_count,
    order_detail,
    order_ids,
    platforms,
    sellers,
)
from disputes_app.queries.protection import lines_of, protection_name
from disputes_app.queries.totals import added, chosen_orders
from tests.helpers.builders import a_case, an_order


@pytest.fixture
def orders(core):
    """A watch with a case, a lamp on its way, and a book without a home amount."""
    watch = an_order(core)
    a_case(core, watch)
    lamp = an_order(
        core, "F-1", title="Lamp", seller="Glow & Co", platform="ebay", delivered_at="", confirmed_at="",
        ordered_at="2026-03-02", paid_at="2026-03-02", shipped_at="2026-03-03", total="20.00", currency="GBP",
        home_total="20.00",
    )  # fmt: skip
    book = an_order(
        core, "B-1", title="Book", seller="Glow & Co", home_total="", home_currency="", total="9.50"
    )
    return watch, lamp, book


@pytest.mark.parametrize(
    "chosen",
    [OrderFilter(), OrderFilter(text="glow"), OrderFilter(platform="ebay"), OrderFilter(group="open_case")],
)
def test_every_count_is_that_of_the_list_its_group_would_show(core, orders, chosen):
    listed = listing(core, core.library, chosen)
    for group in GROUPS:
        one = OrderFilter(text=chosen.text, platform=chosen.platform, group=group)
        assert listed.counts[group] == order_count(core, core.library, one), group
    assert list(listed.ids) == order_ids(core, core.library, chosen)
    assert listed.all == 3


@pytest.mark.parametrize(
    "sort", [sort for sort in SORTS if f"{sort}_last" in SORTS and sort != "next_deadline"]
)
def test_every_sort_can_be_turned_round(core, orders, sort):
    there = listing(core, core.library, OrderFilter(), sort).ids
    back = listing(core, core.library, OrderFilter(), f"{sort}_last").ids
    assert sorted(there) == sorted(back)
    assert there[0] == back[-1] or sort in ("seller", "platform")


def test_what_is_deleted_is_listed_and_counted_nowhere(core, orders):
    delete_orders(core, orders[:2])
    listed = listing(core, core.library)
    assert listed.ids == (orders[2],)
    assert listed.counts[""] == listed.all == 1
    assert [str(one) for one in platforms(core.library)] == ["aliexpress"]
    assert sellers(core.library, 5) == ["Glow & Co"]


def test_deleting_several_leaves_those_in_the_bin_alone(core, orders):
    assert delete_orders(core, orders[:1]).value == 1
    done = delete_orders(core, orders)
    assert done.value == 2
    assert done.changes.orders == frozenset(orders[1:])


def test_the_chosen_ones_are_summed_at_home_and_foreign_amounts_stand_beside(core, orders):
    sums = chosen_orders(core.library, orders)
    assert sums.count == 3
    assert sums.paid == (Money(7110, "GBP"), Money(950, "USD"))
    assert chosen_orders(core.library, ()).paid == ()


def test_what_was_promised_back_is_not_at_stake_until_the_promise_is_taken_back(core, orders):
    assert chosen_orders(core.library, orders).at_stake == (Money(5110, "GBP"),)
    edit_order(core, orders[0], {"refund_promised_at": "2026-03-10"})
    assert chosen_orders(core.library, orders).at_stake == ()
    edit_order(core, orders[0], {"refund_promised_at": ""})
    assert chosen_orders(core.library, orders).at_stake == (Money(5110, "GBP"),)


def test_a_date_that_only_might_be_and_has_passed_protects_nothing(core):
    order = an_order(
        core, ordered_at="2025-06-01", paid_at="2025-06-01", shipped_at="2025-06-04", delivered_at="2025-06-20",
        confirmed_at="",
    )  # fmt: skip
    windows = order_detail(core, core.library, order).row.windows
    unsure = [row for row in windows if row.state is not State.CLOSED and (row.days_left or 0) < 0]
    assert unsure
    assert all(row.state is State.CLOSED or (row.days_left or 0) >= 0 for row in lines_of(windows))


amounts = st.builds(Money, st.integers(-(10**9), 10**9), st.sampled_from(["GBP", "USD", "JPY"]))


@given(st.lists(amounts), st.sampled_from(["GBP", "USD", "EUR"]))
def test_a_sum_never_mixes_currencies_and_names_the_home_one_first(moneys, home):
    sums = added(moneys, home)
    currencies = [money.currency for money in sums]
    assert len(set(currencies)) == len(currencies)
    assert set(currencies) == {money.currency for money in moneys}
    assert home not in currencies or currencies[0] == home
    for money in sums:
        assert money.minor == sum(one.minor for one in moneys if one.currency == money.currency)


def test_each_programme_protects_in_one_line_and_what_is_open_comes_first(core, orders):
    detail = order_detail(core, core.library, orders[0])
    lines = lines_of(detail.row.windows)
    names = [protection_name(line.window) for line in lines]
    assert "AliExpress Buyer Protection" in names
    assert "Consumer Rights Act" in names
    assert len(set(names)) == len(names)
    closed = [line.state is State.CLOSED for line in lines]
    assert closed == sorted(closed)


def test_a_search_finds_every_order_however_many_there_are(core):
    now = core.now()
    with core.library.action("test", "") as tx:
        tx.insert_many(
            [
                Order(platform=Platform.EBAY, number=f"N-{number}", title="Ribbon", added_at=now)
                for number in range(5100)
            ]
        )
        first = tx.first(Order, "1", ()).id
        tx.update(Order, first, platform=Platform.ETSY)
    assert order_count(core, core.library, OrderFilter(text="ribbon")) == 5100
    assert order_ids(core, core.library, OrderFilter(text="ribbon", platform="etsy")) == [first]
    assert listing(core, core.library, OrderFilter(text="ribbon", platform="etsy")).ids == (first,)
