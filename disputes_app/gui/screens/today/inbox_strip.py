"""The strip under the agenda: files that belong to no order yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from disputes_app.domain.evidence import Evidence, Reading
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks, text
from disputes_app.gui.thumbnails import Thumbnails, icon_of
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import ElidedLabel, label
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.words import counted

ITEM = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_CARD = QSize(198, 70)
_PHOTO = 52


def about(evidence: Evidence) -> tuple[str, str]:
    """Two short facts of an item: its kind, and when it was taken or came."""
    kinds = {
        "photo": phrases.tr("photo"), "screenshot": phrases.tr("screenshot"), "document": phrases.tr("document"),
        "mail": phrases.tr("mail"), "video": phrases.tr("video"), "chat": phrases.tr("chat"), "other": phrases.tr("file"),
    }  # fmt: skip
    first = kinds[evidence.kind]
    if evidence.pages > 1:
        first += ", " + counted("Phrases", "%n page", "%n pages", evidence.pages)
    if evidence.captured_at is not None:
        day = (
            evidence.captured_at if not hasattr(evidence.captured_at, "date") else evidence.captured_at.date()
        )
        return first, phrases.tr("taken {day}").format(day=phrases.short_day(day, evidence.added_at.date()))
    if evidence.captured_local:
        from datetime import date

        day = date.fromisoformat(evidence.captured_local[:10])
        return first, phrases.tr("taken {day}").format(day=phrases.short_day(day, evidence.added_at.date()))
    if evidence.reading is Reading.UNREADABLE:
        return first, phrases.tr("could not be read")
    day = evidence.added_at.date()
    return first, phrases.tr("added {day}").format(day=phrases.short_day(day, day))


class ItemsModel(QAbstractListModel):
    """Evidence items."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.thumbnails = thumbnails
        self.items: Sequence[Evidence] = ()
        thumbnails.came.connect(self._on_picture)

    def set_items(self, items: Sequence[Evidence]) -> None:
        """Shows these."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((item.name, *about(item)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.name
        return None

    def _on_picture(self, sha256: str) -> None:
        for at, item in enumerate(self.items):
            if item.sha256 == sha256:
                self.dataChanged.emit(self.index(at), self.index(at))


class CardDelegate(QStyledItemDelegate):
    """A small card: picture, name, two facts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(themes.scaled(_CARD.width()), max(_CARD.height(), themes.height("exhibit") - 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, item = themes.active(), index.data(ITEM)
        model = index.model()
        assert isinstance(model, ItemsModel)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -8.5, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if selected else theme.line2, 2 if selected else 1))
        painter.setBrush(theme.hover if hover else theme.surface)
        painter.drawRoundedRect(box, themes.RADIUS, themes.RADIUS)
        photo = QRectF(box.left() + 9, box.center().y() - _PHOTO / 2, _PHOTO, _PHOTO)
        picture = model.thumbnails.picture(item)
        if picture is None:
            photo.adjust(6, 0, -6, 0)
        marks.paint_thumbnail(painter, photo, picture, theme, icon_of(item))
        words = box.adjusted(_PHOTO + 18, 0, -8, 0)
        strong, small = themes.font("second", QFont.Weight.Medium), themes.font("dense")
        first, second = about(item)
        tall = text.line_height(strong) + 2 * text.line_height(small) + 3
        y = words.center().y() - tall / 2
        for line, font, colour in (
            (item.name, strong, theme.ink),
            (first, small, theme.ink2),
            (second, small, theme.ink2),
        ):
            high = text.line_height(font)
            text.line(painter, QRectF(words.left(), y, words.width(), high), line, font, colour)
            y += high + 1
        painter.restore()


class InboxStrip(QFrame):
    """``opened`` asks for the inbox, with the item that was chosen if one was."""

    opened = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self.setProperty("rule", "edge-top")
        self.items = ItemsModel(thumbnails)
        self._note = ElidedLabel("", "second", "ink2")
        everything = Button(self.tr("Open inbox"), kind="link")
        everything.clicked.connect(self._on_all)
        head = row(
            label(self.tr("Evidence inbox"), "strong"), self._note, everything, gap=10, edge=(20, 0, 14, 0)
        )
        head.setStretch(1, 1)
        self.view = QListView()
        self.view.setModel(self.items)
        self.view.setItemDelegate(CardDelegate(self.view))
        self.view.setFlow(QListView.Flow.LeftToRight)
        self.view.setWrapping(False)
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setProperty("ground", "pane")
        self.view.viewport().setAutoFillBackground(False)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setFixedHeight(max(_CARD.height(), themes.height("exhibit") - 4) + 4)
        self.view.setAccessibleName(self.tr("Evidence inbox"))
        self.view.activated.connect(self._on_item)
        self.view.clicked.connect(self._on_item)
        cards = row(self.view, edge=(20, 0, 0, 0))
        column(head, cards, gap=6, edge=(0, 7, 0, 9), parent=self)

    def set_items(self, items: Sequence[Evidence]) -> None:
        """Shows these; nothing at all when there are none."""
        self.items.set_items(items)
        self.setVisible(bool(items))
        words = counted("InboxStrip", "%n file is not filed yet.", "%n files are not filed yet.", len(items))
        self._note.setText(f"{words} {self.tr('Nothing moves until you say where it belongs.')}")

    def set_narrow(self, narrow: bool) -> None:
        """One line only where there is little room."""
        self.view.setVisible(not narrow)

    def _on_all(self) -> None:
        self.opened.emit(None)

    def _on_item(self, index: QModelIndex) -> None:
        self.opened.emit(self.items.items[index.row()].id)
