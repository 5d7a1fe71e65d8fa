"""Facts of an order that have no field of their own."""

from __future__ import annotations

import pytest

from disputes_app.actions import journal, orders
from disputes_app.actions.attributes import set_attribute, set_attributes
from disputes_app.domain.orders import OrderAttribute
from disputes_app.errors import UsageError


@pytest.fixture
def order(core):
    return orders.add_order(core, {"platform": "ebay", "number": "1"}).value


def _kept(core, order):
    return {one.name: one.value for one in core.library.find(OrderAttribute, "order_id = ?", (order,))}


def test_a_fact_is_kept_changed_and_taken_away(core, order):
    assert set_attribute(core, order, "free_returns", "yes").changes.touches_order(order)
    assert _kept(core, order) == {"free_returns": "yes"}
    set_attribute(core, order, "free_returns", "no")
    assert _kept(core, order) == {"free_returns": "no"}
    set_attribute(core, order, "free_returns", "")
    assert _kept(core, order) == {}


def test_a_changed_fact_comes_back_by_undo(core, order):
    set_attribute(core, order, "free_returns", "yes")
    done = set_attribute(core, order, "free_returns", "no")
    journal.undo(core, done.journal)
    assert _kept(core, order) == {"free_returns": "yes"}


def test_a_fact_without_a_name_is_refused(core, order):
    with pytest.raises(UsageError, match="needs its name"):
        set_attribute(core, order, " ", "yes")


def test_an_order_that_is_not_there_has_no_facts(core):
    with pytest.raises(LookupError):
        set_attribute(core, 99, "free_returns", "yes")


def test_facts_given_together_are_one_action_or_none(core, order):
    with pytest.raises(UsageError, match="needs its name"):
        set_attributes(core, order, {"free_returns": "yes", " ": "no"})
    assert _kept(core, order) == {}
    done = set_attributes(core, order, {"free_returns": "yes", "refund_promised": "no"})
    assert len(_kept(core, order)) == 2
    journal.undo(core, done.journal)
    assert _kept(core, order) == {}


@pytest.mark.parametrize("days", ["ten", "10 days", "99999999999", "²"])
def test_days_that_are_no_number_are_refused(core, order, days):
    with pytest.raises(UsageError, match="is not a number of days; write one such as 15"):
        set_attributes(core, order, {"lead_days": days})
    assert _kept(core, order) == {}
    set_attribute(core, order, "lead_days", " 15 ")
    assert _kept(core, order) == {"lead_days": "15"}
