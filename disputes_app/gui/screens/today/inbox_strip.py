"""The strip under the agenda: files that belong to no order yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
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

from disputes_app.domain.evidence import Evidence, EvidenceKind
from disputes_app.domain.ids import EvidenceId, OrderId
from disputes_app.gui import phrases
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks, text
from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.inbox import wording as inbox_wording
from disputes_app.gui.thumbnails import Thumbnails, icon_of, is_read
from disputes_app.gui.widgets.buttons import Button
from disputes_app.gui.widgets.labels import ElidedLabel, label
from disputes_app.gui.widgets.panels import column, row
from disputes_app.gui.words import counted
from disputes_app.queries.suggestions import Suggestion

ITEM = Qt.ItemDataRole.UserRole
_CARD = QSize(198, 70)
_PHOTO = 52


def date_words(item: Evidence, zone: tzinfo, today: date) -> str:
    """The day it was taken or sent, as its own clock or the one at home shows it, else the day it was added."""
    taken = item.captured_at
    if item.captured_local:
        day = date.fromisoformat(item.captured_local[:10])
    elif isinstance(taken, datetime):
        day = taken.astimezone(zone).date()
    elif taken is not None:
        day = taken
    else:
        added = item.added_at.astimezone(zone).date()
        return phrases.tr("added {day}").format(day=phrases.short_day(added, today))
    sent = item.kind in {EvidenceKind.MAIL, EvidenceKind.CHAT}
    words = phrases.tr("sent {day}") if sent else phrases.tr("taken {day}")
    return words.format(day=phrases.short_day(day, today))


class ItemsModel(QAbstractListModel):
    """Evidence items."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.thumbnails = thumbnails
        self.items: Sequence[Evidence] = ()
        self._zone: tzinfo = UTC
        self._today = date.min
        self.suggestions: Mapping[EvidenceId, Suggestion] = {}
        thumbnails.came.connect(self._on_picture)

    def set_items(self, items: Sequence[Evidence], zone: tzinfo, today: date) -> None:
        """Shows these; days are those of the zone at home."""
        self.beginResetModel()
        self.items, self._zone, self._today = items, zone, today
        self.endResetModel()

    def about(self, item: Evidence) -> tuple[str, str]:
        """Two short lines under the name: where it probably belongs and why, else what it is and its date."""
        suggestion = self.suggestions.get(item.id)
        if suggestion is not None:
            return f"→ {suggestion.title}", inbox_wording.reason(suggestion)
        return inbox_wording.kind(item), date_words(item, self._zone, self._today)

    def set_suggestions(self, found: Mapping[EvidenceId, Suggestion]) -> None:
        """Where they probably belong, once that is read."""
        self.suggestions = found
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))

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
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = (item.name, *self.about(item))
            return (", " if role == Qt.ItemDataRole.AccessibleTextRole else "\n").join(parts)
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
        marks.paint_thumbnail(painter, photo, picture, theme, icon_of(item), from_top=is_read(item))
        words = box.adjusted(_PHOTO + 18, 0, -8, 0)
        strong, small = themes.font("second", QFont.Weight.Medium), themes.font("dense")
        first, second = model.about(item)
        tall = text.line_height(strong) + 2 * text.line_height(small) + 3
        y = words.center().y() - tall / 2
        lead = theme.ink if item.id in model.suggestions else theme.ink2
        for line, font, colour in (
            (item.name, strong, theme.ink),
            (first, small, lead),
            (second, small, theme.ink2),
        ):
            high = text.line_height(font)
            text.line(painter, QRectF(words.left(), y, words.width(), high), line, font, colour)
            y += high + 1
        painter.restore()


class InboxStrip(QFrame):
    """``opened`` asks for the inbox, with the item that was chosen if one was; ``accepted`` files the matches."""

    opened = Signal(object)
    accepted = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "pane")
        self.setProperty("rule", "edge-top")
        self.items = ItemsModel(thumbnails)
        self._shown: tuple[list[EvidenceId], tzinfo, date] | None = None
        self._note = ElidedLabel("", "second", "ink2")
        self.accept = Button("", kind="link")
        self.accept.clicked.connect(self._on_accept)
        everything = Button(self.tr("Open inbox"), kind="link")
        everything.clicked.connect(self._on_all)
        head = row(
            label(self.tr("Evidence inbox"), "strong"),
            self._note,
            self.accept,
            everything,
            gap=12,
            edge=(20, 0, 14, 0),
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

    def set_items(self, items: Sequence[Evidence], zone: tzinfo, today: date) -> None:
        """Shows these; nothing at all when there are none. What is shown already stays as it lies."""
        shown = ([item.id for item in items], zone, today)
        if shown == self._shown:
            return
        self._shown = shown
        self.items.set_items(items, zone, today)
        self.setVisible(bool(items))
        self._show_note()

    def set_suggestions(self, found: Mapping[EvidenceId, Suggestion]) -> None:
        """Where they probably belong."""
        here = {item.id for item in self.items.items}
        self.items.set_suggestions({item: one for item, one in found.items() if item in here})
        self._show_note()

    def _show_note(self) -> None:
        words = counted(
            "InboxStrip", "%n file not filed yet.", "%n files not filed yet.", len(self.items.items)
        )
        matches = len(self._sure)
        self._note.setText(
            f"{words} {self.tr('Matches are suggestions; nothing moves until you accept it.')}"
            if matches
            else words
        )
        self.accept.setVisible(bool(matches))
        self.accept.setText(counted("InboxStrip", "Accept %n match", "Accept %n matches", matches))

    def _on_accept(self) -> None:
        self.accepted.emit(self._sure)

    @property
    def _sure(self) -> dict[EvidenceId, OrderId]:
        """What can be accepted together."""
        return {item: one.order for item, one in self.items.suggestions.items() if one.is_sure}

    def set_narrow(self, narrow: bool) -> None:
        """One line only where there is little room."""
        self.view.setVisible(not narrow)

    def _on_all(self) -> None:
        self.opened.emit(None)

    def _on_item(self, index: QModelIndex) -> None:
        self.opened.emit(self.items.items[index.row()].id)
