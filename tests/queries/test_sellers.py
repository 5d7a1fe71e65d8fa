"""Whether an order is the first from its seller."""

from __future__ import annotations

import pytest

from disputes_app.actions.orders import delete_order
from disputes_app.queries.orders import order_detail
from disputes_app.queries.sellers import orders_from
from tests.helpers.builders import a_library, an_order


@pytest.fixture
def core(tmp_path):
    made = a_library(tmp_path)
    yield made
    made.library.close()


def _first(core, order):
    return order_detail(core, core.library, order).first_with_seller


def test_the_earliest_order_of_a_seller_is_the_first_however_late_it_was_entered(core):
    later = an_order(core, "2", ordered_at="2026-02-06")
    earlier = an_order(core, "1", ordered_at="2026-01-06")
    assert (_first(core, earlier), _first(core, later)) == (True, False)


def test_of_two_orders_of_one_day_the_one_entered_first_is_the_first(core):
    one, other = an_order(core, "1"), an_order(core, "2")
    assert (_first(core, one), _first(core, other)) == (True, False)


def test_an_order_in_the_bin_or_from_another_seller_does_not_count(core):
    delete_order(core, an_order(core, "1", ordered_at="2026-01-06"))
    an_order(core, "2", seller="Breeze", ordered_at="2026-01-06")
    assert _first(core, an_order(core, "3"))
    assert orders_from(core.library, "aliexpress", "Vetra Wearables") == 1
    assert orders_from(core.library, "ebay", "Vetra Wearables") == 0


def test_without_a_seller_nothing_is_said(core):
    assert not _first(core, an_order(core, seller=""))
