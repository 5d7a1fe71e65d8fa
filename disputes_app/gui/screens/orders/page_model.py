"""Orders as a table that knows every id and fetches only the rows that are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from disputes_app.domain.ids import OrderId
from disputes_app.gui import phrases
from disputes_app.gui.row_list import ROW, Index
from disputes_app.gui.screens.orders import wording
from disputes_app.queries.orders import OrderRow

PAGE, PAGES = 64, 32
"""Rows fetched at once (their windows are read in a frame's time), and how many such pages are kept."""


class Column(IntEnum):
    """The columns of the list."""

    DEADLINE = 0
    ITEM = 1
    SELLER = 2
    PLATFORM = 3
    ORDERED = 4
    PAID = 5
    AXIS = 6


SORT_KEYS = {
    Column.DEADLINE: "next_deadline",
    Column.ITEM: "title",
    Column.SELLER: "seller",
    Column.PLATFORM: "platform",
    Column.ORDERED: "ordered",
    Column.PAID: "total",
}
"""What each column sorts by; the axis shows the deadlines and sorts nothing."""


class OrdersModel(QAbstractTableModel):
    """``fetch`` gives the rows of some ids; it is asked a page at a time, for pages that are seen."""

    def __init__(
        self, fetch: Callable[[Sequence[OrderId]], Sequence[OrderRow]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: Sequence[OrderId] = ()
        self._places: dict[OrderId, int] = {}
        self._pages: OrderedDict[int, dict[OrderId, OrderRow]] = OrderedDict()
        self.now = datetime.min.replace(tzinfo=UTC)
        self.home_zone = "UTC"

    def set_ids(self, ids: Sequence[OrderId], now: datetime, home_zone: str) -> bool:
        """Shows these orders, and says whether rows came, went or moved; where not, what is chosen stays chosen."""
        self.now, self.home_zone = now, home_zone
        if ids and ids == self._ids:
            self._pages.clear()
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(Column) - 1))
            return False
        self.beginResetModel()
        self._ids = ids
        self._places = {order: place for place, order in enumerate(ids)}
        self._pages.clear()
        self.endResetModel()
        return True

    def id_at(self, place: int) -> OrderId:
        """The order in a row."""
        return self._ids[place]

    def place_of(self, order: OrderId) -> int | None:
        """The row of an order; None when the list does not have it."""
        return self._places.get(order)

    def row_at(self, place: int) -> OrderRow | None:
        """What is known of the order in a row; None when it was deleted a moment ago."""
        number = place // PAGE
        page = self._pages.get(number)
        if page is None:
            asked = self._ids[number * PAGE : (number + 1) * PAGE]
            page = self._pages[number] = {row.id: row for row in self._fetch(asked)}
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[place])

    # Qt's own

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ANSWERED:
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        column = Column(index.column())
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and column == Column.DEADLINE:
            return wording.spoken(row, self.now, self.home_zone)
        if role == Qt.ItemDataRole.ToolTipRole and row.expected is not None and column not in _NAMES:
            return wording.expected(row, wording.today_at(self.home_zone, self.now))
        return self._shown(row, column)

    def _shown(self, row: OrderRow, column: Column) -> str:
        today = wording.today_at(self.home_zone, self.now)
        if column == Column.DEADLINE:
            return wording.deadline(row, self.now, self.home_zone).words
        if column == Column.ITEM:
            return row.title or row.number
        if column == Column.SELLER:
            return row.seller
        if column == Column.PLATFORM:
            return phrases.platform(row.platform)
        if column == Column.ORDERED:
            return wording.ordered(row, today)
        return wording.paid(row) if column == Column.PAID else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.PAID:
            return Qt.AlignmentFlag.AlignRight
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Next deadline"), self.tr("Item"), self.tr("Seller"), self.tr("Bought on"),
                self.tr("Ordered"), self.tr("Paid"), self.tr("Protection"),
            )[section]  # fmt: skip
        return None


_NAMES = frozenset({Column.ITEM, Column.SELLER})
_ANSWERED = frozenset(
    {ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
)
