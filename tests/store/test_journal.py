from __future__ import annotations

import sqlite3

import pytest

from disputes_app.domain.evidence import Evidence
from disputes_app.domain.orders import Item, Order
from disputes_app.errors import UserError
from disputes_app.store import journal, proof
from disputes_app.store import library as libraries
from tests.store.builders import NOW, a_seller, add, add_file, an_item, an_order, at_now


def undo(library, seq):
    with library.action("undo", f"Action {seq} undone") as tx:
        return journal.undo(tx, seq)


def proven(library):
    return [*proof.broken_links(library.connection, recompute=True), *proof.differences(library.connection)]


def test_an_action_is_one_entry_with_what_was_before_and_after(library):
    with library.action("add_order", "Order added") as tx:
        order = tx.insert(an_order())
        tx.insert(an_item(order))
        tx.summary = "Order 8193 added"
    assert tx.seq == 1
    with library.action("edit_order", "Note changed") as tx:
        tx.update(Order, order, note="first")
        tx.update(Order, order, note="second")
    (edit, added) = journal.entries(library)
    assert (added.seq, added.at, added.actor, added.action, added.summary) == (
        1,
        NOW,
        "command line",
        "add_order",
        "Order 8193 added",
    )
    assert [(change.table, change.before) for change in journal.changes(library, 1)] == [
        ("items", None),
        ("orders", None),
    ]
    (change,) = journal.changes(library, edit.seq)
    assert "note" not in change.before
    assert change.after["note"] == "second"
    assert proven(library) == []


def test_what_changes_nothing_has_no_entry(library):
    (order,) = add(library, an_order(note="same"))
    with library.action("edit", "Nothing") as tx:
        tx.update(Order, order, note="same")
        item = tx.insert(an_item(order))
        tx.delete(Item, item)
        tx.execute("INSERT INTO ui_state VALUES ('splitter', '1')")
    assert tx.seq == 0
    assert journal.head(library).seq == 1


def test_raw_statements_and_cascades_are_journalled_as_well(library):
    (order,) = add(library, an_order())
    add(library, an_item(order), an_item(order))
    with library.action("raw", "All removed") as tx:
        tx.execute("DELETE FROM orders")
    assert [(one.table, one.row_id, one.after) for one in journal.changes(library, tx.seq)] == [
        ("items", 1, None),
        ("items", 2, None),
        ("orders", 1, None),
    ]
    assert proven(library) == []


def test_entries_can_be_paged(library):
    for number in range(5):
        add(library, an_order(str(number)))
    newest = journal.entries(library, limit=2)
    assert [entry.seq for entry in newest] == [5, 4]
    assert [entry.seq for entry in journal.entries(library, limit=9, before=4)] == [3, 2, 1]


def test_the_chain_goes_on_after_reopening_and_names_who_acted(folder):
    with libraries.create(folder, at_now, "window") as library:
        add(library, an_order())
    with libraries.open_library(folder, clock=at_now, actor="command line") as library:
        add(library, an_order())
        assert [entry.actor for entry in journal.entries(library)] == ["command line", "window"]
        assert journal.head(library).digest.hex() == journal.entries(library)[0].digest
        assert proven(library) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET summary = 'x'",
        "DELETE FROM journal",
        "UPDATE journal_rows SET after = 'x'",
        "DELETE FROM journal_rows",
        "INSERT OR REPLACE INTO journal SELECT seq, at, actor, action, 'x', prev, digest FROM journal",
    ],
)
def test_the_journal_is_only_ever_added_to(library, statement):
    add(library, an_order())
    with pytest.raises(sqlite3.IntegrityError), library.action("forge", "Forged") as tx:
        tx.execute(statement)
    assert proven(library) == []


def test_undo_writes_back_what_was_and_can_itself_be_undone(library):
    order, seller = add(library, an_order(), a_seller())
    with library.action("edit", "Order edited") as tx:
        tx.update(Order, order, note="changed", seller_id=seller)
        tx.insert(an_item(order))
    assert undo(library, tx.seq) == [journal.Touched("items", 1), journal.Touched("orders", order)]
    assert (library.load(Order, order).note, library.find(Item)) == ("", [])
    undo(library, journal.head(library).seq)
    assert (library.load(Order, order).note, len(library.find(Item))) == ("changed", 1)
    assert proven(library) == []


def test_undo_of_a_removal_brings_back_everything_that_went_with_it(library):
    (order,) = add(library, an_order())
    add(library, an_item(order))
    add_file(library, b"photo", order_id=order, latitude=1.1234567890123457)
    before = [tuple(row) for row in library.rows("SELECT * FROM evidence")]
    with library.action("delete", "Order removed") as tx:
        tx.delete(Order, order)
    undo(library, tx.seq)
    assert library.load(Order, order) == an_order(id=order)
    assert len(library.find(Item)) == 1
    assert [tuple(row) for row in library.rows("SELECT * FROM evidence")] == before
    assert proven(library) == []


