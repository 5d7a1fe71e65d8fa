"""How long a library takes to store many orders, one change, and to find things; each beside what it is measured by."""

from __future__ import annotations

import sqlite3

import pytest

from disputes_app.store import library as libraries
from disputes_app.store import search
from tests.store.builders import a_message, an_order, at_now

ORDERS = 20_000


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A library with messages in two scripts."""
    with libraries.create(tmp_path_factory.mktemp("bench") / "library", at_now) as library:
        with library.action("fill", "Filled") as tx:
            orders = tx.insert_many([an_order(f"8193{number:012}") for number in range(ORDERS)])
            tx.insert_many(
                [
                    a_message(f"parcel {number} 商品破损了", order_id=order)
                    for number, order in enumerate(orders)
                ]
            )
        yield library


def test_many_orders_with_journal_and_search(benchmark, tmp_path):
    records = [an_order(f"8193{number:012}") for number in range(ORDERS)]

    def store(library):
        with library.action("add", "Orders added") as tx:
            tx.insert_many(records)

    def fresh():
        place = tmp_path / str(len(list(tmp_path.iterdir())))
        return (libraries.create(place, at_now),), {}

    benchmark.pedantic(store, setup=fresh, rounds=3)


def test_many_rows_bare(benchmark, filled, tmp_path):
    """The floor: the same rows through one prepared statement, without journal, search and checks."""
    made_by = filled.value("SELECT sql FROM sqlite_schema WHERE name = 'orders'")
    rows = [tuple(row) for row in filled.rows("SELECT * FROM orders")]

    def fresh():
        connection = sqlite3.connect(tmp_path / f"{len(list(tmp_path.iterdir()))}.db")
        connection.execute(made_by)
        return (connection,), {}

    def store(connection):
        connection.executemany(f"INSERT INTO orders VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.commit()

    benchmark.pedantic(store, setup=fresh, rounds=3)


def test_one_change(benchmark, filled):
    notes = iter(range(1 << 30))

    def change():
        with filled.action("edit", "Note changed") as tx:
            tx.execute("UPDATE orders SET note = ? WHERE id = 1", (str(next(notes)),))

    benchmark(change)


@pytest.mark.parametrize("typed", ["parcel", "破损", "8193 0000 0001", "12345"])
def test_first_page_of_a_search(benchmark, filled, typed):
    benchmark(search.orders_matching, filled, typed, 50)


@pytest.mark.parametrize("typed", ["parcel", "破损"])
def test_first_page_by_looking_at_every_row(benchmark, filled, typed):
    """What search is measured by."""
    benchmark(
        filled.rows, "SELECT id FROM messages WHERE text LIKE ? ORDER BY at DESC LIMIT 50", (f"%{typed}%",)
    )
