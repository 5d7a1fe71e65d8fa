"""The chronology as a list model: filtered, with folds that open and long messages that show all their lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from disputes_app.gui.screens.order.chronology_rows import Look, Made, Row
from disputes_app.gui.screens.order.chronology_story import EARLIER, MOST, Show, rows
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
        self._made: Sequence[Made] = ()
        self._most = MOST

    @property
    def what(self) -> Show:
        """Which events are shown."""
        return self._what

    @property
    def shown_rows(self) -> tuple[Row, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def set_view(self, view: OrderView, made: Sequence[Made]) -> None:
        """Shows an order; what was unfolded stays so for the same order."""
        if self._view is None or self._view.order != view.order:
            self._unfolded, self._whole, self._most = frozenset(), set(), MOST
        self._view, self._made = view, made
        self._remake()

    def set_what(self, what: Show) -> None:
        """Shows only some events."""
        if what is not self._what:
            self._what = what
            self._remake()

    def toggle_fold(self, key: str) -> None:
        """Opens or closes a fold; the one of the earlier events gives some more of them."""
        if key == EARLIER:
            self._most += MOST
        else:
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
        self._rows = (
            rows(self._view, self._made, self._what, self._unfolded, self._most) if self._view else []
        )
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
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.title if not row.note or row.look is Look.FOLD else f"{row.title}\n{row.note}"
        # Type-ahead goes by the day and the title.
        return row.title if role == Qt.ItemDataRole.DisplayRole else None
