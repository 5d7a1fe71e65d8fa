"""An action is stored whole or not at all, and its records are kept, changed and removed with what they own."""

from __future__ import annotations

import sqlite3

import pytest

from disputes_app.domain.orders import Item, Order
from disputes_app.store import journal
from tests.store.builders import NOW, add, an_item, an_order


def test_an_action_that_fails_leaves_nothing(library):
    with pytest.raises(sqlite3.IntegrityError), library.action("add", "Order added") as tx:
        tx.insert_many([an_item(tx.insert(an_order())), an_item(99)])
    assert library.find(Order) == []
    assert library.value("SELECT count(*) FROM journal") == 0
    add(library, an_order())
    assert [order.id for order in library.find(Order)] == [1]


def test_actions_do_not_nest(library):
    with (
        library.action("outer", "Outer"),
        pytest.raises(RuntimeError, match="running already"),
        library.action("inner", "Inner"),
    ):
        pass
    add(library, an_order())


def test_many_records_go_in_at_once_and_get_ids_in_order(library):
    (order,) = add(library, an_order())
    with library.action("add", "Items added") as tx:
        first = tx.insert(an_item(order, "one"))
        ids = tx.insert_many([an_item(order, title) for title in ("two", "three")])
        last = tx.insert(an_item(order, "four"))
        assert tx.insert_many([]) == []
    assert [first, *ids, last] == [1, 2, 3, 4]
    assert [item.title for item in library.find(Item)] == ["one", "two", "three", "four"]


def test_ids_are_never_used_again(library):
    _, second = add(library, an_order("1"), an_order("2"))
    with library.action("delete", "Order removed") as tx:
        tx.delete(Order, second)
        assert tx.insert_many([an_order("3")]) == [second + 1]


def test_some_fields_of_a_record_are_changed_and_the_others_stay(library):
    (order,) = add(library, an_order(title="Headphones"))
    with library.action("edit", "Order edited") as tx:
        tx.update(Order, order, number="12-345", note="broken")
    changed = library.load(Order, order)
    assert (changed.number, changed.note, changed.title) == ("12-345", "broken", "Headphones")
    assert library.value("SELECT number_key FROM orders") == "12345"


def test_changing_what_is_not_there_is_an_error(library):
    with library.action("edit", "Order edited") as tx:
        with pytest.raises(LookupError):
            tx.update(Order, 5, note="x")
        with pytest.raises(LookupError):
            tx.load(Order, 5)
        assert tx.get(Order, 5) is None


def test_a_row_that_belongs_to_nothing_is_refused(library):
    with pytest.raises(sqlite3.IntegrityError), library.action("add", "Item added") as tx:
        tx.insert(an_item(99))


def test_removing_an_order_removes_what_it_owns(library):
    (order,) = add(library, an_order())
    add(library, an_item(order))
    with library.action("delete", "Order removed") as tx:
        tx.delete(Order, order)
    assert library.find(Item) == []


def test_settings_keep_anything_json_can_hold(library):
    with library.action("settings", "Theme changed") as tx:
        tx.set_setting("theme", "dark")
        tx.set_setting("columns", {"widths": [1, 2]})
    with library.action("settings", "Theme changed") as tx:
        tx.set_setting("theme", "light")
    assert library.setting("theme") == "light"
    assert library.setting("columns") == {"widths": [1, 2]}
    assert library.setting("absent", 7) == 7


def test_find_filters_sorts_and_limits(library):
    add(library, *(an_order(str(number)) for number in range(5)))
    found = library.find(Order, "id > ?", (1,), order="id DESC", limit=2)
    assert [order.number for order in found] == ["4", "3"]
    assert library.first(Order, "number = ?", ("3",)).id == 4
    assert library.first(Order, "number = ?", ("9",)) is None


def test_the_clock_of_the_library_is_the_one_given(library):
    with library.action("look", "Nothing") as tx:
        assert tx.now == NOW
    assert library.now() == NOW


def test_a_row_of_another_library_is_taken_as_it_was_or_refused(library):
    (order,) = add(library, an_order("1"))
    row = dict(library.rows("SELECT * FROM orders")[0])
    del row["id"]
    with library.action("add", "Row added") as tx:
        taken = tx.insert_row("orders", row | {"number": "2", "number_key": "2"})
        for wrong in (
            {"platform": None},
            {"total_minor": "much"},
            {"title": ["a"]},
            {"total_minor": 1 << 70},
        ):
            with pytest.raises(ValueError, match="orders"):
                tx.insert_row("orders", row | {"number": "3", "number_key": "3"} | wrong)
    assert [one.number for one in library.find(Order)] == ["1", "2"]
    assert taken != order


def test_a_part_that_fails_is_taken_back_alone_and_leaves_no_trace_in_the_journal(library):
    def fails(tx):
        with tx.apart():
            tx.insert(an_order("2"))
            raise ValueError("no")

    with library.action("add", "Orders added") as tx:
        tx.insert(an_order("1"))
        with pytest.raises(ValueError, match="no"):
            fails(tx)
        with tx.apart():
            tx.insert(an_order("3"))
    assert [order.number for order in library.find(Order)] == ["1", "3"]
    assert len(journal.changes(library, tx.seq)) == 2
