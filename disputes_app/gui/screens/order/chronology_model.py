"""The chronology as a list model: filtered, with folds that open and long messages that show all their lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from disputes_app.gui.screens.order.chronology_rows import Row, Show, rows
from disputes_app.gui.screens.order.loading import OrderView

WHOLE = Qt.ItemDataRole.UserRole + 1
_NONE = QModelIndex()


class ChronologyModel(QAbstractListModel):
    """UserRole gives the ``Row``, ``WHOLE`` whether a long message shows all its lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: OrderView | None = None
        self._what = Show.ALL
        self._rows: list[Row] = []
        self._unfolded: frozenset[str] = frozenset()
        self._whole: set[str] = set()

    @property
    def what(self) -> Show:
        """Which events are shown."""
        return self._what

    @property
    def shown_rows(self) -> tuple[Row, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def set_view(self, view: OrderView) -> None:
        """Shows an order; what was unfolded stays so for the same order."""
        if self._view is None or self._view.order != view.order:
            self._unfolded, self._whole = frozenset(), set()
        self._view = view
        self._remake()

    def set_what(self, what: Show) -> None:
        """Shows only some events."""
        if what is not self._what:
            self._what = what
            self._remake()

    def toggle_fold(self, key: str) -> None:
        """Opens or closes a fold."""
        self._unfolded = self._unfolded ^ {key}
        self._remake()

    def show_whole(self, key: str) -> None:
        """Shows all lines of a message."""
        self._whole.add(key)
        index = self.index_of(key)
        self.dataChanged.emit(index, index, [WHOLE, Qt.ItemDataRole.SizeHintRole])

    def index_of(self, key: str) -> QModelIndex:
        """Where a row is; not valid when it is not shown."""
        found = next((n for n, row in enumerate(self._rows) if row.key == key), -1)
        return self.index(found) if found >= 0 else QModelIndex()

    def _remake(self) -> None:
        self.beginResetModel()
        self._rows = rows(self._view, self._what, self._unfolded) if self._view else []
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == WHOLE:
            return row.key in self._whole
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        # Type-ahead goes by the day and the title.
        return row.title if role == Qt.ItemDataRole.DisplayRole else None