def test_undo_is_refused_when_a_row_was_changed_since(library):
    (order,) = add(library, an_order())
    with library.action("edit", "First") as tx:
        tx.update(Order, order, note="first")
    with library.action("edit", "Second"):
        library.connection.execute("UPDATE orders SET note = 'second'")
    with pytest.raises(UserError, match="changed again since"):
        undo(library, tx.seq)
    assert library.load(Order, order).note == "second"


def test_undo_is_refused_when_something_was_added_to_what_it_would_remove(library):
    (order,) = add(library, an_order())
    add(library, an_item(order))
    with pytest.raises(UserError, match="changed again since"):
        undo(library, 1)
    assert len(library.find(Item)) == 1


def test_undo_does_not_bring_back_an_item_whose_file_is_gone(library):
    item = add_file(library, b"photo")
    sha256 = library.load(Evidence, item).sha256
    with library.action("bin.empty", "Bin emptied") as tx:
        tx.delete(Evidence, item)
    library.evidence.remove(sha256)
    with pytest.raises(UserError, match="gone for good"):
        undo(library, tx.seq)
    assert library.find(Evidence) == []


def test_undo_of_an_action_that_never_was_is_told(library):
    with pytest.raises(UserError, match="no action 7"):
        undo(library, 7)


def shell(library, *statements):
    """Change the database as somebody with the sqlite3 shell would."""
    library.close()
    connection = sqlite3.connect(library.folder / "library.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return libraries.open_library(library.folder)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE orders SET note = 'x' WHERE id = 2", {("orders", 2)}),
        ("UPDATE orders SET total_currency = '' WHERE id = 2", {("orders", 2)}),
        ("DELETE FROM items WHERE id = 1", {("items", 1)}),
        ("INSERT INTO items (order_id, title) VALUES (1, 'x')", {("items", 3)}),
        ("UPDATE items SET id = 9 WHERE id = 2", {("items", 2), ("items", 9)}),
        ("UPDATE items SET position = 1 - position", {("items", 1), ("items", 2)}),
        ("UPDATE settings SET value = '\"light\"'", {("settings", 1)}),
    ],
)
def test_a_row_changed_behind_our_back_is_named(library, statement, where):
    add(library, an_order("1"), an_order("2"))
    add(library, an_item(1, position=0), an_item(1, position=1))
    with library.action("settings", "Theme") as tx:
        tx.set_setting("theme", "dark")
    with shell(library, statement) as again:
        assert {(one.table, one.row_id) for one in proof.differences(again.connection)} == where


FORGE = (
    "DROP TRIGGER journal_not_shortened",
    "DROP TRIGGER journal_rows_not_shortened",
    "DROP TRIGGER journal_not_changed",
    "DROP TRIGGER journal_rows_not_changed",
)


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE journal SET summary = 'x' WHERE seq = 2",),
        ("UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 2",),
        ("DELETE FROM journal_rows WHERE seq = 2",),
        ("DELETE FROM journal_rows WHERE seq = 2", "DELETE FROM journal WHERE seq = 2"),
        ("DELETE FROM journal_rows WHERE seq = 3", "DELETE FROM journal WHERE seq = 3"),
        ("INSERT INTO journal_rows (seq, tbl, row_id) VALUES (2, 'orders', 1)",),
        ("UPDATE journal_rows SET digest = zeroblob(32) WHERE seq = 2",),
        ("UPDATE meta SET value = '2020-01-01T00:00:00+00:00' WHERE key = 'made_at'",),
        ("UPDATE meta SET value = '2' || substr(value, 2) WHERE key = 'head'",),
        ("DELETE FROM meta",),
        (
            "INSERT INTO journal SELECT 4, at, actor, action, summary, digest, prev FROM journal WHERE seq = 3",
        ),
    ],
)
def test_a_rewritten_history_is_found(library, statements):
    for number in range(3):
        add(library, an_order(str(number)))
    with shell(library, *FORGE, *statements) as again:
        assert list(proof.broken_links(again.connection, recompute=True))


def test_cutting_off_the_end_of_the_history_is_found_through_the_rows(library):
    for number in range(3):
        add(library, an_order(str(number)))
    digest = library.value("SELECT hex(digest) FROM journal WHERE seq = 2").lower()
    statements = (
        *FORGE,
        "DELETE FROM journal_rows WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        f"UPDATE meta SET value = '2 {digest}' WHERE key = 'head'",
    )
    with shell(library, *statements) as again:
        assert list(proof.broken_links(again.connection, recompute=True)) == []
        assert [(one.table, one.row_id) for one in proof.differences(again.connection)] == [("orders", 3)]
