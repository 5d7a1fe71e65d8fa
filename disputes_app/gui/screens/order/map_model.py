"""The recourse map as a flat item model of three columns; the card of the selected row is a row of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from disputes_app.gui.row_list import Index
from disputes_app.gui.screens.order.map_rows import MapRow, Sort

NAME, BAR, ENDS = range(3)
_NONE = QModelIndex()


class MapModel(QAbstractItemModel):
    """UserRole gives the ``MapRow``. ``open_card`` puts a card row below a window's row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MapRow] = []
        self._of_card = ""

    @property
    def card_of(self) -> str:
        """The key of the row whose card is open; empty for none."""
        return self._of_card

    def set_rows(self, rows: list[MapRow]) -> None:
        """Shows these rows; the open card closes."""
        self.beginResetModel()
        self._rows, self._of_card = list(rows), ""
        self.endResetModel()

    def open_card(self, key: str) -> None:
        """Puts the card below the row with this key, taking it from where it was; an empty key closes it."""
        if key == self._of_card:
            return
        old = self.number_of("card")
        if old >= 0:
            self.beginRemoveRows(QModelIndex(), old, old)
            del self._rows[old]
            self.endRemoveRows()
        self._of_card = ""
        at = self.number_of(key) if key else -1
        if at < 0 or not self._rows[at].explains:
            return
        self._of_card = key
        self.beginInsertRows(QModelIndex(), at + 1, at + 1)
        self._rows.insert(at + 1, MapRow(key="card", sort=Sort.CARD))
        self.endInsertRows()

    def number_of(self, key: str) -> int:
        """Where a row is, -1 when it is not there."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def index_of(self, key: str) -> QModelIndex:
        """The index of a row's first column; not valid when it is not there."""
        number = self.number_of(key)
        return self.index(number, 0) if number >= 0 else QModelIndex()

    def row_at(self, index: Index) -> MapRow | None:
        """The row behind an index."""
        return self._rows[index.row()] if index.isValid() else None

    @property
    def rows(self) -> tuple[MapRow, ...]:
        """All rows as they stand."""
        return tuple(self._rows)

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        if parent.isValid() or not (0 <= row < len(self._rows) and 0 <= column <= ENDS):
            return QModelIndex()
        return self.createIndex(row, column)

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        return QModelIndex()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else ENDS + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if row.sort in (Sort.CARD, Sort.GROUP, Sort.BEST):
            return Qt.ItemFlag.ItemNeverHasChildren
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.name, None, row.left)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and row.sort not in (Sort.CARD, Sort.BEST):
            return "\n".join(filter(None, (row.name, row.rule)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if index.column() == NAME else (None, row.rule, row.left)[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Open protections, soonest first"), self.tr("Time"), self.tr("Ends in"))[section]
        return None
