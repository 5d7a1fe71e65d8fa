"""What the agenda names, in which order, and which sums stand above it."""

from __future__ import annotations

from datetime import date

from disputes_app.actions.cases import close_case
from disputes_app.actions.deadlines import finish_deadline, set_deadline
from disputes_app.actions.inspection import inspect_order
from disputes_app.actions.orders import delete_order, edit_order
from disputes_app.domain.claims import ClaimType, Outcome
from disputes_app.domain.money import Money
from disputes_app.domain.urgency import Urgency
from disputes_app.queries.today import INSPECT, MOST_ORDERS, Group, agenda
from tests.helpers.builders import a_case, an_order


def _agenda(core):
    return agenda(core, core.library)


def test_an_empty_library_has_nothing_to_do(core):
    found = _agenda(core)
    assert found.rows == ()
    assert (found.orders, found.at_stake.count, found.protected.amounts) == (0, 0, ())


def test_an_order_without_a_case_is_named_while_its_last_day_is_near(core):
    order = an_order(core)
    (row,) = _agenda(core).rows
    assert (row.order, row.case, row.group, row.next.days_left) == (order, None, Group.NOW, 2)
    assert row.next.action == "Open a dispute on AliExpress"
    assert row.stake == Money(5110, "GBP")


def test_an_order_whose_delivery_is_not_known_raises_no_alarm(core):
    an_order(core, delivered_at="", confirmed_at="")
    assert [row for row in _agenda(core).rows if row.group is Group.NOW] == []


def test_what_came_lately_is_to_be_inspected_until_it_was(core):
    order = an_order(core, delivered_at="2026-03-05", confirmed_at="")
    (row,) = _agenda(core).rows
    assert (row.order, row.next.action, row.group) == (order, INSPECT, Group.LATER)
    assert row.next.window.rule.id == "AE-03"
    sound = {"packing": "intact", "count": "complete", "match": "as_listed", "function": "works"}
    inspect_order(core, order, sound, date(2026, 3, 12))
    assert [row.next.action for row in _agenda(core).rows] == ["Open a dispute on AliExpress"]


def test_what_came_long_ago_is_not_asked_to_be_inspected(core):
    an_order(core, platform="own_shop", delivered_at="2026-02-20", confirmed_at="")
    assert INSPECT not in {row.next.action for row in _agenda(core).rows}


def test_an_order_in_the_bin_is_not_named(core):
    delete_order(core, an_order(core))
    assert _agenda(core).rows == ()
    assert _agenda(core).protected.count == 0


def test_a_case_counts_its_proofs_and_names_the_other_routes(core):
    case = a_case(core, an_order(core))
    (row,) = _agenda(core).rows
    assert (row.case, row.claim, row.next.urgency) == (case, "defective", Urgency.CLOSE)
    assert row.total > 0
    assert row.have < row.total
    assert "paypal" in {route.window.programme.id for route in row.routes}
    assert "aliexpress" not in {route.window.programme.id for route in row.routes}


def test_a_missed_day_says_what_to_move_on_to(core, clock):
    a_case(core, an_order(core))
    clock.move(days=5)
    (row,) = _agenda(core).rows
    assert (row.group, row.next.urgency, row.next.days_left) == (Group.NOW, Urgency.MISSED, -3)
    assert row.move_on is not None
    assert row.move_on.window.programme.id != "aliexpress"


def test_a_closed_case_leaves_the_agenda_and_its_refund_counts_as_recovered(core):
    case = a_case(core, an_order(core))
    close_case(core, case, Outcome.REFUNDED, recovered=Money(5110, "GBP"))
    found = _agenda(core)
    assert found.at_stake.count == 0
    assert found.recovered.amounts == (Money(5110, "GBP"),)


def test_a_refund_of_last_year_is_not_of_this_year(core, clock):
    case = a_case(core, an_order(core))
    close_case(core, case, Outcome.REFUNDED, recovered=Money(5110, "GBP"))
    clock.move(days=365)
    assert _agenda(core).recovered.amounts == ()


def test_a_promised_refund_is_on_its_way_and_no_longer_at_stake(core):
    order = an_order(core)
    a_case(core, order)
    edit_order(core, order, {"refund_promised_at": "2026-03-03"})
    found = _agenda(core)
    assert found.at_stake.amounts == ()
    assert found.on_its_way.amounts == found.recovered.amounts == (Money(5110, "GBP"),)


def test_currencies_are_never_added_up(core):
    a_case(core, an_order(core))
    a_case(core, an_order(core, "2", home_total="", home_currency=""))
    assert _agenda(core).at_stake.amounts == (Money(5110, "GBP"), Money(6480, "USD"))


def test_a_date_of_ones_own_is_named_until_it_is_done(core):
    order = an_order(core, confirmed_at="", delivered_at="")
    deadline = set_deadline(core, order, "Ask about the strap", date(2026, 3, 20)).value
    (row,) = [row for row in _agenda(core).rows if row.next.deadline]
    assert (row.next.action, row.next.days_left, row.group) == ("Ask about the strap", 8, Group.LATER)
    finish_deadline(core, deadline)
    assert [row for row in _agenda(core).rows if row.next.deadline] == []


def test_what_comes_after_the_axis_is_only_counted(core):
    order = an_order(core, confirmed_at="", delivered_at="")
    set_deadline(core, order, "Next year", date(2027, 3, 20))
    found = _agenda(core)
    assert "Next year" not in {row.next.action for row in found.rows}
    assert found.beyond == 1


def test_what_is_missed_or_ends_today_comes_before_what_ends_sooner_or_later(core, clock):
    a_case(core, an_order(core))
    a_case(core, an_order(core, "2", confirmed_at="2026-03-02"), ClaimType.DEFECTIVE)
    clock.move(days=5, hours=1)
    assert [row.next.urgency for row in _agenda(core).rows][:2] == [Urgency.MISSED, Urgency.TODAY]


def test_so_many_orders_are_named_and_the_others_counted(core):
    for number in range(MOST_ORDERS + 3):
        an_order(core, f"order {number}")
    found = _agenda(core)
    assert (len(found.rows), found.beyond) == (MOST_ORDERS, 3)
