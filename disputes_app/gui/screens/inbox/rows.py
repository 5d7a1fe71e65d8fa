"""The rows of the inbox: a file with its picture, the order it probably goes to, and since when it waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disputes_app.domain.evidence import Evidence
from disputes_app.domain.ids import EvidenceId
from disputes_app.gui import theme as themes
from disputes_app.gui.paint import marks, rows, text
from disputes_app.gui.paint.text import Run
from disputes_app.gui.row_list import ROW, Index
from disputes_app.gui.screens.inbox import wording
from disputes_app.gui.thumbnails import icon_of, is_read
from disputes_app.queries.suggestions import Suggestion

FILE, GOES_TO, WAITS = range(3)
_PICTURE = 40


@dataclass(frozen=True)
class Row:
    """One item as it is shown."""

    item: Evidence
    name: str
    about: str
    added: str
    suggestion: Suggestion | None = None


class InboxModel(QAbstractTableModel):
    """The items that wait; suggestions come later and are shown in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._suggestions: Mapping[EvidenceId, Suggestion] = {}

    def set_items(self, items: Sequence[Evidence], zone: tzinfo, now: datetime) -> None:
        """Shows these items."""
        self.beginResetModel()
        self.rows = [
            Row(
                item,
                item.name,
                wording.second_line(item, zone, now),
                wording.when(item.added_at, zone, now),
                self._suggestions.get(item.id),
            )
            for item in items
        ]
        self.endResetModel()

    def set_suggestions(self, found: Mapping[EvidenceId, Suggestion]) -> None:
        """Shows where each item probably goes."""
        self._suggestions = found
        self.rows = [
            Row(row.item, row.name, row.about, row.added, found.get(row.item.id)) for row in self.rows
        ]
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, WAITS))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {FILE: self.tr("File"), GOES_TO: self.tr("Goes to"), WAITS: self.tr("Waits since")}[
                section
            ]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            goes = row.suggestion.title if row.suggestion else self.tr("choose an order")
            return {FILE: row.name, GOES_TO: goes, WAITS: row.added}[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row) if index.column() == FILE else self.data(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column())
        return None

    def _spoken(self, row: Row) -> str:
        if row.suggestion is None:
            goes = self.tr("No order suggested.")
        else:
            goes = self.tr("Probably belongs to {title}, {reason}.").format(
                title=row.suggestion.title, reason=wording.reason(row.suggestion)
            )
        return f"{row.name}. {row.about}. {goes}"

    @staticmethod
    def _tip(row: Row, column: int) -> str | None:
        if column == FILE:
            return f"{row.name}\n{row.about}"
        if column == GOES_TO and row.suggestion is not None:
            return f"{row.suggestion.title}\n{wording.reason(row.suggestion)}"
        return None


class InboxDelegate(QStyledItemDelegate):
    """Draws the rows; ``picture`` gives the small picture of an item, when there is one."""

    def __init__(self, picture: Callable[[Evidence], QPixmap | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = picture

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, max(themes.height("agenda"), _PICTURE + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.active()
        row: Row = index.data(ROW)
        column = index.column()
        rows.paint_row_ground(painter, option, theme, is_first=column == FILE)
        box = QRectF(option.rect).adjusted(16, 0, -8, -1)
        medium, dense = themes.font("row", themes.font("medium").weight()), themes.font("dense")
        if column == FILE:
            place = QRectF(box.left(), box.center().y() - _PICTURE / 2, _PICTURE, _PICTURE)
            icon = icon_of(row.item)
            marks.paint_thumbnail(
                painter, place, self._picture(row.item), theme, icon, from_top=is_read(row.item)
            )
            upper = Run(row.name, medium, theme.ink)
            lower = Run(row.about, dense, theme.ink2)
            text.two_lines(painter, box.adjusted(_PICTURE + 12, 0, 0, 0), upper, lower)
        elif column == WAITS:
            text.line(painter, box, row.added, dense, theme.ink2)
        elif row.suggestion is None:
            text.line(painter, box, index.data(), themes.font("row"), theme.ink3)
        else:
            unsure = "" if row.suggestion.is_sure else "?"
            upper = Run(f"→ {row.suggestion.title}{unsure}", themes.font("row"), theme.ink)
            lower = Run(wording.reason(row.suggestion), dense, theme.ink2)
            text.two_lines(painter, box, upper, lower)
        if column == FILE:
            rows.paint_focus(painter, option, theme)
