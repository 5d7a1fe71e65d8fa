"""The paged model: correct to Qt's own tester, and lazy however many orders there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from disputes_app.domain.ids import OrderId
from disputes_app.domain.money import Money
from disputes_app.domain.orders import OrderStatus, Platform
from disputes_app.gui.screens.orders.page_model import PAGE, PAGES, ROW, Column, OrdersModel
from disputes_app.gui.screens.orders.table import OrdersTable
from disputes_app.queries.orders import OrderRow
from tests.helpers.builders import NOW

MANY = 20_000


def a_row(order: OrderId) -> OrderRow:
    return OrderRow(
        order, f"N-{order}", Platform.EBAY, f"Thing {order}", "Somebody", None, Money(100, "GBP"), None,
        OrderStatus.DELIVERED, None, "", None, None, (), (),
    )  # fmt: skip


class Fetching:
    """Makes rows, and counts how many it was asked for."""

    def __init__(self) -> None:
        self.fetched = 0
        self.asked: list[int] = []

    def __call__(self, ids: Sequence[OrderId]) -> list[OrderRow]:
        self.fetched += len(ids)
        self.asked.append(len(ids))
        return [a_row(order) for order in ids]


def ids(count: int = MANY) -> tuple[OrderId, ...]:
    return tuple(OrderId(n) for n in range(1, count + 1))


def test_the_model_keeps_qts_rules(qtbot):
    model = OrdersModel(Fetching())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(ids(200), NOW, "Europe/London")
    model.set_ids(ids(200), NOW, "Europe/London")
    model.set_ids(ids(3), NOW, "Europe/London")
    model.set_ids((), NOW, "Europe/London")
    assert model.rowCount() == 0


def test_of_twenty_thousand_orders_only_the_rows_that_are_seen_are_fetched(qtbot):
    fetching = Fetching()
    model = OrdersModel(fetching)
    table = OrdersTable(model)
    qtbot.addWidget(table)
    table.resize(900, 700)
    model.set_ids(ids(), NOW, "Europe/London")
    table.show()
    qtbot.waitExposed(table)
    table.grab()
    assert 0 < fetching.fetched <= 2 * PAGE
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    table.grab()
    table.scrollToBottom()
    table.grab()
    assert fetching.fetched <= 6 * PAGE
    assert model.index(MANY - 1, Column.ITEM).data() == f"Thing {MANY}"


def test_choosing_every_order_fetches_none(qtbot):
    fetching = Fetching()
    model = OrdersModel(fetching)
    table = OrdersTable(model)
    qtbot.addWidget(table)
    model.set_ids(ids(), NOW, "Europe/London")
    table.selectAll()
    assert len(table.chosen_ids()) == MANY
    assert fetching.fetched <= PAGE


def test_rows_that_were_chosen_are_chosen_again_as_ranges(qtbot):
    model = OrdersModel(Fetching())
    table = OrdersTable(model)
    qtbot.addWidget(table)
    model.set_ids(ids(), NOW, "Europe/London")
    table.choose_all([7, 3, 4, 5, *range(100, MANY)])
    assert table.chosen_ids() == [4, 5, 6, 8, *range(101, MANY + 1)]
    assert len(table.selectionModel().selection()) == 3


def test_the_same_orders_again_are_not_a_new_list():
    model = OrdersModel(Fetching())
    assert model.set_ids(ids(5), NOW, "Europe/London")
    assert not model.set_ids(ids(5), NOW, "Europe/London")
    assert model.set_ids(ids(4), NOW, "Europe/London")


def test_only_so_many_pages_are_kept_and_the_oldest_goes_first():
    fetching = Fetching()
    model = OrdersModel(fetching)
    model.set_ids(ids(), NOW, "Europe/London")
    for page in range(PAGES + 1):
        model.row_at(page * PAGE)
    before = fetching.fetched
    model.row_at(PAGE)
    assert fetching.fetched == before
    model.row_at(0)
    assert fetching.fetched == before + PAGE


def test_a_row_deleted_a_moment_ago_is_blank():
    model = OrdersModel(lambda asked: [a_row(order) for order in asked if order != 2])
    model.set_ids(ids(3), NOW, "Europe/London")
    assert model.index(1, Column.ITEM).data() is None
    assert model.index(1, 0).data(ROW) is None
    assert model.index(2, Column.ITEM).data() == "Thing 3"


def test_amounts_stand_at_the_right_and_every_column_has_a_name():
    model = OrdersModel(Fetching())
    names = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert all(names)
    right = model.headerData(Column.PAID, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert right == Qt.AlignmentFlag.AlignRight
