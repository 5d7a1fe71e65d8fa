"""That other rules moved last days: a line on Today until it was read, and the list of what moved and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFrame, QHeaderView, QTreeView, QWidget

from disputes_app.domain.moved import Moved
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.widgets.buttons import Button, IconButton
from disputes_app.gui.widgets.labels import IconLabel, label
from disputes_app.gui.widgets.panels import column, panel, row, within
from disputes_app.gui.words import counted, for_tip
from disputes_app.queries.moved import Told

_ORDER = Qt.ItemDataRole.UserRole


class MovedStrip(QFrame):
    """Says how many last days moved. ``wanted`` asks for the list, ``dismissed`` comes when it was read."""

    wanted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self.setProperty("rule", "edge-bottom")
        self.words = label("", "body")
        show = Button(self.tr("Show what moved…"), is_small=True)
        show.clicked.connect(self.wanted)
        close = IconButton("x", self.tr("I know"))
        close.clicked.connect(self.dismissed)
        row(IconLabel("book-open"), self.words, None, show, close, gap=8, edge=(20, 5, 12, 5), parent=self)
        self.hide()

    def show_moved(self, told: Told | None) -> None:
        """Shows that so many moved; hidden when nothing did, or it is known."""
        self.setVisible(told is not None)
        if told is not None:
            self.words.setText(
                counted(
                    "Today",
                    "The rules have changed: one last day moved.",
                    "The rules have changed: %n last days moved.",
                    told.count,
                )
            )


class MovedDialog(QDialog):
    """What moved, from which day to which, and why; ``opened`` carries the order of a chosen row."""

    opened = Signal(object)

    def __init__(self, told: Told, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Last days that the rules moved"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self.model = QStandardItemModel(0, 5, self)
        self.model.setHorizontalHeaderLabels(
            [self.tr("Order"), self.tr("What to do"), self.tr("Was"), self.tr("Is now"), self.tr("Why")]
        )
        for number, title, one in told.moves:
            self.model.appendRow(self._items(title or number, one))
        self.list = QTreeView()
        self.list.setModel(self.model)
        self.list.setRootIsDecorated(False)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.windowTitle())
        self.list.activated.connect(self._on_chosen)
        head = self.list.header()
        head.setStretchLastSection(True)
        for part, wide in enumerate((220, 250, 96, 96)):
            head.resizeSection(part, themes.scaled(wide))
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        more = told.count - len(told.moves)
        foot = panel("chrome", "top")
        said = counted("Today", "and one more", "and %n more", more) if more else ""
        close = Button(self.tr("Close"), kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row(label(said, "second", "ink2"), None, close, gap=8, edge=(14, 9, 14, 9), parent=foot)
        body = panel("surface")
        column(self.list, gap=0, edge=(14, 8, 14, 0), parent=body)
        column(body, foot, gap=0, parent=self).setStretch(0, 1)
        self.resize(within(self, 900, 420))

    def _items(self, name: str, one: Moved) -> list[QStandardItem]:
        texts = (name, one.action, self._day(one.last_day_before), self._day(one.last_day), one.why)
        items = [QStandardItem(text) for text in texts]
        items[0].setData(one.order, _ORDER)
        for item, text in zip(items, texts, strict=True):
            item.setToolTip(for_tip(text))
            item.setFont(themes.font("row"))
            item.setSizeHint(QSize(0, themes.height("table")))
        return items

    def _day(self, day: date | None) -> str:
        return phrases.weekday(day, self._today) if day else self.tr("none")

    def _on_chosen(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.item(index.row(), 0).data(_ORDER))
        self.accept()
