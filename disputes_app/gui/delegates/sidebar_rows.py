"""The rows of the sidebar: what they are, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disputes_app.gui import theme as themes
from disputes_app.gui.icons import paint_icon
from disputes_app.gui.paint import marks, text
from disputes_app.gui.paint.urgency import glyph_side, paint_urgency
from disputes_app.gui.row_list import Index
from disputes_app.gui.theme import Theme
from disputes_app.gui.urgency import Level
from disputes_app.gui.words import grouped

ENTRY = Qt.ItemDataRole.UserRole
HERE = Qt.ItemDataRole.UserRole + 1
_GAP = 8
_ICON = 16
_OVERHANG = 6
# Places whose number asks for something; without words beside it any other number would only puzzle.
_CALLING = frozenset({"today", "inbox"})


@dataclass(frozen=True)
class Entry:
    """One row: a place, a gap between groups, the heading of the cases, or a case."""

    kind: Literal["place", "gap", "heading", "case"]
    id: str = ""
    words: str = ""
    note: str = ""
    icon: str = ""
    count: int | None = None
    level: Level = Level.LATER
    spoken: str = ""


class SidebarModel(QAbstractListModel):
    """The rows, and which place and which case the window shows now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._here: tuple[str, str] = ("", "")

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Shows these rows; in place when only what they say has changed."""
        same = [(e.kind, e.id) for e in entries] == [(e.kind, e.id) for e in self._entries]
        if same and entries:
            self._entries = list(entries)
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def set_here(self, place: str, case: str = "") -> None:
        """What the window shows."""
        self._here = (place, case)
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1), [HERE])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._entries[index.row()].kind in {"place", "case"}:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == ENTRY:
            return entry
        if role == HERE:
            return bool(entry.id) and entry.id == self._here[0 if entry.kind == "place" else 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = "" if entry.count is None else str(entry.count)
            return entry.spoken or " ".join(part for part in (entry.words, count or entry.note) if part)
        return None


class SidebarDelegate(QStyledItemDelegate):
    """Draws the rows as the design says; as icons with number badges when the sidebar is narrow."""

    narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        tall = {
            "place": themes.height("sidebar") + (themes.scaled(5) if self.narrow else 0),
            "gap": _GAP,
            "heading": themes.height("sidebar") + _GAP,
            "case": themes.height("sidebar_case"),
        }
        return QSize(10, tall[entry.kind])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        entry: Entry = index.data(ENTRY)
        here = bool(index.data(HERE))
        box = QRectF(option.rect).adjusted(8, 0, -8, 0)
        if entry.kind in {"place", "case"}:
            self._paint_ground(painter, box, option, here, theme)
        if entry.kind == "place" and self.narrow:
            self._paint_icon_only(painter, box, entry, here, theme)
        elif entry.kind == "place":
            self._paint_place(painter, box, entry, here, theme)
        elif entry.kind == "heading":
            line = box.adjusted(8, _GAP, -8, 0)
            text.line(painter, line, entry.words, themes.font("small", QFont.Weight.Medium), theme.ink2)
            text.line(painter, line, entry.note, themes.font("dense"), theme.ink2, text.RIGHT)
        elif entry.kind == "case":
            self._paint_case(painter, box, entry, here, theme)

    @staticmethod
    def _paint_ground(
        painter: QPainter, box: QRectF, option: QStyleOptionViewItem, here: bool, theme: Theme
    ) -> None:
        state = option.state
        focused = (
            state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange
        )
        over = state & QStyle.StateFlag.State_MouseOver
        if not (here or over or focused):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent, 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.sel if here else theme.sel_off if over else Qt.BrushStyle.NoBrush)
        shape = box.adjusted(1, 1, -1, -1) if focused else box
        painter.drawRoundedRect(shape, themes.RADIUS_ROW, themes.RADIUS_ROW)
        painter.restore()

    @staticmethod
    def _paint_place(painter: QPainter, box: QRectF, entry: Entry, here: bool, theme: Theme) -> None:
        side = themes.scaled(_ICON)
        place = QRectF(box.left() + 8, box.top(), side, box.height())
        paint_icon(painter, place, entry.icon, _tint(here), side)
        count = "" if entry.count is None else grouped(entry.count)
        right = box.adjusted(0, 0, -8, 0)
        numbers = themes.font("second", QFont.Weight.DemiBold if here else None)
        used = text.line(painter, right, count, numbers, theme.ink if here else theme.ink2, text.RIGHT)
        words = themes.font("body", QFont.Weight.DemiBold if here else QFont.Weight.Medium)
        text.line(painter, right.adjusted(side + 16, 0, -used - 8, 0), entry.words, words, theme.ink)

    @staticmethod
    def _paint_case(painter: QPainter, box: QRectF, entry: Entry, here: bool, theme: Theme) -> None:
        side = glyph_side()
        paint_urgency(painter, QRectF(box.left() + 8, box.top(), side, box.height()), entry.level, theme)
        right = box.adjusted(0, 0, -8, 0)
        pressing = entry.level in {Level.CLOSE, Level.TODAY, Level.MISSED, Level.OPENS}
        short = themes.font("second", QFont.Weight.DemiBold if here or pressing else None)
        used = text.line(painter, right, entry.note, short, theme.ink2, text.RIGHT)
        words = themes.font("second", QFont.Weight.DemiBold if here else None)
        text.line(painter, right.adjusted(side + 16, 0, -used - 8, 0), entry.words, words, theme.ink)

    @staticmethod
    def _paint_icon_only(painter: QPainter, box: QRectF, entry: Entry, here: bool, theme: Theme) -> None:
        icon, badge = icon_and_badge(box, entry.count or 0)
        paint_icon(painter, icon, entry.icon, _tint(here), round(icon.width()))
        if entry.count and not here and entry.id in _CALLING:
            marks.paint_count(painter, badge, entry.count, theme)


def icon_and_badge(box: QRectF, count: int) -> tuple[QRectF, QRectF]:
    """Where a place's icon and its number stand when there are no words: the number only touches the icon's corner."""
    side = themes.scaled(_ICON)
    icon = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    badge = QRectF(QPointF(0, box.top() + 1), marks.count_size(count))
    badge.moveLeft(min(icon.right() - side * 0.35, box.right() + _OVERHANG - badge.width()))
    return icon, badge


def icons_width() -> int:
    """The width of a sidebar of icons: what is beside the icon stays as it is."""
    return themes.SIDEBAR_ICONS_WIDTH + 2 * (themes.scaled(_ICON) - _ICON)


def _tint(here: bool) -> str:
    return "accent" if here else "ink2"
