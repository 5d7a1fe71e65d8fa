"""Choosing one order among all: search, move, Enter."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.context import Context
from disputes_app.gui.paint import rows, text
from disputes_app.gui.paint.text import Run
from disputes_app.gui.row_list import ROW, Index, RowList
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.date_field import written
from disputes_app.gui.widgets.panels import column, panel, row, within
from disputes_app.gui.widgets.search_field import SearchField
from disputes_app.gui.widgets.states import EmptyState
from disputes_app.queries.orders import OrderFilter, OrderRow, order_ids, order_rows

MOST = 60


def about(order: OrderRow) -> str:
    """What tells an order from others of its name."""
    return " · ".join(part for part in (phrases.platform(order.platform), order.seller, order.number) if part)


def order_day(order: OrderRow) -> str:
    """The day it was ordered."""
    return written(order.ordered_on) if order.ordered_on else ""


def _name(order: OrderRow) -> str:
    return order.title or order.number


def _spoken(order: OrderRow) -> str:
    return ", ".join(part for part in (order.title, about(order), order_day(order)) if part)


class OrdersDelegate(QStyledItemDelegate):
    """Title and what tells the order apart, and at the right its day."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, themes.height("two_line"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        order: OrderRow = index.data(ROW)
        rows.paint_row_ground(painter, option, theme)
        box = QRectF(option.rect).adjusted(16, 0, -16, -1)
        dense = themes.font("dense")
        used = text.line(painter, box, order_day(order), dense, theme.ink2, text.RIGHT)
        medium = themes.font("row", themes.font("medium").weight())
        upper = Run(index.data(), medium, theme.ink)
        text.two_lines(
            painter, box.adjusted(0, 0, -used - 16, 0), upper, Run(about(order), dense, theme.ink2)
        )


class _Search(SearchField):
    """Enter searches at once and takes what is found first."""

    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.search_now()
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class OrderChooser(QDialog):
    """``chosen`` carries the id of the order taken with Enter, a double click or the button."""

    chosen = Signal(object)

    def __init__(self, context: Context, question: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(question)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = _Search(self.tr("Item, seller, number, any word in a message"))
        self.search.searched.connect(self._on_searched)
        self.search.left.connect(self.reject)
        self.search.taken.connect(self._on_yes)
        self.search.moved_down.connect(self._on_moved_down)
        self.model = RowList(_name, _spoken, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(OrdersDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Orders"))
        self.list.doubleClicked.connect(self._take)
        self.empty = EmptyState("")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.yes = Button(yes, kind="primary")
        self.yes.clicked.connect(self._on_yes)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        head = panel("surface", "edge-bottom")
        column(self.search, gap=0, edge=(16, 14, 16, 14), parent=head)
        foot = panel("chrome", "edge-top")
        row(None, cancel, self.yes, edge=(16, 12, 16, 12), parent=foot)
        whole = column(head, self.stack, foot, gap=0, parent=self)
        whole.setStretch(1, 1)
        self.resize(within(self, 560, 480))
        self._on_searched("")
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_yes()
        else:
            super().keyPressEvent(event)

    def _on_searched(self, words: str) -> None:
        core = self._context.core
        sort = "next_deadline" if words else "ordered"
        found = order_ids(core, core.library, OrderFilter(text=words), sort, limit=MOST)
        self.model.set_rows(order_rows(core, core.library, found))
        self.stack.setCurrentWidget(self.list if found else self.empty)
        if words:
            self.empty.set_words(self.tr("No order fits"), self.tr("Other words may find it."))
        else:
            self.empty.set_words(
                self.tr("There is no order yet"), self.tr("Make one first: New order, Ctrl+N.")
            )
        self.yes.setEnabled(bool(found))
        if found:
            self.list.setCurrentIndex(self.model.index(0))

    def _on_moved_down(self) -> None:
        self.list.setFocus()
        at = min(self.list.currentIndex().row() + 1, self.model.rowCount() - 1)
        self.list.setCurrentIndex(self.model.index(at))

    def _on_yes(self) -> None:
        self._take(self.list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and self.yes.isEnabled():
            order: OrderRow = index.data(ROW)
            self.accept()
            self.chosen.emit(order.id)
