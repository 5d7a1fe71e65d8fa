"""Go to or do anything: one field, and the orders, cases, messages and commands that fit it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from disputes_app.gui import theme as themes
from disputes_app.gui.icons import paint_icon
from disputes_app.gui.paint import text
from disputes_app.gui.row_list import ROW, Index, RowList
from disputes_app.gui.widgets.fields import set_state
from disputes_app.gui.widgets.labels import IconLabel
from disputes_app.gui.widgets.panels import column, panel, row

_MOST = 12


@dataclass(frozen=True)
class Found:
    """One line: icon, words, what it is, and where it leads (a screen's id and its argument, or a command)."""

    icon: str
    words: str
    note: str
    target: tuple[str, Any]

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        return f"{self.words}, {self.note}"


Provider = Callable[[str], Sequence[Found]]


class FoundDelegate(QStyledItemDelegate):
    """Icon, words, and at the right what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, themes.height("sidebar"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        found: Found = index.data(ROW)
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.sel)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.hover)
        paint_icon(painter, QRectF(box.left() + 11, box.top(), 16, box.height()), found.icon)
        right = box.adjusted(37, 0, -11, 0)
        small = themes.font("dense")
        strong = themes.font("second", themes.font("medium").weight())
        used = text.line(painter, right, found.note, small, theme.ink3, text.RIGHT)
        text.line(painter, right.adjusted(0, 0, -used - 10, 0), found.words, strong, theme.ink)


class CommandPalette(QFrame):
    """A popup over the window; ``chosen`` carries the ``Found`` that was taken with Enter or a click."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, provider: Provider) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._provider = provider
        self.setProperty("ground", "surface")
        self.setProperty("rule", "box2")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find or go to…"))
        self.field.setAccessibleName(self.tr("Go to or do anything"))
        set_state(self.field, "bare")
        self.field.textChanged.connect(self._on_text_changed)
        self.model = RowList(attrgetter("words"), attrgetter("spoken"), self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        # There are never more lines than fit.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.clicked.connect(self._take)
        self._head = head = panel("", "bottom")
        row(IconLabel("search", "ink2"), self.field, gap=10, edge=(11, 3, 11, 3), parent=head)
        column(head, self.list, gap=0, edge=(1, 1, 1, 1), parent=self)
        self.setFocusProxy(self.field)

    def open_over(self, window: QWidget) -> None:
        """Shows it empty in the upper part of the window."""
        self.field.clear()
        self._on_text_changed("")
        wide = min(themes.scaled(520), window.width() - 40)
        self.resize(wide, self._height())
        corner = window.rect().topLeft()
        corner.setX((window.width() - wide) // 2)
        corner.setY(window.height() // 8)
        self.move(window.mapToGlobal(corner))
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if step and self.model.rowCount():
            line = (self.list.currentIndex().row() + step) % self.model.rowCount()
            self.list.setCurrentIndex(self.model.index(line))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _height(self) -> int:
        lines = max(1, self.model.rowCount())
        return self._head.sizeHint().height() + lines * themes.height("sidebar") + 3

    def _on_text_changed(self, words: str) -> None:
        self.model.set_rows(self._provider(words.strip())[:_MOST])
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
        self.resize(self.width(), self._height())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.chosen.emit(index.data(ROW))
