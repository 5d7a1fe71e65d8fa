"""Dates a person sets: set, done, and brought back."""

from __future__ import annotations

from datetime import date

import pytest

from disputes_app.actions.bin import restore
from disputes_app.actions.cases import open_case
from disputes_app.actions.deadlines import finish_deadline, set_deadline
from disputes_app.actions.journal import undo
from disputes_app.actions.orders import delete_order, delete_orders
from disputes_app.domain.cases import Deadline
from disputes_app.domain.claims import ClaimType
from disputes_app.errors import UserError
from disputes_app.queries.deadlines import dues
from disputes_app.queries.orders import order_rows
from tests.helpers.builders import a_case, an_order

DAY = date(2026, 3, 20)


def test_a_date_set_by_hand_stands_among_the_dates_of_its_order(core):
    order = an_order(core)
    done = set_deadline(
        core, order, " Ask for the cups ", DAY, reason="The seller’s promise", zone="Asia/Shanghai"
    )
    [row] = dues(core.library, core.now())
    assert row.deadline.id == done.value
    assert (row.deadline.action, row.deadline.reason, row.zone) == (
        "Ask for the cups",
        "The seller’s promise",
        "Asia/Shanghai",
    )
    assert row.days_left == 8
    assert order in done.changes.orders
    assert order_rows(core, core.library, [order])[0].dues == (row,)


def test_a_date_that_comes_first_moves_its_order_up_in_the_list(core):
    order = an_order(core)
    before = core.library.value("SELECT next_deadline_at FROM order_state WHERE order_id = ?", (order,))
    number = set_deadline(core, order, "Write again", date(2026, 3, 13)).value
    due = core.library.value("SELECT next_deadline_at FROM order_state WHERE order_id = ?", (order,))
    assert due < before
    finish_deadline(core, number)
    after = core.library.value("SELECT next_deadline_at FROM order_state WHERE order_id = ?", (order,))
    assert after == before


def test_what_is_done_leaves_the_lists_and_undo_brings_it_back(core):
    number = set_deadline(core, an_order(core), "Ask", DAY).value
    done = finish_deadline(core, number)
    assert dues(core.library, core.now()) == []
    assert core.library.load(Deadline, number).done_at == core.now()
    undo(core, done.journal)
    assert [row.deadline.id for row in dues(core.library, core.now())] == [number]


def test_a_date_of_a_case_says_that_the_case_changed(core):
    order = an_order(core)
    case = a_case(core, order)
    done = set_deadline(core, order, "Send the report", DAY, case=case)
    assert case in done.changes.cases
    assert case in finish_deadline(core, done.value).changes.cases


def test_a_date_without_words_an_unknown_zone_and_another_orders_case_are_refused(core):
    order, other = an_order(core), an_order(core, "second")
    case = a_case(core, other)
    with pytest.raises(UserError, match="say what is to be done"):
        set_deadline(core, order, "  ", DAY)
    with pytest.raises(UserError, match="Mars/Base"):
        set_deadline(core, order, "Ask", DAY, zone="Mars/Base")
    with pytest.raises(UserError, match="does not belong to this order"):
        set_deadline(core, order, "Ask", DAY, case=case)
    assert dues(core.library, core.now()) == []


def test_a_date_is_done_once_and_never_one_that_a_platform_shows(core):
    order = an_order(core, platform_date="2026-03-14")
    [shown] = core.library.find(Deadline, "set_by = 'platform'")
    with pytest.raises(UserError, match="a date the platform shows"):
        finish_deadline(core, shown.id)
    number = set_deadline(core, order, "Ask", DAY).value
    finish_deadline(core, number)
    with pytest.raises(UserError, match="marked as done already"):
        finish_deadline(core, number)


def test_a_date_of_a_case_stays_while_one_of_its_orders_is_there(core):
    first, second = an_order(core), an_order(core, "2")
    case = open_case(core, [first, second], ClaimType.LATE).value
    set_deadline(core, first, "Answer due", date(2026, 3, 13), case=case)

    def shown(order):
        (row,) = order_rows(core, core.library, [order])
        return [one.deadline.action for one in row.dues], row.due_first is not None

    def soonest(order):
        return core.library.value("SELECT next_deadline_at FROM order_state WHERE order_id = ?", (order,))

    before = soonest(second)
    done = delete_orders(core, [first])
    assert shown(second) == (["Answer due"], True)
    assert soonest(second) != before
    assert [one.deadline.order_id for one in dues(core.library, core.now())] == [second]
    undo(core, done.journal)
    assert shown(second) == ([], False)
    assert soonest(second) == before
    delete_order(core, first)
    restore(core, f"o{first}")
    assert soonest(second) == before
    delete_orders(core, [first, second])
    assert dues(core.library, core.now()) == []
