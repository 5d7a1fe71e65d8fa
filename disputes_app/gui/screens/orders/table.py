"""The table of orders: keys, sorting by its heading, and columns that leave when there is no room."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from disputes_app.domain.ids import OrderId
from disputes_app.gui import theme as themes
from disputes_app.gui.paint.axis import Axis
from disputes_app.gui.screens.orders.page_model import SORT_KEYS, Column, OrdersModel
from disputes_app.gui.screens.orders.rows import EDGE, OrdersDelegate, OrdersHeader
from disputes_app.queries.orders import OrderRow

_WIDTHS = {
    Column.DEADLINE: 162,
    Column.PLATFORM: 84,
    Column.ORDERED: 64,
    Column.PAID: 86,
}
_AXIS, _AXIS_LEAST, _ITEM_LEAST = 150, 80, 190
# Which leave, in this order, when the list is narrower than so many pixels.
LEAVING = ((Column.ORDERED, 800), (Column.PLATFORM, 720), (Column.SELLER, 640))


class OrdersTable(QTableView):
    """``opened`` comes with Enter or a double click, ``sort_wanted`` with a click on a heading,
    ``menu_wanted`` with the menu key or the right button.
    """

    opened = Signal(object)
    sort_wanted = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: OrdersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._unwanted: frozenset[Column] = frozenset()
        self._sort = "next_deadline"
        self.delegate = OrdersDelegate(self)
        self.setItemDelegate(self.delegate)
        self.heading = OrdersHeader(self, left=EDGE)
        self.setHorizontalHeader(self.heading)
        self.heading.setSectionsClickable(True)
        self.heading.setSortIndicatorShown(True)
        self.heading.setSectionResizeMode(OrdersHeader.ResizeMode.Fixed)
        self.heading.sectionClicked.connect(self._on_heading_clicked)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(OrdersHeader.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setDefaultSectionSize(themes.height("table"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Orders"))
        self.setModel(model)
        self.doubleClicked.connect(self._on_double_clicked)

    # What the screen says

    def set_axis(self, axis: Axis) -> None:
        """The days that the bars are drawn on."""
        self.delegate.axis = axis

    def show_sort(self, sort: str) -> None:
        """Marks the heading that the list is sorted by."""
        self._sort = sort
        column = next(column for column, key in SORT_KEYS.items() if key == sort.removesuffix("_last"))
        order = Qt.SortOrder.DescendingOrder if sort.endswith("_last") else Qt.SortOrder.AscendingOrder
        self.heading.setSortIndicator(column, order)

    def set_unwanted(self, columns: frozenset[Column]) -> None:
        """Columns that a person has put away."""
        self._unwanted = columns
        self._lay_out()

    def chosen_ids(self) -> list[OrderId]:
        """The orders that are selected, from top to bottom."""
        places: list[int] = []
        for span in self.selectionModel().selection():  # type: ignore[attr-defined]
            places += range(span.top(), span.bottom() + 1)
        return [self._model.id_at(place) for place in sorted(set(places))]

    def current_id(self) -> OrderId | None:
        """The order that has the keyboard."""
        index = self.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else None

    def place_of(self, order: OrderId) -> int:
        """The row of an order; 0 when the list does not have it."""
        return self._model.place_of(order) or 0

    def row_of(self, order: OrderId) -> OrderRow | None:
        """What the list knows of an order."""
        place = self._model.place_of(order)
        return None if place is None else self._model.row_at(place)

    def choose(self, place: int) -> None:
        """Selects one row, whichever keys are held: Ctrl of Ctrl+2 may still be down when the list comes."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._model.index(place, 0), flags.ClearAndSelect | flags.Rows)

    def choose_all(self, places: Iterable[int]) -> None:
        """Selects several rows; neighbours as one range, however many there are."""
        chosen = QItemSelection()
        for _, run in groupby(enumerate(sorted(places)), key=lambda pair: pair[1] - pair[0]):
            rows = [place for _, place in run]
            chosen.select(self._model.index(rows[0], 0), self._model.index(rows[-1], len(Column) - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    # Qt's own

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        """The whole row answers the pointer, not the cell below it alone."""
        if row != self.delegate.hovered:
            self.delegate.hovered = row
            self.viewport().update()

    def _on_heading_clicked(self, section: int) -> None:
        key = SORT_KEYS.get(Column(section))
        wanted = self._sort if key is None else f"{key}_last" if key == self._sort else key
        # The heading has turned its arrow by itself: it shows what is so until the list comes back.
        self.show_sort(self._sort)
        if wanted != self._sort:
            self.sort_wanted.emit(wanted)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.id_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        moves = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}
        order = self.current_id()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and order is not None:
            self.opened.emit(order)
        elif key in moves and not event.modifiers():
            super().keyPressEvent(QKeyEvent(event.type(), moves[Qt.Key(key)], event.modifiers()))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._model.rowCount():
            step = Qt.KeyboardModifier.ControlModifier | event.modifiers()
            super().keyPressEvent(QKeyEvent(event.type(), key, step))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters never search here: that would read every row of a long list; the field above does it."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        if not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            self.choose(index.row())
        at = self.visualRect(index.siblingAtColumn(Column.ITEM)).bottomLeft() if by_key else event.pos()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        whole = self.viewport().width()
        for column, least in LEAVING:
            self.setColumnHidden(column, column in self._unwanted or whole < themes.scaled(least))
        widths = {column: themes.scaled(width) for column, width in _WIDTHS.items()}
        taken = sum(width for column, width in widths.items() if not self.isColumnHidden(column))
        left = whole - taken
        bars = min(max(themes.scaled(_AXIS), round(whole * 0.168)), left - themes.scaled(_ITEM_LEAST))
        # Words come before bars: with very large text the bars go, and the columns fill the list.
        self.setColumnHidden(Column.AXIS, bars < themes.scaled(_AXIS_LEAST))
        widths[Column.AXIS] = bars if not self.isColumnHidden(Column.AXIS) else 0
        rest = max(themes.scaled(_AXIS_LEAST), left - widths[Column.AXIS])
        sellers = 0 if self.isColumnHidden(Column.SELLER) else round(rest * 0.4)
        widths |= {Column.ITEM: rest - sellers, Column.SELLER: sellers}
        for column, width in widths.items():
            if not self.isColumnHidden(column):
                self.heading.resizeSection(column, width)
